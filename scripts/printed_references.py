"""Print records of a bibliography in lines as people and styles of reference write them.

Knows how names, places, numbers and remarks are written and in which order; the records are given. A line is
drawn at random from the styles, so that one record gives another line with each draw. Nothing is looked up.
"""

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

Record = dict[str, str]
"""``title``, ``author`` (``Roe, Ann and Jan van der Poe``), ``year``; maybe ``journal`` or ``booktitle``,
``publisher``, ``address``, ``volume``, ``number``, ``pages``: the fields of BibTeX without its marks."""

# In a style `<a|b>` is one of both; the comma of `{title,}` stands inside or outside of a title's quotes.
REFERENCES = (
    *("{names} ({year}<|||||, May|a|b>)<. |. | |: |, >{title.} {place}<, | >{numbers}<.|>",) * 3,
    *("{names}, {title,} {place}, {numbers}, {year}<.|>",) * 3,
    *("{names.} {year}. {title.} {place} {numbers}<.|>",) * 2,
    *("{names.}<. |. |, |: | >{title.} {place}<. | |, >{year}<;|, | |:>{numbers}<.|>",) * 3,
    "{names} {title.} {place}<| |,> {numbers} ({year})<.|>",
    "{names.}. {title.} {place} {numbers} ({year})<.|>",
    "{names}, {title,} {place}<, | >{numbers} ({year})<.|>",
    "{names}; {title;} {place} {year}, {numbers}<.|>",
    "{names}: {title.} {place} {numbers} ({year})<.|>",
    "{names}: {title.} {place} {year}: {pages}",
    "{names}. {title}<[J]|[C]//|[D]|[M]>. {place}, {year}, {numbers}<.|>",
    "{names}. {title.} {address}: {publisher}, {year}.",
    "{names}, {title} ({address}: {publisher}, {year}), {pages}<.|>",
    "{names}, {title}, {address}, {publisher}, {year}",
    "{names}, {title,} in {names}<, eds.| (eds)| (Hrsg.)>, {place}, {address} {year}, pp. {pages}",
    "{names}. {title.} {publisher}, {year}<.|>",
    "{names} ({year}) {title.} {publisher}, {address}.",
    "{names.}. {title.} {place}, vol. {volume}, no. {number}, {year}, pp. {pages}.",
    "{names}<. |, >{title}<. |, >{place}, {address}<, {year}|. {year}| ({year}), {pages}><|.>",
    "{names}<. |, >{title}<. |, >{place}<, |; |. ><Epub|Epub ahead of print|in press|in print><| {year}><|.>",
    "{names} {title} {place}< |, |. >{year}",
    "{names.}<. |, >{title}<. |, >{place}<, |. | ><in press|forthcoming|to appear|submitted>",
    "{names}<. |, >{title}<, |. |: ><mimeo|Working paper|preprint|manuscript|unpublished>, {year}<.|>",
    "{names} ({year}). {title} <(No. w25997)|[Preprint]|(Doctoral dissertation, {publisher})>. {place}.",
)
NOTES = (
    *("{title}<||.>",) * 2,
    *("{title}<. |, | - | by | — | – |, by |. By | (|: | / >{names}< ({year})|, {year}|. {place}, {year}||>",)
    * 2,
    "{title}<. |, | - | | @ |_| – | — |; >{place}<| {year}|, {year}| '{yy}| {numbers} ({year})|, {year}>",
    "{title} (<|{names}, |from |in |published in >{place}<| {year}|, {year}>)",
    "{title}<, |. | – | >{year}<|.>",
    "{title}, {place}, {address}<, {year}| {year}||. {names}>",
    "{title}<. | |, ><(No. w{yy}997)|(Working Paper No. {yy}12)|forthcoming in {place}|{place}, forthcoming>",
    "{title}<. |, |; >in {place}< {year}|, {year}||, pp. {pages}>",
    "{title} [<{place}|{place} {year}|{names}, {year}|{year}>]",
    "{title} (<{year}|{names}|{names}, {year}|{names} {year}>)<|.| {names}| {place}>",
    "{title}<. {place}. |, {place}, | ({place}). ><{names}|{names}, {year}|{year}>",
    "<{year} |({year}) |{year}. |[{year}] |{year}: |{year} - >{title}<|. {names}|, {place}| ({place})>",
    "<[{place}] |[{place} {year}] |({place}) |{place} {year}: >{title}<|. {names}|, {names}>",
    "<[{names}] |[{surname} {yy}] |{surname}{yy}: |({surname}, {year}) >{title}<|. {names}|, {place}>",
    "{names}< - |: | – |, >{title}< ({year})|, {place}|. {place} {year}|, {year}|>",
    "{names} {year}< - |: |, >{title}<|, {place}>",
    "{surname}<| et al.| and {surname}| & {surname}>< ({year})|, {year}| {year}><: |, | - | | -- >{title}",
    *("{title}< | |><({remark})|[{remark}]|({remark}, {remark})|(“{remark}”)><||.| {year}>",) * 2,
    "{title}< | |><({nick})|({nick}, {year})|[{nick}]>< 👀| 🔥| ⭐|||. {place}, {year}| - {remark}>",
    "{title}<. | - | -- | – |; |  → | # | // | (>{remark}",
    "{title}< |>({remark}<, {year}|; {place}| by {names}>)<|.>",
    "{title} <(optional)|(slides)|[must read]|(survey)|[pdf]|[code]|(link)|(skim)|(pp. {pages})|{year}>",
)
IDENTIFIERS = (
    "https://doi.org/10.1016/j.boat.2004.05",
    "doi:10.1017/S0022",
    "arXiv:1507.08751",
    "arXiv preprint arXiv:2101.00001",
    "(pdf)",
    "[pdf]",
    "[PDF] [code]",
    "http://www.example.org/a.pdf",
    "Available: http://example.org",
    "[Online]",
    "(accessed 12 May 2019)",
    "PMID: 1234567",
)
NUMBERS = (
    "vol. {volume}, no. {number}, pp. {pages}",
    "{volume}({number})<, |:|: >{pages}",
    "{volume}:{pages}",
    "{volume}, {pages}",
    "Vol. {volume}, No. {number}, {pages}",
    "{volume}, no. {number} ({year}): {pages}",
    "{volume}",
    "{pages}",
    *("pp. {pages}",) * 2,
)
COUNTED = ("[{n}] ", "{n}. ", "({n}) ", "{n}) ")
QUOTES = (*(("“", "”"), ('"', '"')) * 3, ("'", "'"), ("«", "»"), ("‘", "’"), ("„", "“"))
ACRONYMS = (
    "ICML",
    "CHI",
    "SIGMOD",
    "VLDB",
    "OSDI",
    "WWW",
    "KDD",
    "ACL",
    "CVPR",
    "AAAI",
    "NDSS",
    "POPL",
    "SPIE",
)
KINDS_OF_NAME = (
    *("{first} {last}",) * 4,
    *("{i. } {last}", "{last}, {i. }", "{last} {ii}") * 2,
    *(
        "{i.} {last}",
        "{last}, {i.}",
        "{last}, {first}",
        "{last} {i. }",
        "{ii} {last}",
        "{last}",
        "{last} {i.}",
    ),
    "{i1} {second} {last}",
)
SUBTITLES = (
    *(": A Survey", ": A Review", " – A Detailed Survey", " - An Overview", "? A Case Study", ", 1900-1950"),
    *(
        ": Evidence from {years}",
        ", {years}",
        " over 200 years",
        " in {year}",
        " (II)",
        ": {acronym}",
        " ({acronym})",
    ),
    *(
        ": The Case of Boats, Oars, and Kites",
        ": Part A",
        "? Evidence from the Field",
        "; or, The Long Way Home",
    ),
    *(
        " in {town}",
        ", {town}",
        ": Evidence from {town}",
        " in {town}: A Long-Term Study",
        ", {town}: New Findings",
    ),
)
TOWNS = (
    *("Portland, Oregon", "Houston, Texas", "Lagos, Nigeria", "Bavaria, Germany", "New York City", "Japan"),
    *(
        "Oslo, Norway",
        "Lyon, France",
        "Boston, Massachusetts",
        "the United States",
        "Kerala, India",
        "Scotland",
    ),
)

_CHOICE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{(\w+)([.,;]?)\}")


class Printed(NamedTuple):
    """A line with a title: what stands before it, itself, and what stands behind it."""

    before: str
    title: str
    after: str


def printed(record: Record, remarks: Sequence[str], draw: random.Random) -> Printed:
    """One line about ``record``; ``remarks`` are what a reader may note beside it."""
    fields = _fields(record, remarks, draw)
    style = _fitting(REFERENCES if draw.random() < 0.6 else NOTES, fields, draw)
    title = _title(record, draw)
    before, sign, after = _around(style)
    before, after = _filled(before, fields), _filled(after, fields)
    opening, closing = draw.choice(QUOTES) if draw.random() < 0.35 else ("", "")
    sign = "" if sign == "." and title[-1] in "?!" else sign
    closing = sign + closing if draw.random() < 0.5 else closing + sign
    if draw.random() < 0.3:
        before = draw.choice(COUNTED).replace("{n}", str(draw.randint(1, 99))) + before
    if draw.random() < 0.05:
        after += draw.choice((" - ", " -- ", " # ", " ; ", "  → ", " (")) + fields["remark"]
    if draw.random() < 0.12:
        after += " " + draw.choice(IDENTIFIERS)
    return Printed(before + opening, title, closing + after)


def _around(style: str) -> tuple[str, str, str]:
    """What stands before and behind the title in ``style``, and the sign that ends the title."""
    found = next(slot for slot in _SLOT.finditer(style) if slot[1] == "title")
    return style[: found.start()], found[2], style[found.end() :]


def _fitting(styles: Sequence[str], fields: dict[str, str], draw: random.Random) -> str:
    """One of ``styles``, with one of each ``<a|b>``, that prints no field which a record lacks."""
    while True:
        style = _CHOICE.sub(lambda choice: draw.choice(choice[1].split("|")), draw.choice(styles))
        if all(slot[1] == "title" or fields.get(slot[1]) for slot in _SLOT.finditer(style)):
            return style


def _filled(style: str, fields: dict[str, str]) -> str:
    """``style`` with the fields; ``{names.}`` is the names without a full stop of their own."""
    return _SLOT.sub(lambda slot: fields.get(slot[1], "").rstrip(slot[2] or None), style)


def _fields(record: Record, remarks: Sequence[str], draw: random.Random) -> dict[str, str]:
    """What a style may print of ``record``, each written in one way."""
    year, last = record["year"][:4], _parts(record["author"].split(" and ")[0])[1]
    fields = {key: record.get(key, "") for key in ("volume", "number", "address")}
    is_book = not (record.get("journal") or record.get("booktitle"))
    fields["publisher"] = record.get("publisher", "") if is_book else ""
    fields["pages"] = re.sub("-+", draw.choice("-–"), record.get("pages", ""))
    fields |= {"year": year, "yy": year[2:], "surname": last, "remark": draw.choice(remarks)}
    fields["nick"] = "".join(word[:3].capitalize() for word in record["title"].split()[:2])
    fields |= {"names": _names(record["author"], draw), "place": _place(record, draw)}
    numbers = _filled(_fitting(NUMBERS, fields, draw), fields) if fields["pages"] else fields["volume"]
    return fields | {"numbers": numbers}


def _title(record: Record, draw: random.Random) -> str:
    """The title, in one of the ways to write its letters, sometimes with more words that belong to it."""
    title = record["title"].strip().rstrip(".,")
    if draw.random() < 0.12 and title[-1].isalpha() and not set(":?(") & set(title):
        acronym = "".join(word[0] for word in title.split() if word[0].isalpha()).upper()[:5]
        until = draw.choice((str(draw.randint(1951, 2020)), "74"))
        years = f"{draw.randint(1850, 1950)}{draw.choice('-–')}{until}"
        own = {"acronym": acronym, "years": years, "year": record["year"][:4], "town": draw.choice(TOWNS)}
        added = _filled(draw.choice(SUBTITLES), own)
        title += added if acronym else ""
    case = draw.random()
    if case < 0.1:
        return title.lower().capitalize()
    if case < 0.15:
        return title.title()
    return title.upper() if case < 0.17 else title


def _names(author: str, draw: random.Random) -> str:
    """The writers, all or the first of them, in one way of writing names and joining them."""
    every = [
        one.strip() for one in author.split(" and ") if one.strip() not in ("", "others") and len(one) < 40
    ]
    every, kind, more = every or ["Doe, Jane"], draw.choice(KINDS_OF_NAME), False
    if len(every) > 2 and draw.random() < 0.3:
        every, more = every[: draw.choice((1, 1, 1, 2, 3))], True
    elif len(every) > 8:
        every = every[: draw.randint(4, 12)]
    names = [_name(one, kind) for one in every]
    if kind.startswith("{last},") and draw.random() < 0.3:
        others = "{first} {last}" if kind.endswith("{first}") else "{i. } {last}"
        names[1:] = [_name(one, others) for one in every[1:]]
    between = draw.choice((", ",) * 6 + ("; ",) * (2 if kind.startswith("{last}") else 1) + (" and ",))
    if more:
        return between.join(names) + draw.choice(
            (" et al.", " et al", " et al.,", ", et al.", " and others", ", ...")
        )
    if draw.random() < 0.05:
        names = [name + draw.choice(("*", "†", "1", "2", "1,2", "")) for name in names]
    if len(names) == 1 or between == " and ":
        return between.join(names)
    last = draw.choice((" and ", ", and ", " & ", ", & ", between, between))
    return between.join(names[:-1]) + last + names[-1]


def _parts(name: str) -> tuple[str, str]:
    """The first names and the surname of ``name``, which is written in either order."""
    if "," in name:
        last, _, first = name.partition(",")
        return first.replace(",", " ").strip(), last.strip()
    words = name.split() or ["Doe"]
    at = len(words) - 1
    while at and words[at - 1].islower():
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def _name(name: str, kind: str) -> str:
    """``name`` in one way of writing names; ``i`` are initials, and what follows stands behind each."""
    first, last = _parts(name)
    every = [one for one in re.split(r"[ .]+", first) if one]
    letters = [one[0] for one in every]
    if not letters:
        return last
    second = " ".join(every[1:]) or "M."
    slots = {
        "{i. }": " ".join(f"{letter}." for letter in letters),
        "{i.}": "".join(f"{letter}." for letter in letters),
        "{ii}": "".join(letters),
        "{i1}": f"{letters[0]}.",
        "{second}": second,
        "{first}": first,
        "{last}": last,
    }
    for slot, text in slots.items():
        kind = kind.replace(slot, text)
    return kind


def _place(record: Record, draw: random.Random) -> str:
    """Where ``record`` appeared: a journal, maybe abbreviated, proceedings, a series, a publisher."""
    journal, book = record.get("journal", ""), record.get("booktitle", "")
    if not (journal or book):
        return record.get("publisher", "")
    if journal and draw.random() < 0.3:
        longest, dot = draw.choice((3, 4, 5)), draw.choice((".", ".", ""))
        words = [one for one in journal.split() if one.lower() not in ("of", "the", "for", "and", "in", "on")]
        return " ".join(one[:longest] + dot if len(one) > longest + 1 else one for one in words)
    if book and draw.random() < 0.25:
        acronym = draw.choice(ACRONYMS)
        return draw.choice(("", "In ", "Proc. ", "Proc. of ", "In Proceedings of ")) + acronym
    opening = (
        "In ",
        "In: ",
        "in ",
        "In Proceedings of ",
        "Proc. ",
        "Proceedings of the ",
        "in Proc. ",
        "",
        "",
        "",
    )
    place = draw.choice(opening) + book if book else journal
    return f"{place} ({draw.choice(ACRONYMS)})" if draw.random() < 0.1 else place
