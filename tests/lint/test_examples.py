"""The examples in each rule's documentation are its first tests; from each bad one more tests come free.

A bad example stays as bad, its findings moved by the right offset, in these surroundings; a rule that
declares ``except_in`` says for which it is not so, and why:

- ``paragraph``: another paragraph stands before the text;
- ``frontmatter``: the note has properties in front;
- ``quote``, ``list``: the text stands in a quote, in a list item;
- ``crlf``: lines end as on Windows;
- ``bom``: a byte order mark begins the file;
- ``fence``: the text stands in a code fence, and so has no finding.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.lint.worlds import Mark, World, read_world, shown
from vaultkit.lint.finding import Diagnostic
from vaultkit.lint.rule import load_rules
from vaultkit.source.frontmatter import read_frontmatter
from vaultkit.source.text import BOM, Text

RULES = load_rules()


@dataclass(frozen=True)
class Case:
    rule: str
    index: int
    world: World

    def __str__(self) -> str:
        return f"{self.rule}-{self.index}"


def examples(kind: str) -> list[Case]:
    return [
        Case(name, index, read_world(example.text))
        for name, rule in RULES.items()
        for index, example in enumerate(rule.documentation.examples)
        if example.kind == kind
    ]


def marks(world: World, diagnostics: tuple[Diagnostic, ...]) -> list[Mark]:
    return sorted((shown(world, diagnostic) for diagnostic in diagnostics), key=repr)


def expected(world: World, found: list[Mark]) -> list[Mark]:
    """The marks of ``world``; what one leaves unsaid it takes from the finding in its place."""
    said = {(mark.path, mark.line, mark.column): mark for mark in found}

    def completed(mark: Mark) -> Mark:
        there = said.get((mark.path, mark.line, mark.column), mark)
        return replace(mark, message=mark.message or there.message, help=mark.help or there.help)

    return sorted(map(completed, world.marks), key=repr)


@pytest.mark.parametrize("case", examples("bad"), ids=str)
def test_a_bad_example_has_the_findings_that_it_shows(case: Case, tmp_path: Path):
    found = marks(case.world, case.world.lint(tmp_path / "vault", case.rule).diagnostics)
    assert case.world.marks, "a bad example marks its findings with carets"
    assert found == expected(case.world, found)


@pytest.mark.parametrize("case", examples("good"), ids=str)
def test_a_good_example_has_no_finding(case: Case, tmp_path: Path):
    assert case.world.lint(tmp_path / "vault", case.rule).diagnostics == ()


@pytest.mark.parametrize("case", examples("fixed"), ids=str)
def test_a_fixed_example_is_what_fixing_makes_of_the_bad_one_before_it(case: Case, tmp_path: Path):
    before = next(
        bad for bad in reversed(examples("bad")) if bad.rule == case.rule and bad.index < case.index
    )
    assert before.world.fixed(tmp_path, case.rule) == case.world.files


# From here on: what comes free.


@dataclass(frozen=True)
class Moved:
    """A note in other surroundings: its bytes, and where each place (line, column) of it now is."""

    data: bytes
    place: Callable[[int, int], tuple[int, int]]


def in_paragraph(data: bytes) -> Moved | None:
    start = body(data)
    above = data[:start].count(b"\n")
    inserted = data[:start] + b"A first paragraph \xe2\x80\x94 \xed\x95\x9c\xea\xb8\x80.\n\n" + data[start:]
    return Moved(inserted, lambda line, column: (line + 2 * (line > above), column))


def in_frontmatter(data: bytes) -> Moved | None:
    if body(data) or read_frontmatter(Text(data)):
        return None
    front = "---\ncreated: 2024-05-01\nkeywords:\n  - 한글\n---\n".encode()
    return Moved(front + data, lambda line, column: (line + 5, column))


def in_quote(data: bytes) -> Moved | None:
    return _prefixed(data, b"> ", b"> ", 0)


def in_list(data: bytes) -> Moved | None:
    return _prefixed(data, b"  ", b"- An item.\n\n  ", 2)


def _prefixed(data: bytes, prefix: bytes, first: bytes, added: int) -> Moved:
    start = body(data)
    above = data[:start].count(b"\n")
    lines = data[start:].splitlines(keepends=True)
    inside = b"".join(
        (first if number == 0 else prefix) + line if line.strip() else prefix.rstrip() + line
        for number, line in enumerate(lines)
    )
    width = len(prefix)
    return Moved(
        data[:start] + inside,
        lambda line, column: (line + added, column + width) if line > above else (line, column),
    )


def in_crlf(data: bytes) -> Moved | None:
    return Moved(data.replace(b"\n", b"\r\n"), lambda line, column: (line, column))


def in_bom(data: bytes) -> Moved | None:
    if body(data) or read_frontmatter(Text(data)):
        return None
    return Moved(BOM + data, lambda line, column: (line, column))


def body(data: bytes) -> int:
    frontmatter = read_frontmatter(Text(data))
    return frontmatter.body if frontmatter else 0


SURROUNDINGS = {
    "paragraph": in_paragraph,
    "frontmatter": in_frontmatter,
    "quote": in_quote,
    "list": in_list,
    "crlf": in_crlf,
    "bom": in_bom,
}


def notes_with_marks(world: World) -> list[str]:
    return sorted(
        {mark.path for mark in world.marks if mark.path.endswith(".md") and mark.path in world.files}
    )


def moves() -> list[object]:
    return [
        pytest.param(case, path, name, id=f"{case}-{path}-{name}")
        for case in examples("bad")
        for path in notes_with_marks(case.world)
        for name, move in SURROUNDINGS.items()
        if name not in RULES[case.rule].except_in and move(case.world.files[path]) is not None
    ]


@pytest.mark.parametrize(("case", "path", "name"), moves())
def test_a_bad_example_stays_as_bad_in_other_surroundings(case: Case, path: str, name: str, tmp_path: Path):
    before = marks(case.world, case.world.lint(tmp_path / "before", case.rule).diagnostics)
    moved = SURROUNDINGS[name](case.world.files[path])
    assert moved is not None
    world = case.world.with_file(path, moved.data)
    after = marks(world, world.lint(tmp_path / "after", case.rule).diagnostics)

    def place(mark: Mark) -> Mark:
        if mark.path != path or mark.line == 0:
            return mark
        line, column = moved.place(mark.line, mark.column)
        return replace(mark, line=line, column=column)

    assert after == sorted(map(place, before), key=repr)


@pytest.mark.parametrize(
    ("case", "path"),
    [
        pytest.param(case, path, id=f"{case}-{path}")
        for case in examples("bad")
        if "fence" not in RULES[case.rule].except_in
        for path in notes_with_marks(case.world)
    ],
)
def test_the_text_of_a_bad_example_is_fine_inside_a_fence(case: Case, path: str, tmp_path: Path):
    data = case.world.files[path]
    start = body(data)
    world = case.world.with_file(path, data[:start] + b"~~~~~text\n" + data[start:] + b"\n~~~~~\n")
    above = data[:start].count(b"\n")
    found = marks(world, world.lint(tmp_path / "vault", case.rule).diagnostics)
    before = marks(case.world, case.world.lint(tmp_path / "before", case.rule).diagnostics)
    assert found == [mark for mark in before if mark.path != path or mark.line <= above]
