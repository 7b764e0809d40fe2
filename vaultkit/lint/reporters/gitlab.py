"""Findings as GitLab's code quality report: a JSON array, each entry with a fingerprint that lasts."""

from collections.abc import Iterator

from vaultkit.lint.finding import Severity
from vaultkit.lint.fingerprint import fingerprints
from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look, said
from vaultkit.lint.reporters._records import as_json

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, look: Look) -> Iterator[str]:
    """The array, indented; ``[]`` when there is nothing."""
    entries = [
        {
            "description": said(found),
            "check_name": found.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITY[found.severity],
            "location": {
                "path": look.place(found.path),
                "lines": {"begin": found.start.line, "end": found.end.line},
            },
        }
        for found, fingerprint in fingerprints(report)
    ]
    yield from as_json(entries, 2).split("\n")
