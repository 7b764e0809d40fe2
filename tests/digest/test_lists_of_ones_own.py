"""Papers as people list them for themselves: publication lists, reading lists, notes with remarks."""

import pytest

from vaultkit.digest.read import read_digest
from vaultkit.digest.readers._reference import reference
from vaultkit.digest.titles import parse_title
from vaultkit.digest.venues import cite

TITLES = (
    "Learning to Row from Few Pictures",
    "A Survey of Kites with Deep Networks",
    "On the Stability of Wooden Boats in Shallow Water",
    "Towards Robust Sails for Changing Wind",
)


def told(text, name="notes.txt"):
    entries = read_digest(text.encode(), name).entries
    return [(one.title, one.venue.name if one.venue else None, one.year, len(one.authors)) for one in entries]


def page(form, head="", foot=""):
    rows = (
        form.format(n=n, title=title, small=title.lower(), year=2010 + n) for n, title in enumerate(TITLES, 1)
    )
    return head + "".join(rows) + foot


@pytest.mark.parametrize(
    ("text", "venue", "authors"),
    [
        ("Oars of salt water, J. Roe, A. B. Doe, and C. Low, Nature 12, 34 (2015)", "Nature", 3),
        (
            "Oars of salt water, A. B. Doe, J. Roe, J. Chem. Phys. 12, 34 (2015).",
            "Journal of Chemical Physics",
            2,
        ),
        ("Oars of salt water by J. Roe and A. Doe. Nature, 2015.", "Nature", 2),
        ("Rowing machines: Roe, J. and Doe, A. 2015. “Oars of salt water.” Nature 12:3-4.", "Nature", 2),
    ],
)
def test_a_reference_may_begin_with_its_title_or_a_topic(text, venue, authors):
    said = reference(text)
    assert (said.title, said.venue.name, said.year, len(said.authors)) == (
        "Oars of salt water",
        venue,
        2015,
        authors,
    )


def test_a_list_in_a_title_is_no_list_of_writers():
    assert reference("Oars, masts and sails for U.S. lakes in winter and in spring (2015)") is None


def test_abbreviated_names_of_journals_keep_their_last_stop():
    assert (
        reference("Oars of salt water, J. Roe, A. Doe, Kite. Phys. Lett. 12, 34 (2015)").venue.name
        == "Kite. Phys. Lett."
    )


@pytest.mark.parametrize(
    ("line", "title", "authors"),
    [
        (
            "Jane Roe, Ann B. Doe, Bob Low: Oars and Masts: A Study. SIGMOD Conference 1985",
            "Oars and Masts: A Study",
            3,
        ),
        ("Roe et al., 2021. Oars: A Study of Wood", "Oars: A Study of Wood", 1),
        ("Oars and Other Sticks, Roe, Doe, Lowe, 2014", "Oars and Other Sticks", 3),
        ("Roe and O’Lowe. 2018. ‘Oars for Narrow Boats’", "Oars for Narrow Boats", 2),
        ("Lowe. 2018. Oars for Narrow Boats", "Oars for Narrow Boats", 1),
        ("13: Oars for Narrow Boats", "Oars for Narrow Boats", 0),
        ("Oars for Narrow Boats. - see the table, it is short", "Oars for Narrow Boats", 0),
        ("“Oars for Narrow Boats” (CVPR 2021), presented by Jane", "Oars for Narrow Boats", 0),
        ("Oars for Narrow Boats - A Study", "Oars for Narrow Boats - A Study", 0),
    ],
)
def test_what_stands_around_a_title(line, title, authors):
    said = parse_title(line)
    assert (said.title, len(said.authors)) == (title, authors)


def test_pages_are_no_years_and_a_conference_may_be_called_so():
    assert cite("IEEE TPAMI, vol. 31, pp. 1955-1967, Nov. 2009").year == 2009
    assert cite("SIGMOD Conference 1985").venue.name == "SIGMOD"
    assert cite("CVPR 2020-06").year == 2020


def test_the_reference_of_a_title_below_it_cites_it_and_is_no_other_paper():
    form = "{n}. {title}\n- ROE, Jane; DOE, Ann. {title}. Nature, {year}, 4.\n- Available at: https://a.org/{n}\n\n"
    assert told(page(form)) == [(title, "Nature", 2010 + n, 2) for n, title in enumerate(TITLES, 1)]


def test_titles_further_in_under_ruled_headings():
    form = "   {title}\n   http://www.cs.a.edu/{n}.pdf\n\n"
    text = page(form, "Rowing\n======\n\n") + page(
        form.replace("{title}", "{title} Again"), "Flying\n======\n\n"
    )
    assert [one[0] for one in told(text)] == [*TITLES, *(f"{title} Again" for title in TITLES)]


def test_a_quoted_title_goes_on_until_its_quotation_ends():
    form = '  * "{title} and\n     in Winter",\n    Jane Roe, Ann Doe\n\n'
    assert [one[0] for one in told(page(form, "Articles\n========\n\n"))] == [
        f"{t} and in Winter" for t in TITLES
    ]


def test_remarks_behind_a_dash_are_no_part_of_titles_where_a_page_has_several():
    text = page("    {title} - we should try this\n", "Papers:\n") + page(
        "    {title} Now - see its table\n", "\nMore:\n"
    )
    assert [one[0] for one in told(text)] == [*TITLES, *(f"{title} Now" for title in TITLES)]


def test_the_numbers_of_a_page_have_their_prose_with_them():
    prose = "This is the easiest way to learn about boats, and I have always wanted to know about them.\n" * 9
    text = page(
        '{n}) "{title}", by Jane Roe,\npreprint, available as [`math/930400{n}`](https://arxiv.org/abs/math/930400{n}).\n\n'
        + prose
        + "\n",
        "# Week 12\n\n" + prose,
    )
    digest = read_digest(text.encode(), "week.md")
    assert [one.title for one in digest.entries] == list(TITLES)
    assert all(len(one.lines) >= 9 for one in digest.entries)


def test_bare_titles_beside_cited_ones_of_the_same_numbers_are_titles():
    text = page("{n}. {title}\nremarks on it in a line\n\n", foot="5. Oars of Salt. CVPR 2021.\nremarks\n")
    assert [one[0] for one in told(text)] == [*TITLES, "Oars of Salt"]


def test_a_sentence_that_cites_others_is_no_paper():
    text = page(
        "### Roe et al., {year}. {title}\n\nIt is better than what was done before (Doe et al., 2009).\n\n"
    )
    assert [one[0] for one in told(text, "notes.md")] == list(TITLES)


@pytest.mark.parametrize(
    ("form", "name", "year"),
    [
        ("### {title}, Roe, Doe & Lowe {year}\n\n* it floats\n\n", "notes.md", True),
        ("- {title} - Jane Roe, Ann Doe\n  - https://arxiv.org/abs/2101.0000{n}\n", "notes.md", False),
        ("{n}. {title}, Roe et al. {year}\n\n", "notes.txt", True),
    ],
)
def test_writers_that_end_most_titles_of_a_page_are_no_part_of_them(form, name, year):
    digest = read_digest(page(form, "# Papers\n\n" if name.endswith("md") else "").encode(), name)
    assert [one.title for one in digest.entries] == list(TITLES)
    assert all(one.authors for one in digest.entries)
    assert [one.year for one in digest.entries] == [2010 + n if year else None for n in range(1, 5)]


def test_one_title_may_end_with_words_that_could_be_names():
    assert [
        one[0]
        for one in told("1. Oars, Masts and Jane Roe\n- it floats\n\n2. A Boat of Salt. CVPR 2021\n- it\n")
    ] == [
        "Oars, Masts and Jane Roe",
        "A Boat of Salt",
    ]


@pytest.mark.parametrize(
    ("text", "title", "authors", "year"),
    [
        (
            "Ji, H.#; Lu, X.*; Roe, J. Oars of Salt Water. Anal. Chem. 2021, 1656, 46.",
            "Oars of Salt Water",
            3,
            2021,
        ),
        (
            "J.H.Lee, C.P.Roe. Oars of salt water[J].Nature, 1995, 54(3): 499-511.",
            "Oars of salt water",
            2,
            1995,
        ),
        (
            "王强,李明.激光声表面波的实验研究[J].光子学报,2005,34(8):1128-1132.",
            "激光声表面波的实验研究",
            2,
            2005,
        ),
    ],
)
def test_references_with_marks_of_writers_and_of_kinds(text, title, authors, year):
    said = reference(text)
    assert (said.title, len(said.authors), said.year) == (title, authors, year)


def test_a_title_stands_under_the_line_of_its_writers():
    form = "- Roe J., Doe A., **Lowe B.**, Kim C.\n{title}. ***Nature*** *645*, 192\n[10.1038/s4158{n}](https://doi.org/10.1038/s4158{n})\n\n"
    assert told(page(form, "# Publications\n\n"), "notes.md") == [
        (title, "Nature", None, 4) for title in TITLES
    ]


def test_who_made_it_in_brackets_is_a_group_where_three_titles_say_so():
    form = "- [{title} (from Roe Labs)](https://arxiv.org/abs/2101.0000{n})\n"
    entries = read_digest(page(form, "# Papers\n\n").encode(), "notes.md").entries
    assert [(one.title, one.orgs) for one in entries] == [(title, ("Roe Labs",)) for title in TITLES]


def test_bold_lines_of_a_page_are_one_list_though_headings_part_them():
    head = "#### Boats\n\n" + "".join(f"**{title}**\n\nremarks on it\n\n" for title in TITLES[:2])
    tail = "#### Kites\n\n" + "".join(f"**{title}**\n\nremarks on it\n\n" for title in TITLES[2:])
    assert [one[0] for one in told(head + tail, "notes.md")] == list(TITLES)
