"""The name of whom a page is about, in bold in every list of authors: ``J. Roe, **A. Doe**, "The Title"``.

Such bold text stands out among names, and is no title. Knows one page; titles only as what is not meant.
"""

from collections import Counter
from collections.abc import Iterable
from re import Match
from re import compile as pattern

from vaultkit.digest.names import is_name

_BOLD = pattern(r"(?P<mark>\*\*|__|<(?P<tag>b|u|strong)>)(?P<name>[^*_<>\n]{4,40})(?:(?P=mark)|</(?P=tag)>)")
_LISTED_BEFORE = pattern(r"(?:[,;&]|\band)\s*$")
_LISTED_BEHIND = pattern(r"[\s*†‡\d^]*(?:[,;&]|and\b)")
_AROUND = " ,.;:†‡"
_FEWEST = 3


def own_names(texts: Iterable[str]) -> frozenset[str]:
    """The names of persons that stand in bold beside others in three lines or more, with their marks."""
    found = Counter(bold[0] for text in texts for bold in _BOLD.finditer(text) if _is_among_names(bold))
    return frozenset(bold for bold, lines in found.items() if lines >= _FEWEST)


def without_marks(text: str, names: Iterable[str]) -> str:
    """``text`` in which the bold ``names`` are printed as all others."""
    for bold in names:
        if bold in text:
            text = text.replace(bold, _BOLD.sub(r"\g<name>", bold))
    return text


def _is_among_names(bold: Match[str]) -> bool:
    listed = _LISTED_BEFORE.search(bold.string, 0, bold.start()) or _LISTED_BEHIND.match(
        bold.string, bold.end()
    )
    return listed is not None and is_name(bold["name"].strip(_AROUND))
