"""Findings one a line, ``path:line:column``, for editors that jump and for ``grep``."""

from collections.abc import Iterator

from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look, said
from vaultkit.lint.reporters._words import OF_SEVERITY, one_line, paint, summary


def render(report: Report, look: Look) -> Iterator[str]:
    """A line for each finding, and the summary."""
    for found in report.diagnostics:
        place = f"{one_line(look.place(found.path))}:{found.start.line}:{found.start.column}"
        severity = paint(found.severity, OF_SEVERITY[found.severity], look.colour)
        fixable = " [fix]" if found.fix else ""
        yield f"{place}: {severity}[{found.rule}] {one_line(said(found))}{fixable}"
    yield summary(report)
