"""Frontmatter: split, read, located, composed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.source.frontmatter import duplicate_keys, has_repeated_key, places, read_frontmatter
from vaultkit.source.frontmatter.write import compose_note
from vaultkit.source.text import Span, Text


def read(value):
    return read_frontmatter(Text.of(value))


def test_the_body_begins_after_the_closing_fence():
    found = read("---\na: b\n---\ntext")
    assert (found.body, found.data, found.problem) == (13, {"a": "b"}, None)


@pytest.mark.parametrize(
    "value", ["text", "", "--- \ntext", "---", "----\na: b\n----\n", "---\n\na rule\n", "--\n"]
)
def test_a_note_without_frontmatter_has_none(value):
    assert read(value) is None


@pytest.mark.parametrize("value", ["---\n---\ntext", "---\n# a comment\n---\n", "---\n\n---\n"])
def test_empty_frontmatter_is_taken_off_and_says_nothing(value):
    found = read(value)
    assert (found.data, found.problem) == ({}, None)
    assert found.body == value.index("---", 3) + 4


def test_crlf_is_a_line_end_like_any_other():
    found = read("---\r\na: b\r\n---\r\ntext")
    assert (found.data, found.body) == ({"a": "b"}, 16)


def test_three_dots_close_nothing():
    assert read("---\na: b\n...\ntext\n").problem.message == "frontmatter is never closed"


@pytest.mark.parametrize(
    ("yaml", "value"),
    [
        ("a: no", "no"),
        ("a: on", "on"),
        ("a: 12:30", "12:30"),
        ("a: 2024-13-45", "2024-13-45"),
        ("a: 2024-01-02", "2024-01-02"),
        ("a: true", True),
        ("a: 3", 3),
        ("a: 2305.10630", 2305.1063),
        ('a: "2305.10630"', "2305.10630"),
        ("a:", None),
        ("a: [[X]]", [["X"]]),
        ('a: "[[X]]"', "[[X]]"),
        ("a:\tb", "b"),
        ("\t# words\na: b\n\t\n\t# words", "b"),
        ("a: >-\n  b\n  \tc", "b\n\tc"),
        ('{\n\t"a": "b"\n}', "b"),
        ("a: !tag x", "x"),
        ("a: {2: x, true: y, null: z}", {"2": "x", "true": "y", "null": "z"}),
    ],
)
def test_values_are_yaml_1_2_as_the_app_reads_them(yaml, value):
    assert read(f"---\n{yaml}\n---\n").data == {"a": value}


def test_properties_with_a_number_that_is_none_are_equal_to_themselves():
    value = "---\na: .nan\nb: [{c: .NaN}]\n---\n"
    assert read(value).data == read(value).data
    assert read(value).data != read("---\na: .nan\nb: [{c: .inf}]\n---\n").data


@pytest.mark.parametrize(
    ("yaml", "line"),
    [
        ("\ta: 1", 2),
        ("\n\ta: 1", 3),
        ("# words\n\ta: 1", 3),
        ("a: 1\n\tb: 2", 3),
        ("a:\n\tb: 1", 3),
        ("a:\n  - x\n\t- y", 4),
        ("a: [1,\n\t2]", 3),
        ('a: "x\n\ty"', 3),
    ],
)
def test_a_tab_indents_nothing(yaml, line):
    text = Text.of(f"---\n{yaml}\n---\n")
    problem = read_frontmatter(text).problem
    assert problem.message == "frontmatter is not valid YAML: a line is indented with a tab"
    assert problem.help == "indent with spaces, not tabs"
    assert (text.line_col(problem.span.start), text.slice(problem.span)[0]) == ((line, 1), "\t")


@pytest.mark.parametrize(
    ("value", "message", "line", "help_"),
    [
        (
            "---\ntitle: Foo: bar\n---\n",
            "frontmatter is not valid YAML: mapping values are not allowed in this context",
            2,
            'put the value in quotes: `title: "Foo: bar"`',
        ),
        (
            "---\naliases:\n- @me\n---\n",
            "frontmatter is not valid YAML: unexpected character: `@'",
            3,
            'put it in quotes: `- "@me"`',
        ),
        ("---\n- a\n---\n", "frontmatter is a list, not properties", 2, "write it as `name: value` lines"),
        (
            "---\nwords\n---\n",
            "frontmatter is plain text, not properties",
            2,
            "write it as `name: value` lines",
        ),
        ("---\na: b\ntext", "frontmatter is never closed", 1, "end it with a line `---`"),
        (
            "\n\n---\na: b\n---\n",
            "blank lines stand before the frontmatter, so it is read as text",
            3,
            "start the file with `---`",
        ),
        (
            "\ufeff---\na: b\n---\n",
            "a byte order mark stands before the frontmatter, so it is read as text",
            1,
            "start the file with `---`",
        ),
    ],
)
def test_frontmatter_that_the_app_does_not_read_says_why_and_where(value, message, line, help_):
    text = Text.of(value)
    found = read_frontmatter(text)
    assert found.data == {}
    assert (found.problem.message, found.problem.help) == (message, help_)
    assert text.line_col(found.problem.span.start).line == line


def test_what_would_only_cost_time_is_refused_at_once():
    bomb = "a: &a [x,x]\n" + "".join(
        f"{c}: &{c} [*{p},*{p},*{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "YAML aliases" in read(f"---\n{bomb}---\n").problem.message
    assert "larger than" in read("---\na: " + "x" * 300_000 + "\n---\n").problem.message
    assert "recursion" in read("---\na: " + "[" * 100_000 + "\n---\n").problem.message
    assert read("---\na: &x 1\nb: *x\n---\n").data == {"a": 1, "b": 1}


SAMPLE = """---
title: "x"
한: [a, "b c"]
deep:
  - k: 1
    l: |
      block
  - '[[C]]'
none:
---
"""


def test_every_property_and_item_has_the_place_it_stands_at():
    text = Text.of(SAMPLE)
    found = {
        path: (p.key and text.slice(p.key), text.slice(p.value))
        for path, p in places(text, read(SAMPLE)).items()
    }
    assert found == {
        ("title",): ("title", '"x"'),
        ("한",): ("한", '[a, "b c"]'),
        ("한", 0): (None, "a"),
        ("한", 1): (None, '"b c"'),
        ("deep",): ("deep", "- k: 1\n    l: |\n      block\n  - '[[C]]'"),
        ("deep", 0): (None, "k: 1\n    l: |\n      block"),
        ("deep", 0, "k"): ("k", "1"),
        ("deep", 0, "l"): ("l", "|\n      block"),
        ("deep", 1): (None, "'[[C]]'"),
        ("none",): ("none", ""),
    }


def test_a_name_that_stands_twice_is_found_in_any_mapping():
    text = Text.of("---\na: 1\nb: {c: 1, c: 2}\na: 2\n---\n")
    found = read_frontmatter(text)
    assert has_repeated_key(text, found)
    assert {(name, text.line_col(first).line, text.line_col(again).line) for name, (first, _), (again, _) in
            duplicate_keys(text, found)} == {("a", 2, 4), ("c", 3, 3)}  # fmt: skip


def test_items_that_have_the_same_names_are_no_duplicates():
    text = Text.of("---\nl:\n  - k: 1\n  - k: 2\n---\n")
    assert duplicate_keys(text, read_frontmatter(text)) == ()
    plain = Text.of("---\na: 1\nb: 2\n---\n")
    assert not has_repeated_key(plain, read_frontmatter(plain))


@given(st.binary())
def test_reading_never_raises(data):
    text = Text(b"---\n" + data)
    found = read_frontmatter(text)
    if found is not None:
        assert 0 <= found.span.start <= found.yaml.start <= found.yaml.end <= found.span.end <= len(text.data)
        places(text, found)


SCALARS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    st.sampled_from(
        ["no", "yes", "2305.10630", "1e3", "0o14", "~", "null", "[[X]]", "a: b", "#x", "2024-01-02", "12:30"]
    ),
    st.integers(-(10**9), 10**9),
    st.booleans(),
)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z_]{1,8}", fullmatch=True),
        st.one_of(SCALARS, st.lists(SCALARS, max_size=3)),
        max_size=5,
    )
)
def test_a_composed_note_reads_back_as_itself(properties):
    try:
        note = compose_note(properties, "body")
    except ValueError:
        return
    found = read_frontmatter(Text(note))
    assert found is not None
    assert found.data == properties
    assert note[found.body :] == b"\nbody\n"


def test_a_composed_note_quotes_only_what_would_read_as_something_else():
    note = compose_note(
        {"title": "A: b", "arxiv": "2305.10630", "related": ["[[MAE]]"], "year": 2023}, "- x\n"
    )
    assert note.decode() == (
        '---\ntitle: "A: b"\narxiv: "2305.10630"\nrelated:\n  - "[[MAE]]"\nyear: 2023\n---\n\n- x\n'
    )


def test_a_span_of_a_problem_lies_in_the_file():
    assert read("---\na: b\n").problem.span == Span(0, 3)


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_what_ended_a_line_in_older_yaml_is_a_letter_like_others(sign: str):
    text = Text.of(f"---\na: j\nk{sign}b: |\n  one{sign}a: two\nc: 3\n---\n")
    frontmatter = read_frontmatter(text)
    assert frontmatter
    assert frontmatter.data == {"a": "j", f"k{sign}b": f"one{sign}a: two\n", "c": 3}
    assert duplicate_keys(text, frontmatter) == ()
    assert {path: text.slice(place.value) for path, place in places(text, frontmatter).items()} == {
        ("a",): "j", (f"k{sign}b",): f"|\n  one{sign}a: two", ("c",): "3",
    }  # fmt: skip
