"""A second opinion on titles: set right one by one where it is sure, and together where a page agrees."""

import pytest

from vaultkit.digest.read import read_digest
from vaultkit.digest.readers._reference import reference
from vaultkit.digest.second import second_opinions
from vaultkit.digest.titles import Context, parse_title
from vaultkit.digest.told import Title

KITES = "Learning to steer small kites with deep neural networks"
SAILS = "A comparison of sail shapes for autonomous boats"
OARS = "Predicting the wear of wooden oars from sparse measurements"


def titles(*texts: str) -> list[str]:
    return [one.title for one in second_opinions([Title(text, text, "T0") for text in texts])]


@pytest.mark.parametrize(
    "line",
    [
        "Roe, J., Doe, A.,* Poe, C. {t}. Harbour Science. 2019, 12(18), 3386",
        "J. Roe, A. Doe, et al. {t}. Phys. Rev. B",
        "Wu Q, Zheng J, Sui X. {t}, preprint 2015; arXiv:1507.08751",
    ],
)
def test_names_before_a_title_and_its_place_behind_it_are_no_part_of_it(line):
    assert titles(line.format(t=KITES)) == [KITES]


def test_what_is_cut_says_who_wrote_it():
    (told,) = second_opinions([Title(text := f"Jane Roe, Ann B. Doe. {KITES}", text, "T0")])
    assert (told.title, told.authors) == (KITES, ("Jane Roe", "Ann B. Doe"))


@pytest.mark.parametrize(
    "title",
    [
        KITES,
        "Kites, sails and oars: a survey of small boats",
        '"Mind the oar": rowing by night',
        "The long evolution of harbours: evidence from five ports (1927–2017)",
        "KiteNet - a small network for small kites",
        "Do kites learn? On the limits of wind",
        "조용한 호수 위의 연: 바람에 관한 연구 (2019)",
    ],
)
def test_a_title_that_is_whole_stays(title):
    assert titles(title) == [title]


def test_a_remark_in_brackets_is_cut_where_several_titles_have_one_like_it():
    assert titles(*(f"{one} (optional)" for one in (KITES, SAILS, OARS))) == [KITES, SAILS, OARS]


def test_one_remark_in_brackets_may_be_a_part_of_its_title():
    assert titles(f"{KITES} (optional)", SAILS) == [f"{KITES} (optional)", SAILS]


def test_titles_in_a_page_are_set_right_and_every_line_keeps_its_place():
    text = f"# Papers\n\n- J. Roe, A. Doe. [{KITES}. Phys. Rev. B](https://arxiv.org/abs/1901.00001)\n  fine wind\n"
    (entry,) = read_digest(text.encode(), "list.md").entries
    assert (entry.title, [line.text for line in entry.lines]) == (KITES, ["  fine wind"])


def test_a_line_that_cites_nothing_is_no_paper_for_what_stands_behind_its_first_words():
    text = "Some Yard announced a new kite — a tool that writes wind forecasts for you.\n\nIt rained in May 2020.\n"
    assert read_digest(text.encode(), "news.txt").entries == ()


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Roe J, Doe A. {t}?: a closer look[C]//Proceedings of the Harbour Meeting. 2002: 79-86.", "{t}?: a closer look"),
        ("Roe J. {t}[J]. 1971.", "{t}"),
        ("Roe J, Lee L. A new way of {t}[C]//Proceedings of the Harbour Meeting. 2004: 271.", "A new way of {t}"),
        ("Roe, Jane I., and A. Dean Doe. 2012. {t}. Harbour Press.", "{t}"),
        ("Roe J, Doe A, {t}, IEEE Trans Image Process 2003; 12:906-916", "{t}"),
    ],
)  # fmt: skip
def test_where_the_names_and_the_title_of_a_reference_end(line, title):
    told = reference(line.format(t=KITES))
    assert told is not None
    assert told.title == title.format(t=KITES)


def test_a_list_of_people_is_no_paper_of_a_page():
    text = (
        f"# Publications\n\n**{KITES}**\nJane Roe; Doe, A.; Ann Poe; Ed Lowe et al (2023)\n\n"
        f"**{SAILS}**\nJane Roe; Ann Poe; Doe, A.; Ed Lowe et al (2021)\n"
    )
    digest = read_digest(text.encode(), "publications.md")
    assert [entry.title for entry in digest.entries] == [KITES, SAILS]


def test_a_title_that_only_looks_like_two_names_stays():
    assert titles("Constructions, Frames and Event Structure") == [
        "Constructions, Frames and Event Structure"
    ]


def test_names_with_an_initial_before_a_first_name_are_no_title():
    told = reference(
        f"Roe, Jane, Elsa Poe, M. Amin Doe, and Ann Lowe. 2018. “{KITES}.” arXiv:1810.03579v2 [cs.SI]."
    )
    assert told is not None
    assert (told.title, told.year) == (KITES, 2018)


def test_a_line_of_nothing_but_names_keeps_them_for_the_title_below():
    text = "".join(
        f"{one}. Roe, J., Doe, A. S., Poe, T., & Lowe, O.\n   ({year}). {title}.\n   In Kite Meeting (pp. 1-9).\n\n"
        for one, year, title in ((1, 2016, KITES), (2, 2018, SAILS), (3, 2010, OARS))
    )
    assert [entry.title for entry in read_digest(text.encode(), "refs.txt").entries] == [KITES, SAILS, OARS]


@pytest.mark.parametrize("colon", [":", ": "])
def test_names_before_a_colon_are_no_part_of_the_title_with_a_blank_or_without(colon):
    told = parse_title(f"Jane Roe, Ann Doe{colon}{KITES}. ICML 2017", Context(by_names=True))
    assert (told.title, told.authors) == (KITES, ("Jane Roe", "Ann Doe"))


def test_a_short_name_before_a_glued_colon_stays():
    told = parse_title("KiteNet:Learning to steer small kites. ICML 2017", Context(by_names=True))
    assert told.title == "KiteNet:Learning to steer small kites"
