"""Notes of Roam, Logseq and Obsidian, and lists with Chinese numbers, read as Markdown."""

import pytest

from vaultkit.digest.entry import Digest
from vaultkit.digest.read import read_digest


def read(text: str) -> Digest:
    return read_digest(text.encode(), "notes.md")


def told(digest: Digest) -> list[tuple[str, str | None, int | None]]:
    return [(entry.title, entry.venue.name if entry.venue else None, entry.year) for entry in digest.entries]


KITES, SAILS = ("Kites over Quiet Lakes", "ICCV", 2023), ("Sails at Noon Again", "CVPR", 2022)


def test_attributes_and_page_links_of_an_outliner_are_fields_and_words():
    text = """\
- [[Kites over Quiet Lakes]]
    - Author:: [[Jane Roe]], [[Ann Doe]]
    - Venue:: [[ICCV]] [[2023]]
- [[Sails at Noon Again]]
    - Author:: [[Ed Poe]]
    - Venue:: [[CVPR]] [[2022]]
"""
    digest = read(text)
    assert told(digest) == [KITES, SAILS]
    assert digest.entries[0].authors == ("Jane Roe", "Ann Doe")


def test_properties_with_two_colons_are_fields():
    text = (
        "- Kites\n  title:: Kites over Quiet Lakes\n  authors:: Jane Roe\n  venue:: ICCV 2023\n\t- a note\n"
    )
    assert told(read(text)) == [KITES]


NOTE = """\
---
title: "Kites over Quiet Lakes"
authors: [Jane Roe, Ann Doe]
year: 2023
venue: ICCV
url: https://arxiv.org/abs/2301.00001
---

# Kites over Quiet Lakes

## Summary
- unlike [Sails](https://arxiv.org/abs/2201.00001), they fly

## Method
- wind
"""


def test_a_note_whose_properties_name_a_paper_is_that_paper():
    digest = read(NOTE)
    assert told(digest) == [KITES]
    (entry,) = digest.entries
    assert entry.authors == ("Jane Roe", "Ann Doe")
    assert ("arxiv", "2301.00001") in entry.identifiers
    assert [line.number for line in digest.front] == [1]


@pytest.mark.parametrize(
    "properties",
    [
        "title: Kites over Quiet Lakes\nauthor: Some Blogger\ndate: 2023-01-01",
        "title: Kites\nvenue: ICCV 2023",
    ],
)
def test_a_post_with_a_title_and_its_writer_is_no_paper(properties):
    assert read(f"---\n{properties}\n---\n\nSome words.\n").entries == ()


def test_numbers_in_chinese_brackets_are_no_part_of_a_title():
    text = """\
# 最新论文速览

**【1】Kites over Quiet Lakes**

- 论文：https://arxiv.org/abs/2301.00001

**【2】Sails at Noon Again**

- 论文：https://arxiv.org/abs/2201.00001
"""
    assert [entry.title for entry in read(text).entries] == [KITES[0], SAILS[0]]


REVIEWS = [
    '---\ntitle: "[논문 리뷰] Kites over Quiet Lakes"\nauthor: someone\n---\n\n> ICCV 2023. [[Paper](https://arxiv.org/abs/2301.00001)]\n\n## Introduction\n[Sails](https://arxiv.org/abs/2201.00001)\n',
    "# [Paper Review] Kites over Quiet Lakes\n\nICCV 2023. [paper](https://arxiv.org/abs/2301.00001)\n\n## Method\nwind\n",
    "# 论文笔记：Kites over Quiet Lakes\n\nICCV 2023\n\n## 方法\n风\n",
]  # fmt: skip


@pytest.mark.parametrize("post", REVIEWS)
def test_a_post_that_is_titled_as_the_review_of_a_paper_is_that_paper(post):
    assert told(read(post)) == [KITES]


ABOUT_ONE = [
    "# Kites over Quiet Lakes\n\n## 논문\n\nhttps://arxiv.org/abs/2301.00001\n\n## 요약\n\n- 바람\n",
    '---\ntitle: "Kites over\nQuiet Lakes (Roe et al., 2023)"\ntags: memo\n---\n[論文](https://doi.org/10.1000/1)\n# TL;DR\n風\n',
    "---\ntitle: Kites over Quiet Lakes\ncategories: paper\n---\n\n# Wind\n\n- **air**\n\n# Sails\n",
    "# Kites over Quiet Lakes (2023)\n\nJane Roe\n\n---\n\nWind is air.\n",
    "# title: Kites over Quiet Lakes\n\n### info:\n- https://arxiv.org/pdf/2301.00001.pdf\n\n# 概要\n- 風\n",
    "# 论文阅读Kites over Quiet Lakes\n\n风很大。\n\n## 模型\n",
    "# Kites over Quiet and Windy Lakes\n\nThey fly.\n\n## Related Work\nwords\n\n## Results\nwords\n",
]


@pytest.mark.parametrize("post", ABOUT_ONE)
def test_a_post_that_bears_a_papers_title_and_says_so_is_that_paper(post):
    [paper] = read(post).entries
    assert paper.title in ("Kites over Quiet Lakes", "Kites over Quiet and Windy Lakes")


MENTIONING = [
    '---\ntitle: "Kites over Quiet Lakes"\nvenue: "ICCV 2023 (Oral) / arXiv:2301.00001"\npublished: true\n---\n\n## TL;DR\n\n> Wind.\n\n## つながり\n\n{0}',
    "# Kites over Quiet Lakes\n\n- **Authors:** Jane Roe, Ann Doe\n- **Published:** ICCV 2023, arXiv:2301.00001 (Jan 2023)\n\n## Pass 1\n\n{1}## Related\n\n| Paper | Authors | Year |\n| --- | --- | --- |\n| Sails at Noon Again | Max Mul | 2022 |\n| Oars for Narrow Boats | Max Mul | 2021 |\n",
]  # fmt: skip


@pytest.mark.parametrize("post", MENTIONING)
def test_the_papers_that_a_post_about_one_paper_mentions_are_none(post):
    mentioned = "- base: Sails at Noon Again (Mul & Roe, CVPR 2022)\n- next: Oars for Narrow Boats (Mul et al., TMLR 2021)\n"
    assert told(read(post.format(mentioned, "Wind is air.\n\n" * 30))) == [KITES]


NOT_ABOUT_ONE = [
    "# Kites over Quiet Lakes\n\nA page of our own about [wind](https://arxiv.org/abs/2301.00001) and air.\n",
    "# Mending Kites in Five Steps\n\n## Problem Statement\nwords\n\n## Results\nwords\n",
    "# Papers about Kites and Lakes\n\nhttps://arxiv.org/abs/2301.00001\n",
    "---\ntitle: Kites over Quiet Lakes\npublished: true\ntags: [kite]\n---\n\n# Wind\n\n- **air**\n\n# Sails\n",
]


@pytest.mark.parametrize("post", NOT_ABOUT_ONE)
def test_a_page_whose_title_alone_reads_as_a_papers_is_none(post):
    assert read(post).entries == ()


def test_the_parts_of_a_post_about_one_paper_are_no_papers():
    post = """\
### [Kites over Quiet Lakes](kites.pdf)

> ICCV 2023
>
> https://ieeexplore.ieee.org/document/1234567

#### Architecture

*Lines and Winds* hold a kite.

#### Part2.结论

They fly.
"""
    assert told(read(post)) == [KITES]


def test_a_survey_by_its_parts_gives_itself_and_no_paper_that_it_names():
    named = "- [Roe et al., 2014](https://arxiv.org/abs/1401.00001)\n  - long\n" * 8
    post = "# Kites over Quiet Lakes: A Survey\n\n## Metadata\n\n## Abstract\n\n## Lines\n\n"
    post += named + "\nwords\n" * 200
    assert [entry.title for entry in read(post).entries] == ["Kites over Quiet Lakes: A Survey"]


def test_the_questions_of_a_japanese_summary_are_parts_of_one_paper():
    link = "[Roe 2014. Sails at Noon. arXiv](https://arxiv.org/abs/1401.00001)"
    parts = ["どんなもの？", "先行研究と比べてどこがすごい？", "議論はあるか？", "次に読むべき論文はあるか？"]
    post = "\n".join(
        f"## {n}. {part}\n\n言葉\n\n言葉\n\n- {'言葉' if n < 4 else link}\n"
        for n, part in enumerate(parts, 1)
    )
    assert read(post).entries == ()


PARTS = "".join(
    f"\n## {part}\n\nWords on kites.\n" for part in ("Lines", "Winds", "Tails", "Lakes", "Nights")
)


@pytest.mark.parametrize(
    "fields",
    [
        "Title:: Kites over Quiet Lakes\nCitekey:: roe2023\nAuthor:: Jane Roe; Ann Doe\nDate:: 2023-05-04\nJournal:: Kite Letters\nTags:: #wind\n",
        "> [!info]\n> **FirstAuthor**:: Roe, Jane\n> **Author**:: Doe, Ann\n> **Title**:: Kites over Quiet Lakes\n> **Year**:: 2023\n> **itemType**:: journalArticle\n> **Journal**:: *Kite Letters*\n",
        "title:: @Kites over Quiet Lakes\ntags:: #wind\nauthors:: [[Jane Roe]], [[Ann Doe]]\ndate:: [[May 4th, 2023]]\npublication-title:: Kite Letters\n",
    ],
)
def test_fields_on_top_of_a_long_note_name_the_paper_that_it_is_about(fields):
    for before in ("", "roe2023\n", "# roe2023\n\n## Metadata\n\n", "---\ntags: wind\n---\n"):
        (entry,) = read(f"{before}{fields}{PARTS}").entries
        assert (entry.title, entry.authors, entry.year) == (
            "Kites over Quiet Lakes",
            ("Jane Roe", "Ann Doe"),
            2023,
        )
        assert entry.venue is not None
        assert entry.venue.name == "Kite Letters"


@pytest.mark.parametrize(
    "fields",
    [
        "Title: My weeks on the quiet lakes\nAuthor: Jane Roe\nDate: 2023-05-04\n",
        "Title:: Kites over Quiet Lakes\nTags:: #wind\nJournal:: Kite Letters\n",
    ],
)
def test_fields_on_top_without_a_venue_or_writers_name_no_paper(fields):
    assert read(f"{fields}{PARTS}").entries == ()
