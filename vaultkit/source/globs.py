"""Globs over paths with ``/``: which files of a vault a line of the configuration means. Reads no disk.

``*`` and ``?`` stay within one folder, ``**`` spans folders (none included), ``[ab]`` and ``[!ab]``
are one character. The glob stands for the whole path from the root; when it names a folder it
means everything in it. Case counts, as in git.
"""

import re
from functools import lru_cache


def matches(glob: str, path: str) -> bool:
    """Whether ``path``, relative to the root and with ``/``, is what ``glob`` means or lies in it."""
    return _compiled(glob).match(path) is not None


@lru_cache(maxsize=1024)
def _compiled(glob: str) -> re.Pattern[str]:
    chunks: list[list[str]] = [[]]
    for step in glob.split("/"):
        if step == "**":
            chunks.append([])
        elif step not in ("", "."):
            chunks[-1].append(_step(step))
    first, *middle = ("/".join(chunk) for chunk in chunks)
    if not middle:
        pattern = first or ".+"
    else:
        *middle, last = middle
        # Atomic and lazy: the first place that fits is as good as any, and trying others takes for ever.
        spans = "".join(f"(?>(?:.*?/)??{chunk}/)" for chunk in middle if chunk)
        pattern = (f"{first}/" if first else "") + spans + (f"(?:.*/)??{last}" if last else ".+")
    return re.compile(rf"{pattern}(?:/.*)?\Z", re.DOTALL)


def _step(step: str) -> str:
    """The pattern of a glob's part between two slashes."""
    first, *rest = (_literal(piece) for piece in re.split(r"\*+", step))
    if not rest:
        return first
    *middle, last = rest
    return first + "".join(f"(?>[^/]*?{piece})" for piece in middle) + f"[^/]*{last}"


_ONE = re.compile(r"\?|\[(!?)(\]?[^\]]*)\]")


def _literal(piece: str) -> str:
    """The pattern of a glob's part between two stars."""
    pattern, done = "", 0
    for one in _ONE.finditer(piece):
        pattern += re.escape(piece[done : one.start()]) + _one(one)
        done = one.end()
    return pattern + re.escape(piece[done:])


def _one(found: re.Match[str]) -> str:
    if found[0] == "?":
        return "[^/]"
    members = re.sub(r"([\\\[\]^&~|])", r"\\\1", found[2])
    pattern = f"(?!/)[{'^' if found[1] else ''}{members}]"
    try:
        re.compile(pattern)
    except re.error:
        return re.escape(found[0])
    return pattern
