"""A bibliographic record, whatever its format, as a paper: fields by name → title, venue, identifiers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.assemble import Found
from vaultkit.digest.entry import Venue
from vaultkit.digest.identifiers import Identifier, clean_doi, find_identifiers, of_link
from vaultkit.digest.titles import parse_bare
from vaultkit.digest.venues import venue_or_new

_YEAR = pattern(r"(?<!\d)((?:1[5-9]|20)\d\d)(?!\d)")
_KINDS = {
    "article": "journal",
    "article-journal": "journal",
    "jour": "journal",
    "inproceedings": "conference",
    "conference": "conference",
    "paper-conference": "conference",
    "conf": "conference",
    "cpaper": "conference",
    "book": "book",
    "inbook": "book",
    "incollection": "book",
    "chapter": "book",
    "chap": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "journalarticle": "journal",
    "journal article": "journal",
    "conferencepaper": "conference",
    "conference paper": "conference",
    "proceedings-article": "conference",
    "booksection": "book",
    "book chapter": "book",
    "magazinearticle": "journal",
    "thes": "thesis",
    "post-weblog": "blog",
    "blog": "blog",
}


def paper(
    fields: Mapping[str, str], authors: Sequence[str], kind: str, form: str, lines: tuple[int, int]
) -> Found | None:
    """The paper of ``fields``, or None when it has no title.

    Reads ``title``, ``venue``, ``year``, ``doi``, ``url``, ``pdf``, ``arxiv``, ``abstract``,
    ``citekey``, ``short`` (all plain text); ``kind`` is the format's own type of record.
    """
    title = fields.get("title", "").strip()
    if not title:
        return None
    told = parse_bare(title, form)
    year = _YEAR.search(fields.get("year", ""))
    told = replace(
        told,
        alias=fields.get("short") or told.alias,
        venue=_venue(fields, kind),
        year=int(year[1]) if year else None,
        authors=tuple(name for name in authors if name and name.casefold() != "others"),
    )
    return Found(told, *lines, _identifiers(fields), fields.get("abstract") or None)


def natural_name(given: str, family: str) -> str:
    """A name in the order in which it is spoken."""
    return f"{given.strip()} {family.strip()}".strip()


def turned_name(name: str) -> str:
    """``Marx, Karl`` as ``Karl Marx``, ``Roe, Jane, Jr`` as ``Jane Roe, Jr``; other names as they are."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) == 2:
        return natural_name(parts[1], parts[0])
    if len(parts) == 3:
        return f"{natural_name(parts[1], parts[0])}, {parts[2]}"
    return name.strip()


def _venue(fields: Mapping[str, str], kind: str) -> Venue | None:
    printed = fields.get("venue", "").strip()
    # Of a name that was cut short, nothing is sure.
    known = venue_or_new(printed) if printed and not printed.endswith(("…", "...")) else None
    if known and known.kind == "unknown":
        return replace(known, kind=_KINDS.get(kind.lower(), "unknown"))
    if known is None and fields.get("arxiv"):
        return Venue("arXiv", "arXiv", "preprint")
    return known


def _identifiers(fields: Mapping[str, str]) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    if doi := clean_doi(fields.get("doi", "")):
        found.append(("doi", doi))
    found += find_identifiers(fields.get("doi", ""))
    found += find_identifiers(fields.get("arxiv", ""), bare=True)
    found += [one for one in find_identifiers(fields.get("venue", "")) if one[0] == "arxiv"]
    for name in ("url", "pdf"):
        for address in fields.get(name, "").split():
            found += [one for one in of_link(address) if one[0] != "doi" or not doi]
    if key := fields.get("citekey"):
        found.append(("citekey", key))
    return tuple(dict.fromkeys(found))
