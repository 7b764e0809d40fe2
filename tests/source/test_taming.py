"""What is nested deeper than any person nests becomes plain text of the same length; all else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.source.markdown import scan
from vaultkit.source.taming import DEEPEST, HARMLESS, MOST_OPEN, tamed
from vaultkit.source.text import Text

FILLER = "word\n" * (HARMLESS // 5)


@pytest.mark.parametrize(
    "text", [FILLER, f"{FILLER}> - > a\n", f"{FILLER}{'> ' * DEEPEST}a\n", f"{FILLER}{'![[a]] ' * 2 * MOST_OPEN}", "> " * 999]
)  # fmt: skip
def test_what_a_person_writes_stays(text: str):
    assert tamed(text) == text


def test_quotes_beyond_the_deepest_are_text():
    line = "> " * (DEEPEST + 2)
    assert tamed(f"{FILLER}{line}a\n") == f"{FILLER}{'> ' * DEEPEST}. . a\n"


def test_of_too_many_open_embeds_the_inner_ones_stay():
    text = FILLER + "![[" * (MOST_OPEN + 2) + "a]]"
    assert tamed(text) == FILLER + ".[[" * 2 + "![[" * MOST_OPEN + "a]]"
    assert [(link.target, link.embed) for link in scan(Text.of(text)).links] == [("a", True)]


@given(
    st.lists(st.sampled_from(["> ", "- ", "1. ", "![[", "]]", "a", "\n", " ", "é"]), max_size=9),
    st.integers(1, 4000),
)
def test_the_length_never_changes(pieces: list[str], times: int):
    text = FILLER + "".join(pieces) * times
    assert len(tamed(text).encode()) == len(text.encode())
