"""What a run came to, and how to look at it: light enough for a run that finds nothing changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from vaultkit.lint.finding import Diagnostic
from vaultkit.source.text import Text
from vaultkit.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Report:
    """What a run came to: ``diagnostics`` by path and place, and how many notes and canvases were read."""

    vault: Vault
    diagnostics: tuple[Diagnostic, ...]
    checked: int

    def text(self, path: str) -> Text:
        """The text of a file, for showing lines of it; empty for a file without text."""
        return self.vault.text(path) or Text(b"")


def checked(vault: Vault, paths: Iterable[str]) -> int:
    """How many of ``paths`` are notes and canvases that could be read."""
    kinds = (".md", ".canvas")
    return sum(path.lower().endswith(kinds) and path not in vault.unreadable for path in paths)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, by path and place."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=_order))  # a set would lose the order that there is


_order = attrgetter("path", "span", "rule", "message")
