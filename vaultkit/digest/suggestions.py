"""Which papers may be worth reading side by side: suggestions with their reasons, never links.

Knows shared mentions, rare words in common, and what the list of known names says builds on what.
Does not know a vault. With a dozen papers the words of two can agree by chance, so every suggestion
says why it was made.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt
from re import compile as pattern

from vaultkit.digest.lexicon import is_common

_TERM = pattern(r"[A-Za-z][\w-]{3,}|[\uac00-\ud7a3]+")
_TITLE_WEIGHT = 3
_LEAST_COSINE = 0.15
_LEAST_SHARED = 2
_MOST_PAPERS_SHARING = 50


@dataclass(frozen=True, slots=True)
class Subject:
    """A paper to compare: its note's name, its words, the names it mentions, and those it builds on."""

    target: str
    title: str
    lines: tuple[str, ...] = ()
    mentions: frozenset[str] = frozenset()
    builds_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two papers, how near they seem (higher is nearer, comparable within one call only), and why."""

    source: str
    target: str
    score: float
    reasons: tuple[str, ...]


def suggest_related(subjects: Sequence[Subject], *, most: int = 3) -> tuple[Suggestion, ...]:
    """The nearest ``most`` papers of each, each pair once, the nearest pairs first.

    Two papers are near when they mention the same names, the rarer the nearer; when one builds on the
    other; or when their words agree: cosine of sublinear TF-IDF of 0.15 or more, the title counting
    three times, with two or more shared words that at most a fifth of the papers use.
    """
    counts = [_terms(subject) for subject in subjects]
    papers_with = Counter(term for terms in counts for term in terms)
    weights = [_weighted(terms, papers_with, len(subjects)) for terms in counts]
    rare = {
        term for term, papers in papers_with.items() if papers > 1 and papers <= max(2, len(subjects) // 5)
    }
    mentioned_by = Counter(name for subject in subjects for name in subject.mentions)
    found: dict[tuple[int, int], Suggestion] = {}
    for first, second in _neighbours(subjects, counts, rare):
        one, other = subjects[first], subjects[second]
        score, reasons = 0.0, list[str]()
        for name in sorted(one.mentions & other.mentions, key=lambda name: (mentioned_by[name], name)):
            score += 1 / mentioned_by[name]
            reasons.append(f"both mention `{name}`")
        for later, earlier in ((one, other), (other, one)):
            if earlier.target in later.builds_on:
                score += 0.5
                reasons.append(
                    f"`{later.target}` builds on `{earlier.target}`, as the list of known names says"
                )
        shared = sorted(
            rare & counts[first].keys() & counts[second].keys(), key=lambda term: (papers_with[term], term)
        )
        cosine = sum(weight * weights[second].get(term, 0.0) for term, weight in weights[first].items())
        if len(shared) >= _LEAST_SHARED and cosine >= _LEAST_COSINE:
            score += cosine
            reasons.append("both write of " + ", ".join(f"`{term}`" for term in shared[:5]))
        if reasons:
            found[first, second] = Suggestion(one.target, other.target, round(score, 3), tuple(reasons))
    return _best(found, most)


def _neighbours(
    subjects: Sequence[Subject], counts: Sequence[Mapping[str, float]], rare: set[str]
) -> list[tuple[int, int]]:
    """The pairs that share anything at all; what very many share brings no two together."""
    sharing: dict[str, list[int]] = {}
    for place, (subject, terms) in enumerate(zip(subjects, counts, strict=True)):
        own = (f"note {subject.target}", *(f"note {name}" for name in subject.builds_on))
        names = (f"name {name}" for name in subject.mentions)
        for key in {*own, *names, *(f"term {term}" for term in terms if term in rare)}:
            sharing.setdefault(key, []).append(place)
    few = (places for places in sharing.values() if len(places) <= _MOST_PAPERS_SHARING)
    return sorted({pair for places in few for pair in combinations(places, 2)})


def _terms(subject: Subject) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for term in _words(subject.title):
        counts[term] += _TITLE_WEIGHT
    for line in subject.lines:
        if not is_common(line):
            counts.update(_words(line))
    return {term: 1 + log(count) for term, count in counts.items()}


def _words(text: str) -> Iterable[str]:
    return (word.lower() for word in _TERM.findall(text) if not is_common(word))


def _weighted(terms: Mapping[str, float], papers_with: Counter[str], papers: int) -> dict[str, float]:
    """TF-IDF as a vector of length one."""
    weights = {term: count * log(1 + papers / papers_with[term]) for term, count in terms.items()}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _best(found: Mapping[tuple[int, int], Suggestion], most: int) -> tuple[Suggestion, ...]:
    nearest = sorted(found, key=lambda pair: (-found[pair].score, pair))
    taken: Counter[int] = Counter()
    kept = []
    for pair in nearest:
        if any(taken[place] < most for place in pair):
            kept.append(found[pair])
            taken.update(pair)
    return tuple(kept)
