"""Findings as SARIF 2.1.0, which code hosts import as scanning results."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from vaultkit import __version__
from vaultkit.lint.finding import Diagnostic, Fix, Severity
from vaultkit.lint.fingerprint import fingerprints
from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look, said
from vaultkit.lint.reporters._records import as_json
from vaultkit.lint.rule import Rule, load_rule
from vaultkit.source.text import Position, Text

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report, look: Look) -> Iterator[str]:
    """One run, indented; its rules are those that have findings."""
    names = sorted({found.rule for found in report.diagnostics})
    driver = {
        "name": "vaultkit",
        "semanticVersion": __version__,
        "rules": [_rule(load_rule(name)) for name in names],
    }
    results = [
        _result(report, found, names.index(found.rule), fingerprint, look)
        for found, fingerprint in fingerprints(report)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield from as_json(document, 2).split("\n")


def _rule(rule: Rule) -> dict[str, Any]:
    about = dict(rule.documentation.sections)
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.documentation.summary},
        "fullDescription": {"text": " ".join(about.get("What it does", "").split())},
        "help": {"text": about.get("Why is this bad?", ""), "markdown": rule.documentation.source},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _result(report: Report, found: Diagnostic, index: int, fingerprint: str, look: Look) -> dict[str, Any]:
    uri = {"uri": quote(look.place(found.path), errors="surrogateescape")}
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": _LEVEL[found.severity],
        "message": {"text": said(found)},
        "locations": [
            {"physicalLocation": {"artifactLocation": uri, "region": _region(found.start, found.end)}}
        ],
        "partialFingerprints": {"vaultkit/v1": fingerprint},
    }
    if found.fix:
        result["fixes"] = [_fix(report.text(found.path), found.fix, uri)]
    return result


def _region(start: Position, end: Position) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fix(text: Text, fix: Fix, uri: dict[str, str]) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(text.line_col(edit.span.start), text.line_col(edit.span.end)),
            "insertedContent": {"text": edit.replacement.decode(errors="replace")},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": uri, "replacements": replacements}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}
