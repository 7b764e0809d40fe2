"""Text from a stranger, made safe to print."""

import pytest

from vaultkit.source.printable import printable


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
