"""What a vault's notes say in plain words, for the questions that links alone cannot answer.

Reads notes through the vault; knows no graph.
"""

from collections.abc import Mapping

from vaultkit.source.text import Span
from vaultkit.vault.note import Note
from vaultkit.vault.vault import Vault

_BLANK = bytes(byte if byte in b"\r\n" else 0x20 for byte in range(256))


def prose(note: Note) -> str:
    """The note's text with its properties, links, code, math and HTML blanked out; line ends stay.

    The result has as many lines as the note, so that a place in it is a place in the note.
    """
    data = bytearray(note.text.data)
    marks = note.marks
    spans = [Span(0, note.body.start)]
    spans += [link.span for link in note.links if link.key is None]
    spans += [code.span for code in marks.code]
    for start, end in (*spans, *marks.math, *marks.html):
        data[start:end] = data[start:end].translate(_BLANK)
    return data.decode(errors="replace")


def texts(vault: Vault) -> dict[str, str]:
    """The prose of every note that can be read, by path."""
    return {note.path: prose(note) for note in vault.notes()}


def aliases(vault: Vault) -> Mapping[str, tuple[str, ...]]:
    """Each alias and the paths of the notes that have it."""
    found: dict[str, list[str]] = {}
    for note in vault.notes():
        for alias in note.aliases:
            found.setdefault(alias, []).append(note.path)
    return {alias: tuple(paths) for alias, paths in found.items()}


def names(vault: Vault) -> Mapping[str, tuple[str, ...]]:
    """The aliases of each note that has any, by path."""
    return {note.path: note.aliases for note in vault.notes() if note.aliases}
