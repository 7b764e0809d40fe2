"""The script that learns where titles stand prints records as people do, and finds titles among names."""

import random

from scripts import learn_spans
from scripts.learn_spans import Example, learn, measure, of_records, place, prepare, usual
from scripts.printed_references import Printed, printed
from vaultkit.digest.spans import tokens

BOATS = ("Oars", "Keels", "Sails", "Masts", "Rudders", "Hulls")
RECORDS = [
    {
        "title": f"Learning to Build {boat} with Deep Networks",
        "author": "Roe, Ann and Bo van der Poe and Doe, C. D.",
        "journal": "Journal of Wooden Boats",
        "year": "2004",
        "volume": "7",
        "pages": "11--19",
    }
    for boat in BOATS * 30
]
REMARKS = ("read this again", "from Kim")


def test_a_printed_record_has_its_title_between_names_and_places_of_its_own():
    draw = random.Random(1)
    lines = [printed(record, REMARKS, draw) for record in RECORDS]
    assert all(isinstance(one, Printed) and one.title for one in lines)
    words = " ".join(one.before + one.after for one in lines)
    assert "van der Poe" in words
    assert "Journal of Wooden Boats" in words
    assert "11–19" in words
    assert "{" not in words
    assert "<" not in words
    assert "()" not in words


def test_records_are_printed_alike_each_time_and_a_line_says_where_its_title_is():
    first, again = (list(of_records(RECORDS, REMARKS)) for _ in range(2))
    assert first == again
    assert all("build" in one.text[one.start : one.end].casefold() for one in first)


def test_a_title_whose_place_cannot_be_told_is_no_example():
    line = tokens("Roe: On boats.")
    assert place(Example("Roe: On boats.", 5, 13, 1), line) == (1, 2)
    assert place(Example("Roe: On boats.", 6, 13, 1), line) is None
    assert list(prepare([Example("Roe: On boats.", 6, 13, 1)], {})) == []


def test_titles_are_found_by_what_stands_around_them_and_alike_each_time(monkeypatch):
    monkeypatch.setattr(learn_spans, "ROUNDS", 2)
    known = list(of_records(RECORDS, REMARKS))
    numbers = usual(known)
    lines = list(prepare(known, numbers))
    weights, again = (learn(lines, len(numbers)) for _ in range(2))
    assert measure(weights, lines) > 0.9
    assert (weights.tables == again.tables).all()
    assert (weights.lengths == again.lengths).all()
