"""The word lists of the title grammar, which are data (``data/words.json``)."""

import json
from functools import lru_cache
from importlib.resources import files


def words(name: str) -> frozenset[str]:
    """The list ``name``, all in lower case."""
    return frozenset(_lists()[name])


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = json.loads(
        files("vaultkit.digest").joinpath("data/words.json").read_text("utf-8")
    )
    return lists
