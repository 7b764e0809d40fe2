"""The key by which its user knows again what vaultkit wrote into a vault: it lies outside every vault.

A hash alone can be made by anyone who writes into a vault; what is sealed with this key cannot.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from vaultkit.errors import VaultkitError
from vaultkit.writing.folders import write_all
from vaultkit.writing.state import state_folder
from vaultkit.writing.system import reason

SIZE = 32


def own_key(*, make: bool) -> bytes:
    """The key in the user's state folder, made there when it is missing and ``make`` is set.

    Without one, and nothing to be made, a key that fits nothing: then nothing counts as proven. Raises
    ``VaultkitError`` when it cannot be read or made, though something is to be written: what is sealed with
    another key would never be known again.
    """
    try:
        path = state_folder() / "seal"
        key = _read(path)
        if key is None and make:
            key = _make(path)
    except (OSError, VaultkitError) as error:
        if make:
            why = error.message if isinstance(error, VaultkitError) else reason(error)
            raise VaultkitError(
                f"nothing was written: the key of what you import cannot be read: {why}",
                "set VAULTKIT_STATE_DIR to a folder outside the vault that you may write to",
            ) from error
        key = None
    return key or secrets.token_bytes(SIZE)


def _read(path: Path) -> bytes | None:
    """The key, None when there is none, or half of one from a run that was killed; raises ``OSError``."""
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == SIZE else None


def _make(path: Path) -> bytes:
    """A new key, whole or not at all; another's that came first. Raises ``OSError``."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f"seal.{secrets.token_hex(4)}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        try:
            write_all(descriptor, secrets.token_bytes(SIZE))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        with suppress(OSError):  # it is there by now, or such links are unknown here
            os.link(new, path)
        if (key := _read(path)) is None:
            os.replace(new, path)
            key = path.read_bytes()
        return key
    finally:
        with suppress(OSError):
            new.unlink()
