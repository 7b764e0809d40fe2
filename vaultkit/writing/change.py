"""What would be written, as a value: compared, shown and counted before anything touches the disk."""

import re
from dataclasses import dataclass
from difflib import unified_diff

_ODD = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff]')


@dataclass(frozen=True, slots=True)
class Change:
    """One file before and after.

    ``path`` is relative to the vault, with ``/``. ``before`` None is a new file, ``after`` None a
    deletion; equal bytes are no change at all. ``moved_from`` names the file whose permissions, owner
    and attributes a new one takes over: that file's deletion is a change of its own.
    """

    path: str
    before: bytes | None
    after: bytes | None
    moved_from: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return self.before == self.after


def diff(change: Change) -> str:
    """The change as a unified diff that ``git apply`` and ``patch`` read; "" for an empty one."""
    old, new = _lines(change.before), _lines(change.after)
    before = _name(f"a/{change.path}") if change.before is not None else "/dev/null"
    after = _name(f"b/{change.path}") if change.after is not None else "/dev/null"
    hunks = unified_diff(old, new, before, after)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in hunks
    )


def _name(path: str) -> str:
    # As git writes a name that would not stay one line, or that begins like a quoted one.
    if not _ODD.search(path):
        return path
    escaped = path.encode(errors="surrogateescape")
    return '"' + "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\{b:03o}" for b in escaped) + '"'


def _lines(data: bytes | None) -> list[str]:
    text = (data or b"").decode(errors="replace")
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
