"""Bibliographies in XML: EndNote's ``<record>`` and PubMed's ``<PubmedArticle>``, each with its lines."""

from collections.abc import Callable
from re import compile as pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers._record import natural_name, paper, turned_name
from vaultkit.digest.readers._xml import Element, xml_records

_OPENS = pattern(r"\s*<(?:\?xml|!DOCTYPE|xml>|records>|PubmedArticle)", 2)
_INSIDE = pattern(r"<(?:ref-type|PubmedArticle|PubmedBookArticle|MedlineCitation)[\s/>]")
_KINDS = {
    "journal article": "article",
    "electronic article": "article",
    "conference proceedings": "inproceedings",
    "conference paper": "inproceedings",
    "book": "book",
    "book section": "incollection",
    "thesis": "thesis",
}


def sniff(document: Document) -> int:
    """Sure when the text opens as XML and has EndNote's or PubMed's records."""
    return 95 if _OPENS.match(document.text) and _INSIDE.search(document.text) else 0


def read(document: Document) -> Digest:
    """The papers of an XML bibliography; what comes after broken XML is unplaced."""
    source = "\n".join(line.text for line in document.lines)
    records, problem = xml_records(source, frozenset(_RECORDS))
    found: list[Found] = []
    breaks: dict[int, Place] = {}
    notices: list[str] = []
    for record in records:
        one = _RECORDS[record.name](record)
        if one:
            found.append(one)
        else:
            breaks[record.first] = "unplaced"
            notices.append(f"line {record.first}: this record has no title and was not read")
        breaks.setdefault(record.last + 1, "unplaced" if problem and record is records[-1] else "front")
    for one in found:
        breaks.pop(one.first, None)
    return assemble(
        document, "xml-records", found, breaks, None, [*notices, *filter(None, [problem])], is_data=True
    )


def _endnote(record: Element) -> Found | None:
    """EndNote: ``titles/title``, ``contributors/authors/author``, ``periodical/full-title``."""
    fields = {
        "title": record.first_text("titles/title"),
        "venue": record.first_text("periodical/full-title", "titles/secondary-title", "periodical/abbr-1"),
        "year": record.first_text("dates/year", "dates/pub-dates/date"),
        "doi": record.first_text("electronic-resource-num"),
        "url": " ".join(one.text for one in record.find("urls", "related-urls", "url")),
        "pdf": " ".join(one.text for one in record.find("urls", "pdf-urls", "url")),
        "abstract": record.first_text("abstract"),
    }
    people = list(record.find("contributors", "authors", "author"))
    authors = [turned_name(one.text.rstrip(",")) for one in people]
    kind = next((one.attributes.get("name", "") for one in record.find("ref-type")), "")
    return paper(fields, authors, _KINDS.get(kind.casefold(), ""), "EndNote XML", (record.first, record.last))


def _pubmed(record: Element) -> Found | None:
    """PubMed: the article or book in ``MedlineCitation`` or ``BookDocument``."""
    places = (*record.find("MedlineCitation", "Article"), *record.find("BookDocument"))
    article = next(iter(places), None)
    if article is None:
        return None
    book = article.name == "BookDocument"
    numbers = (*article.find("ELocationID"), *record.find("PubmedData", "ArticleIdList", "ArticleId"))
    doi = (one.text for one in numbers if "doi" in one.attributes.values())
    fields = {
        "title": article.first_text("ArticleTitle", "Book/BookTitle", "VernacularTitle").strip("[]"),
        "venue": article.first_text(
            "Journal/Title", "Journal/ISOAbbreviation", "Book/Publisher/PublisherName"
        ),
        "year": article.first_text(
            "Journal/JournalIssue/PubDate/Year",
            "Journal/JournalIssue/PubDate/MedlineDate",
            "ArticleDate/Year",
            "Book/PubDate/Year",
        ),
        "doi": next(doi, ""),
        "abstract": "\n".join(one.text for one in article.find("Abstract", "AbstractText")),
    }
    people = (*article.find("AuthorList", "Author"), *article.find("Book", "AuthorList", "Author"))
    authors = [
        one.first_text("CollectiveName")
        or natural_name(one.first_text("ForeName", "FirstName", "Initials"), one.first_text("LastName"))
        for one in people
    ]
    return paper(fields, authors, "book" if book else "article", "PubMed XML", (record.first, record.last))


_RECORDS: dict[str, Callable[[Element], Found | None]] = {
    "record": _endnote,
    "PubmedArticle": _pubmed,
    "PubmedBookArticle": _pubmed,
}
