"""Citations are understood to the last word, or not at all."""

import pytest

from vaultkit.digest.venues import cite, organisations, venue, venue_or_new


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("ICLR, 2023.", "ICLR", 2023),
        ("CVPR' 14", "CVPR", 2014),
        ("CVPR23", "CVPR", 2023),
        ("NIPS'98", "NeurIPS", 1998),
        ("ArXiv19", "arXiv", 2019),
        ("lrec2018", "LREC", 2018),
        ("NIPSW' 16", "NeurIPS Workshop", 2016),
        ("CVPR 2023 Workshop on Streets", "CVPR Workshop", 2023),
        ("Street Safety Workshop @ NeurIPS 2022", "NeurIPS Workshop", 2022),
        ("EMNLP 2021 Findings", "Findings of EMNLP", 2021),
        ("Findings of the Association for Computational Linguistics: EMNLP 2020", "Findings of EMNLP", 2020),
        ("Nature 521.7553 (2015): 436-444", "Nature", 2015),
        ("arXiv preprint arXiv:1503.02531 (2015)", "arXiv", 2015),
        ("ICLR (2017)", "ICLR", 2017),
        ("ICLR2023oral", "ICLR", 2023),
        ("Advances in Neural Information Processing Systems. 2014", "NeurIPS", 2014),
        ("In Proceedings of the 57th Conference of the Association for Computational Linguistics (pp. 1-9), 2019", "ACL", 2019),
        ("CVPR 2020, KAIST", "CVPR", 2020),
        ("QQRS21", "QQRS", 2021),
        ("NeruIPS 2020", "NeurIPS", 2020),
        ("17 Nov 2022", None, 2022),
        ("Mar 2024", None, 2024),
    ],
)  # fmt: skip
def test_a_citation_gives_venue_and_year(text, name, year):
    told = cite(text)
    assert told is not None
    assert (told.venue.name if told.venue else None, told.year) == (name, year)


NO_CITATION = """\
see Figure 3, 2023
Jane Roe, 2022
Obesity in 2024
RCNN_CVPR19
and Update, 2020
SAM
14

Walking Models: Past, Present and Future
What we read at CVPR 2020
MM
Nature
RSS"""


@pytest.mark.parametrize("text", NO_CITATION.split("\n"))
def test_words_that_are_no_citation_are_none(text):
    assert cite(text) is None


@pytest.mark.parametrize(
    ("text", "status", "year"),
    [
        ("CVPR 2019 (Oral)", "oral", 2019),
        ("ICCV 2023, Best Paper Candidate", "best paper candidate", 2023),
        ("accepted by CVPR 2023", "accepted by", 2023),
        ("NeurIPS 2022 Datasets and Benchmarks Track", None, 2022),
        ("Preprint", "preprint", None),
    ],
)
def test_status_and_track_are_told_from_the_venue(text, status, year):
    told = cite(text)
    assert told is not None
    assert (told.status, told.year) == (status, year)


def test_organisations_are_listed_as_printed():
    assert organisations("VGG group and DeepMind") == ("VGG group", "DeepMind")
    assert organisations("Seoul National University") == ("Seoul National University",)
    assert organisations("CVPR") == ()


def test_a_field_for_venues_takes_any_name():
    known, new = venue_or_new("mm"), venue_or_new("Journal of Unheard Roads")
    assert (known.name if known else None, new.name if new else None) == (
        "ACM MM",
        "Journal of Unheard Roads",
    )
    assert (known.kind if known else None, new.kind if new else None) == ("conference", "journal")
    assert venue_or_new(" - ") is None
    short = venue_or_new("Walk. Rev. Lett.")
    assert short is not None
    assert short.name == "Walk. Rev. Lett."


def test_an_ambiguous_short_name_counts_only_where_a_venue_must_stand():
    assert venue("MM", certain=False) is None
    assert venue("CVPR", certain=False) == venue("CVPR")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("IEEE Trans. Pattern Anal. Mach. Intell., 2020", "TPAMI"),
        ("J. Mach. Learn. Res. 2020", "JMLR"),
        ("J Mach Learn Res 2020", "JMLR"),
        ("Proc. Int. Conf. Mach. Learn., 2020", "ICML"),
        ("Proc. IEEE Conf. Comput. Vis. Pattern Recognit., 2020", "CVPR"),
        ("Phys. Rev. Lett. 95, 226801 (2020)", "Physical Review Letters"),
        ("N Engl J Med 2020", "NEJM"),
        ("ApJL 848, L12 (2020)", "Astrophysical Journal Letters"),
        ("J. Odd Learn. Res., 2020", None),
        ("Mach. Learn. J. Res., 2020", None),
    ],
)
def test_a_name_cut_short_word_by_word_is_the_venue_whose_words_it_cuts(printed, name):
    said = cite(printed)
    assert (said.venue.name if said and said.venue else None) == name


@pytest.mark.parametrize(
    ("text", "venue", "orgs"),
    [
        ("KYZ, ICASSP 2024", "ICASSP", ("KYZ",)),
        ("Univ. of Lakes, ICLR 2024", "ICLR", ("Univ. of Lakes",)),
        ("Meta AI, Google Research, ICLR 2024", "ICLR", ("Meta AI", "Google Research")),
        ("ICLR Datasets and Benchmarks, 2024", "ICLR", ()),
        ("Lakes. 2024 Jan;14(1):113-28. doi: 10.1000/x", None, ()),
    ],
)
def test_groups_before_a_venue_and_tracks_behind_it_are_told_apart(text, venue, orgs):
    told = cite(text)
    assert (told.venue.name if told and told.venue else None, told.orgs if told else ()) == (venue, orgs)


@pytest.mark.parametrize("text", ["CoNLL-2003 NER", "CVPR, ICCV, ECCV 2020", "KYZ, XYQ 2024"])
def test_capitals_beside_a_year_are_no_groups_where_no_known_venue_follows(text):
    told = cite(text)
    assert told is None or not told.orgs


@pytest.mark.parametrize(
    ("text", "venue", "year"),
    [
        ("NeurIPS 22", "NeurIPS", 2022),
        ("Neurips 21", "NeurIPS", 2021),
        ("Submitted 2 Jan 23 arxiv", "arXiv", 2023),
        ("arXiv, Feb 3rd, '21", "arXiv", 2021),
        ("UAI 2009 (CCF B 会议)", "UAI", 2009),
        ("KDD 2020, CCF A类", "KDD", 2020),
        ("CCF-A, KDD 2020", "KDD", 2020),
        ("SIGIR 2020 [CORE A*]", "SIGIR", 2020),
        ("CORE 2020", "CORE", 2020),
        ("eLife 22", "eLife", None),
        ("NeurIPS 2 Jan", None, None),
    ],
)
def test_two_digits_behind_a_meeting_or_a_day_are_a_year_and_a_rank_is_no_part_of_the_venue(
    text, venue, year
):
    said = cite(text)
    assert (said.venue.name if said and said.venue else None, said.year if said else None) == (venue, year)
