"""Findings as a note for the vault itself: a heading with a link for each note, its findings as tasks."""

import re
from collections.abc import Iterator
from itertools import groupby

from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look, said
from vaultkit.lint.reporters._words import one_line, summary
from vaultkit.vault.spelling import linktext

_TICKS = re.compile("`+")


def render(report: Report, look: Look) -> Iterator[str]:
    """The note. Whatever a finding quotes stands in code, so that it is neither link nor tag here."""
    yield "# Findings of vaultkit"
    yield ""
    yield f"{summary(report)}."
    for path, group in groupby(report.diagnostics, key=lambda found: found.path):
        yield ""
        yield f"## {_link(report, path)}"
        yield ""
        for found in group:
            place = f"line {found.start.line}, column {found.start.column}"
            yield f"- [ ] {place}: **{found.rule}** ({found.severity}) {_code(said(found))}"


def _link(report: Report, path: str) -> str:
    written = linktext(report.vault, path, "") if path in report.vault.files else None
    return f"[[{written}]]" if written and one_line(written) == written else _code(path)


def _code(words: str) -> str:
    safe = one_line(words)
    ticks = "`" * (max(map(len, _TICKS.findall(safe)), default=0) + 1)
    space = " " if safe.startswith("`") or safe.endswith("`") else ""
    return f"{ticks}{space}{safe}{space}{ticks}"
