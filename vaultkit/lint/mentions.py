"""Where a note's prose names other notes: by whole words, the longest name first.

The names of a whole vault are one index by first words, so that the cost of a text does not grow with
them. Knows names and places; what is linked already, the rule knows.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from vaultkit.lint.context import Context, Table
from vaultkit.source.match import Form, Matcher
from vaultkit.source.text import Span, byte_offsets
from vaultkit.vault.note import Note

_DEFINITION = re.compile(rb"^[ \t>]*\[[^\]\n]+\]:[^\n]*", re.MULTILINE)
_LEAST = 3


class Named(NamedTuple):
    """A place in the prose that is a name of the notes at ``paths``: of one, when the name is clear."""

    span: Span
    surface: str
    paths: tuple[str, ...]


def named(note: Note, context: Context) -> Iterator[Named]:
    """Every place in the prose of ``note`` that names a note, itself included, from first to last."""
    prose = _prose(note)
    at = byte_offsets(prose)
    for found in context.table(NAMES).matches(prose):
        yield Named(Span(at[found.start], at[found.end]), found.surface, found.owners)


def _names(note: Note) -> list[str]:
    return list(dict.fromkeys((note.name, *note.aliases)))


def _index(names: Mapping[str, list[str]]) -> Matcher[str]:
    return Matcher((Form(name), path) for path, own in names.items() for name in own if _tells(name))


NAMES = Table("names and aliases", _names, _index)
"""All names and aliases, to be found in texts; their owners are paths."""


def _tells(name: str) -> bool:
    """Whether ``name`` would be noticed as one: no date, no number, no common word in small letters."""
    words = Form(name).words
    if not any(char.isalpha() for char in name):
        return False
    if len(words) == 1 and name.isascii():
        return len(name) >= _LEAST and not name.islower()
    return sum(map(len, words)) >= _LEAST


def _prose(note: Note) -> str:
    """The text with all that is no prose blanked out, byte for byte, so that offsets stay."""
    data, marks = bytearray(note.text.data), note.marks
    spans = [Span(0, note.body.start), *marks.math, *marks.html, *marks.comments]
    for held in (note.links, marks.code, marks.headings, marks.blocks, marks.tags, marks.footnote_references):
        spans += (each.span for each in held)
    spans += (Span(*found.span()) for found in _DEFINITION.finditer(data))
    for start, end in spans:
        data[start:end] = bytes(end - start)
    return data.decode(errors="vaultkit.same-length")
