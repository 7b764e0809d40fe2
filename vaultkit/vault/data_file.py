"""Reading a file that tells vaultkit what to do: a configuration, a schema. It may come from a stranger."""

from pathlib import Path

from vaultkit.errors import VaultkitError

LARGEST = 1_000_000
"""Bytes above which such a file is not read."""


def read_data(root: Path, reference: str, what: str) -> str:
    """The text of the file at ``reference`` in the vault ``root``, without a byte order mark.

    Raises ``VaultkitError``, which calls the file ``what``, when it is missing, no regular file, outside
    the vault (a link that leads out included), too large, or not UTF-8.
    """
    path = (root / reference).resolve()
    if not path.is_relative_to(root.resolve()):
        raise VaultkitError(f"the {what} `{reference}` lies outside the vault", "put the file itself there")
    if not path.is_file():
        raise VaultkitError(f"there is no {what} `{reference}` in the vault `{root}`")
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise VaultkitError(f"the {what} `{reference}` cannot be read: {reason}") from error
    if len(data) > LARGEST:
        raise VaultkitError(f"the {what} `{reference}` is larger than {LARGEST} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise VaultkitError(f"`{reference}:{line}` is not UTF-8", "save the file as UTF-8") from error
