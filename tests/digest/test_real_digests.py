"""How well real digests are read, measured against the truth that lies beside them in `shared/digests`."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from vaultkit.digest.document import Document, is_blank, is_item
from vaultkit.digest.entry import Digest, PaperEntry
from vaultkit.digest.read import read_digest


@dataclass(frozen=True, slots=True)
class Case:
    path: Path
    truth: dict[str, Any]
    digest: Digest


@pytest.fixture(scope="session")
def cases(shared: Path) -> list[Case]:
    found = []
    for truth in sorted((shared / "digests").rglob("*.gt.json")):
        path = truth.with_name(truth.name.removesuffix(".gt.json"))
        found.append(Case(path, json.loads(truth.read_text()), read_digest(path.read_bytes(), path.name)))
    return found


def words(title: str) -> str:
    return re.sub(r"\s+", " ", title).strip()


def pairs(case: Case) -> list[tuple[dict[str, Any], PaperEntry]]:
    entries = {words(entry.title_raw): entry for entry in case.digest.entries}
    return [
        (paper, entries[words(paper["title"])])
        for paper in case.truth["papers"]
        if words(paper["title"]) in entries
    ]


def venue(entry: PaperEntry) -> str | None:
    return entry.venue.name if entry.venue else None


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_titles_are_found_and_nothing_else_is_a_paper(cases):
    truth = sum(len(case.truth["papers"]) for case in cases)
    found = sum(len(pairs(case)) for case in cases)
    assert found / truth >= 0.98
    assert {case.path.name: len(case.digest.entries) - len(pairs(case)) for case in cases} == {
        case.path.name: 0 for case in cases
    }


def test_venues_years_and_authors_are_as_printed(cases):
    both = [pair for case in cases for pair in pairs(case)]
    assert share([venue(entry) == paper.get("venue") for paper, entry in both]) >= 0.97
    assert share([entry.year == paper.get("year") for paper, entry in both]) >= 0.97
    assert (
        share([list(entry.authors) == paper["authors"] for paper, entry in both if "authors" in paper])
        >= 0.97
    )
    with_id = [pair for pair in both if pair[0].get("arxiv_id")]
    assert (
        share([dict(entry.identifiers).get("arxiv") == paper["arxiv_id"] for paper, entry in with_id]) >= 0.99
    )


def test_lists_pictures_and_lines_are_exact(cases):
    for case in cases:
        for paper, entry in pairs(case):
            items = sum(is_item(line.text) for line in entry.lines)
            items += sum(line.startswith("●") for line in (entry.abstract or "").split("\n"))
            images = paper.get("images", 0)
            assert (case.path.name, paper["title"], items) == (
                case.path.name,
                paper["title"],
                paper.get("n_bullets", 0),
            )
            assert len(entry.pictures) == (len(images) if isinstance(images, list) else images)
            assert entry.line == paper.get("line", entry.line)


@pytest.mark.parametrize(
    ("name", "papers", "items", "images"),
    [("000_34dce2ec72b62da0.txt", 7, 53, 6), ("003_1f55e5c9ff034c1c.txt", 5, 45, 6)],
)
def test_the_seeds_come_out_perfectly(cases, name, papers, items, images):
    case = next(case for case in cases if case.path.name == name)
    entries = case.digest.entries
    told = [
        (
            entry.line,
            entry.number,
            entry.title_raw,
            entry.title,
            venue(entry),
            entry.year,
            list(entry.orgs),
            list(entry.authors),
        )
        for entry in entries
    ]
    assert told == [
        (
            paper["line"],
            paper["number"],
            paper["title"],
            paper.get("title_canonical", paper["title"]),
            paper["venue"],
            paper["year"],
            paper.get("orgs", [paper["org"]] if paper["org"] else []),
            paper["authors"],
        )
        for paper in case.truth["papers"]
    ]
    assert [entry.alias for entry in entries] == [paper.get("alias") for paper in case.truth["papers"]]
    assert [[picture.name for picture in entry.pictures] for entry in entries] == [
        paper["images"] for paper in case.truth["papers"]
    ]
    assert len(entries) == papers
    assert sum(is_item(line.text) for entry in entries for line in entry.lines) == items
    assert sum(len(entry.pictures) for entry in entries) == images


def test_every_line_is_in_one_place_byte_for_byte(cases):
    for case in cases:
        printed = Document.of(case.path.read_bytes().decode("utf-8-sig")).lines
        of_entries = [line for entry in case.digest.entries for line in (*entry.title_lines, *entry.lines)]
        placed = sorted(
            (*case.digest.front, *case.digest.unplaced, *of_entries), key=lambda line: line.number
        )
        assert placed == [line for line in printed if not is_blank(line.text)]


@pytest.mark.parametrize("name", ["2021-06-12-DGsurvey.md", "2021-04-02-ProDA.md"])
def test_a_post_about_one_paper_gives_that_paper_at_most(shared, name):
    path = shared / "digests" / "junha" / name
    assert len(read_digest(path.read_bytes(), name).entries) <= 1


@pytest.mark.parametrize(
    ("path", "papers", "unplaced"),
    [
        ("colrev/bib_data.bib", 5, 0),
        ("colrev/ris_data.ris", 2, 0),
        ("papis/1.bib", 1, 0),
        ("rispy/example_full.ris", 2, 0),
        ("terryum/top100papers.bib", 101, 0),
        ("greenelab/manual-references.csl.json", 36, 0),
    ],
)
def test_bibliographies_are_read_whole(shared, path, papers, unplaced):
    file = shared / "digests" / path
    digest = read_digest(file.read_bytes(), file.name)
    assert (len(digest.entries), len(digest.unplaced), digest.notices) == (papers, unplaced, ())
    assert digest.is_data
