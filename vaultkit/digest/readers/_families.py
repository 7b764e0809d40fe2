"""The ways in which a Markdown digest prints its papers, each as the lines that may be titles.

A *family* is all lines of one way: headings, bold lines, list items, plain lines, fields. Which one
a document uses is decided by ``_best``.
"""

from collections import Counter
from dataclasses import replace
from functools import partial
from re import compile as pattern

from vaultkit.digest.identifiers import is_paper_link, names_paper
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._announced import (
    announced,
    announced_headings,
    mentions_papers,
    of_other_things,
    presented,
    speaks_of_papers,
)
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._body import Candidate, is_noted, labelled_field, with_body
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.readers._linked import labelled_links
from vaultkit.digest.readers._news import is_news
from vaultkit.digest.readers._review import asides, is_part
from vaultkit.digest.readers._tell import Told, tell
from vaultkit.digest.readers._vote import as_most_print
from vaultkit.digest.titles import Context, context_of, reads_as_title

# What a line must have to cite or to link at all.
_MARKED = pattern(r"\]\(|https?:|\d\d|href")
_OPEN_LINK = pattern(r"\[[^\[\]]{8,}$")
_REST_OF_LINK = pattern(r"[^\[\]]{0,200}\]\(")
_BOXED = pattern(r"\[(?P<title>[^\[\]]{12,300})\]")
# A line of a table of contents: a link to a heading of the page itself, and how many papers stand there.
_CONTENTS = pattern(r"\[[^\[\]]+\]\(#[^()]*\)\W*(?:\d+\W*\w{0,6}\W*)?")
_NO_COLON = pattern(r"^(paper|论文)\s+(?=\[)", 2)
_BOLD_LABEL = pattern(r"(?:\*\*|__)([^*_\n]{2,60}?)(?::(?:\*\*|__)|(?:\*\*|__)\s*:)")
_MANY = 8
_ADDRESS = pattern(r"<?https?://\S+")
_NUMBER = pattern(r"arxiv:\s*\d{4}\.\d{4,5}(?:v\d+)?", 2)


def families(lines: tuple[Block, ...]) -> list[list[Candidate]]:
    """Every family of ``lines``; where nothing proves a paper, the titles that the page presents as such."""
    aside, heads = asides(lines), all_headings(lines)
    found = [
        headings(heads, lines),
        *([one for one in family if one.block.line not in aside] for family in _lists(lines)),
    ]
    proven = sum(one.evidence == 2 for one in found[0])
    if proven or any(one.evidence == 2 for family in found for one in family):
        titles = announced_headings(heads, lines) if proven < _MANY else []
        found[0] = titles if len(titles) >= max(_MANY, 3 * proven) else found[0]
    else:
        found[0] = announced_headings(found[0] or heads, lines)
    return found


def declared(lines: tuple[Block, ...], fields: list[Candidate]) -> list[Candidate]:
    """Of the papers in ``fields`` those that a page names before its first heading: what it is about."""
    first = next((block.line for block in lines if block.kind == "heading"), len(lines) + 1)
    return [one for one in fields if one.evidence == 2 and one.block.line < first]


def _lists(lines: tuple[Block, ...]) -> list[list[Candidate]]:
    return [fielded(lines), bold(lines), items(lines), plain(lines)]


def headings(heads: list[Candidate], lines: tuple[Block, ...]) -> list[Candidate]:
    """Those of ``heads`` whose text cites, or whose first lines are a paper's fields, names or link."""
    found = heads[1:] if heads and _is_name_of_page(heads[0], lines) else heads
    level = {one.block.level for one in found if one.evidence == 2}
    return [one for one in found if one.block.level in level]


def all_headings(lines: tuple[Block, ...]) -> list[Candidate]:
    """The headings that may be titles, proven or not."""
    heads = [block for block in lines if block.kind == "heading" and block.text]
    context = context_of(strip_marks(block.text) for block in heads)
    found = []
    for block in heads:
        text, last = _of_heading(block, lines)
        told = tell(text, context) if not is_part(block.text) else None
        if told is None:
            continue
        if told.evidence < 2 and not told.title.is_cited and speaks_of_papers(block.text):
            continue
        candidate = with_body(block, told, lines, lambda other: other.kind == "heading", last)
        if told.evidence == 2 or candidate.evidence == 2 or reads_as_title(told.title.title):
            found.append(candidate)
    return found


def _of_heading(block: Block, lines: tuple[Block, ...]) -> tuple[str, int]:
    """The text of a heading and its last line: what a label of titles (``Title:``) stands before, or over."""
    label = labelled_field(block.text)
    if label is None or label.kind != "title":
        return block.text, block.line
    below = next((other for other in lines[block.line :] if other.kind != "blank"), block)
    if not label.value and below.kind == "text":
        return below.text, below.line
    return label.value or block.text, block.line


def _is_name_of_page(one: Candidate, lines: tuple[Block, ...]) -> bool:
    """Whether a first heading alone at its level names the page and its writer, and no paper."""
    heads = [block for block in lines if block.kind == "heading"]
    if heads[0].line != one.block.line:
        return False
    if mentions_papers(one.told.title.title):
        return True
    alone = sum(block.level == one.block.level for block in heads) == 1
    if not alone or one.told.evidence == 2:
        return False
    said = one.told.title.venue or one.identifiers or one.told.identifiers
    return speaks_of_papers(one.block.text) or (not said and not reads_as_title(one.told.title.title))


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
        text, last = _whole(block, lines)
        told = tell(text, Context())
        if told and told.shape in ("strong", "link") and labelled_field(block.text) is None:
            found.append(
                with_body(block, told, lines, lambda other: other.kind == "heading" or _is_bold(other), last)
            )
    return announced(found, lines)


def _is_bold(block: Block) -> bool:
    return block.kind == "text" and block.text.startswith("**") and not labelled_field(block.text)


def items(lines: tuple[Block, ...]) -> list[Candidate]:
    """List items that are no fields; an item's body is what is indented under it."""
    found = []
    for block in lines:
        if block.kind != "item" or not block.text or labelled_field(block.text) or len(block.text) > 4000:
            continue
        text, last = _whole(block, lines)
        aside = _ADDRESS.match(text) or _CONTENTS.fullmatch(text) or is_news(text)
        told = None if aside else tell(text, Context(), block.number)
        if told:
            told, last = _spelled_out(block, told, lines, last)
            found.append(with_body(block, told, lines, partial(_ends_item, block), last))
    return _in_lists_of_papers(announced(as_most_print(found), lines), lines)


def _whole(block: Block, lines: tuple[Block, ...]) -> tuple[str, int]:
    """The text of an item or a line, and its last line: bold text or a link still open goes on below."""
    following = lines[block.line] if block.line < len(lines) else None
    if following is None or following.kind != "text":
        return block.text, block.line
    strong = _is_open(block.text) and _is_open(following.text)
    link = _OPEN_LINK.search(block.text) and _REST_OF_LINK.match(following.text)
    return (f"{block.text} {following.text}", following.line) if strong or link else (block.text, block.line)


def _spelled_out(block: Block, told: Told, lines: tuple[Block, ...], last: int) -> tuple[Told, int]:
    """A short name with the whole reference or the linked title under it is one paper, by its whole title."""
    under = lines[last] if last < len(lines) else None
    if not under or under.parent != block.line or len(told.title.title.split()) > 3:
        return told, last
    whole = tell(under.text, Context()) if len(under.text) < 1000 else None
    if not whole or len(whole.title.title.split()) < 4 or labelled_field(under.text):
        return told, last
    cited = told.evidence == 2 and whole.title.authors and (whole.title.venue or whole.title.year)
    linked = under.kind == "text" and whole.evidence == 2 and names_paper(whole.identifiers)
    linked = linked and whole.shape == "plain" and reads_as_title(whole.title.title)
    if not (cited or linked) or read_names(whole.title.title.replace(", and ", ", ")):
        return told, last
    short = told.title.title if told.shape != "plain" or cited else None
    title = replace(whole.title, alias=whole.title.alias or short, number=told.title.number)
    said = (*told.identifiers, *whole.identifiers) if cited else (*whole.identifiers, *told.identifiers)
    return replace(told, title=title, identifiers=said, evidence=2), under.line


def _is_open(text: str) -> bool:
    opened, closed = text.count("<b>"), text.count("</b>")
    return text.count("**") % 2 == 1 or opened != closed


def _in_lists_of_papers(found: list[Candidate], lines: tuple[Block, ...]) -> list[Candidate]:
    """The items of those lists of which half are papers; a link in the midst of notes makes no paper."""
    section, sections = 0, dict[int, int]()
    for block in lines:
        section = block.line if block.kind == "heading" else section
        sections[block.line] = section
    lists: dict[tuple[int, int], list[Candidate]] = {}
    for one in found:
        lists.setdefault((sections[one.block.line], one.block.parent), []).append(one)
    kept = [one for listed in lists.values() if _half_are_papers(listed) for one in listed]
    if sum(one.evidence == 2 for one in kept) >= _MANY:
        passed = (
            {one.block.line for one in kept} | {one.block.parent for one in found} | of_other_things(lines)
        )
        kept += [one for one in found if one.block.line not in passed and _is_surely_paper(one)]
    return sorted(kept, key=lambda one: one.block.line)


def _half_are_papers(listed: list[Candidate]) -> bool:
    proven = sum(one.evidence == 2 for one in listed)
    likely = sum(
        one.evidence < 2 and (_is_dated(one) or (proven > 0 and is_noted(one.told))) for one in listed
    )
    return 2 * (proven + likely) >= len(listed)


def _is_surely_paper(one: Candidate) -> bool:
    """Whether an item is a paper wherever it stands: a whole title that links to where papers lie."""
    title = one.told.title.title
    elsewhere = one.told.shape == "link" and "://" in one.address
    linked = is_paper_link(one.address) or (not elsewhere and names_paper(one.told.identifiers))
    of_length = 4 <= len(title.split()) <= 18 and ". " not in title
    return one.evidence == 2 and linked and of_length and reads_as_title(title)


def _is_dated(one: Candidate) -> bool:
    return one.evidence == 1 and bool(one.told.title.year) and len(one.told.title.title.split()) >= 3


def _ends_item(item: Block, other: Block) -> bool:
    if other.kind == "item":
        return other.indent <= item.indent and labelled_field(other.text) is None
    return other.kind == "heading"


def plain(lines: tuple[Block, ...]) -> list[Candidate]:
    """Lines of text that are a title and its links or citation, each a paragraph or a line of its own.

    A title over the address of its paper counts where another does so.
    """
    found: list[Candidate] = []
    leading: list[Candidate] = []
    owned: set[int] = set()
    for block in lines:
        if block.kind != "text" or block.parent or block.indent > 3 or len(block.text) > 600:
            continue
        if block.line in owned:
            continue
        if boxed := _BOXED.fullmatch(block.text):
            one, below = _boxed(block, boxed["title"], lines)
            found += one
            owned |= below
            continue
        if one_below := _over_address(block, lines):
            leading.append(one_below)
            continue
        text, last = _whole(block, lines)
        owned |= set(range(block.line + 1, last + 1))
        told = tell(text, Context(), proven=True) if _MARKED.search(text) else None
        if told and told.evidence == 2 and len(told.after.split()) < 40 and not labelled_field(block.text):
            if told.shape == "plain" and not told.title.is_cited and not told.identifiers:
                continue
            if reads_as_title(told.title.title) or told.title.venue:
                found.append(with_body(block, told, lines, lambda other: other.kind == "heading", last))
    if len(leading) > 1:
        found = sorted([*found, *leading], key=lambda one: one.block.line)
    paragraphs = sum(block.kind == "text" and not block.parent for block in lines)
    return found if len(found) * 8 >= paragraphs else _linked_lines(lines)


def _over_address(block: Block, lines: tuple[Block, ...]) -> Candidate | None:
    """A line that reads as a title, right over a line with nothing but the address of a paper."""
    below = next((other for other in lines[block.line : block.line + 2] if other.kind != "blank"), block)
    address = below.text.strip(" <>") if below.kind == "text" and below is not block else ""
    alone = _NUMBER.fullmatch(address) or (_ADDRESS.fullmatch(address) and is_paper_link(address))
    if not alone or labelled_field(block.text):
        return None
    told = tell(strip_marks(block.text).rstrip(" :："), Context())
    if told is None or not reads_as_title(told.title.title):
        return None
    return replace(with_body(block, told, lines, lambda other: other.line > below.line), evidence=2)


def _linked_lines(lines: tuple[Block, ...]) -> list[Candidate]:
    """Lines that are one linked title each, where the page presents them as papers."""
    places = presented(lines)
    found = []
    for block in lines:
        if block.kind == "text" and block.line in places and "](" in block.text and len(block.text) <= 600:
            told = tell(block.text, Context(), proven=True) if not block.parent else None
            if (
                told
                and told.shape == "link"
                and len(told.after.split()) < 12
                and reads_as_title(told.title.title)
            ):
                found.append(with_body(block, told, lines, lambda other: other.kind in ("heading", "text")))
    return [one for one in announced(found, lines) if one.evidence == 2]


def _boxed(block: Block, text: str, lines: tuple[Block, ...]) -> tuple[list[Candidate], set[int]]:
    """``[Title]`` alone on its line, where names or links to a paper follow, and the lines of those."""
    told = tell(text, Context())
    if told is None or not reads_as_title(told.title.title):
        return [], set()
    one = with_body(block, told, lines, lambda other: bool(_BOXED.fullmatch(other.text)))
    below = [other for other in lines[block.line : block.line + 8] if other.kind != "blank"][:2]
    said = (
        () if one.evidence == 2 else tuple(found for other in below for found in labelled_links(other.text))
    )
    if one.evidence < 2 and not said:
        return [], set()
    one = replace(one, evidence=2, identifiers=(*one.identifiers, *said))
    return [one], {other.line for other in below}


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
