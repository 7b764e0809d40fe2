"""Which lines of a pasted text may be titles, and titles that go on in the next lines."""

from collections.abc import Sequence
from re import compile as pattern

from vaultkit.digest.document import Document, bullet, indent, is_blank, is_item, pictures, shown
from vaultkit.digest.entry import Line
from vaultkit.digest.fields import field_of
from vaultkit.digest.identifiers import addresses, find_identifiers, is_paper_link
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._byline import BEARING, byline
from vaultkit.digest.readers._reference import title_of
from vaultkit.digest.titles import reads_as_title, split_number

LONGEST = 320
_NEAR_MARGIN = 45
_MOST_LINES = 4
_CLOSING = {'"': '"', "“": "”", "«": "»", "「": "」"}
_HYPHEN = pattern(r"\w-$")
_RULE = pattern(r"\s*[-=_*~#─━═—–·.]{3,}\s*")


def wrapped(document: Document) -> list[tuple[int, int, str]]:
    """Titles that go on in the next lines, up to the one that cites or what says more of the paper.

    A title without a number goes on in indented lines, or after a blank line and near the right margin;
    an item goes on in lines further in.
    """
    found: list[tuple[int, int, str]] = []
    lines = document.lines
    possible = [may_be_title(line) for line in lines]
    for index, line in enumerate(lines):
        if found and line.number <= found[-1][1]:
            continue  # a part of the title above
        mark = bullet(line.text)
        mark = (
            mark if mark and (len(line.text) >= _NEAR_MARGIN or line.text[mark.end()] in _CLOSING) else None
        )
        start = mark.end() if mark else 0
        text = shown(line.text[start:])
        # Seen before a line is taken apart: few lines go on.
        may_go_on = index + 1 < len(lines) and (possible[index + 1] or _hangs(lines[index + 1], line))
        if not (mark or possible[index]) or not may_go_on:
            continue
        if quoted := _quoted(text, lines[index + 1 : index + _MOST_LINES]):
            last, rest = quoted
            found.append((line.number, last, line.text[:start] + rest))
            continue
        if title_of(text).is_cited:
            continue
        numbered = split_number(line.text)[0] is not None
        broken = len(line.text) >= _NEAR_MARGIN and (
            not index or is_blank(lines[index - 1].text) or is_rule(lines[index - 1].text)
        )
        for other in lines[index + 1 : index + 5]:
            goes_on = _hangs(other, line) or (
                not mark and (numbered or broken) and possible[other.number - 1]
            )
            if not goes_on or split_number(other.text)[0]:
                break
            if _says_more(other, lines[other.number : other.number + 1], text):
                if other.number > line.number + 1 and not mark:
                    found.append((line.number, other.number - 1, text))
                break
            if byline(other.text) or len(read_names(shown(other.text))) > 1 or addresses(other.text):
                break
            text = f"{text}{'' if _HYPHEN.search(text) else ' '}{shown(other.text)}"
            told = title_of(text)
            cited = ((told.venue or told.orgs or told.authors) and told.year) or (
                told.form == "T11" and told.authors
            )
            if cited and (mark or numbered or reads_as_title(told.title)):
                last, text = _to_its_place(text, other, lines[other.number : other.number + 1], line)
                found.append((line.number, last, line.text[:start] + text))
                break
    return found


def _quoted(text: str, below: Sequence[Line]) -> tuple[int, str] | None:
    """The last line and the text of a title whose quotation marks close in a line below, or None."""
    if text[:1] not in _CLOSING or _CLOSING[text[0]] in text[1:]:
        return None
    for line in below:
        if is_blank(line.text) or is_item(line.text):
            return None
        text = f"{text} {shown(line.text)}"
        if _CLOSING[text[0]] in shown(line.text):
            return line.number, text
    return None


def _to_its_place(text: str, last: Line, below: Sequence[Line], first: Line) -> tuple[int, str]:
    """The last line and the text of a reference, with the line that holds its place and year, if any."""
    for other in below if title_of(text).year is None else ():
        whole = f"{text} {shown(other.text)}"
        if _hangs(other, first) and (told := title_of(whole)).form == "T11" and told.year:
            return other.number, whole
    return last.number, text


def _says_more(line: Line, below: Sequence[Line], title: str) -> bool:
    """Whether a line is the address of ``title``, a field of it, or the one name over its address."""
    if field := field_of(line.text):
        return field.kind in BEARING
    named = len(read_names(shown(line.text))) == 1 and bool(below) and is_address(below[0], title)
    return (named and reads_as_title(title)) or is_address(line, title)


def _hangs(line: Line, above: Line) -> bool:
    """Whether a line stands further in and is no item: what is ``above`` it may go on there."""
    text = line.text
    deep = indent(text) >= indent(above.text) + 2
    return deep and not is_blank(text) and not is_item(text) and not pictures(line)


def may_be_title(line: Line) -> bool:
    text = line.text
    if is_blank(text) or (text[0].isspace() and text[0] not in "\u00a0\ufeff") or len(text) > LONGEST:
        return False
    return not is_item(text) and not pictures(line) and not is_rule(text)


def is_rule(text: str) -> bool:
    """Whether a line is a rule between stretches of text (``-----``)."""
    return _RULE.fullmatch(text) is not None


def is_address(line: Line, title: str) -> bool:
    """Whether a line is the address or the number of the paper ``title`` and nothing else."""
    if len(shown(line.text).split()) != 1:
        return False
    found = addresses(line.text)
    numbered = not found and bool(find_identifiers(line.text))
    return (len(found) == 1 and is_paper_link(found[0])) or (numbered and reads_as_title(title))
