"""Whether a vault was read whole: what plans changes from all notes must not plan them from some."""

from vaultkit.errors import VaultkitError
from vaultkit.vault.vault import Vault


def require_whole(vault: Vault) -> None:
    """Raise ``VaultkitError`` when a file or folder failed to be read, by the disk or for want of permission.

    Ask after the notes were read. Files that are not read on purpose (special ones, links that lead out, too
    large) are no failure.
    """
    unread = {**vault.unreadable, **{skipped.path: skipped.reason for skipped in vault.skipped}}
    for path, why in sorted(unread.items()):
        if "cannot be" in why:
            raise VaultkitError(
                f"`{path}`: {why}", "nothing was written, as what to write depends on all notes"
            )
