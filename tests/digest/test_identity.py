"""When two titles are one paper's: the same key; and when a person must be asked: a letter or two apart."""

from difflib import SequenceMatcher

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaultkit.digest.identity import Titles
from vaultkit.vault.papers import title_key

TITLES = st.text("abcdé이ABC -:", min_size=1, max_size=12).map(lambda text: text * 4)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Extending the View of Small Networks", "Entending the View of Small Networks"),
        ("Night Scenes as a Source of Depth", "Night Scenes as Sources of Depth"),
        (
            "이것은 아주 긴 한국어 논문 제목이며 한 글자만 다르게 쓴 것",
            "이것은 아주 긴 한국어 논문 제목이며 한 글자만 다르게 쓸 것",
        ),
    ],
)
def test_a_title_that_differs_by_a_letter_or_two_is_near(title: str, other: str) -> None:
    assert Titles([other]).near(title) == (other,)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Extending the View", "Extending the view!"),
        ("A Survey of Networks for Speech", "A Survey of Adapters for Vision"),
        ("Short one", "Short ome"),
    ],
)
def test_the_same_title_another_title_and_a_short_one_are_not_near(title: str, other: str) -> None:
    assert Titles([other]).near(title) == ()


@given(TITLES, TITLES, st.integers(0, 40), st.text("abé이-", max_size=2))
@example("a" * 70, "a" * 70, 3, "b")
def test_counting_letters_first_leaves_out_no_title_that_is_near(
    title: str, other: str, at: int, more: str
) -> None:
    other = (other if len(more) > 1 else title)[:at] + more + title[at:]
    key, theirs = title_key(title), title_key(other)
    ratio = SequenceMatcher(None, theirs, key, autojunk=False).ratio()
    plain = ["".join(sign for sign in text.casefold() if sign.isalnum()) for text in (title, other)]
    alike = plain[0][:8] == plain[1][:8] or plain[0][-8:] == plain[1][-8:]
    near = key != theirs and len(key) >= 12 and ratio >= 0.95 and alike
    assert Titles([other]).near(title) == ((other,) if near else ())
