"""Where vaultkit keeps what it must remember about a vault: in the user's own state folder, never in it.

Also the lock that lets one vaultkit at a time write to a vault.
"""

import hashlib
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from vaultkit.errors import VaultkitError
from vaultkit.writing.folders import open_folder
from vaultkit.writing.system import reason

PATIENCE = 60.0
"""Seconds to wait for another vaultkit that writes to the same vault."""
_HINT = "set VAULTKIT_STATE_DIR to a folder outside the vault that you may write to"
_log = logging.getLogger("vaultkit")


def state_folder() -> Path:
    """The user's state folder for vaultkit: ``$VAULTKIT_STATE_DIR``, else the platform's; not made here."""
    if named := os.environ.get("VAULTKIT_STATE_DIR"):
        return Path(os.path.abspath(named))
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "vaultkit"
    given = os.environ.get("XDG_STATE_HOME", "")
    if os.path.isabs(given):
        return Path(given) / "vaultkit"
    try:
        home = Path.home()
    except RuntimeError:
        raise VaultkitError("there is no home folder to keep the journal in", _HINT) from None
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "vaultkit"
    return home / ".local" / "state" / "vaultkit"


def place_of(root: Path) -> Path:
    """The folder of state for the vault at ``root``, not made here; raises ``VaultkitError``."""
    vault = os.path.realpath(root)
    key = hashlib.sha256(os.fsencode(vault)).hexdigest()[:20]
    place = state_folder() / "vaults" / key
    if Path(os.path.realpath(place)).is_relative_to(vault):
        raise VaultkitError(f"the state folder `{state_folder()}` lies in the vault", _HINT)
    return place


def make_place(root: Path) -> Path:
    """``place_of(root)``, made when missing, for the user's eyes only; raises ``VaultkitError``."""
    place = place_of(root)
    try:
        for folder in (*reversed(place.parents), place):
            if not folder.is_dir():
                with suppress(FileExistsError):
                    folder.mkdir(mode=0o700)
                with open_folder(folder.parent) as parent:
                    parent.sync()
        if not (place / "vault").exists():
            (place / "vault").write_bytes(os.fsencode(os.path.realpath(root)))
    except OSError as error:
        _refuse(place, reason(error))
    return place


def _refuse(place: Path, why: str) -> NoReturn:
    raise VaultkitError(f"nothing was written: no journal can be kept in `{place}`: {why}", _HINT)


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Hold the vault's lock; waits with a message, then raises ``VaultkitError``."""
    try:
        descriptor = os.open(place / "lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        _refuse(place, reason(error))
    try:
        _wait(descriptor, place)
        yield
    finally:
        for end in (_unlock, os.close):  # either lets go; all is done by now, whatever they say
            with suppress(OSError):
                end(descriptor)


def _wait(descriptor: int, place: Path) -> None:
    until = time.monotonic() + PATIENCE
    said = False
    while not _try_lock(descriptor, place):
        if time.monotonic() > until:
            raise VaultkitError("another vaultkit is writing to this vault", "try again when it has ended")
        if not said:
            _log.warning("waiting for another vaultkit that writes to this vault")
            said = True
        time.sleep(0.05)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int, place: Path) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        """Closing does it."""

else:
    import fcntl

    def _try_lock(descriptor: int, place: Path) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            _refuse(place, reason(error))
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
