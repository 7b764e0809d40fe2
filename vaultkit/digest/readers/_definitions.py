"""Links by name: ``[text][key]`` and ``[text]`` with the address in a line of its own, ``[key]: address``.

Knows one page. Rewrites what a line says so that its links hold their addresses; moves no line.
"""

from collections.abc import Iterable, Mapping
from re import Match
from re import compile as pattern

from vaultkit.digest.entry import Line

_DEFINITION = pattern(
    r" {0,3}\[(?P<key>[^\[\]^][^\[\]]{0,99})\]:\s*<?(?P<address>[^\s<>]+)>?(?:\s+[\"'(].*)?\s*"
)
_BY_KEY = pattern(r"(?P<text>\[(?:[^\[\]]|\[[^\[\]]*\])+\])\s?\[(?P<key>[^\[\]]*)\]")
_BY_TEXT = pattern(r"(?<![\]!])\[(?P<key>[^\[\]]+)\](?![\[(:])")


def definitions(lines: Iterable[Line]) -> dict[str, str]:
    """The addresses that ``lines`` define, by their keys in lower case."""
    found: dict[str, str] = {}
    for line in lines:
        if "]:" in line.text and (said := _DEFINITION.fullmatch(line.text)):
            found.setdefault(_key(said["key"]), said["address"])
    return found


def with_addresses(text: str, known: Mapping[str, str]) -> str:
    """``text`` with each link by name as ``[text](address)``; a name that is not ``known`` stays."""
    if "[" not in text or _DEFINITION.fullmatch(text):
        return text

    def by_key(found: Match[str]) -> str:
        address = known.get(_key(found["key"] or found["text"].strip("[]")))
        return f"{found['text']}({address})" if address else found[0]

    def by_text(found: Match[str]) -> str:
        address = known.get(_key(found["key"]))
        return f"{found[0]}({address})" if address else found[0]

    return _BY_TEXT.sub(by_text, _BY_KEY.sub(by_key, text))


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
