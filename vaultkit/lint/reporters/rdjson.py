"""Findings as reviewdog's JSON; its columns count UTF-8 bytes from 1."""

from collections.abc import Iterator
from typing import Any

from vaultkit.lint.finding import Diagnostic
from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look, said
from vaultkit.lint.reporters._records import as_json
from vaultkit.source.text import Span, Text


def render(report: Report, look: Look) -> Iterator[str]:
    """One ``DiagnosticResult``, indented."""
    result = {
        "source": {"name": "vaultkit"},
        "diagnostics": [_diagnostic(report, found, look) for found in report.diagnostics],
    }
    yield from as_json(result, 2).split("\n")


def _diagnostic(report: Report, found: Diagnostic, look: Look) -> dict[str, Any]:
    text = report.text(found.path) if found.span.end else Text(b"")
    entry: dict[str, Any] = {
        "message": said(found),
        "location": {"path": look.place(found.path), "range": _range(text, found.span)},
        "severity": found.severity.upper(),
        "code": {"value": found.rule},
    }
    if found.fix:
        entry["suggestions"] = [
            {"range": _range(text, edit.span), "text": edit.replacement.decode(errors="replace")}
            for edit in found.fix.edits
        ]
    return entry


def _range(text: Text, span: Span) -> dict[str, Any]:
    start, end = (text.line_col(offset, "byte") for offset in span)
    return {"start": start._asdict(), "end": end._asdict()}
