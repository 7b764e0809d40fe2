"""Which candidates of a pasted text are titles: first by what they cite, then those that stand like these.

Knows candidates and how they compare; what a line tells and where it stands is said by ``_candidates``.
"""

from collections import Counter
from typing import NamedTuple

from vaultkit.digest.document import Document
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._bare import bare_titles
from vaultkit.digest.readers._candidates import Candidate, opening_of
from vaultkit.digest.titles import reads_as_title
from vaultkit.digest.told import Title

_FEWEST, _MANY = 2, 5


class _Stance(NamedTuple):
    """Where the titles of a document stand that cite: most behind numbers, some after two blank lines, all
    over the place where the paper appeared."""

    numbered: bool
    spaced: bool
    over_place: bool


def chosen_of(candidates: list[Candidate], document: Document) -> list[Candidate]:
    """The candidates that are titles: first by what they cite, then the bare ones that stand like those."""
    alike = _alike(candidates)
    voted = {one.line.number for one in _heads(candidates)}
    voted |= {one.line.number for one in alike} if len(alike) * 2 > len(candidates) else set()
    cited = [one for one in candidates if one.line.number in voted or _is_cited(one)]
    voted = {one.line.number for one in cited}
    others = {one.line.number for one in alike} - voted
    if others and len(others) * 2 < len(alike):
        cited = [one for one in candidates if one.line.number in voted | others]
    cited = cited or alike or _signed(candidates) or _written(candidates)
    if not all(one.line.text.startswith(">") for one in cited):
        cited = [one for one in cited if not one.line.text.startswith(">") or one.told.year]
    if len(cited) > 1 and cited[0] is candidates[0] and _is_dated_heading(cited[0], document):
        cited = cited[1:]
    if not cited:
        return bare_titles(candidates, document.name)
    taken = {candidate.line.number for candidate in cited}
    stance = _Stance(
        numbered=sum(one.told.number is not None for one in cited) * 2 > len(cited),
        spaced=any(one.spaced for one in cited),
        over_place=all(one.below and not one.told.is_cited for one in cited),
    )
    chosen = []
    for candidate in candidates:
        if candidate.line.number in taken:
            keep = candidate.told.number is not None or not stance.numbered or candidate.spaced
        else:
            keep = _stands_like(candidate, stance)
        if keep:
            chosen.append(candidate)
    return chosen


def _heads(candidates: list[Candidate]) -> list[Candidate]:
    """The lines that head a stretch of lines and cite, when nearly all stretches after the first begin so."""
    heads = [one for one in candidates if one.heads]
    dated = [one for one in heads if one.told.year]
    whole = [one for one in dated if one.told.venue or one.told.orgs or one.told.authors or _boxed_year(one)]
    if len(whole) < _FEWEST or len(whole) * 2 < len(dated):
        return []
    return dated if len(dated) * 3 >= len(heads[heads.index(dated[0]) :]) * 2 else []


def _signed(candidates: list[Candidate]) -> list[Candidate]:
    """The lines that head a stretch over a line of names, when nearly all stretches after the first do."""
    heads = [one for one in candidates if one.heads]
    signed = [one for one in heads if one.below and one.below.authors and reads_as_title(one.told.title)]
    if len(signed) < _FEWEST:
        # Without blank lines, each second line names who wrote what stands over it.
        heads = [one for one in candidates if len(read_names(one.line.text)) < 2]
        signed = [one for one in heads if one.below and one.below.authors and reads_as_title(one.told.title)]
    whole = len(signed) >= _FEWEST and len(signed) * 3 >= len(heads[heads.index(signed[0]) :]) * 2
    return signed if whole else []


def _written(candidates: list[Candidate]) -> list[Candidate]:
    """The lines that name who wrote them, when half of the lines of a list do (``IAF - Roe et al.``)."""
    written = [one for one in candidates if one.told.authors]
    return written if len(written) >= _MANY and len(written) * 2 >= len(candidates) else []


def _boxed_year(one: Candidate) -> bool:
    """Whether nothing but the year stands in brackets behind a title (``The Perceptron (1958)``)."""
    return one.told.form in ("T5", "T6") and reads_as_title(one.told.title)


def _alike(candidates: list[Candidate]) -> list[Candidate]:
    """The lines that cite in one form, over prose as they stand, when there are several and few others."""
    whole = [one for one in candidates if _is_whole(one.told)]
    form = next(iter(Counter(one.told.form for one in whole).most_common(1)), ("", 0))[0]
    same = [one for one in whole if one.told.form == form]
    titles = sum(reads_as_title(one.told.title) for one in same)
    return same if titles > 1 and titles * 2 >= len(same) and titles * 3 >= len(whole) else []


def _is_whole(told: Title) -> bool:
    """Whether a line says where and when, or is a quoted title behind who wrote it."""
    return bool(told.year and (told.venue or told.orgs)) or (told.form == "T11" and bool(told.authors))


def _is_dated_heading(first: Candidate, document: Document) -> bool:
    """Whether the first line of a text is its name and date or group (``Hot papers (2023.06.19)``)."""
    told = first.told
    only_dated = not (
        told.venue or (told.orgs and told.year) or told.authors or told.number or first.linked or first.below
    )
    return (
        only_dated
        and first.line is opening_of(document)
        and (not first.opens or len(told.title.split()) <= 3)
    )


def _is_cited(candidate: Candidate) -> bool:
    told = candidate.told
    if candidate.linked or (candidate.below and candidate.below.proves and not told.is_cited):
        return len(told.title) > 3 and not told.title.startswith("http")
    glued = told.venue is not None and told.year is not None and told.form[:2] in ("T1", "T2", "T6", "T7")
    return told.is_cited and (candidate.alone or glued or told.number is not None)


def _stands_like(candidate: Candidate, stance: _Stance) -> bool:
    """Whether a bare line stands where this document's cited titles stand."""
    told, below = candidate.told, candidate.below
    dated = below is not None and below.citation.venue is not None and below.citation.year is not None
    if stance.over_place and (dated or not stance.numbered):
        return dated and candidate.heads and reads_as_title(told.title)
    signed = told.number is not None and not told.number[0].isalnum()
    if not reads_as_title(told.title) or not (candidate.alone or signed):
        return False
    if stance.numbered or told.number is not None:
        return stance.numbered and told.number is not None
    return candidate.opens and (candidate.spaced or not stance.spaced)
