"""Tables of records as CSV and TSV: the first row names the columns, each other row is one paper."""

import pytest

from vaultkit.digest.entry import Digest
from vaultkit.digest.read import read_digest


def read(text: str, name: str = "export.csv") -> Digest:
    return read_digest(text.encode(), name)


ZOTERO = (
    '\ufeff"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url"\r\n'
    '"AB12","journalArticle","2021","Roe, Jane; Doe, A. B.","Kites, Lakes, and ""Wind""","Journal of Kites",'
    '"10.1000/Kite.1","https://example.org/kite"\r\n'
    '"CD34","conferencePaper","2019","Poe, Ed","Sails: A Survey","CVPR","",""\r\n'
)
SCOPUS = (
    '"Authors","Author full names","Title","Year","Source title","Abstract"\n'
    '"Roe J.","Roe, Jane (57000000001); Doe, Ann (57000000002)","Kites over Lakes","2020","Kite Letters",'
    '"First line.\nSecond, ""quoted"" line."\n'
)


def test_rows_of_a_library_give_title_venue_year_authors_and_identifiers():
    digest = read(ZOTERO)
    first, second = digest.entries
    assert digest.reader == "csv"
    assert (first.title, first.year, first.authors) == (
        'Kites, Lakes, and "Wind"',
        2021,
        ("Jane Roe", "A. B. Doe"),
    )
    assert first.venue
    assert (first.venue.name, first.venue.kind) == ("Journal of Kites", "journal")
    assert first.identifiers == (("doi", "10.1000/kite.1"), ("url", "https://example.org/kite"))
    assert (second.title, second.alias, second.authors) == ("Sails: A Survey", None, ("Ed Poe",))
    assert second.venue
    assert (second.venue.name, second.year) == ("CVPR", 2019)


def test_a_cell_of_several_lines_stays_one_row_and_keeps_its_lines():
    (entry,) = read(SCOPUS).entries
    assert entry.authors == ("Jane Roe", "Ann Doe")
    assert entry.abstract == 'First line. Second, "quoted" line.'
    assert [line.number for line in entry.title_lines] == [2, 3]


@pytest.mark.parametrize(
    ("heading", "row", "title", "venue", "authors"),
    [
        ("PMID,Title,Authors,Journal/Book,Publication Year", '1,On Kites,"Roe J, Doe AB.",Kites,2020', "On Kites", "Kites", ("Roe J", "Doe AB")),
        ("key,title,year,journal,authors", 'r-1,On Kites,2020,Kites,"Roe, J. and Doe, A."', "On Kites", "Kites", ("J. Roe", "A. Doe")),
        ("Title;Authors;Year;Journal", 'On Kites;"Roe, J.";2020;Kites', "On Kites", "Kites", ("J. Roe",)),
        ("Name,Venue,Year", "On Kites,Kites,2020", "On Kites", "Kites", ()),
        ("제목,저자,학술지,연도", "연에 대하여,김하나,한국연학회지,2020", "연에 대하여", "한국연학회지", ("김하나",)),
        ("标题\t作者\t期刊\t年份", "论风筝\t张三;李四\t风筝学报\t2020", "论风筝", "风筝学报", ("张三", "李四")),
    ],
)  # fmt: skip
def test_the_header_names_the_columns_in_many_hands_and_languages(heading, row, title, venue, authors):
    (entry,) = read(f"{heading}\n{row}\n").entries
    assert (entry.title, entry.year, entry.authors) == (title, 2020, authors)
    assert entry.venue
    assert entry.venue.name == venue


def test_a_quotation_that_is_never_closed_swallows_no_other_row():
    text = 'Title,Authors,Year\nOn Kites,Roe,2020\nOn "Sails","Doe,2021\nOn Lakes,Poe,2022\n'
    digest = read(text)
    assert [entry.title for entry in digest.entries] == ["On Kites", 'On "Sails"', "On Lakes"]
    placed = [line.number for entry in digest.entries for line in (*entry.title_lines, *entry.lines)]
    assert sorted([*placed, *(line.number for line in (*digest.front, *digest.unplaced))]) == [1, 2, 3, 4]


def test_a_row_without_a_title_is_reported_and_its_line_kept():
    digest = read("Title,Authors,Year\nOn Kites,Roe,2020\n,Doe,2021\n")
    assert [line.number for line in digest.unplaced] == [3]
    assert digest.notices == ("line 3: this row has no title and was not read",)


@pytest.mark.parametrize(
    "text",
    [
        "Title,Price\nKite,3\nSail,4\n",
        "date,author,text\n2020,Roe,hello\n",
        "Kites over lakes, sails, and wind\nA second line, with commas, of prose\n",
        "",
    ],
)
def test_other_tables_and_prose_with_commas_are_none(text):
    assert read(text).reader != "csv"


def test_lines_before_the_row_of_names_belong_to_the_document():
    digest = read(
        '"SEARCH QUERY","kite:ti"\n-----\n\n"Title","Author Names","Publication Year"\n"On Kites","Roe J., Doe A.","2020"\n'
    )
    assert [(entry.title, entry.year) for entry in digest.entries] == [("On Kites", 2020)]
    assert [line.number for line in digest.front] == [1, 2, 4]


def test_a_table_of_a_reference_manager_with_tabs_is_read():
    heading = "Reference Type\tAuthors, Primary\tTitle Primary\tPeriodical Full\tPub Year"
    (entry,) = read(f"{heading}\nJournal Article\tRoe, Jane;Doe, Ann\tOn Kites\tKite Letters\t2014\n").entries
    assert (entry.title, entry.authors, entry.year) == ("On Kites", ("Jane Roe", "Ann Doe"), 2014)


def test_a_cell_of_any_length_and_a_nul_are_read_as_they_are():
    digest = read('Title,Authors,Abstract\nOn Kites,Roe,"' + "wind " * 60_000 + '"\nOn\x00 Sails,Doe,x\n')
    assert len(digest.entries) == 2
    assert len(digest.entries[0].abstract or "") > 250_000


@pytest.mark.parametrize(
    ("cell", "authors"),
    [
        ("Jane Roe, Ann B. Doe and Ed Poe", ("Jane Roe", "Ann B. Doe", "Ed Poe")),
        ("Jane Roe and Ann Doe", ("Jane Roe", "Ann Doe")),
        ("Roe, Jane and Doe, Ann", ("Jane Roe", "Ann Doe")),
    ],
)
def test_names_before_the_last_and_are_parted_by_commas(cell, authors):
    text = f'Lead Authors,Title,,\n"{cell}",Kites over Lakes,,\n"Jim Poe and Jo Roe",Sails at Noon,,\n'
    assert read_digest(text.encode(), "x.csv").entries[0].authors == authors


def test_of_a_journal_that_was_cut_short_nothing_is_kept():
    text = "Title,Source,Year\nKites over Lakes,Proceedings of the …,2021\nSails at Noon,Lake Letters,2020\n"
    assert [one.venue and one.venue.name for one in read_digest(text.encode(), "x.csv").entries] == [
        None,
        "Lake Letters",
    ]
