"""The date in a digest's name: ``HotPapers_May20`` is the 20th of May, or May 2020.

Both readings are weighed against what the digest itself prints: no digest is older than its papers.
What stays open is given as open, never decided.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from re import IGNORECASE
from re import compile as pattern

from vaultkit.digest.entry import Digest

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HEADER = pattern(
    r"(?P<prefix>.*?)[\s_-]*(?P<raw>(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
    r"[\s_.'-]*(?P<number>\d{1,2}))",
    IGNORECASE,
)
_FULL = pattern(r".*?(?<!\d)(?P<raw>(?P<year>20\d\d)[-_.]?(?P<month>\d\d)[-_.]?(?P<day>\d\d))(?!\d).*")
_STAMP = pattern(r"image-(?P<year>20\d\d)\d{13}")


@dataclass(frozen=True, slots=True)
class HeaderDate:
    """``raw`` as printed (``Mar23``), and what it can mean: ``YYYY-MM-DD`` or ``YYYY-MM``."""

    raw: str
    candidates: tuple[str, ...]

    @property
    def date(self) -> str | None:
        """The day, when nothing else is possible; else None."""
        only = self.candidates[0] if len(self.candidates) == 1 else ""
        return only if len(only) == 10 else None


def header_date(name: str, digest: Digest, siblings: Sequence[str] = ()) -> HeaderDate | None:
    """The date in the header ``name`` of ``digest``, or None when there is none.

    ``siblings`` are the names of other digests; those with the same prefix share one way of dating,
    so a reading that is impossible for one of them is dropped for all.
    """
    full = _FULL.fullmatch(name)
    if full and 1 <= int(full["month"]) <= 12 and int(full["day"]) <= 31:
        return HeaderDate(full["raw"], (f"{full['year']}-{full['month']}-{full['day']}",))
    found = _HEADER.fullmatch(name.strip())
    if not found:
        return None
    stamps = Counter(
        int(match["year"])
        for entry in digest.entries
        for picture in entry.pictures
        if (match := _STAMP.match(picture.name))
    )
    years = Counter(entry.year for entry in digest.entries if entry.year)
    year = (stamps or years).most_common(1)[0][0] if stamps or years else None
    newest = max((*stamps, *years), default=0)
    readings = _readings(found["month"], int(found["number"]), year, newest)
    if len(readings) == 2:
        family = [
            _readings(match["month"], int(match["number"]), year, newest)
            for sibling in siblings
            if (match := _HEADER.fullmatch(sibling.strip())) and match["prefix"] == found["prefix"]
        ]
        shared = set(readings).intersection(*family) if family else set(readings)
        readings = {kind: date for kind, date in readings.items() if kind in shared} or readings
    return HeaderDate(found["raw"], tuple(readings.values()))


def _readings(month_name: str, number: int, year: int | None, newest: int) -> dict[str, str]:
    """The possible readings of a month and a number: ``day`` → a date, ``year`` → a month."""
    month = _MONTHS.index(month_name[:3].lower()) + 1
    readings: dict[str, str] = {}
    if year and 1 <= number <= monthrange(year, month)[1]:
        readings["day"] = f"{year}-{month:02}-{number:02}"
    if 2000 + number >= newest and number >= 10:
        readings["year"] = f"{2000 + number}-{month:02}"
    return readings
