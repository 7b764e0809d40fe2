"""A note about one paper that says which: in its properties or in fields on top (``title``, and a venue, a
DOI or the paper's address), or by its title: as a review (``[Paper Review] Title``), filed under papers, with
the writers and the year in it, or with nothing but the paper's address right below.

Reads the frontmatter line by line, as its lines are part of the paper. The writer of a blog post
(``author``, ``date``) says nothing of a paper.
"""

from collections.abc import Sequence
from dataclasses import replace
from re import compile as pattern
from typing import NamedTuple

from vaultkit.digest.assemble import Found
from vaultkit.digest.document import Document, front_matter_end, is_blank
from vaultkit.digest.entry import Line
from vaultkit.digest.fields import (
    Field,
    add_citation,
    add_field,
    field_of,
    identifiers_of,
    is_nothing,
    label_kind,
)
from vaultkit.digest.identifiers import Identifier, names_paper, of_link
from vaultkit.digest.names import read_writers
from vaultkit.digest.readers._announced import mentions_papers, names_papers
from vaultkit.digest.readers._blocks import blocks
from vaultkit.digest.readers._inline import pieces, strip_marks
from vaultkit.digest.readers._metadata import metadata
from vaultkit.digest.readers._reference import title_of
from vaultkit.digest.readers._review import has_parts, is_part
from vaultkit.digest.titles import parse_title, reads_as_title
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation

_PROPERTY = pattern(r"(?P<name>[^\s:#-][^:]{0,30}):\s*(?P<value>.*?)\s*")
_ENTRY = pattern(r"\s*-\s+(?P<value>.*?)\s*")
# A field of outliners and of Obsidian's own, whatever it is called: `Citekey:: roe2023`.
_INLINE = pattern(r"[\s>*_-]*[A-Za-z][\w -]{0,30}[*_]*::[*_]*\s.*")
_TURNED = pattern(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w.'’-]*(?: [A-Z]\.?)*)")
_PAGE_LINK = pattern(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_ADDRESSED = frozenset({"paper", "pdf", "doi", "code"})
_QUOTES = "\"'"
_HEADING = pattern(r"(?P<marks>#{1,6})\s+(?P<title>\S.*)")
_SHOWN = pattern(r"\s*(?:<|!\[|\$\$)")
_MARKS = pattern(r"^[\s>*+-]+")
_NUMBER = pattern(r"^[\d.\s]+")
_FILED = frozenset({"tags", "tag", "categories", "category", "type", "keywords"})
_REVIEW = pattern(
    r"[\[【(]?\s*(?:논문\s?(?:리뷰|정리|요약|읽기)|paper\s?(?:review|summary|notes?)|reading(?:\s?notes?)?(?=\s?:)|论文(?:笔记|阅读|精读|解读)"
    r"|論文(?:紹介|メモ|読み|まとめ))\s*\d*\s*(?:[\]】)]\s*[:：–—-]?|[:：|–—_-]|(?<=[\u3000-\u9fff])(?=[A-Z]))\s*",
    2,
)
# What a post says behind the title: `Soft Robots (paper review)`, `Soft Robots review`.
_REVIEW_LAST = pattern(
    r"\s*[-–—:|(\[]?\s*(?:[Pp]aper\s+)?(?:review|summary|notes?|(?:논문\s?)?(?:리뷰|정리|요약))[)\]]?$"
)
_THE_PAPER = pattern(
    r"\b(?:this|the) (?:paper|authors?)\b|\bauthors (?:propose|show|argue|use|present|introduce)"
    r"|(?:이|본|해당|이번) ?논문|논문에서|저자|本論文|この論文|著者|(?:该|本|这篇)论文|本文(?:提出|的)|作者",
    2,
)
_SPOKEN = 3
_LABELLED = pattern(r"[^\s:：]{1,10}[:：]\s*\S")
# Who wrote it and when, in a heading of their own: `Jane Roe, Ann Doe (2018)`.
_SIGNED = pattern(r"(?P<names>[^\d()]{3,200}?)[\s,.]*[(\[]?(?P<year>(?:19|20)\d\d)[)\]]?")
_BELOW = 6
_LONG_TITLE = 5
_LONG = 100


class _Property(NamedTuple):
    """One property: its name in lower case, the kind of field that it is, or "", and its value."""

    name: str
    kind: str
    value: str


def own_paper(document: Document, *, alone: bool = True) -> Found | None:
    """The one paper that ``document`` says it is about, in its properties or by its title, or None.

    Unless it is ``alone``, and no line of the page prints a paper, its title must say that it is a review.
    """
    title, line, properties = _properties(document)
    return _of_properties(title, line, properties) or _of_title(document, title, line, properties, alone)


def of_properties(document: Document) -> Found | None:
    """The one paper that the properties of ``document`` name, with its venue or where it lies, or None.

    Fields on top of the text (``Title:: …``) are such properties where they name the writers too.
    """
    return _of_properties(*_properties(document)) or _of_properties(*_fields(document))


def _of_properties(title: str, line: int, properties: Sequence[_Property]) -> Found | None:
    told = parse_title(title) if title else None
    if not told or not reads_as_title(told.title) or mentions_papers(told.title):
        return None
    said: list[Identifier] = []
    venue = any(kind == "venue" and not is_nothing(value) for _, kind, value in properties)
    for _, kind, value in properties:
        told = add_field(told, kind, value.replace('"', "")) if kind not in ("title", "") else told
        said += identifiers_of(kind, value)
    if not venue and not names_paper(said):
        return None
    form = told.form if told.form != "T0" else "T13"
    return Found(replace(told, form=form), line, line, tuple(dict.fromkeys(said)))


def _properties(document: Document) -> tuple[str, int, list[_Property]]:
    """The title, its line, and every property; quoted text may go on in the next line."""
    title, line = "", 0
    properties: list[_Property] = []
    for one in document.lines[1 : front_matter_end(document)]:
        if found := _PROPERTY.fullmatch(one.text):
            name, value = found["name"].replace("_", " ").casefold(), found["value"]
            if value[:1] in _QUOTES and value.count(value[:1]) == 1:
                value = f"{value} {document.lines[one.number].text.strip()}"
            value = value.strip(_QUOTES)
            value = value[1:-1] if value[:1] == "[" and value[-1:] == "]" else value
            kind = label_kind(name) or ""
            if kind == "title" and not title:
                title, line = value, one.number
            properties.append(_Property(name, kind, value))
        elif properties and (entry := _ENTRY.fullmatch(one.text)):
            last = properties[-1]
            value = f"{last.value}, {entry['value'].strip(_QUOTES)}".strip(", ")
            properties[-1] = last._replace(value=value)
    return title, line, properties


def _fields(document: Document) -> tuple[str, int, list[_Property]]:
    """The same of the one record of fields on top of a text, or nothing."""
    found: list[tuple[int, _Property]] = []
    body = (one for one in document.lines[front_matter_end(document) :] if not is_blank(one.text))
    for count, one in enumerate(body):
        if field := field_of(one.text):
            found.append((one.number, _Property(field.label, field.kind, _value(field))))
        elif not _INLINE.fullmatch(one.text) and (found or count >= _BELOW):
            break
    writers = ", ".join(value for _, (_, kind, value) in found if kind == "authors")
    titles = [(value, line) for line, (_, kind, value) in found if kind == "title"]
    if len(titles) != 1 or not writers or sum(map(_is_title, document.lines)) > 1:
        return "", 0, []
    return *titles[0], [_Property("", "authors", writers), *(one for _, one in found)]


def _value(field: Field) -> str:
    """What a field says, without marks where it is no address; of one writer, the name in its order."""
    if field.kind in _ADDRESSED:
        return field.value
    value = strip_marks(_PAGE_LINK.sub(r"\1", field.value)).lstrip("@")
    turned = _TURNED.fullmatch(value) if field.kind == "authors" else None
    return f"{turned[2]} {turned[1]}" if turned else value


def _is_title(line: Line) -> bool:
    field = field_of(line.text)
    return field is not None and field.kind == "title"


def _of_title(
    document: Document, title: str, line: int, properties: Sequence[_Property], alone: bool
) -> Found | None:
    """The paper whose title the page itself bears, when anything says that it is a paper's."""
    body = [one for one in document.lines[front_matter_end(document) :] if not is_blank(one.text)]
    cited = title_of(strip_marks(title)) if len(title) > _LONG else None
    if not (cited and cited.authors) and not _REVIEW.match(title) and not reads_as_title(strip_marks(title)):
        title, line = _heading(body) or _linked_first(body) or (title or document.name, line)
    review = _REVIEW.match(title)
    filed = any(one.name in _FILED and names_papers(one.value) for one in properties)
    title = _REVIEW_LAST.sub("", title) if filed or review else title
    told = title_of(_unlabelled(strip_marks(title[review.end() :] if review else title)))
    told = replace(told, alias=None) if told.alias and not told.alias.isascii() else told
    if mentions_papers(told.title) or not (reads_as_title(told.title) or (review and told.title.isascii())):
        return None
    dated = told.year is not None
    told, said, leads = _below(told, [one for one in body if one.number > line])
    if not line:  # the file's name: no line of the page is the title
        return Found(told, 1, 0, said) if alone and leads and len(told.title.split()) >= 4 else None
    own = [
        one for piece in pieces(document.lines[line - 1].text) for one in of_link(piece.link) if piece.link
    ]
    said, leads = (*own, *said), leads or names_paper(own)
    whole = len(told.title.split()) >= _LONG_TITLE
    parted = whole and (has_parts(blocks(document)) or _speaks_of_it(body))
    sure = review or (alone and (filed or leads or parted or (dated and told.authors)))
    return Found(told, line, line, tuple(dict.fromkeys(said))) if sure else None


def _speaks_of_it(body: Sequence[Line]) -> bool:
    """Whether a text says again and again what ``this paper``, ``the authors``, ``본 논문`` do."""
    return sum(_THE_PAPER.search(one.text) is not None for one in body) >= max(_SPOKEN, len(body) / 40)


def _heading(body: Sequence[Line]) -> tuple[str, int] | None:
    """The first heading and its line, when it stands before all text, and alone at its level, over the first
    part of a paper, or labelled.
    """
    found = [(heading, one) for one in body if (heading := _HEADING.fullmatch(one.text))]
    if not found or is_part(found[0][0]["title"]):
        return None
    if any(one.number < found[0][1].number and not _SHOWN.match(one.text) for one in body):
        return None
    title, marks = found[0][0]["title"], found[0][0]["marks"]
    alone = all(len(heading["marks"]) > len(marks) for heading, _ in found[1:])
    over = not alone and reads_as_title(strip_marks(title)) and _is_label(found[1][0]["title"])
    labelled = _REVIEW.match(title) or _unlabelled(title) != title
    return (title, found[0][1].number) if alone or over or labelled else None


def _linked_first(body: Sequence[Line]) -> tuple[str, int] | None:
    """The words of a first line that is nothing but a link to a paper, and its number."""
    first = body[0] if body else None
    row = [piece for piece in pieces(first.text) if piece.text.strip()] if first else []
    whole = first and len(row) == 1 and names_paper(of_link(row[0].link))
    return (row[0].text.strip(), first.number) if first and whole else None


def _is_label(heading: str) -> bool:
    """Whether a heading names a part of a paper or a field, and no other thing beside the title."""
    return is_part(heading) or label_kind(strip_marks(heading)) is not None


def _unlabelled(title: str) -> str:
    """``Title: The Title`` without its label."""
    field = field_of(title)
    return field.value if field and field.kind == "title" and field.value else title


def _below(told: Title, body: Sequence[Line]) -> tuple[Title, tuple[Identifier, ...], bool]:
    """``told`` with the names and links of the lines below it, and whether they say that it is a paper's.

    An abstract right below says so, and an address of a paper before any prose; headings that are but labels
    (``Paper``, ``논문``) are passed over, and one may say who wrote it and when.
    """
    said: list[Identifier] = []
    leads, prose = False, False
    for one in [one for one in body if not _SHOWN.match(one.text)][:_BELOW]:
        if heading := _HEADING.fullmatch(one.text):
            kind = label_kind(_NUMBER.sub("", strip_marks(heading["title"])))
            signed = _SIGNED.fullmatch(strip_marks(heading["title"])) if kind is None else None
            if signed and (writers := read_writers(signed["names"])):
                told = replace(told, authors=told.authors or writers, year=told.year or int(signed["year"]))
                leads = leads or len(told.title.split()) >= _LONG_TITLE
                continue
            if kind is None or kind == "abstract":
                leads = leads or kind == "abstract"
                break
            continue
        text = _MARKS.sub("", one.text)
        field = field_of(text)
        if field and field.value:
            told = add_field(told, field.kind, strip_marks(field.value)) if field.kind != "title" else told
            said += identifiers_of(field.kind, text)
        elif below := metadata(text):
            told = replace(told, authors=told.authors or below[0].authors)
            told = add_citation(told, Citation(below[0].venue, below[0].year))
            said += below[1]
        else:
            prose = prose or not _LABELLED.match(text)
        leads = leads or (not prose and names_paper(said))
    return told, tuple(dict.fromkeys(said)), leads
