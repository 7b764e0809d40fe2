"""Findings one a line, ``path:line:column``, for editors that jump and for ``grep``."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look, said
from vaultkit.lint.reporters._words import OF_SEVERITY, one_line, paint, summary


def render(report: Report, look: Look) -> Iterator[str]:
    """A line for each finding, and the summary."""
    weights = {severity: paint(severity, code, look.colour) for severity, code in OF_SEVERITY.items()}
    for path, of_path in groupby(report.diagnostics, key=attrgetter("path")):
        place = one_line(look.place(path))
        for found in of_path:
            at = f"{place}:{found.start.line}:{found.start.column}"
            fixable = " [fix]" if found.fix else ""
            yield f"{at}: {weights[found.severity]}[{found.rule}] {one_line(said(found))}{fixable}"
    yield summary(report)
