"""Tables, in Markdown and in HTML: the header says what each column holds, each row is one paper.

A page that has lists of papers beside its tables keeps both.
"""

from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers._blocks import blocks
from vaultkit.digest.readers._page import read_page
from vaultkit.digest.readers._rows import is_ruler, lines_of_tables


def sniff(document: Document) -> int:
    """Sure when rows of papers outnumber the list items and headings with links."""
    has_ruler = any(is_ruler(line.text) for line in document.lines if "|" in line.text)
    if not has_ruler and "<table" not in document.text.lower():
        return 0
    rows = len(lines_of_tables(document, blocks(document)))
    if not rows:
        return 0
    others = sum(
        "](" in line.text and line.text.lstrip()[:1] in ("-", "*", "+", "#", "1") for line in document.lines
    )
    return 80 if rows >= others else 30


def read(document: Document) -> Digest:
    """The papers of all tables that have a column of titles, and of the lists beside them."""
    return read_page(document, "tables")
