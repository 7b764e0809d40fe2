"""Org: outlines as Emacs writes them, with stars for headings, tags behind them and ``[[address][text]]``.

Told in Markdown, line for line, it is read as a Markdown page is; a heading goes on down to its drawer, and
what a bibliography heads with writers and year in front is told with its title in quotation marks. Where
nothing in it proves a paper, the outermost headings are titles when nearly all of them read as such.
"""

from collections.abc import Mapping
from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.assemble import Found, assemble
from vaultkit.digest.document import Document, is_blank
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers._page import proven, read_page
from vaultkit.digest.readers._retold import Retold
from vaultkit.digest.titles import parse_title, reads_as_title
from vaultkit.digest.told import Title

_HEADING = pattern(
    r"(?P<stars>\*{1,8})\s+(?:(?:TO-?DO|TO-?READ|DONE|NEXT|STARTED|WAITING|HOLD|LATER|MAYBE|SOMEDAY"
    r"|(?:RE-?)?READ(?:ING)?|SKIM(?:MED|MING)?|STUDIED|REVIEWED|FINISHED|ABANDONED|CANCELL?ED)\s+)?"
    r"(?:\[#[A-Z]\]\s+)?(?P<text>\S.*?)\s*(?P<tags>(?<=\s):(?:[\w@#%]+:)+)?\s*"
)
# What may stand between a heading and its drawer: when it is due, or the rest of its text.
_PLANNED = pattern(r"\s*(?:SCHEDULED|DEADLINE|CLOSED):")
_DRAWER = pattern(r"\s*:PROPERTIES:\s*")
# As bibliographies head their notes, with tags that lost a colon: `Roe, J., & Doe, A. (2019): Title :kites`.
_BY_WRITERS = pattern(
    r"(?P<names>[^()\"“”:]{3,400}?)[\s,]*(?P<more>\.\.\.|…)?\s\((?P<year>(?:19|20)\d\d|)\):\s+"
    r"(?P<title>[^\"“”]+?)(?:\s+(?::\w[\w: ]*|\w+:|\w+(?:\xa0\w+)+))?"
)
_DECLARED = pattern(r"#\+(?:SEQ_|TYP_)?TODO:", 2)
_OWN_KEYWORD = pattern(r"[^\s|()]+(?=\(|\s|$)")
_INITIAL = pattern(r"\b[A-Z]\.")
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
    joined = _joined(document)
    whole = Retold(document, _headed(document, joined), joined)
    texts = {line.number: _as_markdown(line.text) for line in whole.lines.lines}
    told = replace(whole, texts={n: text for n, text in texts.items() if text != document.lines[n - 1].text})
    page = told.restored(read_page(told.lines, "org"))
    titled = whole.restored(assemble(whole.lines, "org", _headings(whole.lines)))
    return max(page, titled, key=lambda digest: (len(digest.entries), proven(digest)))


def _joined(document: Document) -> dict[int, int]:
    """The lines between a heading and the drawer right below it, by number, with the heading's."""
    joined, run = dict[int, int](), list[int]()
    for line in document.lines:
        if line.text.startswith("*"):
            run = [line.number]
        elif _DRAWER.fullmatch(line.text) or is_blank(line.text):
            joined |= dict.fromkeys(run[1:], run[0]) if run and not is_blank(line.text) else {}
            run = []
        elif run and not _PLANNED.match(line.text):
            run.append(line.number)
    return joined


def _headed(document: Document, joined: Mapping[int, int]) -> dict[int, str]:
    """The headings as they read: with the lines ``joined`` to them, without the page's own keywords."""
    said = (line.text for line in document.lines if _DECLARED.match(line.text))
    own = frozenset(word for text in said for word in _OWN_KEYWORD.findall(text.partition(":")[2]))
    whole = {heading: document.lines[heading - 1].text.rstrip() for heading in joined.values()}
    for number, heading in joined.items():
        whole[heading] += f" {document.lines[number - 1].text.strip()}"
    for line in document.lines if own else ():
        stars, _, rest = whole.get(line.number, line.text).partition(" ")
        keyword, _, text = rest.lstrip().partition(" ")
        if not stars.strip("*") and keyword in own:
            whole[line.number] = f"{stars} {text}"
    return whole


def _as_markdown(text: str) -> str:
    if heading := _HEADING.fullmatch(text):
        said = heading["text"]
        if (signed := _BY_WRITERS.fullmatch(said)) and _INITIAL.search(signed["names"]):
            names = f"{signed['names']} et al" if signed["more"] else signed["names"]
            said = f'{names}. "{signed["title"]}" ({signed["year"]})'.removesuffix(" ()")
        text = f"{'#' * min(len(heading['stars']), 6)} {said}"
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
