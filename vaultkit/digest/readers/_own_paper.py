"""A note about one paper whose properties say which: ``title``, and a venue, a DOI or a link to the paper.

Reads the frontmatter line by line, as its lines are part of the paper. The writer of a blog post
(``author``, ``date``) says nothing of a paper.
"""

from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.assemble import Found
from vaultkit.digest.document import Document, front_matter_end
from vaultkit.digest.fields import add_field, identifiers_of, label_kind
from vaultkit.digest.identifiers import Identifier, names_paper
from vaultkit.digest.titles import parse_title, reads_as_title

_PROPERTY = pattern(r"(?P<name>[^\s:#-][^:]{0,30}):\s*(?P<value>.*?)\s*")
_ENTRY = pattern(r"\s*-\s+(?P<value>.*?)\s*")
_QUOTES = "\"'"


def own_paper(document: Document) -> Found | None:
    """The paper that the frontmatter of ``document`` is about, or None."""
    title, line = "", 0
    fields: list[tuple[str, str]] = []
    for one in document.lines[1 : front_matter_end(document)]:
        if found := _PROPERTY.fullmatch(one.text):
            kind = label_kind(found["name"].replace("_", " ")) or ""
            value = found["value"].strip("[]").strip(_QUOTES)
            if kind == "title" and not title:
                title, line = value, one.number
            fields.append((kind, value))
        elif fields and (entry := _ENTRY.fullmatch(one.text)):
            kind, value = fields[-1]
            fields[-1] = (kind, f"{value}, {entry['value'].strip(_QUOTES)}".strip(", "))
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
