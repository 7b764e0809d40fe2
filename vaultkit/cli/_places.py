"""Between the paths that a user types and the paths in a vault."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from vaultkit.vault.scan import normal


def chosen(paths: Sequence[Path], root: Path) -> Callable[[str], bool]:
    """Whether a path in the vault is one of ``paths`` or lies in one; without ``paths``, every path is."""
    wanted = tuple(inside(path, root) for path in paths)
    if not wanted or "." in wanted:
        return lambda path: True
    return lambda path: any(path == each or path.startswith(f"{each}/") for each in wanted)


def from_here(root: Path) -> Callable[[str], str]:
    """How a path in the vault is written so that it can be opened from the current folder."""
    here = os.path.relpath(root)
    if here == ".":
        return str
    if here.startswith(".."):
        folder = root.as_posix()
        own = f"{normal(os.path.relpath(Path.cwd(), root))}/".replace(os.sep, "/")
        return lambda path: path.removeprefix(own) if path.startswith(own) else f"{folder}/{path}"
    prefix = Path(here).as_posix()
    return lambda path: f"{prefix}/{path}"


def inside(path: Path, root: Path) -> str:
    """The path in the vault at ``root`` of what the user calls ``path``; ``.`` for the vault itself."""
    return normal(Path(os.path.relpath(path, root)).as_posix())
