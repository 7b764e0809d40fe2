"""Who wrote a paper, behind its title: ``Title, Roe & Doe 1999``, ``Title - Jane Roe, Ann Doe``.

A title may end with words that could be names, so a page must end several of its titles so.
"""

from collections.abc import Iterable
from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.names import read_names, read_surnames
from vaultkit.digest.told import Title
from vaultkit.digest.wording import wording

_BORDER = pattern(r"(?:[,.]|(?<=[?!])|\s+[-–—])\s+(?=(?:(?:v[ao]n|de[rn]?|di|l[ae]) )*[A-Z])")
_YEAR_LAST = pattern(r"[,.]?\s+\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?\.?$")
_SURNAME = pattern(r"(?:(?:van|von|de|der|den|di|la|le) )*[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?")
_MORE = pattern(r",?\s+(?:et\.?\s?al\b\.?|and (?:others|colleagues))$")
_DASHES = frozenset("-–—")
_FEWEST = 3
_FEW_WORDS = 3


def signed_last(title: Title) -> Title:
    """``title`` without the writers that end it, or with the year behind them; itself when nobody does."""
    if title.authors:
        return title
    for border in _BORDER.finditer(title.title):
        head, tail = title.title[: border.start()].strip(), title.title[border.end() :]
        year = _YEAR_LAST.search(tail)
        names = _writers(tail[: year.start()] if year else tail, dated=bool(year or title.year))
        surely = _MORE.search(tail) is not None and border[0].strip() in _DASHES
        if names and (surely or (head.count(" ") + 1 >= _FEW_WORDS and wording(tail) < wording(head))):
            told = int(year["year"]) if year else None
            return replace(title, title=head, title_raw=head, authors=names, year=title.year or told)
    return title


def are_signed(titles: Iterable[Title]) -> bool:
    """Whether a third of ``titles`` that name no writers, three at least, end with some."""
    bare = [one for one in titles if not one.authors]
    signed = sum(signed_last(one) is not one for one in bare)
    return signed >= _FEWEST and signed * 3 >= len(bare)


def _writers(text: str, *, dated: bool) -> tuple[str, ...]:
    """The names that ``text`` is; one bare surname only with others (``Roe et al.``) or a year behind it."""
    more = _MORE.search(text)
    text = text[: more.start()] if more else text
    names = read_names(text.title() if text.isupper() else text) or read_surnames(text)
    if not names and (dated or more) and _SURNAME.fullmatch(text):
        return (text,)
    return names
