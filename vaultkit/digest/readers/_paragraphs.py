"""Paragraphs that are a paper each: its title on the first line, then names, a place or an address.

Knows the lines of a paragraph. What follows a paragraph is no part of it.
"""

from dataclasses import replace
from functools import partial
from itertools import groupby
from re import compile as pattern

from vaultkit.digest.boxes import dated_name
from vaultkit.digest.fields import add_citation
from vaultkit.digest.readers._announced import of_other_things
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._body import Candidate, with_body
from vaultkit.digest.readers._metadata import metadata
from vaultkit.digest.readers._tell import tell
from vaultkit.digest.titles import Context, reads_as_title

_ADDRESS = pattern(r"<?https?://\S+>?")
_DATED = pattern(r".{2,80}[ (](?:19|20)\d\d\)?")
_FEWEST = 5
_MOST_LINES = 5


def paragraphs(lines: tuple[Block, ...]) -> list[Candidate]:
    """The paragraphs that are papers, where they are most of all paragraphs and some lead to an address."""
    others = of_other_things(lines)
    runs = [list(run) for is_text, run in groupby(lines, _is_text) if is_text]
    runs = [run for run in runs if run[0].line not in others]
    found = [one for run in runs if (one := _paper(run, lines))]
    leading = sum(any(_ADDRESS.fullmatch(block.text) for block in run) for run in runs)
    enough = len(found) >= _FEWEST and len(found) * 2 >= len(runs) and leading * 2 >= len(found)
    return found if enough else []


def _is_text(block: Block) -> bool:
    return block.kind == "text" and not block.parent


def _paper(run: list[Block], lines: tuple[Block, ...]) -> Candidate | None:
    first, *below = run
    if not 0 < len(below) < _MOST_LINES or not reads_as_title(first.text) or not all(map(_is_said, below)):
        return None
    told = tell(first.text, Context())
    if told is None or told.shape != "plain":
        return None
    one = with_body(first, told, lines, partial(_is_behind, run[-1].line))
    title = one.told.title
    for block in below if not title.venue and not title.year else ():
        title = add_citation(title, dated_name(block.text))
    return replace(one, told=replace(one.told, title=title), evidence=2)


def _is_said(block: Block) -> bool:
    """Whether a line says who wrote a paper, where it appeared or where it lies, and nothing else."""
    text = block.text
    return bool(_ADDRESS.fullmatch(text) or _DATED.fullmatch(text) or metadata(text))


def _is_behind(last: int, other: Block) -> bool:
    return other.line > last
