"""Which of its ways to print papers (``_families``) a page uses, and which of its lines are papers then.

Knows how sure each line is, and how alike lines are. Finds no lines itself.
"""

from collections.abc import Sequence
from re import compile as pattern
from typing import NamedTuple

from vaultkit.digest.readers._announced import are_titles
from vaultkit.digest.readers._body import Candidate, is_noted
from vaultkit.digest.titles import reads_as_title
from vaultkit.digest.words import length

_SCHOLARLY = pattern(
    r"\.edu[/:]|\.ac\.[a-z]{2}/|/papers?/|/pub(?:lication)?s?/|//research\.|jstage|/blob/\S+\.md|box\.com/s/",
    2,
)


def best(families: Sequence[list[Candidate]]) -> list[Candidate]:
    """The family with the most proven papers; headings count double, as their bodies hold links too."""
    weights = (2.0, 1.5, 1.5, 1.0, 1.0)
    proven = [
        weight * sum(one.evidence == 2 for one in family)
        for weight, family in zip(weights, families, strict=True)
    ]
    most = max(proven)
    if most == 0:
        return []
    chosen = _longer(families[proven.index(most)], families[3])
    model = _Model.of([one for one in chosen if one.evidence == 2])
    sure = [one for one in chosen if _is_sure(one, model)]
    alike = {one.told.shape for one in sure} - {"plain"}
    is_heading = chosen[0].block.kind == "heading"
    enough = 1 / 2 if is_heading else 3 / 4
    if len(sure) < len(chosen) * enough or (is_heading and len(sure) < 3):
        return sure
    if chosen and chosen[0].block.kind == "heading":
        alike.add("plain")
    mostly = len(sure) >= len(chosen) * 4 / 5 and len(sure) >= 8
    return [
        one for one in chosen if _is_sure(one, model) or _is_alike(one, alike) or (mostly and _is_among(one))
    ]


def _longer(chosen: list[Candidate], listed: list[Candidate]) -> list[Candidate]:
    """``listed`` items where the headings ``chosen`` are but short names for the titles under them."""
    heads = [one for one in chosen if one.evidence == 2 and one.block.kind == "heading"]
    under = [one for one in listed if one.evidence == 2]
    if not heads or len(under) < len(heads):
        return chosen
    short = sum(min(len(one.told.title.title.split()), len(one.block.text.split())) <= 3 for one in heads)
    long = sum(len(one.told.title.title.split()) >= 5 for one in under)
    return listed if short * 2 >= len(heads) and long * 3 >= len(under) * 2 else chosen


def _is_among(one: Candidate) -> bool:
    """Whether a line may pass for a paper in a list of papers: a title with a link to a scholar's place."""
    title = one.told.title.title
    scholarly = not one.address or _SCHOLARLY.search(one.address)
    written = one.told.shape == "link" or are_titles([one])
    return bool(scholarly) and written and reads_as_title(title) and len(title.split()) >= 4


def _is_alike(one: Candidate, shapes: set[str]) -> bool:
    """Whether a line that proves nothing is printed as those that do: bold, or with its title as a link."""
    title = one.told.title.title
    return one.told.shape in shapes - {"link"} and reads_as_title(title) and len(title.split()) > 3


class _Model(NamedTuple):
    """What the proven papers of a family are like: the shapes of their titles, and whether most are dated."""

    shapes: frozenset[str]
    dated: bool

    @classmethod
    def of(cls, proven: Sequence[Candidate]) -> "_Model":
        dated = sum(one.told.title.year is not None for one in proven)
        return cls(frozenset(one.told.shape for one in proven), dated * 4 >= len(proven) * 3)


def _is_sure(one: Candidate, model: _Model) -> bool:
    """Whether a paper is proven, or likely and dated as the proven ones are, with a title of their shape."""
    return (
        one.evidence == 2
        or (is_noted(one.told) and "link" in model.shapes)
        or (
            one.evidence == 1
            and one.told.shape in model.shapes
            and bool(one.told.title.year or one.told.title.authors)
            and length(one.told.title.title) >= (2 if model.dated else 3)
        )
    )
