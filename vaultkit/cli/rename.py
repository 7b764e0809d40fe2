"""``vaultkit rename``: a new name, and every link that goes with it."""

from pathlib import Path

import click

from vaultkit.cli._vault import find_vault, say_settings, vault_option
from vaultkit.cli._write import diff_option, dry_run_option, write_plan


@click.command()
@click.argument("old")
@click.argument("new")
@vault_option
@dry_run_option
@diff_option
@click.pass_context
def command(ctx: click.Context, old: str, new: str, vault: Path | None, dry_run: bool, diff: bool) -> None:
    """Rename a note, a heading, a tag or a property, and everything that names it.

    Links keep their form and their words; a vault's own settings say how a new target is written. Nothing
    is written unless every link would mean afterwards what it means now. One `vaultkit undo` takes it back.

    \b
    Examples:
      vaultkit rename "MAE" "Masked Autoencoder"     a note; a path moves it: "papers/MAE"
      vaultkit rename "MAE#Results" "Findings"       a heading
      vaultkit rename "#vision" "#computer-vision"   a tag, with the tags below it
      vaultkit rename "conf:" "venue:"               a property
    """
    from vaultkit.rewrite.rename import rename
    from vaultkit.vault.vault import open_vault

    root, _ = find_vault((), vault)
    opened = open_vault(root)
    say_settings(opened)
    plan = rename(opened, old, new)
    write_plan(ctx, root, plan, f"rename {old} {new}", dry_run=dry_run, diff=diff)
