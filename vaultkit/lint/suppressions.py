"""Findings that the reader of a note has looked at and wants to keep: said in the note itself.

- ``%% vaultkit: ignore broken-link %%`` beside text silences its own line, alone on a line the next one;
- in the frontmatter a YAML comment does the same, ``# vaultkit: ignore schema-violation``;
- the property ``vaultkit-ignore: [broken-link]`` silences the whole note.

Several names stand with commas or spaces between them; without a name, or with ``all``, every rule is
meant. Knows no rule: names are compared as text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vaultkit.lint.finding import Diagnostic
from vaultkit.source.frontmatter import places
from vaultkit.source.text import Span
from vaultkit.vault.note import Note

PROPERTY = "vaultkit-ignore"
ALL = "all"
_MARK = b"vaultkit"
_COMMENT = re.compile(rb"%%[ \t]*vaultkit:[ \t]*ignore(?![\w-])([^%]*)%%")
_YAML = re.compile(rb"(?:^|(?<=[ \t]))#[ \t]*vaultkit:[ \t]*ignore(?![\w-])([^\r\n]*)", re.MULTILINE)
_NAME = re.compile(rb"[^\s,]+")
_ALONE = re.compile(rb"[ \t>]*")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One name that one place silences: in ``line``, or in the whole note when that is None.

    ``span`` is the name, or the whole comment where it names none; ``removal`` what to delete to take it
    out (the comment, or one of its names), None in a property.
    """

    name: str
    span: Span
    line: int | None
    removal: Span | None = None


@dataclass(frozen=True, slots=True)
class Silenced:
    """What is left of a note's findings, and the suppressions that silenced nothing."""

    kept: list[Diagnostic]
    unused: list[Suppression] = field(default_factory=list)


def silence(note: Note, diagnostics: Sequence[Diagnostic]) -> Silenced:
    """Take the findings out that the note suppresses."""
    wanted = list(suppressions(note)) if _MARK in note.text.data else []
    if not wanted:
        return Silenced(list(diagnostics))
    reached: set[tuple[str, int | None]] = set()
    kept = []
    meant = {(suppression.name, suppression.line) for suppression in wanted}
    for found in diagnostics:
        lines = (None, found.start.line) if found.span.end > 0 else (None,)
        here = meant.intersection((name, line) for name in (ALL, found.rule) for line in lines)
        reached |= here
        if not here:
            kept.append(found)
    return Silenced(kept, [each for each in wanted if (each.name, each.line) not in reached])


def suppressions(note: Note) -> Iterator[Suppression]:
    """Every suppression of the note, in no particular order."""
    data = note.text.data
    for start, end in note.marks.comments:
        found = _COMMENT.fullmatch(data, start, end)
        if found:
            yield from _named(note, found, Span(start, end))
    if note.frontmatter is None or note.frontmatter.problem:
        return
    for found in _YAML.finditer(data, *note.frontmatter.yaml):
        yield from _named(note, found, Span(*found.span()))
    value = note.properties.get(PROPERTY)
    listed = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    located = places(note.text, note.frontmatter) if listed else {}
    for index, name in enumerate(listed):
        path = (PROPERTY, index) if isinstance(value, list) else (PROPERTY,)
        if isinstance(name, str) and path in located:
            yield Suppression(name, located[path].value, None)


def _named(note: Note, found: re.Match[bytes], whole: Span) -> Iterator[Suppression]:
    text = note.text
    own = text.line_col(whole.start).line
    start, end = text.line_span(own)
    before, after = text.data[start : whole.start], text.data[whole.end : end]
    alone = _ALONE.fullmatch(before) and not after.strip()
    line = own + 1 if alone else own
    comment = _with_line_end(text.data, start, end) if alone else _with_spaces(text.data, whole)
    names = [Span(*name.span()) for name in _NAME.finditer(text.data, *found.span(1))]
    if not names:
        yield Suppression(ALL, whole, line, comment)
        return
    for span, after_it in zip(names, [*names[1:], None], strict=True):
        removal = Span(span.start, after_it.start if after_it else span.end) if len(names) > 1 else comment
        yield Suppression(text.slice(span), span, line, removal)


def _with_line_end(data: bytes, start: int, end: int) -> Span:
    if data[end : end + 2] == b"\r\n":
        return Span(start, end + 2)
    return Span(start, min(end + 1, len(data)))


def _with_spaces(data: bytes, whole: Span) -> Span:
    return Span(len(data[: whole.start].rstrip(b" \t")), whole.end)
