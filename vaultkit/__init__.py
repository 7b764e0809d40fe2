"""Research papers as Markdown notes in an Obsidian vault: import, lint, graph.

>>> import vaultkit
>>> vault = vaultkit.open("my-papers")              # doctest: +SKIP
>>> vault.resolve("MAE", "papers/ConvNeXt V2.md")   # doctest: +SKIP
>>> vaultkit.lint_vault(vault).diagnostics          # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from vaultkit.api import Imported, build_graph, import_digests, lint_vault, open  # noqa: A004
    from vaultkit.errors import VaultkitError
    from vaultkit.lint.finding import Diagnostic
    from vaultkit.lint.report import Report
    from vaultkit.source.marks import Link
    from vaultkit.source.text import Span, Text
    from vaultkit.vault.note import Note
    from vaultkit.vault.resolve import Ambiguous, Found, Missing
    from vaultkit.vault.vault import LinkInfo, Vault

__version__ = "0.1.0"

__all__ = [
    "Ambiguous",
    "Diagnostic",
    "Found",
    "Imported",
    "Link",
    "LinkInfo",
    "Missing",
    "Note",
    "Report",
    "Span",
    "Text",
    "Vault",
    "VaultkitError",
    "build_graph",
    "import_digests",
    "lint_vault",
    "open",
]

_HOMES: Final = {
    "vaultkit.api": ("Imported", "build_graph", "import_digests", "lint_vault", "open"),
    "vaultkit.errors": ("VaultkitError",),
    "vaultkit.lint.report": ("Report",),
    "vaultkit.lint.finding": ("Diagnostic",),
    "vaultkit.source.marks": ("Link",),
    "vaultkit.source.text": ("Span", "Text"),
    "vaultkit.vault.note": ("Note",),
    "vaultkit.vault.resolve": ("Ambiguous", "Found", "Missing"),
    "vaultkit.vault.vault": ("LinkInfo", "Vault"),
}


def __getattr__(name: str) -> Any:
    """A public name, from its home: the command line must not pay for what a library user asks."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module `vaultkit` has no attribute `{name}`")


def __dir__() -> list[str]:
    return sorted({*__all__, "__version__"})
