"""Title lines: every form of the grammar, each with a line beside it that must be left alone."""

import pytest

from vaultkit.digest.alias import alias_of
from vaultkit.digest.alike import context_of, dated
from vaultkit.digest.titles import Context, parse_title, reads_as_title, split_number

CITED = [
    (
        "1. Do Kernels Dream of Hilbert Spaces? ICLR, 2023.",
        "Do Kernels Dream of Hilbert Spaces?",
        "ICLR",
        2023,
    ),
    ("2. Slow-to-Fast! A Small Schedule. NAVER AI Lab, 2023.", "Slow-to-Fast! A Small Schedule", None, 2023),
    ("PatchTree V3: Scaling Trees_CVPR23", "PatchTree V3: Scaling Trees", "CVPR", 2023),
    ("Few-shot Tuning of Tiny_RNN_CVPR19", "Few-shot Tuning of Tiny_RNN", "CVPR", 2019),
    ("Learning in a Cluster_IPDPSW19", "Learning in a Cluster", "IPDPS Workshop", 2019),
    ("Sparse Gradients_NeurIPS_W22", "Sparse Gradients", "NeurIPS Workshop", 2022),
    ("Quiet Layers_QQRS21", "Quiet Layers", "QQRS", 2021),
    ("MixPatch -ICLR21", "MixPatch", "ICLR", 2021),
    ("MetaNet-ICML17", "MetaNet", "ICML", 2017),
    ("Looking for Gaps - ICLR21 oral", "Looking for Gaps", "ICLR", 2021),
    ("Quiet Lakes (2016) - Tamar, Roe", "Quiet Lakes", None, 2016),
    ("The Quiet Prior (2017) - Roe", "The Quiet Prior", None, 2017),
    ("PPO: https://arxiv.org/pdf/1707.06347 (printed)", "PPO", None, None),
    ("Wide Models Beat People: file:///home/roe/w.pdf", "Wide Models Beat People", None, None),
    ("by Reversing Layers -14", "by Reversing Layers", None, 2014),
    ("[2012.12345] Narrow Rowing Networks", "Narrow Rowing Networks", None, None),
    ("Narrow Rowing Networks- 2015", "Narrow Rowing Networks", None, 2015),
    ("19-SIGCOMM-rowing Offloads for Lakes", "rowing Offloads for Lakes", "SIGCOMM", 2019),
    ("A Study of Streets. IJCV. 2022. 1316.", "A Study of Streets", "IJCV", 2022),
    ("A Study of Streets. ICLR, 2024.0.", "A Study of Streets", "ICLR", 2024),
    ("A Study of Streets, CVPR 2020", "A Study of Streets", "CVPR", 2020),
    ("Deep Click Model(DCM)[KDD'18][Alibaba]", "Deep Click Model (DCM)", "KDD", 2018),
    ("A Study of Streets (ECCV 2020 Oral)", "A Study of Streets", "ECCV", 2020),
    ("[CVPR 2023] A Study of Streets", "A Study of Streets", "CVPR", 2023),
    ("[TreeNet] Growing trees in pixels | [CVPR' 14] | [pdf]", "Growing trees in pixels", "CVPR", 2014),
    ("A Study of Streets. MM'22", "A Study of Streets", "ACM MM", 2022),
    ("A Study of Streets. Findings of EMNLP 2021.", "A Study of Streets", "Findings of EMNLP", 2021),
]


@pytest.mark.parametrize(("line", "title", "venue", "year"), CITED)
def test_a_cited_title_gives_its_title_venue_and_year(line, title, venue, year):
    told = parse_title(line)
    assert (told.title_raw, told.venue.name if told.venue else None, told.year) == (title, venue, year)


@pytest.mark.parametrize(
    "line",
    [
        "Offsite Gardening: Growing without Soil",
        "Divide, Join, Blend, and Renew: Learning by Parts",
        "Waiting in 2024",
        "HTPL 2.1: A Language for Plans",
        "Reaching 85.7% and 88.0% on a Benchmark",
        "Old Maps, Present and Future",
        "A Survey of Cutting Models (CUT): What They Cut",
        "File_name_with_underscores",
        "State-of-the-art pixels",
        "Why we see figure 3, 2023",
    ],
)
def test_a_line_that_cites_nothing_is_all_title(line):
    told = parse_title(line)
    assert (told.title, told.form, told.is_cited) == (line, "T0", False)


def test_years_that_end_most_titles_are_their_years():
    told = [parse_title(f"Quiet {what} for Paper Boats, 2021") for what in ("Oars", "Sails", "Kites")]
    assert (dated(told), dated(told[:2])) == (True, False)
    one = parse_title("Quiet Oars for Paper Boats, 2021", Context(dated=True))
    assert (one.title, one.year) == ("Quiet Oars for Paper Boats", 2021)


def test_a_name_before_the_year_is_the_author():
    told = parse_title("The Left-Right Procedure: First Steps, Jane Roe, 2022")
    assert (told.title, told.authors, told.year, told.venue) == (
        "The Left-Right Procedure: First Steps",
        ("Jane Roe",),
        2022,
        None,
    )


def test_organisations_are_neither_venue_nor_authors():
    told = parse_title("4. Getting More from Less. VGG group and DeepMind, 2023.")
    assert (told.orgs, told.venue, told.authors) == (("VGG group", "DeepMind"), None, ())
    assert parse_title("A Study of Streets (ECCV 2020, 카이스트)").orgs == ("카이스트",)


def test_authors_before_or_after_a_title_are_found():
    assert parse_title("J. Roe, A. Doe. A Study of Streets. ACL 2018").authors == ("J. Roe", "A. Doe")
    assert parse_title("A Study of Streets (2015), J. Roe et al.").authors == ("J. Roe",)
    assert parse_title('Jane Roe, Ann Doe. "Street study." Nature (2015): 436-444.').title == "Street study"


def test_a_short_name_before_a_dash_becomes_one_before_a_colon():
    told = parse_title("SIP- Slow Image Patches for Context_arXiv23")
    assert (told.title, told.title_raw, told.alias) == (
        "SIP: Slow Image Patches for Context",
        "SIP- Slow Image Patches for Context",
        "SIP",
    )
    assert parse_title("Slow-Image patches-ICML17").title == "Slow-Image patches"


def test_a_status_is_no_venue():
    told = parse_title("A Study of Streets. ICLR 2024 rejected (but good scores)")
    assert (told.venue.name if told.venue else None, told.status) == ("ICLR", "rejected (but good scores")


@pytest.mark.parametrize(
    ("title", "alias"),
    [
        ("OARS: A Survey and Critique", None),
        ("OARS: A Peer Review Dataset", "OARS"),
        ("SoK: Rowing at Night", None),
        ("Poster: Rowing at Night", None),
        ("PatchTree V3: Scaling Trees", "PatchTree V3"),
        ("Offsite-Gardening: Growing without Soil", "Offsite-Gardening"),
        ("PIXELBIND: One Space", "PIXELBIND"),
        ("The Left-Right Procedure: First Steps", None),
        ("Making the Most of Gardens: Adapting", None),
        ("Run, Stop: A Walk", None),
        ("Survey: A Walk", None),
        ("No colon here", None),
    ],
)
def test_a_short_name_is_words_that_name_a_thing(title, alias):
    assert alias_of(title) == alias


def test_a_tag_that_titles_share_is_no_part_of_them():
    lines = ["1. DG: Walking Slowly -ICLR21", "2. DG: Walking Fast -ICLR21", "3. TTT: Standing -CVPR20"]
    context = context_of(lines)
    assert [parse_title(line, context).title for line in lines] == [
        "Walking Slowly",
        "Walking Fast",
        "Standing",
    ]
    assert [parse_title(line, context).tag for line in lines] == ["DG", "DG", "TTT"]


def test_capitals_that_abbreviate_the_title_stay():
    lines = ["DG: Walking -ICLR21", "DG: Running -ICLR21", "SIP: Slow Image Patches -ICLR21"]
    assert parse_title(lines[2], context_of(lines)).title == "SIP: Slow Image Patches"
    assert parse_title(lines[0]).title == "DG: Walking"


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("3. Streets. CVPR 2020", "3", "Streets"),
        ("3.6.1. Streets -CVPR20", "3.6.1", "Streets"),
        ("[12] Streets. CVPR 2020", "12", "Streets"),
        ("2.5D Streets. CVPR 2020", None, "2.5D Streets"),
        ("（9）Streets. CVPR 2020", "9", "Streets"),
        ("(9)Streets. CVPR 2020", "9", "Streets"),
        ("3、Streets. CVPR 2020", "3", "Streets"),
    ],
)
def test_numbers_are_kept_apart(line, number, title):
    told = parse_title(line)
    assert (told.number, told.title) == (number, title)


@pytest.mark.parametrize(
    "text", ["Introduction", "We show that it works", "이 논문의 핵심은 동일하다", "Method:", "- x"]
)
def test_labels_and_sentences_do_not_read_as_titles(text):
    assert not reads_as_title(text)


@pytest.mark.parametrize(
    "line",
    [
        "CVPR'20 Walking Through Streets",
        "CVPR'20 扩展版 Walking Through Streets",
        "[2020 CVPR] Walking Through Streets.",
        "Jane Roe, Ann B. Doe, Walking Through Streets of Rome, CVPR 2020",
        "【Walking Through Streets】 CVPR 2020".replace("】 CVPR 2020", " -CVPR20】"),
    ],
)
def test_citations_and_names_may_come_first(line):
    told = parse_title(line)
    assert told.title.removesuffix(" of Rome") == "Walking Through Streets"
    assert (told.venue.name if told.venue else None, told.year) == ("CVPR", 2020)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("keywords_arxiv", "keywords_arxiv"),
        ("Can Walks Rest? Towards Step-based Maps of Roads (ICSE 2022 Workshop paper)", None),
        ("(2019 Some Journal)Walking Through Streets", "Walking Through Streets"),
    ],
)
def test_what_only_looks_like_a_citation_stays_in_the_title(line, title):
    told = parse_title(line)
    assert told.title == (title or "Can Walks Rest? Towards Step-based Maps of Roads")


@pytest.mark.parametrize(
    ("line", "venue", "year"),
    [("PLDI   20' Oars for Safe Boats", "PLDI", 2020), ("ROWS 19' Oars for Safe Boats", "ROWS", 2019)],
)
def test_a_year_with_its_mark_behind_it_stands_before_a_title(line, venue, year):
    told = parse_title(line)
    assert (told.title, told.venue.name if told.venue else None, told.year) == (
        "Oars for Safe Boats",
        venue,
        year,
    )


@pytest.mark.parametrize(
    ("line", "venue", "year", "authors"),
    [
        ("2018-ICML Oars for Safe Boats", "ICML", 2018, ()),
        ("2018-arxiv Oars for Safe Boats", "arXiv", 2018, ()),
        ("19/06/2019 Oars for Safe Boats", None, 2019, ()),
        ("2019 | Oars for Safe Boats | Jane Roe et al. | ICLR", "ICLR", 2019, ("Jane Roe",)),
        ("Oars for Safe Boats, Roe et al. ICLR 2019", "ICLR", 2019, ("Roe",)),
        ("Oars for Safe Boats - Jane Roe et al, ICLR'19", "ICLR", 2019, ("Jane Roe",)),
    ],
)
def test_dates_and_first_writers_around_a_title_are_no_part_of_it(line, venue, year, authors):
    told = parse_title(line)
    assert (told.title, told.venue.name if told.venue else None) == ("Oars for Safe Boats", venue)
    assert (told.year, told.authors) == (year, authors)


@pytest.mark.parametrize(
    "title",
    [
        "Learning to Row by Gradient Descent by Gradient Descent",
        "Finding Oars by Fusing Depth and Wide Pyramids",
    ],
)
def test_a_title_may_say_by_what_means(title):
    assert parse_title(title).title == title


def test_a_short_name_may_stand_before_a_quoted_title():
    told = parse_title('OAR: "Rowing for Paper Boats" ECCV (Oral)')
    assert (told.title, told.alias, told.venue and told.venue.name) == (
        "Rowing for Paper Boats",
        "OAR",
        "ECCV",
    )
    told = parse_title('Jane Roe: "Rowing for Paper Boats" ECCV 2020')
    assert (told.title, told.alias, told.authors) == ("Rowing for Paper Boats", None, ("Jane Roe",))


@pytest.mark.parametrize(
    ("line", "venue", "year"),
    [
        ("Oars for Safe Boats (ICDE 2020, 20+ citations)", "ICDE", 2020),
        ("Oars for Safe Boats (2009, 1,300 citations)", None, 2009),
    ],
)
def test_how_often_a_paper_was_cited_is_no_part_of_it(line, venue, year):
    told = parse_title(line)
    assert (told.title, told.venue and told.venue.name, told.year) == ("Oars for Safe Boats", venue, year)


def test_an_embed_or_an_escaped_link_in_a_title_is_no_link():
    assert parse_title("[[papers/Oars for Boats]] (CVPR 2021)").title == "Oars for Boats"
    assert parse_title("![[oars.png]] Oars for Boats (CVPR 2021)").title == "![[oars.png]] Oars for Boats"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("16.Sail-Net: Rowing", "16"),
        ("6.Notes on Oars", "6"),
        ("3.Dimensional", None),
        ("2.5 Years of Oars", None),
    ],
)
def test_a_number_may_be_glued_to_the_first_word_of_a_title(line, number):
    assert split_number(line)[0] == number
