"""What a file has that rules may wait for.

Most notes are in order: no link is broken, no block id stands twice. A rule that says what it waits for
is not even called for them, and forty rules that find nothing cost as much as the few that look.
"""

from collections.abc import Iterable
from typing import Literal

from vaultkit.source.canvas import Canvas
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import Ambiguous, Missing
from vaultkit.vault.vault import LinkInfo

Trait = Literal[
    "link without a file", "link without its part", "ambiguous link", "block id", "footnote call", "footnote",
    "unread frontmatter",
]  # fmt: skip
"""A link whose file, or whose heading or block, is not there; one that several files answer to; the rest as
``Marks`` and ``Frontmatter`` have it."""


def traits_of(holder: Note | Canvas, links: Iterable[LinkInfo]) -> frozenset[Trait]:
    """What ``holder``, whose resolved links are ``links``, has."""
    found: set[Trait] = set()
    for _, _, resolution in links:
        kind = resolution.__class__
        if kind is Missing:
            assert isinstance(resolution, Missing)
            found.add("link without a file" if resolution.reason == "file" else "link without its part")
        elif kind is Ambiguous:
            found.add("ambiguous link")
    if isinstance(holder, Note):
        marks = holder.marks
        if marks.blocks:
            found.add("block id")
        if marks.footnote_references:
            found.add("footnote call")
        if marks.footnote_definitions:
            found.add("footnote")
        if holder.frontmatter is not None and holder.frontmatter.problem is not None:
            found.add("unread frontmatter")
    return frozenset(found)
