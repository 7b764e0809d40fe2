"""Shelves: packages whose modules are found by looking, never listed by hand.

A shelf is a package such as ``vaultkit.lint.rules``. Each public module on it is one entry,
named after the file with ``_`` shown as ``-`` (``broken_link.py`` is ``broken-link``). To add an
entry, add a file; no other file changes.
"""

import importlib
import pkgutil
from difflib import get_close_matches
from types import ModuleType

from vaultkit.errors import VaultkitError


def names(shelf: str) -> tuple[str, ...]:
    """The names of all entries on ``shelf`` (a dotted package name), sorted, nothing imported."""
    package = importlib.import_module(shelf)
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name.replace("_", "-") for name in found if not name.startswith("_")))


def load(shelf: str, name: str) -> ModuleType:
    """The module behind the entry ``name`` of ``shelf``; raises ``VaultkitError`` when there is none."""
    if name not in names(shelf):
        kind = shelf.rpartition(".")[2].removesuffix("s")
        raise VaultkitError(f"there is no {kind} `{name}`", did_you_mean(name, names(shelf)))
    return importlib.import_module(f"{shelf}.{name.replace('-', '_')}")


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """A sentence that names the nearest of ``known``, or all of them when none is near."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    return "choose one of: " + ", ".join(known) if known else ""
