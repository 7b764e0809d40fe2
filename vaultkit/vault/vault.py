"""A vault to ask: files, notes, links, and what each link means. It reads; it never writes.

Nothing is read before it is asked for, and nothing twice. A vault may come from a folder (``open_vault``)
or from strings (``Vault.of``), which is how tests make worlds.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from vaultkit.errors import VaultkitError
from vaultkit.source.marks import Heading, Link
from vaultkit.source.text import Text
from vaultkit.vault.read import UnreadableError, read_file
from vaultkit.vault.resolve import Ambiguous, Found, Missing, Outline, Paths, Resolution, Search
from vaultkit.vault.scan import File, Skipped, list_vault, normal
from vaultkit.vault.settings import Settings, read_settings

if TYPE_CHECKING:
    from vaultkit.source.canvas import Canvas
    from vaultkit.vault.note import Note

Status = Literal["resolved", "ambiguous", "unresolved", "broken-heading", "broken-block", "external"]
STATUSES: tuple[Status, ...] = (
    "resolved", "ambiguous", "unresolved", "broken-heading", "broken-block", "external",
)  # fmt: skip


class LinkInfo(NamedTuple):
    """One link, the file it stands in, and what it means; ``resolution`` is None for an external one."""

    source: str
    link: Link
    resolution: Resolution | None

    @property
    def status(self) -> Status:
        """The one bucket that the link falls into."""
        match self.resolution:
            case None:
                return "external"
            case Found():
                return "resolved"
            case Ambiguous():
                return "ambiguous"
            case Missing(reason="file"):
                return "unresolved"
            case Missing(reason="heading"):
                return "broken-heading"
            case Missing():
                return "broken-block"

    @property
    def path(self) -> str | None:
        """The file that the app opens, or None."""
        return self.resolution.path if self.resolution else None


class Vault:
    """All files of one vault. Made by ``open_vault`` or ``Vault.of``; immutable to its users."""

    def __init__(
        self,
        root: Path,
        files: tuple[File, ...],
        settings: Settings,
        read: Callable[[File], bytes],
        skipped: tuple[Skipped, ...] = (),
    ) -> None:
        self.root = root
        self.settings = settings
        self.files: Mapping[str, File] = {file.path: file for file in files}
        self.skipped = skipped
        self.unreadable: dict[str, str] = {}
        self._read = read
        self._known_paths: Paths | None = None
        self._notes: dict[str, Note] = {}
        self._canvases: dict[str, Canvas] = {}
        self._texts: dict[str, Text] = {}
        self._everywhere: dict[str, Resolution] = {}
        self._from_folder: dict[tuple[str, str], Resolution] = {}
        self._outlines: dict[str, Outline | None] = {}
        self.assumed: list[tuple[str, str]] | None = None
        """While this is a list, other notes are not opened to look for a heading or block: it is taken to be
        there, and (path of the note, subpath) is written down here, for the caller to ask later."""

    @classmethod
    def of(cls, files: Mapping[str, str | bytes], settings: Settings | None = None) -> "Vault":
        """A vault of strings: ``Vault.of({"a.md": "[[b]]", "b.md": ""})``."""
        data = {path: value.encode() if isinstance(value, str) else value for path, value in files.items()}
        listed = tuple(File(normal(path), len(data[path]), 0, True, path) for path in sorted(data))
        return cls(Path("vault"), listed, settings or Settings(), lambda file: data[file.disk])

    def changed(self, bytes_now: Mapping[str, bytes]) -> "Vault":
        """This vault as it would be with other bytes in some of its files; the others are not read again."""
        files = tuple(
            file._replace(size=len(bytes_now[path])) if path in bytes_now else file
            for path, file in self.files.items()
        )
        made = Vault(
            self.root,
            files,
            self.settings,
            lambda file: bytes_now[file.path] if file.path in bytes_now else self._read(file),
            self.skipped,
        )
        made.unreadable = dict(self.unreadable)
        made._known_paths = self._known_paths
        made._everywhere, made._from_folder = self._everywhere, self._from_folder
        made._notes = {path: note for path, note in self._notes.items() if path not in bytes_now}
        made._canvases = {path: each for path, each in self._canvases.items() if path not in bytes_now}
        made._texts = {path: text for path, text in self._texts.items() if path not in bytes_now}
        made._outlines = {path: each for path, each in self._outlines.items() if path not in bytes_now}
        return made

    @property
    def name(self) -> str:
        """The vault's name, as the app shows it: its folder's."""
        return self.root.resolve().name

    @property
    def note_paths(self) -> tuple[str, ...]:
        """The paths of all notes, sorted, nothing read."""
        return tuple(path for path in self.files if path[-3:].lower() == ".md")

    @property
    def canvas_paths(self) -> tuple[str, ...]:
        """The paths of all canvases, sorted, nothing read."""
        return tuple(path for path in self.files if path[-7:].lower() == ".canvas")

    def notes(self) -> "Iterator[Note]":
        """Every note that can be read, in the order of paths; the others land in ``unreadable``."""
        for path in self.note_paths:
            note = self.note(path)
            if note is not None:
                yield note

    def canvases(self) -> "Iterator[Canvas]":
        """Every canvas that can be read, in the order of paths."""
        for path in self.canvas_paths:
            canvas = self.canvas(path)
            if canvas is not None:
                yield canvas

    def note(self, path: str) -> "Note | None":
        """The note at ``path`` (as in ``files``), or None when it is no note or cannot be read."""
        if path not in self._notes:
            data = self.bytes_of(path) if path[-3:].lower() == ".md" else None
            if data is None:
                return None
            from vaultkit.vault.note import read_note  # who only lists the files needs no parser

            self._notes[path] = read_note(path, data)
        return self._notes[path]

    def canvas(self, path: str) -> "Canvas | None":
        """The canvas at ``path``, or None when it is no canvas or cannot be read."""
        if path not in self._canvases:
            data = self.bytes_of(path) if path[-7:].lower() == ".canvas" else None
            if data is None:
                return None
            from vaultkit.source.canvas import read_canvas

            self._canvases[path] = read_canvas(path, Text(data))
        return self._canvases[path]

    def text(self, path: str) -> Text | None:
        """The text of any file that can be read; what is shown of a note needs no parser."""
        holder = self._notes.get(path) or self._canvases.get(path)
        if holder is not None:
            return holder.text
        if path not in self._texts:
            file = self.files.get(path)
            if file is None or path in self.unreadable:
                return None
            try:
                self._texts[path] = Text(self._read(file))
            except UnreadableError as problem:
                self.unreadable[path] = problem.reason
                return None
        return self._texts[path]

    def bytes_of(self, path: str) -> bytes | None:
        """The bytes of a file, or None when there is none or it cannot be read (then see ``unreadable``).

        Never read a second time: a change made from what was read first would undo a save that came since.
        """
        text = self.text(path)
        return None if text is None else text.data

    @property
    def _paths(self) -> Paths:
        if self._known_paths is None:
            self._known_paths = _paths_of(tuple(self.files))
        return self._known_paths

    def search(self, linkpath: str, source: str) -> Search:
        """How ``linkpath`` in the file at ``source`` is looked up, with all candidates."""
        return self._paths.search(linkpath, source)

    def resolve(self, linktext: str | Link, source: str) -> Resolution:
        """What a linktext (``Note#Heading``) or a link in the file at ``source`` means."""
        if isinstance(linktext, Link):
            target, subpath = linktext.target, linktext.subpath
            if linktext.kind == "canvas":  # a canvas names files from the root
                target = "/" + target.removeprefix("/")
        else:
            target, hash_, rest = linktext.partition("#")
            subpath = hash_ + rest
        resolution = self._everywhere.get(target) or self._file(target, source)
        if len(subpath) < 2 or resolution.__class__ is Missing:
            return resolution
        path = resolution.path
        if self.assumed is not None and path is not None and path != source and self.is_note(path):
            self.assumed.append((path, subpath))
            return resolution
        return self._with_subpath(resolution, subpath)

    def _file(self, target: str, source: str) -> Resolution:
        key = target, source.rpartition("/")[0] if target.strip() else source
        known = self._from_folder.get(key)
        if known is None:
            search = self._paths.search(target, source)
            known = search.resolution()
            if search.holds_everywhere:
                self._everywhere[target] = known
            else:
                self._from_folder[key] = known
        return known

    def _with_subpath(self, resolution: Resolution, subpath: str) -> Resolution:
        assert not isinstance(resolution, Missing)
        path = resolution.path
        if path not in self._outlines:
            note = self.note(path)
            self._outlines[path] = Outline(note.marks.headings, note.marks.blocks) if note else None
        outline = self._outlines[path]
        if outline is None:  # pictures, PDF, canvases and bases have subpaths of their own
            return resolution
        part = outline.find(subpath)
        if isinstance(part, Missing):
            return Missing(part.reason, path, part.part)
        if part is None or isinstance(resolution, Ambiguous):
            return resolution
        if isinstance(part, Heading):
            return Found(path, resolution.rule, heading=part)
        return Found(path, resolution.rule, block=part)

    @staticmethod
    def is_note(path: str) -> bool:
        """Whether a file of that name is a note."""
        return path[-3:].lower() == ".md"

    def forget(self, path: str) -> None:
        """Let go of what was read of the file at ``path``; asked for again, it is read again."""
        self._notes.pop(path, None)
        self._canvases.pop(path, None)
        self._texts.pop(path, None)
        self._outlines.pop(path, None)

    def links(self, path: str | None = None) -> Iterator[LinkInfo]:
        """Every link of the file at ``path``, or of all notes and canvases, in source order."""
        paths = (path,) if path is not None else sorted((*self.note_paths, *self.canvas_paths))
        for source in paths:
            holder = self.note(source) or self.canvas(source)
            for link in holder.links if holder else ():
                yield LinkInfo(source, link, None if link.external else self.resolve(link, source))

    def backlinks(self, path: str) -> tuple[LinkInfo, ...]:
        """Every link that leads to the file at ``path``; reference links do not count, as in the app."""
        return tuple(info for info in self.links() if info.path == path and info.link.kind != "reference")


@lru_cache(maxsize=1)
def _paths_of(paths: tuple[str, ...]) -> Paths:
    """Kept for who opens the same vault again and again, as ``--watch`` does: most saves add no file."""
    return Paths.of(paths)


def open_vault(root: str | Path) -> Vault:
    """The vault in the folder ``root``. Raises ``VaultkitError`` when there is no such folder."""
    folder = Path(root)
    if not folder.exists():
        raise VaultkitError(f"there is no vault at `{folder}`", "check the path, or make the folder first")
    if not folder.is_dir():
        raise VaultkitError(f"`{folder}` is a file, not a vault", "give the folder that holds your notes")
    listing = list_vault(folder)
    return Vault(
        folder, listing.files, read_settings(folder), lambda file: read_file(folder, file), listing.skipped
    )
