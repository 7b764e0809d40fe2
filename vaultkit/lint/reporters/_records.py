"""A finding as a JSON object: what ``json`` and ``json-lines`` share."""

import json
from typing import Any

from vaultkit.lint.finding import Diagnostic, Fix
from vaultkit.lint.report import Report
from vaultkit.lint.reporters import said
from vaultkit.source.printable import printable_json
from vaultkit.source.text import Text


def as_json(value: object, indent: int | None = None) -> str:
    """``value`` as JSON that reads well in any script, and that no terminal obeys."""
    return printable_json(json.dumps(value, indent=indent, ensure_ascii=False))


def record(report: Report, found: Diagnostic) -> dict[str, Any]:
    """Lines and columns count code points from 1, the end excluded; ``path`` is relative to the vault."""
    return {
        "path": found.path,
        "line": found.start.line,
        "column": found.start.column,
        "end_line": found.end.line,
        "end_column": found.end.column,
        "rule": found.rule,
        "severity": str(found.severity),
        "message": said(found),
        "fix": _fix(report.text(found.path), found.fix) if found.fix else None,
    }


def _fix(text: Text, fix: Fix) -> dict[str, Any]:
    edits = []
    for edit in fix.edits:
        start, end = text.line_col(edit.span.start), text.line_col(edit.span.end)
        edits.append(
            {
                "line": start.line,
                "column": start.column,
                "end_line": end.line,
                "end_column": end.column,
                "replacement": edit.replacement.decode(errors="replace"),
            }
        )
    return {"title": fix.title, "safety": fix.safety.name.lower(), "edits": edits}
