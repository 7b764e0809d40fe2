"""Pasted text: what a digest looks like when it is copied from a rendered page.

Titles stand at column 0, with or without a number; lists are indented bullets; an image is its
placeholder alone on a line; lines of one no-break space keep the papers apart. A title is known by
what it cites (``… ICLR, 2023.``), or by its place: a bare line is a title only where the titles of
the same document stand, so that prose gives no paper.
"""

from dataclasses import dataclass, replace
from re import compile as pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document, bullet, indent, is_blank, is_item, ordered, pictures, shown
from vaultkit.digest.entry import Digest, Line
from vaultkit.digest.fields import add_field, field_of, identifiers_of
from vaultkit.digest.forms import Title
from vaultkit.digest.identifiers import Identifier, addresses, find_identifiers, is_paper_link, of_link
from vaultkit.digest.names import read_names
from vaultkit.digest.titles import context_of, parse_title, reads_as_title, split_number

_LONGEST = 320
_BELOW = 8
# What is left of links and dates after a list of names: `[pdf] [project], 2021.11`.
_REMNANT = pattern(r"[\s,.]*(?:\[+[^\[\]]{1,30}\]+[\s,.]*)*(?:(?:19|20)\d\d(?:\.\d{1,2})?)?[\s.]*$")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line at column 0 that may be a title, and what stands around it."""

    line: Line
    told: Title
    alone: bool
    spaced: bool
    opens: bool
    linked: bool = False


def sniff(document: Document) -> int:
    """Any text can be pasted text, so this is the last resort; bullets ``•`` and spacers make it likely."""
    marked = any(line.text.lstrip().startswith("•") or line.text == "\u00a0" for line in document.lines)
    return 60 if marked else 10


def read(document: Document) -> Digest:
    """The papers of a pasted text; see the module's docstring for what is a title."""
    candidates = _candidates(document)
    chosen = _titles(candidates) or _bulleted(document)
    title = _own_title(document, chosen)
    found = [_found(candidate, document) for candidate in chosen]
    taken = {candidate.line.number for candidate in chosen}
    breaks: dict[int, Place] = {
        candidate.line.number: "unplaced"
        for candidate in candidates
        if candidate.told.number and candidate.line.number not in taken and chosen
    }
    first = found[0].first if found else 0
    return assemble(
        document,
        "pasted",
        found,
        {number: place for number, place in breaks.items() if number > first},
        title,
    )


def _found(candidate: _Candidate, document: Document) -> Found:
    """The paper of a title, with the names, fields and addresses printed in the lines right under it."""
    told, number = candidate.told, candidate.line.number
    said: list[Identifier] = list(find_identifiers(candidate.line.text))
    seen = 0
    for line in document.lines[number : number + _BELOW]:
        if is_blank(line.text) or pictures(line):
            continue
        field = field_of(line.text)
        seen += 1
        if field:
            told = add_field(told, field.kind, field.value)
            said += identifiers_of(field.kind, field.value)
        elif is_item(line.text) or seen > 3:
            break
        else:
            names = read_names(_REMNANT.sub("", shown(line.text)))
            told = replace(told, authors=told.authors or (names if len(names) > 1 else ()))
            said += [
                one for address in addresses(line.text) if is_paper_link(address) for one in of_link(address)
            ]
    return Found(told, number, number, tuple(dict.fromkeys(said)))


def _candidates(document: Document) -> list[_Candidate]:
    lines = document.lines
    context = context_of(line.text for line in lines if _may_be_title(line))
    found = []
    for index, line in enumerate(lines):
        if not _may_be_title(line):
            continue
        before = lines[index - 1] if index else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        following = next((other for other in lines[index + 1 : index + 9] if not is_blank(other.text)), None)
        blanks = 0
        while blanks < index and is_blank(lines[index - 1 - blanks].text):
            blanks += 1
        found.append(
            _Candidate(
                line,
                parse_title(shown(line.text), context),
                alone=(before is None or is_blank(before.text) or not _is_prose(before))
                and (after is None or is_blank(after.text) or not _is_prose(after)),
                spaced=blanks >= 2 or blanks == index,
                opens=following is not None and (is_item(following.text) or bool(pictures(following))),
                linked=after is not None and _is_address(after),
            )
        )
    return found


def _may_be_title(line: Line) -> bool:
    text = line.text
    if is_blank(text) or (text[0].isspace() and text[0] not in "\u00a0\ufeff") or len(text) > _LONGEST:
        return False
    return not is_item(text) and not pictures(line)


def _is_address(line: Line) -> bool:
    """Whether a line is the address of a paper and nothing else."""
    found = addresses(line.text)
    return len(found) == 1 and is_paper_link(found[0]) and len(shown(line.text).split()) == 1


def _bulleted(document: Document) -> list[_Candidate]:
    """Where no title stands at column 0: the outermost bullets, when half of them cite a venue."""
    bullets = [(line, mark.end()) for line in document.lines if (mark := bullet(line.text))]
    outermost = min((indent(line.text) for line, _ in bullets), default=0)
    outer = [(line, start) for line, start in bullets if indent(line.text) == outermost]
    found = []
    for line, start in outer:
        told = parse_title(line.text[start:]) if len(line.text) <= _LONGEST else None
        if told and told.venue and (told.year or told.authors):
            found.append(_Candidate(line, told, alone=True, spaced=False, opens=False))
    return found if len(found) * 2 >= len(outer) else []


def _is_prose(line: Line) -> bool:
    return _may_be_title(line) or len(line.text) > _LONGEST


def _titles(candidates: list[_Candidate]) -> list[_Candidate]:
    """The candidates that are titles: first by what they cite, then the bare ones that stand like those."""
    cited = [candidate for candidate in candidates if _is_cited(candidate)]
    if not cited:
        return _numbered_titles(candidates)
    numbered = sum(candidate.told.number is not None for candidate in cited)
    chosen = []
    for candidate in candidates:
        if _is_cited(candidate):
            keep = candidate.told.number is not None or numbered * 2 <= len(cited) or candidate.spaced
        else:
            keep = _stands_like(candidate, numbered * 2 > len(cited), [one for one in cited if one.spaced])
        if keep:
            chosen.append(candidate)
    return chosen


def _is_cited(candidate: _Candidate) -> bool:
    told = candidate.told
    if candidate.linked:
        return len(told.title) > 3 and not told.title.startswith("http")
    glued = told.venue is not None and told.year is not None and told.form[:2] in ("T1", "T2", "T6", "T7")
    return told.is_cited and (candidate.alone or glued or told.number is not None)


def _stands_like(candidate: _Candidate, numbered: bool, spaced: list[_Candidate]) -> bool:
    """Whether a bare line stands where this document's cited titles stand."""
    if not reads_as_title(candidate.told.title) or not candidate.alone:
        return False
    if numbered or candidate.told.number is not None:
        return numbered and candidate.told.number is not None
    return candidate.opens and (candidate.spaced or not spaced)


def _numbered_titles(candidates: list[_Candidate]) -> list[_Candidate]:
    """In a text that cites nothing, numbered lines that each open a list, two at least, are its titles."""
    numbered = [one for one in candidates if one.told.number is not None]
    titles = [one for one in numbered if one.opens and one.alone and reads_as_title(one.told.title)]
    return titles if len(titles) >= 2 and len(titles) * 2 > len(numbered) else []


def _own_title(document: Document, chosen: list[_Candidate]) -> str | None:
    """The document's title: its first line, when that is short and no paper."""
    first = next((line for line in document.lines if not is_blank(line.text)), None)
    if first is None or (chosen and chosen[0].line.number == first.number):
        return None
    text = shown(first.text).lstrip("#").strip()
    if len(text) > 120 or is_item(first.text) or ordered(text) or pictures(first) or split_number(text)[0]:
        return None
    return text
