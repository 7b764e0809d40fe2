"""Words and signs say where a title stands in its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.digest.spans import (
    LENGTHS,
    Split,
    cuts,
    ends,
    features,
    likelier,
    poises,
    shape,
    starts,
    tokens,
)

TITLE = "Learning to Row with Deep Neural Networks"


def likeliest(text, title=None):
    """The title that the words of ``text`` speak for, when ``title`` (or the whole) is what a form made of it."""
    title = title or text.rstrip(".")
    other = likelier(text, title)
    return other.title if other else title


@pytest.mark.parametrize(
    "names",
    [
        "Roe, A., Poe, B. (2019). ",
        "Ann Roe and Bo Poe. ",
        "A. Roe, B. Poe, and C. van der Doe, ",
        "Roe AB, Poe C, et al. ",
        "Roe, Ann and Poe, Bo (2011): ",
    ],
)
def test_names_before_a_title_are_left_out(names):
    assert likeliest(f"{names}{TITLE}. Journal of Boats, 12(3), 45-67.") == TITLE


@pytest.mark.parametrize(
    "place",
    [
        ". Journal of Wooden Boats 12(3), 45–67 (2019)",
        ", in Proceedings of the International Conference on Boats, pp. 12-19, 2004.",
        ". Phys. Rev. Lett. 101, 123401 (2008)",
        ", IEEE Transactions on Boats, vol. 4, no. 2, pp. 11-19, 2001",
        ". Oxford University Press, 1999.",
    ],
)
def test_the_journal_behind_a_title_is_left_out(place):
    assert likeliest(f"{TITLE}{place}") == TITLE


@pytest.mark.parametrize(
    "remark", [" (CVPR 2019)", " (Roe et al., 2019)", " [pdf]", " (from Kim, read this first)"]
)
def test_remarks_in_brackets_are_left_out(remark):
    assert likeliest(f"{TITLE}{remark}") == TITLE


def test_a_quoted_title_is_the_title():
    assert likeliest(f"A. Roe, B. Poe, “{TITLE},” Journal of Boats, vol. 3, pp. 1-9, 2004.") == TITLE


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "The Keel: A Study of Balance in Small Boats",
        "What Makes a Boat Fast? Evidence from Oxford and Cambridge",
        "Boats, Oars, and Kites: A Survey",
        "RowNet: Learning to Row from Human Preferences",
        "Trade and the Price of Boats in Norway, 1870-1913",
        "A Long Way Home - The Influence of Wind on the Memory of Sailors",
        "Deep Reinforcement Learning (DRL) for Sailing in Shallow Water",
    ],
)
def test_a_title_alone_is_kept_with_its_subtitle(title):
    assert likeliest(title) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", ""),
        ("Kites", "Kites"),
        ("Two words", "Two words"),
        ("A line about kites", "Another title altogether"),
        ("!!! ... ???", "???"),
    ],
)
def test_nothing_is_told_of_a_line_too_short_or_without_the_title(text, title):
    assert likelier(text, title) is None


def test_a_line_longer_than_is_looked_at_tells_nothing():
    text = "word " * 400 + "end"
    assert likelier(text, text) is None
    assert cuts(text) == []


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("Boat", "Xx"),
        ("boat", "xx"),
        ("UK", "XX"),
        ("UNESCO", "XXXX"),
        ("A", "X"),
        ("a", "x"),
        ("DenseNet", "XxX"),
        ("iPad", "xX"),
        ("1998", "year"),
        ("17", "d2"),
        ("123456789", "d5"),
        (";", ";"),
        ("船", "cjk"),
    ],
)
def test_the_shape_of_a_word_is_how_it_is_written(word, written):
    assert shape(word) == written


def test_titles_begin_and_end_at_words_and_never_inside_of_them():
    line = tokens("Roe: “Two-part boats.” (2004)")
    assert [line[at].text for at in starts(line)] == ["Roe", "“", "Two-part", "boats", "(", "2004"]
    assert [line[at - 1].text for at in ends(line)] == ["Roe", "Two-part", "boats", "”", "2004", ")"]


def test_every_token_and_every_border_has_features():
    line = tokens("On boats, 2004.")
    inside, borders = features(line)
    assert (len(inside), len(borders)) == (len(line), len(line) + 1)
    assert "w boats" in inside[1]
    assert "s year" in inside[3]


def test_lengths_are_classes_that_rise():
    assert list(LENGTHS) == sorted(set(LENGTHS))


@given(st.text(alphabet="Ab .,:;()[]“”\"'-–19é船", max_size=60))
def test_what_is_cut_joins_to_the_line_again_and_its_titles_are_balanced(text):
    other = likelier(text, text)
    for one in (*cuts(text), *([other] if other else [])):
        assert isinstance(one, Split)
        assert one.before + one.title + one.after == text
        assert one.title.strip() == one.title != ""
        assert set(poises(tokens(one.title))[-1]) == {0}


@given(st.text(alphabet="Ab .,:;()[]“”\"'-–19é船", max_size=60))
def test_nothing_that_can_be_cut_is_likelier_than_the_likeliest(text):
    other = likelier(text, text)
    assert max((one.odds for one in cuts(text)), default=0) <= (other.odds if other else 0)
