"""Lists and tables as collectors of papers print them: short names, boxes, badges and topics around titles."""

import pytest

from vaultkit.digest.read import read_digest
from vaultkit.digest.readers._tell import tell
from vaultkit.digest.titles import Context

PAPER = "https://arxiv.org/abs/2301.00001"


def read(text, name="list.md"):
    return read_digest(text.encode(), name)


@pytest.mark.parametrize(
    ("line", "title", "alias"),
    [
        (f"- [[CVPR]({PAPER})] Oars for Narrow Boats. [[code](https://github.com/a/b)]", "Oars for Narrow Boats", None),
        (f"- [[CVPR]({PAPER})] Oars for Narrow Boats. [__`seg.`__ __`det.`__]", "Oars for Narrow Boats", None),
        (f"- [**OarNet**] Oars for Narrow Boats [[paper]({PAPER})]", "Oars for Narrow Boats", "OarNet"),
        (f"- **[OarNet]** Oars for Narrow Boats (**workshop**) [[paper]({PAPER})]", "Oars for Narrow Boats", "OarNet"),
        (f"- **[OarNet]** | Oars for Narrow Boats | **CVPR' 22** | [[pdf]]({PAPER})", "Oars for Narrow Boats", "OarNet"),
        (f"- **[OarNet]** | **IEEE VR'21** | Oars for Narrow Boats | [`[pdf]`]({PAPER})", "Oars for Narrow Boats", "OarNet"),
        (f"- **OarNet** ([Oars for Narrow Boats]({PAPER}))", "Oars for Narrow Boats", "OarNet"),
        (f"- **OarNet**(Oars for Narrow and Old Boats) [[pdf]]({PAPER})", "Oars for Narrow and Old Boats", "OarNet"),
        (f'- **?**: "Oars for Narrow Boats", ICLR, 2022 (*Some Yard*). [[Paper]({PAPER})]', "Oars for Narrow Boats", None),
        (f'- "Oars for Narrow Boats", ICLR, 2022 (*Some Yard*). [[Paper]({PAPER})]', "Oars for Narrow Boats", None),
        (f'- "Mind the Oar": Rowing by Night [[Paper]({PAPER})]', '"Mind the Oar": Rowing by Night', None),
        (f":boat::star: <b>Oars for Narrow Boats (CVPR 2019)</b> [[Paper]]({PAPER})", "Oars for Narrow Boats", None),
        (f"<b>:boat: Oars for Narrow Boats (CVPR 2019)</b> [[Paper]]({PAPER})", "Oars for Narrow Boats", None),
        (f"- Oars for Narrow Boats <br> ICLR 2023 [[Paper]]({PAPER})", "Oars for Narrow Boats", None),
        (f"- Oars for Narrow Boats [{PAPER}] [2015]", "Oars for Narrow Boats", None),
        (f"- [**OarNet**] Oars for Narrow Boats(@Some Yard) [[pdf]]({PAPER})", "Oars for Narrow Boats", "OarNet"),
        (f"- **OarNet**（[Oars for Narrow Boats]({PAPER})）", "Oars for Narrow Boats", "OarNet"),
        (f"- Oars for Narrow Boats [Rowing Boats Forum 2020.05] [[pdf]]({PAPER})", "Oars for Narrow Boats", None),
    ],
)  # fmt: skip
def test_short_names_boxes_and_remarks_around_a_title_are_no_part_of_it(line, title, alias):
    (entry,) = read(f"# Papers\n\n{line}\n").entries
    assert (entry.title, entry.alias) == (title, alias)


def test_a_remark_after_the_year_does_not_hide_the_venue():
    (entry,) = read(
        f'- **OarNet**: "OarNet: Rowing by Night", ICLR, 2022 (*Yard-X Lab*). [[Paper]({PAPER})]\n'
    ).entries
    assert (entry.title, entry.venue.name, entry.year) == ("OarNet: Rowing by Night", "ICLR", 2022)


def test_a_badge_that_leads_to_a_paper_proves_it_and_a_badge_with_a_doi_does_not():
    badge = "[![badge](https://shields.invalid/x.svg)]"
    (entry,) = read(f"# Papers\n\n- Oars for Narrow Boats {badge}({PAPER})\n").entries
    assert (entry.title, entry.identifiers[0]) == ("Oars for Narrow Boats", ("arxiv", "2301.00001"))
    assert (
        read(f"# Rowing Boat Tools\n\n{badge}(https://doi.org/10.5281/zenodo.1)\n\nSome words.\n").entries
        == ()
    )


def test_a_link_called_website_that_leads_to_arxiv_is_the_paper_s():
    page = (
        f"# Boats\n\n**Oars for Narrow Boats** \\\n[[Website]({PAPER})]\n[[Code](https://github.com/a/b)]\n"
    )
    (entry,) = read(page).entries
    assert (entry.title, entry.identifiers[0]) == ("Oars for Narrow Boats", ("arxiv", "2301.00001"))
    assert read(page.replace(PAPER, "https://boats.example/oars")).entries == ()


def test_a_cell_may_begin_with_badges_and_a_header_may_name_two_things():
    page = (
        "| Title & Take-away | Publisher | Code |\n|---|---|---|\n"
        f"| ![Star](https://s.invalid/a.svg) <br> [**Oars for Narrow Boats**]({PAPER}) <br> Rows well | CVPR 2022 | - |\n"
        f"| [![Star](https://s.invalid/b.svg)](https://github.com/a/b) [![P](https://s.invalid/c.svg)]() <br> "
        f"[Sails: A Survey]({PAPER[:-1]}2) | ICML 2023 | - |\n"
    )
    told = [(entry.title, entry.venue.name, entry.year) for entry in read(page).entries]
    assert told == [("Oars for Narrow Boats", "CVPR", 2022), ("Sails: A Survey", "ICML", 2023)]


def test_a_bold_or_linked_title_may_go_on_in_the_next_line():
    bold = f"# Boats\n\n<b>Oars for Narrow Boats and for\nBroad Ones (2017)</b> [[Paper]]({PAPER})\n"
    linked = (
        f"# Boats\n\n[Oars for Narrow Boats and for\nBroad Ones]({PAPER}). Jane Roe, Ann Doe. CVPR 2017.\n"
    )
    for page in (bold, linked):
        assert [entry.title for entry in read(page).entries] == ["Oars for Narrow Boats and for Broad Ones"]


NAMED = """# Boats

* **Oars for Narrow Boats** | [Github](https://github.com/a/b)
  * {names}
  * University of Rowing
  * [ECCV2020] https://arxiv.org/abs/2301.00001
"""


def test_names_alone_under_a_bold_title_prove_it_and_words_alone_do_not():
    (entry,) = read(NAMED.format(names="Jane Roe, Ann B. Doe, Max Poe")).entries
    assert (entry.title, entry.venue.name, entry.year) == ("Oars for Narrow Boats", "ECCV", 2020)
    assert ("arxiv", "2301.00001") in entry.identifiers
    assert read(NAMED.format(names="works well on rivers").rpartition("  * [ECCV")[0]).entries == ()


def test_an_item_one_space_further_in_stands_beside_the_one_above():
    page = (
        f"- Oars for Narrow Boats\n  [[pdf]]({PAPER})\n - Sails for Broad Ships\n   [[pdf]]({PAPER[:-1]}2)\n"
    )
    assert [entry.title for entry in read(f"# Papers\n\n{page}").entries] == [
        "Oars for Narrow Boats",
        "Sails for Broad Ships",
    ]


@pytest.mark.parametrize(
    ("line", "title", "alias"),
    [
        (f"- CVPR 2024, Oars for Narrow Boats, [site]({PAPER})", "Oars for Narrow Boats", None),
        (f"- arXiv 2024.01, Oars for Narrow Boats, [site]({PAPER})", "Oars for Narrow Boats", None),
        (f"- CVPR 2024 oral, **OarNet**: Oars for Narrow Boats, [site]({PAPER})", "OarNet: Oars for Narrow Boats", "OarNet"),
        (f"- CVPR 2024, **Narrow Oars** for Boats on Wide Rivers, [site]({PAPER})", "Narrow Oars for Boats on Wide Rivers", None),
        (f"- CVPR 2024, Rowing with **Narrow Oars**, [site]({PAPER})", "Rowing with Narrow Oars", None),
        (f"- [arXiv 2024.01]({PAPER}), Oars for Narrow Boats", "Oars for Narrow Boats", None),
        (f"- **Narrow Oars** [[paper]({PAPER})] for Boats on Wide Rivers", "Narrow Oars", None),
        (f"- **Narrow Oars** - shows how Boats row on Wide Rivers, [site]({PAPER})", "Narrow Oars", None),
    ],
)  # fmt: skip
def test_a_citation_before_the_comma_is_no_part_of_the_title_and_bold_words_may_be_a_part_only(
    line, title, alias
):
    (entry,) = read(f"# Papers\n\n{line}\n").entries
    assert (entry.title, entry.alias) == (title, alias)


@pytest.mark.parametrize(
    ("line", "title", "authors"),
    [
        ("1. Oars for Boats. Doe, Jane and Roe, Ann. ICLR 2020", "Oars for Boats", ("Doe, Jane", "Roe, Ann")),
        ("1. Do Oars Help Boats? Doe & Roe. ICLR 2020", "Do Oars Help Boats?", ("Doe", "Roe")),
        ("1. Oars for Boats. Doe, Jane et al, ICLR 2020", "Oars for Boats", ("Doe, Jane",)),
        ("1. Oars for Boats. Doe et al. ACM-MM 2020", "Oars for Boats", ("Doe",)),
        ("1. Oars for Boats. Learning and Vision. ICLR 2020", "Oars for Boats. Learning and Vision", ()),
    ],
)
def test_a_sentence_of_surnames_before_the_venue_is_no_part_of_the_title(line, title, authors):
    (entry,) = read(f"# Papers\n\n{line}\n").entries
    assert (entry.title, entry.authors) == (title, authors)


def test_links_by_name_find_their_addresses_at_the_end_of_the_page():
    page = "# Papers\n\n- Oars for Boats. ICLR 2020 [[code]][1.2]\n- [Long Oars for Boats][long]\n\nBoats [of wood]\n\n"
    page += f"[1.2]: https://github.com/a/b\n[long]: {PAPER}\n"
    first, second = read(page).entries
    assert (first.title, first.identifiers) == ("Oars for Boats", (("code", "https://github.com/a/b"),))
    assert (second.title, second.identifiers[0]) == ("Long Oars for Boats", ("arxiv", "2301.00001"))


def test_a_row_of_dashes_inside_a_table_parts_its_rows_and_opens_no_other_table():
    table = "| Pub. | Title | Links |\n| :-: | - | - |\n"
    rows = [
        f"| ICLR | Oars for {kind} Boats | [Paper]({PAPER[:-1]}{at}) |\n"
        for at, kind in enumerate(("Narrow", "Wide"))
    ]
    titles = ["Oars for Narrow Boats", "Oars for Wide Boats"]
    assert [entry.title for entry in read(table + "".join(rows)).entries] == titles
    assert [entry.title for entry in read(table + rows[0] + "| -- | -- | -- |\n" + rows[1]).entries] == titles


@pytest.mark.parametrize(
    ("line", "title", "year"),
    [
        (f"- 2018-ICML - Oars for Narrow Boats. [[Paper]({PAPER})]", "Oars for Narrow Boats", 2018),
        (f"- 2014 - Oars for Narrow Boats. [[Paper]({PAPER})]", "Oars for Narrow Boats", 2014),
        (f"- 2021- IEEE PAMI - Oars for Narrow Boats. [[Paper]({PAPER})]", "Oars for Narrow Boats", 2021),
        (f"- The 2018 Race - Oars for Narrow Boats. [[Paper]({PAPER})]", "The 2018 Race - Oars for Narrow Boats", None),
    ],
)  # fmt: skip
def test_a_year_and_a_venue_before_the_dash_are_no_part_of_the_title(line, title, year):
    (entry,) = read(f"# Papers\n\n{line}\n").entries
    assert (entry.title, entry.year) == (title, year)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (f"- [OarNet]({PAPER}): Efficient Oars for Narrow Boats | Some Yard", "OarNet: Efficient Oars for Narrow Boats"),
        (f"- [OarNet:]({PAPER}) Efficient Oars for Narrow Boats", "OarNet: Efficient Oars for Narrow Boats"),
        (f"- [OarNet]({PAPER}): Efficient oars as everybody knows them", "OarNet"),
        (f"- [OarNet:]({PAPER})", "OarNet"),
        (f"- **OarNet**: Do Oars Help? A New Look at 2.5 Boats [[paper]]({PAPER})", "OarNet: Do Oars Help? A New Look at 2.5 Boats"),
        (f"- **OarNet **([Oars for Narrow Boats]({PAPER}))", "Oars for Narrow Boats"),
        (f"- **OarNet:*** Oars for Narrow Boats [[paper]]({PAPER})", "OarNet: Oars for Narrow Boats"),
    ],
)  # fmt: skip
def test_a_linked_short_name_and_the_title_behind_its_colon_are_one_title(line, title):
    (entry,) = read(f"# Papers\n\n{line}\n").entries
    assert entry.title == title


def test_news_of_the_page_and_names_of_venues_are_no_papers():
    papers = "".join(f"- [Oars for Narrow Boats {at}]({PAPER[:-1]}{at})\n" for at in range(4))
    news = f"## News 🔥\n\n- [2024.05] Our paper [Rowing at Night]({PAPER}) is accepted by CVPR 2024.\n\n"
    told = f"- [2024.05] We release [Rowing at Night]({PAPER}) and its oars.\n"
    dated = f"- [2024.05] [Rowing at Night]({PAPER})\n"
    alone = [f"Oars for Narrow Boats {at}" for at in range(4)]
    assert [entry.title for entry in read(f"# Boats\n\n{news}## Papers\n\n{papers}").entries] == alone
    assert [entry.title for entry in read(f"# Papers\n\n{told}{papers}").entries] == alone
    assert [entry.title for entry in read(f"# Papers\n\n{dated}{papers}").entries] == [
        "Rowing at Night",
        *alone,
    ]
    nested = papers.replace("- ", "  - ")
    assert [entry.title for entry in read(f"# Papers\n\n- **NeurIPS**\n{nested}").entries] == alone


def test_a_whole_title_that_links_to_a_paper_is_one_among_other_links_unless_they_are_tools():
    papers = "".join(f"- [Oars for Narrow Boats {at}]({PAPER[:-1]}{at})\n" for at in range(8))
    others = "".join(f"- [Boat {at}](https://boats.example/{at})\n" for at in range(3))
    mixed = f"- [A Survey of Wooden Oars]({PAPER})\n{others}"
    page = f"# Oars\n\n## Papers\n\n{papers}\n"
    titles = [entry.title for entry in read(f"{page}## Rowing\n\n{mixed}").entries]
    assert titles[8:] == ["A Survey of Wooden Oars"]
    assert len(read(f"{page}## Tools\n\n{mixed}").entries) == 8


def test_a_list_that_leads_nowhere_is_no_list_of_papers_beside_lists_that_do():
    papers = "".join(f"- [Oars for Narrow Boats {at}]({PAPER[:-1]}{at})\n" for at in range(8))
    kinds = "".join(f"- **{kind} Rowing**: Boats and Their Many Oars\n" for kind in ("Slow", "Fast", "Calm"))
    assert len(read(f"# Papers on Rowing\n\n## Kinds\n\n{kinds}\n## List\n\n{papers}").entries) == 8


def test_names_under_a_short_title_are_its_authors_and_no_longer_title():
    names = "Jane Roe, Ann B. Doe, Max Mul, and Bob Low. ICLR, 2020."
    (entry,) = read(f"# Papers\n\n- [Narrow Oars]({PAPER})\n  - {names}\n").entries
    assert entry.title == "Narrow Oars"


@pytest.mark.parametrize(
    ("line", "alias", "year"),
    [
        (f"- [[Rowing Workshop]({PAPER})] Oars for Narrow Boats", None, None),
        (f"- [OarNet] [ICLR2025] Oars for Narrow Boats [[paper]({PAPER})]", "OarNet", 2025),
        (f"- [OarNet] (CVPR 2023) Oars for Narrow Boats [[paper]]({PAPER})", "OarNet", 2023),
        (f"- [CVPR and ICCV (Best Poster)] Oars for Narrow Boats [[paper]({PAPER})]", None, None),
        (f"- **OarNet **(CVPR 2022) Oars for Narrow Boats [[paper]({PAPER})]", "OarNet", 2022),
        (f"- **OarNet**, Oars for Narrow Boats [[paper]]({PAPER})", "OarNet", None),
        (f"- `cs.CV` `seg` Oars for Narrow Boats [[paper]]({PAPER})", None, None),
        (f"- **CVPR 2023** Oars for Narrow Boats [[Paper]({PAPER})]", None, 2023),
        (f"- *CVPR 2023* - Oars for Narrow Boats [[Paper]({PAPER})]", None, 2023),
        (f"- 2023.04 Oars for Narrow Boats [paper]({PAPER})", None, 2023),
        (f"- [Roe 2023]({PAPER}) Oars for Narrow Boats", None, 2023),
        (f"- Oars for Narrow Boats - Roe et al., 2023 [[paper]({PAPER})]", None, 2023),
        (f"- Oars for Narrow Boats (Jane Roe and Ann Doe, 2023) [paper]({PAPER})", None, 2023),
        (f"- Oars for Narrow Boats, Jane Roe, Ann Doe, CVPR 2023. [paper]({PAPER})", None, 2023),
        (f"- [Oars for Narrow Boats (paper)]({PAPER})", None, None),
        (f"- Oars for Narrow Boats: {PAPER}", None, None),
        (f"- Oars for Narrow Boats ({PAPER})", None, None),
    ],
)  # fmt: skip
def test_what_stands_around_the_words_of_a_title_is_told_apart_by_its_form(line, alias, year):
    (entry,) = read(f"# Papers\n\n{line}\n").entries
    assert (entry.title, entry.alias, entry.year) == ("Oars for Narrow Boats", alias, year)


@pytest.mark.parametrize(
    "title",
    [
        "Oars (not Sails) for Narrow Boats",
        "Rowing by Night: Oars, Boats, and Lamps",
        "Sails - Why and When",
        "`rowpy` for Narrow Boats",
    ],
)
def test_brackets_commas_and_dashes_of_a_title_are_its_own(title):
    (entry,) = read(f"# Papers\n\n- {title} [[paper]]({PAPER})\n").entries
    assert entry.title == title.replace("`", "")


def test_a_table_of_short_names_with_links_to_papers_gives_them_by_their_names():
    head = "| Model | Year | Paper | Code |\n| - | - | - | - |\n"
    rows = f"| OarNet | 2023 | [Paper]({PAPER}) | [Code](https://github.com/a/b) |\n"
    rows += "| Oar Shop | 2024 | [link](https://boats.example/shop) | - |\n"
    table = head + rows + rows.replace("OarNet", "SailNet").replace("00001", "00002")
    named = [entry.title for entry in read(f"# Rowing Models\n\n{table}").entries]
    assert named == ["OarNet", "SailNet"]
    titled = table.replace("[Paper]", "[Oars for Narrow Boats]")
    assert read(f"# Rowing Models\n\n{titled}").entries[0].title == "Oars for Narrow Boats"
    assert read(f"# Rowing\n\n## Datasets\n\n{table}").entries == ()


def test_a_linked_title_in_the_line_under_its_short_name_is_the_title():
    item = f"- **OarNet** [[Some Yard]](https://boats.example) Feb. 2019\n  Oars for Narrow Boats [[Preprint]]({PAPER})\n"
    (entry,) = read(f"# Papers\n\n{item}").entries
    assert (entry.title, entry.alias) == ("Oars for Narrow Boats", "OarNet")
    (entry,) = read(
        f"# Papers\n\n- **OarNet** [[paper]]({PAPER})\n  Oars for boats that are narrow.\n"
    ).entries
    assert entry.title == "OarNet"


def test_links_of_html_that_go_on_for_some_lines_are_titles():
    page = "# Best Papers of the Rowing Meeting\n\n"
    for at, kind in enumerate(("Narrow", "Wide", "Wooden")):
        page += f'<p align="left">\n    <a href="https://boats.example/{at}.png" title="x">\n        <img src="x.png"/>\n    </a>\n'
        page += f'    <a href="{PAPER[:-1]}{at}" title="x">\n        <strong>🔥 Oars for {kind} Boats</strong>\n    </a>\n    <br/>\n'
        page += f'    Jane Roe, Ann Doe\n    <br/>\n    [<a href="{PAPER[:-1]}{at}">paper</a>]\n</p>\n\n'
    entries = read(page).entries
    assert [entry.title for entry in entries] == [
        f"Oars for {kind} Boats" for kind in ("Narrow", "Wide", "Wooden")
    ]
    assert entries[0].authors == ("Jane Roe", "Ann Doe")
    image = '<a href="https://boats.example">\n<img src="x.png"/>\n</a>\n'
    assert read(f"# Rowing\n\n{image}").entries == ()


def test_a_repository_and_what_it_implements_is_no_paper():
    lines = "".join(
        f"1. [roe/oars{at}](https://github.com/roe/oars{at}), Code for Oars for Narrow Boats (CVPR 2019)\n"
        for at in range(8)
    )
    assert read(f"# Rowing Networks\n\n{lines}").entries == ()
    paper = f"1. [roe/oars](https://github.com/roe/oars) Oars for Narrow Boats [[paper]]({PAPER})\n"
    assert [entry.title for entry in read(f"# Papers\n\n{paper}").entries] == ["Oars for Narrow Boats"]


@pytest.mark.parametrize(
    "line",
    [
        f'- "Oars for Narrow Boats", 2023-07, Some Meeting 23, `multi`, [[paper]]({PAPER})',
        f"- CVPR-2017 Oars for Narrow Boats [[Paper]]({PAPER})",
        f"- AAAI-2017-Oars for Narrow Boats [[Paper]]({PAPER})",
        f"- Oars for Narrow Boats-2017 [[Paper]]({PAPER})",
        f"- 【OarNet】Jane Roe, Ann B. Doe, Max Mul, Bob Low, Kim Ho, Lee Oh .[Oars for Narrow Boats]({PAPER})",
    ],
)
def test_quotation_marks_and_glued_years_are_no_part_of_the_title(line):
    assert [entry.title for entry in read(f"# Papers\n\n{line}\n").entries] == ["Oars for Narrow Boats"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ICML-18 note: [Oars for Wide Boats]({link})", ("Oars for Wide Boats", "ICML", 2018)),
        ("[[Oars for Wide Boats]]({link})", ("Oars for Wide Boats", None, None)),
        ("[Roe et al. 2019] Oars for Wide Boats [[pdf]]({link})", ("Oars for Wide Boats", None, 2019)),
    ],
)
def test_a_venue_a_box_or_a_writer_before_a_title_is_no_part_of_it(line, said):
    told = tell(line.format(link="https://arxiv.org/abs/2301.00001"), Context())
    assert told is not None
    title = told.title
    assert (title.title, title.venue.name if title.venue else None, title.year) == said


def test_a_sentence_that_tells_of_a_paper_is_no_title():
    assert tell("Shows that oars matter: https://arxiv.org/abs/2301.00001", Context()) is None


BADGE = "https://img.shields.io/badge"


@pytest.mark.parametrize(
    ("badge", "said"),
    [
        (f'<img src="{BADGE}/CVPR-2023-green.svg">', ("CVPR", 2023)),
        (f"![]({BADGE}/ICLR%202024-blue)", ("ICLR", 2024)),
        (f"[![venue]({BADGE}/NeurIPS-2022-red?style=flat)](https://a.org/x)", ("NeurIPS", 2022)),
        (f'<img src="{BADGE}/Citations-2023+-blue.svg">', (None, None)),
        (f"![]({BADGE}/stars-2023-blue)", (None, None)),
    ],
)
def test_a_badge_that_cites_says_where_the_paper_appeared(badge, said):
    (entry,) = read(f"# Papers\n\n- [Oars for Wide Boats]({PAPER}) Jane Roe et al. {badge}\n").entries
    assert (entry.title, entry.authors) == ("Oars for Wide Boats", ("Jane Roe",))
    assert (entry.venue.name if entry.venue else None, entry.year) == said


def test_folders_called_as_papers_hold_notes_on_them_and_no_code():
    at = "https://github.com/a/notes/tree/main/db/"
    text = (
        "# Papers that I read\n\n"
        f"- [Oars for Wide Boats]({at}Oars%20for%20Wide%20Boats) todo\n"
        f"- [Sails - A Short History of Wind 读书笔记]({at}Sails%20-%20A%20Short%20History)\n"
        f"- [How to Row in the Dark]({at}How%20to%20Row%20in%20the%20Dark)\n"
        f"- [Rowing in Rust, with Tests]({at}rowing)\n"
    )
    assert [entry.title for entry in read(text).entries] == [
        "Oars for Wide Boats",
        "Sails - A Short History of Wind",
        "How to Row in the Dark",
    ]


def test_several_linked_titles_in_one_item_are_several_papers():
    one, two = PAPER, "https://arxiv.org/abs/2301.00002"
    text = f"# Papers\n\n- [Oars for Wide Boats]({one}) and [Sails for Narrow Boats]({two})\n"
    assert [(entry.title, entry.identifiers[0]) for entry in read(text).entries] == [
        ("Oars for Wide Boats", ("arxiv", "2301.00001")),
        ("Sails for Narrow Boats", ("arxiv", "2301.00002")),
    ]
    text = f"# Papers\n\n- [Oars for Wide Boats]({one}) goes far beyond what was known from [Sails for Narrow Boats]({two})\n"
    assert [entry.title for entry in read(text).entries] == ["Oars for Wide Boats"]


@pytest.mark.parametrize(
    "line",
    ["March - [OOPSLA](https://a.org/x)", "A list of [Papers](https://github.com/a/b#papers) on boats"],
)
def test_a_month_and_a_link_into_the_page_itself_make_no_paper(line):
    told = tell(line, Context())
    assert told is None or told.evidence < 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "- **Wide**, [Oars for Wide Boats]({link}), ICML, 2019.",
            ("Oars for Wide Boats", None, "ICML", 2019),
        ),
        (
            "- **OarNet**, [Oars for Wide Boats]({link}), ICML, 2019.",
            ("Oars for Wide Boats", "OarNet", "ICML", 2019),
        ),
        (
            "- [Oars-9](https://github.com/a/b), *Oars for Wide Boats*, ICML, 2019.",
            ("Oars for Wide Boats", "Oars-9", "ICML", 2019),
        ),
        (
            "- [Oars for Wide Boats]({link}), *Jane Roe, Ann Doe*, ICML, 2019.",
            ("Oars for Wide Boats", None, "ICML", 2019),
        ),
    ],
)
def test_behind_a_short_name_and_a_comma_the_linked_or_slanted_words_are_the_title(line, said):
    (entry,) = read(f"# Papers\n\n{line.format(link=PAPER)}\n").entries
    assert (entry.title, entry.alias, entry.venue.name if entry.venue else None, entry.year) == said


def test_the_year_behind_the_names_of_a_field_and_the_volume_of_a_journal_are_read():
    text = f"- [Oars for Wide Boats]({PAPER})\n  * Authors: Jane Roe and Ann Doe. (3/2017).\n  * Journal: Rowing Letters, vol. 27, no 5, pp. 3-9.\n"
    (entry,) = read(f"# Papers\n\n{text}").entries
    assert (entry.authors, entry.year) == (("Jane Roe", "Ann Doe"), 2017)
    assert entry.venue is not None
    assert entry.venue.name == "Rowing Letters"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("- [ ] Oars for Wide Boats and", "Quiet Lakes [[Paper]({link})]"),
            "Oars for Wide Boats and Quiet Lakes",
        ),
        (
            ("- Oars for Wide Boats: How the Rowers of Quiet Lakes", "  pull them [pdf]({link})"),
            "Oars for Wide Boats: How the Rowers of Quiet Lakes pull them",
        ),
        (("- Oars for Wide Boats [pdf]({link})", "  and what they are for"), "Oars for Wide Boats"),
        (("- Oars for Wide Boats", "  a short note [pdf]({link})"), "Oars for Wide Boats"),
    ],
)
def test_a_title_that_breaks_off_ends_in_the_line_below_its_item(lines, title):
    text = "# Papers\n\n" + "\n".join(lines).format(link=PAPER) + "\n"
    assert [entry.title for entry in read(text).entries] == [title]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("“Oars for Wide Boats.” Journal of Rowing", ("Oars for Wide Boats", "Journal of Rowing")),
        ("Oars for Wide Boats. Rowing Letters.", ("Oars for Wide Boats", "Rowing Letters")),
        ("Oars for Wide Boats | Nature", ("Oars for Wide Boats", "Nature")),
        ("Oars for Wide Boats - ScienceDirect", ("Oars for Wide Boats", None)),
        ("Oars for Wide Boats. Systematic Review", ("Oars for Wide Boats. Systematic Review", None)),
        ("Oars for Wide Boats. Part Two", ("Oars for Wide Boats. Part Two", None)),
    ],
)
def test_a_journal_behind_the_title_in_its_link_is_where_it_appeared(words, said):
    (entry,) = read(f"# Papers\n\n- Roe, J. and Doe, A. (2021, May 4). [{words}]({PAPER})\n").entries
    assert (entry.title, entry.venue.name if entry.venue else None) == said
    assert entry.year == 2021
