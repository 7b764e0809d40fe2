"""Says on stderr which notes a command could not read, or not wholly. What is wrong in them is lint's.

What a command then shows is not all of the vault, so it ends with 1 (``cli`` looks at ``UNREAD`` for that).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from vaultkit.source.printable import printable_line

if TYPE_CHECKING:
    from vaultkit.vault.vault import Vault


UNREAD = "vaultkit.unread"
"""In click's ``meta``: something was not read."""


def say_unread(vault: "Vault", paths: Iterable[str]) -> None:
    """One line for each of ``paths`` that is no UTF-8, or that could not be read at all.

    Folders that could not be listed are named as well, since nobody knows what is in them.
    """
    for path in paths:
        holder = vault.note(path) or vault.canvas(path)
        if holder is None:
            _say(f"`{path}` was not read: {vault.unreadable.get(path, 'it cannot be read')}")
        elif holder.text.invalid is not None:
            _say(f"`{path}` is not UTF-8, and was read only in part: see `vaultkit lint`")
    for path, why in vault.skipped:
        if "cannot be" in why:
            _say(f"`{path}` was not read: {why}")


def _say(message: str) -> None:
    click.get_current_context().meta[UNREAD] = True
    click.echo(printable_line(f"note: {message}"), err=True)
