"""Lists whose lines print the same things around their titles: each line is read as most of them are."""

import pytest

from vaultkit.digest.read import read_digest

PAPER = "https://arxiv.org/abs/2301.000"
BOATS = ("Narrow", "Wide", "Wooden", "Racing", "Sailing", "Leaky", "Paper")


def titles(lines):
    return [
        entry.title for entry in read_digest("\n".join(("# Papers", "", *lines, "")).encode(), "x.md").entries
    ]


WANTED = [f"Oars for {kind} Boats" for kind in BOATS]


@pytest.mark.parametrize(
    "form",
    [
        "- {title}, 2023.04 [[paper]]({link})",
        "- {title}, Some Unknown Letters 2023 [[paper]]({link})",
        "- {title} (Rowing Gazette, 2023) [[paper]]({link})",
        "- Unheard Meeting 2023: {title} [[paper]]({link})",
        "* Jane Roe, et al.: {title}, 2023. [[paper]]({link})",
        "* Jane Roe, Max Mul, and Ann Doe: {title}, ICLR 2023. [[paper]]({link})",
        "* Jane Roe: {title}, 2023. [[paper]]({link})",
        "- [Jane Roe and Ann Doe: {title}, 2023.]({link})",
        "- **(OarNet)** _{title}_ ```ICLR 2023``` [[paper]]({link})",
        "1. {title}. [Roe et al (2023)]({link}).",
        "1. **{title}. [Roe, Doe (2023)]({link}).**",
    ],
)
def test_what_most_lines_of_a_list_print_around_their_titles_is_no_part_of_them(form):
    lines = [form.format(title=title, link=f"{PAPER}{at:02}") for at, title in enumerate(WANTED)]
    assert titles(lines) == WANTED


@pytest.mark.parametrize(
    "title", ["Boats and Their Oars, 2015", "Jane Eyre: Rowing by Night", "Pull Hard and Go Far: Rowing"]
)
def test_what_one_line_alone_prints_is_a_part_of_its_title(title):
    lines = [f"- {title} [[paper]]({PAPER}{at:02})" for at, title in enumerate((title, *WANTED))]
    assert titles(lines) == [title, *WANTED]


def test_emphasised_words_inside_a_title_are_not_the_title():
    assert titles([f"- Fast _Oars for Narrow and Wide Boats_ [[paper]]({PAPER}01)"]) == [
        "Fast Oars for Narrow and Wide Boats"
    ]
