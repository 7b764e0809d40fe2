"""What YAML must not be, to be given to a parser at all: too large, too deep, or a bomb.

Looks at the text alone. The parser recurses on the machine's own stack, so that `- ` a few thousand times
ends the process; its time grows with the cube of nested `?` keys; and it writes every alias out.
"""

import re

LARGEST = 256 * 1024
"""Bytes of YAML above which a block is not read: no person writes it, and it would only cost time."""
DEEPEST = 100
"""Levels of lists and mappings inside each other that are read."""
MOST_ALIASES = 20
"""YAML aliases above which a block is not read: nested ones multiply (a "billion laughs" bomb)."""
MOST_QUESTIONS = 20
"""Keys that begin with ``?`` above which a block is not read; a property cannot be written so at all."""
_MOST_EXPANDED = 16 * 1024 * 1024
_GROWTH = 1.4447  # e ** (1 / e): n aliases make a text at most this to the n times as long

_ALIAS = re.compile(r"(?<=[\s\[{,:-])\*[^\s,\]}]+")
# Each level of a block stands at least one column further right than the one around it.
_DEEP = re.compile(rf"^[ \t?:-]{{{2 * DEEPEST}}}", re.MULTILINE)
_QUESTIONS = re.compile(r"^[ \t:-]*\?(?=\s)[ \t?:-]*", re.MULTILINE)


def refusal(source: str) -> str:
    """Why the YAML ``source`` is not read, to go on after its name, or ""."""
    if len(source) > LARGEST:
        return f"is larger than {LARGEST // 1024} kB and is not read"
    if "*" in source:
        aliases = sum(1 for _ in _ALIAS.finditer(source))
        if aliases > MOST_ALIASES:
            return f"has more than {MOST_ALIASES} YAML aliases and is not read"
        if aliases and len(source) * _GROWTH**aliases > _MOST_EXPANDED:
            return "is too large for its YAML aliases and is not read"
    if "?" in source and sum(run[0].count("?") for run in _QUESTIONS.finditer(source)) > MOST_QUESTIONS:
        return f"has more than {MOST_QUESTIONS} YAML `?` keys and is not read"
    if len(source) > DEEPEST and _DEEP.search(source):
        return f"is indented more than {2 * DEEPEST} columns and is not read"
    return ""
