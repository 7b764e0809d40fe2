"""``vaultkit init``: a first configuration for a vault, and schemas for the notes that are there."""

from pathlib import Path

import click

from vaultkit.cli._vault import find_vault, vault_option
from vaultkit.cli._write import diff_option, dry_run_option, write_plan
from vaultkit.source.printable import printable_line


@click.command()
@vault_option
@click.option("--no-schemas", is_flag=True, help="Write the configuration alone, and infer nothing.")
@dry_run_option
@diff_option
@click.pass_context
def command(ctx: click.Context, vault: Path | None, no_schemas: bool, dry_run: bool, diff: bool) -> None:
    """Write a first `vaultkit.toml` with comments, and a schema for each type of note.

    A schema says what nearly all notes of a type do: which properties they have, of which kind, from
    which few words. Notes that do otherwise are listed, and `vaultkit lint` will report the same. Where
    the shipped schema fits, it stays. No file is ever replaced; `vaultkit undo` takes all of it back.

    \b
    Examples:
      vaultkit init --vault ~/papers --dry-run
      vaultkit init --vault ~/papers
    """
    from vaultkit.cli._places import from_here
    from vaultkit.lint.adoption import plan_start
    from vaultkit.vault.vault import open_vault

    root, _ = find_vault((), vault)
    plan = plan_start(open_vault(root), schemas=not no_schemas)
    place = from_here(root)
    for found in plan.outliers:
        # A diff on stdout is for `git apply`: words about it go elsewhere.
        click.echo(printable_line(f"{place(found.path)}:{found.start.line}: {found.message}"), err=diff)
    write_plan(ctx, root, plan, "init", dry_run=dry_run, diff=diff)
