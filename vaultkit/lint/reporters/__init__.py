"""Reporters: one file for each form in which findings leave the program, found by its name.

A reporter is a module here with ``render(report, look)``, which yields the lines of its output without
their line ends. It reads nothing but the report.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vaultkit.lint.finding import Diagnostic
from vaultkit.lint.report import Report
from vaultkit.registry import load

SHELF = "vaultkit.lint.reporters"


@dataclass(frozen=True, slots=True)
class Look:
    """How to show: ``colour`` or not; ``place`` makes a path in the vault one that the reader can open.

    ``show_fixes`` asks for what each fix would do, where a reporter has room for it. ``width`` is that of the
    terminal, in columns: a line of a note is cut to it, so that the carets below stand where they belong.
    """

    colour: bool = False
    place: Callable[[str], str] = str
    show_fixes: bool = False
    width: int = 110


def render(name: str, report: Report, look: Look) -> Iterator[str]:
    """The lines of ``report`` in the form ``name``; raises ``VaultkitError`` when there is no such form."""
    lines: Iterator[str] = load(SHELF, name).render(report, look)
    return lines


def said(diagnostic: Diagnostic) -> str:
    """Message and help as one line, for forms that have only one."""
    message, help_ = diagnostic.message, diagnostic.help
    return f"{message}; {help_}" if message and help_ else message or help_
