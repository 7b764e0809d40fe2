"""Words that several reporters share: colours, counts, the closing line."""

from collections import Counter
from collections.abc import Iterable

from vaultkit.lint.finding import Diagnostic, Safety, Severity
from vaultkit.lint.report import Report
from vaultkit.source.printable import printable_line

RESET = "\x1b[0m"
BOLD, DIM, RED, YELLOW, BLUE, CYAN, GREEN = (
    f"\x1b[{code}m" for code in ("1", "2", "1;31", "1;33", "1;34", "36", "32")
)
OF_SEVERITY = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: BLUE}


def paint(words: str, code: str, colour: bool) -> str:
    """``words`` in a colour, or as they are."""
    return f"{code}{words}{RESET}" if colour and words else words


def one_line(words: str) -> str:
    """``words`` so that a terminal prints them, does not obey them, and keeps them on one line."""
    return printable_line(words).replace("\t", " ")


def count(number: int, noun: str) -> str:
    """``1 note``, ``2 notes``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(report: Report) -> str:
    """The closing line: how many findings, of which weight, in how many of the files, and what to do."""
    if not report.diagnostics:
        return f"no findings in {count(report.checked, 'file')}"
    by_severity = Counter(found.severity for found in report.diagnostics)
    weights = ", ".join(
        count(by_severity[severity], _NOUN[severity]) for severity in Severity if severity in by_severity
    )
    files = len({found.path for found in report.diagnostics})
    line = f"{weights} in {count(files, 'file')} of {report.checked}"
    return f"{line}; {fixable}" if (fixable := _fixable(report.diagnostics)) else line


_NOUN = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}


def _fixable(diagnostics: Iterable[Diagnostic]) -> str:
    by_safety = Counter(found.fix.safety for found in diagnostics if found.fix)
    safe, unsafe = by_safety[Safety.SAFE], by_safety[Safety.UNSAFE]
    words = [f"{safe} fixable with `--fix`"] if safe else []
    words += [f"{unsafe}{' more' if safe else ''} with `--unsafe-fixes`"] if unsafe else []
    return ", ".join(words)
