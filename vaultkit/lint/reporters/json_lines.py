"""Findings as one JSON object a line, for programs that read a stream."""

from collections.abc import Iterator

from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look
from vaultkit.lint.reporters._records import as_json, record


def render(report: Report, look: Look) -> Iterator[str]:
    """An object for each finding, in the fields of ``json``."""
    for found in report.diagnostics:
        yield as_json(record(report, found))
