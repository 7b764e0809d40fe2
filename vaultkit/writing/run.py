"""One run over a vault, change by change: steps 3 to 5 of the way that ``safe_write`` describes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from errno import EIO
from itertools import groupby

from vaultkit.writing.aside import Aside
from vaultkit.writing.change import Change
from vaultkit.writing.folders import VANISHED, Folder, LeftAloneError, is_gone, remove_made, walk_to
from vaultkit.writing.staging import FULL, Begun, Stage, parent_of
from vaultkit.writing.system import reason

STOPPED = "another file could not be written"
SAVED_MEANWHILE = "it was changed since it was read"
TAKEN = "a file of that name is there already"
NOT_REPLACED = "it stays, as what takes its place could not be written"
UNCHECKED = "it was written, but could not be checked"


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
        self._full = False

    def apply(self, changes: Sequence[Change], *, together: bool) -> None:
        """Make all changes; with ``together`` all or none."""
        jobs = list(enumerate(changes))
        self._apply(jobs, stop=together)
        if together and self.left_alone:
            self._take_back(jobs)
        self.aside.settle(self._saved_late)

    def _apply(self, jobs: Sequence[tuple[int, Change]], *, stop: bool, back: bool = False) -> None:
        """New files first, deletions last, each kind durable before the next: no crash loses a moved note.

        Before the first of them, all that is to be written lies on the disk, under names of its own: a disk
        that is full says so while every note is as it was. It then stays so, but when what was written is
        taken ``back``: there the more the better.
        """
        new = [job for job in jobs if job[1].before is None]
        edited = [job for job in jobs if job[1].before is not None and job[1].after is not None]

        def hopeless() -> bool:
            return (stop and bool(self.left_alone)) or (self._full and not back)

        stage = Stage(self.vault, self.aside, self.modes, self._trying, hopeless)
        staged = {each.path: each.temp for each in stage.files(edited)}
        begun = stage.files(new)
        begun = [each for each in begun if each.path not in self.left_alone]
        if hopeless():
            stage.clear()
            for _, change in jobs:
                self.left_alone.setdefault(change.path, STOPPED)
                self._remove_folders(change.path)
            return
        self._finished(self._name_all([job[1].path for job in new], begun, stop=stop))
        all_named = {change.path for _, change in new} <= self._sure()
        for phase in (edited, [job for job in jobs if job[1].after is None]):
            done: list[str] = []
            for index, change in phase:
                if stop and self.left_alone:
                    self.left_alone.setdefault(change.path, STOPPED)
                elif change.path in self.left_alone:
                    continue  # it could not be staged
                elif change.after is None and not all_named:
                    self.left_alone[change.path] = NOT_REPLACED
                else:
                    with self._trying(change.path):
                        self._change(index, change, staged)
                        done.append(change.path)
            self._finished(done)

    def _finished(self, done: Sequence[str]) -> None:
        self.written += done
        self._sync(done)

    def _sure(self) -> set[str]:
        return set(self.written) - set(self.unconfirmed)

    def _take_back(self, jobs: Sequence[tuple[int, Change]]) -> None:
        done = set(self.written)
        written = [(index, change) for index, change in jobs if change.path in done]
        failed, self.left_alone, self.written, self.unconfirmed = self.left_alone, {}, [], {}
        self._apply(
            [(i, replace(c, before=c.after, after=c.before)) for i, c in written], stop=False, back=True
        )
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
            self._full = self._full or error.errno in FULL
            self.left_alone[path] = f"it could not be written: {reason(error)}"

    def _change(self, index: int, change: Change, staged: Mapping[str, str]) -> None:
        assert change.before is not None
        if change.after is None:
            self._delete(index, change.path, change.before)
        else:
            self._replace(index, change.path, change.before, change.after, staged[change.path])

    def _name_all(self, wanted: Sequence[str], begun: Sequence[Begun], *, stop: bool) -> list[str]:
        """Give each new file its name; those that have it. The others of ``wanted`` are left alone."""
        done: list[str] = []
        for _, inside in groupby(begun, key=lambda new: parent_of(new.path)):
            group = list(inside)
            try:
                with walk_to(self.vault, group[0].path) as (folder, _):
                    for new in group:
                        if stop and self.left_alone:
                            with suppress(OSError):
                                folder.unlink(new.temp)
                            continue
                        with self._trying(new.path):
                            self._name(folder, new)
                            done.append(new.path)
            except (OSError, LeftAloneError) as error:
                for new in group:
                    if new.path not in done:
                        with self._trying(new.path):
                            raise error
        named = set(done)
        for path in (path for path in wanted if path not in named):
            self.left_alone.setdefault(path, STOPPED)
            self._remove_folders(path)
        return done

    def _name(self, folder: Folder, new: Begun) -> None:
        try:
            folder.rename_new(new.temp, new.path.rpartition("/")[2])
        except OSError as error:
            with suppress(OSError):
                folder.unlink(new.temp)
            if isinstance(error, FileExistsError):
                raise LeftAloneError(TAKEN) from None
            raise

    def _replace(self, index: int, path: str, before: bytes, after: bytes, temp: str) -> None:
        swap = self.aside.name(index, "swap")
        with walk_to(self.vault, path) as (folder, name):
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
            except (OSError, LeftAloneError) as error:
                if isinstance(error, FileNotFoundError) and is_gone(self.vault.path, parent):
                    continue  # it was empty, and removed
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
