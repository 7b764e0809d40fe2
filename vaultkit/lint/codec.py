"""Diagnostics as JSON text and back, for the index: exact, and nothing that runs."""

import json
from collections.abc import Iterable
from typing import Any

from vaultkit.lint.finding import Diagnostic, Fix, Related, Safety, Severity
from vaultkit.source.text import Edit, Position, Span

WHOLE = ""
"""The row of the rules for the whole vault: no file has this path."""
_ANY_BYTE = "latin-1"


def encode(diagnostics: Iterable[Diagnostic]) -> str:
    """The diagnostics of one file as JSON, without its path; "" for none."""
    rows = [
        [
            found.span, found.start, found.end, found.rule, found.severity.value, found.message, found.help,
            _fix(found.fix), [(related.path, related.span, related.message) for related in found.related],
        ]
        for found in diagnostics
    ]  # fmt: skip
    return json.dumps(rows, separators=(",", ":")) if rows else ""


def decode(path: str, text: str) -> list[Diagnostic]:
    """The diagnostics of the file at ``path`` that ``encode`` made ``text`` of."""
    return [
        Diagnostic(
            path, Span(*span), Position(*start), Position(*end), rule, Severity(severity), message, help_,
            _fixed(fix), tuple(Related(where, Span(*at), what) for where, at, what in related),
        )
        for span, start, end, rule, severity, message, help_, fix, related in json.loads(text or "[]")
    ]  # fmt: skip


def _fix(fix: Fix | None) -> Any:
    if fix is None:
        return None
    edits = [(edit.span, edit.replacement.decode(_ANY_BYTE)) for edit in fix.edits]
    return [fix.title, edits, fix.safety.value]


def _fixed(fix: Any) -> Fix | None:
    if fix is None:
        return None
    title, edits, safety = fix
    return Fix(
        title, tuple(Edit(Span(*span), value.encode(_ANY_BYTE)) for span, value in edits), Safety(safety)
    )
