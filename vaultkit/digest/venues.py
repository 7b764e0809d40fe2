"""Venues, organisations and years: what the words of a citation say.

The names are data (``vault/data/venues.json``); here are the rules to recognise them. Everything that
is read must be understood to the last word: ``cite("see Figure 3, 2023")`` is None, so that the
end of a title is never mistaken for its citation.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from re import IGNORECASE
from re import compile as pattern
from unicodedata import normalize

from vaultkit.digest.entry import Venue
from vaultkit.digest.venue_tables import tables, weighty
from vaultkit.vault.venues import key_of, nearest

_EDGES = " \t\u00a0.,;:|-–—/`*_()[]{}<>\"'“”‘’"
_YEAR = pattern(
    r"(?<![\d.])(?<!\d{4}[–-])(?P<year>(?:19|20)\d\d)(?!\d|[–-]\d{4})(?:\.\d{1,5}\b|[./-][xX?]{1,2}(?!\w)|\s*[년年](?:\s*\d{1,2}\s*[월月])?)?"
)
_YEAR_ALONE = pattern(r"\s*['’`´](?P<year>\d\d)\s*")
_YEAR_FIRST = pattern(r"(?P<year>\d\d)['’`´]\s*(?=[A-Z])")
_SHORT_YEAR = pattern(r"(?P<gap>['’`´]\s?|(?<=[A-Za-z])[-_]?|\s)(?P<year>\d\d)$")
_MONTH = pattern(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?[\s,]+)?\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?)?$",
    IGNORECASE,
)
# Two digits behind a whole day are the year: `2 Jan 23`, `Jan 2nd, '23`.
_DAY_AND_YEAR = pattern(
    r"\b(?P<day>\d{1,2}(?:st|nd|rd|th)?[\s-](?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?[\s,-]+"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d{1,2}(?:st|nd|rd|th)?,\s)['’]?(?P<year>\d\d)\b(?![:.\d])",
    IGNORECASE,
)
# How a list ranks a venue: `(CCF B 会议)`, `CCF-A`, `[CORE A*]`.
_RANK = pattern(
    r"(?:^|[\s,;/|]+|\s*(?P<box>[(\[（【]))(?:CCF|CORE)(?:\s?(?:rank(?:ed)?)?[\s-]?)(?:A\*|[ABCN])(?![A-Za-z\d-])"
    r"\s?类?\s?(?:会议|期刊|conference|journal)?(?(box)\s*[)\]）】])",
    IGNORECASE,
)
_PAGES = pattern(
    r"[\s,;:.(]*(?:(?:pp?|pages?|vol|no)\.?\s*)?\d{1,6}(?:\s*[-–:(]+\s*\d{1,6}\)?)*\)?\.?$", IGNORECASE
)
# What PubMed prints behind a year: ` Aug 4;12(3):323-8. doi: …`.
_ISSUE = pattern(
    r"(?:[A-Z][a-z]{2,8}(?:[ -]\w{1,3})?)?\s*;\s*\d*\s*(?:\([^()]{1,20}\))?\s*(?::\s*\w?\d[\w–-]*)?"
    r"\.?(?:\s*(?:doi|epub|pmid|pmcid)\b.*)?",
    IGNORECASE,
)
_SHORT_MONTH = pattern(r"(?P<gap>['’`´]\s?|(?<=[A-Za-z])[-_\s]?)(?P<year>\d\d)[./](?:0[1-9]|1[0-2])$")
_GLUED_STATUS = pattern(r"(?<=\d)(?=[A-Za-z]{4,}$)")
_VOLUME = pattern(
    r"[\s,]+(?:vol\.?\s*)?\d[\d.]*(?:\s*\(\d[\d-]*\)?)?(?:\s*[:,]\s*(?:pp?\.?\s*)?[A-Za-z]{0,3}\d+(?:\s*[-–]+\s*\d+)?)?$",
    IGNORECASE,
)
_ARXIV = pattern(r"arxiv(?:preprint|arxiv|abs|org|eprint|[a-z]{2}|\d)*")
_ARXIV_NUMBER = pattern(r"\b(?:abs/)?\d{4}\.\d{4,5}(?:v\d+)?\b")
_SEPARATOR = pattern(r"\s*(?:[,;|/+&、，；／]|\band\b|\bwith\b)\s*")
_SENTENCE_END = pattern(r"\w{4,}[.!?]\s")
_WORD = pattern(r"[^\W_]+")
_UNKNOWN_SHORT = pattern(r"[A-Z][A-Z0-9&]{2,9}(?:-[A-Z]{2,8})?")
_FINDINGS = pattern(r"\bfindings\b", IGNORECASE)
_FINDINGS_OF = pattern(r"\bfindings\b(?:\s+of\b)?(?:\s+the\b)?", IGNORECASE)
_WORKSHOP = pattern(r"(?:[\s_-]*\bworkshops?\b|[\s_-]+WS?$|(?<=[A-Z])W$|(?<=IPS)W$)", IGNORECASE)
_PUBLISHER = pattern(r"IEEE\s+(?:/?\s*(?:CVF|ACM|RSJ)\s+)?")
_LEAD = pattern(r"(?:in\s*:?\s+)?(?:proceedings\s+of\s+|proc\.?\s+(?:of\s+)?|in\s+)?(?:the\s+)?", IGNORECASE)

# A label that bears the name of a venue.
_DATE_LABEL = pattern(r"^\W*[Dd]ate\s*[:：]\s*(?=\d)")
# arXiv's subjects bear the names of venues: `Computer Vision and Pattern Recognition (cs.CV)`.
_SUBJECT = pattern(r"\((?:cs|stat|eess|math|physics|q-bio|q-fin|econ)\.[A-Za-z-]{2,7}\b")
# A name in Korean, Chinese or Japanese has no comma inside: words before it are a title.
_TITLED = pattern(r"[\u3400-\u9fff\uac00-\ud7af]\s?\S*\s\S+, [^,]{0,30}(?:지|誌|学报|學報)$")
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Citation:
    """What stands after a title: each part only when it is printed."""

    venue: Venue | None = None
    year: int | None = None
    orgs: tuple[str, ...] = ()
    status: str | None = None


@lru_cache(maxsize=16384)
def cite(text: str) -> Citation | None:
    """What ``text`` says as a citation (``CVPR'14 oral``, ``Google Research, 2023``), or None.

    A bare year is a citation too. None when any word is left that is no venue, organisation,
    status, month, page or year.
    """
    if alone := _YEAR_ALONE.fullmatch(text):
        return Citation(year=full_year(int(alone["year"])))
    words = normalize("NFKC", _DAY_AND_YEAR.sub(r"\g<day>20\g<year>", _DATE_LABEL.sub("", text)))
    words = (_RANK.sub("", words) if "C" in words else words).strip(_EDGES)
    if not words or len(words) > _LONGEST or _SUBJECT.search(text):
        return None
    words, status = _take_status(_GLUED_STATUS.sub(" ", words))
    if not words:
        return Citation(status=status) if status else None
    words = _ARXIV_NUMBER.sub(" ", words).strip(_EDGES + "[")
    if first := _YEAR_FIRST.match(words):
        words = f"{words[first.end() :]} '{first['year']}"
    name, year, glued = _take_year(words)
    if not name:
        return Citation(year=year, status=status) if year else None
    if _TITLED.search(name):
        return None
    for said in dict.fromkeys((_VOLUME.sub("", name), name, _take_status(name)[0])):
        if told := _name(said, year is not None, glued) if said else None:
            return replace(told, year=year, status=status)
    return None


def venue(text: str, certain: bool = True) -> Venue | None:
    """The venue that ``text`` names without a year, or None.

    ``certain`` says that the place can only hold a venue (a field ``Venue:``): then an ambiguous
    short name (``MM``, ``Nature``) counts as well.
    """
    name = normalize("NFKC", text).strip(_EDGES)
    return _known(name, certain) if 0 < len(name) <= _LONGEST else None


def venue_or_new(text: str) -> Venue | None:
    """The venue of a field that holds nothing else: a name that we do not know is taken as it stands."""
    raw = normalize("NFKC", text).strip(" \t\u00a0.,;:|/*_`\"'")
    if not raw.strip(_EDGES):
        return None
    if ". " in raw and text.rstrip().endswith("."):
        raw += "."
    kind = _kind_of(raw) or "unknown"
    return _known(raw.strip(_EDGES), True) or Venue(raw, raw, kind)


def organisations(text: str) -> tuple[str, ...]:
    """The organisations that ``text`` lists and nothing else, as printed; () when it is no such list."""
    told = _name(normalize("NFKC", text).strip(_EDGES), True, False)
    return told.orgs if told and not told.venue else ()


def full_year(short: int) -> int:
    """The year that two digits stand for: 00-49 are of this century, 50-99 of the last."""
    return 2000 + short if short < 50 else 1900 + short


def _take_status(words: str) -> tuple[str, str | None]:
    """Cut words such as ``oral``, ``rejected (…)`` and ``accepted by`` from ``words``."""
    data = tables()
    said: list[str] = []
    if found := data.lead.match(words):
        said.append(found["status"])
        words = words[found.end() :]
    while found := data.bracketed.search(words) or data.trail.search(words):
        if found["status"]:
            said.insert(0, found["status"])
        words = (words[: found.start()] + " " + words[found.end() :]).strip(_EDGES)
    return words.strip(_EDGES), " ".join(dict.fromkeys(said)).strip().lower() or None


def _take_year(words: str) -> tuple[str, int | None, bool]:
    """Cut the year, its month and pages from ``words``; says whether the year was glued to a name."""
    found = _YEAR.search(words)
    if found:
        before = words[: found.start()]
        after = words[found.end() :].lstrip(_EDGES)
        glued = bool(before) and before[-1].isalpha()
        before = _MONTH.sub("", before.rstrip(_EDGES)).rstrip(_EDGES)
        after = "" if any(shape.fullmatch(after) for shape in (_PAGES, _MONTH, _ISSUE)) else after
        apart = ", " if before and after and not _known(f"{before} {after}", True) else " "
        return f"{before}{apart}{after}".strip(_EDGES), int(found["year"]), glued
    if (found := _SHORT_MONTH.search(words)) and _known(words[: found.start()].strip(_EDGES), True):
        return words[: found.start()].strip(_EDGES), full_year(int(found["year"])), True
    found = _SHORT_YEAR.search(words)
    if found:
        glued = not found["gap"].isspace()
        name = words[: found.start()].strip(_EDGES)
        meeting = None if glued else _known(name, False)
        if glued or (meeting and (name.isupper() or meeting.kind == "conference")):
            return name, full_year(int(found["year"])), glued
    return words, None, False


def _name(name: str, dated: bool, glued: bool) -> Citation | None:
    """Venue and organisations that ``name`` consists of, or None when a part is neither."""
    known = _known(name, dated)
    if known:
        return Citation(known)
    if _is_organisation(name):
        several = tuple(part.strip() for part in name.split(","))
        return Citation(orgs=several if all(map(_is_organisation, several)) else (name,))
    if (dated or glued) and _UNKNOWN_SHORT.fullmatch(name):
        return Citation(Venue(name, name, "unknown"))
    parts = [part.strip(_EDGES) for part in _SEPARATOR.split(name)]
    if len(parts) < 2 or not all(parts):
        return _by_words(name) if dated else None
    venue_part: Venue | None = None
    orgs: list[str] = []
    beside: list[str] = []
    for part in parts:
        if _is_organisation(part) or (orgs and dated and _is_beside(part)):
            orgs.append(part)
        elif venue_part is None and (part_venue := _known(part, dated)):
            venue_part = part_venue
        elif dated and venue_part is None and "/" not in name and _UNKNOWN_SHORT.fullmatch(part):
            beside.append(part)
        else:
            return _by_words(name) if dated else None
    if beside and not venue_part:
        return _by_words(name)
    return Citation(venue_part, orgs=tuple(part for part in parts if part in orgs or part in beside))


def _is_beside(part: str) -> bool:
    """Whether a name that we do not know stands for a group beside one that we know (``Meta, Some Yard``)."""
    return len(part.split()) <= 3 and is_proper(part) and not _known(part, True)


def _by_words(name: str) -> Citation | None:
    """A name that we do not know but whose words say what it is: ``Journal of …``, ``… University``."""
    if _SENTENCE_END.search(name) or not is_proper(name):
        return None
    if kind := _kind_of(name):
        name += ")" * (name.count("(") - name.count(")"))  # cut off with the edges of the citation
        return Citation(Venue(name, name, kind))
    words = [word.casefold() for word in _WORD.findall(name)]
    parts = [part for part in _SEPARATOR.split(name) if part]
    placed = any(_known(part, False) for part in parts)
    if len(words) <= 6 and not placed and tables().organisation_words & {words[0], words[-1]}:
        return Citation(orgs=tuple(parts))
    return None


def is_proper(name: str) -> bool:
    """Whether ``name`` is written as a name: capitals on all longer words, no article before them."""
    found = _WORD.findall(name)
    if not 0 < len(found) <= 14 or found[0].casefold() in ("a", "an", "the", "this", "our", "by"):
        return False
    return all(not word[0].isascii() or not word[0].islower() for word in found if len(word) > 3)


def _last_kind(name: str) -> str:
    data = tables()
    found = _WORD.findall(name.casefold())
    said = next((word for word in reversed(found) if word in data.venue_words), "")
    if said or not found or found[-1].isascii():
        return said
    # Korean, Chinese and Japanese write such a word at the end of another.
    return max((word for word in data.venue_endings if found[-1].endswith(word)), key=len, default="")


def _kind_of(name: str) -> str:
    """What kind the words of a name say it is; of what looks like a misprint, that nobody knows."""
    kind = tables().venue_words.get(_last_kind(name), "")
    return "unknown" if kind and nearest(name) else kind


def _known(name: str, dated: bool) -> Venue | None:
    """The known venue behind a name, through its suffixes and long forms."""
    data = tables()
    key = key_of(name)
    if key in data.ambiguous and not dated:
        return None
    if key in data.venues:
        short, kind = data.venues[key]
        return Venue(short, name, kind)
    if len(name) < 3:
        return None
    if name.endswith(" Conference"):  # as DBLP prints it: `SIGMOD Conference 1985`
        return _renamed(_known(name.removesuffix(" Conference"), dated), name) or _long(name)
    if _FINDINGS.search(name):
        rest = _FINDINGS_OF.sub("", name).strip(_EDGES)
        base = _known(rest.rpartition(":")[2].strip(_EDGES), dated) or _known(rest, dated)
        return Venue(f"Findings of {base.name}", name, "findings") if base else None
    if found := _WORKSHOP.search(name):
        base = _known(name[: found.start()].strip(_EDGES), dated) or _long(name) or _inside(name)
        if base:
            return Venue(f"{base.name} Workshop", name, "workshop")
    lead = _LEAD.match(name) if not name.startswith("IEEE ") else _PUBLISHER.match(name)
    if lead and lead.end():
        return _renamed(_known(name[lead.end() :].strip(_EDGES), dated), name)
    if key.startswith("arxiv"):
        return Venue("arXiv", name, "preprint") if _ARXIV.fullmatch(key) else None
    return _long(name) or _abbreviated(name, dated)


def _abbreviated(name: str, dated: bool) -> Venue | None:
    """The venue whose words ``name`` cuts short, in order (``J. Mach. Learn. Res.``, ``Nat Commun``)."""
    said = weighty(name)
    said = said[1:] if said[:1] == ("proc",) else said
    if len(said) < 2 or ("." not in name and len(said) < (2 if dated and is_proper(name) else 3)):
        return None
    if all(len(cut) < 3 for cut in said):
        return None  # `Roe, J. E.`
    for kept, short, kind in tables().abbreviable.get((said[0][0], len(said)), ()):
        if said != kept and all(full.startswith(cut) for full, cut in zip(kept, said, strict=True)):
            return Venue(short, name, kind)
    return None


def _inside(name: str) -> Venue | None:
    """The conference whose short name is a word of ``name`` (``ML Safety Workshop @ NeurIPS``)."""
    data = tables()
    if "(" in name or not is_proper(name):
        return None
    for word in _WORD.findall(name):
        short, kind = data.venues.get(key_of(word), ("", ""))
        if short and kind == "conference" and key_of(word) not in data.ambiguous and word[0].isupper():
            return Venue(short, name, kind)
    return None


def _renamed(known: Venue | None, raw: str) -> Venue | None:
    return replace(known, raw=raw) if known else None


def _long(name: str) -> Venue | None:
    """The venue whose spelled-out name stands inside ``name`` (``Proceedings of the 57th …``)."""
    if name.count(" ") < 2:
        return None
    words = _WORD.findall(name.casefold())
    spaced = f" {' '.join(words)} "
    says_venue = bool(_last_kind(name))
    inside = [
        entry
        for word in dict.fromkeys(words)
        for entry in tables().long_names.get(word, ())
        if f" {entry[0]} " in spaced and (says_venue or len(entry[0]) >= 0.6 * len(spaced))
    ]
    if not inside:
        return None
    _, short, kind = max(inside, key=lambda entry: len(entry[0]))
    return Venue(short, name, kind)


def _is_organisation(name: str) -> bool:
    data = tables()
    if key_of(name) in data.organisations:
        return True
    words = [word.casefold() for word in _WORD.findall(name)]
    telling = {words[-1], words[0] if words[1:2] == ["of"] else ""} if words else set()
    return (
        1 < len(words) <= 5
        and name[:1].isupper()
        and bool(telling & data.organisation_words)
        and not any(word in data.venue_words for word in words)
        and not any(key_of(word) in data.venues for word in _WORD.findall(name))
    )
