"""News of a page's own (``[2024.05] We release …``), which mention papers but list none."""

from re import compile as pattern

from vaultkit.digest.readers._inline import pieces
from vaultkit.digest.words import words

_DATED = pattern(
    r"[^\w(]{0,12}(?:\(\s*)?(?:"
    r"(?:19|20)\d\d\s*[./年-]\s*\d{1,2}(?:\s*[./月-]\s*\d{1,2})?日?|\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*"
    r"(?:\d{1,2}(?:st|nd|rd|th)?)?,?\s*(?:19|20)\d\d|(?:19|20)\d\d\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r")",
    2,
)
_WORD = pattern(r"[a-z]+")
_TELLING = words("words of news")
_SPEAKING = frozenset({"we", "our"})


def is_news(text: str) -> bool:
    """Whether a line begins with a day or a month and then says, outside its links, that something is new."""
    if not _DATED.match(text):
        return False
    said = [word for piece in pieces(text) if not piece.link for word in _WORD.findall(piece.text.casefold())]
    return bool(_TELLING & set(said)) and (len(said) > 5 or bool(_SPEAKING & set(said)))
