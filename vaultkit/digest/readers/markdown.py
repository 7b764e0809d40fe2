"""Markdown digests: headings, bold lines, list items or plain lines are titles, what follows is the paper's.

A document has one way to print its papers. Each way (a *family* of lines: headings, bold lines,
items, plain lines) is read, and the one in which most lines prove to be papers is taken; so links
inside a paper's notes are never papers beside it. What proves a paper: a citation, a link to where
papers lie, fields and names below its title, or the words of all lines of its list together. Lists and
tables that stand apart from those papers are read as well.
"""

from re import compile as pattern

from vaultkit.digest.assemble import assemble
from vaultkit.digest.document import Document, beside_pictures, front_matter_end, pictures
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers import pasted
from vaultkit.digest.readers._own_paper import of_properties, own_paper
from vaultkit.digest.readers._page import proven, read_page

_MARKUP = pattern(r"^\s{0,3}#{1,6}\s|\]\(|\[\[|\*\*|```|<!--|^\s*\||</?[a-z]+[ >]|^---$")


def sniff(document: Document) -> int:
    """Headings, links, bold text and properties make a text Markdown."""
    score = 3 * (front_matter_end(document) > 0)
    for line in document.lines[:400]:
        text = line.text
        score += (
            (":: " in text)
            + 3 * text.startswith("#")
            + 2 * ("](" in text or "<li>" in text)
            + ("**" in text)
            + (text[:2] in ("- ", "* "))
        )
    return min(50 + score, 70) if score >= 3 else 0


def read(document: Document) -> Digest:
    """The papers of a Markdown digest; see the module's docstring for which lines are titles."""
    if own := of_properties(document):
        return assemble(document, "markdown", [own], {}, None)
    page = read_page(document, "markdown")
    is_plain = _is_plain(document)
    if is_plain:
        plain = pasted.read(document)
        page = max(plain, page, key=lambda digest: (proven(digest), len(digest.entries)))
    if len(page.entries) < (1 if is_plain else 2) and (own := own_paper(document, alone=not page.entries)):
        return assemble(document, "markdown", [own], {}, None)
    return page


def _is_plain(document: Document) -> bool:
    """Whether nothing but the marks of its lists and its images makes a text look like Markdown."""
    lines = document.lines[front_matter_end(document) :]
    texts = (beside_pictures(line.text) if pictures(line) else line.text for line in lines)
    return not any(map(_MARKUP.search, texts))
