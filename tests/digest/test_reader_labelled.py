"""Labelled fields in four languages."""

import pytest

from vaultkit.digest.entry import Digest
from vaultkit.digest.read import read_digest


def read(text: str) -> Digest:
    return read_digest(text.encode(), "list.txt")


@pytest.mark.parametrize(
    "text",
    [
        "Title: Walks for Maps\nAuthors: 홍길동, Jane Roe\nVenue: CVPR 2023\narXiv: 2301.00001\n",
        "제목: Walks for Maps\n저자: 홍길동, Jane Roe\n학회: CVPR 2023\n링크: https://arxiv.org/abs/2301.00001\n",
        "1. 《Walks for Maps》\n作者：홍길동，Jane Roe\n会议：CVPR 2023\n链接：https://arxiv.org/abs/2301.00001\n",
        "論文名：Walks for Maps\n著者：홍길동、Jane Roe\n会議：CVPR 2023\nリンク：https://arxiv.org/abs/2301.00001\n",
        "- **Title**: [Walks for Maps](https://arxiv.org/abs/2301.00001)\n- **Authors**: 홍길동, Jane Roe\n- **Venue**: CVPR 2023\n",
        "<i>Title</i>: <a href='https://arxiv.org/abs/2301.00001'>Walks for Maps</a> (CVPR 2023)<br>\n<i>Author</i>: 홍길동, Jane Roe<br>\n",
    ],
)  # fmt: skip
def test_a_record_reads_the_same_in_every_language(text):
    digest = read(f"{text}\n{text.replace('Walks', 'Roads')}")
    assert digest.reader == "labelled"
    assert [entry.title for entry in digest.entries] == ["Walks for Maps", "Roads for Maps"]
    entry = digest.entries[0]
    assert (entry.authors, entry.year, entry.venue.name if entry.venue else None) == (
        ("홍길동", "Jane Roe"),
        2023,
        "CVPR",
    )
    assert dict(entry.identifiers)["arxiv"] == "2301.00001"


def test_a_field_that_says_nothing_gives_nothing():
    (entry,) = read("Title: Walks for Maps\nAuthors: N/A\nVenue: None\nCode: 无\n").entries
    assert (entry.authors, entry.venue, entry.identifiers) == ((), None, ())


def test_an_abstract_and_a_title_go_on_in_the_next_lines():
    (entry,) = read(
        "Title: Walks for Maps\n  and Cities\nDOI: 10.1000/X\nAbstract: We walk.\nAnd rest.\n"
    ).entries
    assert (entry.title, entry.abstract) == ("Walks for Maps and Cities", "We walk.\nAnd rest.")
    assert len(entry.title_lines) == 2
    assert entry.identifiers == (("doi", "10.1000/x"),)


def test_frontmatter_is_no_record_and_headings_between_records_are_the_documents():
    digest = read(
        "---\ntitle: My post\nauthor: me\n---\n\n## Paper 1\nTitle: Walks for Maps\nYear: 2020\n## Paper 2\nTitle: Roads\nYear: 2021\n"
    )
    assert [(entry.title, entry.year) for entry in digest.entries] == [
        ("Walks for Maps", 2020),
        ("Roads", 2021),
    ]
    assert [line.number for line in digest.front] == [1, 2, 3, 4, 6, 9]


def test_labels_in_prose_make_no_record():
    assert read("Note: we walk.\n\nResult: fine. Method: walking.\n").entries == ()


def test_sessions_in_frontmatter_are_records():
    digest = read(
        '---\nlayout: x\nsessions:\n  - date: "09/07/2018"\n    presenter: "Jo"\n    title: "Walks: for Maps"\n'
        '    authors: "Jane Roe; Ann Doe"\n    venue: "OSDI \'16"\n    link: "https://a.org/x.pdf"\n\n'
        '  - date: "09/14/2018"\n    presenter: "holidays"\n    title: ""\n\n'
        '  - date: "09/21/2018"\n    title: "Roads"\n    venue: "FAST \'18"\n---\n\nWords.\n'
    )
    first, second = digest.entries
    assert (first.title, first.year, first.authors) == ("Walks: for Maps", 2016, ("Jane Roe", "Ann Doe"))
    assert (second.title, second.year) == ("Roads", 2018)
    assert first.identifiers == (("pdf", "https://a.org/x.pdf"),)


@pytest.mark.parametrize(
    ("label", "venue", "year"),
    [("학회/연도", "CVPR", 2023), ("Venue / Year", "CVPR", 2023), ("Venue/Rank", None, None)],
)
def test_a_label_of_venue_and_year_gives_both(label, venue, year):
    record = f"Title: Walks for Maps\nAuthors: Jane Roe\n{label}: CVPR 2023\n"
    first, _ = read(f"{record}\n{record.replace('Walks', 'Roads')}").entries
    assert (first.venue.name if first.venue else None, first.year) == (venue, year)
