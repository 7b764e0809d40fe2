"""Two parsers agree on which links are live; where they do not, it is known why, and Obsidian is on our side."""

from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.hostile.bad_notes import bad_notes
from tests.hostile.second_opinion import Difference, candidates, compare
from vaultkit.vault.note import read_note


def test_on_every_real_note_they_agree_or_it_is_explained(shared: Path):
    notes = sorted((shared / "vaults").rglob("*.md"))
    found = [compare(path.name, path.read_bytes()) for path in notes]
    assert sum(count for count, _ in found) > 1000
    assert [each for _, differences in found for each in differences if not each.why] == []


def test_on_the_example_vault_they_agree():
    notes = sorted((CHECKOUT / "example_vault").rglob("*.md"))
    found = [compare(path.name, path.read_bytes()) for path in notes]
    assert sum(count for count, _ in found) > 20
    assert [each for _, differences in found for each in differences] == []


@pytest.mark.parametrize(
    "text",
    ["[[a]] ![[b|c]]", "`[[a]]` [[b]]", "```\n[[a]]\n```\n[[b]]", "> - [[a]]\n\n    [[b]]", "| x |\n|---|\n| [[a]] |", "# [[a]]\n*[[b]]*", "[x [[a]]](b.md)"],
)  # fmt: skip
def test_they_agree_on_what_people_write(text: str):
    count, differences = compare("a.md", text.encode())
    assert (count > 0, differences) == (True, [])


def test_a_difference_is_seen():
    _, differences = compare("a.md", b"<pre>\n\n[[a]]\n</pre>\n")
    assert differences == [Difference("[[a]]", 3, True, "")]


def test_an_escaped_one_is_no_candidate():
    note = read_note("a.md", rb"\[[a]] \\[[b]] [[]] [[c]]")
    assert [note.text.slice(span) for span in candidates(note)] == ["[[b]]", "[[c]]"]


def test_the_second_parser_survives_bad_notes():
    assert sum(compare(name, data)[0] for name, data in bad_notes() if len(data) < 2000) > 100
