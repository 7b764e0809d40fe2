"""What a reader finds in a digest, before anything is known of a vault.

Line numbers are 1-based lines of the digest as it was given. Every non-blank line belongs to
exactly one part: the document's own lines (``front``), an entry, or ``unplaced``.
"""

from dataclasses import dataclass, field
from typing import Literal

IdentifierKind = Literal["arxiv", "doi", "openreview", "acl", "url", "pdf", "code", "citekey"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the digest: its number and its text as printed, without the line end."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image placeholder or link: ``name`` as printed (``image-20230330150328966``), and its line."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Venue:
    """Where a paper appeared: ``name`` canonical (``CVPR``), ``raw`` as printed, ``kind`` as in schemas."""

    name: str
    raw: str
    kind: str


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One paper as a digest prints it. Nothing is invented: what is not printed is empty or None.

    ``title`` is repaired (``MIC: Masked …``), ``title_raw`` as printed. ``alias`` is the short name
    that stands before the colon, or None. ``lines`` are all lines of the entry after its title
    lines, in order, blank ones left out; ``form`` names the title form that matched.
    ``other_titles`` are the same title in other languages or longer short names (``["RPN"]``);
    ``section`` is the heading that the paper stands under. ``abstract`` is what the dialect marks
    as the paper's description: its words stand in the title lines or in ``lines`` as well.
    """

    title: str
    title_raw: str
    line: int
    form: str
    title_lines: tuple[Line, ...]
    alias: str | None = None
    number: int | None = None
    venue: Venue | None = None
    year: int | None = None
    authors: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    status: str | None = None
    identifiers: tuple[tuple[IdentifierKind, str], ...] = ()
    lines: tuple[Line, ...] = ()
    pictures: tuple[Picture, ...] = ()
    abstract: str | None = None
    other_titles: tuple[str, ...] = ()
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """A whole document: its name (the file's stem or its own title), entries in order, and the rest.

    ``front`` are the lines that belong to the document and to no paper (its title, an
    introduction, the headings of its sections); ``unplaced`` are lines that no entry could take.
    ``notices`` are sentences for the user: an encoding that was guessed, a record that was broken.
    ``is_data`` says that the lines are records of a data format (BibTeX, RIS, CSL, arXiv mail):
    kept so that none is lost, but no prose to read.
    """

    name: str
    title: str | None
    reader: str
    entries: tuple[PaperEntry, ...]
    front: tuple[Line, ...] = ()
    unplaced: tuple[Line, ...] = ()
    notices: tuple[str, ...] = field(default=())
    is_data: bool = False
