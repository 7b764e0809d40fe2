"""What a row of the index holds, and the words in it: of one note, made without looking at another."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from vaultkit.lint.codec import encode
from vaultkit.lint.context import TABLES, of_table
from vaultkit.lint.finding import Diagnostic
from vaultkit.source.marks import Link
from vaultkit.vault.index import digest
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import fold


def made_of(note: Note, names: set[str]) -> dict[str, Any]:
    """What ``note`` gives to the tables ``names``."""
    found = ((name, TABLES[name].extract(note)) for name in sorted(names))
    return {name: data for name, data in found if data is not None}


def by_path(diagnostics: list[Diagnostic]) -> str:
    """Findings in many files as JSON: path and encoded findings."""
    paths = dict.fromkeys(found.path for found in diagnostics)
    rows = [(path, encode(found for found in diagnostics if found.path == path)) for path in paths]
    return json.dumps(rows) if rows else ""


def as_json(data: Mapping[str, Any]) -> str:
    """``data`` as short JSON, "" for nothing."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) if data else ""


def names_of(path: str) -> tuple[str, str]:
    """The words under which links look the file at ``path`` up."""
    name = fold(path.rpartition("/")[2])
    return name, name.removesuffix(".md")


def looked_up(links: Iterable[Link]) -> set[str]:
    """The names that ``links`` look up."""
    return {fold(link.target.strip()).rpartition("/")[2] for link in links if not link.external}


def words_of(words: Iterable[str]) -> str:
    """``words`` as a row holds them, with a line end around each."""
    listed = "\n".join(sorted(words))
    return f"\n{listed}\n" if listed else ""


def outline_hash(note: Note | None) -> bytes:
    """A hash of what others can see inside ``note``; b"" for another file."""
    if note is None:
        return b""
    headings = [(heading.level, heading.text, heading.root) for heading in note.marks.headings]
    return digest(repr((headings, [block.id for block in note.marks.blocks])).encode(errors="replace"))


def touched_by(old: str, new: Mapping[str, Any]) -> set[str]:
    """The words for verdicts that what a note gives to the tables can touch."""
    before: dict[str, Any] = json.loads(old or "{}")
    words: set[str] = set()
    for name in before.keys() | new.keys():
        if before.get(name) != new.get(name):
            extracts = (each[name] for each in (before, new) if name in each)
            keys = (key for extract in extracts for key in TABLES[name].keys(extract))
            words |= of_table(name) | of_table(name, keys)
    return words
