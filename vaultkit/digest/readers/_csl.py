"""One item of CSL (the data model of citeproc, Zotero and Pandoc) as a paper."""

from collections.abc import Mapping
from typing import Any

from vaultkit.digest.assemble import Found
from vaultkit.digest.readers._record import natural_name, paper

_VENUES = ("container-title", "event-title", "event", "collection-title", "genre")


def csl_paper(item: Mapping[str, Any], lines: tuple[int, int]) -> Found | None:
    """The paper of one CSL item, or None when it has no title."""
    fields = {
        "title": _text(item.get("title")),
        "venue": next((text for name in _VENUES if (text := _text(item.get(name)))), ""),
        "year": _year(item.get("issued")),
        "doi": _text(item.get("DOI", item.get("doi"))),
        "url": _text(item.get("URL", item.get("url"))),
        "abstract": _text(item.get("abstract")),
        "short": "",
        "citekey": _key(_text(item.get("citation-key", item.get("id")))),
    }
    people = item.get("author") or item.get("editor") or ()
    authors = [_name(one) for one in people] if isinstance(people, list | tuple) else [_text(people)]
    return paper(fields, authors, _text(item.get("type")), "CSL", lines)


def _text(value: Any) -> str:
    """A field as text: a number is written out, the first of a list is taken."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) and value is not True else ""


def _year(issued: Any) -> str:
    """The year of a CSL date: ``{"date-parts": [[2023, 5]]}``, ``{"year": 2023}``, ``2023-05-01``."""
    if isinstance(issued, Mapping):
        parts = issued.get("date-parts")
        while isinstance(parts, list) and parts:
            parts = parts[0]
        return _text(parts) or _text(issued.get("year")) or _text(issued.get("literal", issued.get("raw")))
    if isinstance(issued, list):
        return _year(issued[0]) if issued else ""
    return _text(issued)


def _name(person: Any) -> str:
    if not isinstance(person, Mapping):
        return _text(person)
    if literal := _text(person.get("literal", person.get("name"))):
        return literal
    particle = _text(person.get("non-dropping-particle", person.get("dropping-particle")))
    family = f"{particle} {_text(person.get('family'))}".strip()
    suffix = _text(person.get("suffix"))
    name = natural_name(_text(person.get("given")), family)
    return f"{name}, {suffix}" if suffix else name


def _key(text: str) -> str:
    """A CSL id that is a citation key; addresses and DOIs as ids are none."""
    return text if text and ":" not in text and "/" not in text and " " not in text else ""
