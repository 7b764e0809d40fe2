"""Tables: the header names the columns, a cell may hold a whole entry."""

from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.read import read_digest
from vaultkit.digest.readers import tables


def read(text: str) -> Digest:
    return tables.read(Document.of(text, "list"))


def test_columns_are_known_by_their_headers_in_any_language():
    digest = read(
        "# Walks\n\n| 제목 | 저자 | 학회 | 연도 | 코드 |\n|:--|---|---|---|---|\n"
        "| [Walks for Maps](https://arxiv.org/abs/2301.00001) | Jane Roe, Ann Doe | CVPR | 2020 | [x](https://github.com/a/b) |\n"
        "| Roads \\| Lanes | - | MM | 2021 | |\n"
    )
    first, second = digest.entries
    assert (first.title, first.authors, first.year) == ("Walks for Maps", ("Jane Roe", "Ann Doe"), 2020)
    assert first.venue is not None
    assert (first.venue.name, first.section) == ("CVPR", "Walks")
    assert [kind for kind, _ in first.identifiers] == ["arxiv", "url", "code"]
    assert (second.title, second.year, second.venue.name if second.venue else None) == (
        "Roads | Lanes",
        2021,
        "ACM MM",
    )
    assert [line.number for line in digest.front] == [1, 3, 4]


def test_a_cell_with_a_whole_entry_gives_title_description_and_links():
    digest = read(
        "| **Paper** | **Links** |\n| --- | --- |\n"
        "| 1) **WalkLM 2** - a model that walks slowly through the city. | [Paper](https://arxiv.org/abs/2305.00001), [Tweet](https://t.co/x) |\n"
        "| 2) Walking Models  This paper introduces models that walk. <br>● They walk. <br>● They rest. | [Paper](https://a.org/x.pdf) |\n"
    )
    first, second = digest.entries
    assert (first.number, first.title, first.alias) == (1, "WalkLM 2", None)
    assert first.abstract == "a model that walks slowly through the city"
    assert first.identifiers == (("arxiv", "2305.00001"), ("url", "https://arxiv.org/abs/2305.00001"))
    assert second.title == "Walking Models"
    assert (second.abstract or "").split("\n") == [
        "This paper introduces models that walk",
        "● They walk.",
        "● They rest.",
    ]


def test_a_table_of_other_things_gives_no_paper():
    text = "| Networks | Trained | Description |\n|:-:|:-:|---|\n| 1 | 1 | Walking, Standing |\n"
    assert read(text).entries == ()
    assert read("| Paper | Size |\n|---|---|\n| A4 | 210 |\n").entries == ()


def test_tables_are_recognised():
    text = "| Title | Venue |\n|---|---|\n| Walks for Maps | CVPR 2020 |\n"
    assert read_digest(text.encode(), "x.md").reader == "tables"
    assert read_digest(b"- [a](https://b.org) | c\n- d\n", "x.md").reader == "markdown"


HTML = """\
<h1>Group</h1>
<table>
<tr><th>When</th><th>Presenter</th><th>Paper</th><th>Date</th></tr>
<tr><td rowspan="2">May</td><td>Jo</td>
  <td><a href="https://arxiv.org/abs/2301.00001"><b>Walks</b> for Maps</a>, CVPR 2019</td><td>2020-05-01</td></tr>
<tr><td>Al</td><td><a href="https://a.org/x.pdf">Roads<br>Through Rome</a></td><td></td></tr>
<tr><td>June</td><td></td><td>TBA</td><td></td></tr>
</table>
"""


def test_html_tables_are_read_as_markdown_ones():
    digest = read_digest(HTML.encode(), "x.html")
    first, second = digest.entries
    assert digest.reader == "tables"
    assert (first.title, first.year, first.line, len(first.title_lines)) == ("Walks for Maps", 2019, 4, 2)
    assert first.identifiers == (("arxiv", "2301.00001"), ("url", "https://arxiv.org/abs/2301.00001"))
    assert (second.title, second.year) == ("Roads Through Rome", None)


def test_a_date_beside_who_presents_is_the_meetings():
    rows = "| 2020-05-01 | [Walks for Maps](https://arxiv.org/abs/1901.00001) | Jo |\n"
    text = f"| Date | Paper | Presenter |\n|---|---|---|\n{rows}"
    assert [entry.year for entry in read(text).entries] == [None]
    assert [entry.year for entry in read(text.replace("Presenter", "Notes")).entries] == [2020]


def test_a_column_of_linked_titles_needs_no_name():
    rows = "| May | [Walks for Maps](https://arxiv.org/abs/1901.00001) |\n| June | [Slow Roads to Rome](https://a.org/x.pdf) |\n"
    assert [entry.title for entry in read(f"| When | Topic |\n|---|---|\n{rows}").entries] == [
        "Walks for Maps",
        "Slow Roads to Rome",
    ]
    other = "| May | [Walks in the town](https://a.org/1) |\n| June | walks |\n"
    assert read(f"| When | Topic |\n|---|---|\n{other}").entries == ()


def test_a_title_and_a_date_alone_make_no_paper():
    assert read("| Title | Date |\n|---|---|\n| Walks for Maps | 2020 |\n").entries == ()
    assert len(read("| Paper | Date |\n|---|---|\n| Walks for Maps | 2020 |\n").entries) == 1


def test_cells_that_lay_out_a_page_hold_whole_entries():
    entry = (
        '<table><tr><td><img src="{0}.jpg"/></td>\n<td>Walks for {0} Maps<br>\n<a href="https://roe.example">Jane Roe</a>,\n'
        'Ann Doe<br>\nIn CVPR 2020<br>\n<a href="https://arxiv.org/abs/2001.0000{1}">[Paper]</a>\n</td></tr></table>\n'
    )
    digest = read(
        "# Walks\n\n" + "\n".join(entry.format(kind, at) for at, kind in enumerate(("Old", "New", "Torn")))
    )
    assert [(one.title, one.authors, one.year) for one in digest.entries] == [
        (f"Walks for {kind} Maps", ("Jane Roe", "Ann Doe"), 2020) for kind in ("Old", "New", "Torn")
    ]


def test_a_cell_that_says_there_is_no_paper_is_none():
    digest = read(
        "| Name | Paper | Venue |\n|---|---|---|\n| Fog | NA | ICML 2020 |\n| Mud | [Documentation](https://mud.example) | NA |\n"
        "| Ice | [Walks on Ice for Machines](https://arxiv.org/abs/2001.00001) | ICML 2020 |\n"
    )
    assert [one.title for one in digest.entries] == ["Walks on Ice for Machines"]


def test_a_header_may_name_several_kinds_of_writing():
    digest = read(
        "| Year | Articles, Thesis and Reports | Code |\n|---|---|---|\n"
        "| 1988 | Walks as Music | No |\n| 1989 | [Paths as Chords](https://stable.example/1) | No |\n"
    )
    assert [(one.title, one.year) for one in digest.entries] == [
        ("Walks as Music", 1988),
        ("Paths as Chords", 1989),
    ]


def test_a_cell_with_several_linked_titles_holds_several_papers():
    first, second, other = (f"https://arxiv.org/abs/2301.0000{at}" for at in (1, 2, 3))
    digest = read(
        "| Date | Topic | Presenter |\n|---|---|---|\n"
        f"| 1 May | [Walks for Maps and Towns]({first})<br>[Slow Walks at Night]({second}) | Jane Roe |\n"
        f"| 8 May | [Roads for Many Feet]({other}) | Ann Doe |\n"
    )
    assert [(entry.title, entry.line) for entry in digest.entries] == [
        ("Walks for Maps and Towns", 3),
        ("Slow Walks at Night", 3),
        ("Roads for Many Feet", 4),
    ]


def test_a_sheet_pasted_with_its_tabs_into_a_page_is_a_table_and_a_quoted_cell_goes_on_in_the_next_line():
    text = (
        "# Kites\n\n- [Wind](https://wind.example)\n- **Air**\n\n## Survey\n\nno\ttitle\tyear\tconference\tauthors\n"
        "k1\tLight Kites over Quiet Lakes\t2020.8\tICLR\tJane Roe; Ann Doe\n"
        'k2\t"Heavy Kites over\nBusy Lakes"\t2019\tICML\tMax Mul\n\n'
        "Some words\twith tabs\tand no header\n"
    )
    read = tables.read(Document.of(text, "x")).entries
    said = [(entry.title, entry.venue.name, entry.year) for entry in read]
    assert said == [
        ("Light Kites over Quiet Lakes", "ICLR", 2020),
        ("Heavy Kites over Busy Lakes", "ICML", 2019),
    ]


def test_the_date_of_a_persons_turn_is_no_year_and_proves_no_row_and_each_link_of_a_cell_is_a_paper():
    text = (
        "Date|Person|Paper\n---|---|---\n2022-01-06|.|Christmas\n2022-01-13|Ann|Yes\n"
        '2022-01-20|Bo|<a href="https://a.org/kites.pdf">Light Kites over Quiet Lakes</a>, <br> '
        '<a href="https://a.org/sails.pdf">Wide Sails for Narrow Boats</a>\n'
        "2022-01-27|Cy|[Heavy Kites over Busy Lakes](https://arxiv.org/abs/2101.00001)\n"
    )
    read = tables.read(Document.of(text, "x")).entries
    assert [(entry.title, entry.year) for entry in read] == [
        ("Light Kites over Quiet Lakes", None),
        ("Wide Sails for Narrow Boats", None),
        ("Heavy Kites over Busy Lakes", None),
    ]


def test_a_row_without_a_link_among_linked_ones_is_no_paper_when_it_says_that_there_is_none():
    rows = [
        f"| Jan {at} | [{kind} Kites over Lakes](https://arxiv.org/abs/2101.0000{at}) (cited count {at}) |"
        for at, kind in enumerate(("Light", "Heavy", "Wide", "Small"))
    ]
    text = "\n".join(
        (
            "| Date | Paper |",
            "| --- | --- |",
            *rows,
            "| Feb 1 | Spring Break |",
            "| Feb 8 | Kites that Nobody has Linked yet |",
            "",
        )
    )
    read = tables.read(Document.of(text, "x")).entries
    assert [entry.title for entry in read][:2] == ["Light Kites over Lakes", "Heavy Kites over Lakes"]
    assert "Spring Break" not in [entry.title for entry in read]


def test_a_page_of_linked_papers_that_shows_how_to_cite_it_is_no_bibliography():
    lines = [f"- [Kite {at} over Lakes](https://arxiv.org/abs/2101.000{at})" for at in range(10, 24)]
    cite = (
        "    @article{roe,\n      title={All Kites},\n      author={Roe, Jane},\n      year={2024}\n    }\n"
    )
    read = read_digest(f"# Papers\n\n{cite}\n".encode() + "\n".join(lines).encode(), "x.md")
    assert (read.reader, len(read.entries)) == ("markdown", 14)
