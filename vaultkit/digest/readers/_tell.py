"""One line of a Markdown digest told as a paper: which words are the title, and what says that it is one.

Where the title stands is said by ``_stand``. Links whose text is a label (``pdf``, ``code``) are the
paper's addresses.
"""

from dataclasses import dataclass, replace
from html import unescape
from re import compile as pattern

from vaultkit.digest.boxes import dated_name, listed_citation, named_citation
from vaultkit.digest.fields import add_citation, label_kind
from vaultkit.digest.forms import split_alias
from vaultkit.digest.identifiers import (
    Identifier,
    addresses,
    find_identifiers,
    is_code,
    is_elsewhere,
    is_paper_link,
    of_link,
)
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._blocks import SHORTCODES
from vaultkit.digest.readers._inline import pieces
from vaultkit.digest.readers._linked import (
    EDGES,
    EMPTY_LINK,
    LOCAL_PDF,
    is_symbol,
    shown_badge,
    shown_link,
    without_labels,
    year_of_names,
)
from vaultkit.digest.readers._metadata import ANY_YEAR, BREAK, clean
from vaultkit.digest.readers._reference import behind_title, reference, without_kind
from vaultkit.digest.readers._stand import EMPTY, is_inline, stand
from vaultkit.digest.titles import Context, parse_title, reads_as_title, split_number
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite, is_proper, venue_or_new
from vaultkit.digest.words import CJK

_GROUP = pattern(r"[\[(（【]([^\[\]()（）【】]{1,100})[\])）】]")
_BORDER = pattern(r"[,.]\s+")
_NUMBER = pattern(r"[\[(]?(\d{1,4})[\])]?[.:]?")
# A link broken by a space, `[[pdf]] (address)`, is still meant as one.
_APART = pattern(r"(\[\[?[^\[\]\n]{1,30}\]\]?)\s+(?=\(https?://)")
_YEAR_LAST = pattern(r"(?<!\d)((?:19|20)\d\d)$")
# Names as medicine and China print them: `Roe JB, Doe A, …`.
_BARE_NAMES = pattern(r"(?:[^\W\d_][^\W\d_'’-]+ ){1,3}[A-Z]{1,3}(?: [A-Z])*,\s+[^\W\d_]")
_VOLUME_NEXT = pattern(r"[\s,]*\d+\s*[(:,]")
_STYLED_PLACE = pattern(
    r"(?P<names>[^\x00]*?)(?:\b[Ii]n:?\s*)?\x00{1,2}(?P<name>[^\x00]{3,140})\x00(?P<rest>[^\x00]*)"
)
# A venue that we do not know, in the text of the link to the paper: `[[Applied Intelligence 2022]](…)`.
_BOXED_VENUE = pattern(r"\x00 (?P<name>[A-Z][A-Za-z][\w .&:-]{1,50}?)[ ,']*(?P<year>(?:19|20)\d\d) \x00")
_STYLED = pattern(r"</?(?:i|b|em|sub|sup|strong)>", 2)
_NUMBERED = pattern(r"arxiv\s*:?\s*\d", 2)
_REMARK_LAST = pattern(r"(?<=[\s\d.])\([^()]{2,80}\)?$")
# Topics of the writer's own behind a title, ``[`seg.` `det.`]``.
_TOPICS = pattern(r"\[\s*(?:[_*]{0,2}`[^`\[\]\d]{1,30}`[_*]{0,2}[\s,;/]*)+\](?!\()")
# Who published it, as an account: `Title (@Some Lab)`.
_ACCOUNT = pattern(r"(?<=.{8})\s*[(（]@(?P<org>[^()（）]{2,80})[)）]$")
_LINE_BREAK = pattern(r"\s*<br\s*/?>\s*", 2)
_BOXED_ADDRESS = pattern(r"(?<!\])\[(https?://[^\s\[\]()]+)\](?![(\]])")
# What is left of bold marks that do not pair: `**Short:*** Title`.
_STARS = pattern(r"(?<=[:：])\*+|^\*\*+|(?<=\w)\*\*+$")
# Bold text with a space inside its marks, which is none by the rules: `**Short **(CVPR 2020)`.
_LOOSE_BOLD = pattern(r"\*\*(?!\s)([^*\n]{2,200}?)\s+\*\*(?=[(\[:：,.;|]|\s|$)")
# Italics that nothing closes: `Jane Roe *The Title. https://…`.
_OPEN_SLANT = pattern(r"(?<=\w)\s\*(?P<text>[A-Z][^*\[\]]{12,}?)(?=\s*(?:$|\[|https?://))")
_BARE_ADDRESS = pattern(
    r"(?<![\]<\[\"'=\w/&?,])(?<!\]\()(https?://[^\s\[\]()<>\"'`|，。]+[^\s\[\]()<>\"'`|，。.,;:])"
)
_YEAR_GLUED = pattern(r"(?<=[a-z]{3})-(?P<year>(?:19|20)\d\d)$")
_MONTH_LAST = pattern(r"(?<=\w{2})[,.]?\s+\(?(?P<year>(?:19|20)\d\d)[./-](?:0[1-9]|1[0-2])(?:[./-]\d\d)?\)?$")
# What belongs to a paper and is none: `Slides in USENIX ATC 2015`, `Talk by the authors`.
_BESIDE = pattern(r"(?:slides?|talk|video|poster|recording|lecture)\s+(?:in|by|from|at|of)\s.{1,40}", 2)
# What a course hands out: `Laboratory Two: …`, `Homework 3`.
_HANDED_OUT = pattern(
    r"(?:\w+ )?(?:assignment|lab(?:oratory)?|homework|lecture|practical|exercise|quiz|session)s? ?"
    r"(?:#?\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty(?:-\w+)?)\b",
    2,
)
_MONTH = pattern(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)[\s\d.,]*", 2
)
# What stands for a title in a template: `This is a title`, `Paper title`.
_STAND_IN = pattern(
    r"(?:this is (?:a|the) |your |the |an? )?(?:paper )?title(?: here| of (?:the )?paper)?", 2
)
# The name of a meeting: `Ninth International Conference on …`.
_MEETING = pattern(r"(?:[\w&-]+ ){0,7}(?:Conference|Symposium)(?: on \w.*)?")
_BOXED_WHOLE = pattern(r"^\[([^\[\]]{8,})\]$")
_TELLS = pattern(
    r"(?:shows|describes|discusses|explains|introduces|proposes|presents|argues)\s+(?:that|how|why|an?|the)\b",
    2,
)
_CITED_FIRST = pattern(r"[A-Z][A-Za-z]+[ '’-]{0,2}(?:(?:19|20)\d\d|\d\d)(?=\s)")
_LABEL_LAST = pattern(
    r"\s+[\[(](?:paper|pdf|arxiv|code|link|slides|video"
    r"|cit(?:ed|ations?)(?: (?:count|by))?\s?:?\s?\d+)[\])]$"
    # What a publisher's page puts behind its title.
    r"|\s+[|–-]\s+(?:ScienceDirect|SpringerLink|IEEE (?:Xplore|Journals.*|Conference.*)|ACM Digital Library"
    r"|PubMed|PMC|OpenReview|Semantic Scholar|Papers With Code)$",
    2,
)
# What a link to the reader's own notes says behind the title: `Soft Robots 读书笔记`.
_NOTES_LAST = pattern(
    r"(?<=[A-Za-z\d)?!])\s*(?:(?:读书|阅读|论文|学习)?笔记|论文(?:阅读|精读|解读)|(?:논문\s?)?(?:리뷰|정리|요약)|(?:論文)?(?:まとめ|メモ))$"
)
# A number in Chinese brackets: `**【1】Title**`.
_LENS = pattern(r"^([*_#\s]*)【(\d{1,3})】\s*(?=\S)")
_SENTENCES = pattern(r"\s\|\s[A-Z]|\w[.?!]['\"”’]?\s+[A-Z]|['\"”’]\s+[A-Z]")
# A kind of paper, whose name is that of journals too: `A Title. Systematic Review`.
_OF_KIND = pattern(r"\b(?:review|magazine|book)(?:$|\s+(?:of|on|and|for|in)\b)", 2)
_BY = pattern(r"by\s+", 2)
_SEVERAL = pattern(r"\w (?:&|and) [A-Z]|\bet\.?\s?al\b")
_DATED_LAST = pattern(r"[,.(\s](?:19|20)\d\d\)?(?:\s*[:,]\s*[\d–-]+)?\s*\.?$")
_DAY_FIRST = pattern(r"(?P<year>(?:19|20)\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)\s*")


@dataclass(frozen=True, slots=True)
class Told:
    """A line as a paper: ``evidence`` is 2 when the line itself says so, 1 when it may, 0 when nothing does.

    ``shape`` is where the title stood: ``link``, ``strong``, ``code`` or ``plain``; ``address`` is what
    the title links to, or "".
    """

    title: Title
    identifiers: tuple[Identifier, ...]
    evidence: int
    shape: str
    after: str = ""
    address: str = ""


def tell(line: str, context: Context, number: str | None = None, *, proven: bool = False) -> Told | None:
    """What ``line`` (without its heading marks or bullet) says of a paper, or None when it has no title.

    ``proven`` asks for papers only: None as soon as a line shows to be prose with a link in it.
    """
    line = line.lstrip("> ") if line.startswith("> ") else line
    line = _LENS.sub(r"\g<1>\g<2>. ", line, count=1) if "【" in line else line
    line = _BOXED_ADDRESS.sub(r"[[\1](\1)]", _LINE_BREAK.sub("\x00", line))
    line = _APART.sub(r"\1", without_kind(line))
    line = _BARE_ADDRESS.sub(r"[\1](\1)", line) if "://" in line else line
    line = _LOOSE_BOLD.sub(r"**\1** ", line) if "**" in line else line
    line = _TOPICS.sub("\x00", line) if "`" in line else line
    line = _OPEN_SLANT.sub(r" *\g<text>*", line) if line.count("*") == 1 else line
    printed, rest = split_number(EMPTY_LINK.sub(shown_link, line))
    shown = (shown_badge(piece) for piece in pieces(rest))
    row = [piece for piece in shown if not piece.image and not is_symbol(piece)]
    if row and row[0].strong and (boxed := _NUMBER.fullmatch(row[0].text.strip())):
        printed, row = boxed[1], row[1:]
    of_code = bool(row) and is_code(row[0].link) and not proven
    row, labelled, said_paper = without_labels(row)
    where = stand(row, bool(labelled), proven)
    if where is None:
        return None
    links = of_link(where.link) if where.link else ()
    words = where.title.replace("\x00", " ")
    words = _unescaped(EMPTY.sub(" ", words) if where.shape == "plain" else words).strip()
    words = _STARS.sub("", SHORTCODES.sub("", words, count=1) or words)
    words = words.strip("~") if words.startswith("~~") else words
    words = _BOXED_WHOLE.sub(r"\1", _NOTES_LAST.sub("", _LABEL_LAST.sub("", words)))
    account = _ACCOUNT.search(words)
    told = parse_title(words[: account.start()] if account else words, context)
    told = replace(told, orgs=told.orgs or (account["org"].strip(),)) if account else told
    if _BARE_NAMES.match(words) and (said := reference(words)) and len(said.authors) > 1:
        told = replace(said, number=told.number)
    if where.shape == "link" and told.form == "T0":
        told = _without_place(told, context)
    if not _is_titled(told.title):
        return None
    if labelled and (glued := _YEAR_GLUED.search(told.title)):
        raw = told.title[: glued.start()]
        told = replace(told, title=raw, title_raw=raw, year=told.year or int(glued["year"]))
    if labelled and not told.year and (month := _MONTH_LAST.search(told.title)):
        raw = told.title[: month.start()]
        told = replace(told, title=raw, title_raw=raw, year=int(month["year"]))
    told = replace(told, number=number or printed or told.number, alias=where.short or told.alias)
    if told.alias and (year := year_of_names(told.alias)):
        told = replace(told, alias=None, year=told.year or year)
    told = _add_around(told, clean(where.before), is_before=True)
    told = _add_place(told, clean(where.after))
    told = _add_around(told, clean(where.after), is_before=False)
    told = _add_reference(told, words if told.form == "T11" else "", clean(where.after))
    unknown = _BOXED_VENUE.search(where.after) if labelled and not told.venue else None
    if unknown:
        told = replace(told, venue=venue_or_new(unknown["name"]), year=told.year or int(unknown["year"]))
    link = where.link
    elsewhere = is_elsewhere(link)
    is_venue = told.venue is not None and told.venue.kind != "unknown"
    is_paper = said_paper or is_paper_link(link) or (is_venue and not elsewhere)
    quoted = told.venue is not None and where.shape == "plain" and rest[:1] in ('"', "“")
    is_paper = is_paper or (bool(told.year and (told.authors or quoted)) and not elsewhere)
    is_paper = is_paper or (told.form.startswith("T2") and bool(told.year))
    is_paper = is_paper or (told.form == "T11" and len(told.authors) > 1 and "“" in words and not elsewhere)
    is_paper = is_paper or (LOCAL_PDF.fullmatch(link) is not None and reads_as_title(told.title))
    maybe = bool(told.year or told.authors or (link.startswith("http") and not is_code(link)))
    maybe = maybe and not elsewhere
    if where.shape == "link" and not labelled and is_inline(where.before, 3):
        is_paper, maybe = False, True
    if is_code(link):
        links, maybe = (), False
    if of_code and not said_paper and where.shape == "plain":
        is_paper, maybe = False, False
    loose = () if labelled or links else _printed(rest, told)
    evidence = 2 if is_paper or loose else 1 if maybe else 0
    return Told(told, (*links, *labelled, *loose), evidence, where.shape, clean(where.after), link)


def _without_place(told: Title, context: Context) -> Title:
    """``told`` without a venue that stands behind it, and has no year: ``[Title. Some Journal](…)``."""
    if not _SENTENCES.search(told.title) or _OF_KIND.search(told.title):
        return told
    said = parse_title(f"{told.title}, 2000", context)
    known = said.venue is not None and said.venue.kind in ("journal", "conference", "workshop")
    return (
        replace(said, year=None) if known and said.form in ("T3", "T7", "T11") and said.year == 2000 else told
    )


def _unescaped(text: str) -> str:
    """``text`` with its HTML entities read, and without the tags of raised and slanted letters in them."""
    return _STYLED.sub("", unescape(text)) if "&" in text else text


def _printed(text: str, told: Title) -> tuple[Identifier, ...]:
    """The identifiers printed in ``text``, and its bare addresses of places where papers lie."""
    known = find_identifiers(text)
    if known or "://" not in text or not reads_as_title(told.title):
        return known
    return tuple(one for address in addresses(text) if is_paper_link(address) for one in of_link(address))


def _is_titled(title: str) -> bool:
    letters = sum(sign.isalpha() for sign in title)
    named = label_kind(title) is None and not _NUMBERED.match(title)
    named = named and not _HANDED_OUT.match(title) and not _STAND_IN.fullmatch(title)
    named = named and not _BESIDE.fullmatch(title) and not _TELLS.match(title) and not _MONTH.fullmatch(title)
    return letters >= 2 and named and len(title) <= 400 and not _is_venue(title)


def _is_venue(title: str) -> bool:
    """Whether the words are but the name of a venue: ``NeurIPS``, ``Ninth Conference on Kites``."""
    if _MEETING.fullmatch(title):
        return True
    said = cite(title) if len(title.split()) <= 4 else None
    return said is not None and said.venue is not None and said.venue.kind not in ("unknown", "preprint")


def _add_around(told: Title, text: str, *, is_before: bool) -> Title:
    """``told`` with the citations and names that stand before or after it."""
    if not text.strip(EDGES + "\x00"):
        return told
    bare = _GROUP.sub(lambda group: "\x00" if cite(group[1]) else group[0], text)
    parts = dict.fromkeys(
        part for part in (*text.split("\x00"), *BREAK.split(text), *BREAK.split(bare)) if part
    )
    for stretch in [text.strip("\x00"), *parts]:
        part = stretch.replace("\x00", " ").strip()
        told = _add_part(told, part, is_before)
        if told.venue and told.year and told.authors:
            break
    for group in _GROUP.findall(text):
        said = cite(group) or listed_citation(group)
        if said and (said.year or said.venue):
            told = add_citation(told, said)
        elif not told.year:
            told = replace(told, year=year_of_names(group))
    return told


def _add_place(told: Title, after: str) -> Title:
    """``told`` with the place in a style of its own behind it: ``by Jane Roe. *Some Journal* 16, 2024``."""
    found = _STYLED_PLACE.match(after)
    name = found["name"].strip(" ,.;:") if found else ""
    names = read_names(found["names"].strip(" ,.;:")) if found else ()
    if not found or not name or (found["names"].strip(EDGES) and not names):
        return told
    if len(read_names(name)) > bool(names) and not name.startswith("The "):
        return told
    said, year = cite(name), ANY_YEAR.search(found["rest"])
    known = (
        said.venue
        if said
        else venue_or_new(name)
        if is_proper(name.removeprefix("The ")) and not label_kind(name)
        else None
    )
    listed = known is not None and known.kind == "unknown" and "," in name
    if known is None or listed or not (year or _VOLUME_NEXT.match(found["rest"])):
        return told
    told = replace(told, authors=told.authors or names)
    return add_citation(told, Citation(known, int(year[1]) if year else None))


def _add_reference(told: Title, whole: str, after: str) -> Title:
    """``told`` with what a reference says of it, the ``whole`` line or what comes ``after`` the title."""
    if told.venue and told.year:
        return told
    after = after.partition("\x00")[0].strip(" -–—>").removeprefix(",").lstrip()
    rest = _BY.sub("", after, count=1)
    said = reference(whole) if whole else behind_title(told.title, rest) if _DATED_LAST.search(rest) else None
    if not said or (whole and said.title != told.title):
        return told
    if not (told.authors or len(said.authors) > 1 or rest != after):
        return told
    named = said.venue and (said.venue.kind != "unknown" or _is_one_name(said.venue.name))
    told = replace(told, authors=told.authors or said.authors)
    return add_citation(told, Citation(said.venue if named else None, said.year))


def _is_one_name(text: str) -> bool:
    """Whether words are written as the one name of a venue; what is left of a list of names is not."""
    return is_proper(text) and not _BORDER.search(text) and not text.endswith(" al")


def _add_part(told: Title, part: str, is_before: bool) -> Title:
    text = part.strip(EDGES)
    if not text or len(text) > 300:
        return told
    if is_before and (dated := _DAY_FIRST.match(text)):
        told = replace(told, year=told.year or int(dated["year"]))
        text = text[dated.end() :].strip(EDGES)
        part = text
        if not text:
            return told
    said = cite(text) or cite(_REMARK_LAST.sub("", text)) or (dated_name(text) if CJK.search(text) else None)
    alone = said is not None and said.venue is not None and "," not in said.venue.name
    named = named_citation(text, new=True) if not alone and _SEVERAL.search(text) else None
    if named:
        return add_citation(replace(told, authors=told.authors or named[1]), named[0])
    if said:
        return add_citation(told, said)
    names = read_names(part.strip(" \t,;|:-–—"))
    if names and (
        len(names) > 1 or is_before or "et al" in part or part[0] in ",." or text.startswith("by ")
    ):
        return replace(told, authors=told.authors or names)
    for border in _BORDER.finditer(part):
        left, right = part[: border.start()], part[border.end() :]
        both = cite(right), read_names(left.strip(EDGES.replace(".", "")))
        if both[0] and both[1]:
            return add_citation(replace(told, authors=told.authors or both[1]), both[0])
    if not is_before:
        return told
    if (first := _CITED_FIRST.match(text)) and (said := cite(first[0])) and said.venue:
        return add_citation(told, said)
    year = _YEAR_LAST.search(text)
    if year and not told.year:
        return replace(told, year=int(year[1]))
    short, _ = split_alias(f"{part} title")
    return replace(told, alias=short) if short and not told.alias else told
