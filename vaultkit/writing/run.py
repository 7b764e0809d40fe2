"""One run over a vault, change by change: steps 3 to 5 of the way that ``safe_write`` describes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from errno import EIO
from itertools import groupby
from typing import NamedTuple

from vaultkit.writing.aside import Aside
from vaultkit.writing.change import Change
from vaultkit.writing.folders import Folder, LeftAloneError, remove_made, walk_to
from vaultkit.writing.system import reason

AT_ONCE, MANY, THREADS = 256, 32, 8
"""New files of a folder that wait for the disk together, and from how many on in how many threads."""
STOPPED = "another file could not be written"
SAVED_MEANWHILE = "it was changed since it was read"
TAKEN = "a file of that name is there already"
VANISHED = "it has vanished"
NOT_REPLACED = "it stays, as what takes its place could not be written"
UNCHECKED = "it was written, but could not be checked"


class _New(NamedTuple):
    """A new file: its path, the hidden name that it has at first, and its bytes."""

    path: str
    temp: str
    data: bytes


class Run:
    """What a run does, and has done: ``written`` paths; ``left_alone`` and ``unconfirmed`` with reasons.

    ``modes`` are the permissions of files made anew, ``made`` the folders that belong to a new file.
    """

    def __init__(
        self, vault: Folder, aside: Aside, modes: Mapping[str, int], made: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.vault = vault
        self.aside = aside
        self.modes = modes
        self.made = made
        self.written: list[str] = []
        self.left_alone: dict[str, str] = {}
        self.unconfirmed: dict[str, str] = {}

    def apply(self, changes: Sequence[Change], *, together: bool) -> None:
        """Make all changes; with ``together`` all or none."""
        jobs = list(enumerate(changes))
        self._apply(jobs, stop=together)
        if together and self.left_alone:
            self._take_back(jobs)
        self.aside.settle(self._saved_late)

    def _apply(self, jobs: Sequence[tuple[int, Change]], *, stop: bool) -> None:
        """New files first, deletions last, each kind durable before the next: no crash loses a moved note."""
        new = [job for job in jobs if job[1].before is None]
        edited = [job for job in jobs if job[1].before is not None and job[1].after is not None]
        self._finished(self._create_all(new, stop=stop))
        for phase in (edited, [job for job in jobs if job[1].after is None]):
            done: list[str] = []
            for index, change in phase:
                if stop and self.left_alone:
                    self.left_alone.setdefault(change.path, STOPPED)
                elif change.after is None and any(c.path not in self._sure() for _, c in new):
                    self.left_alone[change.path] = NOT_REPLACED
                else:
                    with self._trying(change.path):
                        self._change(index, change)
                        done.append(change.path)
            self._finished(done)

    def _finished(self, done: Sequence[str]) -> None:
        self.written += done
        self._sync(done)

    def _sure(self) -> set[str]:
        return set(self.written) - set(self.unconfirmed)

    def _take_back(self, jobs: Sequence[tuple[int, Change]]) -> None:
        written = [(index, change) for index, change in jobs if change.path in self.written]
        failed, self.left_alone, self.written, self.unconfirmed = self.left_alone, {}, [], {}
        self._apply([(i, replace(c, before=c.after, after=c.before)) for i, c in written], stop=False)
        for path in self.written:
            failed[path] = STOPPED
        self.written = list(self.left_alone)
        self.left_alone = failed

    def _saved_late(self, path: str, why: str) -> None:
        if path in self.written:
            self.written.remove(path)
        self.left_alone[path] = why

    @contextmanager
    def _trying(self, path: str) -> Iterator[None]:
        try:
            yield
        except LeftAloneError as error:
            self.left_alone[path] = error.reason
        except FileNotFoundError:
            self.left_alone[path] = VANISHED
        except OSError as error:
            self.left_alone[path] = f"it could not be written: {reason(error)}"

    def _change(self, index: int, change: Change) -> None:
        assert change.before is not None
        if change.after is None:
            self._delete(index, change.path, change.before)
        else:
            self._replace(index, change.path, change.before, change.after)

    def _create_all(self, jobs: Sequence[tuple[int, Change]], *, stop: bool) -> list[str]:
        done: list[str] = []
        for _, inside in groupby(jobs, key=lambda job: job[1].path.rpartition("/")[0]):
            group = list(inside)
            for start in range(0, len(group), AT_ONCE):
                done += self._create(group[start : start + AT_ONCE], stop=stop)
        return done

    def _create(self, batch: Sequence[tuple[int, Change]], *, stop: bool) -> list[str]:
        """Make new files of one folder: all are begun, all wait for the disk together, each gets its name."""
        done: list[str] = []
        try:
            with walk_to(self.vault, batch[0][1].path, make=True) as (folder, _):
                begun: list[_New] = []
                for index, change in batch:
                    new = _New(change.path, self.aside.name(index, "tmp"), change.after or b"")
                    if not (stop and self.left_alone):
                        with self._trying(new.path):
                            mode = self.modes.get(new.path)
                            folder.write_new(new.temp, new.data, mode=mode, durable=False)
                            begun.append(new)
                self._confirm(folder, begun)
                for new in begun:
                    if new.path in self.left_alone or (stop and self.left_alone):
                        with suppress(OSError):
                            folder.unlink(new.temp)
                        continue
                    with self._trying(new.path):
                        self._name(folder, new)
                        done.append(new.path)
        except (OSError, LeftAloneError) as error:
            for _, change in batch:
                with self._trying(change.path):
                    raise error
        for path in (change.path for _, change in batch if change.path not in done):
            self.left_alone.setdefault(path, STOPPED)
            self._remove_folders(path)
        return done

    def _confirm(self, folder: Folder, begun: Sequence[_New]) -> None:
        def confirm(new: _New) -> None:
            with self._trying(new.path):
                folder.confirm(new.temp, new.data)

        if len(begun) < MANY:
            for new in begun:
                confirm(new)
            return
        # The disk makes durable at once what several ask for together.
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(confirm, begun))

    def _name(self, folder: Folder, new: _New) -> None:
        try:
            name = new.path.rpartition("/")[2]
            folder.rename_new(new.temp, folder.spelled(name) or name)
        except FileExistsError:
            raise LeftAloneError(TAKEN) from None
        finally:
            with suppress(OSError):
                folder.unlink(new.temp)

    def _replace(self, index: int, path: str, before: bytes, after: bytes) -> None:
        temp, swap = self.aside.name(index, "tmp"), self.aside.name(index, "swap")
        with walk_to(self.vault, path) as (folder, name):
            folder.write_new(temp, after, like=name)
            try:
                # From here on the name says that the file may hold somebody's words: see `tidy`.
                folder.rename(temp, swap)
                if folder.read(name, len(before)) != before:
                    raise LeftAloneError(SAVED_MEANWHILE)
                if not folder.exchange(swap, name):
                    folder.rename(swap, name)
                    return
            except (OSError, LeftAloneError):
                if _still_ours(folder, (temp, swap), after):
                    raise
            try:
                self._check(folder, swap, name, path, index, before, after)
            except OSError as error:
                self.unconfirmed[path] = f"{UNCHECKED}: {reason(error)}"

    def _check(
        self, folder: Folder, swap: str, name: str, path: str, index: int, before: bytes, after: bytes
    ) -> None:
        if _taken_out(folder, swap, len(before)) == before:
            self.aside.put(folder, swap, path, index, before, after)
            return
        folder.exchange(swap, name)
        if _taken_out(folder, swap, len(after)) == after:
            self.aside.put(folder, swap, path, index, after, None)
            raise LeftAloneError(SAVED_MEANWHILE)
        # Saved twice: what was saved last stays at its place.
        folder.exchange(swap, name)
        place = self.aside.rescue(folder, swap, index)
        raise LeftAloneError(f"it was saved twice meanwhile; what was saved first is kept in `{place}`")

    def _delete(self, index: int, path: str, before: bytes) -> None:
        swap = self.aside.name(index, "swap")
        with walk_to(self.vault, path) as (folder, name):
            if folder.read(name, len(before)) != before:
                raise LeftAloneError(SAVED_MEANWHILE)
            folder.rename(name, swap)
            try:
                self._check_deleted(folder, swap, name, path, index, before)
            except OSError as error:
                self.unconfirmed[path] = f"{UNCHECKED}: {reason(error)}"
        self._remove_folders(path)

    def _check_deleted(
        self, folder: Folder, swap: str, name: str, path: str, index: int, before: bytes
    ) -> None:
        if _taken_out(folder, swap, len(before)) == before:
            self.aside.put(folder, swap, path, index, before, None)
            return
        try:
            folder.rename_new(swap, name)
        except FileExistsError:
            place = self.aside.rescue(folder, swap, index)
            raise LeftAloneError(f"it was saved twice meanwhile; see `{place}`") from None
        raise LeftAloneError(SAVED_MEANWHILE)

    def _remove_folders(self, path: str) -> None:
        remove_made(self.vault, self.made.get(path, ()))

    def _sync(self, paths: Sequence[str]) -> None:
        for parent in sorted({path.rpartition("/")[0] for path in paths}):
            try:
                with walk_to(self.vault, f"{parent}/x".lstrip("/")) as (folder, _):
                    folder.sync()
            except FileNotFoundError:
                continue  # it was empty, and removed
            except (OSError, LeftAloneError) as error:
                why = reason(error) if isinstance(error, OSError) else error.reason
                inside = (path for path in paths if path.rpartition("/")[0] == parent)
                self.unconfirmed.update(dict.fromkeys(inside, f"the disk did not confirm it: {why}"))


def _taken_out(folder: Folder, name: str, size: int) -> bytes:
    """The bytes that came out of the vault; ``OSError`` when they cannot be read, whatever the reason."""
    try:
        return folder.read(name, size)
    except LeftAloneError as error:
        raise OSError(EIO, error.reason) from error


def _still_ours(folder: Folder, names: Sequence[str], ours: bytes) -> bool:
    """Remove our bytes again; False when a name holds something else: the exchange has happened after all."""
    for name in names:
        with suppress(FileNotFoundError):
            folder.status(name)
            if folder.read(name, len(ours)) != ours:
                return False
            folder.unlink(name)
    return True
