"""Posts about one paper: their headings are the parts of a paper (``Introduction``, ``방법``, ``结论``).

In such a post other papers are only mentioned. The words are data (``data/words.json``).
"""

from collections import Counter
from re import compile as pattern

from vaultkit.digest.document import is_blank
from vaultkit.digest.readers._blocks import SHORTCODES, Block
from vaultkit.digest.readers._body import Candidate
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.titles import reads_as_title
from vaultkit.digest.words import words

_PARTS = words("parts of a paper")
_ALONE = words("parts of papers alone")
_REFERENCES = words("reference sections")
_ABOUT_PAGE = words("sections about the page")
_NUMBER = pattern(
    r"^[\W\d_]*(?:part\s?\d{1,2}[.:、\s]\s*)?(?:[ivx]{1,4}[.)]\s+|[一二三四五六七八九十]{1,3}、\s*)?", 2
)
_SIGNS_LAST = pattern(r"[^\w?)]+$|\s+:[a-z_+-]+:$")
# A text about something else has so many lines for each paper that it mentions.
ROOMY = 8


def is_review(lines: tuple[Block, ...], chosen: list[Candidate], rows: int) -> bool:
    """Whether the page is about one paper: parts of a paper as headings, each once, and much text.

    ``chosen`` are the papers found by other means; two headings above the parts' level that are
    proven make a digest with notes, not a review.
    """
    parts = [block for block in lines if block.kind == "heading" and _part(block.text)]
    counts = Counter(_part(block.text) for block in parts)
    singles = sum(count == 1 for count in counts.values())
    singles += _is_titled(lines) if singles else 0
    if singles < 3 or singles * 2 < len(counts):
        return False
    level = min(block.level for block in parts)
    above = sum(one.block.kind == "heading" and one.block.level < level for one in chosen)
    shown = sum(not is_blank(block.text) for block in lines)
    return above < 2 and (len(chosen) + rows) * ROOMY < shown


def has_parts(lines: tuple[Block, ...]) -> bool:
    """Whether the headings are the parts of a paper, one of them of nothing else (``Related work``)."""
    return is_review(lines, [], 0) and any(
        _part(block.text) in _ALONE for block in lines if block.kind == "heading"
    )


def asides(lines: tuple[Block, ...]) -> frozenset[int]:
    """The lines under headings like ``References``, and those under ``News`` or ``Contributing``.

    Each of the two only where it is less than half of the page.
    """
    shown = sum(block.kind != "blank" for block in lines)
    found = (_under(lines, _REFERENCES), _under(lines, _ABOUT_PAGE, deep=False))
    return frozenset(number for part in found if len(part) * 2 < shown for number in part)


def _under(lines: tuple[Block, ...], names: frozenset[str], *, deep: bool = True) -> set[int]:
    """The lines under the headings called ``names``, and ``deep`` those under the headings within."""
    found: set[int] = set()
    level = 0
    for block in lines:
        if block.kind == "heading":
            inside = _name(block.text) in names
            over = level and (block.level <= level or not deep)
            level = block.level if inside and (not level or over) else 0 if over else level
        elif level and block.kind != "blank":
            found.add(block.line)
    return found


def _is_titled(lines: tuple[Block, ...]) -> int:
    """2 when the first heading stands alone at its level and reads as a title, right over an abstract."""
    heads = [block for block in lines if block.kind == "heading" and block.text]
    alone = len(heads) > 2 and all(block.level > heads[0].level for block in heads[1:])
    parted = any(_part(block.text) for block in heads[1:3])
    text = strip_marks(heads[0].text) if heads else ""
    return 2 if alone and parted and reads_as_title(text) and len(text.split()) >= 5 else 0


def is_part(heading: str) -> bool:
    """Whether a heading names a part of a paper, and so no paper."""
    return bool(_part(heading))


def before_parts(chosen: list[Candidate], lines: tuple[Block, ...]) -> list[Candidate]:
    """The one paper that a review is about: the first of ``chosen`` if it stands before the first part."""
    first = next(block.line for block in lines if block.kind == "heading" and _part(block.text))
    return [one for one in chosen[:1] if one.block.line < first]


def _part(heading: str) -> str:
    """The part of a paper that a heading names, or ""."""
    text = _name(heading)
    text = text if text in _PARTS else text.rstrip("?？ ")
    return text if text in _PARTS else ""


def _name(heading: str) -> str:
    """What a heading says, without its number, signs and marks."""
    return _SIGNS_LAST.sub("", _NUMBER.sub("", SHORTCODES.sub("", strip_marks(heading))).casefold())
