"""The lines of a pasted text that may be titles, and what stands around each of them.

Says what a line tells and where it stands, and chooses nothing; see ``pasted``.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from re import compile as pattern

from vaultkit.digest.alike import context_of, counted, dated, grouped, remarked
from vaultkit.digest.document import Document, front_matter_end, indent, is_blank, is_item, pictures, shown
from vaultkit.digest.entry import Line
from vaultkit.digest.fields import PAPER, field_of
from vaultkit.digest.identifiers import addresses, find_identifiers, is_paper_link
from vaultkit.digest.readers._announced import names_a_list
from vaultkit.digest.readers._byline import BEARING, Byline, byline, lines_below
from vaultkit.digest.readers._reference import title_of
from vaultkit.digest.readers._wrapped import LONGEST, is_address, is_rule, may_be_title
from vaultkit.digest.signed import are_signed
from vaultkit.digest.titles import (
    ARXIV_BESIDE,
    Context,
    leading_sign,
    led_by_names,
    parse_title,
    reads_as_title,
)
from vaultkit.digest.told import Title

BELOW_ITEMS = 30
_FEWEST, _MANY = 2, 5
_BOXED = pattern(r"[\[【<].{1,40}[\]】>]")
_DATE = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
    r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?"
    r"|\d{1,2}\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
    r"|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|\d{1,2}월\s?\d{1,2}일"
    r"|(?:week|session)\s*\d{1,2}|\d{1,2}주차)(?:,?\s+\d{4})?\s*"
)
# The day of a meeting before what is read there, with who presents it, and alone over it.
_DAY = pattern(
    rf"{_DATE}(?:(?:[가-힣]{{2,4}}\s?|\([^\W\d_][\w .]{{1,20}}\)\s*)?[:：|–—-]\s*|(?<=\t)"
    r"|(?<=\d\d\d\d.\d\d.\d\d\s)|(?<=\d\d\d\d.\d\d.\d\d\s\s))(?=\S{2})",
    2,
)
_CLOCK = r"\d{1,2}[:.]\d\d(?:\s*[ap]m)?"
DAY_ALONE = pattern(rf"\W*{_DATE}\W*\w{{0,9}}\W*|{_CLOCK}(?:\s*[-–—]\s*{_CLOCK})?", 2)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line at column 0 that may be a title, and what stands around it.

    ``first`` is the line in which its paper begins: its own, or that of its address over it.
    ``spaced``: two blank lines or more before it; ``opens``: a list or a picture follows; ``linked``: its
    address stands behind or under it; ``below``: what the line under it cites;
    ``heads``: it is the first of a stretch of lines.
    """

    line: Line
    told: Title
    first: int
    alone: bool
    spaced: bool
    opens: bool
    linked: bool = False
    below: Byline | None = None
    heads: bool = False


def candidates_of(
    document: Document, speakers: frozenset[int], said: bool, joined: Container[int] = ()
) -> list[Candidate]:
    """The lines that may be titles; what was ``said`` in a chat has no blank lines around it.

    ``joined`` are the lines that are now part of one above, and empty.
    """
    lines = document.lines
    possible = frozenset(line.number for line in lines if may_be_title(line))
    context = _context(lines, possible)
    beside = _all_beside(lines, possible)
    opening = opening_of(document)
    found: list[Candidate] = []
    blanks, told_until = 0, front_matter_end(document)
    for index, line in enumerate(lines):
        above, blanks = blanks, blanks + 1 if is_blank(line.text) else 0
        if not _is_eligible(line, possible) or line.number in speakers or line.number <= told_until:
            continue
        end = next(place for place in range(index + 1, len(lines) + 1) if place + 1 not in joined)
        end += end < len(lines) and is_rule(lines[end].text)
        told, is_dated = _told(line, context)
        led = _is_led(lines[max(index - 2, 0) : index], told)
        heads = index == led or is_blank(lines[index - led - 1].text) or _leads(lines[index - 1])
        below, count = _below(lines[end : end + BELOW_ITEMS], told, heads)
        told_until = end + count if not (told.venue and told.year) else 0
        links = bool(paper_links(line) or ARXIV_BESIDE.search(line.text))
        signed = _is_signed(line, told) and not context.by_names
        if signed or (not (_is_dated(told) or links) and names_a_list(told.title)):
            continue
        after = lines[end : end + 2]
        around = [other for other in (*lines[max(index - 1, 0) : index], *after[:1]) if other is not opening]
        found.append(
            Candidate(
                line,
                told,
                line.number - led,
                alone=((said or is_dated) and told.venue is not None)
                or not any(_is_prose(other, possible) for other in around),
                spaced=above >= 2 or above == index,
                opens=_opens(line, lines[index + 1 : index + 9]),
                linked=led
                or labelled_title(line) is not None
                or (links and (_is_named(told) or (beside and "://" not in told.title)))
                or _leads_to(after, told),
                below=below,
                heads=heads,
            )
        )
    return found


def _all_beside(lines: Sequence[Line], possible: Container[int]) -> bool:
    """Whether nearly all lines at the margin are some words and the address of a paper."""
    if not any("://" in line.text for line in lines):
        return False
    margin = [line for line in lines if line.number in possible]
    beside = sum(bool(paper_links(line)) and len(line.text.split()) > 1 for line in margin)
    return len(margin) >= _FEWEST * 2 and beside * 4 >= len(margin) * 3


def _is_eligible(line: Line, possible: Container[int]) -> bool:
    """Whether a line stands at the margin and is no field that a paper's title has under it."""
    if line.number not in possible:
        return False
    field = field_of(line.text)
    return not field or (field.kind not in BEARING and bool(field.value)) or labelled_title(line) is not None


def labelled_title(line: Line) -> str | None:
    """The title in ``Title: …``, and in ``Paper: …`` when that is no address."""
    field = field_of(line.text)
    if field and field.kind == "title":
        return field.value or None
    named = (
        field is not None
        and field.label.casefold().rstrip("0123456789 #") in PAPER
        and "://" not in field.value
    )
    return field.value if field and named and len(field.value.split()) > 2 else None


def _below(lines: Sequence[Line], told: Title, heads: bool) -> tuple[Byline | None, int]:
    """What is cited under a title: right under it, or in the last line of the stretch that it ``heads``."""
    below, count = lines_below(lines)
    if below or not heads or told.is_cited or not reads_as_title(told.title):
        return below, count
    stretch = list(takewhile(lambda line: not is_blank(line.text), lines))
    said = byline(stretch[-1].text) if len(stretch) > 1 else None
    signed = said is not None and said.proves and stretch[-1].text.startswith(("(", "["))
    return (said, len(stretch)) if signed else (below, count)


def _opens(line: Line, following: Sequence[Line]) -> bool:
    """Whether a list, a picture or an indented stretch follows a line."""
    below = next((other for other in following if not is_blank(other.text)), None)
    if below is None:
        return False
    return is_item(below.text) or bool(pictures(below)) or indent(below.text) >= indent(line.text) + 2


def _leads(line: Line) -> bool:
    """Whether a line is a rule or the day of what stands under it."""
    return is_rule(line.text) or DAY_ALONE.fullmatch(line.text) is not None


def _context(lines: Sequence[Line], possible: Container[int]) -> Context:
    """What the ``possible`` titles tell of each other; a sign is theirs when half that have it cite."""
    texts = {line.number: line.text for line in lines if line.number in possible}
    signed: dict[str, list[bool]] = {}
    for number, text in texts.items():
        if sign := leading_sign(text):
            below, _ = lines_below(lines[number : number + BELOW_ITEMS])
            proven = bool(below and below.proves)
            signed.setdefault(sign, []).append(proven or title_of(shown(text)).is_cited)
    told = [parse_title(shown(text)) for text in texts.values()]
    named = sum(one.is_cited and led_by_names(one.title) is not None for one in told)
    signs = frozenset(
        sign for sign, cited in signed.items() if len(cited) > 1 and sum(cited) * 2 >= len(cited)
    )
    by_names = named >= _MANY or (named >= _FEWEST and named * 2 > sum(one.is_cited for one in told))
    return replace(
        context_of(texts.values()),
        signs=signs,
        by_names=by_names,
        counts=counted(texts.values()),
        grouped=grouped(told),
        dated=dated(told),
        remarked=remarked(told),
        signed=are_signed(told),
    )


def _told(line: Line, context: Context) -> tuple[Title, bool]:
    """What a line tells when it is a title, and whether the day of a meeting stands before it."""
    text = shown(line.text)
    day = _DAY.match(text)
    title = labelled_title(line) or (text[day.end() :] if day else text)
    return title_of(title, context), day is not None


def _is_signed(line: Line, told: Title) -> bool:
    """Whether a line that cites gives the writers and the place of another line's title."""
    said = byline(line.text) if told.is_cited else None
    return said is not None and (len(said.authors) > 1 or "et al" in line.text)


def _is_dated(told: Title) -> bool:
    """Whether a line says more of a paper than who made it."""
    return bool(told.venue or told.year or told.authors)


def paper_links(line: Line) -> list[str]:
    return [address for address in addresses(line.text) if is_paper_link(address)]


def opening_of(document: Document) -> Line | None:
    """The first line that is not blank."""
    return next((line for line in document.lines if not is_blank(line.text)), None)


def _leads_to(below: Sequence[Line], told: Title) -> bool:
    """Whether the address of the paper ``told`` stands right under it, and not right over another.

    Under a numbered title, a line that speaks of it and gives its number or address will do.
    """
    if not below:
        return False
    if told.number is not None and reads_as_title(told.title) and find_identifiers(below[0].text):
        return True
    if not is_address(below[0], told.title):
        return False
    other = parse_title(shown(below[1].text)) if len(below) > 1 and not told.is_cited else None
    return not (other and other.year and other.venue)


def _is_led(above: Sequence[Line], told: Title) -> bool:
    """Whether a stretch of lines begins with the address or the place of ``told`` and then its title."""
    if not above or not reads_as_title(told.title):
        return False
    said = byline(above[-1].text) if not told.is_cited else None
    placed = said is not None and said.citation.venue is not None and said.proves and not said.authors
    placed = placed and not title_of(shown(above[-1].text)).authors
    led = is_address(above[-1], told.title) or placed
    return led and all(is_blank(line.text) for line in above[:-1])


def _is_named(told: Title) -> bool:
    """Whether the words beside an address name a paper, and no remark leads to it."""
    named = reads_as_title(told.title) or (told.number is not None and len(told.title) > 2)
    return named and "://" not in told.title


def _is_prose(line: Line, possible: Container[int]) -> bool:
    """Whether a line is no item and no blank, nor a quotation, an address alone or words in brackets."""
    words = line.text.split()
    beside = line.text.startswith(">") or (len(words) == 1 and "://" in words[0])
    beside = beside or _BOXED.fullmatch(line.text.strip()) is not None
    return (line.number in possible or len(line.text) > LONGEST) and not beside
