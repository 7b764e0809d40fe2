"""From the papers that a reader found to a ``Digest`` in which every line has its one place.

A reader says where each paper starts; the lines up to the next paper or to a break are its own.
That every non-blank line is placed exactly once is true by construction here, for every reader.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from vaultkit.digest.document import Document, is_blank, pictures
from vaultkit.digest.entry import Digest, IdentifierKind, Line, PaperEntry
from vaultkit.digest.second import names_people, second_opinions
from vaultkit.digest.told import Title

Place = Literal["front", "unplaced"]


@dataclass(frozen=True, slots=True)
class Found:
    """One paper that a reader found: its title lines ``first`` to ``last`` (1-based, inclusive)."""

    told: Title
    first: int
    last: int
    identifiers: tuple[tuple[IdentifierKind, str], ...] = ()
    abstract: str | None = None
    other_titles: tuple[str, ...] = ()
    section: str | None = None


def assemble(
    document: Document,
    reader: str,
    found: Sequence[Found],
    breaks: Mapping[int, Place] | None = None,
    title: str | None = None,
    notices: Sequence[str] = (),
    *,
    is_data: bool = False,
) -> Digest:
    """The digest of ``found``, which are in the order of their lines.

    ``breaks`` maps the first line of a stretch that no paper owns to its place: from there to the
    next paper or break, lines belong to the document (``front``) or are ``unplaced``. A list of people is
    no paper, whatever a reader made of it. Of papers that
    begin in one line (JSON without line ends), the first has the line.
    """
    breaks = breaks or {}
    found = [paper for paper in found if is_data or not names_people(paper.told.title)]
    told = second_opinions([paper.told for paper in found])
    found = [replace(paper, told=one) for paper, one in zip(found, told, strict=True)]
    starts = {paper.first: index for index, paper in reversed(list(enumerate(found)))}
    front: list[Line] = []
    unplaced: list[Line] = []
    heads: list[list[Line]] = [[] for _ in found]
    bodies: list[list[Line]] = [[] for _ in found]
    place: list[Line] = front
    index = -1
    for line in document.lines:
        if line.number in starts:
            index = starts[line.number]
            place = bodies[index]
        elif line.number in breaks:
            place = front if breaks[line.number] == "front" else unplaced
        if is_blank(line.text):
            continue
        is_head = index >= 0 and place is bodies[index] and line.number <= found[index].last
        (heads[index] if is_head else place).append(line)
    entries = tuple(_entry(paper, head, body) for paper, head, body in zip(found, heads, bodies, strict=True))
    return Digest(
        document.name, title, reader, entries, tuple(front), tuple(unplaced), tuple(notices), is_data
    )


def _entry(paper: Found, head: list[Line], body: list[Line]) -> PaperEntry:
    told = paper.told
    number = told.number if told.number and told.number.isdigit() else None
    return PaperEntry(
        title=told.title,
        title_raw=told.title_raw,
        line=paper.first,
        form=told.form,
        title_lines=tuple(head),
        alias=told.alias,
        number=int(number) if number else None,
        venue=told.venue,
        year=told.year,
        authors=told.authors,
        orgs=told.orgs,
        status=told.status,
        identifiers=tuple(dict.fromkeys(paper.identifiers)),
        lines=tuple(body),
        pictures=tuple(picture for line in (*head, *body) for picture in pictures(line)),
        abstract=paper.abstract,
        other_titles=(*told.other_names, *paper.other_titles),
        section=paper.section,
    )
