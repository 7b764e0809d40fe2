"""``vaultkit convert``: links of the other kind in place, or the whole vault as portable Markdown."""

from pathlib import Path
from typing import Literal

import click

from vaultkit.cli._vault import find_vault, say_settings, vault_option
from vaultkit.cli._write import count, diff_option, dry_run_option, write_plan
from vaultkit.source.printable import printable_line


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="[VAULT] [OUT]")
@vault_option
@click.option("--links", type=click.Choice(["wiki", "markdown"]), help="Convert the links in place.")
@click.option(
    "--embeds", type=click.Choice(["inline", "link"]), default="inline", help="Embedded notes in OUT."
)
@click.option("--comments", type=click.Choice(["drop", "keep"]), default="drop", help="`%%` comments in OUT.")
@dry_run_option
@diff_option
@click.pass_context
def command(
    ctx: click.Context,
    folders: tuple[Path, ...],
    vault: Path | None,
    links: Literal["wiki", "markdown"] | None,
    embeds: Literal["inline", "link"],
    comments: Literal["drop", "keep"],
    dry_run: bool,
    diff: bool,
) -> None:
    """Write a vault's links in the other form, or the whole vault as Markdown that needs no Obsidian.

    With --links the notes of VAULT are changed in place, as its settings would write them; one
    `vaultkit undo` takes it back. Else every note goes to the new folder OUT, with relative links and the
    attachments that it names; VAULT is not touched.

    \b
    Examples:
      vaultkit convert --links markdown ~/papers
      vaultkit convert ~/papers ~/papers-for-everyone
    """
    from vaultkit.rewrite.convert import convert_links
    from vaultkit.rewrite.portable import portable
    from vaultkit.vault.vault import open_vault
    from vaultkit.writing.output import write_folder

    if len(folders) != 2 - bool(links) and not (links and not folders):
        raise click.UsageError("name a vault and a folder to write to, or --links and a vault", ctx)
    if diff and not links:
        raise click.UsageError("--diff shows what --links changes; of OUT there is --dry-run", ctx)
    root, _ = find_vault((), vault or (folders[0] if folders else None))
    opened = open_vault(root)
    say_settings(opened)
    if links:
        write_plan(
            ctx, root, convert_links(opened, links), f"convert --links {links}", dry_run=dry_run, diff=diff
        )
        return
    made = portable(opened, embeds, comments)
    for notice in made.notices:
        click.echo(printable_line(f"note: {notice}"), err=True)
    files = {path: root / opened.files[path].disk for path in made.attachments if opened.files[path].readable}
    if not dry_run:
        write_folder(folders[1], root, made.notes, files)
    said = "would write" if dry_run else "wrote"
    click.echo(f"{said} {count(len(made.notes), 'note')} and {count(len(files), 'attachment')}")
