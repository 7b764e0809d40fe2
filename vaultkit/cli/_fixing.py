"""``vaultkit lint --fix`` and ``--diff``: what was fixed, what was not and why."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from vaultkit.cli._diff import show_changes
from vaultkit.cli._vault import undo_command
from vaultkit.errors import VaultkitError
from vaultkit.lint.finding import Diagnostic
from vaultkit.lint.fixes import Outcome
from vaultkit.lint.report import Report
from vaultkit.source.printable import printable_line


def show_diff(outcome: Outcome, colour: bool | None) -> None:
    """Print every change as a unified diff, and what was not fixed."""
    show_changes(outcome.changes, colour)
    _say_dropped(outcome)
    number = len(outcome.made)
    click.echo(
        f"{_count(number, 'fix', 'fixes')} in {_count(len(outcome.changes), 'note', 'notes')}", err=True
    )


def write(outcome: Outcome, root: Path, relint: Callable[[], Report]) -> Report:
    """Write the changes through the journal; the report on the vault as it then is.

    Raises ``VaultkitError`` when the disk did not confirm a change.
    """
    from vaultkit.writing.safe_write import write_changes

    _say_dropped(outcome)
    if not outcome.changes:
        return outcome.report
    result = write_changes(root, outcome.changes, "lint --fix")
    for path, reason in result.left_alone:
        click.echo(printable_line(f"note: `{path}` is not fixed: {reason}"), err=True)
    written = [found for found in outcome.made if found.path in result.written]
    said = f"{_count(len(written), 'fix', 'fixes')} made in {_count(len(result.written), 'note', 'notes')}"
    way_back = f"; `{undo_command(root)}` takes them back" if result.written else ""
    click.echo(printable_line(said + way_back), err=True)
    if result.unconfirmed:
        path, reason = result.unconfirmed[0]
        raise VaultkitError(f"`{path}` is fixed, but {reason}", "look at the notes, then lint again")
    return relint() if result.left_alone else outcome.report


def show_made(made: Sequence[Diagnostic]) -> None:
    """List the fixes that were made."""
    for found in made:
        title = found.fix.title if found.fix else ""
        place = f"{found.path}:{found.start.line}"
        click.echo(printable_line(f"fixed {place}: [{found.rule}] {title}"), err=True)


def _say_dropped(outcome: Outcome) -> None:
    for dropped in outcome.dropped:
        found = dropped.diagnostic
        place = f"{found.path}:{found.start.line}:{found.start.column}"
        click.echo(printable_line(f"note: not fixed, {place} [{found.rule}]: {dropped.reason}"), err=True)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
