"""The key by which its user knows again what vaultkit wrote into a vault: it lies outside every vault.

A hash alone can be made by anyone who writes into a vault; what is sealed with this key cannot.
"""

import os
import secrets
from contextlib import suppress

from vaultkit.errors import VaultkitError
from vaultkit.writing.state import state_folder

SIZE = 32


def own_key(*, make: bool) -> bytes:
    """The key in the user's state folder, made there when it is missing and ``make`` is set.

    Without one that can be read, a key that fits nothing: then nothing counts as proven.
    """
    with suppress(OSError, VaultkitError):
        path = state_folder() / "seal"
        if make and not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileExistsError):
                descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "wb") as stream:
                    stream.write(secrets.token_bytes(SIZE))
        key = path.read_bytes()
        if len(key) == SIZE:
            return key
    return secrets.token_bytes(SIZE)
