"""A second opinion of a title line: what its words and signs say (``spans``) against what a form made of it."""

from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.authored import quoted
from vaultkit.digest.fields import add_citation
from vaultkit.digest.names import read_writers
from vaultkit.digest.spans import Split, likelier
from vaultkit.digest.told import Title
from vaultkit.digest.venues import cite

SURE = 30
"""How many tenths of log-odds speak for another title, at least, when nothing else does: one in twenty errs."""
# Where a title that a form found may go on, or begin, with something else; the others are not asked about.
_DOUBTFUL = pattern(r"[.?!;]['\"”’]?\s|[\"“”(\[]|\s[-–—/|]+\s|,\s+(?:[A-Z]|in\b)|\b(?:19|20)\d\d\b|\bby\s|\bet al\b")
_EDGES = " \t,.;:|()[]-–—\"“”'‘’«»"


def second_opinion(told: Title, text: str) -> Title:
    """``told``, which a form read in ``text``, or the same with the title that is far likelier there."""
    other = another(told, text) if told.form.startswith("T11") or _DOUBTFUL.search(told.title_raw) else None
    if other is None:
        return told
    before, after = other.before.rstrip("\"“'‘« "), other.after.lstrip("\"”'’» ")
    said = quoted(f"{before} “{other.title}” {after}".strip())
    if said is None or said.title != other.title:
        names = read_writers(before.strip(_EDGES)) or read_writers(after.strip(_EDGES))
        said = Title(other.title, other.title, told.form, authors=names)
        said = add_citation(said, cite(after.strip(_EDGES)) or cite(before.strip(_EDGES)))
    return replace(
        told,
        title=other.title,
        title_raw=other.title,
        venue=told.venue or said.venue,
        year=told.year or said.year,
        orgs=told.orgs or said.orgs,
        authors=told.authors or said.authors,
    )


def another(told: Title, text: str) -> Split | None:
    """The title in ``text`` that is far likelier than the one ``told``, or None.

    What stands before a colon is never left out: short names of papers are as unusual as those of people.
    """
    if "://" in text or told.title != told.title_raw:
        return None
    other = likelier(text, told.title)
    return other if other and other.odds >= SURE and not other.before.rstrip().endswith((":", "：")) else None
