"""What PubMed, ERIC, EndNote, Web of Science and RefWorks export, and broken records that cost only themselves."""

import pytest

from vaultkit.digest.body import style_of
from vaultkit.digest.entry import Digest, PaperEntry
from vaultkit.digest.read import read_digest

NBIB = """PMID- 10000001
OWN - NLM
DP  - 2020 Jul
TI  - Walking slowly through
      the city.
LID - 10.1000/ABC [doi]
AB  - We walk
      and rest.
FAU - Roe, Jane
AU  - Roe J
FAU - Doe, Émile
CN  - The Walk Team
JT  - Neural computation

PMID- 10000002
TI  - [Langsame Wege.]
DP  - 2021
AU  - Poe A

PMID- 10000003
DP  - 2022
"""

ERIC = """OWN - ERIC
TI  - Roads to School
AU  - Poe, Ann
AID - http://dx.doi.org/10.1000/9
DP  - 2019
JT  - School Walks
"""

ENW = """%0 Journal Article
%A Roe, Jane
%A The Walk Team,
%T Walking Slowly
%J Neural Computation
%D 2020
%R 10.1000/ABC
%U https://a.org/walks
%X We walk
and rest.

%0 Conference Paper
%T Roads
%B Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition
%D 2021

%0 Book
%D 2022
"""

WOS = """FN Clarivate
VR 1.0
PT J
AU Roe, J
   van der Doe, A
AF Roe, Jane
   van der Doe, Ann
TI Walking slowly through
   the city
SO NEURAL COMPUTATION
PY 2020
DI 10.1000/ABC
ER

PT C
TI Roads
PY 2021
ER

EF
"""

REFWORKS = """RT Journal Article
A1 Roe, Jane;Doe, Ann
T1 Walking Slowly
JF Walks
YR 2020
ER
"""

ENDNOTE_XML = """<?xml version="1.0"?>
<xml><records>
<record>
 <ref-type name="Journal Article">17</ref-type>
 <contributors><authors><author><style face="normal">Roe, Jane</style></author></authors></contributors>
 <titles>
  <title><style>Walking</style><style face="italic"> slowly</style></title>
  <secondary-title>Neural Computation</secondary-title>
 </titles>
 <dates><year>2020</year></dates>
 <electronic-resource-num>10.1000/ABC</electronic-resource-num>
 <urls><related-urls><url>https://a.org/walks</url></related-urls></urls>
</record>
<record><ref-type name="Book">6</ref-type></record>
</records></xml>
"""

PUBMED_XML = """<?xml version="1.0"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "https://a.org/x.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>
<Journal><JournalIssue><PubDate><Year>2020</Year></PubDate></JournalIssue><Title>Neural Computation</Title></Journal>
<ArticleTitle>Walking <i>slowly</i>.</ArticleTitle>
<Abstract><AbstractText>We walk.</AbstractText><AbstractText>We rest.</AbstractText></Abstract>
<AuthorList><Author><LastName>Roe</LastName><ForeName>Jane</ForeName></Author>
<Author><CollectiveName>The Walk Team</CollectiveName></Author></AuthorList>
</Article></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.1000/ABC</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle></PubmedArticleSet>
"""


def read(text: str, name: str) -> Digest:
    return read_digest(text.encode(), name)


def told(entry: PaperEntry) -> tuple[str, str | None, int | None, tuple[str, ...]]:
    return entry.title, entry.venue.name if entry.venue else None, entry.year, entry.authors


@pytest.mark.parametrize(
    ("text", "name", "reader"),
    [
        (NBIB, "x.nbib", "nbib"),
        (ERIC, "x.nbib", "nbib"),
        (ENW, "x.enw", "enw"),
        (WOS, "savedrecs.txt", "web-of-science"),
        (REFWORKS, "x.txt", "web-of-science"),
        (ENDNOTE_XML, "x.xml", "xml-records"),
        (PUBMED_XML, "x.xml", "xml-records"),
    ],
)
def test_each_export_is_recognised_by_its_looks_and_kept_as_code(text, name, reader):
    digest = read(text, name)
    assert (digest.reader, digest.is_data, style_of(digest.reader)) == (reader, True, "record")


def test_pubmed_records_give_whole_names_journals_and_dois():
    digest = read(NBIB, "x.nbib")
    first, second = digest.entries
    assert told(first) == (
        "Walking slowly through the city",
        "Neural Computation",
        2020,
        ("Jane Roe", "Émile Doe", "The Walk Team"),
    )
    number = "https://pubmed.ncbi.nlm.nih.gov/10000001/"
    assert first.identifiers == (("doi", "10.1000/abc"), ("url", number))
    assert first.abstract == "We walk and rest."
    assert told(second) == ("Langsame Wege", None, 2021, ("Poe A",))
    assert digest.notices == ("line 20: this record has no title and was not read",)
    assert [line.number for line in digest.unplaced] == [20, 21]


def test_eric_records_have_no_pubmed_number():
    (entry,) = read(ERIC, "x.nbib").entries
    assert told(entry) == ("Roads to School", "School Walks", 2019, ("Ann Poe",))
    assert entry.identifiers == (("doi", "10.1000/9"),)


def test_endnote_tags_give_one_author_a_line():
    digest = read(ENW, "x.enw")
    first, second = digest.entries
    assert told(first) == ("Walking Slowly", "Neural Computation", 2020, ("Jane Roe", "The Walk Team"))
    assert first.identifiers == (("doi", "10.1000/abc"), ("url", "https://a.org/walks"))
    assert first.abstract == "We walk and rest."
    assert told(second) == ("Roads", "CVPR", 2021, ())
    assert digest.notices == ("line 17: this record has no title and was not read",)


def test_web_of_science_has_one_name_a_line_and_folded_titles():
    digest = read(WOS, "savedrecs.txt")
    first, second = digest.entries
    assert told(first)[0::3] == ("Walking slowly through the city", ("Jane Roe", "Ann van der Doe"))
    assert (first.year, first.identifiers) == (2020, (("doi", "10.1000/abc"),))
    assert told(second) == ("Roads", None, 2021, ())
    assert [line.text for line in digest.front] == ["FN Clarivate", "VR 1.0", "EF"]


def test_refworks_divides_names_by_semicolons():
    (entry,) = read(REFWORKS, "x.txt").entries
    assert told(entry) == ("Walking Slowly", "Walks", 2020, ("Jane Roe", "Ann Doe"))


def test_endnote_xml_joins_styled_words():
    digest = read(ENDNOTE_XML, "x.xml")
    (entry,) = digest.entries
    assert told(entry) == ("Walking slowly", "Neural Computation", 2020, ("Jane Roe",))
    assert entry.identifiers == (("doi", "10.1000/abc"), ("url", "https://a.org/walks"))
    assert (entry.line, len(entry.title_lines)) == (3, 11)
    assert [line.number for line in digest.unplaced] == [14]


def test_pubmed_xml_gives_article_names_and_doi_and_loads_no_dtd():
    (entry,) = read(PUBMED_XML, "x.xml").entries
    assert told(entry) == ("Walking slowly", "Neural Computation", 2020, ("Jane Roe", "The Walk Team"))
    assert (entry.identifiers, entry.abstract) == ((("doi", "10.1000/abc"),), "We walk.\nWe rest.")


def test_broken_xml_keeps_what_came_before_and_says_where_it_broke():
    digest = read(ENDNOTE_XML.replace("<record><ref-type", "<record><<ref-type"), "x.xml")
    assert [entry.title for entry in digest.entries] == ["Walking slowly"]
    assert digest.notices == ("line 14: from here this is no valid XML and was not read",)
    assert [line.number for line in digest.unplaced] == [14, 15]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><xml><ref-type/></xml>', "it declares entities of its own"),
        ("<xml><ref-type/>" + "<a>" * 300, "it is too deep"),
    ],
)
def test_xml_that_could_swell_is_not_read(text, why):
    digest = read(f"<?xml version='1.0'?>{text}", "x.xml")
    assert (digest.entries, digest.notices) == ((), (f"line 1: from here this was not read, because {why}",))


@pytest.mark.parametrize(
    "text", ["AI is here.\nTI is a sign.\nER\n", "%T alone\n", "<p>ref-type</p>", "PMID- 1\n"]
)
def test_text_that_only_looks_a_little_like_an_export_is_none(text):
    assert read(text, "x.txt").reader == "pasted"
