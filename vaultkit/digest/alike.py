"""What the titles of one page tell about each other: the tags, signs, numbers and remarks that they share.

Each is a vote of several lines about what one line alone leaves open; see ``Context``.
"""

from collections import Counter
from collections.abc import Iterable
from re import compile as pattern

from vaultkit.digest.boxes import is_group
from vaultkit.digest.titles import (
    COUNT,
    DASH_REMARK,
    GROUP_LAST,
    TAG,
    TAGS,
    YEAR_LAST,
    Context,
    abbreviates,
    split_number,
)
from vaultkit.digest.told import Title

_BETWEEN_TAGS = pattern(r"[ ,&/]+")


def context_of(lines: Iterable[str]) -> Context:
    """The context that candidate title lines give each other.

    Capitals before a colon are a tag of the author's own (``DG: …``) when two titles share them, and
    then also other capitals in the same place that do not abbreviate the title they stand before, a
    word that three titles share there (``Conv: …``), and capitals among other words (``Meta DA: …``).
    """
    lines = [split_number(line.strip())[1] for line in lines]
    seen: Counter[str] = Counter()
    single: set[str] = set()
    for line in lines:
        found = TAG.match(line)
        if found:
            seen[found["tag"]] += 1
            if not abbreviates(found["tag"], line[found.end() :]):
                single.add(found["tag"])
    shared = {tag for tag, count in seen.items() if count > 1}
    return Context(frozenset(shared | single | _other_tags(lines, shared) if shared else ()))


def _other_tags(lines: list[str], shared: set[str]) -> set[str]:
    """The words before a colon that are tags in a document which has tags."""
    wide = Counter(found["tag"] for line in lines if (found := TAGS.match(line)))
    parts = {tag: _BETWEEN_TAGS.split(tag) for tag in wide}
    capitals = Counter(part for tag, own in parts.items() for part in own if part.isupper())
    return {
        tag
        for tag, count in wide.items()
        if count > 2
        or (len(parts[tag]) > 1 and any(capitals[part] > 1 or part in shared for part in parts[tag]))
    }


def grouped(titles: Iterable[Title]) -> bool:
    """Whether brackets behind most of ``titles`` that cite hold a group, and no short name of theirs."""
    whole = [one for one in titles if one.venue and one.year]
    found = [box for one in whole if (box := GROUP_LAST.fullmatch(one.title)) and is_group(box["group"])]
    short = sum(abbreviates(box["group"], box["title"]) for box in found)
    return len(found) > 1 and len(found) * 2 > len(whole) and short * 2 < len(found)


def dated(titles: Iterable[Title]) -> bool:
    """Whether most of ``titles``, three at least, end with a year and cite nothing else: ``Title, 2021``."""
    every = list(titles)
    ends = sum(not one.is_cited and YEAR_LAST.fullmatch(one.title) is not None for one in every)
    return ends > 2 and ends * 2 > len(every)


def remarked(titles: Iterable[Title]) -> bool:
    """Whether some of ``titles``, three at least, go on with a remark: ``Title - see its table``."""
    every = list(titles)
    behind = sum(DASH_REMARK.search(one.title) is not None for one in every)
    return behind > 2 and behind * 10 >= len(every)


def counted(lines: Iterable[str]) -> frozenset[tuple[str, str]]:
    """What stands around the numbers with which three or more of ``lines`` count up from one."""
    found = [count for line in lines if (count := COUNT.match(line.strip()))]
    counts: dict[tuple[str, str], list[int]] = {}
    for count in found:
        counts.setdefault((count["before"], count["after"]), []).append(int(count["number"]))
    return frozenset(
        around
        for around, numbers in counts.items()
        if len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))
    )
