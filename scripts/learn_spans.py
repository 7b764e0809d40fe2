"""Learn the weights of ``vaultkit.digest.spans`` from text of one's own, and write them as its data.

    python -m scripts.learn_spans --digests DIR... --records FILE.json --remarks FILE

``--digests`` holds digests that vaultkit reads well, or beside which their titles stand: next to
``notes.md`` a ``notes.md.json``, a list of ``{"title": ...}``. ``--records`` is a list of records of
bibliographies of many fields (``scripts.printed_references`` says which keys), printed in many styles;
``--remarks`` has one line a row of what people note beside papers. None of the text itself is kept.
What the weights find is measured on every tenth document and record, which is not learnt from.

The weights are those of the conditional random field that ``digest/spans.py`` describes: each line is a
softmax over all the titles that it may have, learnt by AdaGrad (Duchi, Hazan and Singer, JMLR 2011) with
the L1 penalty taken off at each step.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scripts.learn_wording import clean
from scripts.printed_references import printed
from vaultkit.digest.entry import Digest
from vaultkit.digest.read import read_digest
from vaultkit.digest.spans import LENGTHS, Token, ends, features, poises, starts, tokens
from vaultkit.errors import VaultkitError

DATA = Path(__file__).resolve().parents[1] / "vaultkit" / "digest" / "data" / "spans.json"
ABOUT = "Tenths of log-odds of where a title stands in a line (digest/spans.py), by scripts/learn_spans.py."
ROUNDS, RATE, PENALTY = 5, 0.25, 3e-3
IN_LINES = 25
"""A feature counts when so many lines have it: fewer tell of a topic, not of titles."""
REMARK = re.compile(r"(?=[^\W\d_])(?![^\n]*(?:://|[][|<>{}`*#\\]))\S+(?:\s\S+){1,9}")
"""What of the remarks is taken: a few words without marks."""
SURE = 0.02
"""A line whose title is missed by less than this probability teaches nothing more in that round."""
DOUBTED = 0.03
"""After the first learning, a line whose title is less likely was read wrongly, or tells nothing."""
LINES_OF_ONE, SHORTEST, LONGEST = 150, 6, 600

Numbers = NDArray[np.int32]
Reals = NDArray[np.float64]


class Example(NamedTuple):
    """A line, where its title begins and ends in it, and the document or record that it is from."""

    text: str
    start: int
    end: int
    source: int


class Prepared(NamedTuple):
    """A line as numbers: each feature with the token or border that it is of, each title that it may have."""

    tokens: int
    inside: tuple[Numbers, Numbers]
    borders: tuple[Numbers, Numbers]
    firsts: Numbers
    lasts: Numbers
    length: Numbers
    allowed: NDArray[np.bool_]
    told: tuple[int, int]


class Weights(NamedTuple):
    """What each feature adds before, behind, at the start and at the end of a title; and each length."""

    tables: Reals
    lengths: Reals


def of_digests(folders: Iterable[Path]) -> Iterator[Example]:
    """Lines with their titles from the digests below ``folders``, of each document some."""
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    for number, path in enumerate(path for path in paths if path.suffix != ".json"):
        try:
            digest = read_digest(path.read_bytes(), path.name)
        except (VaultkitError, OSError):
            continue
        beside = path.with_name(path.name + ".json")
        titles = {one["title"] for one in json.loads(beside.read_text("utf-8"))} if beside.exists() else None
        found = sorted(set(_lines(digest, titles)))
        for text, title in random.Random(number).sample(found, min(LINES_OF_ONE, len(found))):
            start = text.find(title)
            yield Example(text, start, start + len(title), number)


def _lines(digest: Digest, titles: set[str] | None) -> Iterator[tuple[str, str]]:
    """What is asked of a digest, and the title in it: ``titles`` tell, or else the reading itself."""
    for one in digest.entries:
        told = [one.title] if titles is None else sorted(titles, key=len, reverse=True)
        for text in {one.title, clean(" ".join(line.text.strip() for line in one.title_lines))}:
            title = next((title for title in told if title in text), None)
            if title and not text.startswith("|"):
                yield text, title


def of_records(records: Iterable[dict[str, str]], remarks: Sequence[str]) -> Iterator[Example]:
    """A line of each record, printed in a style that is drawn alike each time."""
    draw = random.Random(5)
    for number, record in enumerate(records):
        before, title, after = printed(record, remarks, draw)
        yield Example(before + title + after, len(before), len(before) + len(title), number)


def of_titles(records: Iterable[dict[str, str]]) -> Iterator[Example]:
    """Titles that are whole lines."""
    for number, record in enumerate(records):
        title = record["title"].strip().rstrip(".,")
        yield Example(title, 0, len(title), number)


def place(one: Example, line: list[Token]) -> tuple[int, int] | None:
    """Which of the ``starts`` and ``ends`` are those of the title; None where it cannot be found so."""
    if one.end - one.start <= SHORTEST or len(one.text) > LONGEST:
        return None
    poise = poises(line)
    first = next((at for at in enumerate(starts(line)) if line[at[1]].start == one.start), None)
    last = next((at for at in enumerate(ends(line)) if line[at[1] - 1].end == one.end), None)
    if first is None or last is None or poise[first[1]] != poise[last[1]]:
        return None
    return first[0], last[0]


def usual(known: Sequence[Example]) -> dict[str, int]:
    """A number for each feature that enough lines have."""
    seen: Counter[str] = Counter()
    for one in known:
        inside, borders = features(tokens(one.text))
        seen.update({feature for found in (*inside, *borders) for feature in found})
    return {
        feature: at for at, feature in enumerate(sorted(f for f, lines in seen.items() if lines >= IN_LINES))
    }


def prepare(known: Iterable[Example], numbers: dict[str, int]) -> Iterator[Prepared]:
    """Each line as numbers; a line whose title is not among those that it may have is left out."""
    for one in known:
        line = tokens(one.text)
        told = place(one, line)
        if told is None:
            continue
        inside, borders = features(line)
        poise = np.array(poises(line))
        firsts, lasts = np.array(starts(line)), np.array(ends(line))
        alike = (poise[firsts][:, None] == poise[lasts]).all(2)
        long = lasts[None, :] - firsts[:, None]
        length = np.maximum(np.searchsorted(LENGTHS, long, side="right") - 1, 0)
        rows = _numbered(inside, numbers), _numbered(borders, numbers)
        yield Prepared(len(line), *rows, firsts, lasts, length, alike & (long > 0), told)


def _numbered(found: list[list[str]], numbers: dict[str, int]) -> tuple[Numbers, Numbers]:
    pairs = [(numbers[feature], at) for at, row in enumerate(found) for feature in row if feature in numbers]
    feature, at = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    return feature, at


def likely(weights: Weights, one: Prepared) -> Reals:
    """How likely each title of a line is, by the first token and the border behind it."""
    before, after = (
        np.append(0.0, np.cumsum(np.bincount(one.inside[1], table[one.inside[0]], one.tokens)))
        for table in weights.tables[:2]
    )
    first, last = (
        np.bincount(one.borders[1], table[one.borders[0]], one.tokens + 1) for table in weights.tables[2:]
    )
    odds = (before + first)[one.firsts][:, None] + (last - after)[one.lasts] + weights.lengths[one.length]
    odds = np.where(one.allowed, odds, -np.inf)
    odds = np.exp(odds - odds.max())
    found: Reals = odds / odds.sum()
    return found


def learn(lines: Sequence[Prepared], many: int) -> Weights:
    """The weights of so many features."""
    weights = Weights(np.zeros((4, many)), np.zeros(len(LENGTHS)))
    squares = Weights(np.full(weights.tables.shape, 1e-2), np.full(len(LENGTHS), 1e-2))
    order = list(range(len(lines)))
    for turn in range(ROUNDS):
        random.Random(turn).shuffle(order)
        said = 0.0
        for at in order:
            one = lines[at]
            chance = likely(weights, one)
            said += float(np.log(chance[one.told] + 1e-12))
            if chance[one.told] < 1 - SURE:
                _step(weights, squares, one, chance)
        print(f"round {turn + 1}: {said / max(len(lines), 1):.4f}", flush=True)
    return weights


def _step(weights: Weights, squares: Weights, one: Prepared, chance: Reals) -> None:
    """Towards the title that is told, away from what was expected."""
    wrong = -chance
    wrong[one.told] += 1
    first, last = np.zeros(one.tokens + 1), np.zeros(one.tokens + 1)
    first[one.firsts], last[one.lasts] = wrong.sum(1), wrong.sum(0)
    before = np.cumsum(first[::-1])[::-1][1:]
    after = np.cumsum(last)[:-1]
    sides = ((one.inside, before), (one.inside, after), (one.borders, first), (one.borders, last))
    for table, square, ((feature, at), error) in zip(weights.tables, squares.tables, sides, strict=True):
        told = np.abs(error[at]) > SURE / 2
        _adjust(table, square, feature[told], error[at[told]], PENALTY)
    _adjust(weights.lengths, squares.lengths, one.length.ravel(), wrong.ravel(), 0.0)


def _adjust(table: Reals, square: Reals, feature: Numbers, error: Reals, penalty: float) -> None:
    """One step of AdaGrad for the features named, and the penalty."""
    own, at = np.unique(feature, return_inverse=True)
    slope = np.bincount(at, error, len(own))
    square[own] += slope * slope
    rate = RATE / np.sqrt(square[own])
    moved = table[own] + rate * slope
    table[own] = np.sign(moved) * np.maximum(np.abs(moved) - rate * penalty, 0.0)


def measure(weights: Weights, lines: Sequence[Prepared]) -> float:
    """In which part of ``lines`` the likeliest title is the right one."""
    right = sum(
        int(likely(weights, one).argmax()) == one.told[0] * len(one.lasts) + one.told[1] for one in lines
    )
    return right / max(len(lines), 1)


def written(weights: Weights, numbers: dict[str, int]) -> str:
    """The data as JSON, one feature a line: what it adds before and behind a title, or at either end."""
    odds = np.rint(10 * weights.tables).astype(int)
    rows = []
    for name, (left, right) in (("inside", odds[:2]), ("borders", odds[2:])):
        kept = {feature: (left[at], right[at]) for feature, at in numbers.items() if left[at] or right[at]}
        pairs = (f"{json.dumps(one, ensure_ascii=False)}: [{a}, {b}]" for one, (a, b) in kept.items())
        rows.append(f'"{name}": {{\n' + ",\n".join(pairs) + "\n}")
    lengths = np.rint(10 * weights.lengths).astype(int).tolist()
    return f'{{\n"about": {json.dumps(ABOUT)},\n"lengths": {lengths},\n' + ",\n".join(rows) + "\n}\n"


def main() -> None:
    """Learn, measure, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--digests", type=Path, nargs="+", required=True)
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--remarks", type=Path, required=True)
    given = parser.parse_args()
    records = json.loads(given.records.read_text("utf-8"))
    remarks = [line for line in given.remarks.read_text("utf-8").splitlines() if REMARK.fullmatch(line)]
    sources = {
        "digests": list(of_digests(given.digests)),
        "records": list(of_records(records, remarks)),
        "titles": list(of_titles(records[::3])),
    }
    known = [one for every in sources.values() for one in every if one.source % 10]
    numbers = usual(known)
    lines = list(prepare(known, numbers))
    print(f"{len(lines)} lines of {len(known)}, {len(numbers)} features")
    weights = learn(lines, len(numbers))
    lines = [one for one in lines if likely(weights, one)[one.told] > DOUBTED]
    print(f"{len(lines)} lines that are not surely wrong")
    weights = learn(lines, len(numbers))
    for name, every in sources.items():
        unseen = list(prepare((one for one in every if one.source % 10 == 0), numbers))
        print(f"{name}: {measure(weights, unseen):.2%} of {len(unseen)} titles that were not learnt from")
    DATA.write_text(written(weights, numbers), "utf-8")


if __name__ == "__main__":
    main()
