"""Rules about properties, beyond their examples: what they leave alone, and what their fixes keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lint.asking import diagnostics, mended, said
from vaultkit.source.frontmatter import read_frontmatter
from vaultkit.source.text import Text
from vaultkit.vault.settings import Settings


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntag: a\n---\n", "---\ntags: a\n---\n"),
        ('---\n"tag": a\n---\n', "---\ntags: a\n---\n"),
        ("---\r\nalias: [a]\r\n---\r\n", "---\r\naliases: [a]\r\n---\r\n"),
        ("---\ncssclass:\n---\n", "---\ncssclasses:\n---\n"),
        ("---\ntag: a\nTags: b\n---\n", "---\ntag: a\nTags: b\n---\n"),
        ("---\nnested:\n  tag: a\n---\n", "---\nnested:\n  tag: a\n---\n"),
    ],
)
def test_an_old_name_becomes_the_new_one_where_that_is_free(before: str, after: str):
    assert mended("deprecated-property", before) == after


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("number", "3"), ("number", "-1.5e3"), ("number", ""), ("number", '""'),
        ("checkbox", "true"), ("text", "3"), ("text", "true"), ("text", "2024-01-01"),
        ("multitext", "one"), ("multitext", "[1, two]"), ("multitext", "[]"),
        ("date", "2024-01-31"), ("date", "2024-13-45"), ("date", "2024-01-31T10:00"), ("date", '"[[2024-01-31]]"'),
        ("datetime", "2024-01-31T10:00:00"), ("datetime", "2024-01-31"), ("datetime", "2024-01-31T10:00:00+02:00"),
        ("date", "{{date}}"), ("number", "{{year}}"), ("date", "<% tp.date.now() %>"), ("unheard-of", "[1]"),
    ],
)  # fmt: skip
def test_a_value_that_obsidian_takes_for_the_type_is_fine(kind: str, value: str):
    settings = Settings(property_types={"x": kind})
    assert diagnostics("property-type-mismatch", {"n.md": f"---\nX: {value}\n---\n"}, settings) == ()


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("number", '"3"', "property `x` is a number in this vault, not text"),
        ("number", "true", "property `x` is a number in this vault, not `true`"),
        ("checkbox", "yes", "property `x` is a checkbox in this vault, not `yes`"),
        ("text", "[a]", "property `x` is text in this vault, not a list"),
        ("multitext", "3", "property `x` is a list in this vault, not `3`"),
        ("date", "1 May", "property `x` is a date in this vault, not `1 May`"),
        ("datetime", "20240131", "property `x` is a date and time in this vault, not `20240131`"),
    ],
)
def test_a_value_of_another_type_is_named(kind: str, value: str, message: str):
    settings = Settings(property_types={"x": kind})
    found = diagnostics("property-type-mismatch", {"n.md": f"---\nx: {value}\n---\n"}, settings)
    assert [diagnostic.message for diagnostic in found] == [message]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: a, b", "tags: [a, b]"),
        ('tags: "#a, #b"', "tags: [a, b]"),
        ("tags: true, a", 'tags: ["true", a]'),
        ("tags: 3d, a/b", 'tags: ["3d", a/b]'),
        ("tags: [a b, c]", "tags: [a-b, c]"),
        ("tags: #a", "tags: a"),
        ("tags: #a #b", "tags: [a, b]"),
        ("tags:\n  - #a\n  - b", "tags:\n  - a\n  - b"),
        ("tags: a, 2024", "tags: a, 2024"),
        ("tags: a", "tags: a"),
        ("tags: [a]  # the only one", "tags: [a]  # the only one"),
        ("tags: # to do", "tags: # to do"),
        ("tags:\nother: #a", "tags:\nother: #a"),
        ("tags: {{tags}}", "tags: {{tags}}"),
        ('tags: ["", a]', 'tags: ["", a]'),
    ],
)
def test_what_was_meant_as_tags_becomes_tags_and_all_else_stays(before: str, after: str):
    assert mended("invalid-tag", f"---\n{before}\n---\n") == f"---\n{after}\n---\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("#a #2", ["#2"]),
        ("- **Tags**: #a #b&c", ["#b&c"]),
        ("> #a #1;", ["#1"]),
        ("#한글 #1", ["#1"]),
        ("#a, #b; #c", []),
        ("#a#b #c", ["#a#b"]),
        ("#a and #2", []),
        ("see #a #2 below", []),
        ("#2 #3", []),
        ("`#a #2`", []),
    ],
)
def test_only_a_line_of_tags_is_searched_for_words_that_are_none(text: str, words: list[str]):
    assert [word for word, _ in said("invalid-tag", text)] == words


@pytest.mark.parametrize(
    "value",
    [
        "2024-02-29",
        "2024-12-31T23:59:60Z",
        "0000-02-29",
        "2024-1-45",
        "v2024-13-45",
        "12-13-45",
        "٢٠٢٤-13-45",
    ],
)
def test_what_is_a_date_or_not_written_as_one_is_fine(value: str):
    assert said("impossible-date", f"---\nx: {value}\n---\n") == []


@given(st.dates())
def test_no_day_of_the_calendar_is_impossible(day: object):
    assert said("impossible-date", f"---\nx: {day}\n---\n") == []


def test_an_impossible_date_is_found_in_lists_and_mappings():
    found = said("impossible-date", "---\na:\n  - b: 2023-02-29\n---\n")
    assert found == [("2023-02-29", "`2023-02-29` is no date")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: t\ntype: p\n", "type: p\ntitle: t\n"),
        ("# a head\n\ntitle: t\n# of the type\ntype: p\n", "# a head\n\n# of the type\ntype: p\ntitle: t\n"),
        ("mine: 1\ntags:\n  - a\n\ntype: p\n", "type: p\ntags:\n  - a\n\nmine: 1\n"),
        ("a: &x 1\nb: *x\ntype: p\n", "type: p\na: &x 1\nb: *x\n"),
        ("title: &x 1\ntype: *x\n", "title: &x 1\ntype: *x\n"),
        ("{title: t, type: p}\n", "{title: t, type: p}\n"),
        ("title: |\n  # no comment\n\n  text\ntype: p\n", "type: p\ntitle: |\n  # no comment\n\n  text\n"),
    ],
)
def test_properties_move_whole_or_not_at_all(before: str, after: str):
    assert mended("property-order", f"---\n{before}---\nText.\n") == f"---\n{after}---\nText.\n"


_NAMES = st.permutations(["type", "title", "tags", "mine", "year", "other"])
_VALUES = st.sampled_from(
    [" 1", " a # b", "\n  - a\n  - b", " |\n  a\n\n  # b", ' "x: y"', "\n# above the next", " [a,\n  b]"]
)


@given(_NAMES, st.lists(_VALUES, min_size=6, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_an_ordered_note_says_the_same_with_the_same_lines(names: list[str], values: list[str], end: str):
    lines = [f"{name}:{value}" for name, value in zip(names, values, strict=True)]
    before = "\n".join(("---", *lines, "---", "")).replace("\n", end)
    after = mended("property-order", before)
    old, new = (read_frontmatter(Text.of(text)) for text in (before, after))
    assert old is not None
    assert new is not None
    assert new.data == old.data
    assert sorted(after.split(end)) == sorted(before.split(end))
    assert said("property-order", after) == []
