"""Org: outlines as Emacs writes them, with stars for headings, tags behind them and ``[[address][text]]``.

Told in Markdown, line for line, it is read as a Markdown page is. Where nothing in it proves a paper,
the outermost headings are titles when nearly all of them read as such.
"""

from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.assemble import Found, assemble
from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers._page import proven, read_page
from vaultkit.digest.readers._retold import Retold
from vaultkit.digest.titles import parse_title, reads_as_title
from vaultkit.digest.told import Title

_HEADING = pattern(
    r"(?P<stars>\*{1,8})\s+(?:(?:TODO|DONE|NEXT|WAITING|READ|READING|CANCELLED)\s+)?(?:\[#[A-Z]\]\s+)?"
    r"(?P<text>\S.*?)\s*(?P<tags>(?<=\s):(?:[\w@#%]+:)+)?\s*"
)
_LINK = pattern(r"\[\[(?P<to>[^\[\]]{1,600})\](?:\[(?P<text>[^\[\]]{1,400})\])?\]")
_SPECIAL = pattern(
    r"\[\[[^\[\]]+\]|^#\+[A-Za-z_]+:|^\s*:[A-Z_]+:|^\*+\s+(?:TODO|DONE)\s|^\*+\s.*\s:(?:[\w@]+:)+\s*$"
)
_YEAR = pattern(r"[\s,.(]+(?P<year>(?:19|20)\d\d)\)?$")
_FEWEST = 3


def sniff(document: Document) -> int:
    """Sure when stars begin headings, and links, tags, keywords or drawers of its kind stand beside them."""
    texts = [line.text for line in document.lines[:2000]]
    if any(text.startswith(("# ", "## ")) or "](" in text for text in texts):
        return 0
    special = sum(bool(_SPECIAL.search(text)) for text in texts)
    return 76 if special >= _FEWEST and any(_HEADING.fullmatch(text) for text in texts) else 0


def read(document: Document) -> Digest:
    """The papers of an outline."""
    texts = {line.number: _as_markdown(line.text) for line in document.lines}
    told = Retold(document, {n: text for n, text in texts.items() if text != document.lines[n - 1].text})
    page = told.restored(read_page(told.lines, "org"))
    titled = assemble(document, "org", _headings(document))
    return max(page, titled, key=lambda digest: (len(digest.entries), proven(digest)))


def _as_markdown(text: str) -> str:
    if heading := _HEADING.fullmatch(text):
        text = f"{'#' * min(len(heading['stars']), 6)} {heading['text']}"
    return _LINK.sub(lambda link: f"[{link['text'] or link['to']}]({link['to']})", text)


def _headings(document: Document) -> list[Found]:
    """The headings of the first level, when four in five of them read as titles."""
    found = []
    for line in document.lines:
        heading = _HEADING.fullmatch(line.text)
        if heading and len(heading["stars"]) == 1:
            text = _LINK.sub(lambda link: link["text"] or link["to"], heading["text"])
            found.append(Found(_dated(parse_title(text)), line.number, line.number))
    titled = [one for one in found if reads_as_title(one.told.title)]
    return found if len(titled) >= _FEWEST and len(titled) * 5 >= len(found) * 4 else []


def _dated(told: Title) -> Title:
    """``Kites over Quiet Lakes 2009`` as title and year."""
    year = _YEAR.search(told.title) if not told.year else None
    if not year:
        return told
    title = told.title[: year.start()]
    return replace(told, title=title, title_raw=title, year=int(year["year"]))
