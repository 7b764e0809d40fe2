"""Where new notes go: a folder, and a name that no note of the vault has.

A name is compared as the app compares links, so that ``[[name]]`` always means one note.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from vaultkit.digest.entry import PaperEntry
from vaultkit.digest.filenames import free_name, safe_name
from vaultkit.vault.resolve import fold

LONGEST_ALIAS = 40


class Places:
    """Names that are taken, and new ones given out."""

    def __init__(self, paths: Iterable[str]) -> None:
        """``paths`` are all files of the vault."""
        self._names = {_name(path) for path in paths}
        self._paths = {fold(path) for path in paths}
        self._tried: dict[str, Iterator[int]] = {}

    def is_taken(self, name: str) -> bool:
        """Whether a note of the vault, or one that was placed, has that name."""
        return fold(name) in self._names

    def of_paper(self, folder: str, entries: Sequence[PaperEntry]) -> str:
        """A path for a paper: its short name, else its title; told apart by venue and year."""
        lead = entries[0]
        wanted = lead.alias if lead.alias and len(lead.alias) <= LONGEST_ALIAS else lead.title
        venue = next((entry.venue.name for entry in entries if entry.venue), "")
        year = next((str(entry.year) for entry in entries if entry.year), "")
        return self.of(folder, wanted, " ".join(part for part in (venue, year) if part))

    def of(self, folder: str, wanted: str, tell_apart: str = "") -> str:
        """A path in ``folder`` for a note that wants to be called ``wanted``."""
        safe = safe_name(wanted)
        name = free_name(safe, self.is_taken, tell_apart, self._numbers(safe))
        return self._take(_joined(folder, f"{name}.md"))

    def of_picture(self, folder: str, name: str) -> str:
        """A path in ``folder`` for a picture called ``name``, which keeps its ending."""
        stem, _, ending = name.rpartition(".")
        path = _joined(folder, f"{safe_name(stem)}.{ending}")
        numbers = self._numbers(path)
        while fold(path) in self._paths:
            path = _joined(folder, f"{safe_name(stem)} ({next(numbers)}).{ending}")
        return self._take(path)

    def _numbers(self, name: str) -> Iterator[int]:
        # What was tried for a name once stays taken: 10,000 papers of one title would ask for each anew.
        return self._tried.setdefault(name, count(2))

    def _take(self, path: str) -> str:
        self._names.add(_name(path))
        self._paths.add(fold(path))
        return path


def name_of(path: str) -> str:
    """What a link calls the note at ``path``."""
    return path.rpartition("/")[2].removesuffix(".md")


def _name(path: str) -> str:
    return fold(name_of(path))


def _joined(folder: str, name: str) -> str:
    return f"{folder.strip('/')}/{name}" if folder.strip("/") else name
