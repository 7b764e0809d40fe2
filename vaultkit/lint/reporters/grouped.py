"""Findings under the name of their file, for reading through a vault note by note."""

from collections.abc import Iterator
from itertools import groupby

from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look, said
from vaultkit.lint.reporters._words import BOLD, OF_SEVERITY, one_line, paint, summary


def render(report: Report, look: Look) -> Iterator[str]:
    """For each file its name and its findings, and the summary."""
    for path, group in groupby(report.diagnostics, key=lambda found: found.path):
        yield paint(one_line(look.place(path)), BOLD, look.colour)
        findings = list(group)
        places = [f"{found.start.line}:{found.start.column}" for found in findings]
        widest = max(map(len, places))
        for found, place in zip(findings, places, strict=True):
            severity = paint(found.severity, OF_SEVERITY[found.severity], look.colour)
            yield f"  {place:>{widest}}  {severity}[{found.rule}] {one_line(said(found))}"
        yield ""
    yield summary(report)
