"""Pairs of notes that have no link and perhaps should: each with the evidence that speaks for it.

Evidence is what the pair shares: neighbours, weighted by how few others they have (Adamic and Adar
2003), told apart into co-citation (Small 1973), bibliographic coupling (Kessler 1963) and others;
rare words; and the one naming the other in its text. It suggests, and decides nothing.

All pairs are weighed as numbers first, and only the best are put into words: a vault of ten thousand
notes has a million pairs that share something.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

import numpy as np

from vaultkit.graph.arrays import Floats, Ints
from vaultkit.graph.mentions import Mention, mentions
from vaultkit.graph.model import Graph, notes, title
from vaultkit.graph.naming import STOPWORDS, words
from vaultkit.graph.select import find_hubs

Kind = Literal["co-citation", "coupling", "neighbours", "words", "mention"]
# The weight of shared neighbours at which they are worth one half.
_HALF = 2.0
_MENTION = 0.6
_RARE, _PLAIN = 8, 0.4


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


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How strong one kind is for each pair; a pair is the number of one × count + that of the other."""

    kind: Kind
    pairs: Ints
    strength: Floats


def gaps(
    graph: Graph,
    texts: Mapping[str, str] | None = None,
    names: Mapping[str, Sequence[str]] | None = None,
    limit: int = 20,
) -> tuple[Gap, ...]:
    """The ``limit`` best gaps between notes, best first.

    Hubs neither count as evidence nor have gaps; digests have none, as they list and do not discuss.

    ``texts`` are the prose of the notes by path; without them titles are the only words, and nothing
    is a mention. ``names`` are further names of notes beside title and file name.
    """
    hubs = find_hubs(graph)
    kept = [node for node in notes(graph) if node not in hubs]
    around = _Around(graph, kept)
    rare = _rare_words(graph, kept, texts or {})
    named = _mentions(graph, kept, texts or {}, names or {})
    evidence = [*around.evidence(), rare.evidence()]
    told = np.array(sorted(named), np.int64)
    counts = np.array([len(named[pair]) for pair in told.tolist()], np.float64)
    evidence.append(_Evidence("mention", told, 1 - (1 - _MENTION) ** counts))
    found = []
    barred = [number for number, node in enumerate(kept) if graph.nodes[node].get("type") == "digest"]
    for pair, score in _best(evidence, around.linked(), barred, len(kept), limit):
        one, other = divmod(pair, len(kept))
        reasons = [*around.reasons(one, other), *rare.reasons(one, other)]
        reasons += [Reason("mention", _MENTION, (m.name,), m.source, m.line) for m in named.get(pair, ())]
        ordered = sorted(reasons, key=lambda reason: (-reason.strength, reason.kind, reason.source))
        found.append(Gap(kept[one], kept[other], score, tuple(ordered)))
    return tuple(found)


def explain(graph: Graph, reason: Reason, most: int = 3) -> str:
    """One clause that gives the evidence in words."""
    shown = reason.items
    if reason.kind not in ("words", "mention"):
        shown = tuple(title(graph, node) for node in reason.items)
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


def _best(
    evidence: Sequence[_Evidence], linked: Ints, barred: Sequence[int], count: int, limit: int
) -> list[tuple[int, float]]:
    """The pairs that all kinds of evidence together make surest, each kind an independent witness."""
    pairs, where = np.unique(np.concatenate([each.pairs for each in evidence]), return_inverse=True)
    doubt = np.ones(len(pairs))
    np.multiply.at(doubt, where, 1 - np.concatenate([each.strength for each in evidence]))
    score = np.round(1 - doubt, 4)
    unwanted = np.isin(pairs, linked)
    for end in (pairs // max(count, 1), pairs % max(count, 1)):
        unwanted |= np.isin(end, barred)
    score[unwanted] = 0
    order = np.lexsort((pairs, -score))[:limit]
    return [(int(pairs[at]), float(score[at])) for at in order if score[at] > 0]


class _Around:
    """Who links to whom among the kept notes, by their numbers."""

    def __init__(self, graph: Graph, kept: Sequence[str]) -> None:
        index = {node: number for number, node in enumerate(kept)}
        self.kept = kept
        self.cited: list[set[int]] = [set() for _ in kept]
        self.citing: list[set[int]] = [set() for _ in kept]
        for source, target in graph.edges():
            if source in index and target in index and source != target:
                self.cited[index[source]].add(index[target])
                self.citing[index[target]].add(index[source])

    def linked(self) -> Ints:
        """All pairs that have a link."""
        count = len(self.kept)
        pairs = {min(a, b) * count + max(a, b) for a, others in enumerate(self.cited) for b in others}
        return np.array(sorted(pairs), np.int64)

    def evidence(self) -> list[_Evidence]:
        """Shared neighbours by their part."""
        gathered: dict[Kind, list[tuple[Ints, float]]] = {"co-citation": [], "coupling": [], "neighbours": []}
        for middle in range(len(self.kept)):
            near = np.array(sorted(self.cited[middle] | self.citing[middle]), np.int64)
            if len(near) < 2:
                continue
            first, second = np.triu_indices(len(near), 1)
            cites = np.isin(near, list(self.citing[middle]))
            cited = np.isin(near, list(self.cited[middle]))
            both_cite = cites[first] & cites[second]
            both_cited = cited[first] & cited[second] & ~both_cite
            pairs = near[first] * len(self.kept) + near[second]
            weight = _weight(len(near))
            gathered["coupling"].append((pairs[both_cite], weight))
            gathered["co-citation"].append((pairs[both_cited], weight))
            gathered["neighbours"].append((pairs[~both_cite & ~both_cited], weight))
        summed = ((kind, *_summed(parts)) for kind, parts in gathered.items())
        return [_Evidence(kind, pairs, total / (total + _HALF)) for kind, pairs, total in summed]

    def reasons(self, one: int, other: int) -> list[Reason]:
        """The evidence for one pair, the neighbours that say most first."""
        near = (self.cited[one] | self.citing[one]) & (self.cited[other] | self.citing[other])
        parts: dict[Kind, list[tuple[float, str]]] = {}
        for middle in near:
            kind: Kind = "neighbours"
            if {one, other} <= self.citing[middle]:
                kind = "coupling"
            elif {one, other} <= self.cited[middle]:
                kind = "co-citation"
            weight = _weight(len(self.cited[middle] | self.citing[middle]))
            parts.setdefault(kind, []).append((-weight, self.kept[middle]))
        return [_reason(kind, parts[kind]) for kind in sorted(parts)]


def _weight(neighbours: int) -> float:
    return 1 / log(neighbours + 1)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as written, the numbers of the few notes that hold it, and how much it says."""

    spelling: str
    holders: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The rare words of the kept notes; ``mass`` is what all rare words of each note weigh together."""

    words: tuple[_Word, ...]
    mass: Floats

    def evidence(self) -> _Evidence:
        """The weight of the words in common: two long notes share some by chance."""
        count = len(self.mass)
        parts = []
        for word in self.words:
            first, second = np.triu_indices(len(word.holders), 1)
            held = np.array(word.holders, np.int64)
            parts.append((held[first] * count + held[second], word.weight))
        pairs, total = _summed(parts, least=2)
        return _Evidence(
            "words", pairs, total / (total + self._half(pairs // max(count, 1), pairs % max(count, 1)))
        )

    def reasons(self, one: int, other: int) -> list[Reason]:
        """The words that two notes share, if there are two of them."""
        shared = [(-w.weight, w.spelling) for w in self.words if one in w.holders and other in w.holders]
        half = self._half(np.array([one]), np.array([other]))[0]
        return [_reason("words", shared, half)] if len(shared) >= 2 else []

    def _half(self, one: Ints, other: Ints) -> Floats:
        return np.asarray(10 + np.sqrt(self.mass[one] * self.mass[other]) / 2)


def _rare_words(graph: Graph, kept: Sequence[str], texts: Mapping[str, str]) -> _Vocabulary:
    """The words that few notes hold; a name (``CutMix``, ``k-means``) says more than a plain word."""
    holders: dict[str, list[int]] = {}
    spelling: dict[str, str] = {}
    folded: dict[str, str] = {}
    for number, node in enumerate(kept):
        held: dict[str, str] = {}
        for word in dict.fromkeys(words(f"{title(graph, node)} {texts.get(node, '')}")):
            if word not in folded:
                folded[word] = word.casefold()
                if _is_name(word):
                    spelling.setdefault(folded[word], word)
            held.setdefault(folded[word], word)
        for key, word in held.items():
            if len(key) > 2 and key not in STOPWORDS and not key[0].isdigit():
                holders.setdefault(key, []).append(number)
                spelling.setdefault(key, word)
    mass = np.zeros(len(kept))
    found = []
    for key, held_by in sorted(holders.items()):
        if len(held_by) <= _RARE and len(held_by) * 3 <= len(kept):
            share = 1.0 if _is_name(spelling[key]) else _PLAIN
            weight = share * log(len(kept) / len(held_by))
            mass[held_by] += weight
            if len(held_by) >= 2:
                found.append(_Word(spelling[key], tuple(held_by), weight))
    return _Vocabulary(tuple(found), mass)


def _is_name(word: str) -> bool:
    return word.isascii() and not (word.isalpha() and word[1:].islower())


def _summed(parts: Sequence[tuple[Ints, float]], least: int = 1) -> tuple[Ints, Floats]:
    """The pairs that at least ``least`` of ``parts`` hold, and the sum of the weights of each."""
    if not parts:
        return np.empty(0, np.int64), np.empty(0)
    weights = np.repeat([weight for _, weight in parts], [len(pairs) for pairs, _ in parts])
    pairs, where, times = np.unique(
        np.concatenate([pairs for pairs, _ in parts]), return_inverse=True, return_counts=True
    )
    total = np.bincount(where, weights, len(pairs)).astype(np.float64)
    return pairs[times >= least], total[times >= least]


def _reason(kind: Kind, weighed: Sequence[tuple[float, str]], half: float = _HALF) -> Reason:
    total = -sum(weight for weight, _ in weighed)
    return Reason(kind, round(float(total / (total + half)), 4), tuple(item for _, item in sorted(weighed)))


def _mentions(
    graph: Graph, kept: Sequence[str], texts: Mapping[str, str], names: Mapping[str, Sequence[str]]
) -> dict[int, list[Mention]]:
    """By pair, the places where the one names the other."""
    index = {node: number for number, node in enumerate(kept)}
    known = {
        node: (title(graph, node), graph.nodes[node].get("name", ""), *names.get(node, ())) for node in kept
    }
    found: dict[int, list[Mention]] = {}
    for mention in mentions({node: texts[node] for node in kept if node in texts}, known):
        ends = sorted((index[mention.source], index[mention.target]))
        found.setdefault(ends[0] * len(kept) + ends[1], []).append(mention)
    return found
