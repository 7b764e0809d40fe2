"""Pasted text: what a digest looks like when it is copied from a rendered page, a chat or a mail.

Titles stand at column 0, with or without a number; lists are indented bullets; an image is its
placeholder alone on a line; lines of one no-break space keep the papers apart. A title is known by
what it cites (``… ICLR, 2023.``), by the address or citation under it, or by its place: a bare line
is a title only where the titles of the same document stand, or where all that stands so reads as titles
by its words, so that prose gives no paper.
"""

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import takewhile
from re import compile as pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.boxes import in_known_venue
from vaultkit.digest.document import Document, bullet, indent, is_blank, is_item, ordered, pictures, shown
from vaultkit.digest.entry import Digest, Line
from vaultkit.digest.fields import add_citation, add_field, field_of, identifiers_of
from vaultkit.digest.identifiers import Identifier, find_identifiers, of_link
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._bare import inner, listed_titles, worded_titles
from vaultkit.digest.readers._between import farewell, headings
from vaultkit.digest.readers._byline import byline, lines_below
from vaultkit.digest.readers._candidates import (
    BELOW_ITEMS,
    Candidate,
    candidates_of,
    labelled_title,
    opening_of,
    paper_links,
)
from vaultkit.digest.readers._chat import quoted, spoken
from vaultkit.digest.readers._chosen import chosen_of
from vaultkit.digest.readers._nested import dedented
from vaultkit.digest.readers._reference import of_title, place_and_year, title_of
from vaultkit.digest.readers._retold import Retold
from vaultkit.digest.readers._wrapped import is_address, wrapped
from vaultkit.digest.titles import ARXIV_BESIDE, reads_as_title, split_number
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite
from vaultkit.digest.wording import wording

_BELOW = 8
_FEWEST, _MANY = 2, 6
_LONGEST = 600
"""The longest item that may be a paper, in characters: references are longer than titles."""
# What is left of links and dates after a list of names: `[pdf] [project], 2021.11`.
_REMNANT = pattern(r"[\s,.]*(?:\[+[^\[\]]{1,30}\]+[\s,.]*)*(?:(?:19|20)\d\d(?:\.\d{1,2})?)?[\s.]*$")
_YEAR = pattern(r"\(?(?P<year>(?:19|20)\d\d)\)?\.?")


def sniff(document: Document) -> int:
    """Any text can be pasted text, so this is the last resort; bullets ``•`` and spacers make it likely."""
    marked = any(line.text.lstrip().startswith("•") or line.text == "\u00a0" for line in document.lines)
    return 60 if marked else 10


def read(document: Document) -> Digest:
    """The papers of a pasted text; see the module's docstring for what is a title."""
    texts, joined = quoted(document)
    if texts:
        told = Retold(document, texts, joined)
        return told.restored(read(told.lines))
    if texts := dedented(document):
        told = Retold(document, texts, {})
        return told.restored(read(told.lines))
    texts, speakers = spoken(document)
    for first, last, text in wrapped(document):
        texts[first] = text
        joined |= dict.fromkeys(range(first + 1, last + 1), first)
    retold = Retold(document, texts, joined)
    said = bool(speakers or texts.keys() - joined.values())
    return retold.restored(_read(retold.lines, speakers, said, joined))


def _read(document: Document, speakers: frozenset[int], said: bool, joined: Container[int] = ()) -> Digest:
    candidates = candidates_of(document, speakers, said, joined)
    chosen = _or_items(chosen_of(candidates, document), document) or listed_titles(document)
    chosen = _with_worded(chosen, worded_titles(candidates, document, inside=not chosen))
    taken = {candidate.line.number for candidate in chosen}
    numbered = sum(candidate.told.number is not None for candidate in chosen)
    breaks: dict[int, Place] = {
        candidate.line.number: "unplaced"
        for candidate in candidates
        if candidate.told.number and candidate.line.number not in taken and numbered * 2 > len(chosen)
    }
    breaks |= {number: "front" for number in (*speakers, *headings(document, taken)) if number not in taken}
    starts = [candidate.first for candidate in chosen]
    breaks |= dict.fromkeys(farewell(document, starts, set(breaks)), "front")
    ends = {*breaks, *starts}
    found = [_found(candidate, document, ends) for candidate in chosen]
    first = found[0].first if found else 0
    return assemble(
        document,
        "pasted",
        found,
        {number: place for number, place in breaks.items() if number > first},
        _own_title(document, chosen),
    )


def _or_items(chosen: list[Candidate], document: Document) -> list[Candidate]:
    """``chosen``, or the papers among the items of the text where those are many more."""
    items = _bulleted(document) if len(chosen) < _MANY else []
    return items if len(items) >= max(_MANY * bool(chosen), len(chosen) * 4) else chosen


def _with_worded(chosen: list[Candidate], worded: list[Candidate]) -> list[Candidate]:
    """The titles with those that are so by their words, where most of the ``chosen`` are among these, or
    these are many more.
    """
    lines = {one.line.number for one in worded}
    among = sum(one.line.number in lines for one in chosen)
    if among * 3 < len(chosen) * 2 and len(worded) < max(_MANY, len(chosen) * 4):
        return chosen
    surely = (one for one in worded if one.told.number is not None or wording(one.told.title) > 1)
    every = {one.line.number: one for one in (*(surely if chosen else worded), *chosen)}
    return [every[number] for number in sorted(every)]


def _found(candidate: Candidate, document: Document, ends: Container[int]) -> Found:
    """The paper of a title, with what is printed right under it, up to a line of ``ends``."""
    told, number = candidate.told, candidate.line.number
    if candidate.below and candidate.below.proves:
        told = replace(told, authors=told.authors or candidate.below.authors)
        told = add_citation(told, candidate.below.citation)
    said: list[Identifier] = list(find_identifiers(candidate.line.text))
    if behind := ARXIV_BESIDE.search(shown(candidate.line.text)):
        said += find_identifiers(behind[0], bare=True)
    for line in document.lines[candidate.first - 1 : number]:
        over = byline(line.text) if line.number < number else None
        told = add_citation(told, over.citation if over else None)
        said += [one for address in paper_links(line) for one in of_link(address)]
    seen = 0
    for line in document.lines[number : number + _BELOW]:
        if line.number in ends:
            break
        if is_blank(line.text) or pictures(line):
            continue
        field = field_of(line.text)
        seen += 1
        if field and not field.value and (placed := _goes_on(document.lines[line.number :])):
            told = add_citation(told, placed)
        elif field:
            told = add_field(told, field.kind, field.value)
            said += identifiers_of(field.kind, field.value)
        elif whole := of_title(inner(line.text), told.title):
            told = replace(told, authors=told.authors or whole.authors)
            told = add_citation(told, Citation(whole.venue, whole.year))
        elif is_item(line.text) or seen > 3:
            break
        elif seen == 1 and not told.year and (year := _YEAR.fullmatch(shown(line.text))):
            told = replace(told, year=int(year["year"]))
        elif seen == 1 and candidate.below and candidate.below.authors and not byline(line.text):
            told = replace(told, authors=told.authors or candidate.below.authors)
        elif seen == 1 and not told.is_cited and (leading := _leading(line.text)):
            told = add_citation(told, leading)
        elif cited := byline(line.text) if seen < 3 else None:
            told = add_citation(replace(told, authors=told.authors or cited.authors), cited.citation)
        else:
            names = read_names(_REMNANT.sub("", shown(line.text)))
            told = replace(told, authors=told.authors or (names if len(names) > 1 else ()))
            said += [one for address in paper_links(line) for one in of_link(address)]
            said += find_identifiers(line.text) if len(line.text.split()) <= 3 else ()
    return Found(told, candidate.first, number, tuple(dict.fromkeys(said)))


def _goes_on(lines: Sequence[Line]) -> Citation | None:
    """The place and year under a label without a value, as JSTOR prints them under ``Source:``."""
    under = takewhile(lambda line: not is_blank(line.text) and field_of(line.text) is None, lines[:4])
    return place_and_year(" ".join(shown(line.text) for line in under))


def _leading(text: str) -> Citation | None:
    """``ICML 2024`` in ``ICML 2024. A remark.``: a citation that is the first sentence of a line."""
    first, stop, _ = shown(text).partition(". ")
    said = cite(first) if stop else None
    return said if said and said.year and (in_known_venue(said) or said.orgs) else None


def _bulleted(document: Document) -> list[Candidate]:
    """Where no title stands at column 0: the outermost items, when half of them cite or have an address."""
    groups: dict[tuple[int, str], list[tuple[Line, int]]] = {}
    for line in document.lines:
        if mark := bullet(line.text) or ordered(line.text):
            sign = "1" if mark["mark"][0].isnumeric() else mark["mark"]
            groups.setdefault((indent(line.text), sign), []).append((line, mark.end()))
    best: list[Candidate] = []
    outermost = min((width for width, _ in groups), default=0)
    for (width, _), outer in sorted(groups.items()):
        if width > outermost and len(best) > 1:
            break
        if width == outermost and (first := _first_items(outer, document)):
            return first
        items = ((line, start) for line, start in outer if len(line.text) <= _LONGEST)
        found = [one for line, start in items if (one := _of_item(line, start, document))]
        if width > outermost:
            found = [one for one in found if one.told.year and (one.told.venue or one.told.form == "T11")]
        if width == outermost and len(found) > 1 and len(found) * 3 >= len(outer) * 2:
            found = _with_alike(found, outer, document)
        if len(found) * 2 >= len(outer) and len(found) > max(len(best), width > outermost):
            best = found
    return best


def _with_alike(
    found: Sequence[Candidate], outer: Sequence[tuple[Line, int]], document: Document
) -> list[Candidate]:
    """``found`` and the other items of ``outer`` that read as titles and lead items of their own."""
    known = {one.line.number: one for one in found}
    every = []
    for line, start in outer:
        told = title_of(line.text[start:])
        deeper = [other for other in document.lines[line.number : line.number + 1] if is_item(other.text)]
        opens = any(indent(other.text) > indent(line.text) for other in deeper)
        alike = Candidate(line, told, line.number, alone=True, spaced=False, opens=True)
        if one := known.get(line.number, alike if opens and reads_as_title(told.title) else None):
            every.append(one)
    return every


def _first_items(outer: Sequence[tuple[Line, int]], document: Document) -> list[Candidate]:
    """The items that begin stretches of items, when the next or last item of each says where it appeared."""
    lines = document.lines
    heads = [
        (line, start) for line, start in outer if line.number == 1 or is_blank(lines[line.number - 2].text)
    ]
    found = []
    for line, start in heads:
        told = title_of(line.text[start:])
        stretch = takewhile(lambda other: not is_blank(other.text), lines[line.number :])
        below, _ = lines_below(list(stretch))
        if below and below.proves and not told.is_cited:
            found.append(Candidate(line, told, line.number, True, False, opens=True, below=below))
    return found if len(found) >= _FEWEST and len(found) == len(heads) else []


def _of_item(line: Line, start: int, document: Document) -> Candidate | None:
    """The paper of an item whose words begin at ``start``, when it cites, links, or a line under it does."""
    told = title_of(labelled_title(line) or line.text[start:])
    linked = bool(paper_links(line)) and "://" not in told.title and len(told.title) > 2
    under = document.lines[line.number : line.number + BELOW_ITEMS]
    linked = linked or (reads_as_title(told.title) and _leads_to_address(line, under, told))
    below, _ = lines_below(list(takewhile(lambda other: indent(other.text) > indent(line.text), under)))
    cited = (told.venue or told.orgs) and (told.year or told.authors)
    if not (linked or cited or (below and below.proves)):
        return None
    return Candidate(
        line, told, line.number, alone=True, spaced=False, opens=False, linked=linked, below=below
    )


def _leads_to_address(line: Line, under: Sequence[Line], told: Title) -> bool:
    """Whether nothing stands between an item at the margin and the address of its paper but a remark."""
    below = takewhile(lambda other: not is_item(other.text), under)
    stretch = [other for other in below if not is_blank(other.text)][:2]
    return not indent(line.text) and any(is_address(other, told.title) for other in stretch)


def _own_title(document: Document, chosen: list[Candidate]) -> str | None:
    """The document's title: its first line, when that is short and no paper."""
    first = opening_of(document)
    if first is None or (chosen and chosen[0].line.number == first.number):
        return None
    text = shown(first.text).lstrip("#").strip()
    if len(text) > 120 or is_item(first.text) or ordered(text) or pictures(first) or split_number(text)[0]:
        return None
    return text
