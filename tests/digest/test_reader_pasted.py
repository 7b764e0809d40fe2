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
