"""Text that came from notes, made fit for formats that have no way to escape a character."""

from collections.abc import Iterable
from re import compile as pattern

from vaultkit.graph.model import Value

_CONTROL = pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SPACES = pattern(r"[\t\n\r\u2028\u2029]+")


def legible(text: str) -> str:
    """``text`` with a visible sign for each control, direction or broken character; tab and line ends stay.

    The signs are Unicode's control pictures (``␇``), or U+FFFD where there is none.
    """
    return _CONTROL.sub(lambda match: _sign(ord(match[0])), text)


def one_line(text: str) -> str:
    """``text`` as one legible line."""
    return _SPACES.sub(" ", legible(text))


def shorten(text: str, limit: int) -> str:
    """``text``, cut with an ellipsis to at most ``limit`` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def flat(value: Value) -> str | int | float | bool:
    """A value for formats without lists: the items joined by ``; ``."""
    return "; ".join(value) if isinstance(value, list) else value


def distinct(wanted: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keys and the names wanted for them, as a mapping in which no two names are equal."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key, name in wanted:
        free, count = name, 1
        while free in taken:
            count += 1
            free = f"{name}-{count}"
        taken.add(free)
        names[key] = free
    return names


def _sign(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"
