"""The bodies of the notes that import writes: a paper's, a digest's, a stub's. No properties, no vault."""

from collections.abc import Mapping, Sequence

from vaultkit.digest.as_typed import as_typed
from vaultkit.digest.body import Style, body_of, quoted, style_of
from vaultkit.digest.document import shown
from vaultkit.digest.entry import Digest, Line, PaperEntry
from vaultkit.digest.known import KnownName
from vaultkit.digest.properties import FACTS_FROM

UNPLACED = "## Lines without a paper"


def paper_body(prints: Sequence[tuple[PaperEntry, str]], embeds: Mapping[str, str]) -> str:
    """What each digest prints of one paper: its title lines as a quotation, then its lines.

    ``prints`` pairs each entry with the name of its reader.
    """
    parts = (part for one in prints for part in quote_and_body([one], embeds))
    return "\n\n".join(part for part in parts if part)


def quote_and_body(prints: Sequence[tuple[PaperEntry, str]], embeds: Mapping[str, str]) -> tuple[str, str]:
    """The two halves of a paper's body: its title lines, and its lines."""
    quotes: list[str] = []
    bodies: list[str] = []
    for entry, reader in prints:
        style = style_of(reader)
        if style == "record":
            bodies.append(body_of((*entry.title_lines, *entry.lines), style, embeds))
        else:
            quotes.append(quoted(entry.title_lines, style))
            bodies.append(body_of(entry.lines, style, embeds))
    return "\n\n".join(filter(None, quotes)), "\n\n".join(filter(None, bodies))


def digest_body(digest: Digest, links: Mapping[int, str], title: str, embeds: Mapping[str, str]) -> str:
    """The digest's own lines and its papers, in the order in which they stand; then lines without a place.

    ``links`` maps the index of an entry to the link to its note; an entry without one is left out.
    """
    style = style_of(digest.reader)
    parts: list[str] = []
    front: list[Line] = []
    number = 0
    things: list[tuple[int, Line | int]] = [
        (line.number, line) for line in digest.front if shown(line.text) != title
    ]
    things += ((entry.line, index) for index, entry in enumerate(digest.entries))
    rows: list[str] = []
    for _, thing in sorted(things, key=lambda place: place[0]):
        if isinstance(thing, Line):
            parts += _listed(rows)
            front.append(thing)
        elif thing in links:
            parts += _fronted(front, style, embeds)
            number += 1
            rows.append(f"{number}. {links[thing]}")
    parts += _listed(rows)
    parts += _fronted(front, style, embeds)
    if digest.unplaced:
        parts += (UNPLACED, body_of(digest.unplaced, style, embeds))
    return "\n\n".join(parts)


def stub_body(known: KnownName) -> str:
    """What a stub says: the thing's full name with a link to arXiv, and that nobody has read it yet."""
    title = as_typed(known.title or known.name)
    place = " ".join(str(part) for part in (known.venue, known.year) if part)
    address = f"[arXiv:{known.arxiv}](https://arxiv.org/abs/{known.arxiv})" if known.arxiv else ""
    said = ", ".join(part for part in (place, address) if part)
    first = f"*{title}* ({said})." if said else f"*{title}*."
    return f"{first}\n\n> [!info] A stub\n> A digest names it. These facts come from {FACTS_FROM}."


def _listed(rows: list[str]) -> list[str]:
    part = ["\n".join(rows)] if rows else []
    rows.clear()
    return part


def _fronted(front: list[Line], style: Style, embeds: Mapping[str, str]) -> list[str]:
    part = [body_of(front, style, embeds)] if front else []
    front.clear()
    return part
