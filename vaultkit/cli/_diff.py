"""How every command shows changes: byte for byte where ``git apply`` reads them, safe where a person does."""

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress

import click

from vaultkit.source.printable import inert, printable
from vaultkit.writing.change import Change, diff

BUILD_SERVERS = ("GITHUB_ACTIONS", "FORGEJO_ACTIONS", "GITEA_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
"""Variables that are set where output is searched for commands: ``::error::``, ``##vso[…]`` and others."""
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def show_changes(changes: Iterable[Change], colour: bool | None = None) -> None:
    """Print each change as a unified diff; in colour, and with escapes, when it is a terminal that shows it.

    Elsewhere nothing is escaped: what ``git apply`` makes of the diff are the very bytes of the change. But a
    build server reads what it runs, and obeys some lines of it: there these alone are shown otherwise,
    unless they go into a file.
    """
    served = any(os.environ.get(name) for name in BUILD_SERVERS) and not _goes_into_a_file()
    terminal = sys.stdout.isatty() if colour is None else colour
    for change in changes:
        if not terminal:
            click.echo(inert(diff(change)) if served else diff(change), nl=False)
            continue
        for line in diff(change).split("\n")[:-1]:
            click.echo(_painted(printable(line)), color=True)


def _goes_into_a_file() -> bool:
    with suppress(OSError, ValueError):
        return stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    return False


def _painted(line: str) -> str:
    return click.style(line, fg=_COLOURS[line[0]]) if line[:1] in _COLOURS else line
