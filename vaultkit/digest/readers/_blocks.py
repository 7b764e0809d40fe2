"""The lines of a Markdown digest by what they are: headings, items, tables, code, text.

In a page whose headings stand in quotations, the marks of the quotations count for nothing.

Line by line and with line numbers, which a Markdown parser for rendering does not give. Knows no papers.
"""

from dataclasses import dataclass, replace
from re import compile as pattern
from typing import Literal

from vaultkit.digest.document import Document, bullet, front_matter_end, indent, is_blank, ordered
from vaultkit.digest.readers._definitions import definitions, with_addresses
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.readers._own_names import own_names, without_marks
from vaultkit.digest.readers._templates import without_tags
from vaultkit.digest.wording import worded, wording

Kind = Literal["blank", "heading", "item", "table", "code", "html", "rule", "meta", "text", "rest"]

_HEADING = pattern(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>.*?))?(?:[ \t]+#+)?[ \t]*")
_CLOSED_UP = pattern(r"(?P<marks>#{1,6})(?P<text>[^#\s!/].{8,})")
_FENCE = pattern(r" {0,12}(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_RULE = pattern(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})")
_SETEXT = pattern(r" {0,3}(?:=+|-+)[ \t]*")
SHORTCODES = pattern(r"^(?::[a-z][a-z0-9_+-]{1,40}:[ \t]*)+")
_TASK = pattern(r"\[[ xX✓-]\]\s+")
_AGAIN = pattern(r"[-*+•][ \t]+(?=\S)")
_QUOTED_HEADING = pattern(r" {0,3}>[ \t]?#{1,6}[ \t]+\S")
_QUOTE = pattern(r" {0,3}>[ \t]?")
# Outliners (Roam, Logseq) write `name:: value`, and names and titles as links to pages.
_ATTRIBUTE = pattern(r"\s*(?:[-*+]\s+)?[A-Za-z][\w ]{0,24}::\s")
_PAGE_LINK = pattern(r"(?<!!)\[\[(?P<page>[^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|(?P<shown>[^\[\]]+))?\]\](?!\()")
_TAGS_ONLY = pattern(r"\s*(?:</?[a-zA-Z][^<>]*>\s*|<!--.*?-->\s*)+")
# The line that a folded part shows.
_SUMMARY = pattern(r"(?:<details[^<>]*>\s*)?<summary>\s*(?P<shown>.*?)\s*(?:</summary>)?", 2)
# An item of a list in HTML, its end on the same line or not.
_LIST_ITEM = pattern(r"\s*<li\b[^<>]*>\s*(?P<text>.*?\S.*?)\s*(?:</li>\s*(?:</[ou]l>\s*)?)?", 2)
_BOLD_TAG = pattern(r"</?(?:b|strong)>", 2)
_RULER = pattern(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_OPEN_ANCHOR = pattern(r"<a\b[^<>]*\bhref=[^<>]*>(?!.*</a>)", 2)
_CLOSED = pattern(r"</a>", 2)
_TAG = pattern(r"<[^<>]*>")
# A backslash at the end of a line only breaks it.
_BROKEN = pattern(r"(?<!\\)\\[ \t]*$")
_ROOM = 24
_NARROWEST, _WIDEST = 50, 110
_FEWEST = 3
# How references begin: `Roe, J.`, `Roe JB,`, `J. Roe,`, with a number before or not, or `“The Title`.
_CITES = pattern(
    r"(?:\[?\d{1,3}[\].)]+\s+)?(?:[\"“][‘'\w]|(?:[A-Z]\.[ -]?)+[A-Z][\w'’-]+[,.]"
    r"|[A-Z][\w'’-]+(?:,\s+[A-Z]\.|,?\s[A-Z]{1,3}[,.]))"
)
_WHEN = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TABLE_LINE = pattern(r"\s*\|.*\||\s*:?-{3,}:?\s*\|.*")


@dataclass(frozen=True, slots=True)
class Block:
    """One line: its number, kind, indentation, and its text without heading marks, bullet and task box.

    ``level`` is the level of a heading; ``number`` the number of an ordered item; ``parent`` the line
    of the item that an item or a text lies in, or 0. A ``rest`` is said in its item's line already.
    """

    line: int
    kind: Kind
    indent: int
    text: str
    level: int = 0
    number: str | None = None
    parent: int = 0


def blocks(document: Document) -> tuple[Block, ...]:
    """One block for each line of ``document``."""
    found: list[Block] = []
    fence = ""
    matter = front_matter_end(document)
    stack: list[Block] = []
    comment = False
    quoted = any(_QUOTED_HEADING.match(line.text) for line in document.lines)
    known = definitions(document.lines)
    outlined = any(_ATTRIBUTE.match(line.text) for line in document.lines)
    for line in document.lines:
        text = _QUOTE.sub("", line.text, count=1) if quoted else line.text
        text = without_tags(with_addresses(text, known) if known else text)
        text = _PAGE_LINK.sub(lambda found: found["shown"] or found["page"], text) if outlined else text
        if line.number <= matter:
            found.append(Block(line.number, "meta", 0, text))
            continue
        opening = _FENCE.match(text)
        if fence or opening:
            found.append(Block(line.number, "code", indent(text), text))
            if not fence and opening:
                fence = opening["fence"]
            elif opening and opening["fence"].startswith(fence) and text.strip().strip(fence[0]) == "":
                fence = ""
            continue
        text = _BROKEN.sub("", text)
        if comment or ("<!--" in text and "-->" not in text.partition("<!--")[2]):
            found.append(Block(line.number, "html", 0, text))
            comment = "-->" not in text
            continue
        block = _block(line.number, text, stack, found[-1] if found else None)
        if block.kind == "heading" or (block.kind == "text" and not block.parent):
            stack.clear()
        elif block.kind == "item":
            stack[:] = [item for item in stack if item.indent < block.indent]
            stack.append(block)
        found.append(block)
    found = _with_wrapped(_with_anchors(_with_setext(_with_rows(found))), document)
    found = _with_remarks_inside(found)
    names = own_names(block.text for block in found)
    return tuple(replace(one, text=without_marks(one.text, names)) if names else one for one in found)


def _with_anchors(found: list[Block]) -> list[Block]:
    """A link of HTML that goes on for some lines stands in its first, if it shows any words."""
    for index, block in enumerate(found):
        if block.kind not in ("html", "text") or not _OPEN_ANCHOR.search(block.text):
            continue
        end = next(
            (at for at in range(index + 1, min(index + 6, len(found))) if _CLOSED.search(found[at].text)), 0
        )
        parts = found[index : end + 1] if end else []
        text = " ".join(part.text.strip() for part in parts)
        if parts and _TAG.sub("", text).strip() and all(part.kind in ("html", "text") for part in parts):
            found[index] = Block(block.line, "text", min(block.indent, 3), text, parent=block.parent)
            found[index + 1 : end + 1] = [replace(part, kind="html") for part in parts[1:]]
    return found


def _with_wrapped(found: list[Block], document: Document) -> list[Block]:
    """Items and references wrapped at a width stand whole in their first lines, where most of them wrap.

    A text is wrapped at a width where only its last line has room for more.
    """
    listed, written = list[list[Block]](), list[list[Block]]()
    for block in found:
        if block.kind == "item":
            listed.append([block])
        elif block.kind == "text":
            runs = listed if block.parent else written
            if runs and block.line == runs[-1][-1].line + 1:
                runs[-1].append(block)
            elif not block.parent:
                written.append([block])
    referring = [run for run in written if _is_reference([document.lines[one.line - 1].text for one in run])]
    return _joined(_joined(found, listed, document), referring, document)


def _is_reference(texts: list[str]) -> bool:
    """Whether a paragraph begins with names and initials or with quotation marks, and says when."""
    broken = any(text.endswith("  ") for text in texts[:-1])
    return not broken and _CITES.match(texts[0]) is not None and _WHEN.search(" ".join(texts)) is not None


def _joined(found: list[Block], runs: list[list[Block]], document: Document) -> list[Block]:
    """``found`` with those ``runs`` of lines in their first lines that are wrapped, if most are."""
    runs = [run for run in runs if len(run) > 1]
    shortest = [min(len(document.lines[one.line - 1].text.rstrip()) for one in run[:-1]) for run in runs]
    width = max(shortest, default=0)
    full = sum(size >= width - _ROOM for size in shortest)
    if not _NARROWEST <= width <= _WIDEST or full < _FEWEST or full * 4 < len(runs) * 3:
        return found
    for first, *others in runs:
        found[first.line - 1] = replace(first, text=" ".join(one.text for one in (first, *others)))
        for one in others:
            found[one.line - 1] = replace(one, kind="rest")
    return found


def _with_remarks_inside(found: list[Block]) -> list[Block]:
    """Bullets right under numbered titles lie in them, where all bullets as far out are such."""
    owners: dict[int, list[int]] = {}
    owner, loose = 0, False
    for index, block in enumerate(found):
        if block.kind != "item" or block.parent:
            owner = owner if block.parent else 0
        elif block.number:
            owner = block.line
        elif owner:
            owners.setdefault(owner, []).append(index)
        else:
            loose = True
    told = [wording(strip_marks(found[line - 1].text)) for line in owners]
    if loose or len(owners) < _FEWEST or not worded(told):
        return found
    inside = {index: line for line, bullets in owners.items() for index in bullets}
    return [
        replace(block, indent=block.indent + 2, parent=inside[index]) if index in inside else block
        for index, block in enumerate(found)
    ]


def _with_rows(found: list[Block]) -> list[Block]:
    """Lines with bars below a table's ruler are its rows, though no bar stands before them."""
    inside = False
    for index, block in enumerate(found):
        if block.kind == "table":
            inside = inside or bool(_RULER.fullmatch(block.text))
        elif inside and block.kind == "text" and " | " in block.text:
            found[index] = replace(block, kind="table", parent=0)
        else:
            inside = False
    return found


def _block(number: int, text: str, stack: list[Block], before: Block | None) -> Block:
    width = indent(text)
    if is_blank(text):
        return Block(number, "blank", width, "")
    heading = _HEADING.fullmatch(text) or _CLOSED_UP.fullmatch(text)
    if heading:
        said = (heading["text"] or "").strip()
        if said.startswith("~~") and said.endswith("~~"):  # struck out, and yet a heading with its notes
            said = said.strip("~").strip()
        return Block(number, "heading", 0, said, len(heading["marks"]))
    if _RULE.fullmatch(text):
        return Block(number, "rule", 0, text)
    mark = bullet(text) or ordered(text)
    if mark:
        # One space more does not nest an item: it stands beside the one above.
        width -= any(item.indent == width - 1 for item in stack)
        rest = _shown(_TASK.sub("", text[mark.end() :], count=1))
        while again := _AGAIN.match(rest):
            rest = rest[again.end() :]
        inner = _HEADING.fullmatch(rest)
        if inner and inner["text"] and rest.startswith("#"):
            return Block(number, "heading", 0, inner["text"].strip(), len(inner["marks"]))
        ordinal = mark["mark"].rstrip(".)") if mark["mark"][0].isdigit() else None
        parent = next((item.line for item in reversed(stack) if item.indent < width), 0)
        return Block(number, "item", width, rest.strip(), 0, ordinal, parent)
    if _TAGS_ONLY.fullmatch(text):
        return Block(number, "html", width, text.strip())
    if tagged := _LIST_ITEM.fullmatch(text):
        return Block(number, "item", width, _BOLD_TAG.sub("**", tagged["text"]))
    if _TABLE_LINE.fullmatch(text):
        return Block(number, "table", width, text.strip())
    lazy = before is not None and before.kind in ("item", "text") and bool(stack)
    parent = next((item.line for item in reversed(stack) if item.indent < width or lazy), 0)
    return Block(number, "text", width, _shown(text.strip()), parent=parent)


def _shown(text: str) -> str:
    """``text`` without tags of a folded part, nor names of little pictures (``:star:``) before its words."""
    summary = _SUMMARY.fullmatch(text)
    text = _BOLD_TAG.sub("**", summary["shown"]) if summary and summary["shown"] else text
    found = SHORTCODES.match(text)
    return text[found.end() :] if found and found.end() < len(text) else text


def _with_setext(found: list[Block]) -> list[Block]:
    """A line of text over a line of ``===`` or ``---`` is a heading."""
    for index in range(1, len(found)):
        under, over = found[index], found[index - 1]
        first = index == 1 or found[index - 2].kind != "text"
        if (
            under.kind == "rule"
            and first
            and over.kind == "text"
            and not over.parent
            and _SETEXT.fullmatch(under.text)
        ):
            found[index - 1] = Block(over.line, "heading", 0, over.text, 1 if "=" in under.text else 2)
    return found
