"""Where papers appeared whose list says it once for all: under ``## CVPR 2024``, ``# Papers of CVPR 2024 by
topic``, ``- **CCS 2024**``.

Knows headings and items, no papers. A year alone completes a venue that a paper itself names, or is that of
its number at arXiv; else it may be the year in which the papers were read.
"""

from collections.abc import Iterable
from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.fields import add_citation
from vaultkit.digest.identifiers import Identifier
from vaultkit.digest.readers._announced import meeting, names_papers
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite

_PAPERS = pattern(r"^(?:accepted )?papers (?:(?:at|in|from) )?|\s+(?:accepted )?papers$", 2)
_MONTH = pattern(r"\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?")
_FEWEST = 3
_LONGEST = 60


def places(lines: tuple[Block, ...]) -> dict[int, Citation]:
    """By line, what the item or the heading around it says, when it is a citation and nothing else."""
    said = _all_said(lines)
    found: dict[int, Citation] = {}
    above: list[Block] = []
    for block in lines:
        if block.kind == "heading":
            above = [*(one for one in above if one.level < block.level), block]
            continue
        around = next((said[one.line] for one in reversed(above) if one.line in said), None)
        around = said.get(block.parent) or found.get(block.parent) or around
        if around:
            found[block.line] = around
    return found


def _all_said(lines: tuple[Block, ...]) -> dict[int, Citation]:
    """What headings and items cite; a venue that nobody knows is none unless most are known."""
    every = {
        block.line: one for block in lines if block.kind in ("heading", "item") and (one := _said(block))
    }
    named = [one.venue for one in every.values() if one.venue]
    new = sum(one.kind == "unknown" for one in named)
    trusted = len(named) - new >= max(_FEWEST, new)
    return {
        line: one
        for line, one in every.items()
        if one.venue is None or one.venue.kind != "unknown" or trusted
    }


def placed_by(title: Title, said: Citation | None, known: Iterable[Identifier] = ()) -> Title:
    """``title`` with what its list ``said``, where it says nothing else itself.

    A year alone counts where what is ``known`` of the paper, its number at arXiv, is of that year.
    """
    if not said:
        return title
    if title.venue and not title.year and (not said.venue or said.venue.name == title.venue.name):
        return replace(title, year=said.year)
    if said.year and not said.venue and not title.year and any(_is_of_year(said.year, *one) for one in known):
        return replace(title, year=said.year)
    is_free = said.venue and not title.venue and not title.year
    return add_citation(title, said) if is_free else title


def _is_of_year(year: int, kind: str, value: str) -> bool:
    return kind == "arxiv" and value.startswith(f"{year % 100:02}")


def _said(block: Block) -> Citation | None:
    text = strip_marks(block.text).strip(" :：")
    if _MONTH.fullmatch(text):  # when the papers were read
        return None
    said = cite(_PAPERS.sub("", text)) if len(text) <= _LONGEST else None
    if not said and block.kind == "heading" and names_papers(text):
        said = meeting(text)
    is_whole = said is not None and said.year and not said.orgs and not said.status
    return said if said and is_whole and (not said.venue or said.venue.kind != "preprint") else None
