"""Which vault a command means: the option, and the search when it is not given. Reads folders only."""

import os
import shlex
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultkit.errors import VaultkitError
from vaultkit.registry import near_name
from vaultkit.source.printable import printable_line

if TYPE_CHECKING:
    from vaultkit.vault.vault import Vault

MARKS = (".obsidian", "vaultkit.toml")
READ = (".md", ".canvas", ".base")

vault_option = click.option(
    "--vault",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The vault's folder. Default: the nearest one upward with `.obsidian` or `vaultkit.toml`.",
)


def find_vault(
    paths: Sequence[Path],
    vault: Path | None,
    *,
    create: bool = False,
    quiet: bool = False,
    any_file: bool = False,
) -> tuple[Path, bool]:
    """The vault's absolute root, and whether it was a guess (said in one line on stderr unless ``quiet``).

    ``vault`` as the user named it wins; else the nearest folder upward from each of ``paths`` (from
    the current folder when there are none) that holds ``.obsidian/`` or ``vaultkit.toml``; else, as a
    guess, the single folder given, else the current one. With ``create`` a vault that is named but
    missing is fine, with ``any_file`` a path of a picture as well. Raises ``VaultkitError`` for a path or
    vault that is missing, a vault that is a file, paths of which none is a folder or a file that vaultkit
    reads, and paths that no single vault holds.
    """
    places = [_existing(path) for path in paths]
    if (
        places
        and not any_file
        and all(place.is_file() and place.suffix.lower() not in READ for place in places)
    ):
        raise VaultkitError(f"`{paths[0]}` is no note", "give a note, a canvas, or a folder that holds them")
    if vault is not None:
        root = _named(vault, create)
        for place in places:
            if not place.is_relative_to(root):
                raise VaultkitError(f"`{place}` lies outside the vault `{root}`")
        return root, False
    here = Path.cwd()
    roots = {_marked(place) for place in places or [here]}
    if len(roots) > 1:
        named = ", ".join(sorted(f"`{root}`" if root else "no vault" for root in roots))
        raise VaultkitError(f"the given paths lie in different vaults: {named}", "name one with --vault")
    if found := roots.pop():
        return found, False
    root = _guess(places, here)
    if not quiet:
        said = f"note: no `.obsidian` or `vaultkit.toml` here or above: taking `{root}` as the vault"
        click.echo(printable_line(said), err=True)
    return root, True


def say_settings(vault: "Vault") -> None:
    """Name on stderr the app's settings that could not be read: defaults stand in for them."""
    for notice in vault.settings.notices:
        click.echo(printable_line(f"note: {notice}"), err=True)


def undo_command(root: Path) -> str:
    """What to type here to take back what was written to the vault at ``root``."""
    if _marked(Path.cwd()) == root:
        return "vaultkit undo"
    here = os.path.relpath(root)
    return f"vaultkit undo --vault {shlex.quote(str(root) if here.startswith('..') else here)}"


def _existing(path: Path) -> Path:
    place = _absolute(path)
    if not os.path.lexists(place):
        raise VaultkitError(f"there is no `{path}`", _near(path) or "give a note or a folder that exists")
    return place


def _near(path: Path) -> str:
    """What lies beside ``path`` under nearly its name, as with a forgotten ``.md``."""
    with suppress(OSError, ValueError):
        names = (each.name for each in path.parent.iterdir() if not each.name.startswith("."))
        here = {str(path.with_name(name)) for name in names}
        return f"did you mean `{path}.md`?" if f"{path}.md" in here else near_name(str(path), here)
    return ""


def _named(vault: Path, create: bool) -> Path:
    root = _absolute(vault)
    if root.is_dir() or (create and not os.path.lexists(root)):
        return root
    if os.path.lexists(root):
        raise VaultkitError(f"`{vault}` is not a folder", "give the folder that holds your notes")
    raise VaultkitError(
        f"there is no vault `{vault}`",
        "give a folder that exists; `vaultkit import --vault DIR` makes a new one",
    )


def _marked(place: Path) -> Path | None:
    for folder in (place, *place.parents):
        if (folder / MARKS[0]).is_dir() or (folder / MARKS[1]).is_file():
            return folder
    return None


def _guess(places: list[Path], here: Path) -> Path:
    if len(places) == 1 and places[0].is_dir():
        return places[0]
    if all(place.is_relative_to(here) for place in places):
        return here
    if len(places) == 1:
        return places[0].parent
    raise VaultkitError("the given paths have no vault in common", "name it with --vault")


def _absolute(path: Path) -> Path:
    # Lexical on purpose: a note that is a symbolic link belongs to the vault that it lies in.
    return Path(os.path.abspath(path))  # noqa: PTH100
