"""Judge anew what a change can have touched: the part of a run that needs the rules.

What each note gives to the tables is ``made``, what is said of each file ``said``, what the index is to
remember ``rows`` and what it is to forget ``gone``. What has changed, ``incremental.py`` tells.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from vaultkit.lint.codec import WHOLE, encode
from vaultkit.lint.context import (
    ANYTHING,
    LISTING,
    LISTINGS,
    VOLATILE,
    Assumed,
    Table,
    TooEarlyError,
    of_file,
    of_name,
)
from vaultkit.lint.engine import Engine
from vaultkit.lint.finding import Diagnostic
from vaultkit.lint.first import FirstLook, Inside
from vaultkit.lint.incremental import hash_of
from vaultkit.lint.policy import Policy
from vaultkit.lint.rows import (
    as_json,
    by_path,
    looked_up,
    made_of,
    names_of,
    outline_hash,
    touched_by,
    words_of,
)
from vaultkit.lint.together import LostError, processes_for, shared
from vaultkit.vault.index import Index, Row, digest, signature
from vaultkit.vault.vault import Vault


class Recheck:
    """One such run. ``known`` are the signatures of the run before, ``now`` is when this one began."""

    def __init__(
        self,
        vault: Vault,
        policy: Policy,
        index: Index,
        known: Mapping[str, str],
        now: int,
        progress: Callable[[int, int], None],
    ) -> None:
        self.vault, self.index, self.known, self.now, self.progress = vault, index, known, now, progress
        self.tables = policy.tables
        self.rows: dict[str, Row] = {}
        self.gone: set[str] = known.keys() - vault.files.keys() - {WHOLE}
        self.made: dict[str, dict[str, Any]] = {}
        self.said: dict[str, list[Diagnostic]] = {}
        self.engine = Engine(vault, policy, self.extracts)

    def check(self, changed: list[str], new: list[str], other_listing: bool) -> None:
        """Judge the files that ``changed``, of which some are ``new``, and all that look at them."""
        if not self.known:
            self._check_first(changed)
            return
        before = self.index.rows((*changed, *self.gone))
        engine = self.engine
        words = {word for path in (*self.gone, *new) for word in names_of(path)}
        uses = {ANYTHING, *map(of_name, words), *map(of_file, (*changed, *self.gone))}
        for path in changed:
            row, old = self._row(path), before.get(path)
            if old is None or old.outline != row.outline:
                words.update(names_of(path))
            uses |= touched_by(old.extracts if old else "", self.made[path])
            self.rows[path] = row
        for path in self.gone:
            uses |= touched_by(before[path].extracts, {})
        stale = dict.fromkeys(changed)
        if other_listing:
            uses.add(LISTING)
            stale.update((path, None) for each in LISTINGS.values() for path in each.make(self.vault))
        reached = self.index.mentioning("names", words) | self.index.mentioning("depends", uses)
        stale.update(dict.fromkeys(sorted(reached & self.vault.files.keys())))
        for done, path in enumerate(stale):
            self.progress(done, len(stale))
            self._judge(path, lambda path=path: engine.file(path))  # type: ignore[misc]
        if WHOLE in reached or WHOLE not in self.known:
            self._judge(WHOLE, engine.whole)

    def _check_first(self, files: list[str]) -> None:
        """Nothing is known: each file is read once, judged at once, and let go.

        What other files decide is taken for granted; where that proves wrong, the file is judged again.
        """
        count = processes_for(len(files))
        first = FirstLook()

        def look(share: Sequence[str]) -> _Told:
            for done, path in enumerate(share):
                if share[0] == files[0]:  # one process speaks for all
                    self.progress(done * count, len(files))
                self._look(path, first)
            return _Told(first.inside, self.made, dict(self.vault.unreadable))

        def learn(told: _Told) -> None:
            first.inside.update(told.inside)
            self.made.update(told.made)
            self.vault.unreadable.update(told.unreadable)

        def settle(share: Sequence[str]) -> _Judged:
            for path in first.wrong(share, self.made):
                self._look_again(path)
            rows = {path: self.rows[path] for path in share if path in self.rows}
            said = {path: self.said[path] for path in share if self.said[path]}
            return _Judged(rows, said, self.gone, self.vault.unreadable)

        try:
            for judged in shared(files, count, look, learn, settle):
                self.rows.update(judged.rows)
                self.said.update(judged.said)
                self.gone |= judged.gone
                self.vault.unreadable.update(judged.unreadable)
        except LostError:
            self.rows, self.made, self.said, self.gone, first = {}, {}, {}, set(), FirstLook()
            shared(files, 1, look, learn, settle)
        self._judge(WHOLE, self.engine.whole)

    def _look(self, path: str, first: FirstLook) -> None:
        """Read and judge one file before the others are known."""
        vault, run = self.vault, self.engine.run
        self.rows[path] = self._row(path)
        run.assumed = assumed = Assumed(path, self.made[path])
        vault.assumed = assumed.parts
        try:
            self._judge(path, lambda: self.engine.file(path))
        except TooEarlyError:
            pass  # it is judged when all are known
        finally:
            run.assumed = vault.assumed = None
            run.links = "", ()  # where they lead was taken for granted
        first.add(assumed, vault.note(path) if vault.is_note(path) else None)
        vault.forget(path)

    def _look_again(self, path: str) -> None:
        """Judge one file when all are known; has it changed meanwhile, the next run looks at it anew."""
        vault = self.vault
        self._judge(path, lambda: self.engine.file(path))
        holder = vault.note(path) or vault.canvas(path)
        row = self.rows.get(path)
        if row is not None and row.hash and (holder is None or row.hash != digest(holder.text.data)):
            self.rows.pop(path)
            self.gone.add(path)
        vault.forget(path)

    def _judge(self, path: str, verdict: Callable[[], list[Diagnostic]]) -> None:
        engine = self.engine
        engine.run.uses.clear()
        found = self.said[path] = [] if path and engine.excludes(path) else verdict()
        if not self.index.keeps:
            return
        if path in self.vault.unreadable or VOLATILE in engine.run.uses:
            self.rows.pop(path, None)  # to be looked at again in every run
            self.gone.add(path)
            return
        if path == WHOLE:
            engine.run.uses.add(ANYTHING)  # any note may silence what is said of it
        row = self.rows.get(path) or self._known_row(path)
        text = by_path(found) if path == WHOLE else encode(found)
        self.rows[path] = row._replace(depends=words_of(engine.run.uses), findings=text)

    def _known_row(self, path: str) -> Row:
        return Row(WHOLE, "", b"", b"") if path == WHOLE else self.index.rows([path])[path]

    def _row(self, path: str) -> Row:
        """What a file is made of, as the index keeps it, but for its verdict."""
        note = self.vault.note(path)
        holder = note or self.vault.canvas(path)
        self.made[path] = {} if note is None else made_of(note, self.tables)
        if not self.index.keeps:
            return Row(path, "", b"", b"")
        names = words_of(looked_up(holder.links)) if holder else ""
        content = digest(holder.text.data) if holder else hash_of(self.vault, path)
        return Row(path, signature(self.vault.files[path], self.now), content, outline_hash(note), names)

    def extracts(self, table: Table[Any, Any]) -> Mapping[str, Any]:
        """What each note gave to ``table``: in this run, or before it."""
        known = self.index.extracts() if self.known else {}
        told = json.loads(f"[{','.join(known.values())}]")  # at once: a call for each takes thrice as long
        merged = {
            path: own for path, own in zip(known, told, strict=True) if path not in self.gone
        } | self.made
        return {path: own[table.name] for path, own in sorted(merged.items()) if table.name in own}

    def written(self) -> Iterator[Row]:
        """The rows to write, each with what its note gave to the tables."""
        rows = dict(self.rows)
        rows.update(self.index.rows(path for path in self.made if path not in rows and path in self.known))
        for path, row in rows.items():
            yield row._replace(extracts=as_json(self.made[path])) if path in self.made else row


class _Told(NamedTuple):
    """What one process tells the others of its share, by path."""

    inside: dict[str, Inside]
    made: dict[str, dict[str, Any]]
    unreadable: dict[str, str]


class _Judged(NamedTuple):
    """What one process found out about its share, by path."""

    rows: dict[str, Row]
    said: dict[str, list[Diagnostic]]
    gone: set[str]
    unreadable: dict[str, str]
