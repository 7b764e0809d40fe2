"""Pairs of notes that have no link and perhaps should: each with the evidence that speaks for it.

Evidence is what the pair shares: neighbours, weighted by how few others they have (Adamic and Adar
2003), told apart into co-citation (Small 1973), bibliographic coupling (Kessler 1963) and others;
rare words; and the one naming the other in its text. It suggests, and decides nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import Literal

from vaultkit.graph.mentions import mentions
from vaultkit.graph.model import Graph, notes, title
from vaultkit.graph.naming import STOPWORDS, words
from vaultkit.graph.select import find_hubs

Kind = Literal["co-citation", "coupling", "neighbours", "words", "mention"]
_RARE = 8
_MENTION = 0.6

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: ``strength`` from 0 to 1, ``items`` the notes or words that it rests on.

    For a mention ``items`` is the name as written, ``source`` the note that names the other, at ``line``.
    """

    kind: Kind
    strength: float
    items: tuple[str, ...]
    source: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Two notes without a link, ``one < other``; ``score`` from 0 to 1 joins the strengths of the reasons."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]


def gaps(
    graph: Graph,
    texts: Mapping[str, str] | None = None,
    names: Mapping[str, Sequence[str]] | None = None,
    limit: int = 20,
) -> tuple[Gap, ...]:
    """The ``limit`` best gaps between notes, best first; hubs neither count as evidence nor have gaps.

    ``texts`` are the prose of the notes by path; without them titles are the only words, and nothing
    is a mention. ``names`` are further names of notes beside title and file name.
    """
    hubs = find_hubs(graph)
    kept = [node for node in notes(graph) if node not in hubs]
    linked = {_pair(source, target) for source, target in graph.edges()}
    found: defaultdict[Pair, list[Reason]] = defaultdict(list)
    for gather in (_neighbours, _shared_words, _mentions):
        for pair, reason in gather(graph, kept, texts or {}, names or {}):
            if pair not in linked:
                found[pair].append(reason)
    scored = (Gap(*pair, _join(reasons), _ordered(reasons)) for pair, reasons in found.items())
    ranked = sorted(scored, key=lambda gap: (-gap.score, gap.one, gap.other))
    return tuple(ranked[:limit])


Gathered = Iterable[tuple[Pair, Reason]]
Gather = Callable[[Graph, Sequence[str], Mapping[str, str], Mapping[str, Sequence[str]]], Gathered]


def _neighbours(graph: Graph, kept: Sequence[str], *_: object) -> Gathered:
    """Shared neighbours by their part: both cite it, it cites both, or neither."""
    allowed = set(kept)
    shared: dict[Pair, dict[Kind, list[tuple[float, str]]]] = {}
    for middle in kept:
        citing = set(graph.predecessors(middle)) & allowed
        cited = set(graph.successors(middle)) & allowed
        around = sorted((citing | cited) - {middle})
        if len(around) < 2:
            continue
        weight = 1 / log(len(around) + 1)
        for one, other in combinations(around, 2):
            kind: Kind = "neighbours"
            if one in citing and other in citing:
                kind = "coupling"
            elif one in cited and other in cited:
                kind = "co-citation"
            shared.setdefault((one, other), {}).setdefault(kind, []).append((weight, middle))
    for pair, kinds in shared.items():
        for kind, items in kinds.items():
            total = sum(weight for weight, _ in items)
            best = sorted(items, key=lambda item: (-item[0], item[1]))
            yield pair, Reason(kind, round(total / (total + 2), 4), tuple(node for _, node in best))


def _shared_words(
    graph: Graph, kept: Sequence[str], texts: Mapping[str, str], names: Mapping[str, Sequence[str]]
) -> Gathered:
    """At least two words that few notes hold: the fewer, the more they say."""
    spelling: dict[str, str] = {}
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for node in kept:
        held: set[str] = set()
        for word in words(f"{title(graph, node)} {texts.get(node, '')}"):
            key = word.casefold()
            if len(key) > 2 and key not in STOPWORDS and not key[0].isdigit() and key not in held:
                held.add(key)
                spelling.setdefault(key, word)
        for key in held:
            holders[key].append(node)
    shared: defaultdict[Pair, list[tuple[float, str]]] = defaultdict(list)
    for key in sorted(holders):
        count = len(holders[key])
        if 2 <= count <= _RARE and count * 3 <= len(kept):
            rarity = log(len(kept) / count)
            for pair in combinations(holders[key], 2):
                shared[pair].append((rarity, spelling[key]))
    for pair, items in shared.items():
        if len(items) >= 2:
            total = sum(rarity for rarity, _ in items)
            best = sorted(items, key=lambda item: (-item[0], item[1]))
            yield pair, Reason("words", round(total / (total + 25), 4), tuple(word for _, word in best))


def _mentions(
    graph: Graph, kept: Sequence[str], texts: Mapping[str, str], names: Mapping[str, Sequence[str]]
) -> Gathered:
    allowed = set(kept)
    known = {
        node: (title(graph, node), graph.nodes[node].get("name", ""), *names.get(node, ())) for node in kept
    }
    for found in mentions({node: texts[node] for node in kept if node in texts}, known):
        if found.target in allowed:
            pair = _pair(found.source, found.target)
            yield pair, Reason("mention", _MENTION, (found.name,), found.source, found.line)


def explain(graph: Graph, reason: Reason, most: int = 3) -> str:
    """One clause that gives the evidence in words."""
    shown = (
        reason.items if reason.kind in ("words", "mention") else [title(graph, node) for node in reason.items]
    )
    listed = ", ".join(f"`{item}`" for item in shown[:most])
    if len(shown) > most:
        listed += f" and {len(shown) - most} more"
    match reason.kind:
        case "co-citation":
            return f"both are linked from {listed}"
        case "coupling":
            return f"both link to {listed}"
        case "neighbours":
            return f"both are neighbours of {listed}"
        case "words":
            return f"both use the rare words {listed}"
        case "mention":
            return f"`{title(graph, reason.source)}` names {listed} in line {reason.line} without a link"


def _join(reasons: Sequence[Reason]) -> float:
    """How sure all reasons together are, each taken as an independent witness."""
    doubt = 1.0
    for reason in reasons:
        doubt *= 1 - reason.strength
    return round(1 - doubt, 4)


def _ordered(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: (-reason.strength, reason.kind, reason.source)))


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
