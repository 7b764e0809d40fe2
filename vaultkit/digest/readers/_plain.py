"""Lines of text that are papers: titles with links or a citation, in a box, over an address or links."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from re import compile as pattern

from vaultkit.digest.fields import identifiers_of
from vaultkit.digest.identifiers import is_elsewhere, is_paper_link, names_paper, of_link
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._announced import announced, presented
from vaultkit.digest.readers._bibliography import bibliography
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._body import Candidate, labelled_field, with_body
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.readers._joined import is_signed, whole
from vaultkit.digest.readers._leading_names import leading_names
from vaultkit.digest.readers._linked import labelled_links, only_links
from vaultkit.digest.readers._tell import Told, tell
from vaultkit.digest.readers._vote import as_most_print
from vaultkit.digest.titles import Context, reads_as_title
from vaultkit.digest.wording import wording

# What a line must have to cite or to link at all.
_MARKED = pattern(r"\]\(|https?:|\d\d|href|,”")
_BOXED = pattern(r"\[(?P<title>[^\[\]]{12,300})\]")
_ADDRESS = pattern(r"<?https?://\S+")
_NUMBER = pattern(r"arxiv:\s*\d{4}\.\d{4,5}(?:v\d+)?", 2)
_LONGEST = 600


def plain(lines: tuple[Block, ...]) -> list[Candidate]:
    """Lines of text that are a title and its links or citation, each a paragraph or a line of its own.

    A title over the address of its paper, or under it, counts where another does so.
    """
    found: list[Candidate] = []
    leading: list[Candidate] = []
    owned: set[int] = set()
    referred = bibliography([block for block in lines if block.kind == "text" and not block.parent])
    for block in lines:
        if block.kind != "text" or block.parent or block.indent > 3 or len(block.text) > _LONGEST:
            continue
        if block.line in owned:
            continue
        if told := referred.get(block.line):
            found.append(with_body(block, told, lines, partial(_is_of, ("heading", "text"))))
        elif boxed := _BOXED.fullmatch(block.text):
            papers, taken = _boxed(block, boxed["title"], lines)
            found += papers
            owned |= taken
        elif one_below := _over(_is_where, block, lines):
            leading.append(one_below)
        else:
            text, last = whole(block, lines)
            owned |= set(range(block.line + 1, last + 1))
            papers = _with_proof(block, text, last, lines)
            found += papers
            over = _over(_is_links, block, lines) if not papers else None
            if over:
                (leading if over.told.shape == "plain" else found).append(over)
    found = as_most_print(found)
    below = (_under_address(block, lines) for block in lines)
    under = [one for one in below if one]
    leading = under if len(under) > len(leading) else leading
    if len(leading) > 1:
        found = sorted([*found, *leading], key=lambda one: one.block.line)
    written = sum(block.kind == "text" and not block.parent for block in lines)
    return found if len(found) * 8 >= written else _linked_lines(lines)


def _with_proof(block: Block, text: str, last: int, lines: tuple[Block, ...]) -> list[Candidate]:
    """The paper of a line that cites or links, or under which its writers stand."""
    signed = is_signed(block, lines)
    told = tell(text, Context(), proven=not signed) if signed or _MARKED.search(text) else None
    if told is None or len(told.after.split()) >= 40 or labelled_field(block.text):
        return []
    proven = told.evidence == 2 and (told.shape != "plain" or told.title.is_cited or told.identifiers)
    titled = (reads_as_title(told.title.title) or told.title.venue) and not _is_names(told.title.title)
    said = told.title.venue or told.identifiers or told.shape != "plain" or wording(told.title.title) > 0
    below = next((other for other in lines[last : last + 3] if other.kind != "blank"), block)
    fielded = told.shape == "link" and _is_field(below)
    if not (signed or fielded or (proven and titled and said)):
        return []
    ends = ("heading", "text") if signed else ("heading",)
    return [with_body(block, told, lines, partial(_is_of, ends), last)]


def _is_field(block: Block) -> bool:
    """Whether a line is a field that says who wrote a paper, or where it appeared."""
    field = labelled_field(block.text) if block.kind in ("item", "text") else None
    return field is not None and field.kind in ("authors", "venue")


def _is_names(text: str) -> bool:
    """Whether a line is ``Roe, Jane, and Ann Doe`` and little else: who wrote the paper that is told of."""
    names, end = leading_names(text)
    return len(names) > 1 and "," in names[0] and len(text) - end < 24


def _over(leads: Callable[[Block], bool], block: Block, lines: tuple[Block, ...]) -> Candidate | None:
    """A line that reads as a title, over a line that ``leads`` to a paper, or over its writers and that."""
    below = _next(block, lines)
    below = _next(below, lines) if read_names(strip_marks(below.text)) else below
    if below is block or below.kind not in ("text", "item") or not leads(below) or labelled_field(block.text):
        return None
    told = tell(block.text, Context())
    bold = told is not None and told.shape == "strong" and reads_as_title(told.title.title)
    told = told if bold else _titled(block)
    if told is None or read_names(told.title.title):
        return None
    return replace(with_body(block, told, lines, partial(_is_behind, below)), evidence=2)


def _next(block: Block, lines: tuple[Block, ...]) -> Block:
    """The line below ``block``, or below one blank line; else itself."""
    return next((other for other in lines[block.line : block.line + 2] if other.kind != "blank"), block)


def _is_behind(below: Block, other: Block) -> bool:
    return other.line > below.line and other.kind in ("heading", "text")


def _is_where(block: Block) -> bool:
    """Whether a line of text is nothing but the address of a paper, or its number."""
    number = block.kind == "text" and _NUMBER.fullmatch(block.text.strip(" <>")) is not None
    return number or _is_address(block)


def _is_links(block: Block) -> bool:
    """Whether a line is nothing but links, or a field, that lead to a paper: ``[paper](…) | [code](…)``."""
    field = labelled_field(block.text)
    said = identifiers_of(field.kind, field.value) if field and field.kind in ("paper", "pdf") else ()
    return names_paper(said) or only_links(block.text)


def _under_address(block: Block, lines: tuple[Block, ...]) -> Candidate | None:
    """The paper of a line with nothing but its address, right over its title."""
    below = lines[block.line] if block.line < len(lines) else block
    told = _titled(below) if _is_address(block) and below.kind == "text" else None
    if told is None:
        return None
    one = with_body(
        block, told, lines, lambda other: other.kind == "heading" or _is_address(other), below.line
    )
    said = labelled_links(block.text) or of_link(block.text.strip(" <>"))
    return replace(one, evidence=2, identifiers=(*said, *one.identifiers))


def _titled(block: Block) -> Told | None:
    """A line as a paper when its words read as a title, in small letters or not."""
    told = tell(strip_marks(block.text).rstrip(" :："), Context())
    return told if told and reads_as_title(told.title.title[:1].upper() + told.title.title[1:]) else None


def _is_address(block: Block) -> bool:
    address = block.text.strip(" <>")
    return block.kind == "text" and bool(_ADDRESS.fullmatch(address)) and is_paper_link(address)


def _linked_lines(lines: tuple[Block, ...]) -> list[Candidate]:
    """Lines that are one linked title each, where the page presents them as papers."""
    places = presented(lines)
    found = []
    for block in lines:
        if block.kind != "text" or block.parent or block.line not in places or len(block.text) > _LONGEST:
            continue
        told = tell(block.text, Context(), proven=True) if "](" in block.text else None
        if (
            told
            and told.shape == "link"
            and len(told.after.split()) < 12
            and not is_elsewhere(told.address)
            and reads_as_title(told.title.title)
        ):
            found.append(with_body(block, told, lines, partial(_is_of, ("heading", "text"))))
    return [one for one in announced(found, lines) if one.evidence == 2]


def _boxed(block: Block, text: str, lines: tuple[Block, ...]) -> tuple[list[Candidate], set[int]]:
    """``[Title]`` alone on its line, where names or links to a paper follow, and the lines of those."""
    told = tell(text, Context())
    if told is None or not reads_as_title(told.title.title):
        return [], set()
    one = with_body(block, told, lines, lambda other: bool(_BOXED.fullmatch(other.text)))
    below = [other for other in lines[block.line : block.line + 8] if other.kind != "blank"][:2]
    below = [other for other in below if not _BOXED.fullmatch(other.text)]
    said = (
        () if one.evidence == 2 else tuple(found for other in below for found in labelled_links(other.text))
    )
    if one.evidence < 2 and not said:
        return [], set()
    one = replace(one, evidence=2, identifiers=(*one.identifiers, *said))
    return [one], {other.line for other in below}


def _is_of(kinds: tuple[str, ...], block: Block) -> bool:
    return block.kind in kinds
