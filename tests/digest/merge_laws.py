"""The laws of re-import over generated triples: what import wrote (B), what the reader made of it (U), what
the digest says now (N).

``python -m tests.digest.merge_laws 100000 [SEED]`` tries as many and prints the figure; the first triple that
breaks a law is shown, and ends it with exit code 1.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from time import process_time
from typing import Any

from scripts.promises import record
from vaultkit.digest.base import Base
from vaultkit.digest.merge import Fresh, Merged, merge_note, part_of
from vaultkit.digest.units import units
from vaultkit.source.frontmatter import read_frontmatter
from vaultkit.source.text import Text

RECORDED = 100_000
"""Triples from which on a run's figure is kept among the promises."""
DIGEST = "Post_Jun01"
WORDS = (
    "alpha", "beta", "gamma", "delta", "epsilon", "배 한 척", "see [[Net]]", "of [[Net\\|nets]]", "x := y >> z",
    "> [!missing] image-1", "> [!missing] image-2", "> a quotation", "```\na fence\n```", "a paragraph",
)  # fmt: skip
MINE = (
    "my one",
    "my two",
    "> my quote",
    "- mine",
    "  - mine inside",
    "## Mine",
    "```\nmine\n```",
    "see [[Mine]]",
)
VALUES: dict[str, Sequence[Any]] = {
    "year": (2021, 2022, 2023),
    "venue": ("CVPR", "ICLR", "arXiv"),
    "related": (["[[A]]"], ["[[A]]", "[[B]]"], ["[[B]]", "[[C]]"]),
    "images": (["image-1"], ["image-1", "image-2"]),
    "status": ("inbox", "read"),
}


@dataclass(frozen=True)
class Triple:
    """One case: B and N as what a digest says, U as the bytes of a note."""

    before: Fresh
    reader: bytes
    after: Fresh

    @cached_property
    def base(self) -> Base:
        """The base that import wrote with B."""
        return Base("a.md", (), {DIGEST: part_of(self.before)})

    @cached_property
    def once(self) -> Merged:
        """N merged into U."""
        return merge_note(self.reader, self.after, self.base, DIGEST)

    @property
    def unproven(self) -> Base:
        """A base as a stranger writes it: it claims every line and value of the reader."""
        text = Text(self.reader)
        properties = dict(getattr(read_frontmatter(text), "data", {}))
        claims = part_of(Fresh(properties, "\n".join(lines(self.reader))))
        return Base("a.md", (), {DIGEST: replace(claims, proven=False)})


def lines(note: bytes) -> list[str]:
    """The lines of a note's body, without their ends."""
    frontmatter = read_frontmatter(Text(note))
    return note[frontmatter.body if frontmatter else 0 :].decode().replace("\r\n", "\n").split("\n")


def triples(random: Random) -> Iterator[Triple]:
    """Cases without end."""
    while True:
        before = Fresh(_properties(random), _body(random))
        said = _changed(random, before.body)
        if random.random() < 0.3:  # the picture has come
            said = said.replace("> [!missing] image-1", "![[image-1.png]]")
        after = Fresh(_properties(random, before.properties), said)
        yield Triple(before, _edited(random, before.note()), after)


def _properties(random: Random, like: Any = None) -> dict[str, Any]:
    said = dict(like or {"type": "paper", "title": "A Boat"})
    for name, values in VALUES.items():
        if random.random() < 0.4:
            said[name] = random.choice(values)
    return said


def _body(random: Random) -> str:
    rows: list[str] = []
    depth = -1
    for _ in range(random.randint(0, 8)):
        word = random.choice(WORDS)
        if random.random() < 0.2 or not word[0].isalpha():
            rows += ["", *word.split("\n"), ""]
            depth = -1
        else:
            depth = random.randint(0, depth + 1)
            rows.append(f"{'  ' * depth}- {word}")
    return "\n".join(rows).strip("\n").replace("\n\n\n", "\n\n")


def _changed(random: Random, body: str) -> str:
    if random.random() < 0.3:
        return _body(random)
    rows = []
    for row in body.split("\n"):
        action = random.randint(0, 9)
        rows += [] if action == 0 else [f"{row} now" if action == 1 and row[-1:].isalpha() else row]
        if action == 2 and row.lstrip().startswith("- "):
            rows.append(f"{row[: len(row) - len(row.lstrip())]}- {random.choice(WORDS[:5])} more")
    rows += ["```"] if rows.count("```") % 2 else []  # import closes every fence
    return "\n".join(rows).strip("\n")


def _edited(random: Random, note: bytes) -> bytes:
    head, fence, body = note.decode().partition("\n---\n")
    if random.random() < 0.3:
        head += f"\nmine: {random.randint(1, 9)}"
    head = head.replace("CVPR", random.choice(("CVPR", "My Venue"))).replace(
        "2022", random.choice(("2022", "1999"))
    )
    rows: list[str] = []
    for row in body.split("\n"):
        action = random.randint(0, 11)
        if action == 0 and row:
            continue
        lead = len(row) - len(row.lstrip(" -"))
        rows.append(f"{row[:lead]}changed {row[lead:]}" if action == 1 else row)
        rows += random.choice(MINE).split("\n") if action == 2 else []
        rows += ["", *random.choice(MINE).split("\n"), ""] if action == 3 else []
    if random.random() < 0.1:
        random.shuffle(rows)
    whole = head + fence + "\n".join(rows)
    return (whole.replace("\n", "\r\n") if random.random() < 0.1 else whole).encode()


def merged(case: Triple, base: Base, **how: bool) -> Merged:
    """N merged into U, with another base or otherwise."""
    if base is case.base and not how:
        return case.once
    return merge_note(case.reader, case.after, base, DIGEST, **how)


def in_order(rows: Sequence[str], inside: Sequence[str]) -> bool:
    """Whether all ``rows`` stand in ``inside``, in order."""
    found = iter(inside)
    return all(row in found for row in rows)


def _kept(case: Triple, after: bytes, *, proven: bool = True) -> bool:
    """Every line of the reader is there, in order; one of import's own may have given way to a new one."""
    own = set(case.base.parts[DIGEST].units) if proven else set()
    said = {unit.mark for unit in units(case.after.body.split("\n"))}
    given = [
        unit
        for unit in units(lines(case.reader))
        if unit.picture or (unit.mark in own and unit.mark not in said)
    ]
    gone = {number for unit in given for number in range(unit.start, unit.end)}
    return in_order([row for n, row in enumerate(lines(case.reader)) if n not in gone], lines(after))


def the_reader_s_lines_survive(case: Triple) -> bool:
    """Each once, in order."""
    return _kept(case, merged(case, case.base).data)


def a_line_that_is_not_import_s_is_not_pruned(case: Triple) -> bool:
    """With ``prune`` each line that the base does not know is there."""
    known, rows = set(case.base.parts[DIGEST].units), lines(case.reader)
    mine = [unit for unit in units(rows) if unit.mark not in known and not unit.picture]
    kept = [row for unit in mine for row in rows[unit.start : unit.end]]
    return in_order(kept, lines(merged(case, case.base, prune=True).data))


def nothing_new_changes_nothing(case: Triple) -> bool:
    """merge(B, U, B) is U, byte for byte."""
    same = replace(case, after=case.before)
    return merged(same, case.base).data == case.reader


def an_untouched_note_takes_what_is_new(case: Triple) -> bool:
    """merge(B, B, N) holds all of N, and no conflict."""
    untouched = replace(case, reader=case.before.note())
    made = merged(untouched, case.base)
    held = Counter(unit.words for unit in units(lines(made.data)))
    shown = {unit.picture for unit in units(case.before.body.split("\n"))} - {""}  # once is enough
    news = Counter(unit.words for unit in units(case.after.body.split("\n")) if unit.picture not in shown)
    return not any(told.event in ("conflict", "refused") for told in made.told) and not news - held


def twice_is_once(case: Triple) -> bool:
    """Importing again changes neither the note nor the base."""
    once = merged(case, case.base)
    again = merge_note(once.data, case.after, once.base, DIGEST)
    return (again.data, again.base) == (once.data, once.base)


def every_unit_of_the_digest_is_accounted_for(case: Triple) -> bool:
    """In the note, in a callout, or known before and so deleted by the reader."""
    return _accounted(case, merged(case, case.base))


def _accounted(case: Triple, made: Merged) -> bool:
    known = {unit.words for unit in units(case.before.body.split("\n"))}
    pictures = {unit.picture for unit in units(case.before.body.split("\n"))}
    held, shown = {unit.words for unit in units(lines(made.data))}, "\n".join(lines(made.data))
    refused = any(told.event == "refused" for told in made.told)
    return refused or all(
        unit.words in held
        or unit.words in known
        or unit.picture in pictures - {""}
        or in_callout(unit.text, shown)
        for unit in units(case.after.body.split("\n"))
    )


def in_callout(words: str, shown: str) -> bool:
    """Whether each line of ``words`` stands in ``shown``."""
    return all(row in shown for row in words.split("\n"))


def without_a_base_only_additions_happen(case: Triple) -> bool:
    """And importing again adds nothing."""
    made = merged(case, Base("a.md"), prune=True)
    again = merge_note(made.data, case.after, Base("a.md"), DIGEST, prune=True)
    return in_order(lines(case.reader), lines(made.data)) and again.data == made.data


def a_forged_base_costs_nothing(case: Triple) -> bool:
    """No line, and no value of a property, also with ``prune``."""
    made = merged(case, case.unproven, prune=True)
    old, new = (dict(getattr(read_frontmatter(Text(data)), "data", {})) for data in (case.reader, made.data))
    values = all(new.get(name) == value or set(value) <= set(new[name]) for name, value in old.items())
    return values and _kept(case, made.data, proven=False)


def a_crash_between_note_and_base_costs_nothing(case: Triple) -> bool:
    """Whichever was written, the next import keeps the reader's lines and has the digest's."""
    whole = merged(case, case.base)
    for note, base in ((whole.data, case.base), (case.reader, whole.base)):
        next_one = merge_note(note, case.after, base, DIGEST)
        if not _kept(case, next_one.data) or not _accounted(case, next_one):
            return False
    return True


def the_reader_s_values_stay(case: Triple) -> bool:
    """A property that the reader changed or added has his value."""
    made = merged(case, case.base).data
    old, new = (dict(getattr(read_frontmatter(Text(data)), "data", {})) for data in (case.reader, made))
    own = [name for name, value in old.items() if value != case.before.properties.get(name)]
    return all(new.get(name) == old[name] or isinstance(old[name], list) for name in own)


LAWS: tuple[Callable[[Triple], bool], ...] = (
    the_reader_s_lines_survive,
    a_line_that_is_not_import_s_is_not_pruned,
    nothing_new_changes_nothing,
    an_untouched_note_takes_what_is_new,
    twice_is_once,
    every_unit_of_the_digest_is_accounted_for,
    without_a_base_only_additions_happen,
    a_forged_base_costs_nothing,
    a_crash_between_note_and_base_costs_nothing,
    the_reader_s_values_stay,
)


def broken(case: Triple) -> list[str]:
    """The laws that a case breaks."""
    return [law.__name__ for law in LAWS if not law(case)]


def main(count: int, seed: int = 1) -> int:
    """Try ``count`` triples; 1 when a law is broken."""
    start = process_time()
    for number, case in zip(range(1, count + 1), triples(Random(seed)), strict=False):
        if found := broken(case):
            print(f"triple {number} of seed {seed} breaks: {', '.join(found)}")
            print(
                case.before.note().decode(), case.reader.decode(), case.after.note().decode(), sep="\n=====\n"
            )
            return 1
    if count >= RECORDED:
        record("merge", {"triples": count, "laws": len(LAWS), "broken": 0})
    print(f"{count} triples, {len(LAWS)} laws, 0 broken, {process_time() - start:.0f} s of CPU (seed {seed})")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
