"""One reference (APA, IEEE, ACM, MLA, Chicago, Nature, Vancouver, Springer) as a title.

A reference has names, a title, a year and a place; where the names end and where the title does is
said by quotation marks, a year in brackets or full stops. What cannot be told apart gives None.
"""

from dataclasses import replace
from functools import lru_cache
from re import compile as pattern
from unicodedata import normalize

from vaultkit.digest.entry import Venue
from vaultkit.digest.readers._leading_names import leading_names, stands_for_the_same
from vaultkit.digest.second import another
from vaultkit.digest.titles import Context, parse_bare, parse_title, reads_as_title, split_number
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite, is_proper, venue, venue_or_new
from vaultkit.vault.papers import title_key

_YEAR = r"(?:1[5-9]|20)\d\d"
_DATED = pattern(
    rf"\s*[(\[]\s*(?P<year>{_YEAR})[a-z]?(?:\s*\[{_YEAR}\])?(?:,?\s+[A-Za-z .\d,–-]{{1,20}})?\s*[)\]]"
    r"\s*[.,:;]*\s*"
    rf"|[.,;]?\s*(?P<bare>{_YEAR})[a-z]?(?:[.,:]\s+|\s+(?=[\"“«A-Z]))"
)
_QUOTED = pattern(
    r"[“\"„«]{1,2}\s*(?P<title>[^“”\"«»„]{3,400}?)\s*[,.;]?[”\"“»]{1,2}[,.;:]?\s*"
    r"|(?<![\w])[‘'](?P<single>[^‘’'\"“”]{8,300}?)[,.]?[’'](?!\w)[,.;:]?\s*"
)
_END = pattern(r"(?P<mark>[.?!]['\"”]?)\s+(?=[^\sa-z]|(?:arXiv|bioRxiv|medRxiv|in)\b)|(?P<last>[.?!])?\s*$")
_INITIAL = pattern(r"(?:^|[\s.-])[A-Z]\.$")
_SHORT = pattern(r"\b(?:vs|e\.g|i\.e|cf|no|vol|st|dr|mr|ms|prof|fig|eq|al|jr|sr|et)\.$", 2)
# Who translated or edited a book, and who published it where, behind its title and a comma.
_HANDS = pattern(
    r"[,.]?\s+(?:[^,.()]{3,60}\((?:trans|transl|eds?|hrsg|hg|dir)\.?\).*"
    r"|\(?(?:translated|edited|trans\.|transl\.|trad\.|trad\b|traduit|übers\.|hrsg\.).*)$",
    2,
)
_PUBLISHED = pattern(
    r",\s+(?:(?:Paris|London|Londres|New York|Berlin|München|Munich|Wien|Frankfurt|Leipzig|Oxford|Cambridge"
    r"|Chicago|Boston|Roma|Rome|Milano|Torino|Madrid|Barcelona|Amsterdam|Leiden|Genève|Bruxelles)[^,]{0,20},\s.+"
    r"|(?-i:[A-Z])[^,]{0,40}\b(?:press|verlag|éditions|publishers|publishing)\b.*)$",
    2,
)
_TAG = pattern(r"</?(?:i|b|em|strong|italic|bold|sub|sup)>")
_COMMA_STYLE = pattern(
    r"(?P<title>.{8,}?),\s+(?P<rest>(?:in:?\s+)?[A-Z][^,]{2,90}(?:,\s+[A-Z][^,]{2,40})?,?\s+"
    r"(?:\(?(?:vol|v|no|n°|pp?)\b\.?\s*\d|\d+\s*[(:,–-]).*)$"
)
# Behind a comma or a colon, what can only be a place: a volume in proceedings, a journal and its volume, or
# a journal in short and its volume. Its stops end no title.
_PLACE_NEXT = pattern(
    r",\s+(?=in:\s+[A-Z\d])|:\s+(?=[A-Z][^:,.]{2,90}(?:\([A-Z][^()]*\))?,\s+[A-Z]?\d+\s*[,(:])"
    r"|,\s+(?=(?:[A-Z][\w&]*\s+)?(?!(?:Vol|No|Part|Ser)\.)[A-Z][a-z]{0,9}\.\s+(?:[A-Z][A-Za-z]*[.,]{0,2}\s+){0,6}"
    r"\(?\d{1,3}(?!\d))"
)
_YEAR_BEHIND = pattern(rf"\s*\({_YEAR}\)\.?$")
_PLACE_BEHIND = pattern(r"\s*\([A-Z][\w ,.’'-]{1,40}:\s[^()]{2,60}\)?$")
_ADDRESS = pattern(
    r"(?:\b(?:doi|url|available(?: at)?|retrieved from|arxiv)\s*:?\s*)?(?:https?://|10\.\d{4,9}/)\S*", 2
)
_LEAD = pattern(
    r"^(?:to appear |presented )?(?:in|at)\s*:?\s+(?:(?:the )?proc(?:eedings|\.)?(?: of)?(?: the)? )?", 2
)
_EDITORS = pattern(r"^.{3,120}?\((?:Eds?\.?|Hrsg\.)\)[.,]?\s*", 2)
_NUMBERS = pattern(
    r"[,;.]?\s*(?<![^\W\d_])(?:\(?(?:vol(?:ume)?s?|no|number|issue|pp?|pages?|art(?:icle)?|n°|v|S)\b\.?\s*\d.*|\b\d+(?:\.\d+)?\s*[(:,;–-].*"
    rf"|\(?{_YEAR}\b.*|(?<!\w)\d[\d–-]*\.?\s*$|\(\s*pp?\..*|(?<=\w)\.\s+(?=\d).*)",
    2,
)
_MONTH = pattern(r"[,.\s]+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?$", 2)
_SHORT_NAME = pattern(r"\((?P<name>[A-Z][\w&*’'-]{1,14}(?: [A-Z]{3,8})?(?:[ ’'-]*\d{2,4})?)\)")
_PUBLISHER = pattern(
    r"[A-Z][\w .,&’'-]{1,40}:\s*\S|.*\b(?:press|publish\w*|books?|verlag|editions?|éditions|wiley|elsevier"
    r"|routledge|penguin|norton|sage|mcgraw|harper|macmillan|prentice|seuil|payot|flammarion|gallimard)\b",
    2,
)
_THESIS = pattern(
    r"\b(?:ph\.?\s?d\.?|doctoral|master'?s?|m\.?sc\.?)\s*(?:dissertation|thesis|diss\.)|^thesis\b", 2
)
_ALL_YEARS = pattern(rf"(?<![\d.:/-])({_YEAR})[a-z]?(?![\d:/–-])")
_BOXED_YEAR = pattern(rf"\(({_YEAR})\)")
_KIND = pattern(r"\s?\[(?:[A-Z]|EB|DB)(?:/OL)?\](?:\s?//\s?|\.\s?(?=[^\W\d]|(?:19|20)\d\d))")
# As China prints it: `王强, 李明. 题名[J]. 物理学报, 2005, 34(8): 1-9.`
_MARKED = pattern(
    r"\s*(?P<names>[\u3400-\u9fff·]{2,6}(?:\s*[,，、]\s*[\u3400-\u9fff·]{1,6}){0,12})\s*[.．。]\s*"
    r"(?P<title>[^\[\]]{4,120}?)\s*\[(?:[JDCMNRPSZ]|EB/OL)\]\s*[.．。]?\s*(?P<place>[^,，\[\]]{0,60}?)[\s,，:：]*"
    rf"(?P<year>{_YEAR})(?!\d)"
)
_CJK_LIST = pattern(r"\s*[,，、]\s*")
_PAGES_NEXT = pattern(rf"(?<=[\s,.]{_YEAR}):\s*(?=\d)")
# The mark of a writer who answers letters, and initials without a blank: `H.#`, `J.H.Lee`.
_FOOTNOTE = pattern(r"(?<=[A-Z]\.)([,.;]?)\s?[#*†‡§]+")
_INITIAL_GLUED = pattern(r"(?<![^\W\d_])(?:[A-Z]\.)+(?=[A-Z][a-z])")
_LONGEST = 1500
_NAMES_AT_LEAST = 8
_OLDEST = 1799
"""What looks like a year before it is rather a volume: ``J. Kites 2021, 1656, 46``."""
_INITIALS = pattern(r"[.,]")
# Where a title may end and names begin: behind a comma, a stop or `by`, before an initial.
_BORDER = pattern(r"(?:[,.?!]|\s+(?P<by>by))\s+(?=[^\W\d_])")
_NAME_NEXT = pattern(r"(?:[A-ZÀ-Ž]\.[ -]?){1,4}[^\W\d_]|[^\W\d_][\w'’-]+,?\s+(?:[A-ZÀ-Ž]\.|[A-Z]{1,2}[,.])")
# A journal in short that begins as a name does: `J. Chem. Phys.`.
# What the writer calls it, before the reference: `Random forests: Roe, J. 2001. …`.
_TOPIC = pattern(r"[^\W\d_][\w -]{2,40}:\s+")
_JOURNAL_SHORT = pattern(r"J\. [A-Z][a-z]{1,6}\b")
_BESIDE = " .,:;\"“”'‘’«»"
_ALONE = Context()


@lru_cache(maxsize=1 << 16)
def title_of(line: str, context: Context = _ALONE) -> Title:
    """What the title line ``line`` tells: as the reference that it is, or by its form.

    A reference begins with several names, or with one that has initials, or with a group where no form
    matches. Kept, as each way of reading a page asks it of every line.
    """
    told = parse_title(line, context)
    said = reference(split_number(line.strip())[1]) if _ALL_YEARS.search(line) else None
    if said is None or not (said.venue or reads_as_title(said.title)):
        return told
    if told.venue and told.year and len(told.authors) > len(said.authors):
        return told
    said = said if said.venue else replace(said, venue=told.venue)
    by_group = not said.authors and said.venue and not told.is_cited
    by_names = len(said.authors) > 1 or any(map(_INITIALS.search, said.authors))
    return replace(said, number=told.number, tag=told.tag) if by_group or by_names else told


@lru_cache(maxsize=1 << 14)
def reference(text: str) -> Title | None:
    """The paper, book or thesis of one reference, or None when ``text`` is none or cannot be told apart."""
    said = _by_style(text)
    other = another(said, _ADDRESS.sub("", text)) if said else None
    if said is None or other is None:
        return said
    names = leading_names(other.before)[0] or said.authors
    venue = _placed(other.after.strip(_BESIDE)) or said.venue
    told = parse_bare(other.title, said.form)
    return replace(told, authors=names, year=said.year, venue=venue)


def _by_style(text: str) -> Title | None:
    """The same by the marks of the styles: quotation marks, a year in brackets, full stops."""
    if marked := _MARKED.match(text):
        names = tuple(name.strip() for name in _CJK_LIST.split(marked["names"]) if name.strip(" 等"))
        return _told(marked["title"], names, int(marked["year"]), marked["place"])
    if (kind := _KIND.search(text)) and (told := _before_kind(text[: kind.start()], text[kind.end() :])):
        return told
    # Old bibliographies quote as TeX does: ``Title,''
    text = without_kind(text.replace("``", "“").replace("''", "”"))
    plain = " ".join(_ADDRESS.sub("", _TAG.sub("", normalize("NFC", text))).split())
    plain = _INITIAL_GLUED.sub(r"\g<0> ", _FOOTNOTE.sub(r"\1", plain))
    if not 20 <= len(plain) <= _LONGEST:
        return None
    if (topic := _TOPIC.match(plain)) and any(map(_INITIALS.search, leading_names(plain[topic.end() :])[0])):
        return reference(plain[topic.end() :])
    names, end = leading_names(plain)
    same = stands_for_the_same(plain) if not names else 0
    rest = plain[end or same :]
    if dated := _DATED.match(rest):
        return _after_year(rest[dated.end() :], names, int(dated["year"] or dated["bare"]))
    rest = rest.lstrip(" .,:;")
    year = _year_of(rest)
    if quoted := _QUOTED.match(rest):
        return (
            _told(quoted["title"] or quoted["single"], names, year, rest[quoted.end() :]) if names else None
        )
    if not names and not same:
        return _by_group(plain) or _title_first(plain, year)
    return _after_names(rest, names, year, bool(same)) if year else None


def _before_kind(before: str, after: str) -> Title | None:
    """``Roe J, Doe A. Title`` up to the mark of its kind (``[J]``), where the title ends."""
    before = " ".join(before.split())
    names, end = leading_names(before)
    title = before[end:].strip(" .,")
    return _told(title, names, _year_of(after), after) if names and title.count(" ") > 1 else None


def without_kind(text: str) -> str:
    """``text`` without the kind that references in China print: ``Title[J].``, ``Title[C]//ICML``."""
    return _PAGES_NEXT.sub(", ", _KIND.sub(". ", text)) if _KIND.search(text) else text


def behind_title(title: str, rest: str) -> Title | None:
    """A reference whose ``title`` stands first, by the names, the place and the year in ``rest``."""
    rest = rest.strip(" ,.")
    names, end = leading_names(rest)
    year = _year_of(rest)
    return _told(title, names, year, rest[end:].lstrip(" ,.;")) if names and year else None


def of_title(text: str, title: str) -> Title | None:
    """The reference ``text`` when it is that of the paper ``title``, which stands above it; else None."""
    if len(text) < len(title) + _NAMES_AT_LEAST or title[:_NAMES_AT_LEAST].casefold() not in text.casefold():
        return None
    said = reference(text)
    return said if said and title_key(said.title) == title_key(title) else None


def place_and_year(text: str) -> Citation | None:
    """``Kite Letters, Vol. 3, No. 1 (Mar., 1995), pp. 81-91``: where and when, or None."""
    found, year = _placed(text), _year_of(text)
    return Citation(found, year) if found and year else None


def _after_year(rest: str, names: tuple[str, ...], year: int) -> Title | None:
    """``Title. Place`` behind ``Roe, J. (2019).``"""
    if quoted := _QUOTED.match(rest):
        return _told(quoted["title"] or quoted["single"], names, year, rest[quoted.end() :])
    title = _sentence(rest)
    return _told(title, names, year, rest[len(title) :].lstrip(" .,:"))


def _title_first(text: str, year: int | None) -> Title | None:
    """``The Title, J. Roe, A. B. Doe, Some Journal 12, 34 (2015)``, as lists of one's own papers print it.

    The names are two at least, one with an initial, or one and a place that is known.
    """
    for found in _BORDER.finditer(text) if year else ():
        title, rest = text[: found.start()], text[found.end() :]
        names, end = leading_names(rest) if _NAME_NEXT.match(rest) or found["by"] else ((), 0)
        if names and _JOURNAL_SHORT.fullmatch(names[-1]) and rest[end : end + 1] == ".":
            names, end = names[:-1], end - len(names[-1])
        if not names or not reads_as_title(title[:1].upper() + title[1:]):
            continue
        told = _told(title, names, year, rest[end:].lstrip(" ,.;:"))
        initials = any(map(_INITIALS.search, names))
        if told and initials and (len(names) > 1 or (told.venue and told.venue.kind != "unknown")):
            return told
    return None


def _by_group(text: str) -> Title | None:
    """``Some Institute (2020). Title. Place``."""
    found = _DATED.search(text[:160])
    if not found or not found["year"] or not _is_group(text[: found.start()]):
        return None
    return _after_year(text[found.end() :], (), int(found["year"]))


def _after_names(rest: str, names: tuple[str, ...], year: int, same: bool) -> Title | None:
    """``Title. Place, year.`` and ``Title, Place, vol. 3 (year)`` behind the names."""
    title = _sentence(rest)
    after = rest[len(title) :].lstrip(" .,:")
    if not title or not (title[0].isalnum() or title[0] in "«“'‘[¿¡"):
        return None
    if len(title.split()) < 2 and not after and not same:
        return None
    return _told(title, names, year, after)


def _is_group(text: str) -> bool:
    """Whether a body wrote it: a few words with capitals, as before a year in brackets."""
    words = text.strip(" .,").split()
    return 0 < len(words) <= 8 and words[0][:1].isupper() and ":" not in text


def _sentence(text: str) -> str:
    """The first sentence of ``text`` with its question mark, without its full stop.

    A question goes on as a title where several words follow it that are no venue.
    """
    place = next(
        (found for found in _PLACE_NEXT.finditer(text) if not _is_in_name(text, found.start())), None
    )
    for found in _END.finditer(text):
        if place and found.start() > place.start():
            return text[: place.start()]
        head = text[: found.end("mark") if found["mark"] else found.start()]
        if found["mark"] and (_INITIAL.search(head) or _SHORT.search(head)):
            continue
        if not found["mark"] or found["mark"][0] == ".":
            return head.removesuffix(".") if found["mark"] else head + (found["last"] or "").strip(".")
        after = text[found.end() :]
        second = after.partition(". ")[0]
        subtitle, comma, _ = second.partition(", ")
        if comma and subtitle.count(" ") > 2 and not is_proper(subtitle) and not cite(subtitle):
            return text
        if ". " not in after or len(second.split()) < 4 or cite(second) or second[:3] in ("In ", "in "):
            return head
    return text


def _is_in_name(text: str, at: int) -> bool:
    """Whether a colon stands in the name of a journal: ``The Title, Some Journal: Applied Kites``."""
    before = text[:at].rpartition(", ")
    return text[at] == ":" and bool(before[0]) and is_proper(before[2])


def _year_of(text: str) -> int | None:
    """The last year that stands alone; one in brackets is surer."""
    found = [int(year[1]) for year in _ALL_YEARS.finditer(text)]
    found = [year for year in found if year > _OLDEST] or found
    boxed = _BOXED_YEAR.findall(text)
    return int(boxed[-1]) if boxed else found[-1] if found else None


def _told(title: str, names: tuple[str, ...], year: int | None, after: str) -> Title | None:
    if found := _COMMA_STYLE.match(title):
        title, after = found["title"], title[found.start("rest") :]
    title = _PUBLISHED.sub("", _HANDS.sub("", title))
    title = _YEAR_BEHIND.sub("", _PLACE_BEHIND.sub("", title)).strip(' ,;:.“”"«»')
    if len(title) < 3 or len(title) > 400 or title.startswith("http") or not year:
        return None
    told = parse_bare(title, "T11")
    if title.endswith(f" {year}") and not after:
        told = parse_bare(title.removesuffix(f" {year}"), "T11")
    return replace(told, authors=names, year=year, venue=_placed(after))


def _placed(after: str) -> Venue | None:
    """Where a paper with ``after`` behind its title appeared; of a book and its publisher nothing."""
    text = _EDITORS.sub("", _LEAD.sub("", after.strip(" .,;"), count=1), count=1)
    if not text or _THESIS.search(text):
        return None
    short = _SHORT_NAME.search(text)
    said = cite(short["name"]) if short else None
    if short and said and said.venue and said.venue.kind != "unknown":
        return replace(said.venue, raw=text[: short.end()])
    name = _MONTH.sub("", _NUMBERS.sub("", text, count=1)).strip(" ,.;:(")
    said = cite(name) or cite(f"{name}, 2000")
    known = said.venue if said and said.venue and said.venue.kind not in ("unknown", "book") else None
    known = known or venue(name.partition(". ")[0]) or venue(name.partition(", ")[0])
    if known:
        return known
    name = name.partition(". ")[0] if len(name) > 60 else name
    long = len(name) > 120 or len(name.split()) > 14
    if not name or long or not name[0].isupper() or _PUBLISHER.match(name):
        return None
    return venue_or_new(f"{name}." if f"{name}." in text and ". " in name else name)
