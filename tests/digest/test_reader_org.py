"""Outlines with stars: headings, tags, links and titles that nothing proves."""

import pytest

from vaultkit.digest.entry import Digest
from vaultkit.digest.read import read_digest

LINKED = """\
#+TITLE: Read lately
* TODO Kites over Quiet Lakes                                  :kites:lakes:
[[https://arxiv.org/abs/2301.00001][the paper]]
- one
* DONE [#A] [[https://arxiv.org/abs/2201.00001][Sails at Noon]]
- two
"""

BARE = """\
* Kites over Quiet Lakes 2009      :kites:
with long lines
** to try
* Sails at Noon: Steering without Wind      :sails:
-two
* What Do Oars Do in Storms? 2013      :oars:
"""

SIGNED = """\
* Sailing sailing
  :PROPERTIES:
  :CUSTOM_ID: sailing
  :END:

** TOREAD Roe, A. B., Doe, J., & Poe, C. (2016): Knots, ropes and
sheets: a guide to what holds a kite :knots: ropes
   :PROPERTIES:
   :CUSTOM_ID: roe
   :END:

Read it on board.

** SKIMMED Moe, K. (): Tides and currents done wrong
   :PROPERTIES:
   :CUSTOM_ID: moe
   :END:

** DONE Coe, L., Roe, N., ... (2019): Guidelines for small boats. part two:
oars
   DEADLINE: <2020-01-01>
   :PROPERTIES:
   :CUSTOM_ID: coe
   :END:
"""


def read(text: str) -> Digest:
    return read_digest(text.encode(), "papers.org")


def test_headings_with_links_are_papers_without_their_keywords_and_tags():
    digest = read(LINKED)
    assert digest.reader == "org"
    assert [(entry.title, entry.line) for entry in digest.entries] == [
        ("Kites over Quiet Lakes", 2),
        ("Sails at Noon", 5),
    ]
    assert [dict(entry.identifiers)["arxiv"] for entry in digest.entries] == ["2301.00001", "2201.00001"]


def test_headings_that_nothing_proves_are_papers_when_they_all_read_as_titles():
    assert [(entry.title, entry.year) for entry in read(BARE).entries] == [
        ("Kites over Quiet Lakes", 2009),
        ("Sails at Noon: Steering without Wind", None),
        ("What Do Oars Do in Storms?", 2013),
    ]


def test_headings_of_a_diary_are_no_papers():
    assert read(BARE.replace("Kites over Quiet Lakes 2009", "Monday").replace("Sails at", "at")).entries == ()


@pytest.mark.parametrize("text", [LINKED, BARE, SIGNED])
def test_every_line_is_kept_as_it_was_printed(text):
    digest = read(text)
    parts = [line for entry in digest.entries for line in (*entry.title_lines, *entry.lines)]
    every = sorted((line.number, line.text) for line in (*parts, *digest.front, *digest.unplaced))
    assert every == [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]


def test_headings_of_a_bibliography_are_whole_titles_behind_their_writers():
    digest = read(SIGNED)
    assert [(entry.title, entry.year, entry.line) for entry in digest.entries] == [
        ("Knots, ropes and sheets: a guide to what holds a kite", 2016, 6),
        ("Tides and currents done wrong", None, 14),
        ("Guidelines for small boats. part two: oars", 2019, 19),
    ]
    assert [entry.authors[:1] for entry in digest.entries] == [("Roe, A. B.",), ("Moe, K.",), ("Coe, L.",)]
    assert [line.number for line in digest.entries[0].title_lines] == [6, 7]


def test_what_stands_under_a_heading_without_a_drawer_is_no_part_of_its_title():
    text = SIGNED.replace("  :PROPERTIES:", "").replace("   :PROPERTIES:", "")
    assert [entry.title for entry in read(text).entries][:1] == ["Knots, ropes and"]


def test_keywords_that_a_page_declares_are_no_part_of_its_titles():
    titles = ["Kites over Quiet Lakes", "Oars and What They Are For", "Harbours in the Long Night"]
    lines = [
        f"* {word} {title}\n  :PROPERTIES:\n  :END:\n"
        for word, title in zip(("PARKED", "GONE", "PARKED"), titles, strict=True)
    ]
    text = "".join(lines)
    assert [entry.title for entry in read(f"#+TODO: PARKED(p) | GONE\n{text}").entries] == titles
    assert [entry.title for entry in read(text).entries][:1] == ["PARKED Kites over Quiet Lakes"]
