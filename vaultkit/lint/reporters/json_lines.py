"""Findings as one JSON object a line, for programs that read a stream."""

import json
from collections.abc import Iterator

from vaultkit.lint.engine import Report
from vaultkit.lint.reporters import Look
from vaultkit.lint.reporters._records import record


def render(report: Report, look: Look) -> Iterator[str]:
    """An object for each finding, in the fields of ``json``."""
    for found in report.diagnostics:
        yield json.dumps(record(report, found), ensure_ascii=False)
