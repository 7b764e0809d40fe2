"""``vaultkit why``: how one link was resolved."""

import re
from pathlib import Path

import click

from vaultkit.cli._complete import files
from vaultkit.cli._places import from_here
from vaultkit.cli._vault import find_vault, vault_option
from vaultkit.errors import VaultkitError
from vaultkit.source.printable import printable_line
from vaultkit.vault.explain import explain
from vaultkit.vault.scan import normal
from vaultkit.vault.vault import LinkInfo, Vault, open_vault

_PLACE = re.compile(r"(.+?):(\d+)(?::(\d+))?")


@click.command()
@click.argument("place", metavar="FILE:LINE[:COLUMN]", shell_complete=files)
@vault_option
def command(place: str, vault: Path | None) -> None:
    """Explain how a link was resolved: the candidates, the rule that decided, the winner.

    Without a COLUMN every link on the line is explained. FILE is a path from here, or from the vault.
    """
    found = _PLACE.fullmatch(place)
    if not found:
        raise VaultkitError(f"`{place}` names no place", "write FILE:LINE or FILE:LINE:COLUMN")
    path, line, column = Path(found[1]), int(found[2]), int(found[3] or 0)
    if vault is not None and not path.exists():
        path = vault / path
    root, _ = find_vault([path], vault)
    opened = open_vault(root)
    source = normal(path.absolute().relative_to(root).as_posix())
    shown = from_here(root)(source)
    links = _links_at(opened, source, line, column)
    if not links:
        at = f"at column {column} of line {line}" if column else f"on line {line}"
        raise VaultkitError(f"there is no link {at} of `{shown}`", f"`vaultkit links {shown}` lists them")
    for number, (info, at) in enumerate(links):
        if number:
            click.echo()
        text = (opened.note(source) or opened.canvas(source)).text  # type: ignore[union-attr]
        click.echo(printable_line(f"{shown}:{at}: {text.slice(info.link.span)}"))
        for label, words in explain(opened, info):
            click.echo(printable_line(f"  {label:<12} {words}"))


def _links_at(vault: Vault, source: str, line: int, column: int) -> list[tuple[LinkInfo, str]]:
    holder = vault.note(source) or vault.canvas(source)
    if holder is None:
        reason = vault.unreadable.get(source, "it is no note and no canvas")
        raise VaultkitError(f"`{source}` has no links to explain: {reason}")
    found = []
    for info in vault.links(source):
        start, end = (holder.text.line_col(offset) for offset in info.link.span)
        if start.line <= line <= end.line and (not column or start <= (line, column) < end):
            found.append((info, f"{start.line}:{start.column}"))
    return found
