"""One note as facts: its properties, its links and marks. Nothing of other notes, nothing of the disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import basename
from typing import Any

from vaultkit.source.frontmatter import Frontmatter, property_strings, read_frontmatter, string_spans
from vaultkit.source.linktext import plain_wikilink, wikilink
from vaultkit.source.markdown import scan
from vaultkit.source.marks import Link, Marks, PropertyPath
from vaultkit.source.text import Span, Text


@dataclass(frozen=True)
class Note:
    """A Markdown file. ``path`` is relative to the vault, with ``/``."""

    path: str
    text: Text
    frontmatter: Frontmatter | None

    @cached_property
    def marks(self) -> Marks:
        """All that stands in its text; only who asks for it has the text parsed."""
        return scan(self.text, self.body.start)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links, in source order."""
        return (*self.property_links, *self.marks.links)

    @cached_property
    def property_links(self) -> tuple[Link, ...]:
        """Strings of the properties that are one wikilink and nothing else."""
        frontmatter = self.frontmatter
        if frontmatter and frontmatter.data and b"[[" in self.text.data[slice(*frontmatter.yaml)]:
            return _property_links(self.text, frontmatter)
        return ()

    @property
    def name(self) -> str:
        """The file name without ``.md``: what a link calls the note."""
        return basename(self.path)[:-3]

    @property
    def properties(self) -> Mapping[str, Any]:
        """The frontmatter's values; empty when there is none, or when the app reads none."""
        return self.frontmatter.data if self.frontmatter else {}

    @property
    def body(self) -> Span:
        """The bytes after the frontmatter."""
        return Span(self.frontmatter.body if self.frontmatter else 0, len(self.text.data))

    @property
    def title(self) -> str:
        """The property ``title``, else the note's name."""
        title = self.properties.get("title")
        return title if isinstance(title, str) and title else self.name

    @property
    def type(self) -> str:
        """The property ``type``, or ""."""
        value = self.properties.get("type")
        return value if isinstance(value, str) else ""

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """The property ``aliases``: a list of strings, or one string with commas between them."""
        return _listed(self.properties.get("aliases"))

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """All tags, without ``#``: those of the properties first, then the text's; each spelling once."""
        listed = (tag.removeprefix("#") for tag in _tag_list(self.properties.get("tags")))
        names = (*listed, *(tag.name for tag in self.marks.tags))
        return tuple(dict.fromkeys(name for name in names if name))


def read_note(path: str, data: bytes) -> Note:
    """The note in ``data``. Never raises for any bytes: what cannot be read is a problem in it."""
    text = Text(data)
    return Note(path, text, read_frontmatter(text))


def _property_links(text: Text, frontmatter: Frontmatter) -> tuple[Link, ...]:
    found = [
        each for each in property_strings(frontmatter.data) if each[1][:2] == "[[" and _is_one_link(each[1])
    ]
    if not found:
        return ()
    spans = string_spans(text, frontmatter, found)
    links = (_property_link(path, value, span) for (path, value), span in zip(found, spans, strict=True))
    return tuple(link for link in links if link is not None)


def _is_one_link(value: str) -> bool:
    return value[-2:] == "]]" and "]]" not in value[2:-2]


def _property_link(path: PropertyPath, value: str, span: Span) -> Link | None:
    plain = plain_wikilink(span.start, span.end, value[2:-2], False, "property", path)
    if plain is not None:
        return plain
    raw = value.encode(errors="replace")
    link = wikilink(raw, Span(0, len(raw)))
    if link is None:
        return None
    target = span
    if span.end - span.start == len(raw):
        target = Span(span.start + link.target_span.start, span.start + link.target_span.end)
    return Link(span, target, "property", link.target, link.subpath, link.display, False, path)


def _listed(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return ()
    return tuple(item.strip() for item in value if isinstance(item, str) and item.strip())


def _tag_list(value: Any) -> tuple[str, ...]:
    """As the app reads it: one string is one tag, and what holds white space or a comma is none."""
    items = [value] if isinstance(value, str) else value if isinstance(value, list) else ()
    return tuple(tag for tag in items if isinstance(tag, str) and tag and not set(tag) & set(" \t\n,"))
