"""``vaultkit lint --fix`` and ``--diff``: what was fixed, what was not and why."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from vaultkit.errors import VaultkitError
from vaultkit.lint.engine import Report
from vaultkit.lint.finding import Diagnostic
from vaultkit.lint.fixes import Outcome
from vaultkit.source.printable import printable
from vaultkit.writing.change import diff


def show_diff(outcome: Outcome, colour: bool | None) -> None:
    """Print every change as a unified diff (one that ``git apply`` reads, unless this is a terminal)."""
    terminal = sys.stdout.isatty() if colour is None else colour
    for change in outcome.changes:
        if not terminal:
            click.echo(diff(change), nl=False)
            continue
        for line in diff(change).split("\n")[:-1]:
            click.echo(_painted(printable(line)), color=True)
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
        click.echo(f"note: `{printable(path)}` is not fixed: {printable(reason)}", err=True)
    written = [found for found in outcome.made if found.path in result.written]
    notes = _count(len(result.written), "note", "notes")
    click.echo(
        f"{_count(len(written), 'fix', 'fixes')} made in {notes}; `vaultkit undo` takes them back", err=True
    )
    if result.unconfirmed:
        path, reason = result.unconfirmed[0]
        raise VaultkitError(f"`{path}` is fixed, but {reason}", "look at the notes, then lint again")
    return relint() if result.left_alone else outcome.report


def show_made(made: Sequence[Diagnostic]) -> None:
    """List the fixes that were made."""
    for found in made:
        title = found.fix.title if found.fix else ""
        place = f"{found.path}:{found.start.line}"
        click.echo(printable(f"fixed {place}: [{found.rule}] {title}"), err=True)


def _say_dropped(outcome: Outcome) -> None:
    for dropped in outcome.dropped:
        found = dropped.diagnostic
        place = f"{found.path}:{found.start.line}:{found.start.column}"
        click.echo(printable(f"note: not fixed, {place} [{found.rule}]: {dropped.reason}"), err=True)


def _painted(line: str) -> str:
    colours = {"+": "green", "-": "red", "@": "cyan"}
    return click.style(line, fg=colours[line[0]]) if line[:1] in colours else line


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
