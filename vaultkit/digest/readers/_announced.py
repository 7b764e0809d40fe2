"""Lists that a page presents as papers, though no line proves it: under ``List of papers``, ``논문 목록``,
or after a first sentence that says so.

The words are data (``data/words.json``). A heading nearer to the list that names other things (tools,
data sets, courses) takes the list back.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from re import compile as pattern

from vaultkit.digest.alias import alias_of
from vaultkit.digest.identifiers import is_code
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._body import Candidate
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.titles import reads_as_title
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite
from vaultkit.digest.wording import capitals
from vaultkit.digest.words import CJK, words

_NAMES_PAPERS = words("names papers")
_NAMES_OTHERS = words("names other things")
_THINGS = words("things that are no papers")
_WORD = pattern(r"[^\W\d_]+")
_INNER_CAPITAL = pattern(r"(?<=[a-z])(?=[A-Z])")
_MEETING = pattern(r"(?P<name>[A-Z][A-Za-z]{2,})[ '’-]*(?P<year>(?:19|20)\d\d)")
_LISTS = pattern(r"\b(?:papers?|proceedings|bibliography|conferences?|reading lists?)\b|论文|논문|論文", 2)
_DOING = (
    r"(?:read|list|collect|summar|review|notes?\b|curat|shar(?:e|ing)\b|cover(?:ed|ing)\b"
    r"|리뷰|정리|스터디|모음|읽|笔记|阅读|合集|整理|精读|まとめ|読)"
)
_INTRODUCED = pattern(
    rf"{_DOING}[^.]{{0,60}}(?:\bpapers\b|논문|论文|論文)|(?:\bpapers\b|논문|论文|論文)[^.]{{0,60}}{_DOING}", 2
)
_A_LIST = pattern(
    r"\b(?:reading|paper|papers|literature) (?:list|log|notes?|reviews?|digest)s?\b|^papers\b", 2
)
_LABEL = pattern(r"(?P<words>[^\W\d_][\w &/-]{1,30})\s?[:：]")
_LOWEST = 7
_FEWEST = 3
_MANY = 8


def announced(family: list[Candidate], lines: tuple[Block, ...]) -> list[Candidate]:
    """``family`` of items or lines, where those of a list presented as papers count as proven."""
    places = presented(lines)
    lists: dict[tuple[int, int], list[Candidate]] = {}
    for one in family:
        if one.block.line in places:
            lists.setdefault((places[one.block.line], one.block.parent), []).append(one)
    shapes = usual_shapes(family)
    lists = {place: listed for place, listed in lists.items() if is_usual(listed, shapes)}
    proven: set[int] = set()
    short = [one for listed in lists.values() if len(listed) < _FEWEST for one in listed]
    tops = {one.block.line for one in family if _is_titled(one)}
    short = [one for one in short if one.block.parent not in tops]  # notes below a title
    for listed in [*(listed for listed in lists.values() if len(listed) >= _FEWEST), short]:
        titled = [one for one in listed if one.evidence == 2 or _is_titled(one)]
        if len(titled) >= _FEWEST and len(titled) * 4 >= len(listed) * 3 and are_titles(titled):
            nearly_all = listed is not short and len(titled) >= 8 and len(titled) * 6 >= len(listed) * 5
            proven |= {one.block.line for one in (listed if nearly_all else titled) if is_entry(one)}
    linked = [one for listed in lists.values() for one in listed if one.told.shape == "link"]
    if len(linked) >= 10 and sum(map(_is_titled, linked)) * 5 >= len(linked) * 3:
        proven |= {one.block.line for one in linked if is_entry(one)}
    return [replace(one, evidence=2) if one.block.line in proven else one for one in family]


def announced_headings(family: list[Candidate], lines: tuple[Block, ...]) -> list[Candidate]:
    """The headings that are titles in a page about papers or about one conference of one year.

    For pages in which nothing proves a paper; most headings of one level must read as titles. In a page
    that does not say what it is about they have their years as well: ``## The Title (2021)``.
    """
    first = next((block for block in lines if block.kind == "heading" and block.text), None)
    if first is None:
        return []
    about = _names(strip_marks(first.text)) == "papers" or meeting(first.text)
    chosen: list[Candidate] = []
    for level in sorted({one.block.level for one in family if one.block.line > first.line or not about}):
        every = [block for block in lines if block.kind == "heading" and block.level == level]
        titled = [
            one
            for one in family
            if one.block.level == level and _is_titled(one) and _is_of_length(one.told.title)
        ]
        titled = titled if about else [one for one in titled if one.told.title.year]
        if len(titled) >= _FEWEST and len(titled) * 3 >= len(every) * 2:
            chosen += titled
    return [replace(one, evidence=2) for one in sorted(chosen, key=lambda one: one.block.line)]


def _is_of_length(title: Title) -> bool:
    return len(title.title.split()) >= 5 or bool(title.alias)


def presented(lines: tuple[Block, ...]) -> dict[int, int]:
    """The lines that stand under a heading which presents papers, with that of their nearest heading."""
    return {number: heading for number, (kind, heading) in kinds(lines).items() if kind == "papers"}


def headline(block: Block) -> tuple[int, str]:
    """The level and the words of a heading, or of a label over a list (``Blogs:``); else 0 and ""."""
    if block.kind == "heading":
        return (block.level, strip_marks(block.text)) if block.text else (0, "")
    label = _LABEL.fullmatch(strip_marks(block.text)) if block.kind == "text" and not block.parent else None
    return (_LOWEST, label["words"]) if label and _names(label["words"]) else (0, "")


def of_other_things(lines: tuple[Block, ...]) -> frozenset[int]:
    """The lines right under a heading of tools, data sets, courses or the like."""
    found: set[int] = set()
    level = 0
    for block in lines:
        deep, words = headline(block)
        if deep:
            named = not _names_one_of(words, _NAMES_PAPERS) and _names_one_of(words, _THINGS)
            level = deep if named and deep > 1 else 0 if deep <= level else level
        elif level:
            found.add(block.line)
    return frozenset(found)


def kinds(lines: tuple[Block, ...]) -> dict[int, tuple[str, int]]:
    """By line, ``papers``, ``others`` or "", as the nearest heading says that says so, and the line of the
    nearest heading."""
    found: dict[int, tuple[str, int]] = {}
    above: list[tuple[int, str, int]] = []
    if _INTRODUCED.search(_introduction(lines)):
        above.append((0, "papers", 0))
    for block in lines:
        deep, words = headline(block)
        if deep:
            above = [one for one in above if one[0] < deep or (one[0], one[2]) == (1, 1)]
            above.append((deep, _names(words), block.line))
        elif block.kind == "meta" and block.text.startswith("title:"):
            above.append((0, _names(block.text.removeprefix("title:")), block.line))
        else:
            kind = next((kind for _, kind, _ in reversed(above) if kind), "")
            found[block.line] = (kind, above[-1][2] if above else 0)
    return found


def names_a_list(title: str) -> bool:
    """Whether words name a list of papers: ``Reading list``, ``Relative work & paper list``."""
    return _A_LIST.search(title) is not None


def speaks_of_papers(heading: str) -> bool:
    """Whether a heading is the name of a list of papers (``Reading list``, ``논문 정리``)."""
    text = strip_marks(heading)
    return names_a_list(text) or (_names(text) == "papers" and bool(CJK.search(text)))


def _introduction(lines: tuple[Block, ...]) -> str:
    """The first sentences of a page, before its first item."""
    taken: list[str] = []
    for block in lines[:40]:
        if block.kind in ("item", "table", "code"):
            break
        if block.kind == "text":
            taken.append(block.text[:300])
    return " ".join(taken[:6])


def names_papers(text: str) -> bool:
    """Whether a word of ``text`` is one for papers: ``paper``, ``论文``."""
    return _names_one_of(text, _NAMES_PAPERS)


def _names(heading: str) -> str:
    """``papers``, ``others`` or "": what the words of a heading say that stands under it."""
    if names_papers(heading):
        return "papers"
    return "others" if _names_one_of(heading, _NAMES_OTHERS) else ""


def _names_one_of(heading: str, names: frozenset[str]) -> bool:
    text = _INNER_CAPITAL.sub(" ", heading).casefold()
    return not names.isdisjoint(_WORD.findall(text)) or any(word in text for word in _unspaced(names))


@cache
def _unspaced(names: frozenset[str]) -> tuple[str, ...]:
    """Those of ``names`` that are written without spaces around them, in scripts that have none."""
    return tuple(name for name in names if CJK.search(name))


def meeting(heading: str) -> Citation | None:
    """The one conference of one year that a heading names among other words: ``Papers of CVPR 2020``."""
    named = {
        said
        for found in _MEETING.finditer(strip_marks(heading))
        if (said := cite(f"{found['name']} {found['year']}")) and said.venue
        if said.venue.kind == "conference"
    }
    return named.pop() if len(named) == 1 else None


def mentions_papers(title: str) -> bool:
    """Whether a title speaks of papers, proceedings or a bibliography, as the title of a page of papers."""
    return _LISTS.search(title) is not None


def is_entry(one: Candidate) -> bool:
    """Whether a line can be a paper at all: no link into a page, to code, or to another list of papers."""
    title = one.told.title.title
    inward = "://" not in one.address and "#" in one.address
    lists = mentions_papers(title)
    unfinished = title[-1] in ".:;," or one.block.text.rstrip().endswith((":", "："))
    if inward or lists or unfinished or title[0] == "@" or is_code(one.address):
        return False
    return len(title.split()) <= 40


def usual_shapes(family: Sequence[Candidate]) -> frozenset[str]:
    """How the lists of a page print their titles that lead to papers, when they are many; else nothing."""
    usual = Counter(one.told.shape for one in family if one.evidence == 2 and _says_where(one))
    return frozenset(usual) if usual.total() >= _MANY else frozenset()


def is_usual(listed: Sequence[Candidate], shapes: frozenset[str]) -> bool:
    """Whether a list leads to papers, or prints its titles at least as those lists do that lead to some."""
    return not shapes or any(_says_where(one) or one.told.shape in shapes for one in listed)


def _says_where(one: Candidate) -> bool:
    """Whether anything leads to the paper: a link, an identifier, a citation."""
    return bool(one.address or one.told.identifiers or one.identifiers or one.told.title.is_cited)


def _is_titled(one: Candidate) -> bool:
    title = one.told.title.title
    if not is_entry(one) or not reads_as_title(title):
        return False
    return len(title.split()) >= 4 or bool(alias_of(title)) or bool(one.address)


def are_titles(titled: Sequence[Candidate]) -> bool:
    """Whether lines are written as titles: linked or bold, or with capitals on most of the longer words."""
    plain = [one for one in titled if one.evidence < 2 and one.told.shape == "plain"]
    if not plain:
        return True
    in_company = sum(one.evidence == 2 for one in titled) * 3 >= len(titled)
    glossed = sum(
        bool(alias_of(one.told.title.title)) and len(one.told.title.title.split()) <= 6 for one in plain
    )
    if glossed >= max(_FEWEST + 1, len(plain) * 2 / 3) and not any(map(_says_where, plain)):
        return False  # short names spelled out: `NN: Neural Networks`
    return capitals(one.told.title.title for one in plain) >= (0.3 if in_company else 0.6)
