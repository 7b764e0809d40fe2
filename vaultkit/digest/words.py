"""The word lists of the title grammar, which are data (``data/words.json``), and CJK letters."""

import json
from functools import lru_cache
from importlib.resources import files
from re import compile as pattern

CJK = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A letter of Japanese, Chinese or Korean."""


def length(text: str) -> int:
    """How many words ``text`` has; where none are parted, two letters of Chinese or Korean count as one."""
    return max(len(text.split()), len(CJK.findall(text)) // 2)


def words(name: str) -> frozenset[str]:
    """The list ``name``, all in lower case."""
    return frozenset(_lists()[name])


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = json.loads(
        files("vaultkit.digest").joinpath("data/words.json").read_text("utf-8")
    )
    return lists
