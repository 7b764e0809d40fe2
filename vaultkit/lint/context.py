"""What a rule may ask besides the note it was given: the vault, the configuration, its own options.

Whoever asks leaves a word behind in ``uses``, so that a later run knows which verdicts a change can
touch: ``table:NAME`` for a table, ``table:NAME:KEY`` for what it has under one key, ``name:NAME`` for files
of one name, ``file:PATH`` for the inside of another file, ``listing`` for the
names of files, ``anything`` for the rest of the vault, ``volatile`` for what lies outside it.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from vaultkit.config import Config
from vaultkit.vault.note import Note
from vaultkit.vault.schema import Schema, load_schema
from vaultkit.vault.vault import LinkInfo, Vault

E = TypeVar("E")
T = TypeVar("T")
LISTING, ANYTHING, VOLATILE = "listing", "anything", "volatile"


@dataclass(frozen=True, slots=True)
class Table(Generic[E, T]):
    """What all notes together say, in two steps, so that a changed note costs one note's work.

    ``extract`` takes from one note what the table needs of it: plain data as JSON holds it (strings,
    numbers, lists, dicts with string keys), or None for nothing; it sees no other note. ``combine`` makes
    the table of all that was extracted, by path, in the order of paths. Declare a table once, at the top
    of a module, name it in ``tables`` of each rule that asks for it, and ask by ``context.table``. Tables
    that share a ``name`` share their extracts. ``keys`` says under which keys of the table an extract
    counts, for those who ask about few of them.
    """

    name: str
    extract: Callable[[Note], E | None]
    combine: Callable[[Mapping[str, E]], T]
    keys: Callable[[E], Iterable[str]] = lambda extract: ()

    def __post_init__(self) -> None:
        TABLES[self.name] = self


TABLES: dict[str, Table[Any, Any]] = {}
"""Every table that was declared, by name."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """What the names of all files say about some of them: ``make(vault)`` has an entry for each such file.

    Declare it once, at the top of a module, and ask by ``context.listed``: most files have no entry, and no
    file that comes or goes touches their verdict before they get one.
    """

    name: str
    make: Callable[[Vault], Mapping[str, T]]

    def __post_init__(self) -> None:
        LISTINGS[self.name] = self


LISTINGS: dict[str, Listing[Any]] = {}
"""Every listing that was declared, by name."""

Extracts = Callable[[Table[Any, Any]], Mapping[str, Any]]
"""For a table, what each note gave to it, by path, in the order of paths."""


@dataclass(slots=True)
class Run:
    """What all contexts of one run share: what was computed, what is looked at, and what was asked for it."""

    vault: Vault
    config: Config
    extracts: Extracts
    uses: set[str] = field(default_factory=set)
    current: str = ""
    tables: dict[Any, Any] = field(default_factory=dict)
    schemas: dict[str, Schema] = field(default_factory=dict)
    assumed: "Assumed | None" = None
    links: tuple[str, tuple[LinkInfo, ...]] = ("", ())
    learnt: dict[str, Any] = field(default_factory=dict)
    schema: tuple[Note, Schema | None] | None = None


class TooEarlyError(Exception):
    """A verdict wants a whole table while files are unread: it is to be asked for again."""


class Assumed:
    """What a verdict took for granted of files that are not read yet.

    Each link's heading or block to be there: ``parts``, (path of the note, subpath). The tables to hold no
    more under the ``keys`` asked for, (name of the table, key), than ``own``, what the file itself gives to
    each; ``everything`` when the verdict wanted a whole table, which ended it.
    """

    __slots__ = ("_made", "everything", "keys", "own", "parts", "path")

    def __init__(self, path: str, own: Mapping[str, Any]) -> None:
        self.path = path
        self.own = own
        self.parts: list[tuple[str, str]] = []
        self.keys: list[tuple[str, str]] = []
        self.everything = False
        self._made: dict[Table[Any, Any], Any] = {}

    def table(self, table: Table[E, T], keys: Iterable[str] | None) -> T:
        """``table`` as it would be in a vault of this one file; raises ``TooEarlyError`` for all ``keys``."""
        if keys is None:
            self.everything = True
            raise TooEarlyError
        self.keys += ((table.name, key) for key in keys)
        if table not in self._made:
            own = {self.path: self.own[table.name]} if table.name in self.own else {}
            self._made[table] = table.combine(own)
        found: T = self._made[table]
        return found


def extracts_of(vault: Vault) -> Extracts:
    """Extracts made on the spot, by reading every note."""

    def extracts(table: Table[Any, Any]) -> Mapping[str, Any]:
        found = ((note.path, table.extract(note)) for note in vault.notes())
        return {path: data for path, data in found if data is not None}

    return extracts


class Context:
    """The surroundings of one call of a rule; whatever it computes is shared by all rules of a run.

    ``options`` are the rule's, defaults filled in, as they hold for the file at hand; ``tables`` the names
    of those it may ask for, None for all.
    """

    def __init__(
        self,
        run: Run,
        options: Mapping[str, Any],
        *,
        watched: bool = True,
        tables: Container[str] | None = None,
    ) -> None:
        self._run = run
        self._tables = tables
        self.options = options
        self.vault = cast(Vault, _Watched(run)) if watched else run.vault

    @classmethod
    def of(cls, vault: Vault, config: Config) -> "Context":
        """A context on its own, as tests need it."""
        return cls(Run(vault, config, extracts_of(vault)), {}, watched=False)

    @property
    def config(self) -> Config:
        """The configuration of the vault."""
        return self._run.config

    @property
    def learnt(self) -> dict[str, Any]:
        """What was found out while the file at hand is judged, by link target, and under "" for all."""
        return self._run.learnt

    def table(self, table: Table[E, T], about: Iterable[str] | None = None) -> T:
        """What ``table`` says of the vault, computed once a run; ``about``: the only keys to be looked at."""
        run = self._run
        if self._tables is not None and table.name not in self._tables:
            raise LookupError(f"the rule does not name the table `{table.name}` in its `tables`")
        keys = None if about is None else tuple(about)
        run.uses.update(of_table(table.name, keys))
        if run.assumed is not None:
            return run.assumed.table(table, keys)
        if table not in run.tables:
            run.tables[table] = table.combine(run.extracts(table))
        found: T = run.tables[table]
        return found

    def of_note(self, table: Table[E, T], note: Note) -> E | None:
        """What ``note`` gives to ``table``."""
        assumed = self._run.assumed
        if assumed is not None and assumed.path == note.path:
            return assumed.own.get(table.name)
        return table.extract(note)

    def of_vault(self, table: Callable[[Vault], T], about: str | None = None) -> T:
        """``table(vault)``, computed once a run: for what the names of all files say (it reads no note).

        Whoever asks ``about`` a name, folded and without ``.md``, looks at what the table has for it only.
        """
        run = self._run
        run.uses.add(LISTING if about is None else of_name(about))
        if table not in run.tables:
            run.tables[table] = table(run.vault)
        found: T = run.tables[table]
        return found

    def listed(self, listing: Listing[T], path: str) -> T | None:
        """What ``listing`` has for the file at ``path``."""
        run = self._run
        if listing not in run.tables:
            run.tables[listing] = listing.make(run.vault)
        found: T | None = run.tables[listing].get(path)
        if found is not None:
            run.uses.add(LISTING)
        return found

    def links(self, path: str) -> tuple[LinkInfo, ...]:
        """Every link of the file at ``path`` with what it means, resolved once."""
        if path != self._run.current:
            self._run.uses.add(ANYTHING)
        if self._run.links[0] != path:
            self._run.links = path, tuple(self._run.vault.links(path))
        return self._run.links[1]

    def schema(self, note: Note) -> Schema | None:
        """The schema that the configuration binds to ``note``; raises ``VaultkitError`` for a broken one."""
        run = self._run
        if run.schema is None or run.schema[0] is not note:  # several rules ask for the same note in turn
            reference = run.config.schema_for(note.path, note.properties)
            if reference is not None and reference not in run.schemas:
                run.schemas[reference] = load_schema(reference, run.vault.root)
            run.schema = note, None if reference is None else run.schemas[reference]
        return run.schema[1]


class _Watched:
    """A vault that notes what it was asked for."""

    __slots__ = ("_run",)

    def __init__(self, run: Run) -> None:
        self._run = run

    def __getattr__(self, name: str) -> Any:
        run = self._run
        asked = getattr(run.vault, name)
        if name in _OF_ONE_FILE:

            def of(path: str) -> Any:
                if path != run.current:
                    run.uses.add(of_file(path))
                return asked(path)

            return of
        if name not in _SAME_FOR_ALL:
            run.uses.add(LISTING if name in _OF_NAMES else ANYTHING)
        return asked


def of_table(name: str, keys: Iterable[str] | None = None) -> set[str]:
    """The words for a verdict that saw the table ``name``, or what it has under ``keys``."""
    return {f"table:{name}"} if keys is None else {f"table:{name}:{' '.join(key.split())}" for key in keys}


def of_name(name: str) -> str:
    """The word for a verdict that depends on which files have this folded name."""
    return f"name:{' '.join(name.split())}"


def of_file(path: str) -> str:
    """The word for a verdict that saw into another file."""
    return f"file:{path}"


_SAME_FOR_ALL: Iterable[str] = frozenset({"settings", "root", "name"})
_OF_ONE_FILE: Iterable[str] = frozenset({"note", "canvas", "bytes_of"})
_OF_NAMES: Iterable[str] = frozenset({"files", "note_paths", "canvas_paths", "search"})
