"""Text from a stranger, made safe to print."""

import json

import pytest

from vaultkit.source.printable import inert, printable, printable_json, printable_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\rb", "a\\x0db"),
        ("\x9b2J", "\\x9b2J"),
        ("abc\u202ecba", "abc\\u202ecba"),
        ("\udcff.md", "\\udcff.md"),
    ],
)
def test_what_a_terminal_obeys_is_shown_as_an_escape(text: str, shown: str):
    assert printable(text) == shown


@pytest.mark.parametrize("text", ["", "plain", "tab\there", "two\nlines", "한글 — ‘é’ 🐈"])
def test_what_a_terminal_prints_stays(text: str):
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x\n::error::y.md", "x\\n::error::y.md"),
        ("::error::x.md:1", "./::error::x.md:1"),
        ("  ::error::x", "  ./::error::x"),
        ("a::b", "a::b"),
        ("a.md:1:1", "a.md:1:1"),
        ("x ##[error]y", "x \\x23#[error]y"),
        ("##vso[task.x]", "\\x23#vso[task.x]"),
        ("## a [b]", "## a [b]"),
    ],
)
def test_a_line_stays_one_and_is_no_command_to_a_build_server(text: str, shown: str):
    assert printable_line(text) == shown


@pytest.mark.parametrize("text", ["\x9b31m", "\u202e", "\udcff", "##[error]x", "plain, 한글"])
def test_json_that_no_terminal_obeys_means_the_same(text: str):
    shown = printable_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(shown) == text
    assert printable(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::a\n", "./::error::a\n"),
        (" a\n  ::set-output::b\r\n", " a\n  ./::set-output::b\r\n"),
        ("x\r::error::c", "x\r./::error::c"),
        ("a ##vso[b]", "a \\x23#vso[b]"),
    ],
)
def test_what_a_build_server_obeys_is_made_inert_line_by_line(text: str, shown: str):
    assert inert(text) == shown


@pytest.mark.parametrize(
    "text", ["", "std::vector", "a ::b\n", "## heading [a]\n", "\x1b[31m", "a\r\nb\tc\x00"]
)
def test_all_else_is_left_byte_for_byte(text: str):
    assert inert(text) == text
