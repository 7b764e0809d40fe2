"""A vault to ask: files, notes, links, and what each link means. It reads; it never writes.

Nothing is read before it is asked for, and nothing twice. A vault may come from a folder (``open_vault``)
or from strings (``Vault.of``), which is how tests make worlds.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vaultkit.errors import VaultkitError
from vaultkit.source.canvas import Canvas, read_canvas
from vaultkit.source.marks import Heading, Link
from vaultkit.source.text import Text
from vaultkit.vault.note import Note, read_note
from vaultkit.vault.read import UnreadableError, read_file
from vaultkit.vault.resolve import Ambiguous, Found, Missing, Paths, Resolution, Search, find_subpath
from vaultkit.vault.scan import File, Skipped, list_vault, normal
from vaultkit.vault.settings import Settings, read_settings

Status = Literal["resolved", "ambiguous", "unresolved", "broken-heading", "broken-block", "external"]
STATUSES: tuple[Status, ...] = (
    "resolved", "ambiguous", "unresolved", "broken-heading", "broken-block", "external",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinkInfo:
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
        self._paths = Paths.of(self.files)
        self._notes: dict[str, Note] = {}
        self._canvases: dict[str, Canvas] = {}
        self._resolved: dict[tuple[str, str], Search] = {}

    @classmethod
    def of(cls, files: Mapping[str, str | bytes], settings: Settings | None = None) -> "Vault":
        """A vault of strings: ``Vault.of({"a.md": "[[b]]", "b.md": ""})``."""
        data = {path: value.encode() if isinstance(value, str) else value for path, value in files.items()}
        listed = tuple(File(normal(path), len(data[path]), 0, True, path) for path in sorted(data))
        return cls(Path("vault"), listed, settings or Settings(), lambda file: data[file.disk])

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

    def notes(self) -> Iterator[Note]:
        """Every note that can be read, in the order of paths; the others land in ``unreadable``."""
        for path in self.note_paths:
            note = self.note(path)
            if note is not None:
                yield note

    def canvases(self) -> Iterator[Canvas]:
        """Every canvas that can be read, in the order of paths."""
        for path in self.canvas_paths:
            canvas = self.canvas(path)
            if canvas is not None:
                yield canvas

    def note(self, path: str) -> Note | None:
        """The note at ``path`` (as in ``files``), or None when it is no note or cannot be read."""
        if path not in self._notes:
            data = self.bytes_of(path) if path[-3:].lower() == ".md" else None
            if data is None:
                return None
            self._notes[path] = read_note(path, data)
        return self._notes[path]

    def canvas(self, path: str) -> Canvas | None:
        """The canvas at ``path``, or None when it is no canvas or cannot be read."""
        if path not in self._canvases:
            data = self.bytes_of(path) if path[-7:].lower() == ".canvas" else None
            if data is None:
                return None
            self._canvases[path] = read_canvas(path, Text(data))
        return self._canvases[path]

    def bytes_of(self, path: str) -> bytes | None:
        """The bytes of a file, or None when there is none or it cannot be read (then see ``unreadable``)."""
        file = self.files.get(path)
        if file is None or path in self.unreadable:
            return None
        try:
            return self._read(file)
        except UnreadableError as problem:
            self.unreadable[path] = problem.reason
            return None

    def search(self, linkpath: str, source: str) -> Search:
        """How ``linkpath`` in the file at ``source`` is looked up."""
        folder = source.rpartition("/")[0] if linkpath.strip() else source
        key = (linkpath, folder)
        if key not in self._resolved:
            self._resolved[key] = self._paths.search(linkpath, source)
        return self._resolved[key]

    def resolve(self, linktext: str | Link, source: str) -> Resolution:
        """What a linktext (``Note#Heading``) or a link in the file at ``source`` means."""
        if isinstance(linktext, Link):
            target, subpath, exact = linktext.target, linktext.subpath, linktext.kind == "canvas"
        else:
            target, hash_, rest = linktext.partition("#")
            subpath, exact = hash_ + rest, False
        resolution = self.search(("/" + target.removeprefix("/")) if exact else target, source).resolution()
        if isinstance(resolution, Missing) or len(subpath) < 2:
            return resolution
        return self._with_subpath(resolution, subpath)

    def _with_subpath(self, resolution: Found | Ambiguous, subpath: str) -> Resolution:
        note = self.note(resolution.path)
        if note is None:  # pictures, PDF, canvases and bases have subpaths of their own
            return resolution
        part = find_subpath(subpath, note.marks.headings, note.marks.blocks)
        if isinstance(part, Missing):
            return Missing(part.reason, resolution.path, part.part)
        if part is None or isinstance(resolution, Ambiguous):
            return resolution
        if isinstance(part, Heading):
            return Found(resolution.path, resolution.rule, heading=part)
        return Found(resolution.path, resolution.rule, block=part)

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
