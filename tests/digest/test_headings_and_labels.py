"""Headings that are titles, labels of the writer's own, and what a page says that it is about."""

from vaultkit.digest.read import read_digest


def titles(text: str) -> list[str]:
    return [entry.title for entry in read_digest(text.encode(), "page.md").entries]


def test_quotation_marks_inside_a_title_are_its_own():
    page = '## No "Free Ride" Without Plenty of Data\n[这是译出的名字](https://arxiv.org/abs/2404.00001)\n\n数据。\n'
    assert titles(page) == ['No "Free Ride" Without Plenty of Data']


def test_a_short_name_before_a_title_in_quotation_marks_stays_a_short_name():
    found = read_digest(
        b'- SSB: "Single Shot Boxes for Everything", ECCV 2016 [pdf](https://arxiv.org/abs/1612.00001)\n',
        "p.md",
    )
    assert [(entry.title, entry.alias) for entry in found.entries] == [
        ("Single Shot Boxes for Everything", "SSB")
    ]


def test_a_measure_at_the_start_of_a_title_is_no_number_of_a_section():
    page = "## 2.5 Years of Reading: A Corpus of Textbooks\n[这是译出的名字](https://arxiv.org/abs/2501.00001)\n\n数据。\n"
    assert titles(page) == ["2.5 Years of Reading: A Corpus of Textbooks"]
    numbered = page.replace("2.5 Years of Reading", "2.5 Reading for Years")
    assert titles(numbered) == ["Reading for Years: A Corpus of Textbooks"]


def test_a_title_goes_on_in_small_letters_behind_its_colon():
    page = "## Lasting biases: what are the good and the bad habits of language models that nobody ever asked for\n[这是译出的名字](https://arxiv.org/abs/2506.00001)\n\n数据。\n"
    assert titles(page) == [
        "Lasting biases: what are the good and the bad habits of language models that nobody ever asked for"
    ]


def test_a_linked_title_that_begins_as_a_label_does_is_no_field():
    page = "## TAG：抑制采样中的幻觉\n[TAG：抑制采样中的幻觉](https://arxiv.org/abs/2510.00001)\n\n模型。\n"
    assert titles(page * 1 + page.replace("TAG：", "图像：").replace("00001", "00002")) == [
        "TAG：抑制采样中的幻觉",
        "图像：抑制采样中的幻觉",
    ]


def test_a_label_of_the_writers_own_that_comes_again_and_again_is_no_title():
    heads = [
        f"### Reading {one} Networks Without Much Effort\n**Ann's remarks**: The Idea Is Nice and {one}. https://arxiv.org/abs/2210.0000{number}\n"
        for number, one in enumerate(("Deep", "Wide", "Slow", "Fast", "Old", "New", "Cold", "Warm"))
    ]
    page = "# Ann's summary of EMNLP 2022\n\n" + "\n".join(heads)
    assert titles(page) == [
        f"Reading {one} Networks Without Much Effort"
        for one in ("Deep", "Wide", "Slow", "Fast", "Old", "New", "Cold", "Warm")
    ]


def test_a_label_may_say_more_of_its_paper():
    page = "**Adverse Zero-shot Rounding**\n\n- Paper(Oral): https://arxiv.org/abs/2103.00001\n- Code: https://git.example/x\n\n**Learnable Rounding for Low-bit Networks**\n\n- Paper: https://arxiv.org/abs/2103.00002\n"
    assert titles(page) == ["Adverse Zero-shot Rounding", "Learnable Rounding for Low-bit Networks"]


def test_the_heading_of_a_page_of_papers_is_none_of_them():
    page = "# ECCV 2022 papers (Papers with Code)\n\n[ECCV 2022](https://eccv.example/) papers!\n\n# Accepted\n\n| **ID** | **Paper Title** | **Authors** |\n| --- | --- | --- |\n| 59 | Deep Contrast for All | Ann Lee (X University)*; Bo Kim (Y) |\n| 61 | Wide Contrast for Some | Cy Park (X University)*; Di Roe (Y) |\n"
    assert titles(page) == ["Deep Contrast for All", "Wide Contrast for Some"]


def test_a_post_is_about_the_paper_that_it_names_before_its_first_heading():
    notes = "".join(
        f"Some remark on the method, number {number}, and what it may be good for.\n\n"
        for number in range(40)
    )
    page = (
        "---\ntitle: Notes\n---\n\n- **Paper**: [Start Your Own Latent Space](https://arxiv.org/abs/2006.00001)\n"
        "- **Type**: Self-Training\n\n# Overview\n\n" + notes + "1. What came before\n   - [Exemplars Everywhere, 2014 NIPS](https://arxiv.org/abs/1406.00001)\n"
        "   - [Contexts Everywhere, 2015 ICCV](https://arxiv.org/abs/1505.00001)\n\n" + notes
    )  # fmt: skip
    assert titles(page) == ["Start Your Own Latent Space"]


def test_a_soft_hyphen_and_a_bracket_that_nothing_opened_are_no_part_of_a_title():
    page = "1. **A Multi\u00adScale Guide to Links]** AAAI 2020. [paper](https://arxiv.org/abs/2001.00001)\n"
    assert titles(page) == ["A MultiScale Guide to Links"]


TAGGED = """# 4.1. Conv: Moving Filters over Kernels -CVPR20

- about it

# 4.2. Conv: CondFilters: Filters with Conditions -NIPS19

- about it

# 4.3. Conv: Conditional Filters for Segments -ECCV20

- about it

# 4.4. Adaptive DG: Learning to Balance in and out of Domains -ECCV20

- about it

# 4.5. DG, GAN: Segments with Generative Models -CVPR21

- about it

# 4.6.Sharper Filters at Test Time -arXiv21

- about it

# ~~4.@. DA: Aligned Prototypes for Detectors - CVPR21~~

- about it

# ~~4.@. DA: Moving Domains for Fast Inference -CVPR21~~

- about it
"""


def test_tags_of_several_words_unfinished_numbers_and_struck_headings():
    found = read_digest(TAGGED.encode(), "p.md").entries
    assert [entry.title for entry in found] == [
        "Moving Filters over Kernels",
        "CondFilters: Filters with Conditions",
        "Conditional Filters for Segments",
        "Learning to Balance in and out of Domains",
        "Segments with Generative Models",
        "Sharper Filters at Test Time",
        "Aligned Prototypes for Detectors",
        "Moving Domains for Fast Inference",
    ]


def test_short_names_before_a_colon_are_no_tags_where_the_document_has_none():
    page = "".join(
        f"# {number}. {name}: Segments of Everything -CVPR2{number}\n\n- about it\n\n"
        for number, name in enumerate(("Seg Any", "Seg Fast", "SegNet Mini"), 1)
    )
    assert [title.partition(":")[0] for title in titles(page)] == ["Seg Any", "Seg Fast", "SegNet Mini"]


def test_the_heading_of_a_list_inside_a_digest_is_no_paper():
    page = (
        TAGGED
        + "\n# 5.0 Related work & Paper list\n\n- one of them ([code](https://arxiv.org/abs/2001.00002))\n"
    )
    assert "Related work & Paper list" not in titles(page)
    assert len(titles(page)) == 8


def test_a_day_and_a_venue_before_a_title_date_and_place_it():
    page = """# Papers

- 20180919 JMLR [Invariant Models for Causal Boats](https://jmlr.org/papers/v19/16-432.html)
- 20210511 ACL-21 [Are Oars Better than Sails?](https://arxiv.org/abs/2105.00001)
- ICLR-23 Coherent Rowing at Test Time for Robust Boats [[arxiv](https://arxiv.org/abs/2302.00001)]
"""
    assert [(e.title, e.venue.name if e.venue else None, e.year) for e in read_digest(page.encode(), "p.md").entries] == [
        ("Invariant Models for Causal Boats", "JMLR", 2018),
        ("Are Oars Better than Sails?", "ACL", 2021),
        ("Coherent Rowing at Test Time for Robust Boats", "ICLR", 2023),
    ]  # fmt: skip
