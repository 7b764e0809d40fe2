"""Findings as a JUnit test report: each is a failed case of its file; a clean vault is one passed case."""

import re
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look, said
from vaultkit.source.printable import printable_line

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, look: Look) -> Iterator[str]:
    """The document, one suite for each file with findings."""
    total = len(report.diagnostics)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<testsuites name="vaultkit" tests="{total or 1}" failures="{total}" errors="0">'
    if not total:
        yield '  <testsuite name="vaultkit" tests="1" failures="0" errors="0" skipped="0">'
        yield f'    <testcase name="{report.checked} files checked" classname="vaultkit" />'
        yield "  </testsuite>"
    for path, group in groupby(report.diagnostics, key=lambda found: found.path):
        findings = list(group)
        number, place = len(findings), look.place(path)
        counts = f'tests="{number}" failures="{number}" errors="0" skipped="0"'
        yield f"  <testsuite name={_attribute(place)} {counts}>"
        for found in findings:
            at = f"{found.start.line}:{found.start.column}"
            yield f"    <testcase name={_attribute(f'{found.rule} {at}')} classname={_attribute(place)}>"
            words = f"{place}:{at}: {found.severity}[{found.rule}] {said(found)}"
            failure = f'<failure type="{found.severity}" message={_attribute(said(found))}>'
            yield f"      {failure}{_text(words)}</failure>"
            yield "    </testcase>"
        yield "  </testsuite>"
    yield "</testsuites>"


def _legal(words: str) -> str:
    return _NOT_XML.sub("\ufffd", printable_line(words))


def _attribute(words: str) -> str:
    return quoteattr(_legal(words))


def _text(words: str) -> str:
    return escape(_legal(words))
