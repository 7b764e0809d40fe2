"""What stands below a line and belongs to it: the rest of bold text, a link or a title, and its writers."""

from re import compile as pattern

from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.readers._metadata import metadata
from vaultkit.digest.titles import reads_as_title

_OPEN_LINK = pattern(r"\[[^\[\]]{8,}$")
_REST_OF_LINK = pattern(r"[^\[\]]{0,200}\]\(")
_MOST_LINES = 3
_BOLD_LAST = pattern(r"(?:\*\*|__)[^*_]{8,}[^*_.:!?](?:\*\*|__)$")
_BOLD_ON = pattern(r"(?:\*\*|__)[a-z]")
_WIDE = 50
_SMALL_FIRST = pattern(r"[a-z][^\[\]]{8,}\[.*\]\(.*[)\]]$")
_BROKEN_OFF = pattern(
    r"\s(?:a|an|and|as|at|by|for|from|in|into|of|on|or|over|the|through|to|towards?|under|using|via|vs|with|without)$",
    2,
)


def whole(block: Block, lines: tuple[Block, ...]) -> tuple[str, int]:
    """The text of an item or a line, and its last line: bold text or a link still open goes on below.

    So does a title that breaks off, and a bold one of which each line is bold on its own.
    """
    last = block.line
    while last < len(lines) and lines[last].kind == "rest":
        last += 1
    following = lines[last] if last < len(lines) else None
    if following is None or following.kind != "text" or last > block.line:
        return block.text, last
    strong = _is_open(block.text) and _is_open(following.text)
    if _BOLD_LAST.search(block.text) and _BOLD_ON.match(following.text):
        return f"{block.text.rstrip('*_ ')} {following.text.lstrip('*_ ')}", following.line
    if not strong and _OPEN_LINK.search(block.text):
        return _with_link(block, lines)
    if strong or _goes_on(block, following):
        return f"{block.text} {following.text}", following.line
    return block.text, block.line


def _with_link(block: Block, lines: tuple[Block, ...]) -> tuple[str, int]:
    """The text of a line to the end of the link that is open at its end, some lines below at most."""
    text = block.text
    for other in lines[block.line : block.line + _MOST_LINES]:
        if other.kind != "text":
            break
        text = f"{text} {other.text}"
        if _REST_OF_LINK.match(other.text):
            return text, other.line
        if "[" in other.text or "]" in other.text:
            break
    return block.text, block.line


def _is_open(text: str) -> bool:
    opened, closed = text.count("<b>"), text.count("</b>")
    return text.count("**") % 2 == 1 or opened != closed


def _goes_on(item: Block, below: Block) -> bool:
    """Whether a title that breaks off (``Oars for Narrow and``) ends in the line below.

    So does a long one without an end over small letters that end with a link.
    """
    if item.kind != "item" or below.parent != item.line or "](" in item.text or len(item.text.split()) < 4:
        return False
    if _BROKEN_OFF.search(item.text):
        return True
    unended = len(item.text) >= _WIDE and item.text[-1] not in ".:;!?)]"
    if not unended or not _SMALL_FIRST.match(below.text):
        return False
    said = metadata(below.text)
    return said is None or not (said[0].authors or said[0].venue or said[0].year)


def is_signed(block: Block, lines: tuple[Block, ...]) -> bool:
    """Whether right under a line of text an item names who wrote it: ``- Jane Roe, Ann Doe -- CVPR 2020``."""
    under = lines[block.line] if block.line < len(lines) else block
    if block.kind != "text" or block.parent or under.kind != "item":
        return False
    titled = "](" in block.text or reads_as_title(_until_link(block.text))
    below = metadata(under.text) if titled else None
    return below is not None and bool(below[0].authors)


def _until_link(text: str) -> str:
    """The words of ``text`` before its first link or bracket."""
    return strip_marks(text).partition("[")[0].strip()
