"""``vaultkit links``: every link of a vault, and what it means."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from vaultkit.cli._places import chosen, from_here
from vaultkit.cli._unread import say_unread
from vaultkit.cli._vault import find_vault, vault_option
from vaultkit.source.printable import printable_json, printable_line
from vaultkit.vault.resolve import Ambiguous
from vaultkit.vault.vault import STATUSES, LinkInfo, Vault, open_vault


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@vault_option
@click.option("--status", "wanted", multiple=True, type=click.Choice(STATUSES), help="List these only.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(paths: tuple[Path, ...], vault: Path | None, wanted: tuple[str, ...], form: str) -> None:
    """List every link, each in exactly one bucket.

    A link is resolved, ambiguous, unresolved, broken-heading, broken-block, or external. PATHS (notes or
    folders) choose whose links are listed; they are looked up in the whole vault.
    """
    root, _ = find_vault(paths, vault)
    opened = open_vault(root)
    here = chosen(paths, root)
    sources = [path for path in sorted((*opened.note_paths, *opened.canvas_paths)) if here(path)]
    links = [info for source in sources for info in opened.links(source)]
    say_unread(opened, sources)
    shown = [info for info in links if not wanted or info.status in wanted]
    if form == "json":
        records = [_record(opened, info) for info in shown]
        click.echo(printable_json(json.dumps(records, indent=2, ensure_ascii=False)))
        return
    place = from_here(root)
    for info in shown:
        record = _record(opened, info)
        words = record["text"].replace("\n", " ")
        leads = f" → {info.path}" if info.path else ""
        where = f"{place(info.source)}:{record['line']}:{record['column']}"
        click.echo(printable_line(f"{where}: {info.status} {words}{leads}"))
    counts = Counter(info.status for info in links)
    buckets = ", ".join(f"{counts[status]} {status}" for status in STATUSES)
    click.echo(f"{len(links)} link{'' if len(links) == 1 else 's'}: {buckets}")


def _record(vault: Vault, info: LinkInfo) -> dict[str, Any]:
    link = info.link
    holder = vault.note(info.source) or vault.canvas(info.source)
    assert holder is not None
    at = holder.text.line_col(link.span.start)
    return {
        "source": info.source,
        "line": at.line,
        "column": at.column,
        "text": holder.text.slice(link.span),
        "kind": link.kind,
        "embed": link.embed,
        "linkpath": link.target,
        "subpath": link.subpath,
        "status": info.status,
        "path": info.path,
        "candidates": list(info.resolution.candidates) if isinstance(info.resolution, Ambiguous) else [],
    }
