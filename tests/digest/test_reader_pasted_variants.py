"""The many hands of pasted digests: other bullets, other places for venue and year, chats, bare titles."""

import pytest

from vaultkit.digest.document import is_item
from vaultkit.digest.entry import Digest
from vaultkit.digest.read import read_digest

WIDE, SPACER = "\u3000", "\n\u00a0\n\n\u00a0\n"


def read(text: str, name: str = "list.txt") -> Digest:
    return read_digest(text.encode(), name)


def told(digest: Digest) -> list[tuple[str, str | None, int | None, int, int]]:
    """Title, venue, year, number of items and of pictures of each paper."""
    return [
        (
            entry.title,
            entry.venue.name if entry.venue else None,
            entry.year,
            sum(is_item(line.text) for line in entry.lines),
            len(entry.pictures),
        )
        for entry in digest.entries
    ]


@pytest.mark.parametrize(
    ("line", "venue", "year", "orgs"),
    [
        ("Kites over Quiet Lakes @ ICCV23", "ICCV", 2023, ()),
        ("Kites over Quiet Lakes @ICCV'23", "ICCV", 2023, ()),
        ("Kites over Quiet Lakes | ICCV 2023 | Some Yard", "ICCV", 2023, ()),
        ("① Kites over Quiet Lakes_ICCV23", "ICCV", 2023, ()),
        ("⑫ Kites over Quiet Lakes_ICCV23", "ICCV", 2023, ()),
        ("논문 2. Kites over Quiet Lakes (ICCV 2023)", "ICCV", 2023, ()),
        ("Paper 3: Kites over Quiet Lakes (ICCV 2023)", "ICCV", 2023, ()),
        ("🔥 Kites over Quiet Lakes. ICCV, 2023.", "ICCV", 2023, ()),
        ("Kites over Quiet Lakes (ICCV 2023 채택)", "ICCV", 2023, ()),
        ("Kites over Quiet Lakes (24' ICCV)", "ICCV", 2024, ()),
        ("Kites over Quiet Lakes (arXiv 24.01)", "arXiv", 2024, ()),
        ("Kites over Quiet Lakes (Meta, '23)", None, 2023, ("Meta",)),
        ("Kites over Quiet Lakes (한국정보과학회, 2023년)", "한국정보과학회", 2023, ()),
        ("Kites over Quiet Lakes, ICCV '23 (Some Yard)", "ICCV", 2023, ("Some Yard",)),
        ("Kites over Quiet Lakes\nICCV 2023 / Meta", "ICCV", 2023, ("Meta",)),
        ("Kites over Quiet Lakes\nJ Roe, A Doe… - Journal of Kites, 2023 - kites.org", "Journal of Kites", 2023, ()),
        ("Kites over Quiet Lakes\nJane Roe, Ann Doe • ICCV • 2023", "ICCV", 2023, ()),
        ("Kites over Quiet Lakes\nJ Roe, A Doe - Advances in Kite …, 2023 - kites.org", None, 2023, ()),
    ],
)  # fmt: skip
def test_venue_year_and_group_are_read_wherever_they_stand(line, venue, year, orgs):
    (entry,) = read(f"Kept on Tuesday\n\n{line}\n\n  • one item\n").entries
    assert entry.title == "Kites over Quiet Lakes"
    assert (entry.venue.name if entry.venue else None, entry.year, entry.orgs) == (venue, year, orgs)


@pytest.mark.parametrize(
    "line",
    [
        "1. Kites over Quiet Lakes (https://arxiv.org/abs/2301.00001)",
        "1. Kites over Quiet Lakes https://arxiv.org/pdf/2301.00001.pdf",
        "1. Kites over Quiet Lakes: https://arxiv.org/abs/2301.00001v2 (PRINTED)",
        "Kites over Quiet Lakes — https://arxiv.org/abs/2301.00001",
        "Kites over Quiet Lakes\narXiv:2301.00001",
        "• Kites over Quiet Lakes - https://arxiv.org/abs/2301.00001",
    ],
)
def test_an_address_behind_or_under_a_title_is_no_part_of_it_and_proves_it(line):
    (entry,) = read(f"to read\n\n{line}\n").entries
    assert entry.title == "Kites over Quiet Lakes"
    assert ("arxiv", "2301.00001") in entry.identifiers


def test_a_remark_that_ends_in_an_address_is_no_title():
    assert read("to read\n\nsee also https://arxiv.org/abs/2301.00001\n").entries == ()


@pytest.mark.parametrize(
    ("items", "count"),
    [
        ("•\tone\no\ttwo\no\tthree", 3),
        (f"{WIDE}• one\n{WIDE}{WIDE}• two", 2),
        ("\t• one\n\t\t• two\n\t\t\t• three", 3),
        ("  ◦ one\n    ▪ two\n    ➢ three\n    ㆍ four", 4),
        ("  •one\n  •two", 2),
        ("  • one\n    ① two\n    ② three", 3),
        ("  \uf0b7 one\n    \uf0a7 two", 2),
        ("not a list at all, but words\nover two lines", 0),
    ],
)
def test_every_bullet_that_programs_paste_is_an_item(items, count):
    digest = read(f"1. Kites over Quiet Lakes. ICCV, 2023.\n\n{items}\n\n2. Sails at Noon. CVPR, 2022.\n")
    assert told(digest) == [
        ("Kites over Quiet Lakes", "ICCV", 2023, count, 0),
        ("Sails at Noon", "CVPR", 2022, 0, 0),
    ]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Untitled", 1),
        ("Untitled 2.png", 1),
        ("Pasted image 20230101101010.png", 1),
        ("스크린샷 2023-01-01 오후 3.21.10.png", 1),
        ("kites_at_noon.jpeg", 1),
        ("the kite is in kites.jpeg", 0),
        ("Untitled works", 0),
    ],
)
def test_the_name_of_a_picture_alone_on_a_line_stands_for_it(line, count):
    (entry,) = read(f"1. Kites over Quiet Lakes. ICCV, 2023.\n\n  • one\n\n{line}\n").entries
    assert len(entry.pictures) == count


def test_titles_that_cite_nothing_are_known_by_their_lists():
    text = f"""HotList_Aug08

Kites over Quiet Lakes with Long Lines
{SPACER}
  • Introduction
    • 바람이 분다

image-20230808101010100
{SPACER}
Sails at Noon: Steering without Wind

  • Method
"""
    assert told(read(text)) == [
        ("Kites over Quiet Lakes with Long Lines", None, None, 2, 1),
        ("Sails at Noon: Steering without Wind", None, None, 1, 0),
    ]


def test_sentences_over_lists_are_no_titles_where_nothing_speaks_of_papers():
    text = "Things we still have to do\n\n- buy bread\n\nWhat everybody said about it\n\n- nothing\n"
    assert read(text, "minutes.txt").entries == ()


def test_the_dated_name_of_a_list_is_no_paper():
    digest = read("Weekly memo (2023.06.19)\n\nKites over Quiet Lakes (ICCV 2023)\n\n- one\n")
    assert (digest.title, told(digest)) == (
        "Weekly memo (2023.06.19)",
        [("Kites over Quiet Lakes", "ICCV", 2023, 1, 0)],
    )


def test_lines_and_dashes_between_papers_hide_none():
    text = "My list\n─────\nKites over Quiet Lakes. ICCV, 2023.\n - one\n─────\nSails at Noon. Meta, 2024.\n - two\n"
    assert [entry.title for entry in read(text).entries] == ["Kites over Quiet Lakes", "Sails at Noon"]


CHATS = [
    "[영희] [오후 2:31] {first}\n[영희] [오후 2:32] 재밌다\n[철수] [오후 3:05] {second}\n[철수] [오후 3:06] 나도\n",
    "2023. 6. 19. 오후 2:31, 영희 : {first}\n2023. 6. 19. 오후 3:05, 철수 : {second}\n",
    "6/19/23, 14:31 - Ann Doe: {first}\n6/19/23, 15:05 - Jane Roe: {second}\n",
    "ann  2:31 PM\n{first}\njane  3:05 PM\n{second}\nthat is all\n",
    "[2:31 PM] Doe, Ann\n{first}\n[3:05 PM] Roe, Jane\n{second}\n",
    "Ann Doe — Today at 2:31 PM\n{first}\nJane Roe — Today at 3:05 PM\n{second}\n",
]


@pytest.mark.parametrize("chat", CHATS)
def test_what_was_said_in_a_chat_is_read_without_its_speakers_and_kept_with_them(chat):
    text = chat.format(first="Kites over Quiet Lakes (ICCV 2023)", second="Sails at Noon (CVPR 2022)")
    digest = read(text)
    assert [entry.title for entry in digest.entries] == ["Kites over Quiet Lakes", "Sails at Noon"]
    parts = [line for entry in digest.entries for line in (*entry.title_lines, *entry.lines)]
    every = sorted((line.number, line.text) for line in (*parts, *digest.front, *digest.unplaced))
    assert every == list(enumerate(text.splitlines(), 1))


def test_marked_items_with_addresses_are_the_papers_of_a_message():
    text = (
        "ann  2:31 PM\nTwo for Friday:\n• Kites over Lakes — https://arxiv.org/abs/2301.00001\n"
        "jane  3:05 PM\nand mine\n• Sails at Noon — https://arxiv.org/abs/2301.00002\n"
    )
    digest = read(text)
    assert [entry.title for entry in digest.entries] == ["Kites over Lakes", "Sails at Noon"]
    assert [line.number for line in digest.front] == [1, 2, 4, 5]


def test_a_time_that_is_said_once_makes_no_chat():
    (entry,) = read("Kites over Quiet Lakes (ICCV 2023)\n\n- meeting at 14:05\n").entries
    assert len(entry.lines) == 1


def test_alerts_by_mail_give_a_paper_for_each_title_over_its_names():
    text = """New results

[PDF] Kites over quiet lakes
T Roe, SS Doe, Y Poe… - Advances in kite …, 2022 - kites.org
The first words of the abstract …

Sails at noon
J. Roe, Ann Doe, +4 authors, Ed Poe
Trans. Mach. Learn. Res. • 14 April 2023
TLDR: it works.
"""
    kites, sails = read(text).entries
    assert (kites.title, kites.year, kites.venue) == ("Kites over quiet lakes", 2022, None)
    assert kites.authors == ("T Roe", "SS Doe", "Y Poe")
    assert (sails.title, sails.year, sails.authors) == (
        "Sails at noon",
        2023,
        ("J. Roe", "Ann Doe", "Ed Poe"),
    )
    assert sails.venue
    assert sails.venue.name == "TMLR"


@pytest.mark.parametrize(
    "text",
    [
        "Two papers\n1. <https://arxiv.org/abs/2301.00001|Kites over Quiet Lakes>\n2. <https://arxiv.org/abs/2301.00002|Sails at Noon>\n",
        "Two papers\n\n1️⃣ Kites over Quiet Lakes\nAll about it. (arxiv.org/abs/2301.00001)\n\n2️⃣ Sails at Noon Again\nMore. (arxiv.org/abs/2301.00002)\n",
        "Plan\n\nMar 3: Kites over Quiet Lakes (Roe et al., ICCV 2023) - by Ann\nMar 10: no meeting\nMar 17: Sails at Noon (CVPR 2022) - by Eve\n",
        "Plan\n\n3월 3일: Kites over Quiet Lakes (ICCV 2023)\n3월 10일: Sails at Noon (CVPR 2022)\n",
    ],
)  # fmt: skip
def test_links_keycaps_and_days_of_meetings_lead_to_titles(text):
    first, second = read(text).entries
    assert (first.title, second.title.removesuffix(" Again")) == ("Kites over Quiet Lakes", "Sails at Noon")


def test_the_reference_under_another_is_not_taken_for_what_it_cites():
    digest = read(
        "1. Kites over Quiet Lakes\n2. Roe, J. Sails at Noon. CVPR, 2022.\n3. Doe, A. Oars. ICCV, 2021.\n"
    )
    assert all(entry.title != "Kites over Quiet Lakes" for entry in digest.entries)


@pytest.mark.parametrize(
    ("line", "venue", "year", "orgs"),
    [
        ("1. Kites over Quiet Lakes. Microsoft, UNC, 2023.", None, 2023, ("Microsoft", "UNC")),
        ("1. Kites over Quiet Lakes (Stability AI, ICML 2024)", "ICML", 2024, ("Stability AI",)),
        ("1. Kites over Quiet Lakes (Meta / ICLR 2025)", "ICLR", 2025, ("Meta",)),
        ("Title: Kites over Quiet Lakes (CVPR'24)", "CVPR", 2024, ()),
        ("1. Kites over\nQuiet\nLakes. ICLR, 2025.", "ICLR", 2025, ()),
    ],
)
def test_groups_labels_and_line_ends_cut_no_title(line, venue, year, orgs):
    (entry,) = read(f"My list\n\n{line}\n\n  • one item\n").entries
    assert entry.title == "Kites over Quiet Lakes"
    assert (entry.venue.name if entry.venue else None, entry.year, entry.orgs) == (venue, year, orgs)


def test_a_numbered_title_of_several_lines_ends_over_its_address():
    text = "1. Kites over\nQuiet Lakes\nhttps://arxiv.org/abs/2301.00001\n\n2. Sails\nhttps://arxiv.org/abs/2301.00002\n"
    kites, sails = read(text).entries
    assert (kites.title, [line.number for line in kites.title_lines]) == ("Kites over Quiet Lakes", [1, 2])
    assert sails.title == "Sails"


@pytest.mark.parametrize("mark", ["■ ", "* ", "- "])
def test_marked_titles_have_the_deeper_items_as_their_own(mark):
    text = f"Digest - 2023/10/12\n\n{mark}Kites over Quiet Lakes / ICML 2024\n\t- one\n{mark}Sails at Noon [CVPR 2023, Meta]\n\t- two\n\t\t- three\n"
    assert told(read(text)) == [
        ("Kites over Quiet Lakes", "ICML", 2024, 1, 0),
        ("Sails at Noon", "CVPR", 2023, 2, 0),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Kites over Quiet Lakes, Roe et al., ICCV 2023",
        "Kites over Quiet Lakes by Jane Roe, Ann Doe. ICCV 2023.",
        "Kites over Quiet Lakes. Roe et al. ICCV 2023",
        "Kites over Quiet Lakes\nRoe et al., Some Lab, ICCV 2023",
        "Kites over Quiet Lakes\n(Roe et al., ICCV 2023)",
        "Kites over Quiet Lakes\n\n- Venue: ICCV 2023\n- Authors: Jane Roe, Ann Doe",
    ],
)
def test_names_behind_or_under_a_title_are_its_authors(line):
    (entry,) = read(f"To read\n\n{line}\n").entries
    assert (entry.title, entry.year) == ("Kites over Quiet Lakes", 2023)
    assert entry.authors in (("Roe",), ("Jane Roe", "Ann Doe"))


def test_what_follows_by_is_no_name_when_it_is_a_title():
    (entry,) = read("To read\n\nSteering by Stars, Wind and Long Ropes. ICCV 2023.\n").entries
    assert (entry.title, entry.authors) == ("Steering by Stars, Wind and Long Ropes", ())


@pytest.mark.parametrize(
    "line",
    [
        "> Kites over Quiet Lakes — ICCV 2023",
        "*Kites over Quiet Lakes* (ICCV 2023)",
        "# Kites over Quiet Lakes (ICCV 2023)",
        "#1 Kites over Quiet Lakes (ICCV 2023)",
        "[x] Kites over Quiet Lakes (ICCV 2023)",
        "★★☆ Kites over Quiet Lakes (ICCV 2023)",
        "Ⅰ. Kites over Quiet Lakes (ICCV 2023)",
        "Kites over Quiet Lakes\tICCV 2023",
        "Kites over Quiet Lakes     ICCV 2023",
        "Kites over Quiet Lakes; ICCV 2023",
        "Kites over Quiet Lakes [ICCV23, Meta]",
        "Kites over Quiet Lakes (KYZ, ICCV 2023)",
        "Kites over Quiet Lakes. ICCV Datasets and Benchmarks, 2023.",
        "ㅁ Kites over Quiet Lakes [ICCV23]",
    ],
)
def test_marks_around_a_title_and_signs_before_its_citation_are_no_part_of_it(line):
    (entry,) = read_digest(f"To read\n\n{line}\n   ㄴ one\n".encode(), "x.txt", "pasted").entries
    assert entry.title == "Kites over Quiet Lakes"
    assert entry.venue
    assert (entry.venue.name, entry.year) == ("ICCV", 2023)
    assert sum(is_item(line.text) for line in entry.lines) == 1


@pytest.mark.parametrize(
    "lines",
    [
        "1. Kites over Quiet Lakes and\n   over the Sea. ICCV 2023.",
        "Kites over Quiet Lakes and\n   over the Sea. ICCV 2023.",
        "1. Kites over Quiet\n   Lakes and\n   over the Sea. Meta, 2023.",
    ],
)
def test_a_title_goes_on_in_indented_lines_up_to_its_citation(lines):
    (entry,) = read(f"To read\n\n{lines}\n\n   - one\n").entries
    assert (entry.title, entry.year) == ("Kites over Quiet Lakes and over the Sea", 2023)
    assert [line.number for line in entry.title_lines] == list(range(3, 4 + lines.count("\n")))


def test_indented_prose_under_a_title_is_no_part_of_it():
    (entry,) = read(
        "To read\n\n1. Kites over Quiet Lakes. ICCV 2023.\n   They fly. Found at CVPR 2022.\n"
    ).entries
    assert (entry.title, entry.year) == ("Kites over Quiet Lakes", 2023)


def test_labelled_items_prove_the_title_above_them():
    text = "September\n\nKites over Quiet Lakes\n• Venue: ICCV 2023 (best paper)\n• Affiliation: Meta\n• they fly\n"
    (entry,) = read(text).entries
    assert entry.venue
    assert (entry.title, entry.venue.name, entry.year, entry.orgs) == (
        "Kites over Quiet Lakes",
        "ICCV",
        2023,
        ("Meta",),
    )
    assert read(text.replace("Venue", "Setup").replace("Affiliation", "Mood")).entries == ()


def test_lines_that_cite_in_one_form_are_titles_over_prose_without_blank_lines():
    text = "Week 3\nKites over Quiet Lakes (Meta, ICCV 2023)\nlong lines.\nSails at High Noon (CVPR 2022)\nno wind.\n"
    assert [entry.title for entry in read(text).entries] == ["Kites over Quiet Lakes", "Sails at High Noon"]
    assert (
        read(
            "A story\nWe met there once (ICCV 2023)\nand left.\nThen we met again (CVPR 2022)\nand stayed.\n"
        ).entries
        == ()
    )


def test_sections_with_a_sign_of_their_own_are_no_items_of_the_paper_above():
    text = "List\n\n■ Must read\n\nKites over Quiet Lakes (ICCV 2023)\n- one\n\n■ Later\n\nSails at High Noon (CVPR 2022)\n- two\n"
    digest = read(text)
    assert [items for _, _, _, items, _ in told(digest)] == [1, 1]
    assert [line.number for line in digest.front] == [1, 3, 8]


LISTED = [
    "Kites over Quiet Lakes",
    "Sails at High Noon in June",
    "Oars: Rowing with Long Arms",
    "Boats of the North Sea",
    "Winds and Waves of Winter",
]


@pytest.mark.parametrize("before", ["", "2021_", "#", "• ", "  - "])
@pytest.mark.parametrize("behind", ["", " : review"])
def test_a_text_that_is_nothing_but_titles_is_a_list_of_papers(before, behind):
    if behind and before.strip() not in ("•", "-"):
        return
    text = "".join(f"{before}{title}{behind}\n" for title in LISTED)
    text = f"Papers\n\n{text}" if before.strip() in ("•", "-") else text
    assert [entry.title for entry in read_digest(text.encode(), "papers.txt", "pasted").entries] == LISTED


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{title.lower()}\n" for title in LISTED),
        "".join(f"B-{n} KEY_{n}0000,{title}\n" for n, title in enumerate(LISTED)),
        "".join(f"{title} is what we saw.\n" for title in LISTED),
        "\n".join(LISTED[:3]),
    ],
)
def test_lines_that_are_not_all_titles_are_no_list_of_papers(text):
    assert read(text, "notes.txt").entries == ()


def test_a_title_over_names_and_a_journal_as_pubmed_prints_it():
    text = "Ideas\n\nKites over quiet lakes.\nRoe J, Doe AB.\nLakes. 2013 Jan;14(1):113-28.\nhttp://www.ncbi.nlm.nih.gov/pubmed/1\n"
    (entry,) = read(text).entries
    assert entry.venue
    assert (entry.title, entry.venue.name, entry.year) == ("Kites over quiet lakes", "Lakes", 2013)
    assert entry.authors == ("Roe J", "Doe AB")


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("사진", 1),
        ("[사진]", 1),
        ("사진 2장", 1),
        ("<image: a b.png>", 1),
        ("[image]", 1),
        ("사진을 봤다", 0),
        ("[note]", 0),
    ],
)
def test_placeholders_of_chats_and_word_processors_are_pictures(line, count):
    (entry,) = read(f"1. Kites over Quiet Lakes. ICCV, 2023.\n\n  • one\n\n{line}\n").entries
    assert len(entry.pictures) == count


@pytest.mark.parametrize(
    "line",
    [
        "Kites over Quiet Lakes and Seas (2301.00001)",
        "Kites over Quiet Lakes and Seas [2301.00001v2]",
        "Kites over Quiet Lakes and Seas (arXiv:2301.00001)",
    ],
)
def test_a_number_of_arxiv_behind_a_title_proves_it(line):
    (entry,) = read(f"To read\n\n{line}\n- one\n").entries
    assert entry.title == "Kites over Quiet Lakes and Seas"
    assert entry.identifiers == (("arxiv", "2301.00001"),)


@pytest.mark.parametrize("behind", [" ★★★☆☆", " ⭐⭐", " (8/10)", " 4.5/5", " 🔥🔥"])
@pytest.mark.parametrize("number", ["1. ", "01 ", "1  ", ""])
def test_ratings_behind_and_bare_numbers_before_a_title_are_no_part_of_it(number, behind):
    (entry,) = read(f"To read\n\n{number}Kites over Quiet Lakes. Meta, ICCV 2023.{behind}\n").entries
    assert (entry.title, entry.year, entry.orgs) == ("Kites over Quiet Lakes", 2023, ("Meta",))


def test_an_address_over_a_title_proves_no_line_above_it():
    text = (
        "List\n\nmorning all\nhttps://arxiv.org/abs/2301.00001\nKites over Quiet Lakes (ICCV 2023)\n\nnice\n"
    )
    assert [entry.title for entry in read(text).entries] == ["Kites over Quiet Lakes"]


def test_a_quotation_over_an_address_is_no_title_where_titles_are_not_quoted():
    text = "List\n\nKites over Lakes (ICCV 2023)\n> they fly well\nhttps://arxiv.org/abs/2301.00001\n"
    assert [entry.title for entry in read(text).entries] == ["Kites over Lakes"]


def test_items_are_titles_when_the_lines_inside_them_cite():
    text = "Read in May\n\n* Kites over Quiet Lakes\n  [Meta; ICCV 2023]\n  - one\n* Sails at High Noon\n  - CVPR 2022\n"
    assert [(one.title, one.year, one.orgs) for one in read(text).entries] == [
        ("Kites over Quiet Lakes", 2023, ("Meta",)),
        ("Sails at High Noon", 2022, ()),
    ]
    assert read(text.replace("ICCV 2023", "old").replace("CVPR 2022", "new")).entries == ()


def test_days_over_titles_are_no_items_of_the_paper_above():
    text = "* 5/13 (Mon)\nKites over Quiet Lakes | ICCV 2023\nlong\n\n* 5/15 (Wed)\nSails at Noon | CVPR 2022\n- one\n"
    assert [items for _, _, _, items, _ in told(read(text))] == [0, 1]


def test_numbered_titles_of_one_word_stand_with_the_others():
    text = "Papers\n\n1) Kites over Quiet Lakes\n   - one\n2) Sails: Steering at Noon\n   - two\n3) Oars\n   - three\n"
    assert [entry.title for entry in read(text).entries][2:] == ["Oars"]
    assert (
        read(text.replace("Kites over Quiet Lakes", "Bread").replace("Sails: Steering", "and")).entries == ()
    )


def test_a_group_behind_a_dash_proves_titles_also_under_a_section_in_brackets():
    text = "Picks\n\n[Outdoors]\nKite-minded Autonomous Flying - Meta\n- one\nSails at High Noon - Google Research\n- two\n"
    assert [(one.title, one.orgs) for one in read(text).entries] == [
        ("Kite-minded Autonomous Flying", ("Meta",)),
        ("Sails at High Noon", ("Google Research",)),
    ]


@pytest.mark.parametrize(
    ("line", "orgs"),
    [
        ("1. Do Kites Fly over Lakes? YQ Lake Yard, ICCV 2023.", ("YQ Lake Yard",)),
        ("1. Do Kites Fly over Lakes? Kitely, ICCV 2023.", ("Kitely",)),
        ("[ICCV 2023] Do Kites Fly over Lakes? / Kitely", ("Kitely",)),
        ("Do Kites Fly over Lakes?\nICCV 2023 · Kitely Research", ("Kitely Research",)),
        ("Do Kites Fly over Lakes?\nMeta, Google Research | ICCV 2023", ("Meta", "Google Research")),
        ("Do Kites Fly over Lakes? (Meta, KYZ; ICCV 2023)", ("Meta", "KYZ")),
    ],
)
def test_groups_beside_a_venue_that_is_known_are_no_part_of_the_title(line, orgs):
    (entry,) = read(f"To read\n\n{line}\n\n  • one\n").entries
    assert (entry.title, entry.year, entry.orgs) == ("Do Kites Fly over Lakes?", 2023, orgs)


def test_a_second_sentence_of_a_title_is_no_group():
    (entry,) = read("To read\n\n1. Do Kites Fly? Lines over Quiet Lakes, ICCV 2023.\n").entries
    assert (entry.title, entry.orgs) == ("Do Kites Fly? Lines over Quiet Lakes", ())


@pytest.mark.parametrize(("line", "titles"), [("Cold Oars", 3), ("Related Work", 2), ("cold oars", 2)])
def test_short_titles_stand_with_the_long_ones_but_parts_of_a_paper_do_not(line, titles):
    long = ("Kites over Quiet Lakes with Long Lines", "Sails at High Noon in June")
    text = "".join(f"{SPACER}\n{title}\n\n  • one\n" for title in (*long, line))
    assert len(read(f"HotList_Aug08\n{text}").entries) == titles


def test_the_first_title_may_stand_right_under_the_name_of_the_list():
    text = (
        "Hot papers, May\nKites over Quiet Lakes. Meta, ICCV 2023.\n• one\nSails at Noon. CVPR 2022.\n• two\n"
    )
    assert [entry.title for entry in read(text).entries] == ["Kites over Quiet Lakes", "Sails at Noon"]


def test_labels_in_brackets_are_fields():
    text = "기록\n\n[제목] Kites over Quiet Lakes\n[학회] ICCV 2023\n[기관] Meta\n- one\n\n[제목] Sails at Noon\n[학회] CVPR 2022\n[기관] Meta\n"
    assert [(one.title, one.year, one.orgs) for one in read(text).entries] == [
        ("Kites over Quiet Lakes", 2023, ("Meta",)),
        ("Sails at Noon", 2022, ("Meta",)),
    ]


@pytest.mark.parametrize(
    ("line", "venue", "year", "authors"),
    [
        ("[1] J. Roe, A. Doe, and S.-T. Moe. Kites over Quiet Lakes. In Proc. of ICCV, 2019.",
         "ICCV", 2019, ("J. Roe", "A. Doe", "S.-T. Moe")),
        ("Roe, J. (2019), \"Kites over Quiet Lakes,\" American Economic Review 84(4), 77-79.",
         "American Economic Review", 2019, ("Roe, J.",)),
        ("Society of Kites. (2019). Kites over Quiet Lakes. Science, 349(6251), aac47.", "Science", 2019, ()),
        ("\"Kites over Quiet Lakes\", Roe et al., ICCV 2019. I came back to it. The wind is wrong.",
         "ICCV", 2019, ("Roe",)),
        ("Kites over Quiet Lakes. Jane Roe, Ann Doe. ICCV, 2019. She says that the wind is wrong.",
         "ICCV", 2019, ("Jane Roe", "Ann Doe")),
        ("Kites over Quiet Lakes (ICCV 2019) / 발표 소영", "ICCV", 2019, ()),
        ("Kites over Quiet Lakes - Roe/Doe, Nature 238, 37 (2019)", "Nature", 2019, ("Roe", "Doe")),
        ("Kites over Quiet Lakes - Roe and friends, Nature 238, 37 (2019)", "Nature", 2019, ("Roe",)),
        ("둘째, \"Kites over Quiet Lakes\" (ICCV 2019)입니다.", "ICCV", 2019, ()),
    ],
)  # fmt: skip
def test_a_reference_and_a_sentence_that_goes_on_give_their_paper(line, venue, year, authors):
    (entry,) = read(f"Kept on Tuesday\n\n{line}\n\n  • one item\n").entries
    assert (entry.title, entry.year, entry.authors) == ("Kites over Quiet Lakes", year, authors)
    assert (entry.venue.name if entry.venue else None) == venue


@pytest.mark.parametrize(
    "line",
    [
        "We read the paper of Roe and Doe. It came out in 2019. The wind is wrong.",
        "Berkeley Kites 294: Quiet Lakes, Fall 2019",
    ],
)
def test_prose_with_a_year_and_a_lecture_under_its_name_are_no_references(line):
    first, *rest = read(f"1. Boats at Noon. ICCV, 2023.\n\n  • fine\n\n{line}\n\n  • one item\n").entries
    assert (first.title, rest) == ("Boats at Noon", [])


def test_a_numbered_reference_is_no_line_of_the_paper_over_it():
    text = "[1] J. Roe. Kites. ICCV, 2019.\n  1. fine\n[2] A. Doe et al. Boats: A Study. In Proc. of CVPR, 2020.\n  1. deep\n"
    assert told(read(f"Two of them\n\n{text}")) == [
        ("Kites", "ICCV", 2019, 1, 0),
        ("Boats: A Study", "CVPR", 2020, 1, 0),
    ]


def test_a_remark_under_a_reference_is_no_title_that_the_reference_places():
    text = 'Roe, J. (2019), "Kites over Lakes," Journal of Kites 84(3), 48-50.\nRejected three times. They are good.'
    more = 'Doe, A. and B. Moe (2020), "Boats at Noon," Journal of Kites 90(4), 62-64.\nNo wind. Sometimes no lake either.'
    assert [one.title for one in read(f"Dear all\n\n{text}\n\n{more}\n").entries] == [
        "Kites over Lakes",
        "Boats at Noon",
    ]
