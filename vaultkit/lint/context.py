"""What a rule may ask besides the note it was given: the vault, the configuration, its own options."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from vaultkit.config import Config
from vaultkit.vault.note import Note
from vaultkit.vault.schema import Schema, load_schema
from vaultkit.vault.vault import LinkInfo, Vault

E = TypeVar("E")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table(Generic[E, T]):
    """What all notes together say, in two steps, so that a changed note costs one note's work.

    ``extract`` takes from one note what the table needs of it: plain data as JSON holds it (strings,
    numbers, lists, dicts with string keys), or None for nothing; it sees no other note. ``combine`` makes
    the table of all that was extracted, by path, in the order of paths. Declare a table once, at the top
    of a module, and ask for it by ``context.table``. A change in what ``extract`` returns is a new ``name``.
    """

    name: str
    extract: Callable[[Note], E | None]
    combine: Callable[[Mapping[str, E]], T]


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """The surroundings of one call of a rule; whatever it computes is shared by all rules of a run.

    ``options`` are the rule's, defaults filled in, as they hold for the file at hand.
    """

    vault: Vault
    config: Config
    options: Mapping[str, Any] = field(default_factory=dict)
    _tables: dict[Any, Any] = field(default_factory=dict)
    _links: dict[str, tuple[LinkInfo, ...]] = field(default_factory=dict)
    _schemas: dict[str, Schema] = field(default_factory=dict)

    def table(self, table: Table[E, T]) -> T:
        """What ``table`` says of the vault, computed once a run."""
        if table not in self._tables:
            extracts = ((note.path, table.extract(note)) for note in self.vault.notes())
            self._tables[table] = table.combine({path: data for path, data in extracts if data is not None})
        found: T = self._tables[table]
        return found

    def of_vault(self, table: Callable[[Vault], T]) -> T:
        """``table(vault)``, computed once a run: for what the names of all files say (it reads no note)."""
        if table not in self._tables:
            self._tables[table] = table(self.vault)
        found: T = self._tables[table]
        return found

    def links(self, path: str) -> tuple[LinkInfo, ...]:
        """Every link of the file at ``path`` with what it means, resolved once a run."""
        if path not in self._links:
            self._links[path] = tuple(self.vault.links(path))
        return self._links[path]

    def schema(self, note: Note) -> Schema | None:
        """The schema that the configuration binds to ``note``; raises ``VaultkitError`` for a broken one."""
        reference = self.config.schema_for(note.path, note.properties)
        if reference is None:
            return None
        if reference not in self._schemas:
            self._schemas[reference] = load_schema(reference, self.vault.root)
        return self._schemas[reference]

    def with_options(self, options: Mapping[str, Any]) -> "Context":
        """The same surroundings for a rule with ``options``."""
        return Context(self.vault, self.config, options, self._tables, self._links, self._schemas)
