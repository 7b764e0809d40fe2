"""Lists whose lines print the same things around their titles: each line is read as most of them are."""

import pytest

from vaultkit.digest.read import read_digest

PAPER = "https://arxiv.org/abs/2301.000"
BOATS = ("Narrow", "Wide", "Wooden", "Racing", "Sailing", "Leaky", "Paper")


def titles(lines):
    heading = () if lines[0].startswith("# ") else ("# Papers", "")
    return [entry.title for entry in read_digest("\n".join((*heading, *lines, "")).encode(), "x.md").entries]


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
        "* Jane Roe et al. {title}. ICLR 2023. {link}",
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


def test_names_before_the_comma_are_the_authors_in_a_list_that_begins_with_names():
    several = [
        f"- Jane Roe, Ann B. Doe, Max Mul, {title}, ICML, 2012. [[Paper]]({PAPER}{at:02})"
        for at, title in enumerate(WANTED)
    ]
    assert titles(several) == WANTED
    alone = f"- Jane Roe, Rowing by Night: A Survey, ICML, 1993. [[Paper]]({PAPER}20)"
    assert titles([*several, alone])[-1] == "Rowing by Night: A Survey"
    plain = [f"- {title}, ICML, 2012. [[Paper]]({PAPER}{at:02})" for at, title in enumerate(WANTED)]
    assert (
        titles([*plain, f"- Still Water, But Which Oar Fits? [[Paper]]({PAPER}20)"])[-1]
        == "Still Water, But Which Oar Fits?"
    )


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("- Jane Roe and Ann Doe, Oars for Narrow Boats (ICRA 2004)", "Oars for Narrow Boats"),
        ("- J. Roe, et. al., Oars for Narrow Boats, Nature, 2015.", "Oars for Narrow Boats"),
        ("- Jane A. Roe, Ann B. Doe, Max C. Mul, Narrow Oars, ECML, 2005.", "Narrow Oars"),
        ("- Oars for Narrow Boats. Roe, Jane J. et al. CVPR 2020", "Oars for Narrow Boats"),
        ("- Oars for Narrow Boats NSDI'23", "Oars for Narrow Boats"),
        ("- Narrow Oars, Wide Boats and Calm Water, ECML, 2005.", "Narrow Oars, Wide Boats and Calm Water"),
    ],
)
def test_names_with_initials_and_venues_without_a_sign_between_are_no_part_of_the_title(line, title):
    assert titles([line]) == [title]


def test_pairs_of_code_and_paper_are_read_by_the_paper():
    pair = "- code [{title} NSDI'23](https://github.com/a/b)\n\n  paper [{title} NSDI'23]({link})\n"
    lines = [pair.format(title=title, link=f"{PAPER}{at:02}") for at, title in enumerate(WANTED)]
    assert titles(lines) == WANTED


def test_titles_that_lead_to_notes_beside_the_page_are_papers_among_papers_only():
    papers = [f"- [{title}]({PAPER}{at:02})" for at, title in enumerate(WANTED)]
    noted = "- [Rowing by Night and Day](night.md)"
    assert titles([*papers, noted]) == [*WANTED, "Rowing by Night and Day"]
    assert titles([*papers, "- [Slides by Jane Roe](https://boats.example/s.pdf)"]) == WANTED
    guides = ["- [How to Build Your Own Boat](build.md)", "- [How to Row Your Own Boat](row.md)", noted]
    assert titles(["# Guides", "", *guides]) == []
    assert titles(["# Rowing", "", "## Papers", "", *papers, "", "## Ashore", "", *guides]) == WANTED


def test_a_list_of_papers_below_a_table_of_contents_is_read():
    assert (
        titles(
            [
                "## Table of Contents",
                "",
                "* [Papers](#papers)",
                "",
                "### Papers",
                "",
                f"1. [{WANTED[0]}]({PAPER}01)",
            ]
        )
        == WANTED[:1]
    )


def test_a_name_alone_is_cut_where_most_lines_begin_with_several():
    lines = [
        f"* {'Jane Roe' if at == 3 else 'A. B. Doe et al'}. {title}. ACL 2010. {PAPER}{at:02}\n  - boats"
        for at, title in enumerate(WANTED)
    ]
    assert titles(lines) == WANTED
