"""A vault as portable Markdown: links that any reader follows, anchors where they lead, comments left out.

What is not Markdown elsewhere is said in plain Markdown or HTML: wikilinks become relative links, block ids
become anchors, embedded notes are put in or linked. Callouts are quotes everywhere and stay. The vault is
only read.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, relpath
from typing import Literal

from vaultkit.rewrite.convert import shown
from vaultkit.source.marks import Block, Heading, Link
from vaultkit.source.text import Edit, Span, apply_edits
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import Missing, Outline
from vaultkit.vault.spelling import destination
from vaultkit.vault.vault import Vault
from vaultkit.vault.whole import require_whole

DEEPEST = 4
"""Embedded notes in embedded notes beyond which they are linked."""
_SIZE = re.compile(r"\d+(?:x\d+)?")
_PICTURE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)\Z", re.IGNORECASE)
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")
_LINK_IN_HEADING = re.compile(r"!?\[\[(?:[^\]|]*\|)?([^\]]*)\]\]|!?\[([^\]]*)\]\([^)]*\)")

Embeds = Literal["inline", "link"]
Comments = Literal["keep", "drop"]


@dataclass(frozen=True, slots=True)
class Portable:
    """The notes' new bytes by path, the other files that they need, and what the user should know."""

    notes: dict[str, bytes]
    attachments: tuple[str, ...]
    notices: tuple[str, ...]


def portable(vault: Vault, embeds: Embeds = "inline", comments: Comments = "drop") -> Portable:
    """Every note of the vault as Markdown that needs no Obsidian, and the attachments that they name.

    Raises ``VaultkitError`` when the vault could not be read whole.
    """
    writer = _Writer(vault, embeds, comments)
    notes = {note.path: writer.note(note, note.path, ()) for note in vault.notes()}
    require_whole(vault)
    notices = [f"`{path}` is left out: {why}" for path, why in sorted(vault.unreadable.items())]
    if writer.broken:
        notices.append(f"{writer.broken} links lead nowhere: their words are kept")
    return Portable(notes, tuple(sorted(writer.attachments)), tuple(notices))


def anchors(headings: tuple[Heading, ...]) -> dict[Heading, str]:
    """The anchor of each heading, as code hosts make it: lower case, ``-`` for spaces, numbered."""
    seen: Counter[str] = Counter()
    found: dict[Heading, str] = {}
    for heading in headings:
        text = _LINK_IN_HEADING.sub(lambda link: link[1] or link[2] or "", heading.text)
        slug = _NOT_IN_ANCHOR.sub("", text.strip().lower()).replace(" ", "-")
        found[heading] = f"{slug}-{seen[slug]}" if seen[slug] else slug
        seen[slug] += 1
    return found


class _Writer:
    def __init__(self, vault: Vault, embeds: Embeds, comments: Comments) -> None:
        self.vault = vault
        self.embeds = embeds
        self.comments = comments
        self.attachments: set[str] = set()
        self.broken = 0

    def note(self, note: Note, into: str, above: tuple[str, ...], part: Span | None = None) -> bytes:
        """``note``, or a ``part`` of it, as it reads in the file ``into``; ``above`` are those around it."""
        whole = part is None
        part = part or Span(0, len(note.text.data))
        edits = [
            edit
            for edit in self._edits(note, into, above, whole)
            if part.start <= edit.span.start and edit.span.end <= part.end
        ]
        outer = [
            edit for edit in edits if not any(o is not edit and _within(edit.span, o.span) for o in edits)
        ]
        moved = [Edit(Span(e.span.start - part.start, e.span.end - part.start), e.replacement) for e in outer]
        return apply_edits(note.text.data[part.start : part.end], moved)

    def _edits(self, note: Note, into: str, above: tuple[str, ...], whole: bool) -> Iterator[Edit]:
        for link in note.links:
            if link.kind in ("wiki", "markdown") and not link.external:
                yield Edit(link.span, self._link(note, link, into, (*above, note.path)))
        if self.comments == "drop":
            yield from (Edit(span, b"") for span in note.marks.comments)
        for block in note.marks.blocks:
            yield Edit(block.span, f'<a id="{block.id}"></a>'.encode() if whole else b"")

    def _link(self, note: Note, link: Link, into: str, above: tuple[str, ...]) -> bytes:
        resolution = self.vault.resolve(link, note.path)
        sized = link.embed and link.display is not None and _SIZE.fullmatch(link.display)
        words = link.display if link.display and not sized else shown(link)
        words = words.replace("[", "\\[").replace("]", "\\]") if link.kind == "wiki" else words
        if resolution.path is None:
            self.broken += 1
            return words.encode()
        path = resolution.path
        target = self.vault.note(path)
        if target is None:
            self.attachments.add(path)
            mark = "!" if link.embed and _PICTURE.search(path) else ""
            return f"{mark}[{words}]({_relative(path, into)})".encode()
        part = None if isinstance(resolution, Missing) else _part(target, link.subpath)
        if link.embed and self.embeds == "inline" and path not in above and len(above) <= DEEPEST:
            return self.note(target, into, above, _embedded(target, part)).strip()
        anchor = ""
        if isinstance(part, Heading):
            anchor = f"#{anchors(target.marks.headings)[part]}"
        elif isinstance(part, Block):
            anchor = f"#{part.id}"
        here = "" if path == into and anchor else _relative(path, into)
        return f"[{words}]({here}{anchor})".encode()


def _relative(path: str, into: str) -> str:
    return destination(relpath(path, dirname(into) or "."))


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer


def _part(note: Note, subpath: str) -> Heading | Block | None:
    found = Outline(note.marks.headings, note.marks.blocks).find(subpath) if len(subpath) > 1 else None
    return None if isinstance(found, Missing) else found


def _embedded(note: Note, part: Heading | Block | None) -> Span:
    """What an embed shows: a heading with all below it, a block's lines, or the note without properties."""
    if isinstance(part, Heading):
        later = (h for h in note.marks.headings if h.span.start > part.span.start and h.level <= part.level)
        following = next(later, None)
        return Span(part.span.start, following.span.start if following else len(note.text.data))
    if isinstance(part, Block):
        before = note.text.data.rfind(b"\n\n", 0, part.span.start)
        return Span(before + 2 if before >= 0 else note.body.start, part.span.end)
    return note.body
