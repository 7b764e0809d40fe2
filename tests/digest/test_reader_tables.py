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
