"""How a link to a file is written: as the app would write it under the vault's settings.

The counterpart of ``resolve.py``: what is written here from a note is found again from that note.
"""

import re
from posixpath import dirname, relpath

from vaultkit.vault.vault import Vault

_UNSAFE = re.compile(r"[#^|\r\n\ud800-\udfff]|\[\[|\]\]|%%")
_ENDS = re.compile(r"[\x00-\x20()<>%\\]")


def linktext(vault: Vault, path: str, source: str) -> str | None:
    """The linkpath of a wikilink from the file at ``source`` to the one at ``path``.

    The shortest that finds it (a bare name where that is enough), or relative, or from the root, as
    the settings say; ``.md`` is left out. None when no linkpath can name it, as in ``C#.md``,
    or no text can, as in a name that is not UTF-8.
    """
    if _UNSAFE.search(path):
        return None
    name = path.rpartition("/")[2]
    relative = relpath(path, dirname(source) or ".")
    from_here = relative if relative.startswith("../") else f"./{relative}"
    spellings = {
        "shortest": (name, path, f"/{path}", from_here),
        "relative": (relative, from_here, path, f"/{path}"),
        "absolute": (path, f"/{path}", from_here),
    }[vault.settings.link_format]
    for spelling in spellings:
        short = spelling[:-3] if spelling[-3:].lower() == ".md" else spelling
        for each in dict.fromkeys((short, spelling)):
            if _leads(vault, each, path, source):
                return each
    return None


def destination(linktext: str) -> str:
    """A linktext as the destination of a Markdown link: spaces and what would end it percent-encoded."""
    return _ENDS.sub(lambda found: f"%{ord(found[0]):02X}", linktext)


def _leads(vault: Vault, linkpath: str, path: str, source: str) -> bool:
    found = vault.search(linkpath, source)
    if found.candidates[:1] != (path,) or found.ties > 1:
        return False
    # A bare name that several files have would depend on where the note lies.
    return found.rule not in ("near", "anywhere", "exact") or "/" in linkpath or len(found.candidates) == 1
