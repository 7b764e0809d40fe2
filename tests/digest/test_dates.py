"""The date in a header is decided by what the digest prints, or left open."""

import pytest

from vaultkit.digest.dates import HeaderDate, header_date
from vaultkit.digest.read import read_digest

TEXT = "X_May20\n\nWalking Slowly: A Study_CVPR23\n\n  • a\n\nimage-20230511140659637\n"
DIGEST = read_digest(TEXT.encode(), "x")
EMPTY = read_digest(b"", "x")


def test_a_month_before_the_papers_is_no_reading():
    told = header_date("X_May20", DIGEST)
    assert told == HeaderDate("May20", ("2023-05-20",))
    assert told.date == "2023-05-20"


def test_two_readings_stay_open_until_a_sibling_decides():
    alone = header_date("X_Mar23", DIGEST)
    together = header_date("X_Mar23", DIGEST, ["X_May20", "Other_Jan01"])
    assert alone is not None
    assert together is not None
    assert (alone.candidates, alone.date) == (("2023-03-23", "2023-03"), None)
    assert together.date == "2023-03-23"


def test_a_day_that_the_month_lacks_is_no_reading():
    assert header_date("X_Feb30", DIGEST) == HeaderDate("Feb30", ("2030-02",))


@pytest.mark.parametrize(("name", "date"), [("digest-2024-02-12", "2024-02-12"), ("20240212", "2024-02-12")])
def test_a_full_date_is_taken_as_it_stands(name, date):
    told = header_date(name, EMPTY)
    assert told is not None
    assert told.date == date


@pytest.mark.parametrize("name", ["Reading list", "Maybe20 things to read later", "2024-13-45", ""])
def test_a_name_without_a_date_has_none(name):
    assert header_date(name, DIGEST) is None
