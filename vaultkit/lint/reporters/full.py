"""Findings for a person at a terminal: each with its line, carets under the place, and what to do."""

from collections.abc import Iterator

from vaultkit.lint.finding import Diagnostic, Fix, Safety
from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look
from vaultkit.lint.reporters._frame import ROOM, frame
from vaultkit.lint.reporters._words import BOLD, CYAN, GREEN, OF_SEVERITY, one_line, paint, summary

_SIGNS = 5  # the bar with its spaces, and the two signs that say that a line was cut
_LEAST = 20
HOW = {
    Safety.SAFE: "`--fix` does it",
    Safety.UNSAFE: "`--unsafe-fixes` does it",
    Safety.SUGGESTION: "by hand",
}


def render(report: Report, look: Look) -> Iterator[str]:
    """Each finding with its frame, and the summary."""
    for found in report.diagnostics:
        yield from _finding(report, found, look)
        yield ""
    yield summary(report)


def _finding(report: Report, found: Diagnostic, look: Look) -> Iterator[str]:
    colour = look.colour
    name = paint(f"{found.severity}[{found.rule}]", OF_SEVERITY[found.severity], colour)
    yield f"{name}: {paint(one_line(found.message), BOLD, colour)}"
    place = f"{one_line(look.place(found.path))}:{found.start.line}:{found.start.column}"
    yield f"{paint('  -->', CYAN, colour)} {place}"
    margin = "    "
    if found.span != (0, 0):
        text = report.text(found.path)
        margin = " " * max(len(str(found.start.line)), 3)
        room = look.width - len(margin) - _SIGNS
        line, words, carets = frame(text, found.span, min(ROOM, max(room, _LEAST)))
        bar = paint(f"{margin} |", CYAN, colour)
        yield bar
        yield f"{paint(f'{line:>3} |', CYAN, colour)} {words}"
        yield f"{bar} {paint(carets, OF_SEVERITY[found.severity], colour)}"
    equals = paint(f"{margin} =", CYAN, colour)
    if found.help:
        yield f"{equals} {one_line(found.help)}"
    for related in found.related:
        at = report.text(related.path).line_col(related.span.start)
        there = f"{one_line(look.place(related.path))}:{at.line}:{at.column}"
        yield f"{equals} {one_line(related.message)}: {there}"
    if found.fix:
        title = f"{one_line(found.fix.title)} ({HOW[found.fix.safety]})"
        yield f"{equals} {paint('fix', GREEN, colour)}: {title}"
        if look.show_fixes:
            yield from _edits(report, found, found.fix, margin, look)


def _edits(report: Report, found: Diagnostic, fix: Fix, margin: str, look: Look) -> Iterator[str]:
    text = report.text(found.path)
    for edit in fix.edits:
        line = text.line_col(edit.span.start).line
        old, new = text.slice(edit.span), edit.replacement.decode(errors="replace")
        yield f"{margin}   line {line}: {_quoted(old)} → {_quoted(new)}"


def _quoted(words: str) -> str:
    return f"`{one_line(words)}`" if words else "nothing"
