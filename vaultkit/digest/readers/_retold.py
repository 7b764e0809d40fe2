"""A document told in other lines for a reader (names of speakers cut off, wrapped lines joined), and back.

What a reader finds in the retold lines is given back with the lines as they were printed, so that no
sign of the document is lost. Knows no dialect.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from vaultkit.digest.document import Document, is_blank, pictures
from vaultkit.digest.entry import Digest, Line


@dataclass(frozen=True, slots=True)
class Retold:
    """``texts``: line number → its other text; ``joined``: line number → the line that it is now part of."""

    document: Document
    texts: Mapping[int, str] = field(default_factory=dict)
    joined: Mapping[int, int] = field(default_factory=dict)

    @property
    def lines(self) -> Document:
        """The document to read: as many lines as before, joined ones blank."""
        told = tuple(
            Line(line.number, "" if line.number in self.joined else self.texts.get(line.number, line.text))
            for line in self.document.lines
        )
        return Document(self.document.name, "\n".join(line.text for line in told), told)

    def restored(self, digest: Digest) -> Digest:
        """``digest``, read from ``lines``, with the printed lines in the place of the retold ones."""
        if not self.texts and not self.joined:
            return digest
        parts: dict[int, list[Line]] = {}
        for line in self.document.lines:
            if not is_blank(line.text):
                parts.setdefault(self.joined.get(line.number, line.number), []).append(line)

        def printed(lines: Iterable[Line]) -> tuple[Line, ...]:
            return tuple(one for line in lines for one in parts.get(line.number, ()))

        entries = []
        for entry in digest.entries:
            head, body = printed(entry.title_lines), printed(entry.lines)
            told = (Line(line.number, self.texts.get(line.number, line.text)) for line in (*head, *body))
            shown = tuple(picture for line in told for picture in pictures(line))
            entries.append(replace(entry, title_lines=head, lines=body, pictures=shown))
        return replace(
            digest,
            entries=tuple(entries),
            front=printed(digest.front),
            unplaced=printed(digest.unplaced),
        )
