"""Where a finding about a property is shown: at its value, its name, or where the properties begin."""

from vaultkit.source.frontmatter import places
from vaultkit.source.marks import PropertyPath
from vaultkit.source.text import Span
from vaultkit.vault.note import Note


def at_value(note: Note, *path: str | int) -> Span:
    """The value at ``path``, or its name when it stands nowhere of its own."""
    return _at(note, path, 1)


def at_name(note: Note, *path: str | int) -> Span:
    """The name of the property at ``path``."""
    return _at(note, path, 0)


def at_type(note: Note) -> Span:
    """The line that says what kind of note this is; else the opening fence, else the file."""
    if note.frontmatter is None:
        return Span(0, 0)
    place = places(note.text, note.frontmatter).get(("type",))
    return Span(place.key.start, place.value.end) if place and place.key else Span(0, 3)


def _at(note: Note, path: PropertyPath, prefer: int) -> Span:
    located = places(note.text, note.frontmatter) if note.frontmatter else {}
    place = located.get(path)
    if place is None:
        return at_type(note)
    order = (place.key, place.value) if prefer == 0 else (place.value, place.key)
    return next(span for span in order if span is not None and span.start < span.end)
