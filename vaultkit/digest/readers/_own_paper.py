"""A note about one paper that says which: in its properties (``title``, and a venue, a DOI or the paper's
address), or in its title (``[Paper Review] Title``).

Reads the frontmatter line by line, as its lines are part of the paper. The writer of a blog post
(``author``, ``date``) says nothing of a paper.
"""

from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.assemble import Found
from vaultkit.digest.document import Document, front_matter_end, is_blank
from vaultkit.digest.fields import add_citation, add_field, identifiers_of, label_kind
from vaultkit.digest.identifiers import Identifier, names_paper
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.readers._tell import metadata
from vaultkit.digest.titles import parse_title, reads_as_title
from vaultkit.digest.venues import Citation

_PROPERTY = pattern(r"(?P<name>[^\s:#-][^:]{0,30}):\s*(?P<value>.*?)\s*")
_ENTRY = pattern(r"\s*-\s+(?P<value>.*?)\s*")
_QUOTES = "\"'"
_HEADING = pattern(r"#{1,2}\s+(?P<title>\S.*)")
_REVIEW = pattern(
    r"[\[【(]?\s*(?:논문\s?(?:리뷰|정리|요약|읽기)|paper\s?(?:review|summary|notes?)|论文(?:笔记|阅读|精读|解读)"
    r"|論文(?:紹介|メモ|読み|まとめ))\s*\d*\s*(?:[\]】)]\s*[:：–—-]?|[:：|–—-])\s*",
    2,
)
_BELOW = 6


def own_paper(document: Document) -> Found | None:
    """The one paper that ``document`` says it is about, in its properties or its title, or None."""
    title, line, fields = _properties(document)
    return _of_properties(title, line, fields) or _of_review(document, title, line)


def _of_properties(title: str, line: int, fields: list[tuple[str, str]]) -> Found | None:
    told = parse_title(title) if title else None
    if not told or not reads_as_title(told.title):
        return None
    said: list[Identifier] = []
    venue = any(kind == "venue" and value for kind, value in fields)
    for kind, value in fields:
        told = add_field(told, kind, value.replace('"', "")) if kind not in ("title", "") else told
        said += identifiers_of(kind, value)
    if not venue and not names_paper(said):
        return None
    form = told.form if told.form != "T0" else "T13"
    return Found(replace(told, form=form), line, line, tuple(dict.fromkeys(said)))


def _properties(document: Document) -> tuple[str, int, list[tuple[str, str]]]:
    """The title, its line, and every property as (kind of field, value)."""
    title, line = "", 0
    fields: list[tuple[str, str]] = []
    for one in document.lines[1 : front_matter_end(document)]:
        if found := _PROPERTY.fullmatch(one.text):
            kind = label_kind(found["name"].replace("_", " ")) or ""
            value = found["value"].strip(_QUOTES)
            value = value[1:-1] if value[:1] == "[" and value[-1:] == "]" else value
            if kind == "title" and not title:
                title, line = value, one.number
            fields.append((kind, value))
        elif fields and (entry := _ENTRY.fullmatch(one.text)):
            kind, value = fields[-1]
            fields[-1] = (kind, f"{value}, {entry['value'].strip(_QUOTES)}".strip(", "))
    return title, line, fields


def _of_review(document: Document, title: str, line: int) -> Found | None:
    """A post whose title says that it reviews a paper: ``[Paper Review] Title``, ``논문 리뷰: Title``."""
    body = [one for one in document.lines[front_matter_end(document) :] if not is_blank(one.text)]
    heading = _HEADING.fullmatch(body[0].text) if body else None
    if not title and heading:
        title, line = heading["title"], body[0].number
    review = _REVIEW.match(title)
    told = parse_title(strip_marks(title[review.end() :])) if review else None
    if not told or not reads_as_title(told.title):
        return None
    said: list[Identifier] = []
    for one in [one for one in body if one.number > line][:_BELOW]:
        if one.text.startswith("#"):
            break
        if below := metadata(one.text.lstrip("> ")):
            told = replace(told, authors=told.authors or below[0].authors)
            told = add_citation(told, Citation(below[0].venue, below[0].year))
            said += below[1]
    return Found(told, line, line, tuple(dict.fromkeys(said)))
