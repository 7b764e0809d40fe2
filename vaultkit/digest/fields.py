"""Labelled fields: ``Authors: …``, ``학회: …``, ``论文链接：…``, in the languages of ``data/labels.json``.

Knows which label means which field, and how a field's text becomes part of a paper.
"""

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from re import compile as pattern
from unicodedata import normalize

from vaultkit.digest.identifiers import (
    Identifier,
    addresses,
    clean_doi,
    find_identifiers,
    is_paper_link,
    of_link,
)
from vaultkit.digest.names import divide_names
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite, venue_or_new

# What a label may say more: `Paper(Oral)`.
_REMARK = pattern(r"\s*\((?:oral|spotlight|highlight|poster|best paper|award)\)?$")
_LABELLED = pattern(
    r"\s*(?:[-*+•·▪●◦]\s+|\d{1,2}[.)]\s+|>\s*)*(?:[^\w\s\[(<\"'`*_«《【「『~#|\\]{1,3}\s*)?"
    r"[*_`【\[「]{0,3}(?P<label>[^\W\d_](?:[^\W_]|[ /().;-]){0,28}?)[*_`】\]」]{0,3}\s*"
    r"(?:::?|：)[*_`]{0,3}\s*(?P<value>\S.*)?"
)
# `[학회] NeurIPS 2017`; of what links are called (`[paper] [code]`), nothing.
_BOXED = pattern(r"\s*[\[【](?P<label>[^\W\d_][^\[\]【】:：]{0,20})[\]】]\s*(?P<value>[^\s:：(].*)")
_BOXABLE = frozenset({"title", "venue", "year", "orgs", "authors", "abstract"})
# Labels that may stand before a title or before an address.
PAPER = frozenset({"paper", "논문", "论文", "論文"})
_NOTHING = frozenset(
    {"", "-", "--", "n/a", "na", "no", "none", "null", "true", "false", "tbd", "unknown", "coming soon"}
    | {"无", "暂无", "未知", "未定", "없음", "미확인", "なし", "不明"}
)
_PART = pattern(r"\s*[/,;(（|]\s*")
_BEHIND = pattern(r"\s*\([^()]*\)\s*$")
# When it appeared, behind the names: `Roe, J. and Doe, A. (3/2017).`
_DATE_LAST = pattern(r"[\s,.]*\((?:\d{1,2}/)?(?P<year>(?:19|20)\d\d)\)[\s.,]*$")
_VOLUME_LAST = pattern(r",?\s+(?:vol(?:ume)?|no|num|issue|pp?)\b\.?\s*\d.*$", 2)
_YEAR = pattern(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled line: ``kind`` as in the data, ``label`` as printed, ``value`` as printed or ""."""

    kind: str
    label: str
    value: str


def field_of(line: str) -> Field | None:
    """The field that ``line`` prints, or None when nothing before its first colon is a label we know."""
    if boxed := _BOXED.fullmatch(line):
        kind = label_kind(boxed["label"])
        return Field(kind, boxed["label"].strip(), boxed["value"].strip()) if kind in _BOXABLE else None
    if ":" not in line[:80] and "：" not in line[:80]:
        return None
    found = _LABELLED.fullmatch(line)
    kind = label_kind(found["label"]) if found else None
    return Field(kind, found["label"].strip(), (found["value"] or "").strip()) if found and kind else None


def label_kind(label: str) -> str | None:
    """The field that ``label`` stands for, or None."""
    key = normalize("NFKC", label).casefold().replace("(s)", "").strip(" \t[](){}:*_`'\".|")
    known = _labels()
    kind = known.get(key) or known.get(key.rstrip("0123456789 .s")) or known.get(_REMARK.sub("", key))
    parts = {known.get(part.strip(" .")) for part in key.split("/")} if "/" in key else set()
    return kind or ("venue" if "venue" in parts <= {"venue", "year"} else None)


def is_nothing(value: str) -> bool:
    """Whether a field says that there is nothing: ``None``, ``N/A``, ``无``."""
    return value.strip().strip("*_`").casefold() in _NOTHING


def add_field(told: Title, kind: str, value: str) -> Title:
    """``told`` with what the field ``kind`` says; what the title itself printed stays."""
    if is_nothing(value):
        return told
    match kind:
        case "authors":
            dated = _DATE_LAST.search(value)
            names = divide_names(value[: dated.start()] if dated else value)
            written = int(dated["year"]) if dated else None
            return replace(told, authors=told.authors or names, year=told.year or written)
        case "venue":
            return add_citation(told, _venue_of(value))
        case "year":
            year = _YEAR.search(value)
            return replace(told, year=told.year or (int(year[1]) if year else None))
        case "orgs":
            return replace(told, orgs=told.orgs or tuple(part.strip() for part in _split(value)))
        case "alias":
            return replace(told, alias=value)
        case "status":
            said = cite(value)
            return add_citation(told, said) if said else told
        case _:
            return told


def identifiers_of(kind: str, value: str) -> tuple[Identifier, ...]:
    """The identifiers that the field ``kind`` gives with the text and addresses ``value``."""
    if kind == "doi":
        doi = clean_doi(value)
        return (("doi", doi),) if doi else find_identifiers(value)
    if kind == "venue":
        return find_identifiers(value)
    if kind not in ("paper", "pdf", "code", "title"):
        return ()
    found: list[Identifier] = []
    for address in addresses(value):
        links = of_link(address)
        if kind == "code":
            found += [("code", address)] if links else []
        elif kind != "title" or is_paper_link(address):
            found += links
    return (*found, *find_identifiers(value, bare=kind == "paper" and not found))


def add_citation(told: Title, citation: Citation | None) -> Title:
    """``told`` with what ``citation`` adds to it."""
    if not citation:
        return told
    return replace(
        told,
        venue=told.venue or citation.venue,
        year=told.year or citation.year,
        orgs=told.orgs or citation.orgs,
        status=told.status or citation.status,
    )


def _venue_of(value: str) -> Citation | None:
    """The citation in a field that holds a venue: a name that we do not know is taken as it stands."""
    value = value.partition("。")[0]
    told = cite(value) or cite(_BEHIND.sub("", value))
    if told and (told.venue or told.year):
        return told
    first = cite(_PART.split(value, maxsplit=1)[0])
    if first and first.venue and first.venue.kind != "unknown" and first.year:
        return first  # `CVPR 2023 (Best Paper) / arXiv:…`
    year = _YEAR.search(value)
    name = _VOLUME_LAST.sub("", _YEAR.sub("", value)).strip(" ,.()") if year else _VOLUME_LAST.sub("", value)
    if not name or len(name) > 160:
        return Citation(year=int(year[1])) if year else None
    return Citation(venue_or_new(name), int(year[1]) if year else None)


def _split(value: str) -> list[str]:
    return [part for part in pattern(r"\s*[;；、,，]\s*").split(value) if part]


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    data: dict[str, list[str]] = json.loads(
        files("vaultkit.digest").joinpath("data/labels.json").read_text("utf-8")
    )
    return {label: kind for kind, labels in data.items() if kind != "about" for label in labels}
