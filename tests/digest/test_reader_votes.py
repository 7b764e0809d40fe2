"""Lists whose lines print the same things around their titles: each line is read as most of them are."""

import pytest

from vaultkit.digest.read import read_digest

PAPER = "https://arxiv.org/abs/2301.000"
BOATS = ("Narrow", "Wide", "Wooden", "Racing", "Sailing", "Leaky", "Paper")


def titles(lines):
    heading = () if lines[0].startswith("# ") else ("# Papers", "")
    return [entry.title for entry in read_digest("\n".join((*heading, *lines, "")).encode(), "x.md").entries]


WANTED = [f"Oars for {kind} Boats" for kind in BOATS]


@pytest.mark.parametrize(
    "form",
    [
        "- {title}, 2023.04 [[paper]]({link})",
        "- {title}, Some Unknown Letters 2023 [[paper]]({link})",
        "- {title} (Rowing Gazette, 2023) [[paper]]({link})",
        "- Unheard Meeting 2023: {title} [[paper]]({link})",
        "* Jane Roe, et al.: {title}, 2023. [[paper]]({link})",
        "* Jane Roe, Max Mul, and Ann Doe: {title}, ICLR 2023. [[paper]]({link})",
        "* Jane Roe: {title}, 2023. [[paper]]({link})",
        "* Jane Roe et al. {title}. ICLR 2023. {link}",
        "- [Jane Roe and Ann Doe: {title}, 2023.]({link})",
        "- **(OarNet)** _{title}_ ```ICLR 2023``` [[paper]]({link})",
        "1. {title}. [Roe et al (2023)]({link}).",
        "1. **{title}. [Roe, Doe (2023)]({link}).**",
        "- Roe, J., Doe, A. 2023. {title}. [pdf]({link})",
        "- Roe, J. et al. 2023. {title}. Rowing Gazette 3: 1-9; [📃]({link})",
        "\\* Roe, J., Doe, A., 2023. {title}. _Rowing Gazette_ 3, 1-9. [link]({link})\n",
        "Roe, Jane, and Ann Doe. 2023. [{title}]({link}). _Rowing Gazette_ 3, 1-9.\n",
        "- {title} — [{link}]({link}) [talk](https://youtu.be/x)",
        "- 19-OSDI-{title}",
        "- **21-ROW-{title}**",
        "- 2019-IEEE-RWT - {title}",
        "- [Roe, J., Doe, A.: {title}. In: ECCV. (2016)]()",
    ],
)
def test_what_most_lines_of_a_list_print_around_their_titles_is_no_part_of_them(form):
    lines = [form.format(title=title, link=f"{PAPER}{at:02}") for at, title in enumerate(WANTED)]
    assert titles(lines) == WANTED


@pytest.mark.parametrize(
    "title", ["Boats and Their Oars, 2015", "Jane Eyre: Rowing by Night", "Pull Hard and Go Far: Rowing"]
)
def test_what_one_line_alone_prints_is_a_part_of_its_title(title):
    lines = [f"- {title} [[paper]]({PAPER}{at:02})" for at, title in enumerate((title, *WANTED))]
    assert titles(lines) == [title, *WANTED]


def test_emphasised_words_inside_a_title_are_not_the_title():
    assert titles([f"- Fast _Oars for Narrow and Wide Boats_ [[paper]]({PAPER}01)"]) == [
        "Fast Oars for Narrow and Wide Boats"
    ]


def test_names_before_the_comma_are_the_authors_in_a_list_that_begins_with_names():
    several = [
        f"- Jane Roe, Ann B. Doe, Max Mul, {title}, ICML, 2012. [[Paper]]({PAPER}{at:02})"
        for at, title in enumerate(WANTED)
    ]
    assert titles(several) == WANTED
    alone = f"- Jane Roe, Rowing by Night: A Survey, ICML, 1993. [[Paper]]({PAPER}20)"
    assert titles([*several, alone])[-1] == "Rowing by Night: A Survey"
    plain = [f"- {title}, ICML, 2012. [[Paper]]({PAPER}{at:02})" for at, title in enumerate(WANTED)]
    assert (
        titles([*plain, f"- Still Water, But Which Oar Fits? [[Paper]]({PAPER}20)"])[-1]
        == "Still Water, But Which Oar Fits?"
    )


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("- Jane Roe and Ann Doe, Oars for Narrow Boats (ICRA 2004)", "Oars for Narrow Boats"),
        ("- J. Roe, et. al., Oars for Narrow Boats, Nature, 2015.", "Oars for Narrow Boats"),
        ("- Jane A. Roe, Ann B. Doe, Max C. Mul, Narrow Oars, ECML, 2005.", "Narrow Oars"),
        ("- Oars for Narrow Boats. Roe, Jane J. et al. CVPR 2020", "Oars for Narrow Boats"),
        ("- Oars for Narrow Boats NSDI'23", "Oars for Narrow Boats"),
        ("- Narrow Oars, Wide Boats and Calm Water, ECML, 2005.", "Narrow Oars, Wide Boats and Calm Water"),
    ],
)
def test_names_with_initials_and_venues_without_a_sign_between_are_no_part_of_the_title(line, title):
    assert titles([line]) == [title]


def test_pairs_of_code_and_paper_are_read_by_the_paper():
    pair = "- code [{title} NSDI'23](https://github.com/a/b)\n\n  paper [{title} NSDI'23]({link})\n"
    lines = [pair.format(title=title, link=f"{PAPER}{at:02}") for at, title in enumerate(WANTED)]
    assert titles(lines) == WANTED


def test_titles_that_lead_to_notes_beside_the_page_are_papers_among_papers_only():
    papers = [f"- [{title}]({PAPER}{at:02})" for at, title in enumerate(WANTED)]
    noted = "- [Rowing by Night and Day](night.md)"
    assert titles([*papers, noted]) == [*WANTED, "Rowing by Night and Day"]
    assert titles([*papers, "- [Slides by Jane Roe](https://boats.example/s.pdf)"]) == WANTED
    guides = ["- [How to Build Your Own Boat](build.md)", "- [How to Row Your Own Boat](row.md)", noted]
    assert titles(["# Guides", "", *guides]) == []
    assert titles(["# Rowing", "", "## Papers", "", *papers, "", "## Ashore", "", *guides]) == WANTED


def test_a_list_of_papers_below_a_table_of_contents_is_read():
    assert (
        titles(
            [
                "## Table of Contents",
                "",
                "* [Papers](#papers)",
                "",
                "### Papers",
                "",
                f"1. [{WANTED[0]}]({PAPER}01)",
            ]
        )
        == WANTED[:1]
    )


def test_a_name_alone_is_cut_where_most_lines_begin_with_several():
    lines = [
        f"* {'Jane Roe' if at == 3 else 'A. B. Doe et al'}. {title}. ACL 2010. {PAPER}{at:02}\n  - boats"
        for at, title in enumerate(WANTED)
    ]
    assert titles(lines) == WANTED


def entries(text, name="x.md"):
    return read_digest(text.encode(), name).entries


def facts(text):
    return [
        (entry.title, entry.venue.name if entry.venue else None, entry.year, len(entry.authors))
        for entry in entries(text)
    ]


KNOWN = ("ICML", "CVPR", "ICLR", "ECCV", "NeurIPS", "AAAI")


def test_brackets_at_the_end_name_a_venue_that_nobody_knows_where_most_name_a_known_one():
    lines = [f"- **Oars for {kind} Boats ({name} 2019)**" for kind, name in zip(BOATS, KNOWN, strict=False)]
    lines += ["- **Oars for Paper Boats (Rowing Matters 2018)**"]
    lines += [
        "- **Oars for Lost Boats (ROWS workshop 2018)**",
        "- **Oars for Left Boats (ROWS-Companion ’17)**",
    ]
    text = "# Papers\n\n" + "\n".join(
        f"{line}\n  - [[Paper]](https://arxiv.org/abs/1901.00001)" for line in lines
    )
    assert facts(text)[-3:] == [
        ("Oars for Paper Boats", "Rowing Matters", 2018, 0),
        ("Oars for Lost Boats", None, 2018, 0),
        ("Oars for Left Boats", "ROWS-Companion", 2017, 0),
    ]


def test_what_stands_behind_a_linked_title_is_a_venue_where_it_is_one_in_most_lines():
    lines = [f"- 2001, [Oars for {kind} Boats](https://a.edu/{kind}.pdf), VLDB" for kind in BOATS[:6]]
    lines += ["- 1999, [Oars for Paper Boats](https://a.edu/p.pdf), ROWS"]
    assert facts("# Papers\n\n" + "\n".join(lines))[-1] == ("Oars for Paper Boats", "ROWS", 1999, 0)


def test_a_slanted_line_under_the_names_says_venue_month_and_year():
    block = "**Oars for {} Boats.**  \nJane Roe, Ann Doe, Max Mul.  \n*Rowing Catalysis, October 2023.*  \n[[10.1000/a{}](https://doi.org/10.1000/a{})]\n"
    text = "# Papers\n\n" + "\n".join(block.format(kind, at, at) for at, kind in enumerate(BOATS))
    assert facts(text) == [(f"Oars for {kind} Boats", "Rowing Catalysis", 2023, 3) for kind in BOATS]


def test_a_backslash_that_breaks_a_line_and_raised_marks_behind_names_hide_nothing():
    block = "**Oars for {} Boats** \\\n*Jane Roe<sup>1</sup>, Ann Doe<sup>1,2</sup>* \\\n[1st Jun., 2021] [CVPR, 2021] \\\n[[PDF](https://arxiv.org/abs/2101.0000{})]\n"
    text = "# Papers\n\n" + "\n".join(block.format(kind, at) for at, kind in enumerate(BOATS))
    assert facts(text) == [(f"Oars for {kind} Boats", "CVPR", 2021, 2) for kind in BOATS]


def test_names_venue_and_year_behind_a_linked_title_are_read_as_a_reference():
    lines = [
        f"* [Oars for {kind} Boats](https://a.edu/{kind}.pdf) by Roe J, Doe A, Mul M. Rowing Systems, 2005."
        for kind in BOATS
    ]
    assert facts("# Papers\n\n" + "\n".join(lines)) == [
        (f"Oars for {kind} Boats", "Rowing Systems", 2005, 3) for kind in BOATS
    ]


def test_an_item_of_names_under_a_line_of_text_says_who_wrote_it():
    block = "Oars for {} Boats [[paper](https://arxiv.org/abs/2101.0000{})]\n  - Jane Roe, Ann Doe, Max Mul --CVPR 2020\n"
    text = "# Papers\n\n" + "\n".join(block.format(kind, at) for at, kind in enumerate(BOATS))
    assert facts(text) == [(f"Oars for {kind} Boats", "CVPR", 2020, 3) for kind in BOATS]


def test_a_label_over_a_list_counts_as_its_heading():
    papers = [f"- 2001, [Oars for {kind} Boats](https://a.edu/{kind}.pdf), VLDB" for kind in BOATS]
    text = "\n".join(
        (
            *("# Rowing", "", "A list of papers and blogs.", "", "## Oars", "", "Papers:", "", *papers, ""),
            *("Blogs:", "", "- [How Oars Came to Our Pond](https://dzone.example/oars), thanks to Ann", ""),
        )
    )
    assert [entry.title for entry in entries(text)] == WANTED


@pytest.mark.parametrize(
    ("over", "item", "venue", "year"),
    [
        ("## CVPR 2024", "- [{title}]({link})", "CVPR", 2024),
        ("## Papers at CVPR 2024", "- [{title}]({link})", "CVPR", 2024),
        ("- **CVPR 2024**", "  - [{title}]({link})", "CVPR", 2024),
        ("## 2021", "- [{title}]({link}), ICML", "ICML", 2021),
        ("## CVPR 2024", "- [{title}]({link}), ICML 2023", "ICML", 2023),
        ("## 2021", "- [{title}]({link})", None, None),
        ("## Boats in 2021", "- [{title}]({link}), ICML", "ICML", None),
    ],
)
def test_what_is_said_once_over_a_list_holds_for_its_papers_where_they_say_nothing_else(
    over, item, venue, year
):
    lines = [item.format(title=title, link=f"{PAPER}{at:02}") for at, title in enumerate(WANTED)]
    found = facts("\n".join(("# Papers", "", over, *lines, "")))
    assert found == [(title, venue, year, 0) for title in WANTED]


def test_a_title_in_brackets_without_a_link_is_read_with_its_names_and_venue():
    lines = [
        f"- [{title}]({PAPER}{at:02}) by Jane Roe, Ann Doe, ICML, 2023." for at, title in enumerate(WANTED)
    ]
    lines += ["- [Oars for Borrowed Boats] by Jane Roe, Ann Doe, ICML, 2023."]
    assert facts("\n".join(("# Papers", "", *lines)))[-1] == ("Oars for Borrowed Boats", "ICML", 2023, 2)


def test_paragraphs_of_title_place_and_address_are_papers_where_most_are():
    block = "Oars for {} Boats\nEuroSys 2018\nhttps://dl.acm.org/citation.cfm?id=319000{}\n"
    last = "Oars for Borrowed Boats\nMiddleTide 2017\nhttps://rows.example/borrowed\n"
    notes = "## Workshops\n\nWorkshop on Many Oars 2017\nhttps://rows.example/workshop\n"
    text = "\n".join(
        ("# Rowing", "", *(block.format(kind, at) for at, kind in enumerate(BOATS)), last, notes)
    )
    assert facts(text) == [
        *((title, "EuroSys", 2018, 0) for title in WANTED),
        ("Oars for Borrowed Boats", "MiddleTide", 2017, 0),
    ]


def test_paragraphs_of_prose_with_an_address_are_none():
    text = "\n\n".join(
        f"We rowed {kind} boats in June\nand it rained\nhttps://rows.example/{kind}" for kind in BOATS
    )
    assert facts(f"# Rowing\n\n{text}\n") == []


def test_titles_in_brackets_stand_side_by_side():
    block = ":boat: [Oars for {} Boats]\n- [[Paper]](https://arxiv.org/abs/1611.0000{})[[Code]](https://github.com/a/b)\n"
    text = "# Papers\n\n" + "\n".join(block.format(kind, at) for at, kind in enumerate(BOATS))
    assert [title for title, *_ in facts(text)] == WANTED


def test_short_names_spelled_out_are_no_papers():
    text = (
        "# Papers on rowing\n\n- OR: Old Rowing\n- NR: New Rowing\n- BO: Best Oars\n- WB: Wide Boats\n- SB: Small Boats\n\n"
        "| Title | J/C | Year |\n|---|---|---|\n| [Oars for Wide Boats](https://arxiv.org/abs/1611.00001) | MICCAI | 2016 |\n"
    )
    assert facts(text) == [("Oars for Wide Boats", "MICCAI", 2016, 0)]


@pytest.mark.parametrize(
    ("field", "venue", "year"),
    [("**[Rowing Letters' 14]**", "Rowing Letters", 2014), ("**Under Review**", None, None)],
)
def test_a_place_of_its_own_between_bars_is_no_part_of_the_title(field, venue, year):
    lines = [f"- {title} | **[ICML' 18]** | [`[pdf]`]({PAPER}{at:02})" for at, title in enumerate(WANTED)]
    lines += [f"- Oars for Borrowed Boats | {field} | [`[pdf]`](https://arxiv.org/abs/2301.00099)"]
    assert facts("\n".join(("# Papers", "", *lines)))[-1] == ("Oars for Borrowed Boats", venue, year, 0)


def test_a_surname_and_a_year_in_brackets_say_when():
    lines = [f"- [**{title}**]({PAPER}{at:02}) (Roe, 2021)" for at, title in enumerate(WANTED)]
    assert {year for _, _, year, _ in facts("\n".join(("# Papers", "", *lines)))} == {2021}


def test_names_behind_a_link_in_angle_brackets_are_its_writers():
    lines = [
        f"* <[{title}]({PAPER}{at:02})>, by Jane Roe and Ann Doe, 2019." for at, title in enumerate(WANTED)
    ]
    assert facts("\n".join(("# Papers", "", *lines))) == [(title, None, 2019, 2) for title in WANTED]


def test_where_a_paper_was_published_beats_its_preprint():
    block = "#### [Oars for {} Boats](https://arxiv.org/abs/1708.0693{})\n\narXiv 1708; ICCV 2017\n\n1. it floats\n"
    text = "# Papers\n\n" + "\n".join(block.format(kind, at) for at, kind in enumerate(BOATS))
    assert facts(text) == [(title, "ICCV", 2017, 0) for title in WANTED]


def read(lines):
    text = "\n".join(("# Papers", "", *lines, ""))
    return [
        (entry.title, entry.venue.name if entry.venue else None, entry.year, entry.authors)
        for entry in read_digest(text.encode(), "x.md").entries
    ]


def test_in_a_list_of_references_names_year_and_place_are_read_as_references_print_them():
    lines = [f"- Roe, J., Doe, A. 2019. {title}. Rowing Gazette 3: 1-9. [pdf]({PAPER}01)" for title in WANTED]
    lines.append(f"- ANSI. 2005. Rules for Boats and Their Oars. [pdf]({PAPER}09)")
    names = ("Roe, J.", "Doe, A.")
    assert read(lines) == [
        *((title, "Rowing Gazette", 2019, names) for title in WANTED),
        ("Rules for Boats and Their Oars", None, 2005, ()),
    ]


def test_one_title_with_a_year_inside_is_no_reference():
    title = "Boat Statistics, 2015. How Many Oars There Are"
    assert (
        titles([f"- {title} [[paper]]({PAPER}09)", *(f"- {one} [[paper]]({PAPER}01)" for one in WANTED)])[0]
        == title
    )


def test_a_name_behind_a_linked_title_is_its_venue_where_most_lines_have_one_there():
    lines = [f"Roe, J., ... & Doe, A. [**{title}**]({PAPER}01) ICML (2019)\n" for title in WANTED]
    new = f"d'Oar, J. & Doe, A. [**Oars for Boats in Rome**]({PAPER}09) Current views in rowing (2019)\n"
    assert read([*lines, new])[-1] == (
        "Oars for Boats in Rome",
        "Current views in rowing",
        2019,
        ("d'Oar, J.", "Doe, A."),
    )
    assert read([f"[**Oars for Boats in Rome**]({PAPER}09) Current views in rowing (2019)"])[0][1] is None


def test_a_box_before_several_titles_is_a_short_name_of_none_of_them():
    lines = [f"- [WT] {title}, CVPR 2020" for title in WANTED[:-1]] + [f"- [OarNet] {WANTED[-1]}, CVPR 2021"]
    text = "\n".join(("# Papers", "", *lines, ""))
    found = [(entry.title, entry.alias) for entry in read_digest(text.encode(), "x.md").entries]
    assert found == [*((title, None) for title in WANTED[:-1]), (WANTED[-1], "OarNet")]


def test_an_address_belongs_to_the_title_under_it_where_more_stand_so_than_over_it():
    over = "".join(f"{PAPER}{at:02}\n**{title}**\nGood oars.\n\n" for at, title in enumerate(WANTED))
    digest = read_digest(f"Weekly notes\n\n{over}".encode(), "x.md")
    assert [(entry.title, entry.identifiers[0][1]) for entry in digest.entries] == [
        (title, f"2301.000{at:02}") for at, title in enumerate(WANTED)
    ]
    assert [len(entry.lines) for entry in digest.entries] == [1] * len(WANTED)
    under = "".join(f"**{title}**\n{PAPER}{at:02}\nGood oars.\n\n" for at, title in enumerate(WANTED))
    digest = read_digest(f"Weekly notes\n\n{under}".encode(), "x.md")
    assert [(entry.title, entry.identifiers[0][1]) for entry in digest.entries] == [
        (title, f"2301.000{at:02}") for at, title in enumerate(WANTED)
    ]


def test_lines_that_end_with_a_year_are_read_as_those_whose_place_follows_it():
    lines = [f"- [*] Oars for {kind} Boats, 2023, MICRO" for kind in BOATS]
    found = read_digest(
        "\n".join(("# Papers", "", "- [*] The Tera Rowing Boat, 1990", *lines)).encode(), "x.md"
    )
    first = found.entries[0]
    assert (first.title, first.year, first.alias) == ("The Tera Rowing Boat", 1990, None)


def test_a_year_in_a_title_stays_where_no_other_line_ends_with_one():
    lines = [f"- Oars for {kind} Boats [[paper]]({PAPER}{at})" for at, kind in enumerate(BOATS)]
    found = titles([*lines, f"- Rowing Statistics, 2015 [[paper]]({PAPER}8)"])
    assert found[-1] == "Rowing Statistics, 2015"


def test_a_place_that_nobody_knows_stands_behind_bold_titles_as_the_known_ones_do():
    known = [f"- **Oars for {kind} Boats.** WWW, 2019. [paper]({PAPER}{at})" for at, kind in enumerate(BOATS)]
    last = f"- **Rudders for All.** RowTemp@ Regatta, 2017. [paper]({PAPER}9)"
    found = read_digest("\n".join(("# Papers", "", *known, last)).encode(), "x.md").entries[-1]
    assert (found.venue.name, found.year) == ("RowTemp@ Regatta", 2017)


def test_a_bold_title_goes_on_in_a_second_line_that_is_bold_as_well():
    lines = [f"1. **Oars for {kind} Boats.** AAAI, 2019." for kind in BOATS]
    lines.append("8. **RowNet: Oars for Boats**\n   **on Small Lakes.** AAAI, 2019.")
    assert titles(lines) == [*WANTED, "RowNet: Oars for Boats on Small Lakes"]


def test_a_second_bold_line_that_begins_anew_is_none_of_the_title():
    lines = [f"1. **Oars for {kind} Boats.** AAAI, 2019." for kind in BOATS]
    lines.append("8. **Rudders for Boats**, AAAI, 2019.\n   **Worth reading twice.**")
    assert titles(lines) == [*WANTED, "Rudders for Boats"]


WRAPPED = """\
# Publications

- J. Roe, **Ann Doe**, “{0}, and what they tell us of calm water in narrow lakes,”
  International Symposium on Rowing, Bergen, Norway. 2021.

- **Ann Doe**, Max Mul, J. Roe. {1}, and of the crews that never rowed them
  further than the bridge. Rowing Letters. 2020.

"""


def test_a_page_whose_items_are_wrapped_at_a_width_has_each_title_whole_and_no_title_in_its_owner():
    pairs = [(BOATS[at], BOATS[at + 1]) for at in range(5)]
    text = "".join(WRAPPED.format(*(f"Oars for {kind} Boats" for kind in pair)) for pair in pairs)
    read = read_digest(text.replace("# Publications\n\n", "").encode(), "x.md").entries
    assert len(read) == 10
    assert (read[0].title, read[0].year, read[0].authors) == (
        "Oars for Narrow Boats, and what they tell us of calm water in narrow lakes",
        2021,
        ("J. Roe", "Ann Doe"),
    )
    assert (read[1].title, read[1].venue.name) == (
        "Oars for Wide Boats, and of the crews that never rowed them further than the bridge",
        "Rowing Letters",
    )


def test_lines_of_many_lengths_under_items_are_not_the_rest_of_them():
    lines = [f"- [{title}]({PAPER}{at:02})\n  Rowing Letters\n  fast" for at, title in enumerate(WANTED)]
    assert titles(lines) == WANTED


def test_a_bold_label_that_stands_alone_is_no_name_of_the_pages_owner():
    lines = [
        f"- {title} [[paper]]({PAPER}{at:02})\n\n**Key Idea**\n\nRow." for at, title in enumerate(WANTED)
    ]
    assert titles(lines) == WANTED


@pytest.mark.parametrize("mark", [";", ":", ","])
def test_a_short_bold_name_leads_to_the_slanted_title_behind_it(mark):
    lines = [f"- **Oar{at}**{mark} *{title}* [[paper]]({PAPER}{at:02})" for at, title in enumerate(WANTED)]
    assert titles(lines) == WANTED


def test_a_bold_title_keeps_its_name_before_its_slanted_writers_or_venue():
    lines = [
        f"- **{title}**, *{by}* [[paper]]({PAPER}{at:02})"
        for at, (title, by) in enumerate(zip(WANTED, ["Jane Roe, Ann Doe", "Nature 2019"] * 4, strict=False))
    ]
    assert titles(lines) == WANTED


BOXES = {
    "Roe et al., Annual Rowing Conference 2019": ("Annual Rowing Conference", 2019),
    "Roe & Doe, Rowing Gazette 2018": ("Rowing Gazette", 2018),
    "Roe, Rowing Gazette 2018": ("Rowing Gazette", 2018),
    "Roe & Doe, 2017": (None, 2017),
    "15.05.03, arXiv; ICLR 2016": ("ICLR", 2016),
    "15.05.03, arXiv": ("arXiv", 2015),
    "Roe et al., Proceedings of the VLDB Endowment 2018": ("VLDB", 2018),
}


def test_a_box_behind_a_title_may_hold_names_a_place_that_nobody_knows_and_a_day():
    boxes = ["Roe et al., ICLR 2020"] * 7 + list(BOXES)
    lines = [f"- [Oars of {at} Boats and More]({PAPER}{at:02}) ({box})" for at, box in enumerate(boxes)]
    read = read_digest("\n".join(("# Papers", "", *lines, "")).encode(), "x.md").entries[7:]
    said = [(entry.venue.name if entry.venue else None, entry.year) for entry in read]
    assert said == list(BOXES.values())


def test_where_every_paper_is_dated_a_date_speaks_for_short_titles_too():
    short = [*WANTED, "Rowing Twice"]
    remark = "shows that this pulls harder than all the other oars that anyone rows with here"
    assert titles([f"- {title} - March 2018 - {remark}" for title in short]) == short


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("# Papers of ICLR 2020 by topic", ("ICLR", 2020)),
        ("# Papers since ICLR 2020 and ICML 2021", (None, None)),
        ("# What ICLR 2020 was like", (None, None)),
    ],
)
def test_a_heading_that_names_one_meeting_of_its_papers_says_where_they_appeared(heading, place):
    lines = [f"- [{title}]({PAPER}{at:02})" for at, title in enumerate(WANTED)]
    read = read_digest("\n".join((heading, "", *lines, "")).encode(), "x.md").entries
    assert {(entry.venue.name if entry.venue else None, entry.year) for entry in read} == {place}


def test_names_with_a_slanted_journal_below_a_heading_say_where_the_paper_appeared():
    text = "# Papers\n\n" + "".join(
        f"## {title} [Read]({PAPER}{at:02})\nRoe, J., Doe, A. et al., *Row Sci Tech* **16**, 17 (2024)\n\nIt rows.\n\n"
        for at, title in enumerate(WANTED)
    )
    read = read_digest(text.encode(), "x.md").entries
    assert {(entry.venue.name, entry.year, len(entry.authors)) for entry in read} == {
        ("Row Sci Tech", 2024, 2)
    }


def test_a_page_that_reads_one_paper_is_named_after_it_without_the_word():
    text = f"# Reading: Paddles\n* [Paper]({PAPER}01)\n\n# Takeaways\n* The authors row.\n"
    assert [entry.title for entry in read_digest(text.encode(), "x.md").entries] == ["Paddles"]


@pytest.mark.parametrize(
    ("form", "place"),
    [
        (
            '- "{title}," Jane Roe and Ann Doe, *ICLR* 2021 [pdf]({link})',
            ("ICLR", 2021),
        ),
        ("- [{title}]({link}) by Jane Roe, Ann Doe. *Atelier Rowing (Row @ Lake)*, Bergen, 2021", None),
        ("- [{title}](#) by Jane Roe, Ann Doe. *Rowing Gazette*, Bergen, 2021", ("Rowing Gazette", 2021)),
        (
            "- __{title}__ [[pdf]]({link})\n(with Jane Roe)\nRowing Gazette 16(5), 12-19, 2021",
            ("Rowing Gazette", 2021),
        ),
        ("- Roe J, Doe AB, Mul M. {title}[J]. Rowing Gazette, 2021, 12(3): 1-9.", ("Rowing Gazette", 2021)),
        ("- Roe J, Doe AB, Mul M. {title}[C]//ICLR. 2021: 12-20.", ("ICLR", 2021)),
        ("> Roe J, Doe AB. {title}[J]. Rowing Gazette, 2021, 12(3): 1-9.\n", ("Rowing Gazette", 2021)),
    ],
)
def test_names_a_place_in_italics_and_a_volume_are_told_from_the_title(form, place):
    lines = [form.format(title=title, link=f"{PAPER}{at:02}") for at, title in enumerate(WANTED)]
    read = read_digest("\n".join(("# Papers", "", *lines, "")).encode(), "x.md").entries
    assert [entry.title for entry in read] == WANTED
    place = place or ("Atelier Rowing (Row @ Lake)", 2021)
    assert {(entry.venue and entry.venue.name, entry.year) for entry in read} == {place}


def test_slanted_words_behind_a_title_are_no_place_without_a_year_or_when_they_are_names():
    lines = [
        f"- [{title}]({PAPER}{at:02}) *{behind}*"
        for at, (title, behind) in enumerate(
            zip(WANTED, ["A Very Fine Oar", "Roe, Doe, 2021"] * 4, strict=False)
        )
    ]
    read = read_digest("\n".join(("# Papers", "", *lines, "")).encode(), "x.md").entries
    assert [(entry.title, entry.venue) for entry in read] == [(title, None) for title in WANTED]


def test_a_page_about_one_paper_may_be_titled_by_its_whole_reference():
    text = (
        '---\ntitle: "de Roe E, van Doe JA, Mul P. Rowing and breathing in old boats: a randomised trial of oars '
        'and paddles. The Lake Letters. 2016. doi:10.1000/x"\nauthor: A. Reader\n---\n\nThis study rows.\n'
    )
    (paper,) = read_digest(text.encode(), "x.md").entries
    assert paper.title == "Rowing and breathing in old boats: a randomised trial of oars and paddles"
    assert (paper.year, len(paper.authors)) == (2016, 3)


def test_what_a_course_hands_out_is_no_paper_among_its_readings():
    readings = [f'- "{title}," Jane Roe and Ann Doe, <em>Rowing Letters</em>' for title in WANTED]
    readings[0] = readings[0].replace("Rowing Letters", "Transactions on Visualization and Computer Graphics")
    tasks = [
        f'<li> <a href="tasks/t{at}.pdf">Assignment {at + 1}: {title}</a>' for at, title in enumerate(WANTED)
    ]
    assert titles(["# Course", "## Readings", "", *readings, "", "## Homework", "", *tasks]) == WANTED


def test_a_linked_title_goes_on_for_some_lines_and_one_that_is_struck_out_is_still_a_title():
    lines = [f"- [~~{title}~~]({PAPER}{at:02})" for at, title in enumerate(WANTED)]
    lines.append(f"- [Rowing over Wide\nand Deep\nLakes]({PAPER}20)")
    assert titles(lines) == [*WANTED, "Rowing over Wide and Deep Lakes"]


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (" [Rowing Txn 22]", (None, "Rowing Txn", 2022, 0)),
        (" (RO'15)", (None, "RO", 2015, 0)),
        (" [Explainer, arXiv]", (None, "arXiv", None, 0)),
        (". By Jane Roe [Tutorial, ICRA]", (None, "ICRA", None, 1)),
        (" [Submitted 3 Feb 23 arxiv]", (None, "arXiv", 2023, 0)),
        (" [in two parts]", (" [in two parts]", None, None, 0)),
    ],
)
def test_a_box_says_where_or_when_as_most_do_though_nobody_knows_the_venue_or_it_has_no_year(end, said):
    lines = [f"- Oars for {kind} Boats [{name} 19]" for kind, name in zip(BOATS, KNOWN, strict=False)]
    link = "[[Paper](https://arxiv.org/abs/1901.00001)]"
    (*_, last) = facts(
        "\n".join(f"{line} {link}" for line in ("# Papers", *lines, f"- Oars for Lost Boats{end}"))
    )
    assert last == (f"Oars for Lost Boats{said[0] or ''}", *said[1:])


PLACES = ("Phlogs 1996", "Usenix Security 1998", "CCS 2005", "OSDI 2006", "PLDI 2009", "NDSS 2011", "SP 2014")
NAMED = (
    "Kites for Fun and Profit",
    "SailGuard",
    "Twice upon a rope()",
    "WIND",
    "Oars",
    "Slow Boats",
    "2 Sails",
)


def test_a_venue_and_a_year_before_most_titles_is_none_of_them():
    lines = "\n".join(
        f"- [{place} {name}](https://dl.acm.org/citation.cfm?id={number})"
        for number, (place, name) in enumerate(zip(PLACES, NAMED, strict=True), 1)
    )
    entries = read_digest(f"My list:\n\n{lines}\n".encode(), "x.md").entries
    assert [entry.title for entry in entries] == list(NAMED)
    assert [(entry.venue.name, entry.year) for entry in entries if entry.venue][:3] == [
        ("Phlogs", 1996),
        ("USENIX Security", 1998),
        ("CCS", 2005),
    ]


def test_a_year_in_a_few_titles_stays():
    lines = [
        f"- [{name} of the Quiet Lakes](https://arxiv.org/abs/2301.0000{n})" for n, name in enumerate(NAMED)
    ]
    lines[0] = "- [ImageNet 2012 Kites and Sails](https://arxiv.org/abs/2301.00009)"
    assert titles(lines)[0] == "ImageNet 2012 Kites and Sails"
