"""How long a text a regular expression may be tried on: Python's engine backtracks, and can take for ever.

Reads the parse tree of a pattern, never runs it. It errs on the safe side: a repeated group is fine
when its turns cannot be cut in two ways (a fixed shape, alternatives that differ at their first
character, or a separator at either end that occurs nowhere else in it).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

LONGEST = 4096
"""The longest string, in characters, that any pattern or format is tried on."""

LONGEST_PATTERN = 4096
"""The longest pattern, in characters, that is looked at: to compile one takes as long as to run it."""

MOST_PATTERNS = 256
"""The most patterns of one schema: Python remembers twice as many, and makes others anew for each note."""

_STEPS = 20_000_000
_PARSE: Any = import_module("re._parser").parse
_ANCHOR: Any = next(iter(_PARSE("^")))
_SHORT = 16
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_ZERO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")
_ASCII = [chr(code) for code in range(128)]

# A set of characters: one bit for each ASCII character, and one for all the others.
_OTHERS = 1 << 128
_ALL = (_OTHERS << 1) - 1

Node = tuple[Any, Any]


class _DangerousError(Exception):
    """The pattern can take exponential time, or cannot be judged."""


@lru_cache(maxsize=512)
def value_limit(pattern: str) -> int:
    """The longest text, in characters, on which ``pattern`` ends soon: at most ``LONGEST``, 0 for none.

    Raises ``re.error`` for a pattern that Python cannot compile; one of more than ``LONGEST_PATTERN``
    characters is tried on nothing.
    """
    if len(pattern) > LONGEST_PATTERN:
        return 0
    re.compile(pattern)
    try:
        tree = _PARSE(pattern)
        if tree.state.flags & ~re.UNICODE:
            return 0
        degree, choices = _degree(list(tree)), _choices(list(tree))
    except (_DangerousError, RecursionError):
        return 0
    return min(LONGEST, int((_STEPS / choices) ** (1 / degree)))


def _degree(nodes: Sequence[Node]) -> int:
    """The exponent of the time that ``nodes`` take, as a power of the text's length."""
    anchored = bool(nodes) and str(nodes[0][1]) in ("AT_BEGINNING", "AT_BEGINNING_STRING")
    loops = list(_loops(nodes))
    overlaps = _overlaps(loops)
    # A lookaround is tried wherever the rest may stand.
    inner = (_degree(inside) for inside in _lookarounds(nodes) if _repeats(inside))
    return 1 + overlaps + (not anchored and bool(loops)) + max(inner, default=0)


def _repeats(nodes: Sequence[Node]) -> bool:
    """Whether a lookaround, or one inside it, has a long loop: else it takes no time to speak of."""
    return any(_loops(nodes)) or any(map(_repeats, _lookarounds(nodes)))


def _loops(nodes: Iterable[Node]) -> Iterator[int]:
    """The characters of each long loop in turn; raises ``_DangerousError`` for one that can explode."""
    for node in nodes:
        if str(node[0]) in _REPEATS:
            _, most, body = node[1]
            if most > 1 and not _one_way(list(body)):
                raise _DangerousError
            within = list(_loops(body))
            yield from within if most <= _SHORT else [_characters([node])] * (len(within) or 1)
        elif str(node[0]) not in _ZERO_WIDTH:
            for inside in _inside(node):
                yield from _loops(inside)


def _choices(nodes: Iterable[Node]) -> int:
    """In how many ways the short repeats and alternatives of ``nodes`` can be tried, at most."""
    product = 1
    for node in nodes:
        name = str(node[0])
        if name in _REPEATS:
            least, most, body = node[1]
            if most <= _SHORT:
                product *= (most - least + 1) * _choices(body) ** most
        elif name == "BRANCH":
            inside = [_choices(branch) for branch in node[1][1]]
            product *= max(inside) if _apart(node) else sum(inside)
        else:
            for sequence in [node[1][1]] if name.startswith("ASSERT") else _inside(node):
                product *= _choices(sequence)
        if product > _STEPS:
            raise _DangerousError
    return product


def _overlaps(sets: Iterable[int]) -> int:
    """How many of the sets of characters share one with a set before them."""
    count = before = 0
    for one in sets:
        count += bool(one & before)
        before |= one
    return count


def _apart(branch: Node) -> bool:
    """Whether the first character tells which alternative it is."""
    firsts = [_characters(list(each)[:1]) for each in branch[1][1]]
    return all(firsts) and not _overlaps(firsts)


def _one_way(body: list[Node]) -> bool:
    """Whether a text is cut into turns of ``body``, and each turn read, in one way at most."""
    body = _unwrapped([node for node in body if str(node[0]) not in _ZERO_WIDTH])
    if all(_is_fixed(node) for node in body):
        return True
    if len(body) == 1 and str(body[0][0]) == "BRANCH":
        return _apart(body[0]) and all(all(map(_is_fixed, branch)) for branch in body[0][1][1])
    return any(
        _width(edge) == 1 and not _characters([edge]) & _characters(rest) and _certain(rest)
        for edge, rest in ((body[0], body[1:]), (body[-1], body[:-1]))
    )


def _certain(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` read a text of given length in one way: one varies, or none shares a character."""
    nodes = [node for node in nodes if str(node[0]) not in _ZERO_WIDTH]
    varying = [node for node in nodes if not _is_fixed(node)]
    sets = [_characters([node]) for node in nodes]
    return (len(varying) < 2 or not _overlaps(sets)) and all(map(_reads_certainly, varying))


def _reads_certainly(node: Node) -> bool:
    name = str(node[0])
    if name in _REPEATS:
        return _one_way(list(node[1][2]))
    if name == "BRANCH":
        return _apart(node) and all(map(_certain, node[1][1]))
    return all(map(_certain, _inside(node)))


def _unwrapped(body: list[Node]) -> list[Node]:
    while len(body) == 1 and str(body[0][0]) in ("SUBPATTERN", "ATOMIC_GROUP"):
        body = list(_inside(body[0])[0])
    return body


def _is_fixed(node: Node) -> bool:
    name = str(node[0])
    if name in _REPEATS:
        least, most, body = node[1]
        return bool(least == most) and all(map(_is_fixed, body))
    return name != "BRANCH" and all(all(map(_is_fixed, inside)) for inside in _inside(node))


def _width(node: Node) -> int:
    return 1 if str(node[0]) in ("LITERAL", "NOT_LITERAL", "ANY", "IN") else 0


def _lookarounds(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    for node in nodes:
        if str(node[0]) in ("ASSERT", "ASSERT_NOT"):
            # It starts where the text stands, as if it were anchored.
            yield [_ANCHOR, *node[1][1]]
        else:
            for inside in _inside(node):
                yield from _lookarounds(inside)


def _inside(node: Node) -> list[Sequence[Node]]:
    """The sequences that ``node`` holds; raises ``_DangerousError`` for what cannot be judged."""
    name, value = str(node[0]), node[1]
    if name in _REPEATS:
        return [value[2]]
    if name == "SUBPATTERN":
        if value[1] or value[2]:
            raise _DangerousError
        return [value[3]]
    if name == "ATOMIC_GROUP":
        return [value]
    if name == "BRANCH":
        return list(value[1])
    if name.startswith("GROUPREF"):
        raise _DangerousError
    return []


def _characters(nodes: Iterable[Node]) -> int:
    """The set of all characters that ``nodes`` may take."""
    found = 0
    for node in nodes:
        name, value = str(node[0]), node[1]
        if name == "LITERAL":
            found |= _bit(value)
        elif name == "NOT_LITERAL":
            found |= (_ALL & ~_bit(value)) | _OTHERS
        elif name == "ANY":
            found |= _ALL & ~_bit(10)
        elif name == "IN":
            found |= _members(value)
        elif name not in _ZERO_WIDTH:
            for inside in _inside(node):
                found |= _characters(inside)
    return found


def _members(items: Iterable[Node]) -> int:
    found, negated = 0, False
    for operator, value in items:
        name = str(operator)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            found |= _bit(value)
        elif name == "RANGE":
            found |= sum(1 << code for code in range(value[0], min(value[1], 127) + 1))
            found |= _OTHERS if value[1] > 127 else 0
        else:
            letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[str(value).rpartition("_")[2]]
            category = re.compile("\\" + (letter.upper() if "_NOT_" in str(value) else letter))
            found |= _OTHERS | sum(1 << ord(each) for each in _ASCII if category.match(each))
    return (_ALL & ~found) | _OTHERS if negated else found


def _bit(code: int) -> int:
    return 1 << code if code < 128 else _OTHERS
