"""Four papers told in Markdown as many people do it: each way gives the same titles, venues and years."""

import pytest

from vaultkit.digest.read import read_digest

TITLES = (
    "A Boat without Oars on Quiet Lakes",
    "A Kite of Glass and Sea Wind",
    "KiteNet: Flying without Strings",
    "Learning to Row from Few Pictures",
)
CITED = {
    "a venue under a heading": "## {title}\nCVPR {year}\n\n- it floats\n\n",
    "a venue in bold under a heading": "## {title}\n**CVPR {year}**\n\n- it floats\n\n",
    "a venue under a blank line": "## {title}\n\nCVPR {year}\n\n- it floats\n\n",
    "a venue under a bold line": "**{title}**\nCVPR {year}\n\n- it floats\n\n",
    "writers and a venue in slanted type": "## {title}\n*Roe et al., CVPR {year}*\n\nit floats\n\n",
    "writers and a venue in a quotation": "## {title}\n> Roe et al., CVPR {year}\n\nit floats\n\n",
    "a group and a venue": "## {title}\nGoogle Research, CVPR {year}\n\n- it floats\n\n",
    "a heading that is a wikilink": "## [[{title}]]\nCVPR {year}\n\n- it floats\n\n",
    "an item that is a wikilink": "- [[papers/{title}]] (CVPR {year})\n  - it floats\n",
    "a wikilink that shows the title": "- [[@roe{year}]] [[Roe{year}|{title}]], CVPR {year}\n  - it floats\n",
    "a wikilink that cites": "- [[CVPR {year}]] {title}\n  - it floats\n",
    "tags behind an item": "- {title} (CVPR {year}) #boats #to-read\n  - it floats\n",
    "properties in lines": "## {title}\nvenue:: CVPR\nyear:: {year}\n- it floats\n\n",
    "a callout": "> [!note] {title} (CVPR {year})\n> it floats\n\n",
    "a toggle": "<details><summary>{title} (CVPR {year})</summary>\n\n- it floats\n\n</details>\n\n",
}


def told(text):
    entries = read_digest(text.encode(), "notes.md").entries
    return [(entry.title, entry.venue.name if entry.venue else None, entry.year) for entry in entries]


def page(form, head="# Reading\n\n"):
    rows = (form.format(title=title, year=2021 + at) for at, title in enumerate(TITLES))
    return head + "".join(rows)


@pytest.mark.parametrize("way", CITED)
def test_what_stands_beside_or_below_a_title_cites_it(way):
    assert told(page(CITED[way])) == [(title, "CVPR", 2021 + at) for at, title in enumerate(TITLES)]


def test_headings_that_all_end_with_their_years_are_titles():
    wanted = [(title, None, 2021 + at) for at, title in enumerate(TITLES)]
    assert told(page("## {title} ({year})\n\nit floats\n\n")) == wanted


@pytest.mark.parametrize("head", ["# HotPapers May20\n\n", "# 5월 논문 리뷰\n\n", "# Papers of May\n\n"])
def test_bare_headings_are_titles_where_the_page_speaks_of_papers(head):
    form = "## {title}\n\n- it floats\n\n"
    assert told(page(form, head)) == [(title, None, None) for title in TITLES]
    days = ("Monday at the lake", "What we ate", "Packing the car", "Home again")
    assert told("# Travels\n\n" + "".join(form.format(title=day) for day in days)) == []


def test_headings_of_two_words_are_no_titles():
    assert (
        told("# Rowing\n\n## Our News\nCVPR 2021\n\nWe rowed.\n\n## Our Team\nICCV 2022\n\nWe won.\n") == []
    )


@pytest.mark.parametrize(
    "item",
    ["<li><b>{title}</b>, CVPR {year}</li>", '<li> <a href="https://a.org/b">{title}</a>, CVPR {year}'],
)
def test_items_of_a_list_in_html_are_items(item):
    wanted = [(title, "CVPR", 2021 + at) for at, title in enumerate(TITLES)]
    assert told(page(f"{item}\n", "<ul>\n") + "</ul>\n") == wanted


def test_a_title_in_small_letters_right_over_the_address_of_its_paper_is_one():
    rows = (
        "learning to row from few pictures",
        "flying kites without any strings",
        "boats of glass and paper",
    )
    text = "".join(
        f"{row}\nhttps://arxiv.org/abs/2101.0000{at}\n\n- it floats\n\n" for at, row in enumerate(rows)
    )
    assert told("### 7.29\n\n" + text) == [(row, None, None) for row in rows]


@pytest.mark.parametrize(
    ("below", "venue", "year"),
    [
        ("湖野 一郎, 風間 花, 研究報告凧と風 (KW), March 2022.", "研究報告凧と風 (KW)", 2022),
        (
            "湖野 一郎, 風間 花\n凧学会第 3 回大会論文集 (2022), pp. 3-9, June 2022.",
            "凧学会第 3 回大会論文集 (2022)",
            2022,
        ),
        ("湖野 一郎、風間 花\n凧学会論文誌, 第4巻, 2022年5月", "凧学会論文誌", 2022),
        (
            "湖野 一郎, 風間 花\nKite Letters of Japan, 26(4), pages 33-34, December 2022.",
            "Kite Letters of Japan",
            2022,
        ),
        ("湖野 一郎, 風間 花\nとても面白い, 2022年", None, None),
    ],
)
def test_writers_and_places_in_japanese_below_a_linked_title_are_its_own(below, venue, year):
    titles = ("静かな湖の上の凧", "夜の風と凧の糸")
    text = "# 2022年\n## 国内学会\n" + "".join(
        f"- [{one}](https://lab.org/{one}.html)  \n{below}\n\n" for one in titles
    )
    found = read_digest(text.encode(), "x.md").entries
    assert [(one.title, one.authors) for one in found] == [(one, ("湖野 一郎", "風間 花")) for one in titles]
    assert [(one.venue.name if one.venue else None, one.year) for one in found] == [(venue, year)] * 2
