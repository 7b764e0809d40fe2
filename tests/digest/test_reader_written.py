"""Written pages (notes, newsletters, schedules): whose title a line is, and what beside papers is none."""

import pytest

from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers import markdown


def read(text: str) -> Digest:
    return markdown.read(Document.of(text, "notes"))


KITES, SAILS = "Kites over Quiet Lakes", "Sails at Noon and Again"
PAPERS = ("https://arxiv.org/abs/2301.00001", "https://arxiv.org/abs/2201.00002")
BOTH = {
    "a line over an address": "[JR] {0}\n{2}\n\n**{1}:**\n{3}\n",
    "an address under words": "# Wind\n\n* {0}\n  * The one about kites.\n  * {2}\n\n* {1}\n  * {3}\n",
    "a linked title under its writers": "# Wind\n\n## Roe & Doe (2023)\n[{0}]({2})\n\nAir.\n\n## Poe (2022)\n[{1}]({3})\n",
    "a linked title in a field": "# Kite AI launches Wind\n\nNew.\n\nPaper: [{0}]({2})\n\n# More Kites\n\nPaper: [{1}]({3})\n",
    "a virtual meeting": "# 論文\n\n- Best\n  - [{0}](https://iclr.cc/virtual_2023/poster_a.html)\n    - 風\n  - [{1}](https://neurips.cc/virtual/2023/poster/7)\n",
    "an index of notes": "| Rank | Paper | Why |\n| --- | --- | --- |\n| 1 | [{0}](./kites.md) | air |\n| 2 | [{1}](./sails.md) | sun |\n",
    "a labelled heading": "# 제목: {0}\n\n- **링크:** {2}\n\n# 제목: {1}\n\n- **링크:** {3}\n",
}  # fmt: skip


@pytest.mark.parametrize("form", BOTH)
def test_a_title_is_the_line_that_its_address_or_its_label_belongs_to(form):
    assert [entry.title for entry in read(BOTH[form].format(KITES, SAILS, *PAPERS)).entries] == [KITES, SAILS]


NO_PAPERS = {
    "a quoted sentence": '# Our Code Compared\n\n## 1. Where Winds Begin\n\n**논문**: "Let w be the wind over a lake"\n\n## 2. Where Winds End\n\n**논문**:\n```\nw = 0\n```\n',
    "formulas": "# Notes\n\n| 논문 | code |\n| --- | --- |\n| w = log a | `f` |\n| w ∈ [a, b] | `g` |\n",
    "the name of a meeting": "# Ninth International Conference on Kites and Sails\n\nPaper: [pdf](https://example.org/a.pdf)\n",
    "prose over one address": "# Kites\n\nKites Fly over Lakes Often\nhttps://arxiv.org/abs/2301.00001\n\n"
    + "More words of prose here.\n\n" * 30,
}  # fmt: skip


@pytest.mark.parametrize("page", NO_PAPERS)
def test_what_a_page_says_beside_papers_is_no_paper(page):
    assert read(NO_PAPERS[page]).entries == ()


def test_a_schedule_prints_the_day_before_a_title_and_who_presents_it_behind():
    names = ("이바람", "김호수", "박돛")
    rows = [f"- 01/{at}0 {title} - {name}" for at, title, name in zip((1, 2, 3), (KITES, SAILS, "Oars for Narrow Boats"), names, strict=True)]  # fmt: skip
    page = "# 세미나\n\n### 논문 발표\n\n" + "\n".join(rows) + "\n"
    assert [entry.title for entry in read(page).entries] == [KITES, SAILS, "Oars for Narrow Boats"]


def test_a_label_of_titles_stands_over_them_and_a_subject_is_no_venue():
    record = "### Title:\n          {0}\n - **Authors:** Jane Roe, Ann Doe\n - **Subjects:** Subjects:\nComputer Vision and Pattern Recognition (cs.CV)\n - **Abstract**\n Wind.\n"
    digest = read("# New listings\n## Keyword: kite\n" + record.format(KITES) + record.format(SAILS))
    assert [(entry.title, entry.venue, len(entry.lines)) for entry in digest.entries] == [
        (KITES, None, 5),
        (SAILS, None, 5),
    ]


def test_the_lines_of_a_table_of_contents_are_no_papers_though_they_count():
    page = "# 論文\n\n- [Kites and More](#kites) — 62 件\n- [Sails and Oars](#sails) — 2 件\n\n## Kites\n\n"
    page += "".join(f"### {title}\n\narXiv 2026 / Kites\n\n- Paper: {link}\n\n" for title, link in zip((KITES, SAILS), PAPERS, strict=True))  # fmt: skip
    assert [(entry.title, entry.year) for entry in read(page).entries] == [(KITES, 2026), (SAILS, 2026)]


def test_chosen_papers_under_headings_stand_before_the_list_of_the_others():
    chosen = "".join(f"### {at}. [{title}]({PAPERS[0]}{at})\n\n- **摘要**: wind\n\n" for at, title in enumerate((KITES, SAILS), 1))  # fmt: skip
    others = "".join(f"- [Oars for {kind} Boats]({PAPERS[1]}{at})\n" for at, kind in enumerate(("Wide", "Narrow", "Long", "Thin", "Old")))  # fmt: skip
    digest = read(f"# 周报\n\n## 精选\n\n{chosen}## 其他论文\n\n{others}")
    assert [(entry.title, len(entry.lines)) for entry in digest.entries][:3] == [
        (KITES, 1),
        (SAILS, 1),
        ("Oars for Wide Boats", 0),
    ]
    assert len(digest.entries) == 7


def test_a_linked_title_may_begin_as_a_label_does():
    rows = "1. [Kites over Quiet Lakes](a/001.md)\n2. [TensorFlow: Wind for All the Kites](a/002.md) (2016 report)\n3. [Sails at Noon and Again](a/003.pdf)\n"
    digest = read("# Notes\n\n## Papers\n\n" + rows)
    assert [entry.title for entry in digest.entries] == [KITES, "TensorFlow: Wind for All the Kites", SAILS]


def test_the_papers_to_read_next_are_not_those_that_a_post_is_about():
    parts = (
        "どんなもの？",
        "先行研究と比べてどこがすごいの？",
        "議論はあるか？",
        "次に読むべき論文はあるか？",
    )
    cited = (
        ' -[J. Roe, A. Doe, "Sails at Noon and Again", Proc. Wind, 2020.](https://ieeexplore.ieee.org/document/1)\n'
        * 3
    )
    post = f'---\ntitle: "{KITES} and Hills"\ndate: "2021-04-24"\n---\n\n' + "".join(f"## {at}. {part}\n ● **風**。\n\n ● 風。\n\n ● 風。\n" for at, part in enumerate(parts, 1))  # fmt: skip
    assert [entry.title for entry in read(post + cited).entries] == [f"{KITES} and Hills"]
