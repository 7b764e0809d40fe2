"""Lists of references as papers end with: APA, IEEE, ACM, MLA, Chicago, Nature, Vancouver, Springer.

A reference begins with its number (``[1]``, ``1.``), after a blank line or at the margin; lines that
go on are indented or have no number. Read where most of a text are references.
"""

from re import compile as pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document, bullet, indent, is_blank, pictures, shown
from vaultkit.digest.entry import Digest
from vaultkit.digest.identifiers import Identifier, addresses, find_identifiers, is_paper_link, of_link
from vaultkit.digest.readers._chat import spoken
from vaultkit.digest.readers._reference import reference
from vaultkit.digest.told import Title
from vaultkit.digest.words import words

_NUMBER = pattern(
    r"\s{0,3}(?:\[(?P<boxed>[\w+.-]{1,12})\]|\((?P<round>\d{1,3})\)|(?P<plain>\d{1,3})[.)])\s+(?=\S)"
)
_MARKUP = pattern(r"\]\(|\*\*|^\s*\||^\s*```|`[^`]+`_")
_HEADING = pattern(r"[#=*_\s\d.]*(?P<name>[^\W\d_][^\n]{2,40}?)[=*_\s:：]*")
_CUT = pattern(r"(?<=[a-z])- (?=[a-z])")
_ENOUGH = 3
_LOOKED_AT = 400


def sniff(document: Document) -> int:
    """Likely when three quarters of a text are references, three at least; not in Markdown or a chat."""
    lines = document.lines[:_LOOKED_AT]
    bullets = sum(bullet(line.text) is not None for line in lines)
    few = 0 if any(line.text.startswith("#") for line in lines) else len(lines) // 20
    if bullets > few or any(_MARKUP.search(line.text) or pictures(line) for line in lines):
        return 0
    stretches = _stretches(document)[: _LOOKED_AT // 4]
    told = sum(_told(document, stretch) is not None for stretch in stretches)
    headed = _headed(document) and told * 2 >= len(stretches)
    likely = told >= (1 if headed else _ENOUGH) and (headed or told * 4 >= len(stretches) * 3)
    return 75 if likely and not spoken(document)[1] else 0


def read(document: Document) -> Digest:
    """The papers of the references; a stretch that is none is unplaced, a heading belongs to the document."""
    found: list[Found] = []
    breaks: dict[int, Place] = {}
    stretches = _stretches(document)
    for first, last in stretches:
        if told := _told(document, (first, last)):
            text = _text(document, first, last)
            said: list[Identifier] = list(find_identifiers(text))
            said += [one for at in addresses(text) if is_paper_link(at) for one in of_link(at)]
            found.append(Found(told, first, last, tuple(dict.fromkeys(said))))
            breaks.setdefault(last + 1, "front")
        else:
            breaks[first] = "unplaced" if found else "front"
    for one in found:
        breaks.pop(one.first, None)
    title = next((shown(line.text) for line in document.lines if not is_blank(line.text)), None)
    first = found[0].first if found else 0
    own = (
        title if title and stretches and len(title) < 80 and not _NUMBER.match(title) and first > 1 else None
    )
    return assemble(document, "references", found, breaks, own)


def _headed(document: Document) -> bool:
    """Whether the first line is the heading of such a list (``References``, ``参考文献``)."""
    first = next((line.text for line in document.lines if not is_blank(line.text)), "")
    named = _HEADING.fullmatch(first)
    return bool(named and named["name"].casefold() in words("lists of references"))


def _stretches(document: Document) -> list[tuple[int, int]]:
    """First and last line of each reference, or of what stands where one could."""
    shown_lines = [line for line in document.lines if not is_blank(line.text)]
    numbered = sum(bool(_NUMBER.match(line.text)) for line in shown_lines)
    indented = sum(indent(line.text) >= 2 for line in shown_lines)
    by_number = numbered >= 2 and numbered * 5 >= len(shown_lines)
    found: list[tuple[int, int]] = []
    blank = True
    for line in document.lines:
        if is_blank(line.text):
            blank = True
            continue
        opens = bool(_NUMBER.match(line.text)) if by_number else indent(line.text) < 2 or not indented
        goes_on = not blank or (by_number and found and _goes_on(document, found[-1], line.number))
        if found and not opens and goes_on:
            found[-1] = (found[-1][0], line.number)
        else:
            found.append((line.number, line.number))
        blank = False
    return found if by_number or indented else _of_paragraphs(document, found)


def _goes_on(document: Document, last: tuple[int, int], number: int) -> bool:
    """Whether a reference that was cut by a page goes on after the blank line."""
    text = document.lines[last[1] - 1].text.rstrip()
    return (
        number - last[1] <= 2
        and not text.endswith((".", ")", "]"))
        and document.lines[number - 1].text[0].islower()
    )


def _of_paragraphs(document: Document, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines that stand together are one reference where a line alone is seldom one."""
    alone = sum(_told(document, stretch) is not None for stretch in found)
    if alone * 2 >= len(found):
        return found
    joined: list[tuple[int, int]] = []
    for first, last in found:
        if joined and first == joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _told(document: Document, stretch: tuple[int, int]) -> Title | None:
    text = _text(document, *stretch)
    return reference(text) if text else None


def _text(document: Document, first: int, last: int) -> str:
    """The words of a reference on one line, without its number; words cut at a line's end are made whole."""
    text = " ".join(shown(line.text) for line in document.lines[first - 1 : last])
    text = _CUT.sub("-", text) if last > first else text
    number = _NUMBER.match(text)
    return text[number.end() :] if number else text
