"""``vaultkit undo``: take back what a command wrote."""

from pathlib import Path

import click

from vaultkit.cli._vault import find_vault, vault_option
from vaultkit.errors import VaultkitError
from vaultkit.source.printable import printable_line


@click.command()
@vault_option
@click.option("--list", "listing", is_flag=True, help="Show what was written, newest first.")
@click.option("--entry", type=int, metavar="N", help="Take back this one; default: the newest that stands.")
@click.pass_context
def command(ctx: click.Context, vault: Path | None, listing: bool, entry: int | None) -> None:
    """Take back what the last command wrote to a vault, exactly.

    Notes that were changed since are left alone and named; then the exit code is 1. An undo is an entry
    itself: `vaultkit undo --entry N` with its number makes the changes again.

    \b
    Example:
      vaultkit rename "MAE" "Masked Autoencoder"
      vaultkit undo
    """
    from vaultkit.writing.undo import entries, undo

    root, guessed = find_vault((), vault)
    written = entries(root)
    if guessed and not written:
        raise VaultkitError(f"nothing was written to `{root}`", "name the vault: `vaultkit undo --vault DIR`")
    if listing:
        for one in written:
            state = "undone" if one.undone else "interrupted" if one.interrupted else ""
            files = f"{len(one.written)} file{'' if len(one.written) == 1 else 's'}"
            line = f"{one.number:>4}  {one.time}  {files:>9}  {one.command}{f'  ({state})' if state else ''}"
            click.echo(printable_line(line))
        return
    outcome = undo(root, entry)
    for path, why in outcome.left_alone:
        click.echo(printable_line(f"`{path}` is not taken back: {why}"), err=True)
    for path, why in outcome.unconfirmed:
        click.echo(printable_line(f"`{path}`: {why}"), err=True)
    count = len(outcome.written)
    click.echo(f"took back {count} file{'' if count == 1 else 's'}" if count else "nothing to take back")
    ctx.exit(1 if outcome.left_alone or outcome.unconfirmed else 0)
