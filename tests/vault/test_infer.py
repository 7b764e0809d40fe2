"""Schemas out of the notes there are: habits become rules, and no more is asked than nearly all do."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.vault.infer import infer_schema
from vaultkit.vault.schema import make_schema, violations


def about(*values: Any, name: str = "p") -> Any:
    """What is said of a property with these values in as many notes."""
    notes = [{"type": "book", "always": 1, name: value} for value in values]
    return infer_schema("book", notes)["properties"].get(name)


LINK = {
    "pattern": r"^\[\[(?:(?!\]\]).)+\]\]$",
    "x-vaultkit": {"expected": 'one quoted link such as "[[Note]]"'},
}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([1, 2, 3], {"type": "integer"}),
        ([1, 2.5, 3], {"type": "number"}),
        ([True, False], {"type": "boolean"}),
        (["a", "b"], {"type": "string"}),
        (["a", 1], {"type": ["integer", "string"]}),
        ([1, 2, 3, 4, "five"], {"type": "integer"}),
        ([1, 2, 3, "four", "five"], {"type": ["integer", "string"]}),
        ([1, None, 3], {"type": ["integer", "null"]}),
        ([None, None], None),
        ([{"a": 1}, {}], {"type": "object"}),
        ([["a"], ["b", "c"]], {"type": "array", "items": {"type": "string"}}),
        ([[], []], {"type": "array"}),
        ([["a", 1]] * 2, {"type": "array", "items": {"type": ["integer", "string"]}}),
        (["2024-02-29", "2023-01-31"], {"type": "string", "format": "date"}),
        (["2024-02-29", "2023-02-29"], {"type": "string"}),
        (["2024-02-29"] * 4 + ["2023-02-29"], {"type": "string", "format": "date"}),
        (["https://example.org/a", "http://example.org"], {"type": "string", "format": "uri"}),
        (["[[A]]", "[[B|b]]"], {"type": "string", **LINK}),
        ([["[[A]]"], ["[[B]]", "[[C]]"]], {"type": "array", "items": {"type": "string", **LINK}}),
        (["read"] * 4 + ["open"] * 2, {"type": "string", "enum": ["read", "open"]}),
        (["read"] * 4 + ["open"] * 2 + [None], {"type": ["string", "null"], "enum": ["read", "open", None]}),
        (["read"] * 5 + ["open"] * 5 + ["raed"], {"type": "string", "enum": ["read", "open"]}),
        (["read"] * 5 + ["open"] * 5 + ["Read"], {"type": "string", "enum": ["read", "open"]}),
        (["read"] * 5 + ["open"] * 4 + ["late"], {"type": "string", "enum": ["read", "open", "late"]}),
        (["read"] * 9, {"type": "string"}),
        (["read"] * 3 + ["open"] * 2, {"type": "string"}),
        (["a" * 41] * 4 + ["b"] * 4, {"type": "string"}),
        ([f"word {n}" for n in range(11)] * 3, {"type": "string"}),
    ],
)
def test_a_habit_becomes_a_rule(values: list[Any], said: Any):
    assert about(*values) == said


@pytest.mark.parametrize("name", ["tags", "aliases", "cssclasses"])
def test_obsidians_own_lists_may_be_one_string(name: str):
    assert about(["a"], ["b"], name=name) == {"type": ["array", "string"], "items": {"type": "string"}}


@pytest.mark.parametrize("value", ["[[A]]", ["[[A]]", "[[B]]"]])
def test_links_whose_meaning_is_known_keep_it(value: Any):
    relation = {"relation": "related", "symmetric": True}
    found = about(value, value, name="related")["x-vaultkit"]
    assert {name: found[name] for name in relation} == relation


def test_words_under_the_name_of_a_relation_are_words():
    assert about("a", "b", name="related") == {"type": "string"}


def test_what_every_note_has_is_required_and_what_one_alone_has_is_not_spoken_of():
    notes = [
        {"type": "book", "title": "A", "year": 1},
        {"title": "B", "type": "book"},
        {"type": "book", "title": "C"},
    ]
    schema = infer_schema("book", notes)
    assert schema["required"] == ["type", "title"]
    assert schema["properties"] == {"type": {"const": "book"}, "title": {"type": "string"}}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
NAMES = st.sampled_from(["title", "tags", "year", "a b", "상태"])
NOTES = st.lists(st.dictionaries(NAMES, VALUES).map(lambda p: {**p, "type": "x"}), min_size=1, max_size=8)


@given(NOTES)
def test_whatever_notes_say_the_schema_is_one_and_is_understood(notes: list[dict[str, Any]]):
    schema = make_schema("schemas/x.schema.json", json.dumps(infer_schema("x", notes)))
    assert schema.precheck.understood


@given(st.dictionaries(NAMES.filter(lambda name: name != "tags"), VALUES))
def test_notes_that_are_all_alike_have_no_outlier(properties: dict[str, Any]):
    notes = [{**properties, "type": "x"}] * 3
    schema = make_schema("schemas/x.schema.json", json.dumps(infer_schema("x", notes)))
    assert violations(schema, notes[0]) == ()
