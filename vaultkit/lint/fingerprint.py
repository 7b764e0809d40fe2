"""A name for a finding that survives edits elsewhere in its note: for baselines and for code hosts."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from vaultkit.lint.finding import Diagnostic
from vaultkit.lint.report import Report


def fingerprints(report: Report) -> Iterator[tuple[Diagnostic, str]]:
    """Each finding with 32 hexadecimal digits made of rule, path, message and marked text, no line number.

    Findings that are equal in all of these are told apart by their order in the file.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for found in report.diagnostics:
        text = report.text(found.path).slice(found.span) if found.span.end else ""
        key = found.rule, found.path, found.message, text
        seen[key] += 1
        digest = sha256("\0".join((*key, str(seen[key]))).encode(errors="replace"))
        yield found, digest.hexdigest()[:32]
