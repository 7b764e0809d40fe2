"""Where a finding about a property is shown, and how a list in the properties gets one item more."""

from vaultkit.source.frontmatter import places
from vaultkit.source.marks import PropertyPath
from vaultkit.source.text import Edit, Span
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


def added_item(note: Note, name: str, item: str) -> Edit | None:
    """The edit that adds ``item``, as YAML, to the list ``name``, or such a list to the properties.

    None where the value has another form, or the frontmatter is not read.
    """
    front = note.frontmatter
    if front is None or front.problem:
        return None
    place = places(note.text, front).get((name,))
    if place is None:
        end = front.yaml.end
        return Edit(Span(end, end), f"{name}:\n  - {item}\n".encode())
    start, end = place.value
    value = note.text.slice(place.value)
    if value.startswith("[") and value.endswith("]"):
        comma = ", " if value[1:-1].strip() else ""
        return Edit(Span(end - 1, end - 1), f"{comma}{item}".encode())
    if value.startswith("- "):
        line = note.text.line_span(note.text.line_col(start).line)
        return Edit(Span(end, end), f"\n{note.text.slice(Span(line.start, start))}- {item}".encode())
    return None


def _at(note: Note, path: PropertyPath, prefer: int) -> Span:
    located = places(note.text, note.frontmatter) if note.frontmatter else {}
    place = located.get(path)
    if place is None:
        return at_type(note)
    order = (place.key, place.value) if prefer == 0 else (place.value, place.key)
    return next(span for span in order if span is not None and span.start < span.end)


def one_line(text: str) -> str:
    """A heading's text for a message: a setext heading may run over several lines."""
    return " ".join(text.split())
