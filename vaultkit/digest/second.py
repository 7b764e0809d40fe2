"""A second opinion on titles: what their words and signs say (``spans``) against what a form made of them.

A single title is set right where another is far likelier; what many titles of a page have around
them alike is cut from each where all of them together say so.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.alias import ALIAS_WORD, alias_of
from vaultkit.digest.authored import quoted
from vaultkit.digest.boxes import dated_name
from vaultkit.digest.fields import add_citation
from vaultkit.digest.names import is_name, read_names, read_writers
from vaultkit.digest.spans import Split, cuts, likelier, shape, tokens
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite
from vaultkit.digest.words import CJK

_SURE = 30
"""How many tenths of log-odds speak for another title, at least, when nothing else does."""
_TOGETHER, _FEWEST = 45, 3
"""How many speak for the same cut in all titles of a page, and in how many titles at least."""
_VOICE = 30
"""How much one title may say for or against a cut of all."""
_AGAINST = -15
"""What may speak against it in one title that is cut like the others."""
_FORMS = ("T0", "T1", "T2", "T3", "T4", "T5", "T6", "T11")
"""The forms whose titles are found in a line; a field gives those of the others."""
# Where a title that a form found may go on, or begin, with something else; the others are not asked about.
_DOUBTFUL = pattern(
    r"[.?!;]['\"”’]?\s|[\"“”(\[]|\s[-–—/|]+\s|,\s+(?:[A-Z]|in\b)|\b(?:19|20)\d\d\b|\bby\s|\bet al\b"
)
_QUOTES = frozenset("\"“”'‘’«»„")
_YEARS = pattern(r"\((?:1[5-9]|20)\d\d\s?[-–—]\s?(?:\d\d|(?:1[5-9]|20)\d\d)\)")
_YEAR = pattern(r"(?<![\d:/–-])(?:19|20)\d\d(?![\d:/–-])")
_BOX = pattern(r"\s*[(\[][^()\[\]]*")
_OF_PEOPLE = pattern(r";|\b[A-Z]\.|\bet\.?\s?al\b")
_SHORT_NAME = pattern(r"[\w-]+(?:\s?[-–—]+|,)")
# A subtitle, or a word that a stop is a part of (`et.al`).
_GOES_ON = pattern(r"[\s\"”’]*(?::|;\s+[a-z])|\.[^\W\d_]")
_SMALL = frozenset(["a", "also", "an", "at", "by", "from", "in", "on", "see", "the", "with"])
_FAR = 60
_SEVERAL, _SHORT = 2, 3
_EDGES = " \t,.;:|()[]-–—\"“”'‘’«»"


def set_right(told: Title, text: str) -> Title:
    """``told``, which a form read in ``text``, or with the title that is far likelier there.

    A line that cites nothing is no paper for what stands behind its first words, only for names before them;
    names before a colon are left to the page.
    """
    other = another(told, text) if text[:1].isalpha() else None
    if other is None or other.before.rstrip().endswith(":"):
        return told
    return _as(told, other) if told.is_cited or _are_proper(other.before) else told


def _are_proper(text: str) -> bool:
    """Whether ``text`` has capitals only, and no numbers, as names have."""
    words = text.split()
    return bool(words) and all(
        not any(map(str.isdigit, word)) and (word[0].isupper() or not word.isalpha()) for word in words
    )


def another(told: Title, text: str) -> Split | None:
    """The title in ``text`` that is far likelier than the one ``told``, or None.

    What brackets hold behind one title, and neither cites nor dates, may be a part of it.
    """
    if not _may_err(told) or "://" in text or CJK.search(text) or names_people(text):
        return None
    other = likelier(text, told.title)
    least = 0 if len(read_names(told.title)) >= _SEVERAL else _SURE
    if other is None or other.odds < least or not _can_stand(other):
        return None
    box = _BOX.match(other.after)
    return None if box and not any(map(str.isdigit, box[0])) else other


def second_opinions(titles: Sequence[Title]) -> list[Title]:
    """The ``titles`` of a page, without what many of them have around them, or one surely has."""
    likely = [_cuts(told) for told in titles]
    votes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for found in likely:
        for cut, other in found.items():
            votes[cut].append(max(-_VOICE, min(other.odds, _VOICE)))
    usual = {
        cut
        for cut, odds in votes.items()
        if sum(odds) >= _TOGETHER and sum(one > 0 for one in odds) >= _FEWEST
    }
    settled = []
    for told, found in zip(titles, likely, strict=True):
        shared = max((found[cut] for cut in usual & found.keys()), key=lambda one: one.odds, default=None)
        chosen = shared if shared and shared.odds >= _AGAINST else another(told, told.title)
        settled.append(_as(told, chosen) if chosen else told)
    return settled


def _cuts(told: Title) -> dict[tuple[str, str], Split]:
    """What could be cut from a title, of each kind the likeliest; nothing where it raises no doubt."""
    title = told.title
    if not _may_err(told) or "://" in title or CJK.search(title):
        return {}
    found: dict[tuple[str, str], Split] = {}
    for other in cuts(title):
        if (kind := _cut(other)) not in found and _can_stand(other):
            found[kind] = other
    return found


def names_people(title: str) -> bool:
    """Whether what was told as a title are but the names of several people.

    Three things in a title may be written as names are; initials, semicolons and others are not.
    """
    return _OF_PEOPLE.search(title) is not None and len(read_names(title)) > _SEVERAL


def _may_err(told: Title) -> bool:
    """Whether the title was found in a line, stands there as it is told, and raises some doubt."""
    title = told.title
    if not told.form.startswith(_FORMS) or title != told.title_raw:
        return False
    if told.form.startswith("T11") and (title[0].islower() or title.count(" ") < _SHORT):
        return True
    return _DOUBTFUL.search(title) is not None or ("," in title and len(read_names(title)) >= _SEVERAL)


def _can_stand(other: Split) -> bool:
    """Whether nothing that the words do not know speaks against a title.

    What stands before a colon is left out when it names several people: short names of papers are as unusual
    as those of people.
    A title is quoted on both sides or on none, and the years that a study is about are its own.
    """
    before, after, title = other.before.rstrip(), other.after.lstrip(" .,;:"), other.title
    first, colon, _ = title.partition(":")
    is_quoted = before[-1:] in _QUOTES
    people = before.removesuffix(":")
    if ":" in before and (len(read_names(people)) < _SEVERAL or ALIAS_WORD.fullmatch(people.split()[-1])):
        return False
    if before and not is_quoted and colon and (read_writers(first) or is_name(first)):
        return False
    if (before.endswith(",") and not read_writers(before)) or is_name(title.rpartition(":")[2]):
        return False
    if _SHORT_NAME.fullmatch(before) or _GOES_ON.match(other.after):
        return False
    if is_quoted is not (after[:1] in _QUOTES):
        return False
    return title.count(" ") > (not is_quoted) and not _YEARS.match(after) and not read_writers(title)


def _cut(other: Split) -> tuple[str, str]:
    """What is cut: the sign that ends what stands before a title, and how what is behind it begins.

    That is a sign or a word; in brackets also the first word, or how it is written: ``(from``, ``(Xx``.
    """
    behind = tokens(other.after[:_FAR])
    begins = behind[0].text.casefold() if behind else ""
    if begins in ("(", "[") and len(behind) > 1:
        word = behind[1].text.casefold()
        begins += word if word in _SMALL or behind[1].text.islower() else shape(behind[1].text)
    return other.before.rstrip()[-1:], begins


def _as(told: Title, other: Split) -> Title:
    """``told`` with the ``other`` title, and with what stands around that one."""
    before, after = other.before.rstrip("\"“'‘« "), other.after.lstrip("\"”'’» ")
    said = quoted(f"{before} “{other.title}” {after}".strip())
    if said is None or said.title != other.title:
        names = read_writers(before.strip(_EDGES)) or read_writers(after.strip(_EDGES))
        said = Title(other.title, other.title, told.form, authors=names)
        said = add_citation(said, _citation(after) or _citation(before))
    given = told.alias if told.alias != alias_of(told.title) else None
    return replace(
        told,
        title=other.title,
        title_raw=other.title,
        alias=given or alias_of(other.title),
        venue=told.venue or said.venue,
        year=told.year or said.year,
        orgs=told.orgs or said.orgs,
        authors=told.authors or said.authors,
    )


def _citation(text: str) -> Citation | None:
    """What stands beside a title as a citation: where and when, its place before its numbers, or its year."""
    text = text.strip(_EDGES)
    said = cite(text) or dated_name(text)
    if said:
        return said
    year = _YEAR.search(text)
    if not year:
        return None
    placed = cite(text[: year.start()].strip(_EDGES))
    return Citation(placed.venue if placed else None, int(year[0]))
