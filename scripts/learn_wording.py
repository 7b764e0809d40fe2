"""Learn the weights of ``vaultkit.digest.wording`` from text of one's own, and write them as its data.

    python -m scripts.learn_wording --digests DIR --titles FILE --notes DIR

``--digests`` holds digests that vaultkit reads well: their titles are examples of titles, all their other
lines of what is none. ``--titles`` has one title a line, of as many fields as can be had (the bibliographies
of a group, say); ``--notes`` holds Markdown notes about anything but papers. None of the text itself is kept.
What the weights tell apart is measured on every tenth document, which is not learnt from.

The weights are those of a logistic regression with an L1 penalty, by stochastic gradient descent with the
cumulative penalty of Tsuruoka, Tsujii and Ananiadou (ACL 2009).
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from math import exp
from pathlib import Path
from typing import NamedTuple

from vaultkit.digest.read import read_digest
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.wording import features
from vaultkit.errors import VaultkitError

DATA = Path(__file__).resolve().parents[1] / "vaultkit" / "digest" / "data" / "wording.json"
ABOUT = "Log-odds of a title for the features of a line (digest/wording.py), by scripts/learn_wording.py."
ROUNDS, RATE, PENALTY = 12, 0.1, 4e-5
TITLES_OF_ONE, LINES_OF_ONE, LONGEST = 80, 100, 300
IN_DOCUMENTS = 25
"""A feature counts when so many documents have it: fewer tell of a topic, not of titles."""
SURELY_NONE, SURELY_TITLE = 1.5, -3.0
"""After the first learning: a line above the one is a missed title, a title below the other a wrong one."""


class Example(NamedTuple):
    """The features of a line, whether it is a title, the document it is from, and how much it counts."""

    features: frozenset[tuple[str, str]]
    is_title: bool
    document: int
    weight: float


def of_digests(folders: list[Path]) -> Iterator[Example]:
    """Titles and other lines of the digests below ``folders``, of each document some."""
    for number, path in enumerate(sorted(p for folder in folders for p in folder.rglob("*") if p.is_file())):
        try:
            digest = read_digest(path.read_bytes(), path.name)
        except (VaultkitError, OSError):
            continue
        heads = {line.number for one in digest.entries for line in one.title_lines}
        below = (line for one in digest.entries for line in one.lines if line.number not in heads)
        others = {clean(line.text) for line in (*below, *digest.front, *digest.unplaced)}
        yield from examples({one.title for one in digest.entries}, True, number, TITLES_OF_ONE, 1.0)
        yield from examples(others, False, number, LINES_OF_ONE, 1.0)


def examples(texts: set[str], is_title: bool, document: int, most: int, weight: float) -> Iterator[Example]:
    """At most so many of ``texts``, drawn alike each time."""
    for text in random.Random(document).sample(sorted(texts), min(most, len(texts))):
        if len(text) <= LONGEST and (found := features(text)):
            yield Example(frozenset(found), is_title, document, weight)


def clean(text: str) -> str:
    """The words of a line without the marks of lists, headings and emphasis."""
    return strip_marks(text.lstrip(" \t-*+•#>|0123456789.)")).strip()


def learn(known: list[Example]) -> dict[tuple[str, str], float]:
    """The weight of each feature that enough documents have; ``("start", "")`` is that of every line."""
    seen = defaultdict(set)
    for one in known:
        for feature in one.features:
            seen[feature].add(one.document)
    kept = {feature for feature, documents in seen.items() if len(documents) >= IN_DOCUMENTS}
    lines = [(one, [*sorted(one.features & kept), ("start", "")]) for one in known]
    weights: dict[tuple[str, str], float] = defaultdict(float)
    paid: dict[tuple[str, str], float] = defaultdict(float)
    due, step = 0.0, 0
    for turn in range(ROUNDS):
        random.Random(turn).shuffle(lines)
        for one, found in lines:
            rate = RATE / (1 + step / (2 * len(lines)))
            step += 1
            due += rate * PENALTY
            told = sum(weights[feature] for feature in found)
            error = one.weight * (one.is_title - 1 / (1 + exp(-max(-30.0, min(told, 30.0)))))
            for feature in found:
                before = weights[feature] + rate * error
                after = (
                    max(0.0, before - due - paid[feature])
                    if before > 0
                    else min(0.0, before + due - paid[feature])
                )
                weights[feature] = after
                paid[feature] += after - before
    return dict(weights)


def told(weights: dict[tuple[str, str], float], one: Example) -> float:
    """The log-odds of one example."""
    return weights["start", ""] + sum(weights.get(feature, 0.0) for feature in one.features)


def main() -> None:
    """Learn, measure, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--digests", type=Path, nargs="+", required=True)
    parser.add_argument("--titles", type=Path, required=True)
    parser.add_argument("--notes", type=Path, nargs="+", required=True)
    given = parser.parse_args()
    known = list(of_digests(given.digests))
    titles = [line.strip(" .'\"") for line in given.titles.read_text("utf-8").splitlines()]
    for start in range(0, len(titles), 400):
        known += examples(set(titles[start : start + 400]), True, -1 - start, 400, 0.4)
    for number, folder in enumerate(given.notes):
        notes = (path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*.md")))
        others = {clean(line) for text in notes for line in text.splitlines()}
        known += examples(others, False, 10**6 + number, 3000, 0.6)
    unseen = [one for one in known if one.document % 10 == 0]
    known = [one for one in known if one.document % 10]
    weights = learn(known)
    sure = [
        one
        for one in known
        if (told(weights, one) > SURELY_TITLE if one.is_title else told(weights, one) < SURELY_NONE)
    ]
    weights = learn(sure)
    found = [(told(weights, one), one.is_title) for one in unseen]
    for least in (-1, 0, 1, 2):
        of = {
            is_title: [says > least for says, other in found if other is is_title]
            for is_title in (True, False)
        }
        rates = [f"{sum(of[is_title]) / len(of[is_title]):.1%}" for is_title in (True, False)]
        print(f"above {least}: {rates[0]} of the titles, {rates[1]} of the other lines")
    first = round(weights.pop(("start", "")), 1)
    tables: dict[str, dict[str, float]] = defaultdict(dict)
    for (kind, name), weight in sorted(weights.items()):
        if rounded := round(weight, 1):
            tables[kind][name] = rounded
    data = {"about": ABOUT, "start": first, **tables}
    DATA.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
