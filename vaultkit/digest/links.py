"""How a new link to a note is written: as the vault's settings would write it, and so that it resolves.

Knows where files are or will be. Links in properties are wikilinks always: Obsidian knows no others there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from posixpath import dirname, relpath

from vaultkit.vault.resolve import Paths
from vaultkit.vault.settings import LinkFormat


@dataclass(frozen=True, slots=True)
class LinkWriter:
    """Writes links among ``paths`` (all files of the vault as it will be), in the ``style`` of the vault."""

    paths: Iterable[str]
    style: LinkFormat = "shortest"
    index: Paths = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", Paths.of(self.paths))

    def link(self, path: str, source: str) -> str:
        """``[[…]]`` from the note at ``source`` to the file at ``path``; shows the note's name."""
        linkpath = self.linkpath(path, source)
        name = path.rpartition("/")[2].removesuffix(".md")
        return f"[[{linkpath}]]" if linkpath == name else f"[[{linkpath}|{name}]]"

    def embed(self, path: str, source: str) -> str:
        """``![[…]]``: the file at ``path`` shown in the note at ``source``."""
        return f"![[{self.linkpath(path, source)}]]"

    def linkpath(self, path: str, source: str) -> str:
        """The shortest way that the settings allow and that leads from ``source`` to ``path`` alone."""
        bare = path.removesuffix(".md")
        name = bare.rpartition("/")[2]
        first = name if self.style == "shortest" else bare
        if self.style == "relative":
            first = relpath(bare, dirname(source) or ".")
        wanted = (first, bare, f"/{bare}")
        return next((text for text in wanted if self._leads(text, source, path)), f"/{path}")

    def _leads(self, linkpath: str, source: str, path: str) -> bool:
        found = self.index.search(linkpath, source)
        return found.candidates[:1] == (path,) and len(found.candidates) == 1
