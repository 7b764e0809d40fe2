"""A report in numbers: how often each rule speaks, for the first look at an old vault."""

from collections import Counter
from collections.abc import Iterator

from vaultkit.lint.report import Report


def statistics(report: Report) -> Iterator[str]:
    """A line for each rule with findings: their number, how many have a fix, the rule; most first."""
    counts = Counter(found.rule for found in report.diagnostics)
    fixable = Counter(found.rule for found in report.diagnostics if found.fix)
    width = max((len(str(number)) for number in counts.values()), default=1)
    for rule, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        fixes = f"  ({fixable[rule]} fixable)" if fixable[rule] else ""
        yield f"{number:>{width}}  {rule}{fixes}"
