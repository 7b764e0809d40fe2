"""Pages that print papers in more than one way, present them without proof, or only mention them."""

import pytest

from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest, PaperEntry
from vaultkit.digest.read import read_digest
from vaultkit.digest.readers import markdown, tables

ARXIV = "https://arxiv.org/abs/2301.00001"
PDF = "https://a.org/x.pdf"


def read(text: str) -> Digest:
    return markdown.read(Document.of(text, "list"))


def titles(text: str) -> list[str]:
    return [entry.title for entry in read(text).entries]


def told(entry: PaperEntry) -> tuple[str, str | None, int | None, tuple[str, ...]]:
    return entry.title, entry.venue.name if entry.venue else None, entry.year, entry.authors


LIST_AND_TABLE = f"""\
# Walks

- [Walks for Maps and Cities]({ARXIV})
- [Slow Walks at Night]({PDF})

## More

| Title | Venue |
|---|---|
| Roads Through Rome | CVPR 2020 |
"""


def test_a_page_with_a_list_and_a_table_keeps_both():
    expected = ["Walks for Maps and Cities", "Slow Walks at Night", "Roads Through Rome"]
    assert titles(LIST_AND_TABLE) == expected
    assert [entry.title for entry in tables.read(Document.of(LIST_AND_TABLE, "x")).entries] == expected


def test_a_table_under_a_papers_own_heading_is_its_results():
    text = f"## [Walks for Maps and Cities]({ARXIV})\n\n| Method | Paper | Venue |\n|---|---|---|\n| ours | here | CVPR |\n"
    assert titles(text) == ["Walks for Maps and Cities"]


def test_a_list_apart_from_papers_with_headings_is_read_when_its_heading_says_papers():
    head = f"## [Walks for Maps and Cities]({ARXIV})\n\nGood.\n\n## [Slow Walks at Night]({PDF})\n\nFine.\n\n"
    items = f"- [Roads Through Rome]({ARXIV})\n- [Lanes Through Rome]({PDF})\n"
    assert len(titles(f"{head}## More papers\n\n{items}")) == 4
    assert len(titles(f"{head}## Sources of this page\n\n{items}")) == 2


PRESENTED = [
    "# Papers we read\n\n* {0} ([Jane](./a.md))\n* {1} ([Ann](./b.md))\n* {2} ([Jo](./c.md))\n",
    "# 논문 목록\n\n- {0} ([지은](https://a.org/1))\n- {1} ([현우](https://a.org/2))\n- {2} ([수현](https://a.org/3))\n",
    "Summaries of papers.\n\n## May\n\n- [{0}](a.md)\n\n## June\n\n- `MAPS` [{1}](b.md)\n\n## July\n\n- [{2}](c.md)\n",
    "# 相关论文\n\n**1. {0}**\n\n**2. {1}**\n\n**3. {2}**\n",
    "# Papers\n\n[{0}](https://a.org/1)\n\n[{1}](https://a.org/2)\n\n[{2}](https://a.org/3)\n",
    "# CVPR 2020 trip\n\n## {0}\n\n> quoted\n\n## {1}\n\n> quoted\n\n## {2}\n\n> quoted\n",
]


@pytest.mark.parametrize("page", PRESENTED)
def test_a_list_that_the_page_presents_as_papers_needs_no_other_proof(page):
    three = ["Walks for Maps and Towns", "Slow Steps at Night Hours", "Roads Through Rome in Winter"]
    assert titles(page.format(*three)) == three


@pytest.mark.parametrize(
    "text",
    [
        "# Walks\n\n* Walks for Maps in Town\n* Slow Steps at Night\n* Roads Through Rome Today\n",
        "# Papers\n\n## Tools\n\n* [Walks for Maps](https://a.org/1)\n* [Slow Steps](https://a.org/2)\n* [Roads](https://a.org/3)\n",
        "# Papers\n\n* read the text before we meet\n* bring two questions with you\n* write them down in time\n",
        "# Papers\n\n- [Walks for Maps](#walks)\n- [Slow Steps at Night](#slow)\n- [Roads Through Rome](./#roads)\n",
        "# Papers\n\n- [Papers on Walks in Town](https://a.org/1)\n- [More Papers on Slow Walks](https://a.org/2)\n- [Rome Paper List of Today](https://a.org/3)\n",
    ],
)
def test_lists_of_other_things_and_instructions_are_no_papers(text):
    assert titles(text) == []


REVIEW = """\
# {title}

## 1. Introduction

The walk is long, and many have walked it before us, and wrote it down.

## 2. Method

We compare it with these:

- [Slow Walks at Night](https://arxiv.org/abs/2301.00002)
- [Roads Through Rome](https://arxiv.org/abs/2301.00003)

It walks. It rests. It walks.

One step.

Two steps.

## 3. Experiments

Three steps.

Four steps.

Five steps.

Six steps.

Seven steps.

Eight steps.

Nine steps.
"""


def test_a_post_about_one_paper_is_that_paper_or_none():
    assert titles(REVIEW.format(title=f"[Walks for Maps and Cities]({ARXIV})")) == [
        "Walks for Maps and Cities"
    ]
    assert titles(REVIEW.format(title="My thoughts")) == []


def test_the_references_of_a_text_are_no_papers_but_a_page_of_references_is_a_list():
    words = "".join(f"Words {number}.\n\n" for number in range(20))
    items = f"- [Walks for Maps and Cities]({ARXIV})\n- [Slow Walks at Night]({PDF})\n"
    assert titles(f"# Walks\n\n{words}## References\n\n{items}") == []
    assert len(titles(f"# References\n\n{items}")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "## Phase 2 of the Plan\n\n**Expected Results**:\n- it walks\n",
        "## Walker for the Vault\n\nLinks: [repository](https://github.com/a/b)\nDeveloped by: [[Jane]]\n",
        "## Phase 5 Extensions (COMPLETED June 2025)\n\n- done\n",
        "## Recent talks in town\n\n- [CVPR 2015](http://talks.org/cvpr15/) - June\n",
        "- [The Walks of Rome](https://www.youtube.com/watch?v=x) - Jane Roe (2013)\n- [More Walks of Rome](https://youtu.be/y) - Ann Doe (2014)\n",
        "# Walker\n\nA tool.\n\n```bibtex\n@article{roe, title={Walks}, year={2020}}\n```\n",
        "# 【关于 走路】 你不知道的事\n\n> 作者：小明\n\nwords\n",
    ],
)
def test_what_is_typed_like_a_field_or_a_citation_proves_no_paper(text):
    assert read_digest(text.encode(), "x.md").entries == ()


@pytest.mark.parametrize(
    ("line", "title", "alias"),
    [
        (f'* **Walker**: "Walks for Maps", *CVPR, June 2020*. [[Paper]({PDF})]', "Walks for Maps", "Walker"),
        (f'* **[WALK]** "Walks for Maps", *CVPR 2020*. [[Paper]({PDF})]', "Walks for Maps", "WALK"),
        (f"* **Maps**: [Walks for Maps and Towns]({ARXIV}), CVPR 2020", "Walks for Maps and Towns", None),
        (f"* ⭐ Walks for Maps, CVPR 2020 [[pdf]({PDF})]", "Walks for Maps", None),
        (f"* CVPR'20 oral Walks for Maps and Towns [[arxiv]({ARXIV})]", "Walks for Maps and Towns", None),
        (f"* Jane Roe, Ann Doe, Jo Poe, Walks for Maps and Towns, CVPR 2020 [[pdf]({PDF})]", "Walks for Maps and Towns", None),
        (f"* ****`MAPS`**** ****`CVPR 2020`**** [Walks for Maps and Towns]({ARXIV})", "Walks for Maps and Towns", None),
        (f"* [:scroll:](x.pdf) [Walks for Maps and Towns]({PDF}) CVPR 2020", "Walks for Maps and Towns", None),
        (f"* - Walks for Maps and Towns. CVPR 2020 [[pdf]({PDF})]", "Walks for Maps and Towns", None),
        (f"* Walker [[Paper]]({PDF})\n  * Jane Roe, Ann Doe, Walks for Maps and Towns, CVPR, 2020.", "Walks for Maps and Towns", "Walker"),
    ],
)  # fmt: skip
def test_the_title_stands_behind_short_names_tags_and_names(line, title, alias):
    (entry,) = read(f"{line}\n").entries
    assert (entry.title, entry.alias) == (title, alias)
    assert told(entry)[1:3] == ("CVPR", 2020)


def test_a_link_or_a_title_that_goes_on_in_the_next_line_is_one():
    (entry,) = read(f"- [Walks for Maps\nand Cities]({ARXIV})\n").entries
    assert (entry.title, len(entry.title_lines)) == ("Walks for Maps and Cities", 2)


def test_titles_of_which_some_cite_only_a_year_are_read_with_the_others():
    text = (
        "## A\n- [2015 CVPR] Walks for Maps\n- https://github.com/a/b\n\n## B\n- [2016] Slow Walks at Night\n"
    )
    assert [(entry.title, entry.year) for entry in read(text).entries] == [
        ("Walks for Maps", 2015),
        ("Slow Walks at Night", 2016),
    ]


def test_headings_that_are_short_names_leave_the_titles_to_the_items_below():
    text = "## [2015 CVPR] Walker\n- [2015 CVPR] Walks for Maps and Towns\n\n## [2016 ECCV] Slow\n- [2016 ECCV] Slow Walks at Night in Rome\n"
    assert titles(text) == ["Walks for Maps and Towns", "Slow Walks at Night in Rome"]


def test_quoted_headings_with_tables_of_two_columns_are_papers_and_fields():
    text = f"> ### 1. Walks\\-on for Maps\n>\n> | What | Which |\n> |---|---|\n> | Authors | Jane Roe, Ann Doe |\n>\n> [Read paper]({ARXIV})\n"
    (entry,) = read(text).entries
    assert (entry.title, entry.authors) == ("Walks-on for Maps", ("Jane Roe", "Ann Doe"))
    assert ("arxiv", "2301.00001") in entry.identifiers


def test_titles_in_square_brackets_have_names_and_links_below():
    text = f"**(1) WALK**\n\n[Walks for Maps and Towns]\n\nRoe, J., Doe, A.\n\n[`REVIEW`](a.md) | [`PAPER`]({PDF})\n"
    (entry,) = read(text).entries
    assert (entry.title, entry.identifiers) == ("Walks for Maps and Towns", (("pdf", PDF),))


def test_a_page_called_as_a_title_by_its_file_alone_is_about_that_paper_when_it_leads_to_it():
    text = f"**Paper URL:** [arXiv]({ARXIV})\n\n## Abstract\n\nWe walk.\n"
    (entry,) = read_digest(text.encode(), "Slow Walks for Maps and Towns.md").entries
    assert (entry.title, entry.identifiers[0]) == ("Slow Walks for Maps and Towns", ("arxiv", "2301.00001"))
    assert [line.number for line in (*entry.title_lines, *entry.lines)] == [1, 3, 5]
    assert not read_digest(text.encode(), "notes.md").entries
    assert not read_digest(b"## Plan\n\nWe walk.\n", "Slow Walks for Maps and Towns.md").entries


@pytest.mark.parametrize(
    "text",
    [
        "# Slow Walks for Maps and Towns\n\n# Abstract\n\nWe walk.\n\n# 1. Introduction\n\nFar.\n\n# Results\n\nFar.\n",
        f"# Slow Walks for Maps and Towns\n\n# 标题\n- 参考论文：Slow Walks\n- 链接：{ARXIV}\n\n# 内容\n\nFar.\n",
        "# Slow Walks for Maps and Towns\n- Jane Roe† et al.\n- ACL 2021\n\n**Summary**\n- We walk.\n",
        "# ACL'21 - Slow Walks for Maps and Towns\n\n- Authors: Jane Roe, Ann Doe\n\n## Idea\n\nFar.\n",
        "# Slow Walks for Maps and Towns\n\nThis paper walks.\n\nThe authors rest.\n\nIn the paper, they eat.\n",
        f"[Slow Walks for Maps and Towns]({PDF})\n\nA town is walked through.\n\n### Problem\n\nFar.\n",
        "# Slow Walks for Maps and Towns (2017, Roe et al.)\n\n## Introduction\n\nFar.\n",
        '---\ntitle: "[작성 중] Slow Walks for Maps and Towns review"\ntags: [Paper Review]\n---\nFar.\n',
    ],
)
def test_a_page_under_the_title_of_a_paper_is_about_that_paper(text):
    (entry,) = read(text).entries
    assert (entry.title, entry.alias) == ("Slow Walks for Maps and Towns", None)


@pytest.mark.parametrize(
    "text",
    [
        "# Slow Walks for Maps and Towns\n\nWe walk, and read a paper.\n\nThen we rest.\n",
        "# Slow Walks for Maps and Towns\n\n# Through Rome\n\nFar.\n\n# Results\n\nFar.\n",
        "# Walks and their friends in Rome\n\n- Jane Roe, Ann Doe and [Max Mul](https://a.org)\n",
    ],
)
def test_a_page_that_says_nothing_of_a_paper_is_about_none(text):
    assert not read(text).entries


def test_lines_that_link_to_questions_and_posts_are_no_papers_among_papers():
    kinds = ("Maps and Towns", "Feet and Shoes", "Rain and Snow")
    lines = [f"[Slow Walks for {kind}](https://a.edu/{at})" for at, kind in enumerate(kinds)]
    posts = [
        "[How Far Can One Walk in a Day?](https://walking.stackexchange.com/questions/1)",
        "[Why I Walk So Slowly](https://medium.com/@jane/why)",
    ]
    assert titles("\n\n".join(("# Papers to read", *lines, *posts, ""))) == [
        f"Slow Walks for {kind}" for kind in kinds
    ]


def test_the_month_in_which_papers_were_read_is_not_when_they_appeared():
    text = (
        "# Papers\n\n## 2019-04\n\n"
        f"Slow Walks at Night in a Very Old Town -- [[ICCV]]({PDF}) [[Article]]({PDF})\n\n"
        f"Lanes Through Rome and Back ----> {ARXIV}\n"
    )
    assert [(one.title, one.venue.name if one.venue else None, one.year) for one in read(text).entries] == [
        ("Slow Walks at Night in a Very Old Town", "ICCV", None),
        ("Lanes Through Rome and Back", None, None),
    ]


def test_a_table_of_counts_below_a_heading_makes_no_paper():
    text = "# About\n\n## Counts by Venue\n\n| Venue | Papers |\n|---|---|\n| ACL | 12 |\n| ArXiv | 74 |\n\n## Rest\n"
    assert not read(text).entries


def test_a_page_that_shares_or_covers_papers_has_them_in_its_bold_lines():
    boats = ("Narrow", "Wide", "Racing", "Leaky")
    papers = [
        f"__{at}. Rowing Oars for {kind} Boats__ - Roe and Doe.\n  * Lake School"
        for at, kind in enumerate(boats)
    ]
    lines = ["# Club", "", "So far we have covered these papers:", "", *papers]
    lines += [
        "",
        "> Roe, Jane, Ann Doe, and Max Poe. arXiv preprint [arXiv:1510.06356](https://arxiv.org/abs/1510.06356).",
    ]
    assert titles("\n".join(lines)) == [f"Rowing Oars for {kind} Boats" for kind in boats]


def test_the_day_of_a_talk_names_no_meeting():
    lines = [
        f"- [Rowing Oars {at}](https://arxiv.org/abs/2301.0000{at})  Date: 2022.07.14" for at in range(4)
    ]
    entries = read_digest("\n".join(["# Papers", *lines]).encode(), "x.md").entries
    assert [entry.venue for entry in entries] == [None] * 4


def test_titles_that_folded_parts_show_are_papers_like_other_bold_lines():
    text = "<details>{gap}<summary><b>{title}</b></summary>\n\nNotes. [paper]({link})\n\n</details>\n"
    wanted = [f"Rowing {kind} Boats at Sea" for kind in ("Wide", "Leaky", "Narrow")]
    folded = [text.format(gap="\n" * (at % 2), title=title, link=ARXIV) for at, title in enumerate(wanted)]
    assert titles("# Papers\n\n" + "\n".join(folded)) == wanted


def test_a_folded_part_without_papers_has_none():
    text = "<details><summary><b>Contents of this page</b></summary>\n\nWords.\n\n</details>\n"
    assert titles(f"# Rowing\n\n{text * 3}") == []


def test_short_lists_of_bold_titles_with_notes_are_papers_where_the_page_says_so():
    wanted = [f"Rowing {kind} Boats at Sea" for kind in ("Wide", "Leaky", "Narrow", "Long")]
    parts = [
        f"### {title.split()[1]} ones\n\n- **{title}**\n  - some words\n  - Other Words\n" for title in wanted
    ]
    assert titles("I share papers on rowing here.\n\n" + "\n".join(parts)) == wanted


WRAPPED = """\
# Publications

### Articles

"On the Reach and the Limits of Small Sails: An Examination of Harbours
in Old Newspapers." Jane Roe, John Doe, A. B. Poe and Ann Moe. *Sail
Letters* 20 (2020)

"Close Views of Far Kites: Patterns of Reuse in the Harbour Mercury of
1820-1840" *Review of Harbours* 51:4 (Winter 2018/9)

"Turning the Log of a Boat into Tables with Nothing but Rope," *The
Kite Historian* 5 (2016)

"Exchanges over Water" In *The Handbook of the Harbours and the Lake
of the North*, edited by John Doe, 240-60. Town: Town Press, 2021.
"""


def test_titles_in_quotation_marks_are_read_from_paragraphs_wrapped_at_a_width():
    assert [
        (entry.title, entry.venue.name if entry.venue else "", entry.year, entry.line)
        for entry in read(WRAPPED).entries
    ] == [
        (
            "On the Reach and the Limits of Small Sails: An Examination of Harbours in Old Newspapers",
            "Sail Letters",
            2020,
            5,
        ),
        (
            "Close Views of Far Kites: Patterns of Reuse in the Harbour Mercury of 1820-1840",
            "Review of Harbours",
            2018,
            9,
        ),
        ("Turning the Log of a Boat into Tables with Nothing but Rope", "The Kite Historian", 2016, 12),
        ("Exchanges over Water", "The Handbook of the Harbours and the Lake of the North", 2021, 15),
    ]


REFERENCES = """\
# Publications

### Articles

Roe, J., & Doe, A. B. (2019). Kites over quiet lakes: an examination of the
implicit criteria that shape the sails of small boats. *Journal of Kites*,
3(2), 12-20.

Roe, J., Doe, A. B., & Poe, C. (2020). Oars in narrow harbours and the people
who row there. *Journal of Harbours*, 4(2), 11-20.

### Books

Doe, A. B. (2015). The long way around the quiet harbour, with drawings and a
map. *Harbour Letters*, 5, 11-20.
"""


def test_references_are_read_from_paragraphs_wrapped_at_a_width():
    digest = read(REFERENCES)
    assert [(entry.title, entry.year) for entry in digest.entries] == [
        (
            "Kites over quiet lakes: an examination of the implicit criteria that shape the sails"
            " of small boats",
            2019,
        ),
        ("Oars in narrow harbours and the people who row there", 2020),
        ("The long way around the quiet harbour, with drawings and a map", 2015),
    ]
    assert [line.number for line in digest.entries[0].title_lines + digest.entries[0].lines] == [5, 6, 7]


def test_paragraphs_that_begin_with_quotation_marks_and_tell_no_year_stay_prose():
    prose = '"Sails are small," said the man at the harbour, and went on to row over the\nlake.\n'
    assert read(f"# Notes\n\n{prose}\n{prose}\n{prose}").entries == ()


def test_headings_over_their_writers_stand_beside_bold_titles():
    text = """\
# Notes

## First

**Kites over Quiet Lakes: A Long Look** (CVPR 2018)

**Oars for Narrow Boats and Cold Water** (CVPR 2019)

**Learning to Sail in the Dark** (ICML 2020)

## Ropes

### Ropes for Harbours in the Long Night

Jane Roe, John Doe, Ann Poe

### Sheets for Old Boats and New Harbours

**Authors:** Jane Roe, Ann Moe

### What is Left to Do in Winter

- one
"""
    assert titles(text) == [
        "Kites over Quiet Lakes: A Long Look",
        "Oars for Narrow Boats and Cold Water",
        "Learning to Sail in the Dark",
        "Ropes for Harbours in the Long Night",
        "Sheets for Old Boats and New Harbours",
    ]


def test_dated_links_of_other_lists_are_papers_where_all_papers_are_dated():
    text = f"""\
#### May
- [Teaching Kites to Fly (**2015.06**)]({ARXIV})
- [Oars for Narrow Boats (**2016.03**)](./notes/b.md)
- [A Look at the Lakes (**2016.06**)](./notes/c.md)
- [Learning to Sail (**2016.08**)](./notes/d.md)

#### June
- [Setting up a boat](./notes/e.md)
- [Ten things to do](./notes/f.md)
- [Plans for the harbour](./notes/g.md)
- [Sail Networks (**2017.01**)](./notes/h.md)
"""
    assert titles(text)[-2:] == ["Learning to Sail", "Sail Networks"]


def test_references_in_quotation_marks_are_papers_without_a_year():
    text = """\
# A Bibliography

KiteClay [1] lets people fly.

[1]\tC. Roe, N. H. Doe, and S. M. Poe, “KiteClay: Shaping Long Paths to Reveal Winds,” p. 11.

SailAxes [2] is a display.

[2]\tM. Roe, A. Doe, and K. Moe, “SailAxes: Immersive Axes as Sails for Rowing,” 2017.

AR-HARBOUR [3] looks further.

[3]\tB. Moe and R. Poe, “Drawing into the Harbour: Designing Displays for Boats,” p. 5.
"""
    assert [(entry.title, entry.year) for entry in read(text).entries] == [
        ("KiteClay: Shaping Long Paths to Reveal Winds", None),
        ("SailAxes: Immersive Axes as Sails for Rowing", 2017),
        ("Drawing into the Harbour: Designing Displays for Boats", None),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Battle of the Boats: A Comparison of Sails across **Cold Harbour** Waters",
        "The What, Why, and How of Tying Ropes around Boats in the Coldest Old Harbours – A Detailed Survey",
    ],
)
def test_bold_words_and_subtitles_behind_a_dash_are_parts_of_a_title(title):
    lines = [f"- {title} [paper]({ARXIV})", f"- Oars for Narrow Boats [paper]({ARXIV[:-1]}2)"]
    assert titles("\n".join(lines))[0] == title.replace("**", "")


def test_a_volume_and_its_issue_in_one_number_are_no_part_of_a_journals_name():
    text = f'# Notes\n\n- [Roe, Jane, and John Doe. "How deep is the old harbour?." New Sailor 223.1 (2019): 83-99.]({PDF})\n'
    assert [told(entry)[:3] for entry in read(text).entries] == [
        ("How deep is the old harbour?", "New Sailor", 2019)
    ]
