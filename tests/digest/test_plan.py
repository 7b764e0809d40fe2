"""From digests to the notes of a vault."""

import json
from collections import Counter
from re import sub

import pytest

from tests.digest.importing import applied, imported, incoming, ours, plan, text, vault_of
from vaultkit.digest.document import beside_pictures, bullet, is_of_pictures, ordered, pictures, shown
from vaultkit.digest.pictures import Gallery
from vaultkit.digest.plan import Options

BOTH = ("reading_jun09.txt", "reading_mar23.txt")


def rows_of(note):
    """The lines of a note's body without indentation, marks and the no-break space before a number."""
    lines = (line.lstrip("> ").lstrip() for line in note.partition("\n---\n")[2].splitlines())
    lines = (line.removeprefix("[!missing] ") for line in lines)
    return [words_of(line.removeprefix("- ").removeprefix("• ")) for line in lines if line]


def words_of(line):
    """A line without its numbers and marks of quotation, and without what keeps it from being read as markup."""
    said = sub(r"^(?:\u00a0|\d{1,3}[.)] +)+", "", line).replace("\\", "").rstrip().lstrip("> ")
    return sub(r"^(`{3,}|~{3,})text (?=.)", r"\1 ", said)


def lost_lines(digests, world):
    """The lines of the digests that do not stand in the notes as often as they are printed."""
    wanted, apart = Counter(), Counter()
    for digest in digests:  # lines of no paper stand in the digest's note
        lines = (*digest.digest.front, *digest.digest.unplaced)
        shown_as = (sub(r"^(?:[-•] +)?(?:\d{1,3}[.)] +)?", "", shown(line.text)) for line in lines)
        apart.update(words_of(said) for said in shown_as)
    for entry in (entry for digest in digests for entry in digest.digest.entries):
        for line in (*entry.title_lines, *entry.lines):
            found = bullet(line.text) if line not in entry.title_lines else None
            said = line.text[found.end() :] if found else shown(line.text)
            if (said.startswith("![") or is_of_pictures(said)) and not found:
                wanted.update(picture.name for picture in pictures(line))
                said = sub(r"^[-•] +", "", beside_pictures(said))
            wanted[words_of(sub(r"^\d{1,3}[.)] +", "", said))] += 1
    del wanted[""]
    held = Counter(row for path in world if path.endswith(".md") for row in rows_of(text(world, path)))
    fences = ("```", "~~~")  # one that was left open is closed
    return {
        row: (count, held[row])
        for row, count in wanted.items()
        if held[row] < count or (held[row] > count + apart[row] and not row.startswith(fences))
    }


@pytest.mark.parametrize("line", ["<!-- ![x](y.png)", "<% ![x](y.png)"])
def test_what_opens_and_closes_nothing_before_a_picture_is_kept(line):
    digest = incoming(f"Post_Jun01\n\n1. A Boat without Oars. CVPR, 2021.\n\n{line}\n\n\u00a0\n")
    assert lost_lines([digest], imported({}, digest)) == {}


def edges(world, *keys):
    """(from, property, to) for each link in a property, by names."""
    vault = vault_of(world)
    return {
        (info.source.rpartition("/")[2][:-3], info.link.key[0], info.path.rpartition("/")[2][:-3])
        for info in vault.links()
        if info.link.key and info.link.key[0] in keys
    }


def test_each_paper_becomes_one_note_and_each_digest_one():
    world = imported({}, *map(ours, BOTH))
    assert sorted(path for path in world if path.startswith(("papers", "digests"))) == [
        "digests/Reading_Jun09.md",
        "digests/Reading_Mar23.md",
        "papers/A Lantern in the Attic - Slow Search for Old Things.md",
        "papers/Cobalt.md",
        "papers/GRAVEL.md",
        "papers/Tide Tables Revisited - Counting Waves without Labels.md",
        "papers/What Does a Lighthouse Know.md",
    ]


def test_a_note_holds_what_the_digest_prints_and_nothing_else():
    world = imported({}, ours("reading_mar23.txt"))
    assert text(world, "papers/GRAVEL.md") == (
        '---\ntype: paper\ntitle: "GRAVEL: Grinding Rocks at Very Even Levels"\n'
        "title_raw: GRAVEL- Grinding Rocks at Very Even Levels\n"
        'aliases:\n  - "GRAVEL: Grinding Rocks at Very Even Levels"\n'
        "year: 2023\nvenue: arXiv\nvenue_type: preprint\nstatus: inbox\n"
        'source: "[[Reading_Mar23]]"\nsource_line: 19\n---\n\n'
        "> GRAVEL- Grinding Rocks at Very Even Levels_arXiv23\n\n"
        "- Method\n  - The mill is tuned with REINFORCE.\n"
    )


def test_lists_stay_nested_and_in_order_with_every_word():
    world = imported({}, ours("reading_jun09.txt"))
    body = text(world, "papers/What Does a Lighthouse Know.md").partition("\n---\n")[2]
    assert body == (
        "\n> \u00a02. What Does a Lighthouse Know? Harbour Group and DeepMind, 2023.\n\n"
        "- [Idea1] Making progress from DINO took three steps:\n"
        "  1. Collect lamps\n"
        "     - At night, * and at sea *\n"
        "     - At noon\n"
        "  2. Wait\n"
        "- \\#storm is no tag here, and \\<b> is no markup\n"
    )


@pytest.mark.parametrize("names", [BOTH, BOTH[::-1], BOTH[:1]])
def test_every_line_is_in_exactly_one_note(names):
    world = imported({}, *map(ours, names))
    assert lost_lines([ours(name) for name in names], world) == {}


def test_a_second_import_changes_nothing():
    digests = [ours(name) for name in BOTH]
    world = imported({}, *digests)
    again = plan(world, digests)
    assert again.changes == ()
    assert {noted.state for noted in again.report.notes} == {"same"}
    assert [plan(world, [digest]).changes for digest in digests] == [(), ()]


def test_the_order_of_two_imports_leaves_the_same_notes():
    at_once = imported({}, *map(ours, BOTH))
    by_turns = imported(imported({}, ours(BOTH[0])), ours(BOTH[1]))
    shown_files = [{path for path in world if path.endswith(".md")} for world in (at_once, by_turns)]
    assert shown_files[0] == shown_files[1]
    assert text(at_once, "papers/Cobalt.md") == text(by_turns, "papers/Cobalt.md")


def test_a_paper_of_two_digests_is_one_note_with_two_sources():
    world = imported({}, *map(ours, BOTH))
    properties = vault_of(world).note("papers/Cobalt.md").properties
    assert properties["source"] == ["[[Reading_Jun09]]", "[[Reading_Mar23]]"]


def test_a_published_venue_beats_a_preprint_and_the_old_value_is_kept():
    early = incoming(
        "First\n\nBasalt: Stones that Learn_arXiv22\n\n  • early\n\nOther Stones in the Sea_CVPR22\n\n  • x"
    )
    late = incoming(
        "Second\n\nBasalt: Stones that Learn_CVPR23\n\n  • late\n\nMore Stones in the Sea_CVPR23\n\n  • x"
    )
    for world in (imported({}, early, late), imported(imported({}, early), late)):
        found = vault_of(world).note("papers/Basalt.md").properties
        assert (found["venue"], found["year"], found["venue_type"]) == ("CVPR", 2023, "conference")
        assert found["venue_raw"] == "arXiv"


def test_surely_named_things_are_linked_and_get_stubs():
    world = imported({}, ours("reading_jun09.txt"))
    assert edges(world, "related", "mentions") == {
        ("Cobalt", "related", "CLIP"),
        ("CLIP", "related", "Cobalt"),
        ("Tide Tables Revisited - Counting Waves without Labels", "related", "SAM"),
        ("SAM", "related", "Tide Tables Revisited - Counting Waves without Labels"),
    }
    stub = vault_of(world).note("concepts/SAM.md").properties
    assert (stub["type"], stub["stub"], stub["title"]) == ("concept", True, "Segment Anything")
    assert stub["facts_from"] == "vaultkit's list of known papers"


def test_a_spelling_in_doubt_is_reported_and_not_linked():
    report = plan({}, [ours("reading_jun09.txt")]).report
    assert [(path, doubt.surface, doubt.line) for path, doubt in report.doubts] == [
        ("papers/Cobalt.md", "MAE", 7),
        ("papers/What Does a Lighthouse Know.md", "DINO", 20),
    ]


def test_without_stubs_names_that_have_no_note_are_told():
    made = plan({}, [ours("reading_jun09.txt")], Options(stubs=False))
    assert not [change.path for change in made.changes if change.path.startswith("concepts/")]
    assert made.report.unlinked == ("CLIP", "SAM")


def test_a_note_of_the_reader_is_linked_by_mentions_and_not_edited():
    mine = b"---\ntype: paper\ntitle: Segment Anything\nstatus: read\n---\n\nMy own words.\n"
    world = imported({"reading/SAM.md": mine}, ours("reading_jun09.txt"))
    assert world["reading/SAM.md"] == mine
    assert "concepts/SAM.md" not in world
    name = "Tide Tables Revisited - Counting Waves without Labels"
    assert (name, "mentions", "SAM") in edges(world, "related", "mentions")
    assert plan(world, [ours("reading_jun09.txt")]).changes == ()


def test_a_stub_becomes_the_note_of_its_paper_and_keeps_its_links():
    world = imported({}, ours("reading_jun09.txt"))
    later = incoming(
        "Later_Jul01\n\n1. Segment Anything. ICCV, 2023.\n\n  • Masks\n\n2. A Boat without Oars. ICCV, 2023.\n\n  • Oars"
    )
    after = imported(world, later)
    note = vault_of(after).note("concepts/SAM.md").properties
    assert (note["type"], note["venue"], "stub" in note) == ("paper", "ICCV", False)
    assert note["related"] == ["[[Tide Tables Revisited - Counting Waves without Labels]]"]
    assert plan(after, [later, ours("reading_jun09.txt")]).changes == ()


def test_a_stub_with_words_of_the_reader_keeps_them():
    world = imported({}, ours("reading_jun09.txt"))
    world["concepts/SAM.md"] += b"\nMy own words about it.\n"
    later = incoming(
        "Later\n\n1. Segment Anything. ICCV, 2023.\n\n  • Masks\n\n2. A Boat without Oars. ICCV, 2023.\n\n  • Oars"
    )
    after = imported(world, later)
    assert "My own words about it.\n" in text(after, "concepts/SAM.md")
    assert "- Masks\n" in text(after, "concepts/SAM.md")
    assert plan(after, [later]).changes == ()


def test_names_that_differ_by_case_only_are_told_apart():
    note = b"---\ntype: note\n---\n"
    world = imported({"ideas/COBALT.md": note}, ours("reading_mar23.txt"))
    assert "papers/Cobalt (ICRA 2023).md" in world
    assert world["ideas/COBALT.md"] == note


def test_two_notes_that_claim_one_paper_are_told_and_left_alone():
    mine = b"---\ntype: paper\ntitle: 'Cobalt: Learning to Sort Pebbles by Touch'\nstatus: read\n---\n"
    made = plan({"a.md": mine, "b.md": mine}, [ours("reading_mar23.txt")])
    assert [noted.others for noted in made.report.notes if noted.state == "rivals"] == [("a.md", "b.md")]
    assert not {"a.md", "b.md", "papers/Cobalt.md"} & {change.path for change in made.changes}


def test_a_nearly_equal_title_is_asked_about_and_merged_only_on_a_yes():
    first = incoming(
        "One\n\n1. Extending the Shelf Life of Paper Boats. CVPR, 2023.\n\n  • a\n\n2. A Boat without Oars. CVPR, 2023.\n\n  • b"
    )
    second = incoming(
        "Two\n\n1. Entending the Shelf Life of Paper Boats. CVPR, 2023.\n\n  • c\n\n2. Oars without a Boat. CVPR, 2023.\n\n  • d"
    )
    world = imported({}, first)
    asked = plan(world, [second])
    assert [(one.title[:9], one.other[:9]) for one in asked.report.questions] == [("Entending", "Extending")]
    assert "papers/Entending the Shelf Life of Paper Boats.md" in applied(world, asked)
    merged = imported(world, second, options=Options(same=frozenset(asked.report.questions)))
    assert "- c\n" in text(merged, "papers/Extending the Shelf Life of Paper Boats.md")


def test_two_nearly_equal_titles_of_one_digest_stay_one_note_after_a_yes():
    digest = incoming(
        "One\n\n1. Extending the Shelf Life of Paper Boats. CVPR, 2023.\n\n  • a\n\n"
        "2. A Boat without Oars. CVPR, 2023.\n\n  • b\n\n3. Entending the Shelf Life of Paper Boats. CVPR, 2023.\n\n  • c"
    )
    said = Options(same=frozenset(plan({}, [digest]).report.questions))
    world = imported({}, digest, options=said)
    assert "- c\n" in text(world, "papers/Extending the Shelf Life of Paper Boats.md") + "\n"
    assert plan(world, [digest]).changes == ()


@pytest.mark.parametrize(
    ("settings", "source"),
    [
        ({"newLinkFormat": "absolute"}, "[[digests/Reading_Mar23|Reading_Mar23]]"),
        ({"newLinkFormat": "relative"}, "[[../digests/Reading_Mar23|Reading_Mar23]]"),
        ({}, "[[Reading_Mar23]]"),
    ],
)
def test_links_are_written_as_the_settings_say(tmp_path, settings, source):
    from vaultkit.digest.plan import plan_import
    from vaultkit.vault.vault import open_vault

    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "app.json").write_text(json.dumps(settings))
    made = plan_import(open_vault(tmp_path), [ours("reading_mar23.txt")])
    notes = {change.path: change.after for change in made.changes}
    assert f'source: "{source}"\n'.encode() in notes["papers/GRAVEL.md"]


def test_pictures_at_hand_are_copied_and_shown(tmp_path):
    (tmp_path / "image-20230608101112131.PNG").write_bytes(b"\x89PNG picture")
    (tmp_path / "other.txt").write_bytes(b"no picture")
    world = imported({}, ours("reading_jun09.txt"), options=Options(gallery=Gallery.of(tmp_path)))
    assert world["assets/Reading_Jun09/image-20230608101112131.PNG"] == b"\x89PNG picture"
    assert "\n![[image-20230608101112131.PNG]]\n" in text(world, "papers/Cobalt.md")
    assert "images:" not in text(world, "papers/Cobalt.md")
    missing = text(world, "papers/Tide Tables Revisited - Counting Waves without Labels.md")
    assert "\n> [!missing] image-20230609090909090\n" in missing


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("![a](fig.png) Figure 1: two boats", "> [!missing] fig.png\n\nFigure 1: two boats\n"),
        ("![Two boats at sea](fig.png)", "> [!missing] fig.png\n\nTwo boats at sea\n"),
        ("![a](fig.png) ![b](two.png)", "> [!missing] fig.png\n\n> [!missing] two.png\n"),
        ('<p><img src="fig.png"></p>', "> [!missing] fig.png\n"),
    ],
)
def test_the_words_beside_a_picture_stay(line, shown):
    said = (
        f"# Post\n\n## A Boat for Two. CVPR, 2021.\n\n{line}\n\n## Oars for All. CVPR, 2022.\n\n- an item\n"
    )
    world = imported({}, incoming(said, reader="markdown"))
    assert text(world, "papers/A Boat for Two.md").endswith(shown)


def test_a_picture_that_arrives_later_takes_the_place_of_its_stub(tmp_path):
    world = imported({}, ours("reading_jun09.txt"))
    (tmp_path / "image-20230608101112131.png").write_bytes(b"\x89PNG picture")
    after = imported(world, ours("reading_jun09.txt"), options=Options(gallery=Gallery.of(tmp_path)))
    assert "\n![[image-20230608101112131.png]]\n" in text(after, "papers/Cobalt.md")
    assert "[!missing]" not in text(after, "papers/Cobalt.md")
    assert "images:" not in text(after, "papers/Cobalt.md")
    assert plan(after, [ours("reading_jun09.txt")]).changes == ()


def test_the_items_of_a_digest_are_counted_with_its_pictures():
    report = plan({}, [ours("reading_jun09.txt")]).report
    found = [line for entry in ours("reading_jun09.txt").digest.entries for line in entry.lines]
    items = [
        line for line in found if bullet(line.text) or (ordered(line.text) and line.text.startswith("  "))
    ]
    assert (report.items, report.pictures) == (len(items), sum(len(pictures(line)) for line in found))


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "CON", "a\u202eb\x1b[31mc", "x" * 10_000, "---", "[[x]]#^|"]
)
def test_a_hostile_title_gives_a_safe_name_inside_its_folder(name):
    digest = incoming(
        f"1. {name} and a Title that is Long Enough. CVPR, 2023.\n\n  • x\n\n2. A Boat without Oars. CVPR, 2023.\n\n  • y"
    )
    for path in imported({}, digest):
        parts = path.split("/")
        assert parts[0] in ("papers", "digests", "concepts", ".vaultkit")
        assert not {"..", "."} & set(parts)
        assert all(
            len(part.encode()) <= 255 and not set(part) & set('\\:*?"<>|#^[]\x1b\u202e') for part in parts
        )


def test_a_digest_whose_file_is_called_as_a_link_has_no_link_for_a_title():
    world = imported({}, incoming("1. A Boat without Oars. CVPR, 2021.\n\n  • it floats\n", "[[z]].txt"))
    assert {info.status for info in vault_of(world).links()} == {"resolved"}
    assert "title: z\n" in text(world, "digests/((z)).md")


def test_a_short_name_that_two_papers_share_stays_in_doubt_when_their_notes_are_there():
    digest = incoming(
        "Notes_Jun01\n\n1. Heron: Standing Still for Hours. CVPR, 2023.\n\n  • patience\n\n"
        "2. Heron: A Bird Classifier without Birds. ICCV, 2023.\n\n  • models\n\n"
        "3. Waders in the Wild. ECCV, 2022.\n\n  • compared with Heron\n"
    )
    world = imported({}, digest)
    assert plan(world, [digest]).changes == ()
    assert not {target for _, _, target in edges(world, "related", "mentions") if target.startswith("Heron")}


def test_a_note_that_was_deleted_is_no_news_in_its_digest_s_list():
    digest = ours("reading_mar23.txt")
    world = imported({}, digest)
    left = {path: data for path, data in world.items() if path != "papers/GRAVEL.md"}
    made = plan(left, [digest])
    assert made.changes == ()
    assert [(noted.state, noted.told) for noted in made.report.notes if noted.kind == "digest"] == [
        ("same", ())
    ]
