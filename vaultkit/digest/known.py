"""The shipped list of well-known papers, methods, datasets and libraries: ``data/known_papers.csv``.

Knows facts about names: titles, years, venues, arXiv ids, how people write them, and which spellings
other things share. Does not know any vault or digest, and how a text is searched.

A line of the file is one name. Lists are separated by ``|``. ``year`` is the year of ``venue``;
``lists`` counts the public reading lists that the title and id were read from, 0 meaning common
knowledge; where those lists had only "arXiv", a well-known later venue stands with its year.
``builds_on`` is common knowledge too: good for suggestions, never for a link.
"""

from csv import DictReader
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast, get_args

Kind = Literal["paper", "method", "library", "dataset", "concept"]
KINDS: frozenset[Kind] = frozenset(get_args(Kind))


@dataclass(frozen=True, slots=True)
class KnownName:
    """One well-known thing. ``name`` can be a note's name; a fact that nobody vouches for is empty or None.

    ``forms`` name it wherever they stand; ``ambiguous`` ones only beside one of the ``confirm`` words
    and none of the ``exclude`` words (a ``*`` at a word's end stands for any ending). With ``exact``,
    all forms are written with just these capitals.
    """

    name: str
    kind: Kind
    title: str
    year: int | None
    venue: str
    arxiv: str
    forms: tuple[str, ...]
    ambiguous: tuple[str, ...]
    confirm: tuple[str, ...]
    exclude: tuple[str, ...]
    exact: bool
    builds_on: tuple[str, ...]
    lists: int


@lru_cache(maxsize=1)
def known_names() -> tuple[KnownName, ...]:
    """All names of the shipped list, in its order (by name, capitals aside)."""
    text = files("vaultkit.digest").joinpath("data", "known_papers.csv").read_text(encoding="utf-8")
    return tuple(_known(row) for row in DictReader(text.splitlines()))


def _known(row: dict[str, str]) -> KnownName:
    return KnownName(
        name=row["name"],
        kind=cast(Kind, row["kind"]),
        title=row["title"],
        year=int(row["year"]) if row["year"] else None,
        venue=row["venue"],
        arxiv=row["arxiv"],
        forms=_several(row["forms"]),
        ambiguous=_several(row["ambiguous"]),
        confirm=_several(row["confirm"]),
        exclude=_several(row["exclude"]),
        exact=row["exact"] == "yes",
        builds_on=_several(row["builds_on"]),
        lists=int(row["lists"]),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
