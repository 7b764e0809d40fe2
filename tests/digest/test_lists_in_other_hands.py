"""Markdown as strangers write it: titles over links, beside places, behind names, in Chinese and Japanese."""

import pytest

from vaultkit.digest.read import read_digest

TITLES = (
    "Slow Kites over Cold Harbours at Night",
    "Learning to Row from Few Noisy Pictures",
    "A Survey of Boats in Inland Waters",
    "Attention to Wind for Robust Sailing Robots",
)
CHINESE = (
    "小湖中纸船航向的深度预测方法",
    "面向港口监测的风筝识别综述",
    "划桨动作的注意力估计",
    "帆船状态的多源评估方法",
)
JAPANESE = (
    "港町の話し手の速度が印象に及ぼす影響",
    "助詞の高さと船乗りの印象",
    "間の長さが評価に与える影響",
    "凧あげ歌の音響特徴の研究",
)
WRITERS = ("孙一舟", "苏帆", "戴小港", "赵风")
PLACES = ("港口学报", "纸船科学与技术", "智慧风筝", "中国划桨学报")


def papers(text):
    entries = read_digest(text.encode(), "notes.md").entries
    return [(entry.title, entry.venue.name if entry.venue else None, entry.year) for entry in entries]


def titles(text):
    return [title for title, _, _ in papers(text)]


def page(form, names=TITLES, head="# Reading\n\n"):
    rows = (
        form.format(
            n=at + 1,
            title=title,
            year=2021 + at,
            short=21 + at,
            link=f"https://arxiv.org/abs/2{at + 1}01.0000{at}",
            writer=WRITERS[at],
            place=PLACES[at],
        )
        for at, title in enumerate(names)
    )
    return head + "".join(rows)


@pytest.mark.parametrize(
    "form",
    [
        "[{n}]{title}<br>\n[paper]({link}) | [code](https://github.com/a/b)<br><br>\n\n",
        "{n}. {title}  \n   [[PDF]]({link}) [[Code]](https://github.com/a/b)\n\n",
        "{title}\n\n[论文]({link}) | [代码](https://github.com/a/b)\n\n",
        "{title}<br>\n*Jane Roe, Ann Doe*<br>\n[paper]({link})<br>\n\n",
        '{title}<br>\n<a href="{link}">paper</a> | <a href="https://github.com/a/b">code</a><br>\n\n',
        "【{n}】{title}<br>\n链接：{link}<br>\n\n",
        "*(K{n})* **{title}.** Jane Roe, Ann Doe.\n\n- [[paper]({link})]\n- it floats\n\n",
    ],
)
def test_a_title_stands_over_the_links_to_its_paper(form):
    assert titles(page(form)) == list(TITLES)


def test_prose_over_links_and_names_over_links_are_no_titles():
    prose = "we sailed to the harbour and saw this:\n[code](https://github.com/a/b)\n\n" * 3
    names = "Jane Roe, Ann Doe\n[paper](https://arxiv.org/abs/2101.00001)\n\n" * 3
    assert titles(f"# Days\n\n{prose}") == []
    assert "Jane Roe, Ann Doe" not in titles(f"# Days\n\n{names}")


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("| Name | Source | Familiarity |\n|---|---|---|\n", "| {title} | SOSP {short} | 2 |\n"),
        ("| Conf | Work |\n|---|---|\n", "| SOSP {short} | {title} |\n"),
        ("| 제목 | 출처 |\n|---|---|\n", "| {title} | SOSP {year} |\n"),
        ("| Name | Venue | Year |\n|---|---|---|\n", "| {title} | SOSP | {year} |\n"),
    ],
)
def test_the_columns_of_a_table_are_known_by_what_stands_in_them(head, row):
    assert papers(page(row, head=head)) == [(one, "SOSP", 2021 + at) for at, one in enumerate(TITLES)]


@pytest.mark.parametrize("row", ["| {title} | tomorrow | 2 |\n", "| pump {n} | SOSP {short} | 2 |\n"])
def test_a_table_without_places_or_without_titles_holds_no_papers(row):
    text = page(row, head="| Name | Source | Rank |\n|---|---|---|\n")
    assert read_digest(text.encode(), "notes.md", "tables").entries == ()


def test_a_row_broken_over_two_lines_is_one_row():
    head, rest = "|Title|Topic|PDF|\n|---|---|---|\n", "|[p](https://arxiv.org/abs/2101.00001)|\n"
    rows = [f"|{TITLES[0]}\n|boats{rest}", f"|{TITLES[1]}|boats\n{rest}", f"|{TITLES[2]}|boats{rest}"]
    assert titles(head + "".join(rows)) == list(TITLES[:3])


@pytest.mark.parametrize("mark", ["👀", " ✅", " 🔥🔥", " 📌", " 👍"])
def test_a_sign_behind_a_title_is_none_of_it(mark):
    assert titles(page("{n}. {title}" + mark + "\n", head="## Reading list\n")) == list(TITLES)


def test_a_beast_behind_a_title_belongs_to_it():
    text = page("- {title} 🦜 [[pdf]({link})]\n")
    assert titles(text) == [f"{one} 🦜" for one in TITLES]


def test_a_short_list_holds_papers_where_all_other_lists_do():
    many = "".join(
        f"{n}. {kind} Networks for Robust Estimation of {what}\n"
        for n, (kind, what) in enumerate(
            [(kind, what) for kind in ("Deep", "Sparse", "Graph") for what in ("Depth", "Pose", "Motion")], 1
        )
    )
    few = f"\n### Boats\n1. {TITLES[3]}\n\n### Rows\n1. {TITLES[1]}\n"
    assert titles(f"## Reading\n\n### Nets\n{many}{few}")[-2:] == [TITLES[3], TITLES[1]]
    assert titles(f"## Reading\n{few}") == []


@pytest.mark.parametrize("date", ["_{year}.0{n}_", "_{year}.xx_", "`{year}-0{n}`"])
def test_a_date_before_one_word_leaves_the_word_as_the_title(date):
    text = page("* " + date + " {title} \\[[arxiv]({link})\\]\n", ("OARGAN", *TITLES[1:]))
    assert papers(text) == [(one, None, 2021 + at) for at, one in enumerate(("OARGAN", *TITLES[1:]))]


@pytest.mark.parametrize(
    "below", ["J. Roe et al. *CVPR'{short}*", "Jane Roe, *CVPR {year}*", "J. Roe et al. {year} CVPR."]
)
def test_the_item_under_a_title_says_who_and_where(below):
    text = page("- **{title}.** [[pdf]]({link})\n  - " + below + "\n")
    assert papers(text) == [(one, "CVPR", 2021 + at) for at, one in enumerate(TITLES)]


def test_a_title_in_a_template_is_none():
    text = page(
        "- **{title}.** ({year}). [[pdf]]({link})\n", head="- **This is a title.** (year). [[pdf]](link)\n"
    )
    assert titles(text) == list(TITLES)


@pytest.mark.parametrize(
    "who", ["#### Jane Roe, Ann Doe (2018)", "## Jane Roe et al., 2018", "*Jane Roe, Ann Doe (2018)*"]
)
def test_a_heading_below_the_title_of_a_note_may_name_its_writers(who):
    assert papers(f"# {TITLES[0]}\n{who}\n\n### Main idea\nIt flies.\n\n### Method\nSimple.\n") == [
        (TITLES[0], None, 2018)
    ]


@pytest.mark.parametrize(
    "form",
    [
        "#### **{title}.{writer}.{place}.{year}**\n\n一些笔记。\n\n",
        "### {n}.{title}.{writer}.{place}.{year}.citation12\n\n一些笔记。\n\n",
        "## {title}. {writer}. {place}. {year}\n\n一些笔记。\n\n",
        "### {title}\n\n{writer}. {title}[J]. {place}, {year}, 12(3): 4-9.\n\n笔记。\n\n",
        "**{title}**\n- {writer} ({year}). {title}. {place}, 3, 1–8.\n- 笔记\n\n",
    ],
)
def test_a_chinese_title_is_told_from_its_writer_its_place_and_its_year(form):
    assert papers(page(form, CHINESE, "# 阅读\n\n")) == [
        (one, PLACES[at], 2021 + at) for at, one in enumerate(CHINESE)
    ]


def test_dots_without_blanks_divide_an_english_heading_as_well():
    text = page("#### {title}.Jane Roe.Some Kite Letters.{year}\n\nit floats\n\n")
    assert papers(text) == [(one, "Some Kite Letters", 2021 + at) for at, one in enumerate(TITLES)]
    assert titles("## Kites v1.2.Final Cut\n\nit floats\n") == []


def test_chinese_headings_among_many_papers_are_papers_and_short_ones_are_not():
    told = page("#### {title}.{writer}.{place}.{year}\n\n笔记。\n\n", (*CHINESE,), "# 阅读\n\n")
    more = "".join(f"#### {one}新篇.孙舟.港口学报.2020\n\n笔记。\n\n" for one in CHINESE)
    bare = "#### 基于组合模型的小船故障诊断研究\n\n笔记。\n\n#### 小结\n\n笔记。\n\n"
    assert titles(told + more + bare)[-1] == "基于组合模型的小船故障诊断研究"


def test_a_long_heading_goes_on_in_small_letters_below():
    text = page("#### {title} over wide lakes and\nsails of small boats\n\n[paper]({link})\n\n")
    assert titles(text) == [f"{one} over wide lakes and sails of small boats" for one in TITLES]


def test_a_heading_between_rules_is_cited_again_below():
    text = page(
        "-----\n# {title}. \n-----\n- 高村 めぐみ.({year}). {title}. 港の研究会誌, 3, 1–8.\n- https://kites.example/{n}\n\n",
        JAPANESE,
    )
    assert papers(text) == [(one, "港の研究会誌", 2021 + at) for at, one in enumerate(JAPANESE)]


def test_a_sentence_that_names_its_heading_cites_nothing():
    text = "".join(f"## {one}\n\n我读了{one}，是2020年的。\n\n" for one in CHINESE)
    assert papers(f"# 阅读\n\n{text}") == []


@pytest.mark.parametrize(
    "form",
    [
        "- Jane Roe: *{title}* https://people.example/{n}\n",
        "- JANE ROE *{title}. https://people.example/{n}\n",
    ],
)
def test_names_may_stand_before_a_slanted_title(form):
    assert titles(page(form, head="## To sail\n\n")) == list(TITLES)


@pytest.mark.parametrize(
    "form",
    [
        "### Roe et al. {year}\n\n文件：`{n}.pdf`\n\n主题：{title}\n\n用途：\n\n- 方程。\n\n",
        "### Roe and Doe ({year})\n\nTitle: {title}\n\n- nice\n\n",
        "### Roe & Doe {year}\n*{title}*\n\n- nice\n\n",
    ],
)
def test_under_a_heading_of_writers_and_year_stands_the_title(form):
    assert papers(page(form)) == [(one, None, 2021 + at) for at, one in enumerate(TITLES)]


def test_a_journal_as_the_text_of_a_link_is_where_it_appeared_and_the_heading_says_when():
    form = "* J. Roe, A. Doe. *{title}.* [Phys. Rev. B *(Our Choice)*](https://doi.org/10.1103/x{n}) [arXiv]({link})\n"
    text = "".join(f"### {2021 + at}\n\n" + page(form, [one], "\n") for at, one in enumerate(TITLES))
    assert papers(text) == [(one, "Physical Review B", 2021 + at) for at, one in enumerate(TITLES)]


def test_the_year_of_a_heading_counts_for_a_paper_of_that_year_at_arxiv_alone():
    item = "- *{0}.* [arXiv](https://arxiv.org/abs/{1}.00001)\n"
    text = "### 2021\n\n" + item.format(TITLES[0], "2105") + item.format(TITLES[1], "1805")
    assert papers(text) == [(TITLES[0], None, 2021), (TITLES[1], None, None)]
