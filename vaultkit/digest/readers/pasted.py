"""Pasted text: what a digest looks like when it is copied from a rendered page, a chat or a mail.

Titles stand at column 0, with or without a number; lists are indented bullets; an image is its
placeholder alone on a line; lines of one no-break space keep the papers apart. A title is known by
what it cites (``… ICLR, 2023.``), by the address or citation under it, or by its place: a bare line
is a title only where the titles of the same document stand, so that prose gives no paper.
"""

from collections import Counter
from collections.abc import Container
from dataclasses import replace
from itertools import pairwise, takewhile
from re import compile as pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document, bullet, indent, is_blank, is_item, ordered, pictures, shown
from vaultkit.digest.entry import Digest, Line
from vaultkit.digest.fields import add_citation, add_field, field_of, identifiers_of
from vaultkit.digest.identifiers import Identifier, addresses, find_identifiers, is_paper_link, of_link
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._announced import names_a_list
from vaultkit.digest.readers._bare import Candidate, bare_titles, listed_titles
from vaultkit.digest.readers._byline import byline, lines_below
from vaultkit.digest.readers._chat import spoken
from vaultkit.digest.readers._retold import Retold
from vaultkit.digest.readers._wrapped import LONGEST, is_address, may_be_title, wrapped
from vaultkit.digest.titles import ARXIV_BEHIND, context_of, parse_title, reads_as_title, split_number
from vaultkit.digest.told import Title

_BELOW = 8
_BOXED = pattern(r"[\[【<].{1,40}[\]】>]")
_BELOW_ITEMS = 30
_USUAL = frozenset("-*+•·")
# What is left of links and dates after a list of names: `[pdf] [project], 2021.11`.
_REMNANT = pattern(r"[\s,.]*(?:\[+[^\[\]]{1,30}\]+[\s,.]*)*(?:(?:19|20)\d\d(?:\.\d{1,2})?)?[\s.]*$")
_DATE = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
    r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?"
    r"|\d{1,2}\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
    r"|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|\d{1,2}월\s?\d{1,2}일"
    r"|(?:week|session)\s*\d{1,2}|\d{1,2}주차)(?:,?\s+\d{4})?\s*"
)
# The day of a meeting before what is read there, and alone over it.
_DAY = pattern(rf"{_DATE}[:：|–—-]\s*(?=\S{{2}})", 2)
_DAY_ALONE = pattern(rf"\W*{_DATE}\W*\w{{0,9}}\W*", 2)


def sniff(document: Document) -> int:
    """Any text can be pasted text, so this is the last resort; bullets ``•`` and spacers make it likely."""
    marked = any(line.text.lstrip().startswith("•") or line.text == "\u00a0" for line in document.lines)
    return 60 if marked else 10


def read(document: Document) -> Digest:
    """The papers of a pasted text; see the module's docstring for what is a title."""
    texts, speakers = spoken(document)
    joined: dict[int, int] = {}
    for first, last, text in wrapped(document):
        texts[first] = text
        joined |= dict.fromkeys(range(first + 1, last + 1), first)
    retold = Retold(document, texts, joined)
    said = bool(speakers or texts.keys() - joined.values())
    return retold.restored(_read(retold.lines, speakers, said)) if texts else _read(document, speakers, said)


def _read(document: Document, speakers: frozenset[int], said: bool) -> Digest:
    candidates = _candidates(document, speakers, said)
    chosen = _titles(candidates, document) or _bulleted(document) or listed_titles(document)
    taken = {candidate.line.number for candidate in chosen}
    breaks: dict[int, Place] = {
        candidate.line.number: "unplaced"
        for candidate in candidates
        if candidate.told.number and candidate.line.number not in taken and chosen
    }
    breaks |= {number: "front" for number in (*speakers, *_headings(document, taken)) if number not in taken}
    found = [_found(candidate, document, breaks) for candidate in chosen]
    first = found[0].first if found else 0
    return assemble(
        document,
        "pasted",
        found,
        {number: place for number, place in breaks.items() if number > first},
        _own_title(document, chosen),
    )


def _found(candidate: Candidate, document: Document, breaks: Container[int]) -> Found:
    """The paper of a title, with the names, fields and addresses printed in the lines right under it."""
    told, number = candidate.told, candidate.line.number
    if candidate.below and candidate.below.proves:
        told = replace(told, authors=told.authors or candidate.below.authors)
        told = add_citation(told, candidate.below.citation)
    said: list[Identifier] = list(find_identifiers(candidate.line.text))
    if behind := ARXIV_BEHIND.search(shown(candidate.line.text)):
        said += find_identifiers(behind[0], bare=True)
    said += [one for at in addresses(candidate.line.text) if is_paper_link(at) for one in of_link(at)]
    seen = 0
    for line in document.lines[number : number + _BELOW]:
        if line.number in breaks:
            break
        if is_blank(line.text) or pictures(line):
            continue
        field = field_of(line.text)
        seen += 1
        if field:
            told = add_field(told, field.kind, field.value)
            said += identifiers_of(field.kind, field.value)
        elif is_item(line.text) or seen > 3:
            break
        elif seen == 1 and candidate.below and candidate.below.authors and not byline(line.text):
            told = replace(told, authors=told.authors or candidate.below.authors)
        elif cited := byline(line.text) if seen < 3 else None:
            told = add_citation(replace(told, authors=told.authors or cited.authors), cited.citation)
        else:
            names = read_names(_REMNANT.sub("", shown(line.text)))
            told = replace(told, authors=told.authors or (names if len(names) > 1 else ()))
            said += [
                one for address in addresses(line.text) if is_paper_link(address) for one in of_link(address)
            ]
            said += find_identifiers(line.text) if len(line.text.split()) <= 3 else ()
    return Found(told, number, number, tuple(dict.fromkeys(said)))


def _candidates(document: Document, speakers: frozenset[int], said: bool) -> list[Candidate]:
    """The lines that may be titles; what was ``said`` in a chat has no blank lines around it."""
    lines = document.lines
    context = context_of(line.text for line in lines if may_be_title(line))
    found: list[Candidate] = []
    opening = next((line for line in lines if not is_blank(line.text)), None)
    said_until = 0
    for index, line in enumerate(lines):
        if not may_be_title(line) or line.number in speakers:
            continue
        before = lines[index - 1] if index else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        if line.number <= said_until:
            continue
        below, count = lines_below(lines[index + 1 : index + _BELOW_ITEMS])
        said_until = line.number + count
        following = next((other for other in lines[index + 1 : index + 9] if not is_blank(other.text)), None)
        blanks = 0
        while blanks < index and is_blank(lines[index - 1 - blanks].text):
            blanks += 1
        own = [address for address in addresses(line.text) if is_paper_link(address)]
        own += [found[0] for found in (ARXIV_BEHIND.search(line.text),) if found]
        dated = _DAY.match(shown(line.text))
        field = field_of(line.text)
        text = shown(line.text)[dated.end() if dated else 0 :]
        told = parse_title(field.value if field and field.kind == "title" and field.value else text, context)
        said_by = byline(line.text) if told.is_cited else None
        named = said_by is not None and (len(said_by.authors) > 1 or "et al" in line.text)
        if named or (not told.is_cited and not own and names_a_list(told.title)):
            continue
        found.append(
            Candidate(
                line,
                told,
                alone=((said or dated is not None) and told.venue is not None)
                or (
                    (before is None or before is opening or is_blank(before.text) or not _is_prose(before))
                    and (after is None or is_blank(after.text) or not _is_prose(after))
                ),
                spaced=blanks >= 2 or blanks == index,
                opens=following is not None and (is_item(following.text) or bool(pictures(following))),
                linked=(
                    after is not None
                    and (_leads_to(lines[index + 1 : index + 3], told) or _is_blurb(after, told))
                )
                or (bool(own) and "://" not in told.title and _is_named(told.title, told.number)),
                below=below,
            )
        )
    return found


def _leads_to(below: tuple[Line, ...], told: Title) -> bool:
    """Whether the address of the paper ``told`` stands right under it, and not right over another."""
    if not is_address(below[0], told.title):
        return False
    other = parse_title(shown(below[1].text)) if len(below) > 1 and not told.is_cited else None
    return not (other and other.year and other.venue)


def _is_named(title: str, number: str | None) -> bool:
    """Whether the words before an address name a paper, and no remark leads to it."""
    return reads_as_title(title) or (number is not None and len(title) > 2)


def _is_blurb(line: Line, told: Title) -> bool:
    """Whether a line under a numbered title speaks of it and gives its number or address."""
    return told.number is not None and reads_as_title(told.title) and bool(find_identifiers(line.text))


def _bulleted(document: Document) -> list[Candidate]:
    """Where no title stands at column 0: the outermost items, when half of them cite or have an address."""
    groups: dict[tuple[int, str], list[tuple[Line, int]]] = {}
    for line in document.lines:
        if mark := bullet(line.text) or ordered(line.text):
            sign = "1" if mark["mark"][0].isnumeric() else mark["mark"]
            groups.setdefault((indent(line.text), sign), []).append((line, mark.end()))
    best: list[Candidate] = []
    outermost = min((width for width, _ in groups), default=0)
    for (width, _), outer in groups.items():
        found = []
        for line, start in outer if width == outermost else ():
            told = parse_title(line.text[start:]) if len(line.text) <= LONGEST else None
            own = [address for address in addresses(line.text) if is_paper_link(address)]
            linked = bool(own) and told is not None and "://" not in told.title and len(told.title) > 2
            inner = takewhile(
                lambda other: indent(other.text) > outermost,
                document.lines[line.number : line.number + _BELOW_ITEMS],
            )
            below = lines_below(list(inner))[0]
            proven = below is not None and below.proves
            where = told is not None and (told.venue or told.orgs) and (told.year or told.authors)
            if told and (linked or proven or where):
                found.append(
                    Candidate(line, told, True, spaced=False, opens=False, linked=linked, below=below)
                )
        if len(found) * 2 >= len(outer) and len(found) > len(best):
            best = found
    return best


def _headings(document: Document, titles: set[int]) -> list[int]:
    """Short lines at column 0 that lead a section.

    They stand right above a title that is itself an item; or they have a sign of their own, other than
    the signs of the items, and stand right above a title wherever they do.
    """
    found = []
    signed: dict[str, list[tuple[int, bool]]] = {}
    shown_lines = [line for line in document.lines if not is_blank(line.text)]
    for above, line in pairwise(shown_lines):
        leads = line.number in titles
        if leads and bullet(line.text) and may_be_title(above) and len(above.text.split()) <= 8:
            found.append(above.number)
        mark = bullet(above.text) if above.number not in titles else None
        if leads and _DAY_ALONE.fullmatch(above.text):
            found.append(above.number)
        elif mark and not mark["indent"] and mark["mark"] not in _USUAL:
            signed.setdefault(mark["mark"], []).append((above.number, leads))
    sections = (places for places in signed.values() if all(leads for _, leads in places))
    return [*found, *(number for places in sections for number, _ in places)]


def _is_prose(line: Line) -> bool:
    """Whether a line is no item and no blank, nor a quotation, an address alone or words in brackets."""
    words = line.text.split()
    beside = line.text.startswith(">") or (len(words) == 1 and "://" in words[0])
    beside = beside or _BOXED.fullmatch(line.text.strip()) is not None
    return (may_be_title(line) or len(line.text) > LONGEST) and not beside


def _titles(candidates: list[Candidate], document: Document) -> list[Candidate]:
    """The candidates that are titles: first by what they cite, then the bare ones that stand like those."""
    cited = [candidate for candidate in candidates if _is_cited(candidate)] or _alike(candidates)
    quoted = [one for one in cited if one.line.text.startswith(">")]
    if len(quoted) < len(cited):
        cited = [one for one in cited if one not in quoted or one.told.year]
    if len(cited) > 1 and cited[0] is candidates[0] and _is_dated_heading(cited[0], document):
        cited = cited[1:]
    if not cited:
        return bare_titles(candidates, document.name)
    taken = Counter(candidate.line.number for candidate in cited)
    numbered = sum(candidate.told.number is not None for candidate in cited)
    chosen = []
    for candidate in candidates:
        if candidate.line.number in taken:
            keep = candidate.told.number is not None or numbered * 2 <= len(cited) or candidate.spaced
        else:
            keep = _stands_like(candidate, numbered * 2 > len(cited), [one for one in cited if one.spaced])
        if keep:
            chosen.append(candidate)
    return chosen


def _alike(candidates: list[Candidate]) -> list[Candidate]:
    """The lines that cite in one form, over prose as they stand, when there are several and few others."""
    whole = [one for one in candidates if one.told.year and (one.told.venue or one.told.orgs)]
    form = next(iter(Counter(one.told.form for one in whole).most_common(1)), ("", 0))[0]
    same = [one for one in whole if one.told.form == form and reads_as_title(one.told.title)]
    return same if len(same) > 1 and len(same) * 3 >= len(whole) * 2 else []


def _is_dated_heading(first: Candidate, document: Document) -> bool:
    """Whether the first line of a text is its name and date (``Hot papers (2023.06.19)``)."""
    told = first.told
    opening = next((line for line in document.lines if not is_blank(line.text)), None)
    only_dated = not (told.venue or told.orgs or told.authors or told.number or first.linked or first.below)
    return only_dated and first.line is opening and (not first.opens or len(told.title.split()) <= 3)


def _is_cited(candidate: Candidate) -> bool:
    told = candidate.told
    if candidate.linked or (candidate.below and candidate.below.proves and not told.is_cited):
        return len(told.title) > 3 and not told.title.startswith("http")
    glued = told.venue is not None and told.year is not None and told.form[:2] in ("T1", "T2", "T6", "T7")
    return told.is_cited and (candidate.alone or glued or told.number is not None)


def _stands_like(candidate: Candidate, numbered: bool, spaced: list[Candidate]) -> bool:
    """Whether a bare line stands where this document's cited titles stand."""
    if not reads_as_title(candidate.told.title) or not candidate.alone:
        return False
    if numbered or candidate.told.number is not None:
        return numbered and candidate.told.number is not None
    return candidate.opens and (candidate.spaced or not spaced)


def _own_title(document: Document, chosen: list[Candidate]) -> str | None:
    """The document's title: its first line, when that is short and no paper."""
    first = next((line for line in document.lines if not is_blank(line.text)), None)
    if first is None or (chosen and chosen[0].line.number == first.number):
        return None
    text = shown(first.text).lstrip("#").strip()
    if len(text) > 120 or is_item(first.text) or ordered(text) or pictures(first) or split_number(text)[0]:
        return None
    return text
