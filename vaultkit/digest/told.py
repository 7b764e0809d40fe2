"""What one title line tells of a paper. Knows no forms; see ``forms`` for how a line is taken apart."""

from dataclasses import dataclass

from vaultkit.digest.entry import Venue


@dataclass(frozen=True, slots=True)
class Title:
    """One title line understood; what the line does not print is empty or None.

    ``title`` is repaired (``MIC: Masked …``), ``title_raw`` as printed, both without number, tag and
    citation. ``number`` is as printed (``3``, ``3.6.1``). ``form`` names the forms that matched.
    ``other_names`` are further short names (``[Faster R-CNN, RPN]``).
    """

    title: str
    title_raw: str
    form: str
    alias: str | None = None
    number: str | None = None
    tag: str | None = None
    venue: Venue | None = None
    year: int | None = None
    orgs: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    status: str | None = None
    other_names: tuple[str, ...] = ()

    @property
    def is_cited(self) -> bool:
        """Whether the line itself says that it is a paper: a venue, a year, an organisation, authors."""
        return bool(self.venue or self.year or self.orgs or self.authors)
