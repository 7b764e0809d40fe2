"""What every command that changes notes does with its plan: show it, or write it and report."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import click

from vaultkit.source.printable import printable_line
from vaultkit.writing.change import Change

dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would be written; write nothing.")
diff_option = click.option(
    "--diff",
    is_flag=True,
    help="Show what would be written as a diff, exit 1 if something would; write nothing.",
)


class Plan(Protocol):
    """What is to be written, and what the user should know."""

    @property
    def changes(self) -> Sequence[Change]:
        """The changes, to be made together."""

    @property
    def notices(self) -> Sequence[str]:
        """Sentences for the user."""

    @property
    def links(self) -> int | None:
        """How many links are written anew; None where there is no question of links."""


def write_plan(ctx: click.Context, root: Path, plan: Plan, name: str, *, dry_run: bool, diff: bool) -> None:
    """Show or write ``plan`` as one journal entry called ``name``, and end the command."""
    from vaultkit.cli._diff import show_changes
    from vaultkit.writing.safe_write import write_changes

    for notice in plan.notices:
        click.echo(printable_line(f"note: {notice}"), err=True)
    if diff:
        show_changes(plan.changes)
        ctx.exit(1 if plan.changes else 0)
    if dry_run:
        for change in plan.changes:
            what = "new" if change.before is None else "deleted" if change.after is None else "changed"
            click.echo(printable_line(f"{what:8} {change.path}"))
        click.echo(f"would write {_said(len(plan.changes), plan)}")
        return
    outcome = write_changes(root, plan.changes, name, together=True)
    for path, why in outcome.left_alone:
        click.echo(printable_line(f"`{path}` is left as it was: {why}"), err=True)
    for path, why in outcome.unconfirmed:
        click.echo(printable_line(f"`{path}`: {why}"), err=True)
    if outcome.left_alone:
        click.echo(printable_line(f"error: {not_together(outcome.written)}"), err=True)
        ctx.exit(2)
    new = all(change.before is None for change in plan.changes) and plan.links is None
    names = ", ".join(f"`{path}`" for path in outcome.written) if new else ""
    click.echo(printable_line(f"wrote {_said(len(outcome.written), plan)}{f': {names}' if names else ''}"))
    ctx.exit(2 if outcome.unconfirmed else 0)


def not_together(written: Sequence[str]) -> str:
    """What to say when not all changes could be made: none was, or ``written`` could not be taken back."""
    if not written:
        return "nothing was written, as one change needs the others"
    names = ", ".join(f"`{path}`" for path in written)
    return (
        f"{names} was written and could not be taken back: `vaultkit undo` does it when there is room again"
    )


def count(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _said(files: int, plan: Plan) -> str:
    links = "" if plan.links is None else f", {count(plan.links, 'link')}"
    return f"{count(files, 'file')}{links}"
