"""How every command shows changes: byte for byte where ``git apply`` reads them, safe where a person does."""

import sys
from collections.abc import Iterable

import click

from vaultkit.source.printable import printable
from vaultkit.writing.change import Change, diff

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def show_changes(changes: Iterable[Change], colour: bool | None = None) -> None:
    """Print each change as a unified diff; in colour, and with escapes, when it is a terminal that shows it.

    Elsewhere nothing is escaped: what ``git apply`` makes of the diff are the very bytes of the change.
    """
    terminal = sys.stdout.isatty() if colour is None else colour
    for change in changes:
        if not terminal:
            click.echo(diff(change), nl=False)
            continue
        for line in diff(change).split("\n")[:-1]:
            click.echo(_painted(printable(line)), color=True)


def _painted(line: str) -> str:
    return click.style(line, fg=_COLOURS[line[0]]) if line[:1] in _COLOURS else line
