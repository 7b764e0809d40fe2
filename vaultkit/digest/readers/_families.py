"""The ways in which a Markdown digest prints its papers, each as the lines that may be titles.

A *family* is all lines of one way: headings, bold lines, list items, plain lines, fields. Which one
a document uses is decided by ``_best``.
"""

from collections import Counter
from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.readers._announced import announced, announced_headings
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._body import Candidate, labelled_field, with_body
from vaultkit.digest.readers._headings import all_headings, headings
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.readers._items import MANY, all_items, items
from vaultkit.digest.readers._joined import whole
from vaultkit.digest.readers._paragraphs import paragraphs
from vaultkit.digest.readers._plain import plain
from vaultkit.digest.readers._review import asides
from vaultkit.digest.readers._tell import tell
from vaultkit.digest.readers._worded import worded_lists
from vaultkit.digest.titles import Context

_ITEMS = 3
_NO_COLON = pattern(r"^(paper|论文)\s+(?=\[)", 2)
_BOLD_LABEL = pattern(r"(?:\*\*|__)([^*_\n]{2,60}?)(?::(?:\*\*|__)|(?:\*\*|__)\s*:)")


def families(lines: tuple[Block, ...]) -> list[list[Candidate]]:
    """Every family of ``lines``; where nothing proves a paper, the titles that the page presents as such.

    In the family in which most is proven, lists count as well that are titles by their words.
    """
    aside, heads, listed = asides(lines), all_headings(lines), all_items(lines)
    lists = [fielded(lines), bold(lines), items(listed, lines), max(plain(lines), paragraphs(lines), key=len)]
    found = [
        headings(heads, lines),
        *([one for one in family if one.block.line not in aside] for family in lists),
    ]
    proven = sum(one.evidence == 2 for one in found[0])
    if proven or any(one.evidence == 2 for family in found for one in family):
        titles = announced_headings(heads, lines) if proven < MANY else []
        found[0] = titles if len(titles) >= max(MANY, 3 * proven) else found[0]
    else:
        titles = announced_headings(found[0] or heads, lines)
        found[0] = titles or [one for one in heads if one.evidence < 2]
    counts = [sum(one.evidence == 2 for one in family) for family in found]
    for place in [place for place, count in enumerate(counts) if count == max(counts)]:
        if place == _ITEMS:
            told = worded_lists(listed, lines)
            if told != listed:
                found[place] = [one for one in items(told, lines) if one.block.line not in aside]
        else:
            found[place] = worded_lists(found[place], lines)
    return found


def declared(lines: tuple[Block, ...], fields: list[Candidate]) -> list[Candidate]:
    """Of the papers in ``fields`` those that a page names before its first heading: what it is about."""
    first = next((block.line for block in lines if block.kind == "heading"), len(lines) + 1)
    return [one for one in fields if one.evidence == 2 and one.block.line < first]


def bold(lines: tuple[Block, ...]) -> list[Candidate]:
    """Lines of text that begin with a bold title."""
    found = []
    labels = Counter(label[1].strip() for block in lines if (label := _BOLD_LABEL.match(block.text)))
    for block in lines:
        if (
            block.kind != "text"
            or not block.text.startswith(("**", "__", "<b>", "<strong>"))
            or block.indent > 3
        ):
            continue
        if (label := _BOLD_LABEL.match(block.text)) and labels[label[1].strip()] > 2:
            continue  # the writer's own label for a part of what is said of each paper
        text, last = whole(block, lines)
        told = tell(text, Context())
        if told and told.shape in ("strong", "link") and labelled_field(block.text) is None:
            found.append(
                with_body(block, told, lines, lambda other: other.kind == "heading" or _is_bold(other), last)
            )
    return announced(found, lines)


def _is_bold(block: Block) -> bool:
    return block.kind == "text" and block.text.startswith("**") and not labelled_field(block.text)


def fielded(lines: tuple[Block, ...]) -> list[Candidate]:
    """Fields ``Paper: [Title](address)``, in which the link's text is the title, their colon or not."""
    found = []
    for block in lines:
        shown = _NO_COLON.sub(r"\1: ", block.text)
        field = labelled_field(shown) if block.kind in ("item", "text") else None
        if field is None or field.kind not in ("paper", "title") or "](" not in field.value:
            continue
        told = tell(field.value, Context())
        if told and told.shape in ("link", "strong") and len(told.title.title.split()) >= 3:
            proven = 2 if told.evidence == 2 else 0
            candidate = with_body(block, told, lines, _ends_fielded)
            found.append(replace(candidate, evidence=proven))
    return found


def _ends_fielded(other: Block) -> bool:
    if other.kind in ("heading", "rule"):
        return True
    field = labelled_field(other.text) if "](" in other.text else None
    return (
        field is not None and field.kind in ("paper", "title") and len(strip_marks(field.value).split()) > 2
    )
