"""The words of a line say whether it is a title; several together prove a list of them."""

import pytest

from vaultkit.digest.read import read_digest
from vaultkit.digest.wording import worded, wording

TITLES = (
    "A Survey of Rowing with Deep Neural Networks",
    "Learning to Fly Kites from Human Preferences",
    "On the Stability of Wooden Boats in Shallow Water",
    "Effects of Wind on the Memory of Sailors: A Longitudinal Study",
)
REMARKS = (
    "we should try this on our own data next week",
    "uses two boats instead of one, see the table",
    "Code is slow; ask Kim about the new version.",
    "not sure that I understand the last section",
)
OTHERS = ("Related work", "Table of Contents", "Packing the car", "Installation")


@pytest.mark.parametrize("title", TITLES)
def test_words_of_titles_speak_for_one(title):
    assert wording(title) > 1


@pytest.mark.parametrize("line", [*REMARKS, *OTHERS])
def test_words_of_remarks_and_headings_speak_against_one(line):
    assert wording(line) < 0


@pytest.mark.parametrize("line", ["", "—", "노를 젓는 법", "如何划船"])
def test_nothing_is_said_of_lines_in_other_scripts(line):
    assert wording(line) == 0


@pytest.mark.parametrize("line", [*TITLES, *REMARKS, *OTHERS])
def test_what_words_say_is_a_whole_number_of_tenths(line):
    assert wording(line) == round(wording(line), 1)


def test_one_line_proves_no_list_and_neither_do_titles_among_remarks():
    assert worded([wording(title) for title in TITLES])
    assert not worded([wording(TITLES[0])])
    assert not worded([wording(line) for line in (*TITLES[:2], *REMARKS[:2])])
    assert not worded([])


def titles(text, name="notes.txt"):
    return [one.title for one in read_digest(text.encode(), name).entries]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("{number}. {title}\n{year}\n{remark}\n\n", "notes.txt"),
        ("{number}. {title}\n→ {remark}\n\n", "notes.md"),
        ("## {title}\n**[boat-{number}]**\n- {remark}\n\n", "notes.txt"),
        ("- {title}\n", "notes.md"),
    ],
)
def test_titles_without_any_citation_are_read_by_their_words(form, name):
    def page(lines):
        rows = enumerate(zip(lines, REMARKS, strict=True), 1)
        return "".join(
            form.format(number=n, title=one, remark=said, year=2010 + n) for n, (one, said) in rows
        )

    assert titles(page(TITLES), name) == list(TITLES)
    assert titles(page(REMARKS), name) == []


def test_a_year_alone_under_a_title_is_its_year():
    text = "".join(f"{n}. {title}\n{2010 + n}\n{REMARKS[n - 1]}\n\n" for n, title in enumerate(TITLES, 1))
    assert [one.year for one in read_digest(text.encode(), "notes.txt").entries] == [2011, 2012, 2013, 2014]


def test_lists_of_tools_and_notes_below_a_title_are_not_read_by_their_words():
    tools = "# Rowing\n\n## Tools\n\n" + "".join(f"- {title}\n" for title in TITLES)
    assert titles(tools, "notes.md") == []
    below = "# Papers\n\n- [Boats of Glass and Paper](https://arxiv.org/abs/2101.00001)\n"
    below += "".join(f"  - {title}\n" for title in TITLES)
    assert titles(below, "notes.md") == ["Boats of Glass and Paper"]


def test_short_headings_of_notes_are_no_titles_by_their_words():
    heads = (
        "Recurrent Neural Networks",
        "Learning with Graphs",
        "The Policy Gradient",
        "Backpropagation Through Time",
    )
    assert (
        titles("# Deep Learning\n\n" + "".join(f"## {head}\n\nwords on it\n\n" for head in heads), "notes.md")
        == []
    )


def test_titles_over_their_addresses_are_read_by_their_words():
    rows = "".join(
        f"{title}{mark}\nLink: http://harbour.example/{one}.pdf\nSummary: they tried it on a lake.\n\n"
        for one, (title, mark) in enumerate(
            [
                ("Efficient clustering of evolving graphs in data streams", ""),
                ("On the detection of outliers in large networks", " [12]"),
                ("Fast online learning of sparse representations", " [3]"),
                ("Partitioning of massive hypergraphs for distributed systems", ""),
            ]
        )
    )
    titles = [entry.title for entry in read_digest(rows.encode(), "notes.txt").entries]
    assert titles == [
        "Efficient clustering of evolving graphs in data streams",
        "On the detection of outliers in large networks",
        "Fast online learning of sparse representations",
        "Partitioning of massive hypergraphs for distributed systems",
    ]
