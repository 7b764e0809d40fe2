"""Markdown digests: each way to print papers, and beside it what looks alike and is none."""

import pytest

from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest, PaperEntry
from vaultkit.digest.read import read_digest
from vaultkit.digest.readers import markdown


def read(text: str) -> Digest:
    return markdown.read(Document.of(text, "list"))


def told(entry: PaperEntry) -> tuple[str, str | None, int | None]:
    return entry.title, entry.venue.name if entry.venue else None, entry.year


HEADINGS = """\
---
title: What we read
---
Some words before.

1. think
2. read

# 1. DG: PatchNet -ECCV18

- It normalises. See [another paper](https://arxiv.org/abs/1701.00001).
  ![image-20210624121019069](https://host.org/image-20210624121019069.png?raw=true)

# 1.1 **읽을 논문 List**

- (#13) A word on style. ICLR (2017)

# 1.2. DG: by Reversing Layers -14

- **Code**: [here](https://github.com/a/b)
"""


def test_headings_that_cite_are_papers_and_lists_below_others_are_not():
    digest = read(HEADINGS)
    assert [told(entry) for entry in digest.entries] == [
        ("PatchNet", "ECCV", 2018),
        ("by Reversing Layers", None, 2014),
    ]
    first, second = digest.entries
    assert (digest.title, first.line, first.number) == ("What we read", 9, 1)
    assert first.identifiers == ()
    assert [picture.name for picture in first.pictures] == ["image-20210624121019069"]
    assert second.identifiers == (("code", "https://github.com/a/b"),)
    assert [line.number for line in digest.front][-2:] == [14, 16]


def test_a_heading_over_a_link_is_a_paper_with_a_second_title():
    digest = read(
        "## Walking Dataset: A Set of Walks\n[산책 데이터](https://arxiv.org/abs/2402.00001)\n\nprose\n\n"
        "## Roads of Europe\n[유럽의 길](https://arxiv.org/abs/2402.00002)\n"
    )
    assert [(entry.title, entry.other_titles) for entry in digest.entries] == [
        ("Walking Dataset: A Set of Walks", ("산책 데이터",)),
        ("Roads of Europe", ("유럽의 길",)),
    ]
    assert digest.entries[0].identifiers[0] == ("arxiv", "2402.00001")


def test_a_heading_whose_paper_is_linked_below_its_abstract_is_one():
    digest = read(
        "### Roads of Europe\nWe walk along roads.\n\n*Link*: https://aclanthology.org/2022.naacl-main.369/\n"
    )
    assert digest.entries[0].identifiers[0] == ("acl", "2022.naacl-main.369")


def test_bold_lines_with_fields_are_papers_even_without_an_address():
    digest = read(
        "# Walking\n\n**Roads of Europe: A Study** \n\n- Paper: https://arxiv.org/abs/2301.00001\n- Code: None\n\n"
        "**Walking Slowly in Rome**\n\n- Paper: None\n- Code: None\n\n<a name='x'></a>\n\n# Running\n"
    )
    assert [(entry.title, entry.section) for entry in digest.entries] == [
        ("Roads of Europe: A Study", "Walking"),
        ("Walking Slowly in Rome", "Walking"),
    ]
    assert len(digest.entries[1].lines) == 2
    assert [line.text for line in digest.front] == ["# Walking", "<a name='x'></a>", "# Running"]


def test_items_with_alias_venue_and_labelled_links():
    digest = read(
        "## 2014\n\n- **[R-Walk, RW]** Rich walks for maps | **[CVPR' 14]** |[`[pdf]`](https://arxiv.org/pdf/1311.2524.pdf) "
        "[`[code - torch]`](https://github.com/a/b)\n\n- Poor walks for maps | **[NIPSW' 16]** |[`[pdf]`](https://b.org/x.pdf)\n"
    )
    first, second = digest.entries
    assert (told(first), first.alias, first.other_titles) == (
        ("Rich walks for maps", "CVPR", 2014),
        "R-Walk",
        ("RW",),
    )
    assert first.identifiers == (("arxiv", "1311.2524"), ("pdf", "https://arxiv.org/pdf/1311.2524.pdf"))
    assert told(second) == ("Poor walks for maps", "NeurIPS Workshop", 2016)


def test_ordered_records_of_two_lines():
    digest = read(
        "1. **Walks for Maps?** EMNLP 2019. ![](https://img.shields.io/badge/RW-blue)\n\n"
        "   *Jane Roe, Ann Le Doe.* [[pdf](https://arxiv.org/abs/1909.01066)], [[project](https://a.org)], 2019.9\n\n"
        "2. **Maps, Past and Present.** Preprint.\n\n   *Roe, Jane, and Ann Doe* [[pdf](https://arxiv.org/abs/2106.07139)], 2021.6\n"
    )
    first, second = digest.entries
    assert (told(first), first.number) == (("Walks for Maps?", "EMNLP", 2019), 1)
    assert first.authors == ("Jane Roe", "Ann Le Doe")
    assert (told(second), second.status) == (("Maps, Past and Present", None, 2021), "preprint")
    assert second.authors == ("Roe, Jane", "Ann Doe")
    assert first.pictures == ()


@pytest.mark.parametrize(
    "line",
    [
        "1. Jane Roe, Ann Doe. [Walks for Maps](https://arxiv.org/abs/1907.05242). ACL 2019.",
        "- Jane Roe, Ann Doe [Walks for Maps](https://www.aclweb.org/anthology/N19-5002)ACL2019",
        "- [ ] [Walks for Maps](https://a.org/x.pdf) (ACL 2019), Jane Roe, Ann Doe",
        '**[1]** Jane Roe and Ann Doe. "**Walks for Maps**." ACL (2019): 1-9. [[pdf]](https://a.org/x.pdf)',
        '- [**Summary**](https://a.org/Walks.md): "**Walks for Maps.**", Jane Roe, Ann Doe (2019)',
        "- Walks for Maps [[ACL 2019]](https://a.org/x.pdf) *Jane Roe, Ann Doe*",
        "- [Walks for Maps](https://a.org/x.pdf), Jane Roe, Ann Doe. <kbd>ACL 2019</kbd>",
        "- Walks for Maps (2019), Jane Roe and Ann Doe [[pdf]] (https://aclanthology.org/P19-1028)",
    ],
)
def test_one_line_tells_title_authors_and_year_in_many_orders(line):
    (entry,) = read(f"{line}\n").entries
    assert (entry.title, entry.authors, entry.year) == ("Walks for Maps", ("Jane Roe", "Ann Doe"), 2019)


def test_code_that_cites_is_a_title_and_its_topic_is_not():
    digest = read(
        "* Few walks\n    * `Tiny_Walks_CVPR19` : Extra Modules\n    * `A Study of Walks_IV19`\n* Others\n"
    )
    assert [told(entry) for entry in digest.entries] == [
        ("Tiny_Walks", "CVPR", 2019),
        ("A Study of Walks", "IV", 2019),
    ]
    assert [line.text for line in digest.front] == ["* Few walks"]
    assert [line.text for line in digest.unplaced] == ["* Others"]
    assert digest.entries[0].authors == ()


def test_a_field_with_a_linked_title_makes_a_post_about_one_paper():
    digest = read(
        "- **논문** : [Walks for Maps and Cities](https://arxiv.org/abs/2101.10979)\n- **분류** : walking\n\n"
        "# 1. Abstract\n\n1. first [MAE](https://arxiv.org/abs/2111.06377) then\n\n# 2. Method (2020)\n"
    )
    assert [entry.title for entry in digest.entries] == ["Walks for Maps and Cities"]


@pytest.mark.parametrize(
    "text",
    [
        "# Notes\n\nWe read [a paper](https://arxiv.org/abs/2301.00001) at CVPR 2020 and liked it.\n",
        "- we start from [MAE](https://arxiv.org/abs/2111.06377) here\n- no link\n- no link either\n",
        "# Contents\n\n- [2014](#2014)\n- [Walking](#walking)\n",
        "# Tools\n\n- [walker](https://github.com/a/walker): a tool to walk\n- [Course on Walks](https://youtube.com/x)\n",
        "```\n# Walks for Maps (CVPR 2020)\n```\n",
        "<!-- # Walks for Maps (CVPR 2020) -->\n",
        "",
    ],
)
def test_notes_contents_tools_code_and_comments_give_no_paper(text):
    assert read(text).entries == ()


def test_markdown_is_recognised():
    assert read_digest(HEADINGS.encode(), "x.md").reader == "markdown"


def test_plain_text_whose_only_marks_are_bullets_is_read_as_pasted_where_that_tells_more():
    text = "Week 3\n------\nKites over Quiet Lakes\nRoe et al., Meta, ICCV 2023\n\n* one\n* two\n* three\n"
    digest = read_digest(text.encode(), "x.txt")
    assert [(one.title, one.year, one.authors) for one in digest.entries] == [
        ("Kites over Quiet Lakes", 2023, ("Roe",))
    ]
    linked = text.replace(
        "Kites over Quiet Lakes", "[Kites over Quiet Lakes](https://arxiv.org/abs/2301.00001)"
    )
    assert read_digest(linked.encode(), "x.txt").reader == "markdown"
