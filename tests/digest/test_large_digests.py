"""Digests larger than any person writes are imported too: no property is larger than what is read back."""

import pytest

from tests.digest.importing import imported, incoming, plan, vault_of
from vaultkit.digest.properties import fitting


def test_the_list_of_thousands_of_papers_stands_in_the_text_of_the_digest_alone():
    rows = [
        f"{n}. A Paper Numbered {n} of Very Many with a Long Name{' and More' * 12}. CVPR, 2021.\n"
        for n in range(1, 1500)
    ]
    digest = incoming("\n".join(["Post_Jun01", "", *rows]))
    world = imported({}, digest)
    note = vault_of(world).note("digests/Post_Jun01.md")
    assert note.frontmatter.problem is None
    assert "papers" not in note.properties
    assert len(note.marks.links) == len(digest.digest.entries) == 1499
    assert plan(world, [digest]).changes == ()


def test_a_title_without_end_is_cut_in_its_property_and_whole_in_the_text():
    title = ("A Paper " + "of Words " * 30_000).strip()
    world = imported(
        {}, incoming(f"@article{{a,\n  title = {{{title}}},\n  year = {{2021}}\n}}\n", "one.bib")
    )
    (note,) = (note for note in vault_of(world).notes() if note.type == "paper")
    assert note.frontmatter.problem is None
    assert len(note.properties["title"]) < 11_000
    assert title in world[note.path].decode()


@pytest.mark.parametrize("properties", [{}, {"title": "A", "papers": ["[[B]]"] * 900}])
def test_properties_of_an_ordinary_size_are_left_as_they_are(properties):
    assert fitting(properties) == properties


def test_the_longest_properties_are_left_out_first():
    assert fitting({"title": "A", "authors": ["B"] * 99_000, "year": 2023}) == {"title": "A", "year": 2023}
