"""List items that are papers: those of lists of which half are, and the surest of the others."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from re import compile as pattern

from vaultkit.digest.fields import add_citation
from vaultkit.digest.identifiers import is_paper_link, names_paper
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._announced import announced, headline, of_other_things
from vaultkit.digest.readers._bibliography import bibliography
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._body import Candidate, is_noted, labelled_field, with_body
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.readers._joined import is_signed, whole
from vaultkit.digest.readers._linked import linked_papers
from vaultkit.digest.readers._news import is_news
from vaultkit.digest.readers._tell import Told, tell
from vaultkit.digest.readers._vote import as_most_print
from vaultkit.digest.titles import Context, reads_as_title
from vaultkit.digest.venues import Citation, cite, venue_or_new
from vaultkit.digest.words import length

# A line of a table of contents: a link to a heading of the page itself, and how many papers stand there.
_CONTENTS = pattern(r"\[[^\[\]]+\]\(#[^()]*\)\W*(?:\d+\W*\w{0,6}\W*)?")
_ADDRESS = pattern(r"<?https?://\S+")
_BETWEEN_NAMES = pattern(r"\s*(?:,?\s+&|[,;](?!\s*(?:[A-Z]\.[ -]?)+(?:[,;]|$))|\s…)\s*")
_INITIAL = pattern(r"(?:^|[\s,-])[A-Z](?:\.|$)")
_PLACED = pattern(r"(?P<title>[^*_]{8,}?)[\s.,]*(?P<mark>[*_]{1,3})(?P<place>[^*_\d][^*_]{2,80})(?P=mark)")
_FEWEST = 3
MANY = 8
"""Papers that are proven, from which on a list is surely one of papers."""


def all_items(lines: tuple[Block, ...]) -> list[Candidate]:
    """List items that are no fields, papers or not; an item's body is what is indented under it."""
    found = []
    referred = bibliography([block for block in lines if block.kind == "item" and not block.parent])
    for block in lines:
        if block.kind != "item" or not block.text or labelled_field(block.text) or len(block.text) > 4000:
            continue
        if block.line > 1 and is_signed(lines[block.line - 2], lines):
            continue
        text, last = whole(block, lines)
        if writers := _writers_alone(block, lines):
            if told := _under_writers(lines[block.line].text, writers, block):
                found.append(with_body(block, told, lines, partial(_ends_item, block), block.line + 1))
            continue
        aside = _ADDRESS.match(text) or _CONTENTS.fullmatch(text) or is_news(text)
        told = referred.get(block.line) or (None if aside else tell(text, Context(), block.number))
        if told and not _names_writers(told, block, lines):
            told, last = _spelled_out(block, told, lines, last)
            found.append(with_body(block, told, lines, partial(_ends_item, block), last))
            others = (tell(other, Context(), block.number) for other in linked_papers(text)[1:])
            found += [Candidate(block, one, (), one.evidence, last) for one in others if one]
    return announced(as_most_print(found), lines)


def _writers_alone(block: Block, lines: tuple[Block, ...]) -> tuple[str, ...]:
    """Who wrote a paper, where an item's line names but them and its title is the line below; else ()."""
    below = lines[block.line] if block.line < len(lines) else block
    if below.kind != "text" or below.parent != block.line or below.text[:1] in "[<":
        return ()
    parts = (name.strip(" .") for name in _BETWEEN_NAMES.split(strip_marks(block.text)))
    names = tuple(name for name in parts if name)
    with_initials = sum(_INITIAL.search(name) is not None for name in names)
    return names if with_initials >= _FEWEST and with_initials * 3 >= len(names) * 2 else ()


def _under_writers(text: str, writers: tuple[str, ...], block: Block) -> Told | None:
    """The paper of ``writers`` by its title, behind which a place may stand in a style of its own."""
    placed = _PLACED.match(text)
    told = tell(placed["title"] if placed else text, Context(), block.number)
    if told is None:
        return None
    title = replace(told.title, authors=told.title.authors or writers)
    said = cite(placed["place"]) or Citation(venue_or_new(placed["place"])) if placed else Citation()
    return replace(told, title=add_citation(title, said))


def _names_writers(told: Told, block: Block, lines: tuple[Block, ...]) -> bool:
    """Whether an item under a linked title says who wrote that, and where it appeared."""
    above = lines[block.parent - 1].text if block.parent else ""
    return told.shape == "plain" and above.startswith("[") and bool(read_names(told.title.title))


def _spelled_out(block: Block, told: Told, lines: tuple[Block, ...], last: int) -> tuple[Told, int]:
    """A short name with the whole reference or the linked title under it is one paper, by its whole title."""
    under = lines[last] if last < len(lines) else None
    if not under or under.parent != block.line or len(told.title.title.split()) > 3:
        return told, last
    if len(under.text) >= 1000 or labelled_field(under.text):
        return told, last
    full = tell(under.text, Context())
    if not full or len(full.title.title.split()) < 4:
        return told, last
    cited = told.evidence == 2 and full.title.authors and (full.title.venue or full.title.year)
    linked = under.kind == "text" and full.evidence == 2 and names_paper(full.identifiers)
    linked = linked and full.shape == "plain" and reads_as_title(full.title.title)
    if not (cited or linked) or read_names(full.title.title.replace(", and ", ", ")):
        return told, last
    short = told.title.title if told.shape != "plain" or cited else None
    title = replace(full.title, alias=full.title.alias or short, number=told.title.number)
    said = (*told.identifiers, *full.identifiers) if cited else (*full.identifiers, *told.identifiers)
    return replace(told, title=title, identifiers=said, evidence=2), under.line


def items(found: Sequence[Candidate], lines: tuple[Block, ...]) -> list[Candidate]:
    """The items of those lists of which half are papers; a link in the midst of notes makes no paper.

    Where each of those papers is dated, so are those of the other lists.
    """
    section, sections = 0, dict[int, int]()
    for block in lines:
        section = block.line if block.kind == "heading" or headline(block)[0] else section
        sections[block.line] = section
    lists: dict[tuple[int, int], list[Candidate]] = {}
    for one in found:
        lists.setdefault((sections[one.block.line], one.block.parent), []).append(one)
    kept = [one for listed in lists.values() if _half_are_papers(listed) for one in listed]
    proven = sum(one.evidence == 2 for one in kept)
    if proven >= MANY:
        passed = (
            {one.block.line for one in kept} | {one.block.parent for one in found} | of_other_things(lines)
        )
        kept += [one for one in found if one.block.line not in passed and _is_surely_paper(one)]
    elif len(kept) >= _FEWEST and proven and all(one.told.title.year for one in kept):
        passed = {one.block.line for one in kept}
        kept += [
            one for one in found if one.block.line not in passed and one.evidence and one.told.title.year
        ]
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
    """Whether a title may be a paper by its year, or by its quotation marks and its writers."""
    title = one.told.title
    cited = bool(title.year) or (bool(title.authors) and one.block.text.startswith(('"', "“")))
    return one.evidence == 1 and cited and length(title.title) >= 3


def _ends_item(item: Block, other: Block) -> bool:
    if other.kind == "item":
        return other.indent <= item.indent and labelled_field(other.text) is None
    return other.kind == "heading"
