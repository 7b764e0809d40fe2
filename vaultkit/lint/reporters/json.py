"""Findings as one JSON array of objects, for programs."""

from collections.abc import Iterator

from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look
from vaultkit.lint.reporters._records import as_json, record


def render(report: Report, look: Look) -> Iterator[str]:
    """The array, indented; ``[]`` when there is nothing."""
    records = [record(report, found) for found in report.diagnostics]
    yield from as_json(records, 2).split("\n")
