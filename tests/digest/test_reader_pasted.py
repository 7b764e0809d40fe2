"""Pasted text: titles at column 0 by what they cite and where they stand, the rest kept in its place."""

from vaultkit.digest.entry import Digest, Venue
from vaultkit.digest.read import explain, read_digest

NUMBERED = """\
ReadingList_Jun21

1. Do Kernels Dream of Hilbert Spaces? ICLR, 2023.

  • Summary [src]
    • Dreams are kernels , mostly. (정말?)
      1. nested number

image-20230511140659637

\u00a0

\u00a0

2. Counting Patches without Looking. VGG group and DeepMind, 2023.

  • Idea
Paper: the long version
"""

BARE = """\
ReadingList_Mar23

PatchTree V3: Scaling Trees with Patches_CVPR23

  • Introduction
    • Trees grow.

image-20230330150328966

image-20230330150342822

\u00a0

\u00a0

Offsite-Gardening: Growing without Soil

  • Key sentences

\u00a0

The Left-Right Procedure: First Steps, Jane Roe, 2022

  • Drawback
"""


def read(text: str) -> Digest:
    return read_digest(text.encode(), "list.txt")


def test_numbered_titles_give_papers_with_their_own_lines():
    digest = read(NUMBERED)
    first, second = digest.entries
    assert (digest.title, digest.reader) == ("ReadingList_Jun21", "pasted")
    assert (first.line, first.number, first.year) == (3, 1, 2023)
    assert first.venue == Venue("ICLR", "ICLR", "conference")
    assert [line.text for line in first.lines] == [
        "  • Summary [src]",
        "    • Dreams are kernels , mostly. (정말?)",
        "      1. nested number",
        "image-20230511140659637",
    ]
    assert [(picture.name, picture.line) for picture in first.pictures] == [("image-20230511140659637", 9)]
    assert (second.orgs, second.year, second.venue) == (("VGG group", "DeepMind"), 2023, None)
    assert second.lines[-1].text == "Paper: the long version"


def test_a_bare_line_is_a_title_where_the_others_stand():
    digest = read(BARE)
    assert [(entry.title, entry.form) for entry in digest.entries] == [
        ("PatchTree V3: Scaling Trees with Patches", "T1"),
        ("Offsite-Gardening: Growing without Soil", "T0"),
        ("The Left-Right Procedure: First Steps", "T4"),
    ]
    assert len(digest.entries[0].pictures) == 2
    assert [line.number for line in digest.front] == [1]


def test_a_numbered_line_that_is_no_title_opens_no_paper_and_is_reported():
    digest = read(
        "1. Streets and Lanes of the World -ICLR21\n\n  • a\n\n1.1 읽을 것 List\n\n  1. b\n\n"
        "2. Roads of Europe -CVPR20\n"
    )
    assert [entry.title for entry in digest.entries] == [
        "Streets and Lanes of the World",
        "Roads of Europe",
    ]
    assert [line.number for line in digest.unplaced] == [5, 7]


def test_prose_gives_no_paper():
    prose = (
        "On walking\n\nYesterday we walked a long way. It was in Rome, Italy, 2022 was the year.\n"
        "We saw:\n\n  • a church\n  • a dog\n\nThe next day we rested, and wrote to CVPR 2019.\n"
    )
    digest = read(prose)
    assert digest.entries == ()
    assert len(digest.front) == 6


def test_an_empty_text_is_a_digest_without_entries():
    assert read("").entries == ()
    assert read("\n \n\u00a0\n").front == ()


def test_explain_says_how_each_line_was_read():
    told = explain(read(NUMBERED))
    assert told[0] == (1, "front", "")
    assert told[1] == (3, "title", "T3: venue ICLR, year 2023")
    assert [role for _, role, _ in told[2:6]] == ["item", "item", "item", "picture"]
    assert len(told) == sum(bool(line.strip()) for line in NUMBERED.splitlines())


def test_names_addresses_and_status_under_and_after_a_title_are_read():
    digest = read(
        "1. Walks: A Framework for Maps. Preprint.\n\nJane Roe, Ann Doe [pdf] [project], 2021.11\n\n"
        "2. Roads of Europe. ACL 2021.\n\nPaper: https://arxiv.org/abs/2101.00001\n"
    )
    first, second = digest.entries
    assert (first.title, first.status, first.authors) == (
        "Walks: A Framework for Maps",
        "preprint",
        ("Jane Roe", "Ann Doe"),
    )
    assert second.identifiers == (("arxiv", "2101.00001"), ("url", "https://arxiv.org/abs/2101.00001"))


def test_a_line_over_the_address_of_a_paper_is_a_title():
    digest = read("To read\n\nRoads\nhttps://arxiv.org/abs/2101.00001\n\nLanes\nhttps://a.org/lanes.pdf\n")
    assert [entry.title for entry in digest.entries] == ["Roads", "Lanes"]
    assert read("To read\n\nRoads\nhttps://example.org/shop\n").entries == ()


def test_titles_line_under_line_and_titles_as_bullets():
    assert [entry.title for entry in read("Slow Walks_CVPR23\nRoads of Europe_ICCV21\n").entries] == [
        "Slow Walks",
        "Roads of Europe",
    ]
    digest = read("Week 20\n\n• Slow Walks. CVPR 2023\n  • nice\n• Roads (ICCV 2021)\n")
    assert [(entry.title, len(entry.lines)) for entry in digest.entries] == [("Slow Walks", 1), ("Roads", 0)]
    assert read("Week 20\n\n• We went (2021)\n• and came\n• and stayed in Rome (CVPR 2021)\n").entries == ()


def test_reference_lists_give_title_authors_venue_and_year():
    digest = read(
        '[1] J. Roe, A. Doe, "Slow walks in Rome," in Proc. CVPR, 2020, pp. 1-9.\n'
        "[2] Roe, J., & Doe, A. (2019). Roads of the world. Nature, 521(7553), 436-444.\n"
    )
    assert [(entry.title, entry.authors, entry.year) for entry in digest.entries] == [
        ("Slow walks in Rome", ("J. Roe", "A. Doe"), 2020),
        ("Roads of the world", ("Roe, J.", "Doe, A."), 2019),
    ]
