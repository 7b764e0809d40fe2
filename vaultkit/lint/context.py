"""What a rule may ask besides the note it was given: the vault, the configuration, its own options."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from vaultkit.config import Config
from vaultkit.vault.vault import LinkInfo, Vault

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """The surroundings of one call of a rule; whatever it computes is shared by all rules of a run.

    ``options`` are the rule's, defaults filled in, as they hold for the file at hand.
    """

    vault: Vault
    config: Config
    options: Mapping[str, Any] = field(default_factory=dict)
    _tables: dict[Callable[[Vault], Any], Any] = field(default_factory=dict)
    _links: dict[str, tuple[LinkInfo, ...]] = field(default_factory=dict)

    def of_vault(self, table: Callable[[Vault], T]) -> T:
        """``table(vault)``, computed once a run: for what all notes together say."""
        if table not in self._tables:
            self._tables[table] = table(self.vault)
        found: T = self._tables[table]
        return found

    def links(self, path: str) -> tuple[LinkInfo, ...]:
        """Every link of the file at ``path`` with what it means, resolved once a run."""
        if path not in self._links:
            self._links[path] = tuple(self.vault.links(path))
        return self._links[path]

    def with_options(self, options: Mapping[str, Any]) -> "Context":
        """The same surroundings for a rule with ``options``."""
        return Context(self.vault, self.config, options, self._tables, self._links)
