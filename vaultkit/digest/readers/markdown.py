"""Markdown digests: headings, bold lines, list items or plain lines are titles, what follows is the paper's.

A document has one way to print its papers. Each way (a *family* of lines: headings, bold lines,
items, plain lines) is read, and the one in which most lines prove to be papers is taken; so links
inside a paper's notes are never papers beside it. What proves a paper: a citation, a link to where
papers lie, or fields and names below its title.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from re import compile as pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document, pictures
from vaultkit.digest.entry import Digest
from vaultkit.digest.fields import Field, add_citation, add_field, field_of, identifiers_of
from vaultkit.digest.forms import Title
from vaultkit.digest.identifiers import Identifier, is_paper_link, of_link
from vaultkit.digest.readers._blocks import Block, blocks
from vaultkit.digest.readers._inline import pieces, plain, strip_marks, without_html
from vaultkit.digest.readers._tell import Told, metadata, tell
from vaultkit.digest.titles import Context, context_of, reads_as_title
from vaultkit.digest.venues import Citation

_DEPTH = 16
# What a line must have to cite or to link at all.
_MARKED = pattern(r"\]\(|https?:|\d\d|href")
_PROVING = frozenset({"paper", "pdf", "doi", "authors", "venue", "title"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be a paper's title, what the lines below it add, and how sure it is a paper (0-2)."""

    block: Block
    told: Told
    identifiers: tuple[Identifier, ...]
    evidence: int
    last: int
    other_titles: tuple[str, ...] = ()


def sniff(document: Document) -> int:
    """Headings, links and bold text make a text Markdown."""
    score = 0
    for line in document.lines[:400]:
        text = line.text
        score += 3 * text.startswith("#") + 2 * ("](" in text) + ("**" in text) + (text[:2] in ("- ", "* "))
    return min(50 + score, 70) if score >= 3 else 0


def read(document: Document) -> Digest:
    """The papers of a Markdown digest; see the module's docstring for which lines are titles."""
    lines = blocks(document)
    family = _best([_headings(lines), _fielded(lines), _bold(lines), _items(lines), _plain(lines)])
    chosen = _without_children(family, lines)
    sections = _sections(lines, chosen)
    found = [
        Found(
            one.told.title,
            one.block.line,
            one.last,
            (*one.told.identifiers, *one.identifiers),
            other_titles=one.other_titles,
            section=sections.get(one.block.line),
        )
        for one in chosen
    ]
    return assemble(document, "markdown", found, _breaks(lines, chosen, document), _own_title(lines, chosen))


def _best(families: Sequence[list[_Candidate]]) -> list[_Candidate]:
    """The family with the most proven papers; headings count double, as their bodies hold links too."""
    weights = (2.0, 1.5, 1.5, 1.0, 1.0)
    proven = [
        weight * sum(one.evidence == 2 for one in family)
        for weight, family in zip(weights, families, strict=True)
    ]
    most = max(proven)
    if most == 0:
        return []
    best = families[proven.index(most)]
    sure = [one for one in best if one.evidence == 2]
    alike = {one.told.shape for one in sure} - {"plain"}
    enough = 1 / 3 if best[0].block.kind == "heading" else 3 / 4
    if len(sure) < len(best) * enough:
        return [one for one in best if one.evidence == 2 or _follows(one, sure)]
    if best and best[0].block.kind == "heading":
        alike.add("plain")
    return [one for one in best if one.evidence == 2 or _follows(one, sure) or _is_alike(one, alike)]


def _is_alike(one: _Candidate, shapes: set[str]) -> bool:
    """Whether a line that proves nothing is printed as those that do: bold, or with its title as a link."""
    title = one.told.title.title
    return one.told.shape in shapes - {"link"} and reads_as_title(title) and len(title.split()) > 3


def _follows(one: _Candidate, sure: list[_Candidate]) -> bool:
    """Whether a likely paper looks like the sure ones: a dated title of some length in the same shape."""
    return (
        one.evidence == 1
        and any(one.told.shape == other.told.shape for other in sure)
        and bool(one.told.title.year or one.told.title.authors)
        and len(one.told.title.title.split()) >= 3
    )


def _headings(lines: tuple[Block, ...]) -> list[_Candidate]:
    """Headings whose text cites, or whose first lines are a paper's fields, names or link."""
    heads = [block for block in lines if block.kind == "heading" and block.text]
    context = context_of(strip_marks(block.text) for block in heads)
    found = []
    for block in heads:
        told = tell(block.text, context)
        if told is None:
            continue
        candidate = _with_body(block, told, lines, lambda other: other.kind == "heading")
        if told.evidence == 2 or candidate.evidence == 2 or reads_as_title(told.title.title):
            found.append(candidate)
    level = {one.block.level for one in found if one.evidence == 2}
    return [one for one in found if one.block.level in level]


def _bold(lines: tuple[Block, ...]) -> list[_Candidate]:
    """Lines of text that begin with a bold title."""
    found = []
    for block in lines:
        if (
            block.kind != "text"
            or not block.text.startswith(("**", "__", "<b>", "<strong>"))
            or block.indent > 3
        ):
            continue
        told = tell(block.text, Context())
        if told and told.shape in ("strong", "link") and _field_of(block.text) is None:
            found.append(
                _with_body(block, told, lines, lambda other: other.kind == "heading" or _is_bold(other))
            )
    return found


def _is_bold(block: Block) -> bool:
    return block.kind == "text" and block.text.startswith("**") and not _field_of(block.text)


def _items(lines: tuple[Block, ...]) -> list[_Candidate]:
    """List items that are no fields; an item's body is what is indented under it."""
    found = []
    for block in lines:
        if block.kind != "item" or not block.text or _field_of(block.text) or len(block.text) > 4000:
            continue
        told = tell(block.text, Context(), block.number)
        if told:
            found.append(_with_body(block, told, lines, partial(_ends_item, block)))
    return _in_lists_of_papers(found, lines)


def _in_lists_of_papers(found: list[_Candidate], lines: tuple[Block, ...]) -> list[_Candidate]:
    """The items of those lists of which half are papers; a link in the midst of notes makes no paper."""
    section, sections = 0, dict[int, int]()
    for block in lines:
        section = block.line if block.kind == "heading" else section
        sections[block.line] = section
    lists: dict[tuple[int, int], list[_Candidate]] = {}
    for one in found:
        lists.setdefault((sections[one.block.line], one.block.parent), []).append(one)
    kept = [
        one
        for items in lists.values()
        if 2 * sum(one.evidence == 2 for one in items) >= len(items)
        for one in items
    ]
    return sorted(kept, key=lambda one: one.block.line)


def _ends_item(item: Block, other: Block) -> bool:
    return other.kind == "heading" or (other.kind == "item" and other.indent <= item.indent)


def _plain(lines: tuple[Block, ...]) -> list[_Candidate]:
    """Lines of text that are a title and its links or citation, each a paragraph or a line of its own."""
    found = []
    for block in lines:
        if block.kind != "text" or block.parent or block.indent > 3 or len(block.text) > 600:
            continue
        told = tell(block.text, Context(), proven=True) if _MARKED.search(block.text) else None
        if told and told.evidence == 2 and len(told.after.split()) < 40 and not _field_of(block.text):
            if told.shape == "plain" and not told.title.is_cited and not told.identifiers:
                continue
            if reads_as_title(told.title.title) or told.title.venue:
                found.append(_with_body(block, told, lines, lambda other: other.kind == "heading"))
    paragraphs = sum(block.kind == "text" and not block.parent for block in lines)
    return found if len(found) * 8 >= paragraphs else []


def _fielded(lines: tuple[Block, ...]) -> list[_Candidate]:
    """Fields ``Paper: [Title](address)``, in which the link's text is the title."""
    found = []
    for block in lines:
        field = _field_of(block.text) if block.kind in ("item", "text") else None
        if field is None or field.kind not in ("paper", "title") or "](" not in field.value:
            continue
        told = tell(field.value, Context())
        if told and told.shape in ("link", "strong") and len(told.title.title.split()) >= 3:
            proven = 2 if told.evidence == 2 else 0
            candidate = _with_body(block, told, lines, lambda other: other.kind in ("heading", "rule"))
            found.append(replace(candidate, evidence=proven))
    return found


def _with_body(
    block: Block, told: Told, lines: tuple[Block, ...], ends: Callable[[Block], bool]
) -> _Candidate:
    """``told`` with the fields, names and links of the lines below it, until ``ends`` or prose."""
    title, said, other_titles = told.title, list[Identifier](), list[str]()
    proof, seen, prose = 0, 0, False
    for other in lines[block.line : block.line + _DEPTH * 2]:
        if other.kind == "blank":
            continue
        if ends(other) or seen >= _DEPTH:
            break
        seen += 1
        field = _field_of(other.text) if other.kind in ("item", "text") else None
        if field:
            title, more = _with_field(title, field)
            said += more
            proof += field.kind in _PROVING and (not prose or bool(more))
        elif prose or other.kind not in ("text", "item") or len(other.text) > 4000:
            prose = prose or other.kind in ("text", "item")
        elif other.kind == "text" and (translated := _translation(other, seen)):
            other_titles.append(translated[0])
            said += translated[1]
            proof += 1
        elif (below := metadata(other.text)) and (other.kind == "text" or below[1]):
            title = replace(title, authors=title.authors or below[0].authors)
            title = add_citation(title, Citation(below[0].venue, below[0].year))
            said += below[1]
            proof += bool(below[0].authors) or _says_paper(below[1])
        elif not _has_picture(other):
            prose = True
        if prose and block.kind != "heading":
            break
    evidence = 2 if told.evidence == 2 or proof else told.evidence
    return _Candidate(
        block, replace(told, title=title), tuple(said), evidence, block.line, tuple(other_titles)
    )


def _says_paper(identifiers: tuple[Identifier, ...]) -> bool:
    return any(
        kind in ("arxiv", "doi", "openreview", "acl", "pdf") or is_paper_link(value)
        for kind, value in identifiers
    )


def _field_of(text: str) -> Field | None:
    return field_of(without_html(text))


def _has_picture(block: Block) -> bool:
    """Whether a line of text shows a picture."""
    return "![" in block.text or "<img" in block.text


def _with_field(title: Title, field: Field) -> tuple[Title, tuple[Identifier, ...]]:
    row = pieces(field.value)
    links = " ".join(piece.link for piece in row if piece.link.startswith("http"))
    printed = plain(row)
    title = add_field(title, field.kind, printed) if len(printed) < 2000 else title
    value = f"{printed} {links}" if links and links not in printed else printed
    return title, identifiers_of(field.kind, value)


def _translation(block: Block, seen: int) -> tuple[str, tuple[Identifier, ...]] | None:
    """A first line that is one link to a paper under the same title in another language, or its address."""
    row = [piece for piece in pieces(block.text) if piece.text.strip()]
    if seen > 2 or len(row) != 1 or not is_paper_link(row[0].link):
        return None
    text = row[0].text.strip()
    return None if text in row[0].link or len(text) < 4 else (text, of_link(row[0].link))


def _without_children(family: list[_Candidate], lines: tuple[Block, ...]) -> list[_Candidate]:
    """The candidates that lie in no other candidate's item."""
    parents = {block.line: block.parent for block in lines}
    taken = {one.block.line for one in family}
    chosen = []
    for one in family:
        parent = parents[one.block.line]
        while parent and parent not in taken:
            parent = parents[parent]
        if not parent:
            chosen.append(one)
    return chosen


def _sections(lines: tuple[Block, ...], chosen: list[_Candidate]) -> dict[int, str]:
    """The heading that each paper stands under."""
    taken = {one.block.line for one in chosen}
    sections: dict[int, str] = {}
    heading = ""
    for block in lines:
        if block.line in taken:
            if heading:
                sections[block.line] = heading
        elif block.kind == "heading":
            heading = strip_marks(block.text)
    return sections


def _breaks(lines: tuple[Block, ...], chosen: list[_Candidate], document: Document) -> dict[int, Place]:
    """Where a paper's lines end before the next one begins: at headings, other items, anchors and prose."""
    if not chosen:
        return {}
    taken = {one.block.line: one for one in chosen}
    has_papers = {block.parent for block in lines if block.line in taken}
    breaks: dict[int, Place] = {}
    current: _Candidate | None = None
    blank = False
    for block, line in zip(lines, document.lines, strict=True):
        if block.line in taken:
            current = taken[block.line]
        elif current is None or block.kind == "blank":
            blank = blank or block.kind == "blank"
            continue
        elif _ends(current.block, block, blank) and not pictures(line):
            breaks[block.line] = (
                "unplaced" if block.kind == "item" and block.line not in has_papers else "front"
            )
        blank = False
    return breaks


def _ends(title: Block, block: Block, blank: bool) -> bool:
    """Whether ``block`` lies outside the paper that ``title`` opened."""
    if block.kind == "heading":
        return title.kind != "heading" or block.level <= title.level
    if block.kind == "html":
        return block.text.startswith(("<a ", "<br", "<hr"))
    if title.kind == "item":
        if block.kind == "item":
            return block.indent <= title.indent
        return block.kind == "rule" or (
            blank and block.kind in ("text", "table") and block.indent <= title.indent
        )
    return False


def _own_title(lines: tuple[Block, ...], chosen: list[_Candidate]) -> str | None:
    """The document's title: its frontmatter's, else its first heading before the first paper."""
    first = chosen[0].block.line if chosen else len(lines) + 1
    for block in lines:
        if block.line >= first:
            return None
        if block.kind == "meta" and block.text.startswith("title:"):
            return block.text.removeprefix("title:").strip().strip("\"'") or None
        if block.kind == "heading" and block.text:
            return strip_marks(block.text)
    return None
