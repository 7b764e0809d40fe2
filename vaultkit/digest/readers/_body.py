"""What the lines under a Markdown title add to its paper: fields, names, links, a second title."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from re import compile as pattern

from vaultkit.digest.boxes import listed_citation
from vaultkit.digest.fields import Field, add_citation, add_field, field_of, identifiers_of, label_kind
from vaultkit.digest.identifiers import Identifier, find_identifiers, is_paper_link, names_paper, of_link
from vaultkit.digest.names import divide_names, read_names, read_surnames, read_writers
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._inline import pieces, plain, strip_marks, without_html
from vaultkit.digest.readers._linked import is_explicit, links_paper, year_of_names
from vaultkit.digest.readers._metadata import ANY_YEAR, metadata
from vaultkit.digest.readers._reference import of_title
from vaultkit.digest.readers._tell import Told
from vaultkit.digest.titles import parse_title, reads_as_title
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite, venue_or_new
from vaultkit.digest.words import CJK

_DEPTH = 16
_SECOND = 2
"""The last line under a title that may be its title in another language."""
_LINKED = pattern(r"\s*(?:(?:[-*+]|\d+[.)])\s+)?\[(?P<title>[^\[\]:：]+[:：]\s[^\[\]]+)\]\(")
# What a paper is about, in a note that is called by its writers: `主题：The Title`.
_TOPIC = pattern(
    r"\W*(?:主题|主題|题名|论文题目|주제|テーマ|[Tt]opic|[Ss]ubject)\W*[:：]\W*(?P<title>[^\W_].{10,})"
)
_STYLED = pattern(r"(?P<mark>[*_]{1,3})(?P<title>[^*_]{12,})(?P=mark)")
# Where it appeared, behind a title that is cited: `[J]. Some Journal, 3`, `」『Some Journal』`.
_PLACE = pattern(
    r"(?:\[[A-Z/]{1,5}\])?[\s.．。,，」』》”\"]+[『「《“]?(?P<name>[^\s\d,.．。，][^,.．。，』」》”]{3,60}?)(?:\s*[,，.．。』」》”]|$)"
)
_OWN_LABEL = pattern(
    r"[*_`]{0,2}(?P<label>[A-Z][\w -]{1,28}?)[*_`]{0,2}[:：][*_`]{0,2}\s+(?P<value>\S.{2,60})"
)
_DATE = pattern(r"(?:19|20)\d\d(?:[./-]\d\d?){0,2}")
_LONG_TITLE = 8
_BORDERS = tuple(".．。,，：:)）]「『《“")
_PUBLISHED = frozenset({"conference", "journal", "workshop", "findings", "preprint"})
_NOTES = pattern(r"(?![a-z+]+:|#)[^#?]+\.md", 2)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a paper's title, what the lines below it add, and how sure it is a paper (0-2)."""

    block: Block
    told: Told
    identifiers: tuple[Identifier, ...]
    evidence: int
    last: int
    other_titles: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address that the title itself links to, or ""."""
        return self.told.address


def is_noted(told: Told) -> bool:
    """Whether a title of some length leads to the writer's own notes beside the page."""
    title = told.title.title
    return _NOTES.fullmatch(told.address) is not None and len(title.split()) >= 4 and reads_as_title(title)


def with_body(
    block: Block, told: Told, lines: tuple[Block, ...], ends: Callable[[Block], bool], last: int = 0
) -> Candidate:
    """``told`` with the fields, names and links of the lines below it, until ``ends`` or prose."""
    title, said, other_titles = _dated(told.title), list[Identifier](), list[str]()
    proof, seen, prose, is_named = 0, 0, False, False
    of_writers, marked = title is not told.title, block.kind == "heading" or told.shape in ("strong", "link")
    last = last or block.line
    for other in lines[last : last + _DEPTH * 2]:
        if other.kind == "blank":
            continue
        if ends(other) or seen >= _DEPTH:
            break
        seen += 1
        field = labelled_field(_as_field(other)) if other.kind in ("item", "text", "table") else None
        field = field or (_cited_field(other) if marked and other.kind in ("item", "text") else None)
        translated = _translation(other, block, told) if other.kind == "text" and seen <= _SECOND else None
        if field and field.kind == "other" and translated:
            field = None  # a title may begin as a label does: `[Tag: …](…)`
        if of_writers and (
            topic := _TOPIC.fullmatch(other.text) or (seen == 1 and _STYLED.fullmatch(other.text))
        ):
            field = Field("title", "", topic["title"])
        if field:
            if block.kind == "heading" and told.evidence < 2:
                title = _retitled(title, field)
            title, more = _with_field(title, field)
            said += more
            proof += _weight_of_field(field, title, more) if not prose or more else 0
        elif prose or other.kind not in ("text", "item") or len(other.text) > 4000:
            prose = prose or other.kind in ("text", "item")
        elif translated:
            if long := _spelled_out(block, title, translated[0]):
                title = long
            elif bool(CJK.search(translated[0])) != bool(CJK.search(title.title)):
                other_titles.append(translated[0])
            said += translated[1]
            proof += 2
        elif marked and (again := _said_again(strip_marks(other.text), title)):
            title = again
            proof += 2
        elif whole := of_title(strip_marks(other.text), title.title):
            title = _cited_as(whole, replace(title, authors=title.authors or whole.authors))
            proof += 2
        elif (below := metadata(other.text)) and (
            other.kind == "text"
            or below[1]
            or _is_cited(other, below[0])
            or _names_writers(block, told, below[0], other)
        ):
            weight = _weight_of_line(other, below, marked and reads_as_title(told.title.title))
            is_named = is_named or other.kind == "item"
            title = replace(title, authors=title.authors or (below[0].authors if weight else ()))
            title = add_citation(title, Citation(below[0].venue, below[0].year))
            said += below[1]
            proof += weight
        elif not (has_picture(other) or _is_code(other)) and not (
            title.authors and is_named and other.kind == "item"
        ):
            prose = True
        if prose and block.kind != "heading":
            break
    if prose and not proof and block.kind == "item" and (address := _address_inside(block, lines)):
        said, proof = [*said, *of_link(address)], 1
    enough = 1 if block.kind != "heading" and len(title.title.split()) > 3 else 2
    evidence = 2 if told.evidence == 2 or proof >= enough else told.evidence
    return Candidate(
        block, replace(told, title=title), tuple(said), evidence, max(last, block.line), tuple(other_titles)
    )


def _dated(title: Title) -> Title:
    """``title`` with its writers and its year, where it is nothing else: ``Roe et al. 2023``."""
    year = year_of_names(title.title) if not title.year else None
    names = read_writers(title.title[: -len(str(year))].rstrip(" ,(")) if year else ()
    return replace(title, year=year, authors=title.authors or names) if year else title


def _said_again(text: str, title: Title) -> Title | None:
    """``title`` by a line in Chinese, Japanese or Korean that cites it again: ``Names (2011). Title. Place``.

    What stands before it is who wrote it and when, what stands behind it where.
    """
    bare = title.title.rstrip(" .．。")
    before, again, after = text.partition(bare)
    if not again or len(bare) < _LONG_TITLE or not CJK.search(bare) or before.rstrip()[-1:] not in _BORDERS:
        return None
    year = ANY_YEAR.search(before) or ANY_YEAR.search(after)
    names = divide_names(ANY_YEAR.sub("", before).strip(" >.．。，,()（）「『《“年"))
    place = _PLACE.match(after)
    if not names or not (year or place):
        return None
    said = Citation(venue_or_new(place["name"]) if place else None, int(year[1]) if year else None)
    whole = replace(title, title=bare, title_raw=bare, authors=title.authors or names)
    return add_citation(whole, said)


def _is_cited(block: Block, below: Title) -> bool:
    """Whether a line says where and when the paper appeared, and nothing else: ``- ICCV 2021``."""
    named = below.venue is not None and below.venue.kind != "unknown" and bool(below.year)
    return named and "](" not in block.text and cite(strip_marks(block.text)) is not None


def _names_writers(block: Block, told: Told, below: Title, other: Block) -> bool:
    """Whether an item gives but the authors of the title above; under another item, three at least, or
    where it appeared besides.
    """
    if block.kind == "text":
        return bool(below.authors)
    if block.kind == "heading":
        return bool(read_names(other.text)) and reads_as_title(told.title.title)
    return (
        block.kind == "item"
        and told.shape in ("strong", "link")
        and (len(below.authors) > 2 or bool(below.authors and _is_published(below, other)))
        and reads_as_title(told.title.title)
    )


def _is_published(below: Title, other: Block) -> bool:
    """Whether papers appear in the venue behind names, or the names are a paper's: ``Roe et al.``"""
    return below.venue is not None and (below.venue.kind in _PUBLISHED or "et al" in other.text)


def _weight_of_field(field: Field, title: Title, said: tuple[Identifier, ...]) -> int:
    """How much a field below a title says that it is a paper's: 2 proves it, 1 with another does."""
    match field.kind:
        case "title" | "doi":
            return 2
        case "paper" | "pdf":
            # `논문: "Let w be …"` quotes the paper, and says nothing of where it lies.
            quoted = field.label.casefold() in ("paper", "논문", "论文", "論文")
            words = len(strip_marks(field.value).split())
            said_so = is_explicit(field.label) and field.value and (said or not quoted or 0 < words <= 3)
            return 2 if names_paper(said) or said_so else 0
        case "authors":
            return 2 if len(title.authors) > 1 or len(title.title.split()) > 3 else 1
        case "venue" if label_kind(field.label):
            return 2 if title.venue and title.venue.kind != "unknown" else 1
        case _:
            return 0


def _weight_of_line(block: Block, below: tuple[Title, tuple[Identifier, ...]], titled: bool) -> int:
    """The same for a line of names and links; a bold name is rather a heading of the notes.

    ``titled`` says that the line above is marked and reads as a title: then a venue and its year prove it.
    """
    text, cited = block.text, block.kind == "text"
    if names_paper(below[1]) or links_paper([one for one in pieces(text) if not one.image], cited=cited):
        return 2
    names = below[0].authors
    if (block.kind == "item" or titled) and _is_cited(block, below[0]):
        return 2
    if not names or text.rstrip().endswith((":", "：")) or text.startswith(("**", "__", "<b>")):
        return 0
    return 2 if len(names) > 1 or "et al" in text else 1


def labelled_field(text: str) -> Field | None:
    """The field that a line prints; a linked title may begin as a label does: ``[TensorFlow: A …](…)``."""
    field = field_of(without_html(text))
    inside = field is not None and field.kind not in ("paper", "pdf", "title") and _LINKED.match(text)
    return None if inside and inside["title"].count(" ") >= 3 else field


def has_picture(block: Block) -> bool:
    """Whether a line of text shows a picture."""
    return "![" in block.text or "<img" in block.text


def _is_code(block: Block) -> bool:
    """Whether a line is all code: the writer's own topics and dates, no prose."""
    return block.text.startswith("`") and all(one.code for one in pieces(block.text) if one.text.strip())


def _cited_field(block: Block) -> Field | None:
    """The place that a line gives under a label of the writer's own, which proves nothing:
    ``Index: arXiv 1701.00001``.
    """
    found = _OWN_LABEL.fullmatch(block.text)
    said = cite(found["value"]) or listed_citation(found["value"]) if found else None
    known = said is not None and said.venue is not None and said.venue.kind != "unknown"
    if not found or not said or not known or not (said.year or find_identifiers(found["value"])):
        return None
    return Field("venue", found["label"], found["value"])


def _as_field(block: Block) -> str:
    """A line as it may print a field; a row of two cells is one as well (``| Authors | … |``), no header."""
    if block.kind != "table":
        return block.text
    cells = [cell.strip() for cell in block.text.strip().strip("|").split("|")]
    said = len(cells) == 2 and (any(map(str.isalpha, cells[1])) or _DATE.fullmatch(cells[1]))
    return f"{cells[0]}: {cells[1]}" if said and label_kind(strip_marks(cells[1])) is None else ""


def _retitled(title: Title, field: Field) -> Title:
    """``title``, or the one that a field under its heading gives: ``Title: …``, ``Paper: [The Title](…)``."""
    row = pieces(field.value)
    if field.kind == "paper":
        linked = next((piece for piece in row if piece.link), None)
        text = linked.text.strip() if linked and is_paper_link(linked.link) else ""
        if len(text.split()) < 4 or read_names(text):
            return title
    elif field.kind == "title":
        text = plain(row).strip()
    else:
        return title
    told = parse_title(text)
    if not reads_as_title(told.title):
        return title
    told = replace(told, authors=told.authors or title.authors)
    return _cited_as(title, told)


def _cited_as(title: Title, told: Title) -> Title:
    """``told`` with what ``title`` says of where and when, where it says nothing itself."""
    return add_citation(told, Citation(title.venue, title.year, title.orgs, title.status))


def _spelled_out(block: Block, title: Title, text: str) -> Title | None:
    """The linked title under a heading that is but a short name or the writers (``Roe & Doe (2001)``)."""
    short = title.title
    told = parse_title(text)
    if block.kind != "heading" or not short.isascii() or len(short.split()) > 3 or reads_as_title(short):
        return None
    if len(told.title.split()) < 4 or not reads_as_title(told.title):
        return None
    names = read_surnames(short) or read_names(short)
    told = replace(told, authors=told.authors or names)
    if not names and not title.year:  # `Roe (2001)` names who wrote it
        told = replace(told, alias=told.alias or short)
    return _cited_as(title, told)


def _address_inside(item: Block, lines: tuple[Block, ...]) -> str:
    """The address of a paper that stands alone in a line right under an item, or ""."""
    below = (other for other in lines[item.line : item.line + _DEPTH] if other.parent == item.line)
    return next(
        (found for other in below if is_paper_link(found := other.text.strip(" <>")) and " " not in found), ""
    )


def _with_field(title: Title, field: Field) -> tuple[Title, tuple[Identifier, ...]]:
    row = pieces(field.value)
    links = " ".join(piece.link for piece in row if piece.link.startswith("http"))
    printed = plain(row)
    title = add_field(title, field.kind, printed) if len(printed) < 2000 else title
    value = f"{printed} {links}" if links and links not in printed else printed
    return title, identifiers_of(field.kind, value)


def _translation(line: Block, block: Block, told: Told) -> tuple[str, tuple[Identifier, ...]] | None:
    """A line that is one link to a paper under the same title in another language, or its address.

    It is no label (``[paper](…)``) and no venue, nor the next paper where titles are links themselves, nor
    what somebody read whose name the ``block`` above is.
    """
    row = [piece for piece in pieces(line.text) if piece.text.strip()]
    if len(row) != 1 or not is_paper_link(row[0].link) or told.address not in ("", row[0].link):
        return None
    if block.kind != "heading" and read_names(told.title.title):
        return None
    text = row[0].text.strip()
    if text in row[0].link or len(text) < 4 or label_kind(text.strip("[]()")) or cite(text):
        return None
    return text, of_link(row[0].link)
