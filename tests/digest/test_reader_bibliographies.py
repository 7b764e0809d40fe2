"""BibTeX, RIS and CSL: the same paper from each, and broken records that cost only themselves."""

import pytest

from vaultkit.digest.entry import Digest
from vaultkit.digest.read import read_digest

BIBTEX = r"""% exported
@string{nc = "Neural Computation"}
@article{roe2020walks,
  title = {{Walks} for {M}aps},
  author = {Roe, Jane and {\'E}mile de Do{\"e} and {The Walk Team} and Poe, Ann, Jr},
  journal = nc, year = 2020, month = jul,
  doi = {10.1000/ABC}, url = "https://a.org/x.pdf",
  abstract = {We walk {\&} rest.}
}
@inproceedings{doe2021, title = {Roads}, author = {Doe, Ann and others}, crossref = {cvpr2021}}
@proceedings{cvpr2021, title = {Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition}, year = {2021}}
@misc{poe2022, title = {Lanes: A Study.}, eprint = {2201.00001}, archivePrefix = {arXiv}, year = {2022}}
@misc{notitle2022, year = {2022}}
@article{broken, title = {Never closed, year = 2020

@article{roe2020walks, title = {Doubled}, year = {2023}}
"""

RIS = """1.
TY  - JOUR
T1  - Walks for Maps
A1  - Roe, Jane
AU  - Doe, Émile, Jr
JF  - Neural Computation
PY  - 2020/07//
DO  - 10.1000/ABC
KW - one space
L1  - https://a.org/x.pdf
N2  - We walk
and rest.
ER  -

TY  - CONF
TI  - Roads
PY  - 2021
TY  - CONF
PY  - 2022
ER  -
"""

CSL_JSON = """[
 {"id": "roe2020", "type": "article-journal", "title": "Walks for Maps", "container-title": ["Neural Computation"],
  "author": [{"family": "Roe", "given": "Jane"}, {"family": "Doe", "given": "Ann", "non-dropping-particle": "de"},
             {"literal": "The Walk Team"}],
  "issued": {"date-parts": [["2020", 7]]}, "DOI": "10.1000/ABC", "abstract": "We walk."},
 {"type": "book"},
 {"id": "https://a.org", "title": "Roads", "issued": {"raw": "May 2021"}},
"""

CSL_YAML = """---
references:
- id: roe2020
  title: "Walks: for Maps"
  author:
  - family: Roe
    given: Jane
  container-title: Neural Computation
  issued: 2020-07
- id: broken
  title: [never closed
- id: none
  type: book
...
"""


def read(text: str, name: str) -> Digest:
    return read_digest(text.encode(), name)


def told(digest: Digest) -> list[tuple[str, str | None, int | None]]:
    return [(entry.title, entry.venue.name if entry.venue else None, entry.year) for entry in digest.entries]


def test_bibtex_resolves_strings_crossref_accents_and_protected_capitals():
    digest = read(BIBTEX, "x.bib")
    assert (digest.reader, digest.is_data) == ("bibtex", True)
    assert told(digest) == [
        ("Walks for Maps", "Neural Computation", 2020),
        ("Roads", "CVPR", 2021),
        ("Lanes: A Study", "arXiv", 2022),
        ("Doubled", None, 2023),
    ]
    first = digest.entries[0]
    assert first.authors == ("Jane Roe", "Émile de Doë", "The Walk Team", "Ann Poe, Jr")
    assert first.identifiers == (
        ("doi", "10.1000/abc"),
        ("pdf", "https://a.org/x.pdf"),
        ("citekey", "roe2020walks"),
    )
    assert first.abstract == "We walk & rest."
    assert digest.entries[1].authors == ("Ann Doe",)
    assert digest.entries[2].identifiers[0] == ("arxiv", "2201.00001")


def test_a_broken_entry_is_reported_and_the_next_is_read():
    digest = read(BIBTEX, "x.bib")
    assert digest.notices == (
        "line 13: `notitle2022` has no title and was not read",
        "line 14: this entry is broken and was not read",
    )
    assert [line.number for line in digest.unplaced] == [13, 14]
    assert [line.number for line in digest.front] == [1, 2, 11]


def test_ris_reads_records_without_end_and_with_odd_tags():
    digest = read(RIS, "x.ris")
    assert digest.reader == "ris"
    assert told(digest) == [("Walks for Maps", "Neural Computation", 2020), ("Roads", None, 2021)]
    first = digest.entries[0]
    assert first.authors == ("Jane Roe", "Émile Doe, Jr")
    assert first.identifiers == (("doi", "10.1000/abc"), ("pdf", "https://a.org/x.pdf"))
    assert first.abstract == "We walk and rest."
    assert digest.notices == ("line 18: this record has no title and was not read",)
    assert [line.number for line in digest.unplaced] == [18, 19, 20]


def test_csl_json_reads_items_up_to_where_it_breaks():
    digest = read(CSL_JSON, "x.json")
    assert digest.reader == "csl-json"
    assert told(digest) == [("Walks for Maps", "Neural Computation", 2020), ("Roads", None, 2021)]
    assert digest.entries[0].authors == ("Jane Roe", "Ann de Doe", "The Walk Team")
    assert digest.entries[0].identifiers == (("doi", "10.1000/abc"), ("citekey", "roe2020"))
    assert digest.entries[1].identifiers == ()
    assert [line.number for line in digest.unplaced] == [6]
    assert read('{"title": "One", "issued": {"year": 2020}}', "x.json").entries[0].year == 2020
    assert read('{"items": [{"title": "One"}, {"title": "Two"}]}', "x.json").entries[1].title == "Two"


def test_csl_yaml_reads_each_item_on_its_own():
    digest = read(CSL_YAML, "x.yaml")
    assert digest.reader == "csl-yaml"
    assert told(digest) == [("Walks: for Maps", "Neural Computation", 2020)]
    assert [line.number for line in digest.unplaced] == [10, 11, 12, 13]
    assert [notice.partition(":")[0] for notice in digest.notices] == ["line 10", "line 12"]


@pytest.mark.parametrize(
    "text", ["an @ sign and {braces}", "TY is a tag", '["a", "b"]', "key: value\n- title\n"]
)
def test_other_texts_are_no_bibliographies(text):
    assert read(text, "x.txt").entries == ()
