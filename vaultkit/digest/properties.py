"""The properties of the notes that import writes, by schemas/paper, digest and concept.

Nothing is invented: what a digest does not print is absent. Facts of the shipped list stand in stubs
alone, and say where they come from.
"""

from collections.abc import Mapping, Sequence
from re import compile as pattern
from typing import Any

from vaultkit.digest.entry import PaperEntry, Venue
from vaultkit.digest.identifiers import of_link
from vaultkit.digest.identity import identifiers
from vaultkit.digest.known import KnownName
from vaultkit.digest.units import unlinked
from vaultkit.source.printable import printable
from vaultkit.vault.papers import KINDS, arxiv_year, title_key

FACTS_FROM = "vaultkit's list of known papers"
LARGEST = 192 * 1024
"""Bytes of properties that a note may have; three quarters of what is read, as quoting makes them longer."""
LONGEST_TITLE = 10_000
_CONTROLS = pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ADDRESS = pattern(r"https?://[^\s<>\"{}|\\^`]+\Z")
_VALID = {
    "citekey": pattern(r"[A-Za-z0-9_][A-Za-z0-9_:.#$%&+?<>~/-]*\Z"),
    "arxiv": pattern(
        r"(?:(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5}"
        r"|[a-z-]+(?:\.[A-Z]{2})?/\d{7})\Z"
    ),
    "doi": pattern(r"10\.\d{4,9}/\S+\Z"),
    "openreview": pattern(r"[A-Za-z0-9_-]{8,14}\Z"),
    "acl": pattern(r"(?:[A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+)\Z"),
    "url": _ADDRESS,
    "pdf": _ADDRESS,
    "code": _ADDRESS,
}
_PUBLISHED = ("conference", "journal", "findings", "workshop", "book", "thesis")
_KIND_OF_NOTE = {"concept": "idea"}


def one_line(text: str) -> str:
    """``text`` without the characters that a property cannot show, on one line."""
    return " ".join(printable(_CONTROLS.sub(" ", text)).split())


def fitting(properties: Mapping[str, Any]) -> dict[str, Any]:
    """``properties`` as far as a note may hold them: of too many or too long ones the longest are left out.

    A digest of ten thousand papers has its list in its text alone, as properties of such a size are not read.
    """
    found = dict(properties)
    sizes = {
        name: sum(len(str(item).encode()) + 8 for item in (value if isinstance(value, list) else [value]))
        for name, value in found.items()
    }
    while sum(sizes.values()) > LARGEST:
        longest = max(sizes, key=lambda name: sizes[name])
        if longest == "title":
            found["title"] = f"{found['title'][:LONGEST_TITLE]} …"
            sizes["title"] = 0
        else:
            del found[longest], sizes[longest]
    return found


def paper_properties(
    entries: Sequence[PaperEntry],
    sources: Sequence[str],
    name: str,
    links: Mapping[str, Sequence[str]],
    images: Sequence[str],
    facts_from: str = "",
) -> dict[str, Any]:
    """The properties of one paper's note, from all ``entries`` that print it (the first leads).

    ``sources`` are the links to their digests, ``name`` the note's, ``links`` the lists ``related``
    and ``mentions``, ``images`` the pictures that are not at hand; ``facts_from`` says where fields come
    from that no digest prints.
    """
    lead = entries[0]
    title = one_line(lead.title)
    venue, others = _venue(entries)
    known: dict[str, Any] = {"type": "paper", "title": title}
    if lead.title_raw != lead.title:
        known["title_raw"] = one_line(lead.title_raw)
    known["aliases"] = aliases_of(entries, name)
    known["authors"] = _first(entries, "authors")
    known["orgs"] = list(dict.fromkeys(one_line(org) for entry in entries for org in entry.orgs))
    known["year"] = _year(entries, venue)
    if venue:
        known["venue"] = one_line(venue.name)
        raw = [*([venue.raw] if venue.raw != venue.name else []), *others]
        known["venue_raw"] = one_line("; ".join(dict.fromkeys(raw)))
        known["venue_type"] = venue.kind
    for kind in ("citekey", *KINDS, "url", "pdf", "code"):
        values = (identifiers(entry).get(kind, "") for entry in entries)
        known[kind] = next((value for value in values if _VALID[kind].match(value)), "")
    for kind in ("url", "pdf"):
        about = dict(of_link(known[kind])).get("arxiv")
        if known["arxiv"] and about and about != known["arxiv"]:
            known[kind] = ""  # the address of another paper, named beside this one
    written = arxiv_year(known["arxiv"])
    if known["year"] and written and known["year"] < written:
        # Of two that cannot both be right, the id is the surer.
        del known["year"]
    known["status"] = "inbox"
    known["source"] = sources[0] if len(sources) == 1 else list(sources)
    known["source_line"] = lead.line
    known |= {key: list(links.get(key, ())) for key in ("related", "mentions")}
    known["images"] = list(images)
    known["facts_from"] = facts_from
    return {key: value for key, value in known.items() if value not in ("", None, [])}


def digest_properties(
    name: str,
    title: str,
    date: Mapping[str, Any],
    papers: Sequence[str],
    imported_from: str,
    sha256: str,
    images: Sequence[str],
) -> dict[str, Any]:
    """The properties of a digest's note; ``date`` holds ``date`` or ``date_raw`` and ``date_candidates``."""
    known: dict[str, Any] = {"type": "digest", "title": one_line(unlinked(title)) or name}
    known |= {**date, "papers": list(papers)}
    if images:
        known["images"] = list(images)
    return known | {"imported_from": one_line(imported_from), "sha256": sha256}


def stub_properties(known: KnownName, name: str, venue_type: str, related: Sequence[str]) -> dict[str, Any]:
    """The properties of a stub: what the list of known names says, and that it says so."""
    title = known.title or known.name
    forms = [form for form in known.forms if " " in form or len(form) > 3]
    found: dict[str, Any] = {
        "type": "concept",
        "title": title,
        "aliases": _without_name([title, *forms], name),
        "year": known.year,
    }
    if known.venue:
        found |= {"venue": known.venue, "venue_type": venue_type}
    kind = _KIND_OF_NOTE.get(known.kind, known.kind)
    found |= {"arxiv": known.arxiv, "related": list(related), "kind": kind}
    found |= {"stub": True, "facts_from": FACTS_FROM}
    return {key: value for key, value in found.items() if value not in ("", None, [])}


def aliases_of(entries: Sequence[PaperEntry], name: str) -> list[str]:
    """What else a paper is called than its note's ``name``: its full title first."""
    title = one_line(entries[0].title)
    is_name = title_key(title) == title_key(name)
    said = [] if is_name else [title]
    for entry in entries:
        said += [one_line(text) for text in (entry.alias or "", *entry.other_titles, entry.title) if text]
    return _without_name(said, name, title if is_name else "")


def _without_name(texts: Sequence[str], name: str, title: str = "") -> list[str]:
    taken = {name.casefold(), title.casefold()}
    kept: list[str] = []
    for text in texts:
        if text and text.casefold() not in taken and len(text) > 1:
            taken.add(text.casefold())
            kept.append(text)
    return kept


def _first(entries: Sequence[PaperEntry], field: str) -> list[str]:
    values = next((getattr(entry, field) for entry in entries if getattr(entry, field)), ())
    return [one_line(value) for value in values]


def _venue(entries: Sequence[PaperEntry]) -> tuple[Venue | None, list[str]]:
    """The venue that counts, a published one before a preprint, and how the others are printed."""
    found = [entry.venue for entry in entries if entry.venue]
    best = next((venue for venue in found if venue.kind in _PUBLISHED), found[0] if found else None)
    return best, [venue.raw for venue in found if best and venue.name != best.name]


def _year(entries: Sequence[PaperEntry], venue: Venue | None) -> int | None:
    """The year printed beside the venue that counts, else the first year printed."""
    years = [entry.year for entry in entries if entry.year and (venue is None or entry.venue == venue)]
    years += [entry.year for entry in entries if entry.year]
    return next((year for year in years if 1900 <= year <= 2100), None)
