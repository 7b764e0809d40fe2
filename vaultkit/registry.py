"""Shelves: packages whose modules are found by looking, never listed by hand.

A shelf is a package such as ``vaultkit.lint.rules``. Each public module on it is one entry,
named after the file with ``_`` shown as ``-`` (``broken_link.py`` is ``broken-link``; ``import_.py``,
whose name would be a keyword, is ``import``). To add an entry, add a file; no other file changes.
"""

import importlib
from collections.abc import Iterable
from functools import cache
from pkgutil import iter_modules
from types import ModuleType

from vaultkit.errors import VaultkitError


def modules(shelf: str) -> dict[str, str]:
    """Each entry on ``shelf`` (a dotted package name) and its dotted module, sorted, nothing imported."""
    return dict(_modules(shelf, tuple(importlib.import_module(shelf).__path__)))


@cache
def _modules(shelf: str, folders: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The entries of ``shelf`` in its ``folders``, looked for once.

    Raises ``VaultkitError`` when there is none: a folder that cannot be read looks empty to Python, and a run
    without any rule would find nothing wrong.
    """
    found = [module.name for module in iter_modules(folders)]
    if not found:
        raise VaultkitError(f"vaultkit's own `{shelf}` cannot be read", "install vaultkit again")
    shown = ((name.rstrip("_").replace("_", "-"), name) for name in found if not name.startswith("_"))
    return tuple((name, f"{shelf}.{module}") for name, module in sorted(shown))


def names(shelf: str) -> tuple[str, ...]:
    """The names of all entries on ``shelf``, sorted, nothing imported."""
    return tuple(modules(shelf))


def load(shelf: str, name: str) -> ModuleType:
    """The module behind the entry ``name`` of ``shelf``; raises ``VaultkitError`` when there is none."""
    known = modules(shelf)
    if name not in known:
        kind = shelf.rpartition(".")[2].removesuffix("s")
        raise VaultkitError(f"there is no {kind} `{name}`", did_you_mean(name, tuple(known)))
    return importlib.import_module(known[name])


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """A sentence that names the nearest of ``known``, or all of them when none is near."""
    listed = "choose one of: " + ", ".join(known) if known else ""
    return near_name(word, known) or listed


def near_name(word: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest of ``known``, letter case aside, or "" when none is near."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"did you mean `{folded[near[0]]}`?" if near else ""
