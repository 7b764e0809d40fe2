"""What readers put around titles of their lists: years in code, dates of tasks, scores, labels of their own."""

import pytest

from vaultkit.digest.read import read_digest

TITLES = (
    "Slow Kites over Cold Harbours at Night",
    "Learning to Row from Few Noisy Pictures",
    "A Survey of Boats in Inland Waters",
)
LINKS = tuple(f"https://arxiv.org/abs/1805.0123{number}" for number in range(3))


def entries(text):
    return read_digest(text.encode(), "notes.md").entries


def papers(text):
    return [(one.title, one.venue.name if one.venue else None, one.year) for one in entries(text)]


def titles(text):
    return [one.title for one in entries(text)]


def listed(form, head="# Reading list\n\n"):
    return head + "".join(
        form.format(title=title, link=link) + "\n" for title, link in zip(TITLES, LINKS, strict=True)
    )


@pytest.mark.parametrize(
    ("form", "venue"),
    [
        ("- [ ] {title} `2019`", None),
        ("- {title} `CVPR 2019`", "CVPR"),
        ("- {title} `CVPR2019`", "CVPR"),
        ("1. {title} <kbd>CVPR 2019</kbd>", "CVPR"),
        ("- CVPR-19-{title} [[paper]]({link})", "CVPR"),
        ("- **[*]CVPR-19-{title}**[[paper]]({link})", "CVPR"),
        ("- 【Survey】CVPR-19-{title} [[paper]]({link})", "CVPR"),
        ("- CVPR-19-oral {title} [[paper]]({link})", "CVPR"),
        ("- CVPR19-{title} [[paper]]({link})", "CVPR"),
        ("- CVPR-19: {title} [[paper]]({link})", "CVPR"),
        ("- CVPR-19 - {title} [[paper]]({link})", "CVPR"),
        ("- ICDAR-19-{title} [[paper]]({link})", "ICDAR"),
    ],
)
def test_a_year_in_code_behind_and_a_venue_with_its_year_before_are_no_part_of_the_title(form, venue):
    assert papers(listed(form)) == [(title, venue, 2019) for title in TITLES]


def test_code_in_a_title_that_is_no_date_stays():
    title = "A Study of Small Boats and their `mmap`"
    assert titles(f"# Papers\n\n- [{title}]({LINKS[0]})\n- [{TITLES[0]}]({LINKS[1]})\n") == [
        "A Study of Small Boats and their mmap",
        TITLES[0],
    ]


@pytest.mark.parametrize("title", ["KITE-35-Turbo Boats in Heavy Winds", "BOAT-24-Layer Models of Sails"])
def test_a_name_with_a_number_that_is_no_venue_stays(title):
    assert titles(listed("- [{title}]({link})").replace(TITLES[0], title)) == [title, *TITLES[1:]]


def test_chinese_titles_with_their_years_stand_in_a_list_of_papers():
    chinese = "".join(f"- {title} `2018`\n" for title in ("小湖中纸船航向的预测方法", "划桨动作的注意力估计"))
    page = listed("- {title} `CVPR 2019`", "## English\n\n") + f"\n## 中文\n\n{chinese}"
    assert [one.year for one in entries(page)] == [2019, 2019, 2019, 2018, 2018]


@pytest.mark.parametrize(
    "mark",
    [
        " ✅ 2024-10-31",
        " ➕ 2024-10-01 ✅ 2024-10-31",
        " ⏫ 📅 2024-11-01",
        " 🔁 every week 📅 2024-11-01",
        " @{{2024-11-01}}",
    ],
)
def test_what_the_app_says_of_a_task_is_no_part_of_its_title(mark):
    assert papers(listed(f"- [x] {{title}}{mark}")) == [(title, None, None) for title in TITLES]


@pytest.mark.parametrize("scores", [" (8 8 8 10)", "(6 8 8)", " (8, 6, 6)", " [8/8/6/6]"])
def test_the_scores_of_its_reviews_are_no_part_of_a_title(scores):
    below = "\n\n**Authors**: Jane Roe, John Doe\n\n[Paper]({link})\n"
    assert titles(listed(f"### {{title}}{scores}{below}")) == list(TITLES)


def test_two_numbers_in_brackets_stay_in_a_title():
    odd = "Boats of the Type (1, 2) in Rivers of the Type (1, 2)"
    assert titles(listed("- [{title}]({link})").replace(TITLES[0], odd)) == [odd, *TITLES[1:]]


def test_three_ticks_on_both_sides_of_a_line_are_code_in_it_and_open_no_block():
    below = "  \n```17/08/2020, kites```  \n```Jane Roe, John Doe, ICML 2018```"
    assert papers(listed(f'* <a href="{{link}}">{{title}}</a>{below}')) == [
        (title, "ICML", 2018) for title in TITLES
    ]


def test_a_block_of_code_stays_one():
    assert titles(f"# Papers\n\n```\n- [{TITLES[0]}]({LINKS[0]})\n```\n\n- [{TITLES[1]}]({LINKS[1]})\n") == [
        TITLES[1]
    ]


def test_a_line_that_heads_papers_and_says_nothing_itself_is_none():
    page = listed("- [{title}]({link}) (Roe et al., 2018): good", "# Papers\n\n")
    nested = "".join(f"  - [Further {title}]({LINKS[0]}) (Doe, 2017)\n" for title in TITLES[:2])
    page += f"- Kites and Why They Fly so Well in All of these Winds\n{nested}"
    assert titles(page) == [*TITLES, *(f"Further {title}" for title in TITLES[:2])]


def test_a_title_over_the_labels_of_its_links_is_a_paper():
    assert titles(listed("- {title}\n  - [Paper]({link})\n  - [Code](https://github.com/a/b)")) == list(
        TITLES
    )


@pytest.mark.parametrize(
    ("line", "venue", "year"),
    [
        ("Index: ICML 1999", "ICML", 1999),
        ("Index: arXiv 1805.01234", "arXiv", None),
        ("Index: AAAI 2017, arXiv 1611.04230", "AAAI", 2017),
        ("**Appeared**: ICML 2018", "ICML", 2018),
        ("Shelf: Blue 1999", None, None),
    ],
)
def test_a_label_of_the_readers_own_may_say_where_a_paper_appeared(line, venue, year):
    page = listed(
        f"### {{title}}\n* Authors: Jane Roe, John Doe\n* {line}\n* Reading date: 19/11/2020\n\nIt floats.\n"
    )
    assert papers(page) == [(title, venue, year) for title in TITLES]


def test_chinese_labels_name_the_fields_of_a_paper_and_a_title_goes_on_in_the_next_line():
    page = (
        "# 笔记\n\n### 1. 小船\n\n - **文章题目**：Slow Kites over Cold Harbours\nat Night and Dawn\n"
        " - **发表单位**：划桨学院\n - **发表时间**：2017\n"
        " - **发表刊物**：2017 International Conference on Paper Boats (ICPB)\n"
        "\n### 2. 风筝\n\n - **论文名称**：A Survey of Boats in Inland Waters\n - **发表刊物**：某会议。好文章。\n"
    )
    assert papers(page) == [
        (
            "Slow Kites over Cold Harbours at Night and Dawn",
            "International Conference on Paper Boats (ICPB)",
            2017,
        ),
        ("A Survey of Boats in Inland Waters", "某会议", None),
    ]
    assert entries(page)[0].orgs == ("划桨学院",)


@pytest.mark.parametrize("below", ["https://arxiv.org/abs/1805.01230", "we like it a lot, and Boats too"])
def test_an_address_or_a_remark_under_a_title_is_no_part_of_it(below):
    page = "".join(f"Title: {title}\n{below}\nAuthors: Jane Roe, John Doe\n\n" for title in TITLES)
    assert titles(page) == list(TITLES)


@pytest.mark.parametrize("line", ["Index: ICML 1999", "Event: NeurIPS 2020"])
def test_such_a_label_alone_makes_no_paper_of_a_heading(line):
    assert not entries(f"# About me\n\n## Organiser of Things\n* {line}\n\n## Contact\n* By mail.\n")


def test_a_table_says_when_a_paper_appeared_and_where_it_was_accepted():
    fields = "| 字段 | 内容 |\n|---|---|\n| 发布时间 | 2021-04-10 |\n| 作者 | Jane Roe、John Doe |\n"
    assert papers(listed(f"## 小船\n\n**原标题：** {{title}}\n\n{fields}\n[paper]({{link}})\n")) == [
        (title, None, 2021) for title in TITLES
    ]
    head = "Kind|Paper|Code|Accepted at|Year\n--|:--:|:--:|:--:|--:\n"
    assert papers(listed("Kites|[{title}]({link})|https://github.com/a/b|ICML|2018", head)) == [
        (title, "ICML", 2018) for title in TITLES
    ]
