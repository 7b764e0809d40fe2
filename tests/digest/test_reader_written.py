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
