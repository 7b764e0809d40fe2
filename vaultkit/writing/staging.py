"""All that a run is about to write, on the disk under hidden names before the first note changes.

A full disk shows here, while every note is as it was. What goes wrong with one file is its own affair, unless
whoever runs it finds it hopeless; nothing here changes a note.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from errno import EDQUOT, ENOSPC
from itertools import groupby
from typing import NamedTuple

from vaultkit.writing.aside import Aside
from vaultkit.writing.change import Change
from vaultkit.writing.folders import Folder, LeftAloneError, walk_to

FULL = frozenset({ENOSPC, EDQUOT})
MANY, THREADS = 32, 8
"""From how many files of a folder on they wait for the disk in how many threads."""


class Begun(NamedTuple):
    """A file to come: its path, the hidden name that it has at first, and its bytes."""

    path: str
    temp: str
    data: bytes


class Stage:
    """The hidden files of one run. ``trying(path)`` notes what goes wrong with a file, `hopeless()` ends it.

    ``modes`` are the permissions of files made anew.
    """

    def __init__(
        self,
        vault: Folder,
        aside: Aside,
        modes: Mapping[str, int],
        trying: Callable[[str], AbstractContextManager[None]],
        hopeless: Callable[[], bool],
    ) -> None:
        self.vault = vault
        self.aside = aside
        self.modes = modes
        self.trying = trying
        self.hopeless = hopeless
        self._made: list[tuple[str, str]] = []

    def files(self, jobs: Sequence[tuple[int, Change]]) -> list[Begun]:
        """Write the bytes of new or of edited files, durably, folder by folder; some may have gone wrong."""
        begun: list[Begun] = []
        for _, inside in groupby(jobs, key=lambda job: parent_of(job[1].path)):
            begun += self._begin(list(inside))
        return begun

    def clear(self) -> None:
        """Remove the hidden files again."""
        for path, temp in self._made:
            with suppress(OSError, LeftAloneError), walk_to(self.vault, path) as (folder, _):
                folder.unlink(temp)

    def _begin(self, batch: Sequence[tuple[int, Change]]) -> list[Begun]:
        """Write files of one folder: all are begun, all wait for the disk together."""
        begun: list[Begun] = []
        if self.hopeless():
            return begun
        try:
            with walk_to(self.vault, batch[0][1].path, make=batch[0][1].before is None) as (folder, _):
                for index, change in batch:
                    new = Begun(change.path, self.aside.name(index, "tmp"), change.after or b"")
                    if not self.hopeless():
                        with self.trying(new.path), self._like(folder, change) as like:
                            mode = self.modes.get(new.path)
                            folder.write_new(new.temp, new.data, like, mode, durable=False)
                            self._made.append((new.path, new.temp))
                            begun.append(new)
                self._confirm(folder, begun)
        except (OSError, LeftAloneError) as error:
            for _, change in batch:
                with self.trying(change.path):
                    raise error
        return begun

    def _like(self, folder: Folder, change: Change) -> AbstractContextManager[tuple[Folder, str] | None]:
        """The file whose metadata a file takes over: the one that it replaces, or that it was before."""
        if change.before is not None:
            name = change.path.rpartition("/")[2]
            return nullcontext((folder, folder.spelled(name) or name))
        return walk_to(self.vault, change.moved_from) if change.moved_from else nullcontext()

    def _confirm(self, folder: Folder, begun: Sequence[Begun]) -> None:
        def confirm(some: Sequence[Begun]) -> None:
            for new in some:
                with self.trying(new.path):
                    folder.confirm(new.temp, new.data)

        if len(begun) < MANY:
            confirm(begun)
            return
        # The disk makes durable at once what several ask for together.
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(confirm, [begun[start::THREADS] for start in range(THREADS)]))


def parent_of(path: str) -> str:
    """The folder of a path in the vault."""
    return path.rpartition("/")[0]
