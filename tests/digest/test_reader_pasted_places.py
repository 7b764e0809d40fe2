"""Titles that a page's own rhythm gives away: shared signs, first lines, names before them, lines beside them."""

import pytest

from vaultkit.digest.entry import Digest
from vaultkit.digest.read import read_digest
from vaultkit.digest.titles import parse_title

KITES, SAILS, OARS = "Kites over Quiet Lakes", "Sails at Noon: A Study of Wind", "Oars and Their Uses"


def read(text: str) -> Digest:
    return read_digest(text.encode(), "list.txt")


def cited(digest: Digest) -> list[tuple[str, str | None, int | None]]:
    """Title, venue and year of each paper."""
    return [(one.title, one.venue.name if one.venue else None, one.year) for one in digest.entries]


BOTH = [(KITES, "ICML", 2024), (SAILS, "CVPR", 2023)]


@pytest.mark.parametrize("signs", ["☐☑", "📌📌", "🔥🔥"])
def test_a_sign_that_titles_share_is_as_good_as_a_number(signs):
    text = f"Picks\n\n{signs[0]} {KITES} (ICML 2024)\nfine wind\n{signs[1]} {SAILS} (CVPR 2023)\nno wind\n"
    digest = read(text)
    assert cited(digest) == BOTH
    assert [[line.text for line in one.lines] for one in digest.entries] == [["fine wind"], ["no wind"]]


def test_a_sign_before_remarks_makes_no_titles():
    assert (
        read("Notes\n\n🔥 we sailed at noon and came home late\n🔥 nobody liked the harbour food\n").entries
        == ()
    )


def test_the_first_lines_of_stretches_are_titles_when_nearly_all_of_them_cite():
    text = f"wind\n\nKITE-2, ICML 2024\nlong strings\n\n{SAILS}, CVPR 2023\nshort strings\n"
    assert cited(read(text)) == [("KITE-2", "ICML", 2024), (SAILS, "CVPR", 2023)]


def test_one_first_line_that_cites_among_prose_is_no_title():
    text = "wind\n\nKITE-2, ICML 2024\nlong strings\n\nWe went out\nand back\n\nThen it rained\nall day\n"
    assert read(text).entries == ()


def test_a_mail_that_is_quoted_as_a_whole_is_read_without_its_marks_and_kept_with_them():
    text = f"> Hi,\n>\n> 1. {KITES}\n>    at Dawn (ICML 2024). A remark\n>    goes on.\n>\n> 2. {SAILS} (CVPR 2023)\n>    fine\n"
    digest = read(text)
    assert cited(digest) == [(f"{KITES} at Dawn", "ICML", 2024), (SAILS, "CVPR", 2023)]
    kept = [*digest.front, *(line for one in digest.entries for line in (*one.title_lines, *one.lines))]
    assert [line.text for line in kept] == text.splitlines()


def test_the_address_over_a_title_belongs_to_it():
    text = f"links\n\nhttps://arxiv.org/abs/2301.00001\n{KITES}\nfine\n\nhttps://arxiv.org/abs/2301.00002\n{SAILS}\n"
    kites, sails = read(text).entries
    assert (kites.title, kites.line, dict(kites.identifiers)["arxiv"]) == (KITES, 3, "2301.00001")
    assert (sails.title, sails.line, dict(sails.identifiers)["arxiv"]) == (SAILS, 7, "2301.00002")


def test_where_titles_have_their_writers_under_them_a_line_over_a_list_is_no_title():
    text = "".join(
        f"{title}\nJane Roe, Ann Doe. {place}\n\nQuestions that came up\n- why\n\n"
        for title, place in ((KITES, "ICML 2024"), (SAILS, "CVPR 2023"))
    )
    assert cited(read(text)) == BOTH


def test_where_titles_have_their_place_under_them_an_unknown_place_will_do():
    text = f"{KITES}\nICML, 2024\ntag\n\n{SAILS}\nCVPR, 2023\ntag\n\n{OARS}\nQXZ, 2017\ntag\n"
    assert [one.title for one in read(text).entries] == [KITES, SAILS, OARS]


def test_fields_and_writers_right_under_a_title_prove_it():
    text = f"{KITES}\n저자: 홍길동 외\n학회: ICML 2024\n내용: 바람\n\n{SAILS}\nAuthor(s): Jane Roe\nVenue: CVPR 2023\nA remark\n"
    assert cited(read(text)) == BOTH


def test_blank_lines_may_part_a_title_from_its_writers_and_its_place():
    text = f"Notes\n\n{KITES}\n\nRoe, Doe\n\nICML, 2024\n\nSome words.\n"
    assert cited(read(text)) == [(KITES, "ICML", 2024)]


def test_numbers_at_the_margin_belong_to_papers_whose_titles_have_none():
    text = f"{KITES} | ICML 2024\nTwo stages:\n1. pull the string\n2. let it go\nCheap.\n\n{SAILS} | CVPR 2023\nfine\n"
    digest = read(text)
    assert cited(digest) == BOTH
    assert (len(digest.entries[0].lines), digest.unplaced) == (4, ())


def test_items_around_the_titles_are_headings_and_the_titles_stand_further_in():
    text = f"- Wind\n  - {KITES} (ICML 2024)\n    - fine\n- Water\n  - {SAILS} (CVPR 2023)\n    - deep\n"
    digest = read(text)
    assert cited(digest) == BOTH
    assert [line.text for line in digest.front] == ["- Wind", "- Water"]


def test_an_item_that_goes_on_further_in_is_one_title():
    item = f"- {KITES} and a Rather Long and\n  Windy Way Home. Roe et al. ICML 2024\n  - fine\n"
    (entry,) = read(f"List\n\n{item}").entries
    assert (entry.title, entry.year) == (f"{KITES} and a Rather Long and Windy Way Home", 2024)
    assert [line.text for line in entry.lines] == ["  - fine"]


@pytest.mark.parametrize(
    "text",
    [
        f"3/6 김민지 - {KITES} (ICML 2024)\n - 바람\n3/13 박현우 - {SAILS} (CVPR 2023)\n - 물\n",
        f"12 Jan\t{KITES}\tICML 2024\n\tfine\n19 Jan\t{SAILS}\tCVPR 2023\n\tdeep\n",
        f"첫 번째: {KITES} (ICML 2024)\n바람이 분다.\n\n두 번째: {SAILS} (CVPR 2023)\n물이 깊다.\n",
        f"a) {KITES}, ICML 2024\nb) {SAILS}, CVPR 2023\n",
        f"-> {KITES} (ICML 2024)\n   fine\n-> {SAILS} (CVPR 2023)\n   deep\n",
        f"Roe, Doe: {KITES}. ICML 2024\n\nPoe, Loe, Moe: {SAILS}. CVPR 2023\n",
        f"{KITES}\n---------\nICML 2024, Meta\nfine\n\n{SAILS}\n---------\nCVPR 2023, Meta\ndeep\n",
    ],
)
def test_what_stands_before_or_under_every_title_is_no_part_of_it(text):
    assert cited(read(f"List\n\n{text}")) == BOTH


@pytest.mark.parametrize(
    ("line", "venue", "year", "authors"),
    [
        (f"{KITES} (outstanding paper) - ICML 2024", "ICML", 2024, ()),
        (f"{KITES} // ICML 2024", "ICML", 2024, ()),
        (f'"{KITES}" (Roe et al., ICML 2024)', "ICML", 2024, ("Roe",)),
        (f"{KITES} (Roe, Doe; ICML 2024)", "ICML", 2024, ("Roe", "Doe")),
        (f"ICML 2024 - {KITES}", "ICML", 2024, ()),
        (f"Roe et al. 2024 - {KITES} (ICML)", "ICML", 2024, ("Roe",)),
        (f"{KITES}. Roe et al. (Google DeepMind). ICML 2024", "ICML", 2024, ("Roe",)),
        (f"{KITES} – De and Smith, ICML 2024", "ICML", 2024, ("De", "Smith")),
        (f"2301.00001 {KITES}", None, None, ()),
        (f"{KITES} over Lakes? Jane Roe, 2024", None, 2024, ("Jane Roe",)),
        ("Jane Roe, The Quiet Lakes, 2024", None, 2024, ("Jane Roe",)),
    ],
)
def test_a_title_is_known_from_what_stands_around_it_on_its_line(line, venue, year, authors):
    told = parse_title(line)
    assert (told.venue.name if told.venue else None, told.year, told.authors) == (venue, year, authors)
    assert told.title in (KITES, f"{KITES} over Lakes?", "The Quiet Lakes")


@pytest.mark.parametrize(
    "line",
    [
        "Cluster, Split, Fuse, and Update: Quiet Lakes (ICML 2024)",
        "A Tiny Kite, A Giant Lake: Wind (ICML 2024)",
    ],
)
def test_words_with_commas_between_them_are_no_names_before_a_title(line):
    told = parse_title(line)
    assert (told.title, told.authors) == (line.removesuffix(" (ICML 2024)"), ())


def test_lines_that_count_up_from_one_are_numbered_whatever_stands_around_their_numbers():
    titles = [(KITES, "ICML", 2024), (SAILS, "CVPR", 2023), (OARS, "ICLR", 2022)]
    text = "".join(
        f"D+{place} {title} ({venue} {year})\n=> fine\n"
        for place, (title, venue, year) in enumerate(titles, 1)
    )
    assert cited(read(f"List\n\n{text}")) == titles


def test_names_with_numbers_that_do_not_count_up_stay_in_their_titles():
    text = "List\n\nGPT-3 Sees Kites (ICML 2024)\n\nGPT-4 Sees Kites (CVPR 2023)\n\nGPT-2 Sees Kites (ICLR 2022)\n"
    assert [one.title for one in read(text).entries] == [f"GPT-{one} Sees Kites" for one in (3, 4, 2)]


def test_what_takes_leave_after_the_last_paper_is_the_documents_own():
    papers = f"{KITES} (ICML 2024)\nfine\n\n{SAILS} (CVPR 2023)\ndeep\n\n{OARS} (ICLR 2022)\nlong\n"
    digest = read(f"Hi,\n\n{papers}\nSee you,\nJane\n")
    assert [[line.text for line in one.lines] for one in digest.entries] == [["fine"], ["deep"], ["long"]]
    assert [line.text for line in digest.front] == ["Hi,", "See you,", "Jane"]


@pytest.mark.parametrize("more", ["- one item", "https://example.org/code", "image-20230511140659637"])
def test_items_pictures_and_addresses_at_the_end_stay_with_the_last_paper(more):
    papers = f"{KITES} (ICML 2024)\nfine\n\n{SAILS} (CVPR 2023)\ndeep\n\n{OARS} (ICLR 2022)\nlong\n"
    digest = read(f"Hi,\n\n{papers}\n{more}\n")
    assert [line.text for line in digest.entries[-1].lines] == ["long", more]


def test_short_lines_alone_over_most_titles_lead_sections():
    text = "".join(
        f"Week {one}\n\n{title} ({place})\n- fine\n\n"
        for one, title, place in (("one", KITES, "ICML 2024"), ("two", SAILS, "CVPR 2023"))
    )
    digest = read(f"Trip\n\n{text}")
    assert cited(digest) == BOTH
    assert [line.text for line in digest.front] == ["Trip", "Week one", "Week two"]


def test_the_first_items_of_stretches_are_titles_when_the_next_items_cite():
    text = f"• {KITES}\n• ICML 2024\n• fine\n\n• {SAILS}\n• CVPR 2023\n• deep\n"
    digest = read(text)
    assert cited(digest) == BOTH
    assert [len(one.lines) for one in digest.entries] == [2, 2]


def test_the_place_in_brackets_in_the_last_line_of_a_stretch_is_that_of_its_first():
    text = f"Notes\n\n{KITES}\nSome words on wind.\n(Roe et al., ICML 2024)\n\n{SAILS}\nMore words.\n(Doe et al., CVPR 2023)\n"
    assert cited(read(text)) == BOTH


def test_pictures_alone_make_no_markdown():
    text = f"노트\n\n1. {KITES} (ICML 2024)\n![image-20230807101112131](C:\\a\\image-20230807101112131.png)\n- 바람\n\n2. {SAILS} (CVPR 2023)\n- 물\n"
    digest = read(text)
    assert cited(digest) == BOTH
    assert [len(one.pictures) for one in digest.entries] == [1, 0]


def test_a_journal_that_we_do_not_know_is_a_place_behind_et_al():
    told = parse_title(f"{KITES}. Roe R, et al. Annals of Wind, 2018.")
    assert (told.title, told.venue and told.venue.name, told.year) == (KITES, "Annals of Wind", 2018)


def test_lines_over_names_are_titles_when_nearly_all_stretches_begin_so():
    text = f"My picks\n\n{SAILS}\nJane Roe · Ann Doe\nPoster\n\n{KITES} at Dawn\nAnn Poe · Lou Moe · Jo Loe\nOral\n"
    assert [(one.title, len(one.authors)) for one in read(text).entries] == [
        (SAILS, 2),
        (f"{KITES} at Dawn", 3),
    ]


def test_a_place_over_a_title_is_its_own():
    text = f"Plan\n\nICML 2024\n{KITES} at Dawn\nRoe, Doe\n\nCVPR 2023\n{SAILS}\nPoe, Loe\n"
    assert cited(read(text)) == [(f"{KITES} at Dawn", "ICML", 2024), (SAILS, "CVPR", 2023)]


def test_a_title_after_the_word_paper_is_one_and_what_is_said_of_it_is_not():
    text = f"Circle\n\nPaper: {KITES}, ICML 2024\nWho: Lena\n\nPaper: {SAILS}, CVPR 2023\nWho: Karim\n"
    assert cited(read(text)) == BOTH


@pytest.mark.parametrize("frame", ["[{}]", "== {} ==", "<{}>"])
def test_framed_lines_over_titles_lead_sections(frame):
    wind, water = frame.format("Wind"), frame.format("Water")
    digest = read(f"Memo\n\n{wind}\n{KITES} (ICML 2024)\n- fine\n\n{water}\n{SAILS} (CVPR 2023)\n- deep\n")
    assert cited(digest) == BOTH
    assert [line.text for line in digest.front] == ["Memo", wind, water]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (f"A1. {KITES} (Roe & Doe, ICML 2024)", KITES),
        (f"１．{KITES}（ICML 2024）", KITES),
        (f'"{KITES}", ICML 2024 -> worth a try', KITES),
        (f"{KITES}. PhD thesis, UC Berkeley, 2018.", KITES),
        ("From A -> B: Kites that Turn", "From A -> B: Kites that Turn"),
    ],
)
def test_numbers_remarks_and_kinds_of_work_are_no_part_of_a_title(line, title):
    assert parse_title(line).title == title


def test_a_quoted_title_under_its_writers_is_the_title_and_what_follows_its_place():
    text = f'1. Roe, J., Doe, A.\n   "{KITES} at\n   Dawn"\n   ICML, 2024.\n   NOTE: fine\n\n2. Poe, L.\n   "{SAILS}"\n   CVPR, 2023.\n'
    digest = read(f"List\n\n{text}")
    assert cited(digest) == [(f"{KITES} at Dawn", "ICML", 2024), (SAILS, "CVPR", 2023)]
    assert digest.entries[0].authors == ("Roe, J.", "Doe, A.")


def test_a_place_that_leads_the_remark_under_a_title_is_the_papers():
    text = "".join(
        f"{title} https://arxiv.org/abs/2301.0000{one}\n{place}. A remark on wind.\n\n"
        for one, title, place in ((1, f"{KITES} at Dawn", "ICML 2024"), (2, SAILS, "CVPR 2023"))
    )
    assert cited(read(text)) == [(f"{KITES} at Dawn", "ICML", 2024), (SAILS, "CVPR", 2023)]


def test_fields_of_inner_items_are_not_those_of_a_line_over_the_list():
    text = (
        f"Plan of talks\n\n● {KITES}, ICML, 2024\n  - 발표: 김민수\n● {SAILS}, CVPR, 2023\n  - 발표: 이지현\n"
    )
    assert cited(read(text)) == BOTH


def test_brackets_behind_a_question_cite():
    assert parse_title("Why Do Kites Fly? [ICLR19]").title == "Why Do Kites Fly?"
    assert parse_title("Why Do Kites Fly? [ICLR19]").form == "T6"


def test_a_place_in_brackets_before_names_is_said_of_the_title_above():
    text = f"{KITES}\n[ICML 2024] Roe, Doe\nfine\n\n{SAILS}\n[CVPR 2023] Poe et al.\ndeep\n"
    assert [
        (*one, entry.authors) for one, entry in zip(cited(read(text)), read(text).entries, strict=True)
    ] == [
        (KITES, "ICML", 2024, ("Roe", "Doe")),
        (SAILS, "CVPR", 2023, ("Poe",)),
    ]


def test_a_korean_journal_begins_behind_the_last_comma():
    told = parse_title("고요한 호수 위의 연 연구, 대한바람학회지, 2022")
    assert (told.title, told.venue and told.venue.name) == ("고요한 호수 위의 연 연구", "대한바람학회지")


def test_a_picture_in_brackets_over_the_next_title_stays_with_its_paper():
    digest = read(f"List\n\n1. {KITES}, ICML 2024\n- fine\n[Image]\n\n2. {SAILS}, CVPR 2023\n- deep\n")
    assert [len(one.pictures) for one in digest.entries] == [1, 0]


@pytest.mark.parametrize(
    ("line", "orgs"),
    [
        (f"{KITES} / ICML 2024 / Hooli Yard", ("Hooli Yard",)),
        (f"{KITES} / ICML 2024 / FAIR", ("FAIR",)),
        (f"ICML'24 / Google / {KITES}", ("Google",)),
        (f"{KITES} — Google — ICML'24", ("Google",)),
        (f"{KITES}; Google; ICML 2024", ("Google",)),
        (f"{KITES}, ICML 2024, Hooli Yard", ("Hooli Yard",)),
        (f"{KITES} (ICML, 2024, Hooli Yard)", ("Hooli Yard",)),
    ],
)
def test_one_sign_divides_a_line_into_title_place_and_who_wrote_it(line, orgs):
    told = parse_title(line)
    assert (told.title, told.venue and told.venue.name, told.year, told.orgs) == (KITES, "ICML", 2024, orgs)


def test_a_sign_inside_a_title_stays_there():
    assert parse_title("Kites / Sails and Oars / ICML 2024").title == "Kites / Sails and Oars"
    assert parse_title("Kites - Sails over Quiet Lakes - ICML 2024").title == "Kites - Sails over Quiet Lakes"


def test_the_words_of_a_title_are_no_group_beside_its_venue():
    told = parse_title("Kites for Sailing, Rowing, and Diving, ACL 2020, Facebook AI")
    assert (told.title, told.orgs) == ("Kites for Sailing, Rowing, and Diving", ("Facebook AI",))


def test_brackets_behind_most_titles_of_a_page_hold_who_wrote_them():
    text = f"[ICML 2024] {KITES} (Hooli)\n- fine\n\n[CVPR 2023] {SAILS} (UCL)\n- fine\n"
    assert [(one.title, one.orgs) for one in read(text).entries] == [(KITES, ("Hooli",)), (SAILS, ("UCL",))]
    short = "[ICML 2024] Kites over Lakes (KoL)\n- fine\n\n[CVPR 2023] Sails at Noon (SaN)\n- fine\n"
    assert [one.title for one in read(short).entries] == ["Kites over Lakes (KoL)", "Sails at Noon (SaN)"]


def test_a_place_with_a_group_that_we_do_not_know_stands_under_its_title():
    text = f"{KITES}\n\tICML 2024, Hooli Yard\n\t- fine\n\n{SAILS}\n\tCVPR 2023, Sail Loft\n\t- fine\n"
    digest = read(text)
    assert cited(digest) == BOTH
    assert [one.orgs for one in digest.entries] == [("Hooli Yard",), ("Sail Loft",)]


def test_writers_by_their_surnames_stand_before_a_journal_that_we_do_not_know():
    text = (
        f"{KITES}. Roe and Doe. Kite Letters 2024.\nFine wind.\n\n{SAILS}? Poe and Moe. Sail Letters 2023.\n"
    )
    assert cited(read(text)) == [(KITES, "Kite Letters", 2024), (f"{SAILS}?", "Sail Letters", 2023)]


def test_the_day_before_a_title_is_no_part_of_it():
    text = f"Log\n\n2024-12-28  {KITES} @Google, ICML 2024\n - fine\n2025-01-04 {SAILS} @Google, CVPR 2023\n - fine\n"
    assert cited(read(text)) == BOTH


def test_hours_stand_over_the_titles_of_a_programme():
    text = f"Session 2\nChair: Ann Poe\n\n11:00–11:15\n{KITES}\nJane Roe, Ann Doe\n\n11:15–11:30\n{SAILS}\nLee Moe, Kim Poe\n"
    assert [one.title for one in read(text).entries] == [KITES, SAILS]


@pytest.mark.parametrize("mark", ["", "1. "])
def test_titles_stand_further_in_under_headings_with_a_colon(mark):
    arxiv = "https://arxiv.org/abs/2401.0000"
    rows = [f"\t{mark}{title}: {arxiv}{place}" for place, title in enumerate((KITES, "Oars", SAILS))]
    digest = read(f"Wind:\n{rows[0]}\n{rows[1]}\n\nWater:\n{rows[2]}\n")
    assert [one.title for one in digest.entries] == [KITES, "Oars", SAILS][
        : 3 if mark else None : 1 if mark else 2
    ]
    assert [line.text for line in digest.entries[-1].lines] == []


def test_a_title_with_a_colon_over_its_list_is_no_heading():
    text = "Kites over Quiet Lakes, ICML 2024:\n  - fine\n  - wind\n\nSails at Noon, CVPR 2023:\n  - fine\n  - wind\n"
    assert len(read(text).entries) == 2


def test_an_address_leads_its_title():
    text = f"https://arxiv.org/pdf/2401.00001 {KITES} (March 2024) - fine\n\nhttps://arxiv.org/pdf/2401.00002 {SAILS} (May 2023)\n"
    assert [(one.title, one.year) for one in read(text).entries] == [(KITES, 2024), (SAILS, 2023)]


def test_words_beside_an_address_are_titles_where_every_line_has_both():
    rows = ["!!! Kites", "Sails at Noon", "!! Some kites on lakes", "Oars(long ones)"]
    text = "\n\n".join(f"{row}  https://arxiv.org/abs/2401.0000{place}" for place, row in enumerate(rows))
    assert [one.title for one in read(text).entries] == [
        "Kites",
        "Sails at Noon",
        "Some kites on lakes",
        "Oars(long ones)",
    ]


def test_an_item_over_its_own_items_is_a_title_where_most_such_items_are():
    text = f"Kites\n\n* A Book of Long Oars\n  * chapter 3\n* {KITES}\n  * fine\n  * ICML 2024, Google\n* {SAILS}\n  * CVPR 2023, Google\n"
    assert [one.title for one in read(text).entries] == ["A Book of Long Oars", KITES, SAILS]


def test_names_cut_short_are_no_title_over_a_quoted_one():
    text = f'1. Roe, J., Doe, A., Poe, L., et al.\n   "{KITES}"\n   Kite Letters, 62(2), 774-781, 2012.\n   NOTE: fine\n\n2. Poe, L.\n   "{SAILS}"\n   CVPR, 2023.\n'
    assert cited(read(f"List\n\n{text}")) == [(KITES, "Kite Letters", 2012), (SAILS, "CVPR", 2023)]


def test_quoted_titles_behind_names_make_a_page_of_papers_without_places():
    text = f'Referenced by [2]:\nRoe, Doe, "{KITES}"\nA. Poe, "{SAILS}"\n\nMore:\nL. Moe, K. Poe, "{OARS}"\n'
    digest = read(text)
    assert [one.title for one in digest.entries] == [KITES, SAILS, OARS]


def test_a_list_of_titles_may_change_its_marks():
    rows = [f"{place} - {title} in Long Winds" for place, title in enumerate((KITES, SAILS, OARS), 1)]
    text = "\n".join(rows) + "\n\n\n- A Book of Long Oars\n\n- Boats: A Study of Wide Hulls\n"
    assert [one.title for one in read_digest(text.encode(), "papers.txt").entries] == [
        f"{KITES} in Long Winds",
        f"{SAILS} in Long Winds",
        f"{OARS} in Long Winds",
        "A Book of Long Oars",
        "Boats: A Study of Wide Hulls",
    ]


def test_each_second_line_names_who_wrote_what_stands_over_it():
    text = f"Accepted\n\n{KITES}\nJane Roe, Ann Doe\n{SAILS}\nLee Moe, Kim Poe, Ida Roe\n{OARS} on Lakes\nAnn Doe, Lee Moe\n"
    assert [one.title for one in read(text).entries] == [KITES, SAILS, f"{OARS} on Lakes"]


def test_an_item_leads_to_its_address_over_a_remark():
    address = "https://arxiv.org/abs/2401.0000"
    text = f"- {KITES}\n\nThe first of them.\n\n{address}1\n\n- {SAILS}\n\n{address}2\n"
    assert [one.title for one in read(text).entries] == [KITES, SAILS]
    remarks = f"{KITES}\n- fine wind here\n{address}1\n\n{SAILS}\n- fine\n{address}2\n"
    assert "fine wind here" not in [one.title for one in read(remarks).entries]


def test_a_title_under_a_rule_goes_on_to_the_year_of_its_writers():
    text = f"-----------\n{KITES} in Very Long Winds (Roe, Doe,\n2001)\n\nA study.\n-----------\n{SAILS} (Poe, Moe, 1999)\n\nFine.\n"
    assert [(one.title, one.year) for one in read(text).entries] == [
        (f"{KITES} in Very Long Winds", 2001),
        (SAILS, 1999),
    ]


def test_one_word_before_a_venue_is_neither_a_group_nor_a_part_of_the_title():
    told = parse_title(f"{KITES} (Roe, Nature 2017)")
    assert (told.title, told.orgs, told.authors) == (KITES, (), ())


def test_a_venue_with_its_year_leads_a_question():
    told = parse_title("VLDB'15: How Long Are Oars, Really? (MIT)")
    assert (told.title, told.venue and told.venue.name) == ("How Long Are Oars, Really? (MIT)", "VLDB")


def test_jstor_prints_the_place_under_its_label():
    text = (
        f"{KITES}\nAuthor(s): Jane Roe and Ann Doe\nSource:\n  Kite Letters,\nVol. 82, No. 1 (Mar., 1995), pp. 81-91\n"
        f"Published by: Sail Press\n\n{SAILS}\nAuthor(s): Kim Poe\nSource: \n  Biometrika, Vol. 3 (1991), pp. 9-11\nPublished by: Sail Press\n"
    )
    assert cited(read(text)) == [(KITES, "Kite Letters", 1995), (SAILS, "Biometrika", 1991)]


def test_initials_are_no_journal_and_no_end_of_a_title():
    line = "Kites over Lakes. by Roe, Jane, and Ann P. Doe. ICML, 1998."
    assert (parse_title(line).title, parse_title(line).authors) == (
        "Kites over Lakes",
        ("Roe, Jane", "Ann P. Doe"),
    )
    assert parse_title("Roe, B., & Doe, J. E.").venue is None


def test_writers_and_place_lead_the_title():
    told = parse_title(f"Roe et al. ICML 2018. {SAILS}")
    assert (told.title, told.authors, told.venue and told.venue.name, told.year) == (
        SAILS,
        ("Roe",),
        "ICML",
        2018,
    )


def test_a_label_leads_the_title_of_an_item():
    text = f"* 논문: {KITES} (Google, ICML 2024)\n  - fine\n* 논문: {SAILS} (Google, CVPR 2023)\n  - fine\n"
    assert cited(read(text)) == BOTH


def test_a_picture_may_be_an_item():
    text = f"{KITES} (ICML 2024)\n  - fine\n    - image-20230621110203111\n"
    assert [one.name for one in read(text).entries[0].pictures] == ["image-20230621110203111"]


def test_signs_before_a_title_and_marks_behind_it_are_no_part_of_it():
    assert parse_title(f"▸ {KITES} (ICML 2024)").title == KITES
    assert parse_title(f"{KITES} [ICML '24] 10/10").title == KITES


def test_short_names_with_their_writers_behind_a_dash_are_titles_where_most_lines_are_so():
    rows = ["KIF - Roe et.al", "OarNet - Poe et al.", "SAF - van den Roe et.al", "Scoring Winds - Lowe et.al"]
    digest = read("READ:\n" + "\n".join([*rows, "You Say Kite I Say Sail - Doe et.al"]) + "\n")
    assert [(one.title, one.authors) for one in digest.entries] == [
        ("KIF", ("Roe",)),
        ("OarNet", ("Poe",)),
        ("SAF", ("van den Roe",)),
        ("Scoring Winds", ("Lowe",)),
        ("You Say Kite I Say Sail", ("Doe",)),
    ]


def test_a_list_with_names_behind_few_dashes_is_none_of_papers():
    assert read("Plan\nkites - Roe et al.\nbuy wood\npaint the boat\nask for wind\n").entries == ()


def test_references_further_in_are_the_papers_of_a_text_that_groups_them():
    rows = "".join(
        f"  * Roe, J., & Doe, A. (201{one}). {title}. Journal of Kites, {one}(2), 21-31.\n    * WHY: it flies\n"
        for one, title in enumerate([KITES, "Sails at noon", OARS, "Winds over small ports"])
    )
    digest = read(f"1) Papers that look at wind were reviewed.\n{rows}")
    assert [one.title for one in digest.entries] == [KITES, "Sails at noon", OARS, "Winds over small ports"]


def test_titles_in_korean_over_the_address_of_a_library_are_papers():
    text = "".join(
        f"{title}\nhttp://www.riss.kr/search/detail/DetailView.do?control_no={one}\n\n"
        for one, title in enumerate(["바람이 연에 미치는 영향 : 호수를 중심으로", "작은 배의 돛에 관한 연구"])
    )
    assert [one.title for one in read(text).entries] == [
        "바람이 연에 미치는 영향 : 호수를 중심으로",
        "작은 배의 돛에 관한 연구",
    ]
