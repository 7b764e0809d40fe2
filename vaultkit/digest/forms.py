"""The forms in which a digest prints a title with its citation: one table, one function a form.

The first form that matches wins. A form never guesses: what stands after the title must be
understood to its last word (``vaultkit.digest.venues.cite``), else it belongs to the title.
"""

from collections.abc import Callable
from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.authored import (
    OPENER,
    SENTENCE,
    author_date,
    cited,
    names_and_year,
    names_first,
    names_last,
    quoted,
    surnames_last,
    up_to,
    with_names,
)
from vaultkit.digest.boxes import (
    COMMA,
    both,
    dated_box,
    dated_name,
    in_known_venue,
    is_open,
    listed_citation,
    named_citation,
    placed,
)
from vaultkit.digest.divided import divided, dotted, piped
from vaultkit.digest.names import is_name, read_names, read_surnames, read_writers
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite, full_year

_UNDERSCORE = pattern(r"_")
_DASH = pattern(r"(?P<gap>\s+[-–—]+\s*|\s*[–—]\s*|\s+@\s*|-)")
# What a dash joins to the name behind it: `IEEE-…`, `. ACL-COLING 2006`.
_JOINED = pattern(r"\b(?:ACM|IEEE)$|[.,]\s[A-Z]{2,8}$")
_DASH_YEAR = pattern(r"(?P<title>.{3,}?)(?:\s+[-–]\s?(?P<year>\d\d)|\s*[-–]\s+(?P<full>(?:19|20)\d\d))")
_ABBREVIATION = pattern(r"\b(?:vs|e\.g|i\.e|cf|no|vol|st|dr|mr|ms|prof|fig|eq)\.\s*$", 2)
_GROUPS = pattern(r"(?:\s*[\[(（【][^\[\]()（）【】]{1,80}[\])）】])+")
_GROUP = pattern(r"[\[(（【](?P<inside>[^\[\]()（）【】]{1,80})[\])）】]")
# How often a paper was cited, beside where it appeared: `(ICDE 2020, 20+ citations)`.
_COUNTED = pattern(r"[,;]\s*\d[\d,]*\+? citations?$", 2)
_LEAD_GROUP = pattern(r"[\[(（【](?P<inside>[^\[\]()（）【】]{1,60})[\])）】]\s*[:\-–]?\s*(?P<title>\S.{3,})")
_YEAR_FIRST = pattern(r"(?P<year>(?:19|20)\d\d)(?:[\s,]+[A-Z][\w&.-]*){1,6}")
_VENUE_FIRST = pattern(
    r"(?P<cited>[A-Z][A-Za-z]{1,9}(?:\s?['’]\s?(?:\d\d|(?:19|20)\d\d)|-(?:19|20)\d\d|-\d\d(?=\s))(?:\s+(?:oral|spotlight|poster|highlight))?)"
    r"(?:\s+[\u3400-\u9fff\uac00-\ud7af]{1,6})?(?:\s+|(?<=\d)-\s*)(?P<title>[A-Z\d].{10,})",
)
_LATE_MARK = pattern(r"(?P<venue>[A-Z][A-Za-z]{1,8})\s{1,8}(?P<year>\d\d)['’]\s+(?P<title>[A-Z\d].{10,})")
_DATED_FIRST = pattern(
    r"(?P<cited>(?:[A-Z]|a(?=rXiv))[\w '’&/.-]{2,70}?"
    r"(?:(?:19|20)\d\d(?:[./-]\d\d?)?|['’]\d\d)[^,:|\n]{0,30}?)(?:\s*[,:|]|\s+[-–—])\s+(?=[^\W_a-z].{9,})"
)
_CAPITALS_AND_YEAR = pattern(r"[A-Z]{3,9}\s?['’]\s?\d\d")
_DAY_FIRST = pattern(
    r"(?:\d\d?[./-]\d\d?[./-](?P<last>(?:19|20)\d\d)|(?P<year>(?:19|20)\d\d)[./-](?:0?[1-9]|1[0-2])(?:[./-]\d\d?)?)"
    r"[\s,:|–-]+(?=[^\W_a-z].{9,})"
)
_NAME_AND_YEAR = pattern(r"(?P<name>[^\d,.]{5,40}),\s+(?P<year>(?:19|20)\d\d)\.?")
_YEAR_AND_DASH = pattern(
    r"(?P<year>(?:19|20)\d\d)(?:[ -]{1,3}(?P<name>[A-Z][\w&]{1,14}(?: [A-Z][\w&]{1,14}){0,2}))?"
    r"(?:\s+[-–—]\s+|_(?=[A-Z]))(?=\w.{9,})"
)
_YEAR_GLUED = pattern(
    r"(?P<year>(?:19|20)?\d\d)-(?P<name>(?:(?:IEEE|ACM)-)?[A-Za-z]{2,12})"
    r"(?:(?:[\s:,]+|\s+[-–]\s+)(?=[^\W_a-z].{9,})|-(?=[^\W\d_].{9,}))"
)
_ORG_BEHIND = pattern(
    r"(?P<head>.{8,}?)\s*[(\[（](?P<org>[A-Z\uac00-\ud7af\u3400-\u9fff][^()\[\]（）]{1,50})[)\]）]\.?"
)
_GROUP_BEHIND = pattern(r"(?P<title>.{8,}?)\s+[/|@]\s*(?P<org>[A-Z][\w&. -]{1,40})")
_LIST = pattern(r"\s*[,，、&/]\s*")
_PLACED_FIRST = pattern(
    r"(?P<names>[A-Z][^()\d:]{2,120}?(?:et\.?\s?al\.?|[^\W\d_]{2,}[.,])),?\s+"
    r"(?P<cited>[A-Z][^.:]{1,60}(?:19|20)\d\d)[.:]\s+(?P<title>\S.{9,})"
)
_SIGNED_FIRST = pattern(
    r"(?P<names>[A-Z][^()\d:]{2,120}?)[.,]?\s+[(\[]?(?P<year>(?:19|20)\d\d)[a-z]?[)\]]?"
    r"(?:\s\([a-z ]{3,20}\))?(?:\s+[-–—]|\s*[:.])\s+(?P<title>\S.{5,})"
)
_SURNAME_AND_YEAR = pattern(r"(?P<name>[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?)\. (?:19|20)\d\d[a-z]?\. (?=\S)")
_LINK_WORD = pattern(
    r"(?:pdf|paper|code|project|page|project page|website|site|web|github|arxiv|links?|url|video|slides?"
    r"|blog|demo|poster|supp|dataset|data|talk|src|source|doi|html|abs|bibtex|论文|代码|논문|코드|링크|論文|コード)[\s\d.]*",
    2,
)
_VENUE_LAST = pattern(r"(?<=\w{3})\s+(?P<cited>[A-Z][A-Za-z]{1,11}\s?['’]\s?\d\d)\s*$")


def _underscore(line: str) -> Title | None:
    """T1, ``Title_CVPR23``: the first underscore after which only a citation stands."""
    for found in _UNDERSCORE.finditer(line):
        citation = placed(cite(line[found.end() :]))
        if citation and citation.venue and (citation.year or " " in line[: found.start()].strip()):
            return cited("T1", line[: found.start()], citation)
    return None


def _dash(line: str) -> Title | None:
    """T2, ``Title -ICLR21 oral`` or ``MAML-ICML17``: the last dash before a citation."""
    for found in reversed(list(_DASH.finditer(line))):
        tail = line[found.end() :]
        if len(tail) > 80:
            return None
        if is_open(line[: found.start()]):
            continue
        citation = placed(cite(tail))
        if not citation and found["gap"] != "-" and (named := named_citation(tail) or names_and_year(tail)):
            return cited("T2", line[: found.start()], *named)
        if citation and (citation.venue or citation.orgs):
            if not (citation.venue or citation.year or len(line[: found.start()].split()) > 2):
                continue
            if found["gap"] == "-" and (
                len(tail.split()) > 4
                or citation.year is None
                or citation.orgs
                or not in_known_venue(citation)
            ):
                continue
            if found["gap"] == "-" and _JOINED.search(line, 0, found.start()):
                continue
            return cited("T2", line[: found.start()], citation)
    year = _DASH_YEAR.fullmatch(line.rstrip(". "))
    if year and year["full"] and len(year["title"].split()) > 1:
        return cited("T4", year["title"], Citation(year=int(year["full"])))
    if year and year["year"] and (int(year["year"]) < 40 or int(year["year"]) > 80):
        return cited("T2", year["title"], Citation(year=full_year(int(year["year"]))))
    return None


def _sentence(line: str) -> Title | None:
    """T3, ``Title. Venue, Year.``: the first end of a sentence after which only a citation stands.

    ``?`` and ``!`` stay with the title, a full stop does not. A list of names before or after the
    title is its authors.
    """
    for found in SENTENCE.finditer(line):
        head, tail = line[: found.start()], line[found.end() :]
        cut = head.endswith(" al")
        initial = head[-2:-1] in " ."
        if _ABBREVIATION.search(line, 0, found.end()) or is_open(head):
            continue
        if (initial or cut) and read_names(head):
            continue  # `Roe et al.` and `F. Roe, J.` are no titles
        if tail.startswith("[") and found["end"][0] in "?!":
            continue  # the brackets cite
        citation = placed(cite(tail)) if len(tail) <= 120 and "et al. " not in tail else None
        if citation and ". " in tail and len(read_writers(tail.partition(". ")[0])) > 1:
            citation = None
        named = dated_name(tail) if not citation else None
        signed = cut or (named and not initial and _is_signed(head))
        if citation := citation or (named if signed else None):
            return with_names("T3", up_to(found), citation)
        one = _NAME_AND_YEAR.fullmatch(tail) if not signed and not is_name(head) else None
        if one and is_name(one["name"]) and not OPENER.match(tail):
            return cited("T3", up_to(found), Citation(year=int(one["year"])), (one["name"],))
        said = cite(tail) if len(tail) <= 40 else None
        if said and said.status:
            return cited("T3", up_to(found), said)
    return None


def _is_signed(text: str) -> bool:
    """Whether the last sentence of ``text``, and not the first, names several writers."""
    *before, last = SENTENCE.split(text)
    return bool(before) and len(read_writers(last)) > 1


def _comma(line: str) -> Title | None:
    """T4, ``Title, Author Name, 2022``, and the same with a venue or an organisation."""
    line = line.rstrip(". ")
    for found in COMMA.finditer(line):
        tail = line[found.end() :]
        if len(tail) > 90 or is_open(line[: found.start()]):
            continue
        citation = placed(cite(tail)) or listed_citation(tail)
        if citation and (citation.venue or citation.orgs):
            title = line[: found.start()]
            named = names_first("T4", title, citation) or names_last("T4", title, citation)
            return named or with_names("T4", title, citation)
        names, _, year = tail.rpartition(",")
        told = cite(year) if names else None
        if told and OPENER.match(names) and "," not in names:
            return names_first("T4", line.removesuffix(year).rstrip(", "), told)
        if (
            told
            and told.year
            and not told.venue
            and not told.orgs
            and is_name(names.split(",")[0].split(" and ")[0])
        ):
            authors = read_names(names)
            if authors and not cite(names):
                return cited("T4", line[: found.start()], told, authors)
    return None


def _parentheses(line: str) -> Title | None:
    """T5 and T6, ``Title (VENUE YYYY)``, ``Title (2015), Authors``, ``Title[KDD'18][Org]``."""
    for run in _GROUPS.finditer(line):
        title, rest = line[: run.start()], line[run.end() :].strip(" .,")
        form = "T6" if run[0].strip()[0] in "[【" else "T5"
        citation = Citation()
        authors: tuple[str, ...] = ()
        for group in _GROUP.finditer(run[0]):
            inside = _COUNTED.sub("", group["inside"])
            told = cite(inside) or listed_citation(inside)
            named = (named_citation(inside) or names_and_year(inside)) if not told else None
            if not told and (form == "T6" or ". " in inside):
                told = dated_box(inside)
            if named:
                citation, authors = both(citation, named[0]), named[1]
            elif told:
                citation = both(citation, told)
            elif not placed(citation):
                title += run[0][group.start() : group.end()] if title[-1:].isspace() else f" {group[0]}"
            elif form == "T6" and inside[:1].isupper() and not _LINK_WORD.fullmatch(inside):
                citation = replace(citation, orgs=(*citation.orgs, *_LIST.split(inside)))
        authors = read_names(rest) if rest else authors
        behind = line[run.end() :]
        remark = rest[:1] in "-–—:/" or (citation.venue and citation.year and behind.startswith(". "))
        if placed(citation) and len(title) > 2 and (not rest or authors or remark):
            return cited(form, title, citation, authors) if authors else with_names(form, title, citation)
    return None


def _org_behind(line: str) -> Title | None:
    """T6, ``Title, NeurIPS '23 (Some Lab)``: brackets behind a whole citation hold who wrote it."""
    found = _ORG_BEHIND.fullmatch(line)
    if not found or cite(found["org"]) or _LINK_WORD.fullmatch(found["org"]):
        return None
    for form in (quoted, _underscore, _dash, _sentence, _comma):
        told = form(found["head"])
        if told and told.venue and told.year:
            return replace(told, orgs=(*told.orgs, *_LIST.split(found["org"])))
    return None


def _bracket_first(line: str) -> Title | None:
    """T6 turned round, ``[CVPR 2023] Title``; of ``(2019 Some Journal)Title`` the year is sure."""
    found = _LEAD_GROUP.fullmatch(line)
    citation = placed(cite(found["inside"])) if found else None
    if found and not citation and (dated := _YEAR_FIRST.fullmatch(found["inside"])):
        citation = Citation(year=int(dated["year"]))
    if not found or not citation or len(read_writers(found["title"])) > 1:
        return None
    behind = _GROUP_BEHIND.fullmatch(found["title"]) if citation.venue and not citation.orgs else None
    if behind and len(behind["org"].split()) <= 4:
        return cited("T6", behind["title"], replace(citation, orgs=(behind["org"],)))
    return cited("T6", found["title"], citation)


def _venue_first(line: str) -> Title | None:
    """T2 turned round, ``CVPR'24 spotlight Title``: a known venue with its year, or any ``SOME 24'``."""
    late = _LATE_MARK.fullmatch(line)
    if late and (said := cite(f"{late['venue']}'{late['year']}")):
        return cited("T2", late["title"], said)
    found = _VENUE_FIRST.fullmatch(line)
    citation = in_known_venue(cite(found["cited"])) if found else None
    return cited("T2", found["title"], citation) if found and citation else None


def _dated_first(line: str) -> Title | None:
    """T4 and T2 turned round, ``CVPR 2024 oral, Title``, ``2024-CVPR - Title`` and ``2024-CVPR Title``."""
    found = _DATED_FIRST.match(line)
    citation = cite(found["cited"]) if found else None
    if found and not _CAPITALS_AND_YEAR.fullmatch(found["cited"]):
        citation = in_known_venue(citation)
    if found and citation and citation.year:
        return cited("T4", line[found.end() :], citation)
    if day := _DAY_FIRST.match(line):
        return cited("T4", line[day.end() :], Citation(year=int(day["year"] or day["last"])))
    if (glued := _YEAR_GLUED.match(line)) and (
        known := _named_venue(cite(f"{glued['name']}'{glued['year']}"))
    ):
        return cited("T2", line[glued.end() :], known)
    if dated := _YEAR_AND_DASH.match(line):
        said = cite(f"{dated['name'] or ''} {dated['year']}") or Citation(year=int(dated["year"]))
        return cited("T2", line[dated.end() :], said)
    return None


def _named_venue(citation: Citation | None) -> Citation | None:
    """``citation`` when its venue is one that we know, or is written in capitals as they are."""
    known = in_known_venue(citation)
    return known or (citation if citation and citation.venue and citation.venue.name.isupper() else None)


def _venue_last(line: str) -> Title | None:
    """T2 without its dash, ``Title NSDI'23``: a known venue with its year glued on."""
    found = _VENUE_LAST.search(line)
    citation = in_known_venue(cite(found["cited"])) if found else None
    return cited("T2", line[: found.start()], citation) if found and citation else None


def _placed_first(line: str) -> Title | None:
    """T11, ``Roe et al. CVPR 2016. The Title``: who wrote it, where and when, then the title."""
    found = _PLACED_FIRST.fullmatch(line)
    names = read_writers(found["names"]) if found else ()
    said = in_known_venue(cite(found["cited"])) if found and names else None
    return cited("T11", found["title"], said, names) if found and said else None


def _signed_first(line: str) -> Title | None:
    """T11, ``Roe et al. 2016 - The Title (Nature)``: who wrote it and when, then the title with its place."""
    found = _SIGNED_FIRST.fullmatch(line)
    surname = _SURNAME_AND_YEAR.match(line)
    names = (surname["name"],) if surname else read_writers(found["names"]) if found else ()
    if not found or not names:
        return None
    title, year, before = found["title"], found["year"], found["names"].strip()
    alone = is_name(before) and not OPENER.match(before) and title.count(" ") > 1 and not read_surnames(title)
    if not (len(names) > 1 or "et al" in before or alone or surname):
        return None
    dated = f"{title[:-1]}, {year})" if title.endswith(")") else title
    told = _parentheses(title) or _parentheses(dated) or _sentence(title) or _comma(title) or _bare(title)
    return replace(told, form="T11", year=told.year or int(year), authors=told.authors or names)


def _bare(line: str) -> Title:
    """T0: nothing but a title; whether it is one, its place must say."""
    raw = line.strip()
    raw = raw[:-1] if raw.endswith(".") and not raw.endswith("...") else raw
    return Title(raw, raw, "T0")


def split_alias(text: str) -> tuple[str | None, str]:
    """``[R-CNN] Rich feature …`` as alias and title; None when no short bracket leads."""
    found = _LEAD_GROUP.fullmatch(text.strip())
    if found and not cite(found["inside"]) and text.strip()[0] in "[【":
        return found["inside"].strip(), found["title"].strip()
    return None, text


Form = Callable[[str], Title | None]

FORMS: tuple[Form, ...] = (
    piped,
    divided,
    quoted,
    author_date,
    _placed_first,
    _signed_first,
    _org_behind,
    _underscore,
    _dash,
    _dated_first,
    dotted,
    _sentence,
    surnames_last,
    _comma,
    _parentheses,
    _bracket_first,
    _venue_first,
    _venue_last,
    _bare,
)
