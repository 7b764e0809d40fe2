"""BibTeX and BibLaTeX by bibtexparser, TeX in fields by pylatexenc.

``@string`` and month macros are resolved, ``crossref`` inherits, two entries under one key both
stay. A broken entry is reported and its lines are unplaced; the ones after it are read.
"""

import logging
from collections.abc import Mapping
from re import compile as pattern
from typing import TYPE_CHECKING

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers._record import natural_name, paper
from vaultkit.digest.readers._tex import decode_tex

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

_MANY = 9
_ENTRY = pattern(r"[ \t]*@[A-Za-z]+\s*[{(]")
_VENUES = (
    "journal",
    "journaltitle",
    "booktitle",
    "eventtitle",
    "maintitle",
    "series",
    "school",
    "howpublished",
)
_ARXIV = pattern(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}")
_JUNIOR = pattern(r"(?:Jr|Sr)\.?|I{1,3}|IV")
_OTHER = ("@string", "@preamble", "@comment")
_NO_PAPERS = frozenset({"proceedings", "mvproceedings", "set", "xdata", "online-set"})


def sniff(document: Document) -> int:
    """Sure when lines open entries (``@article{``), unless a page shows them in code or among many links."""
    opened = sum(bool(_ENTRY.match(line.text)) for line in document.lines)
    if not opened or opened * 200 <= len(document.lines):
        return 0
    fenced = any(line.text.lstrip().startswith(("```", "~~~")) for line in document.lines)
    linked = sum("](" in line.text for line in document.lines)
    return 20 if fenced or linked > opened + _MANY else 95


def read(document: Document) -> Digest:
    """The papers of a bibliography, each with the lines of its entry."""
    from bibtexparser.entrypoint import parse_string

    # What the parser would print on the terminal is said in the digest's notices.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    source = "\n".join(line.text for line in document.lines)
    library = parse_string(source)
    entries = [entry for block in library.blocks if (entry := _entry(block)) is not None]
    parents = {entry.key.casefold(): _fields(entry) for entry in entries}
    found: list[Found] = []
    breaks: dict[int, Place] = {}
    notices: list[str] = []
    for block in library.blocks:
        first = (block.start_line or 0) + 1
        last = first + (block.raw or "").rstrip().count("\n")
        entry = _entry(block)
        told = _paper(entry, parents, (first, last)) if entry else None
        if told:
            found.append(told)
        elif (
            entry is None
            and _ENTRY.match(block.raw or "")
            and not (block.raw or "").lower().startswith(_OTHER)
        ):
            breaks[first] = "unplaced"
            notices.append(f"line {first}: this entry is broken and was not read")
        elif entry and entry.entry_type.lower() not in _NO_PAPERS:
            breaks[first] = "unplaced"
            notices.append(f"line {first}: `{entry.key}` has no title and was not read")
        else:
            breaks[first] = "front"
        breaks.setdefault(last + 1, "front")
    for one in found:
        breaks.pop(one.first, None)
    return assemble(document, "bibtex", found, breaks, None, notices, is_data=True)


def _entry(block: "Block") -> "Entry | None":
    """The entry in ``block``; of a doubled key or field, the entry that was set aside."""
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        inner = block.ignore_error_block
        return inner if isinstance(inner, Entry) else None
    return block if isinstance(block, Entry) else None


def _fields(entry: "Entry") -> dict[str, str]:
    """The fields by name in lower case, as printed but for the outer braces; of doubled ones the first."""
    fields: dict[str, str] = {}
    for field in entry.fields:
        fields.setdefault(field.key.strip().lower(), _unwrapped(str(field.value)))
    return fields


def _unwrapped(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] + value[-1] in ('""', "{}") and value.count("{") == value.count("}"):
        inner = value[1:-1]
        return inner if _is_balanced(inner) else value
    return value


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return True


def _paper(entry: "Entry", parents: Mapping[str, dict[str, str]], lines: tuple[int, int]) -> Found | None:
    own = _fields(entry)
    kind = entry.entry_type.lower()
    if kind in _NO_PAPERS:
        return None
    parent = parents.get(own.get("crossref", "").strip().casefold(), {})
    fields = {**{name: value for name, value in parent.items() if name != "title"}, **own}
    if parent and "booktitle" not in fields and "title" in parent:
        fields["booktitle"] = parent["title"]
    title = decode_tex(fields.get("title", ""))
    if fields.get("subtitle"):
        title = f"{title}: {decode_tex(fields['subtitle'])}"
    plain = {
        "title": title,
        "venue": next((text for name in _VENUES if (text := decode_tex(fields.get(name, "")))), ""),
        "year": fields.get("year", "") or fields.get("date", ""),
        "doi": fields.get("doi", ""),
        "url": fields.get("url", ""),
        "pdf": fields.get("pdf", ""),
        "arxiv": _arxiv(fields),
        "abstract": decode_tex(fields.get("abstract", "")),
        "citekey": entry.key,
    }
    return paper(plain, _names(fields.get("author", "") or fields.get("editor", "")), kind, "BibTeX", lines)


def _arxiv(fields: Mapping[str, str]) -> str:
    number = fields.get("eprint", "") or fields.get("arxivid", "") or fields.get("arxiv", "")
    said = fields.get("archiveprefix", "") or fields.get("eprinttype", "") or fields.get("archive", "")
    found = _ARXIV.search(number)
    return f"arXiv:{found[0]}" if found and said.lower() in ("", "arxiv") else ""


def _names(text: str) -> list[str]:
    """The authors, each in the order in which the name is spoken; a name in braces stays whole."""
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts
    from bibtexparser.middlewares.names import split_multiple_persons_names as split

    names = []
    for name in split(" ".join(text.split())):
        try:
            parts = parse_single_name_into_parts(name, strict=False)
        except InvalidNameError:
            names.append(decode_tex(name))
            continue
        first, junior = " ".join(parts.first), " ".join(parts.jr)
        if junior and _JUNIOR.fullmatch(first) and not _JUNIOR.fullmatch(junior):
            first, junior = junior, first
        spoken = natural_name(first, " ".join((*parts.von, *parts.last)))
        names.append(decode_tex(f"{spoken}, {junior}" if junior else spoken))
    return names
