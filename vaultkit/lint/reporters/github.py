"""Findings as workflow commands, which GitHub shows beside the lines of a pull request.

A step shows ten annotations of each weight; the rest is printed to the log, and the last line says so.
"""

from collections import Counter
from collections.abc import Iterator

from vaultkit.lint.finding import Diagnostic, Severity
from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look, said
from vaultkit.lint.reporters._words import count, one_line, summary

SHOWN = 10
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, look: Look) -> Iterator[str]:
    """A command for each finding that will be shown, a plain line for each other, and the summary."""
    issued: Counter[Severity] = Counter()
    for found in report.diagnostics:
        issued[found.severity] += 1
        yield _command(found, look) if issued[found.severity] <= SHOWN else _plain(found, look)
    cut = sum(max(0, number - SHOWN) for number in issued.values())
    if cut:
        yield f"{count(cut, 'finding')} above without an annotation: GitHub shows {SHOWN} of a kind a step"
    yield _inert(summary(report))


def _command(found: Diagnostic, look: Look) -> str:
    places = {"file": look.place(found.path), "line": found.start.line, "endLine": found.end.line}
    if found.start.line == found.end.line:
        places |= {"col": found.start.column, "endColumn": max(found.start.column, found.end.column - 1)}
    named = ",".join(f"{key}={_property(str(value))}" for key, value in places.items())
    return f"::{_COMMAND[found.severity]} {named},title={_property(found.rule)}::{_data(said(found))}"


def _plain(found: Diagnostic, look: Look) -> str:
    place = f"{look.place(found.path)}:{found.start.line}:{found.start.column}"
    return _inert(f"- {place}: {found.severity}[{found.rule}] {said(found)}")


def _inert(line: str) -> str:
    return one_line(line)


def _data(words: str) -> str:
    return one_line(words).replace("%", "%25")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
