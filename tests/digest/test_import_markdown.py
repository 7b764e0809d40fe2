"""Notes made from Markdown pages: what spans two lines, or opens inside a list item, stays whole and links nowhere."""

from tests.digest.importing import imported, incoming, text, vault_of
from vaultkit.digest.read import read_digest

PAGE = """\
# Papers

- [Walks for Maps
and Cities](local.pdf) CVPR 2020
- [Slow Walks
at Night](https://a.org/x.pdf) CVPR 2021

# Code

1. - ```python
     walk()
     ```

- more words
"""


def test_a_link_over_two_lines_to_a_file_that_is_not_here_is_typed_out():
    world = imported({}, incoming(PAGE, "list.md"))
    note = text(world, "papers/Walks for Maps and Cities.md")
    assert "and Cities\\](local.pdf)" in note
    assert "at Night](https://a.org/x.pdf)" in text(world, "papers/Slow Walks at Night.md")
    links = [link for note in vault_of(world).notes() for link in note.marks.links if "local" in link.target]
    assert links == []


def test_a_fence_that_opens_in_a_list_item_is_closed_once():
    world = imported({}, incoming(PAGE, "list.md"))
    notes = [
        data.decode() for path, data in world.items() if path.startswith("digests/") and path.endswith(".md")
    ]
    (code,) = [note for note in notes if "walk()" in note]
    assert code.count("```") == 2
    assert code.index("```python") < code.index("walk()") < code.rindex("```") < code.index("more words")


def test_every_line_of_the_page_is_in_one_place():
    digest = read_digest(PAGE.encode(), "list.md")
    assert [entry.title for entry in digest.entries] == ["Walks for Maps and Cities", "Slow Walks at Night"]
    placed = [line.number for entry in digest.entries for line in (*entry.title_lines, *entry.lines)]
    placed += [line.number for line in (*digest.front, *digest.unplaced)]
    assert sorted(placed) == [number for number, line in enumerate(PAGE.split("\n"), 1) if line.strip()]


def test_a_year_before_the_preprint_is_left_out_and_stays_in_the_text():
    page = "# Papers\n\n- Walks for Maps. CVPR 2019 [[paper]](https://arxiv.org/abs/{}.00001)\n"
    note = text(imported({}, incoming(page.format("2301"), "list.md")), "papers/Walks for Maps.md")
    assert "\nyear:" not in note
    assert "venue: CVPR" in note
    assert "CVPR 2019" in note
    note = text(imported({}, incoming(page.format("1901"), "list.md")), "papers/Walks for Maps.md")
    assert "\nyear: 2019\n" in note


def test_the_address_of_another_paper_named_beside_one_is_no_address_of_it():
    page = (
        "# Papers\n\n- Slow Walks at Night [pdf](https://arxiv.org/pdf/1505.00387.pdf)\n"
        "  - Long version: [link](https://arxiv.org/abs/1507.06228)\n"
        "- Walks for Maps and Cities [link](https://arxiv.org/abs/1507.00001)\n"
    )
    world = imported({}, incoming(page, "list.md"))
    note = text(world, "papers/Slow Walks at Night.md")
    matter, _, body = note.removeprefix("---").partition("---")
    assert "1507.06228" not in matter
    assert "1507.06228" in body
    assert "url: https://arxiv.org/abs/1507.00001" in text(world, "papers/Walks for Maps and Cities.md")
