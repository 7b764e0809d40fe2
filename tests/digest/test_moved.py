"""A note that the reader has renamed, moved and edited is still the note that import wrote."""

import pytest

from tests.digest.importing import imported, incoming, plan

POST = """Post_Jun01

1. A Boat without Oars. CVPR, 2021.

  • One line
  • Two lines
  • Three lines

2. Tides for All. CVPR, 2022.

  • Text
"""
MORE = POST.replace("Three lines\n", "Three lines\n  • A fourth line\n")
BOAT, POSTED = "papers/A Boat without Oars.md", "digests/Post_Jun01.md"


def moved(world, old, new, *edits):
    """``world`` with a note at another path, edited."""
    data = world[old].decode()
    for before, after in edits:
        assert before in data
        data = data.replace(before, after)
    return {path: content for path, content in world.items() if path != old} | {new: data.encode()}


@pytest.mark.parametrize(
    "edits",
    [
        [],
        [("title: A Boat without Oars\n", "title: 노 없는 배\n")],
        [("title: A Boat without Oars\n", "title: Ein Boot\n"), ("- Two lines\n", "- Zwei Zeilen\n")],
        [("- One line\n- Two lines\n- Three lines\n", "All is mine now.\n")],
        [("venue: CVPR\n", "venue: ICCV\n"), ("title: A Boat without Oars\n", "title: Ein Boot\n")],
    ],
)
def test_a_paper_s_note_is_found_where_it_was_moved_to(edits):
    world = moved(imported({}, incoming(POST)), BOAT, "read/2021/Ein Boot.md", *edits)
    after = imported(world, incoming(MORE))
    assert sorted(path for path in after if path.endswith(".md")) == sorted(
        path for path in world if path.endswith(".md")
    )
    assert after["read/2021/Ein Boot.md"].decode().count("- A fourth line\n") == 1
    assert plan(after, [incoming(MORE)]).changes == ()


def test_a_note_of_which_nothing_is_left_was_deleted():
    edits = [("title: A Boat without Oars\n", "title: Ein Boot\n"), ("A Boat without Oars", "Ein Boot")]
    edits += [("- One line\n- Two lines\n- Three lines\n", "All is mine now.\n")]
    world = moved(imported({}, incoming(POST)), BOAT, "read/Ein Boot.md", *edits)
    made = plan(world, [incoming(MORE)])
    assert [noted.path for noted in made.report.notes if noted.state == "deleted"] == [BOAT]
    assert "read/Ein Boot.md" not in {change.path for change in made.changes}


def test_of_two_notes_that_it_can_be_none_is_touched():
    title = ("title: A Boat without Oars\n", "title: Ein Boot\n")
    world = imported({}, incoming(POST))
    both = moved(world, BOAT, "a/Ein Boot.md", title) | moved(
        {BOAT: world[BOAT]}, BOAT, "b/Das Boot.md", title
    )
    made = plan(both, [incoming(MORE)])
    assert [noted.others for noted in made.report.notes if noted.state == "rivals"] == [
        ("a/Ein Boot.md", "b/Das Boot.md")
    ]
    assert not {change.path for change in made.changes} & {"a/Ein Boot.md", "b/Das Boot.md", BOAT}


@pytest.mark.parametrize(
    "edits",
    [
        [],
        [("type: digest\n", "type: digest\nmood: good\n")],
        [("1. [[A Boat without Oars]]", "Read this:\n\n1. [[A Boat without Oars]]")],
        [("title: Post_Jun01\n", "title: What I read in June\n")],
    ],
)
def test_a_digest_s_note_is_found_where_it_was_moved_to(edits):
    world = moved(imported({}, incoming(POST)), POSTED, "log/June.md", *edits)
    world = {
        path: data.replace(b"[[Post_Jun01]]", b"[[June]]") for path, data in world.items() if path[0] != "."
    } | {path: data for path, data in world.items() if path[0] == "."}
    after = imported(world, incoming(MORE))
    assert POSTED not in after
    assert b"A fourth line" in after[BOAT]
    assert after[BOAT].count(b"One line") == 1
    assert plan(after, [incoming(MORE)]).changes == ()
