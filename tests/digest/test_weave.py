"""First mentions in the text become links, only in import's own lines, and importing again keeps its laws."""

from dataclasses import replace

import pytest

from tests.digest.importing import applied, imported, incoming, ours, plan, text, vault_of
from tests.digest.test_plan import BOTH, lost_lines
from vaultkit.digest.plan import Options
from vaultkit.digest.units import unlinked
from vaultkit.digest.weave import Thread, woven

LINKED = Options(link_body=True)
SAID = """Post_Jun01

1. A Boat without Oars at Sea. CVPR, 2021.

  • We start from CLIP and CLIP again: image and text encoders.
    • `CLIP` in code, then BERT-based nets | ResNet blocks
  • Old and new

2. Oars for All Boats of CLIP. CVPR, 2022.

  • Nothing new, but the CLIP loss on image and text
"""
BOAT = "papers/A Boat without Oars at Sea.md"


@pytest.mark.parametrize(
    ("body", "line", "surface", "linkpath", "made"),
    [
        ("- of CLIP now", "  • of CLIP now", "CLIP", "CLIP", "- of [[CLIP]] now"),
        ("- a clip and CLIP", "• a clip and CLIP", "CLIP", "x/CLIP", "- a clip and [[x/CLIP|CLIP]]"),
        ("- \\*so\\* CLIP", "• *so* CLIP", "CLIP", "CLIP", "- \\*so\\* [[CLIP]]"),
        ("- a | CLIP", "• a | CLIP", "CLIP", "Net", "- a | [[Net\\|CLIP]]"),
        ("- `CLIP`", "• `CLIP`", "CLIP", "CLIP", "- `CLIP`"),
        ("- $x CLIP$", "• $x CLIP$", "CLIP", "CLIP", "- $x CLIP$"),
        ("> [!missing] CLIP", "CLIP", "CLIP", "CLIP", "> [!missing] CLIP"),
        ("# On CLIP", "# On CLIP", "CLIP", "CLIP", "# On CLIP"),
        ("- other words", "• of CLIP now", "CLIP", "CLIP", "- other words"),
        ("[CLIP](https://a.b)", "[CLIP](https://a.b)", "CLIP", "CLIP", "[CLIP](https://a.b)"),
        ("| a | CLIP |\n| - | - |", "| a | CLIP |", "CLIP", "Net", "| a | [[Net\\|CLIP]] |\n| - | - |"),
    ],
)
def test_a_name_is_woven_in_where_it_is_plain_text(body, line, surface, linkpath, made):
    assert woven(body, [Thread(line, line.index(surface), surface, linkpath)]) == made


def test_the_first_mention_of_each_name_is_a_link_and_the_words_are_the_same():
    digest = incoming(SAID)
    plain, linked = imported({}, digest), applied({}, plan({}, [digest], LINKED))
    body = text(linked, BOAT).partition("\n---\n")[2]
    assert "start from [[CLIP]] and CLIP again" in body
    assert "[[BERT]]-based nets | [[ResNet]] blocks" in body
    assert [
        note.count("[[CLIP]] loss") for note in (text(linked, "papers/Oars for All Boats of CLIP.md"),)
    ] == [1]
    for path in plain:
        if path.endswith(".md"):
            assert unlinked(text(linked, path)) == unlinked(text(plain, path)), path


@pytest.mark.parametrize("names", [BOTH, BOTH[:1]])
def test_no_line_is_lost_and_every_link_resolves(names):
    digests = [ours(name) for name in names]
    world = applied({}, plan({}, digests, LINKED))
    assert {info.status for info in vault_of(world).links()} <= {"resolved", "external"}
    bare = {path: unlinked(text(world, path)).encode() for path in world if path.endswith(".md")}
    assert lost_lines(digests, bare) == {}
    assert plan(world, digests, LINKED).changes == ()


def test_asking_later_weaves_and_not_asking_any_more_leaves_the_links():
    digest = incoming(SAID)
    plain = imported({}, digest)
    linked = applied(plain, plan(plain, [digest], LINKED))
    assert "[[CLIP]] and CLIP" in text(linked, BOAT)
    after = applied(linked, plan(linked, [digest]))
    assert {path: after[path] for path in after if path.endswith(".md")} == {
        path: linked[path] for path in linked if path.endswith(".md")
    }
    assert plan(after, [digest]).changes == ()
    again = applied(after, plan(after, [digest], LINKED))
    assert again[BOAT] == linked[BOAT]
    assert plan(again, [digest], LINKED).changes == ()


@pytest.mark.parametrize("first", [LINKED, Options()])
@pytest.mark.parametrize("second", [LINKED, Options(), replace(LINKED, prune=True)])
def test_what_the_reader_made_of_a_line_stays(first, second):
    digest = incoming(SAID)
    world = applied({}, plan({}, [digest], first))
    note = text(world, BOAT)
    start = next(row for row in note.split("\n") if "start from" in row)
    old = next(row for row in note.split("\n") if "Old and new" in row)
    edited = note.replace(start, "- We begin with CLIP, I think.").replace(f"{old}\n", "")
    mine = world | {BOAT: edited.encode()}
    after = applied(mine, plan(mine, [digest], second))
    body = text(after, BOAT).partition("\n---\n")[2]
    assert "- We begin with CLIP, I think." in body
    assert "Old and new" not in body
    assert body.count("start from") <= 0


def test_a_link_that_the_reader_made_by_hand_is_neither_doubled_nor_pruned():
    digest = incoming(SAID)
    world = imported({}, digest)
    world[BOAT] = text(world, BOAT).replace("- Old and new", "- Old and [[new]]").encode()
    assert plan(world, [digest]).changes == ()
    shorter = incoming(SAID.replace("  • Old and new\n", ""))
    after = applied(world, plan(world, [shorter], Options(prune=True)))
    assert "- Old and [[new]]" in text(after, BOAT)
