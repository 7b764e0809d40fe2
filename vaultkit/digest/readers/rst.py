"""reStructuredText: lists of publications as documentation prints them.

Headings are underlined, links stand as ```text <address>`_``, and an item goes on in indented lines.
Told in Markdown, line for line, it is read as a Markdown page is.
"""

from collections.abc import Sequence
from re import Match
from re import compile as pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document, indent, is_blank
from vaultkit.digest.entry import Digest, Line
from vaultkit.digest.fields import label_kind
from vaultkit.digest.identifiers import Identifier, find_identifiers, is_paper_link, of_link
from vaultkit.digest.readers._inline import pieces, plain
from vaultkit.digest.readers._page import read_page
from vaultkit.digest.readers._reference import behind_title, reference
from vaultkit.digest.readers._retold import Retold
from vaultkit.digest.titles import parse_title
from vaultkit.digest.told import Title

_UNDERLINE = pattern(r"(?P<sign>[=~^\"'`#*+.:_-])(?P=sign){2,}\s*")
_LINK = pattern(r"`(?P<text>[^`<>]{1,400}?)\s*<(?P<to>[^<>`\s]+)>`__?")
_NAMED = pattern(r"`(?P<name>[^`<>\n]{1,120})`__?(?!\w)")
_TARGET = pattern(r"\s*\.\. _(?P<name>[^:]{1,120}|`[^`]+`):\s+(?P<to>https?://\S+)\s*")
_ROLE = pattern(r":(?P<role>[a-z][\w:-]{0,20}):`(?P<text>[^`<>]*?)\s*(?:<[^<>`]*>)?`")
_DIRECTIVE = pattern(r"\s*\.\.(?:\s.*|$)")
_ITEM = pattern(r"(?P<indent>\s*)(?P<mark>[*+•-]|#\.|\(?\d{1,3}[.)]|\[\d{1,3}\])\s+(?=\S)")
_LINE_BLOCK = pattern(r"\s*\|\s+(?=\S)")
_CODE = pattern(r"``(?P<text>[^`]+)``")
_FEWEST = 3
_SPECIAL = pattern(r"`[^`<>]{1,400}<[^<>`\s]+>`__?|^\s*\.\. (?:\w[\w-]*::|_[^:]+:)|:[a-z]+:`[^`]+`")


def sniff(document: Document) -> int:
    """Sure when links, roles or directives of its kind stand in a text, and no Markdown link does."""
    texts = [line.text for line in document.lines[:2000]]
    if any("](" in text or text.startswith("## ") for text in texts):
        return 0
    special = sum(bool(_SPECIAL.search(text)) for text in texts) + document.text.count(">`_")
    return 78 if special >= 2 else 0


def read(document: Document) -> Digest:
    """The papers of a page in reStructuredText."""
    told = Retold(document, *_as_markdown(document))
    page = read_page(told.lines, "rst")
    cited = _references(told)
    if len(cited) >= _FEWEST and _are_surer(cited, page):
        starts = {one.first for one in cited}
        breaks: dict[int, Place] = {number: "front" for number in told.texts if number not in starts}
        page = assemble(told.lines, "rst", cited, breaks, page.title)
    return told.restored(page)


def _are_surer(cited: list[Found], page: Digest) -> bool:
    """Whether the references are the papers: more than the page's, or mostly in the lines under those."""
    titles = {entry.line for entry in page.entries}
    under = sum(one.first not in titles for one in cited)
    mostly = under * 2 > len(cited) and len(cited) * 2 >= len(page.entries)
    return mostly or len(cited) > len(page.entries)


def _references(told: Retold) -> list[Found]:
    """The items and paragraphs that are references, as a page without links to its papers has them."""
    found = []
    for number, text in told.texts.items():
        if text.startswith(("#", "<!--")) or not (paper := _cited(text)):
            continue
        said: list[Identifier] = list(find_identifiers(plain(pieces(text))))
        for piece in pieces(text):
            said += of_link(piece.link) if is_paper_link(piece.link) else ()
        found.append(Found(paper, number, number, tuple(dict.fromkeys(said))))
    return found


def _cited(text: str) -> Title | None:
    """The paper of a reference, or of a title (mostly linked) with its names and venue behind it."""
    item = _ITEM.match(text)
    row = pieces(text[item.end() if item else 0 :].strip())
    if row and is_paper_link(row[0].link) and len(row[0].text.split()) > 2:
        return behind_title(row[0].text.strip(), plain(row[1:]))
    words = plain(row).strip().rstrip(". ")
    if paper := reference(words):
        return paper
    said = parse_title(words)
    return said if len(said.title.split()) > 2 and said.authors and (said.venue or said.year) else None


def _as_markdown(document: Document) -> tuple[dict[int, str], dict[int, int]]:
    """The lines in Markdown, and which line each line that goes on belongs to."""
    targets = {
        found["name"].strip("`").casefold(): found["to"]
        for line in document.lines
        if (found := _TARGET.fullmatch(line.text))
    }
    joined = _joined(document)
    levels: list[str] = []
    texts: dict[int, str] = {}
    for line in document.lines:
        if line.number in joined or is_blank(line.text):
            continue
        parts = [line.text.rstrip()]
        marks = ""
        for number in (number for number, home in joined.items() if home == line.number):
            other = document.lines[number - 1].text.strip()
            if _UNDERLINE.fullmatch(other):
                marks = other[:1]
            else:
                parts.append(_LINE_BLOCK.sub("", other))
        text = _inline(" ".join(parts), targets)
        if marks:
            levels += [marks] if marks not in levels else []
            text = f"{'#' * min(levels.index(marks) + 1, 6)} {text.strip()}"
        elif _DIRECTIVE.match(text):
            text = "<!-- -->"
        elif _LINE_BLOCK.match(text):
            text = "- " + _LINE_BLOCK.sub("", text)
        elif (item := _ITEM.match(text)) and item["mark"][0] in "#([":
            text = f"{item['indent']}- {text[item.end() :]}"
        texts[line.number] = text
    return texts, joined


def _joined(document: Document) -> dict[int, int]:
    """Each line that goes on → the line that it goes on from; underlines belong to their headings."""
    joined: dict[int, int] = {}
    home, width = 0, 0
    lines = document.lines
    for index, line in enumerate(lines):
        text = line.text
        before = lines[index - 1].text if index else ""
        if is_blank(text):
            home = 0
        elif _UNDERLINE.fullmatch(text) and not is_blank(before) and home:
            joined[line.number] = home
            home = 0
        elif _UNDERLINE.fullmatch(text):
            if _leads_heading(lines[index + 1 : index + 3]):
                joined[line.number] = line.number + 1
            home = 0
        elif home and _goes_on(text, lines[home - 1].text, width):
            joined[line.number] = home
        else:
            item = _ITEM.match(text)
            home, width = line.number, indent(text) + (1 if item else 0)
    return joined


def _leads_heading(below: Sequence[Line]) -> bool:
    """Whether the two lines under a line of signs are words and such a line again."""
    if len(below) < 2 or is_blank(below[0].text) or _UNDERLINE.fullmatch(below[0].text):
        return False
    return _UNDERLINE.fullmatch(below[1].text) is not None


def _goes_on(text: str, home: str, width: int) -> bool:
    """Whether a line is a part of the one that began with ``home``, whose words are at least ``width`` in."""
    if line := _LINE_BLOCK.match(text):
        return bool(_LINE_BLOCK.match(home)) and not _ROLE.match(text, line.end())
    return not _ITEM.match(text) and indent(text) >= width


def _inline(text: str, targets: dict[str, str]) -> str:
    """Links, roles and code as Markdown writes them."""

    def named(found: Match[str]) -> str:
        to = targets.get(found["name"].casefold())
        return f"[{found['name']}]({to})" if to else found["name"]

    def role(found: Match[str]) -> str:
        if found["role"] in ("t", "title", "strong"):
            return f"**{found['text']}**"
        is_field = label_kind(found["role"]) not in (None, "other")
        return f"{found['role']}: {found['text']}" if is_field else found["text"]

    text = _LINK.sub(lambda found: f"[{found['text'].strip()}]({found['to']})", text)
    text = _NAMED.sub(named, _ROLE.sub(role, text))
    return _CODE.sub(lambda found: f"`{found['text']}`", text)
