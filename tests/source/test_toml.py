"""Where the keys of a TOML text stand."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.source.toml import key_lines

TEXT = '''# a comment
select = [
  "a",  # ]
  "b",
]

[severity]
broken-link = "info"
"odd key".inner = """
x = 1
[no.table]
"""

[rules.heading-jump]
most = 2
[[overrides]]
paths = ["a"]
[overrides.rules]
x = { y = 1 }
[[overrides]]
paths = ["b"]
'''


def test_keys_tables_and_arrays_of_tables_have_the_line_on_which_they_begin():
    assert key_lines(TEXT) == {
        ("select",): 2,
        ("severity",): 7,
        ("severity", "broken-link"): 8,
        ("severity", "odd key"): 9,
        ("severity", "odd key", "inner"): 9,
        ("rules", "heading-jump"): 14,
        ("rules", "heading-jump", "most"): 15,
        ("overrides", 0): 16,
        ("overrides", 0, "paths"): 17,
        ("overrides", 0, "rules"): 18,
        ("overrides", 0, "rules", "x"): 19,
        ("overrides", 0, "rules", "x", "y"): 19,
        ("overrides", 1): 20,
        ("overrides", 1, "paths"): 21,
    }


@pytest.mark.parametrize("text", ["", "\n# a = 1\n", "   "])
def test_a_text_without_keys_has_none(text: str):
    assert key_lines(text) == {}


def test_windows_line_ends_change_no_line():
    assert key_lines(TEXT.replace("\n", "\r\n")) == key_lines(TEXT)


@pytest.mark.parametrize(
    "text", ['"""\\""""""', "''''''", "'#'", '"\\"[#"', '["]", "[" ]  # ]', "[[1], [{ x = [2] }]]"]
)
def test_brackets_and_marks_inside_strings_are_no_syntax(text: str):
    assert key_lines(f"a = {text}\nb = 1") == {("a",): 1, ("b",): 2}


@given(st.lists(st.sampled_from(["1", "[\n1,\n]", "'x'", '"""\n# a\nb = 2\n"""', "{ c = 1 }"]), max_size=8))
def test_every_key_of_the_text_has_a_line(values: list[str]):
    text = "".join(f"k{index} = {value}\n\n# {index}\n" for index, value in enumerate(values))
    lines = key_lines(text)
    assert {path[0] for path in lines} == set(tomllib.loads(text))
    for (name, *_), line in lines.items():
        assert text.split("\n")[line - 1].startswith(f"{name} = ")
