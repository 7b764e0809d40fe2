"""Names that a file may have on every system and a link may hold in Obsidian.

Knows characters, reserved words and lengths. Knows no vault: which of two notes gets a name is not
decided here.
"""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import count
from re import compile as pattern

LONGEST = 200
"""Bytes of UTF-8 a name may take, so that ``.md`` and a number still fit below every system's 255."""

_RESERVED = pattern(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|\Z)")
_REPLACED = str.maketrans(
    {"/": "-", "\\": "-", "|": "-", "[": "(", "]": ")", '"': "'", **dict.fromkeys("*?<>#^", None)}
)
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_COLON = pattern(r"\s*:(?=\s|\Z)")
_SPACES = pattern(r"\s+")
_PERCENTS = pattern(r"%%+")
_MARKDOWN = pattern(r"(?i)\.(?=md\Z)")


def safe_name(text: str) -> str:
    """``text`` as a file name without its ending: legal everywhere, never empty, nothing that breaks a link.

    ``ConvNeXt V2: Co-designing`` is ``ConvNeXt V2 - Co-designing``; a question mark is dropped.
    """
    shown = "".join(" " if _is_space(sign) else sign for sign in unicodedata.normalize("NFC", text))
    shown = "".join(sign for sign in shown if unicodedata.category(sign) not in _UNSEEN)
    shown = _COLON.sub(" -", shown).replace(":", "-").translate(_REPLACED)
    shown = _PERCENTS.sub("%", _SPACES.sub(" ", shown))
    name = _cut(shown.strip(" .-~"), LONGEST).strip(" .-~")
    name = _MARKDOWN.sub("-", name)
    if _RESERVED.match(name):
        name = f"{name}_" if "." not in name else name.replace(".", "_", 1)
    return name or "Untitled"


def free_name(
    wanted: str, is_taken: Callable[[str], bool], tell_apart: str = "", numbers: Iterator[int] | None = None
) -> str:
    """``wanted``, else with ``tell_apart`` (``CVPR 2023``) in parentheses, else with the next of ``numbers``.

    The numbers are 2, 3 and so on; who asks for one name again and again goes on where the last search ended.
    """
    found = _candidates(wanted, tell_apart, numbers or count(2))
    return next(name for name in found if not is_taken(name))


def _candidates(wanted: str, tell_apart: str, numbers: Iterator[int]) -> Iterator[str]:
    yield wanted
    if tell_apart:
        yield safe_name(f"{_cut(wanted, LONGEST - 40)} ({tell_apart})")
    for number in numbers:
        yield f"{_cut(wanted, LONGEST - 10)} ({number})"


def _is_space(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Zs", "Zl", "Zp")


def _cut(text: str, size: int) -> str:
    """``text`` within ``size`` bytes, ended at a word where there is one, never inside a character."""
    if len(text.encode()) <= size:
        return text
    cut = text.encode()[:size].decode(errors="ignore")
    while cut and unicodedata.combining(text[len(cut)]):
        cut = cut[:-1]
    word = cut.rpartition(" ")[0]
    return word if len(word) * 2 > len(cut) else cut
