"""Pages whose titles stand further in, each group under a heading at the margin (``Sails:``).

Says how such a page reads at the margin; which lines are titles is for ``pasted`` to say.
"""

from itertools import zip_longest

from vaultkit.digest.document import Document, bullet, indent, is_blank, is_item, shown
from vaultkit.digest.entry import Line
from vaultkit.digest.identifiers import addresses, is_paper_link
from vaultkit.digest.readers._reference import title_of
from vaultkit.digest.readers._wrapped import is_rule
from vaultkit.digest.titles import reads_as_title

_FEWEST, _FEW_WORDS = 2, 12


def dedented(document: Document) -> dict[int, str]:
    """The texts of titles that stand under headings (``Sails:``, or with a rule under them) and further in,
    at the margin.

    ``{}`` when there is but one such heading, or other lines are more or no titles.
    """
    stretches: list[list[Line]] = []
    inside = False
    for line, below in zip_longest(document.lines, document.lines[1:]):
        if is_blank(line.text) or is_rule(line.text):
            continue
        if not indent(line.text):
            ruled = below is not None and is_rule(below.text) and len(line.text.split()) <= _FEW_WORDS
            inside = ruled or is_heading(line.text)
            stretches += [[]] if inside else []
        elif inside:
            stretches[-1].append(line)
    stretches = [stretch for stretch in stretches if stretch]
    texts: dict[int, str] = {}
    outer: list[str] = []
    for stretch in stretches:
        width = min(indent(line.text) for line in stretch)
        for line in stretch:
            deeper = indent(line.text) - width
            texts[line.number] = " " * deeper + line.text.lstrip()
            outer += [line.text] if not deeper and len(line.text.split()) > 1 else []
    shown_lines = sum(not is_blank(line.text) for line in document.lines)
    titles = sum(not bullet(text) and _titled(text) for text in outer)
    whole = len(stretches) >= _FEWEST and len(texts) * 2 > shown_lines and titles * 4 >= len(outer) * 3
    return texts if whole else {}


def is_heading(text: str) -> bool:
    """Whether a line says what the lines under it are: a few words and a colon."""
    return text.rstrip().endswith((":", "：")) and len(text.split()) <= _FEW_WORDS and not is_item(text)


def _titled(text: str) -> bool:
    """Whether a line is a title with its number, its address or a remark behind a dash."""
    told = title_of(shown(text))
    links = any(map(is_paper_link, addresses(text)))
    return links or told.is_cited or reads_as_title(told.title)
