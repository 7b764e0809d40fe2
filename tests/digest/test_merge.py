"""A note that is imported again: the reader's words survive, the digest's news arrive."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.digest.importing import applied, imported, incoming, plan, text, vault_of
from vaultkit.digest.base import Base, Bases, digest_of, read_base, write_base
from vaultkit.digest.merge import Fresh, Told, conflicts_in, merge_note, part_of
from vaultkit.digest.merge_body import merge_body
from vaultkit.digest.plan import Options
from vaultkit.digest.units import units

DIGEST = "Post"


def fresh(body, **properties):
    return Fresh({"type": "paper", "title": "A Boat", "status": "inbox", **properties}, body)


def base_of(said, note):
    return Base("a.md", (), {DIGEST: part_of(said)}, "", digest_of(note))


def again(before, reader, after, **how):
    """Merge ``after`` into ``reader``, who started from ``before``."""
    note = before.note()
    return merge_note(reader(note.decode()).encode(), after, base_of(before, note), DIGEST, **how)


def body(merged):
    return merged.data.decode().partition("\n---\n")[2].strip("\n")


def same(note):
    return note


LIST = "- one\n  - two\n  - three\n- four"


# Each row of the table: base → reader, base → digest, and what must come out.
@pytest.mark.parametrize(
    ("reader", "digest", "result", "events"),
    [
        (same, LIST, LIST, []),
        (
            same,
            "- one\n  - two\n  - new\n  - three\n- four",
            "- one\n  - two\n  - new\n  - three\n- four",
            ["added"],
        ),
        (same, "- one\n  - two\n- four", LIST, ["kept"]),
        (lambda note: note.replace("two", "TWO"), LIST, LIST.replace("two", "TWO"), []),
        (
            lambda note: note.replace("two", "TWO"),
            LIST.replace("two", "2"),
            LIST.replace("two", "TWO\n    > [!vaultkit-conflict]- The digest Post now says\n    > - 2"),
            ["conflict"],
        ),
        (lambda note: note.replace("two", "TWO"), "- one\n  - three\n- four", LIST.replace("two", "TWO"), []),
        (lambda note: note.replace("  - two\n", ""), LIST, "- one\n  - three\n- four", []),
        (
            lambda note: note.replace("  - two\n", "  - two\n  - mine\n"),
            LIST,
            LIST.replace("two", "two\n  - mine"),
            [],
        ),
        (same, f"{LIST}\n- five", f"{LIST}\n- five", ["added"]),
        (same, f"- zero\n{LIST}", f"{LIST}\n- zero", ["added"]),
        (same, f"{LIST}\n\nA remark.", f"{LIST}\n\nA remark.", ["added"]),
    ],
)
def test_each_row_of_the_merge_table(reader, digest, result, events):
    merged = again(fresh(LIST), reader, fresh(digest))
    assert body(merged) == result
    assert [told.event for told in merged.told] == events


def test_what_the_digest_dropped_is_removed_on_demand_only_where_the_reader_left_it():
    shorter = fresh("- one\n  - two")
    assert body(again(fresh(LIST), same, shorter, prune=True)) == "- one\n  - two"
    edited = again(fresh(LIST), lambda note: note.replace("three", "THREE"), shorter, prune=True)
    assert body(edited) == "- one\n  - two\n  - THREE"


def test_a_single_property_takes_the_new_value_where_the_reader_left_the_old_one():
    merged = again(fresh("", year=2022), same, fresh("", year=2023))
    assert merged.data == fresh("", year=2023).note()


def test_a_property_that_both_changed_stays_and_the_news_stand_in_a_callout():
    merged = again(fresh("x", year=2022), lambda note: note.replace("2022", "2021"), fresh("x", year=2023))
    assert b"year: 2021\n" in merged.data
    assert body(merged) == "x\n\n> [!vaultkit-conflict]- The digest Post now says `year`\n> 2023"
    once_more = merge_note(merged.data, fresh("x", year=2023), merged.base, DIGEST)
    assert once_more.data == merged.data
    assert conflicts_in(once_more.data) == 1


@pytest.mark.parametrize("name", ["status", "tags", "rating"])
def test_what_only_readers_fill_in_is_never_touched(name):
    merged = again(
        fresh(""), lambda note: note.replace("status: inbox", f"status: read\n{name}: 4"), fresh("")
    )
    assert merged.data.decode().count("status: read") == 1


def test_a_list_property_grows_behind_its_neighbour_and_keeps_the_readers_items():
    before, after = fresh("", authors=["A", "B"]), fresh("", authors=["A", "New", "B"])
    merged = again(before, lambda note: note.replace("  - B\n", "  - B # sure\n  - Mine\n"), after)
    assert b"authors:\n  - A\n  - New\n  - B # sure\n  - Mine\n" in merged.data


@pytest.mark.parametrize("written", ["[A, B]", "[ A , B ]"])
def test_a_list_on_one_line_grows_on_its_line(written):
    before, after = fresh("", authors=["A", "B"]), fresh("", authors=["A", "B", "C: D"])
    merged = again(before, lambda note: note.replace("\n  - A\n  - B\n", f" {written}\n"), after)
    expected = written.replace("B", 'B, "C: D"')
    assert f"authors: {expected}\n".encode() in merged.data


def test_a_property_that_the_reader_deleted_stays_deleted():
    merged = again(fresh("", year=2022), lambda note: note.replace("year: 2022\n", ""), fresh("", year=2023))
    assert b"year" not in merged.data
    assert [(told.event, told.what) for told in merged.told] == [("differs", "`year`: 2023")]


def test_comments_quotes_and_line_ends_of_the_reader_stay():
    def mine(note):
        return note.replace("title: A Boat", "title: 'A Boat' # good").replace("\n", "\r\n")

    merged = again(
        fresh("- a", year=2022), mine, fresh("- a\n- b", year=2023, venue="CVPR", venue_type="conference")
    )
    expected = mine(fresh("- a\n- b", year=2023).note().decode())
    assert merged.data.decode() == expected.replace(
        "year: 2023\r\n", "year: 2023\r\nvenue: CVPR\r\nvenue_type: conference\r\n"
    )


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_note_that_is_nothing_but_properties_keeps_their_closing_line(end):
    note = f"---\ntitle: A Boat\n---{end}".encode()
    merged = merge_note(note, Fresh({"title": "A Boat"}, "- it floats"), Base("a.md"), DIGEST)
    assert merged.data == b"---\ntitle: A Boat\n---\n- it floats\n"


def test_broken_properties_are_left_alone_and_told():
    merged = again(
        fresh("- a"), lambda note: note.replace("title: A Boat", "title: [A Boat"), fresh("- a", year=2023)
    )
    assert b"year" not in merged.data
    assert [told.event for told in merged.told] == ["refused"]


def test_a_note_that_is_not_utf8_is_left_alone():
    note = fresh("- a").note() + b"\xff\xfe"
    merged = merge_note(note, fresh("- a\n- b"), base_of(fresh("- a"), note), DIGEST)
    assert (merged.data, [told.event for told in merged.told]) == (note, ["refused"])


def test_a_digest_never_claims_what_another_one_wrote():
    note = fresh("- Results\n  - first").note()
    base = Base("a.md", (), {"Other": part_of(fresh("- Results\n  - first"))})
    merged = merge_note(note, fresh("- Results\n  - second"), base, DIGEST)
    assert body(merged) == "- Results\n  - first\n- Results\n  - second"
    repeated = merge_note(merged.data, fresh("- Results\n  - second"), merged.base, DIGEST)
    assert repeated.data == merged.data


# The base is data from the vault.


def test_a_base_reads_back_and_a_changed_one_does_not_count():
    base = Base("a.md", (), {DIGEST: part_of(fresh("- a", authors=["A"]))}, "x", "y", ("z",), "f.json")
    data = write_base(base)
    assert read_base(data, "f.json") == base
    assert read_base(data.replace(b"a.md", b"b.md")) is None
    assert [
        read_base(broken) for broken in (b"", b"{}", b"[]", b"\xff", b"null", data[:-9], b"[" * 10_000)
    ] == [None] * 7


def test_two_bases_for_one_note_do_not_count():
    data = write_base(Base("a.md"))
    assert Bases.of({"x.json": data, "y.json": data}).by_path == {}


def test_without_a_base_nothing_is_replaced():
    note = fresh("- mine", year=2021).note()
    merged = merge_note(note, fresh("- theirs", year=2023), Base("a.md"), DIGEST)
    assert b"year: 2021\n" in merged.data
    assert body(merged) == "- mine\n- theirs"


# Properties, over generated triples of base, reader and digest.

WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta"])
MINE = st.sampled_from(["my one", "my two", "> my quote", "my three #tag", "## My heading", "```\ncode\n```"])


@st.composite
def lists(draw, words=WORDS):
    """A nested list with some paragraphs and pictures."""
    rows: list[str] = []
    depth = 0
    in_list = False
    for word in draw(st.lists(words, max_size=8)):
        if draw(st.integers(0, 6)) == 0 or not word[0].isalpha():
            rows += ([""] if rows else []) + [word, ""]
            in_list = False
        else:
            depth = draw(st.integers(0, depth + 1)) if in_list else 0
            rows.append("  " * depth + "- " + word)
            in_list = True
    return "\n".join(rows).strip("\n").replace("\n\n\n", "\n\n")


@st.composite
def edited(draw, said):
    """What a reader may make of a body: lines deleted, changed, added anywhere."""
    rows = []
    for row in said.split("\n") if said else []:
        action = draw(st.integers(0, 7))
        if action == 0:
            continue
        if action == 1:
            lead = len(row) - len(row.lstrip(" -"))
            row = row[:lead] + "changed " + row[lead:]
        rows.append(row)
        if action == 2:
            rows += draw(MINE).split("\n")
        if action == 3:
            rows += ["", *draw(MINE).split("\n"), ""]
    return "\n".join(rows)


@st.composite
def triples(draw):
    before = draw(lists())
    return before, draw(edited(before)), draw(st.one_of(lists(), st.just(before)))


def marks(rows):
    return [unit.mark for unit in units(rows)]


def merged_of(before, reader, after):
    base = marks(before.split("\n")) if before is not None else None
    return merge_body(reader.split("\n"), after.split("\n"), base, digest=DIGEST)


def is_in_order(rows, inside):
    found = iter(inside)
    return all(row in found for row in rows)


def left_of(reader, *gone):
    """The lines of ``reader`` but for those of the units ``gone``."""
    lines = {line for unit in gone for line in range(unit.start, unit.end)}
    return [row for at, row in enumerate(reader.split("\n")) if at not in lines]


@given(triples())
def test_every_line_of_the_reader_survives_in_order(triple):
    before, reader, after = triple
    merged = merged_of(before, reader, after)
    written, said = set(marks(before.split("\n"))), set(marks(after.split("\n")))
    assert all(unit.mark in written and unit.mark not in said for unit in merged.overwritten)
    assert is_in_order(left_of(reader, *merged.overwritten), merged.lines)


@given(triples())
def test_every_unit_of_the_digest_is_in_the_note_or_in_a_callout_or_was_there_before(triple):
    before, reader, after = triple
    merged = merged_of(before, reader, after)
    known = Counter(marks(before.split("\n"))) | Counter(marks(merged.lines))
    disputed = {unit.mark for unit in merged.conflicts}
    whole = "\n".join(merged.lines)
    for unit in units(after.split("\n")):
        assert known[unit.mark] or (unit.mark in disputed and unit.text in whole)


@given(lists(), lists())
def test_an_untouched_note_takes_all_that_is_new(before, after):
    merged = merged_of(before, before, after)
    held = Counter(marks(merged.lines))
    news = Counter(marks(after.split("\n")))
    assert all(held[mark] >= count for mark, count in news.items())
    assert not merged.conflicts


@given(triples())
def test_a_digest_that_says_nothing_new_changes_no_byte(triple):
    before, reader, _ = triple
    assert list(merged_of(before, reader, before).lines) == reader.split("\n")


@given(triples())
def test_merging_twice_is_merging_once(triple):
    before, reader, after = triple
    start = Base("a.md", (), {DIGEST: part_of(fresh(before))})
    note = fresh(reader).note()
    once = merge_note(note, fresh(after), start, DIGEST)
    twice = merge_note(once.data, fresh(after), once.base, DIGEST)
    assert (twice.data, twice.base) == (once.data, once.base)


@given(triples())
def test_without_a_base_a_merge_only_adds_and_twice_is_once(triple):
    _, reader, after = triple
    once = merge_note(fresh(reader).note(), fresh(after), Base("a.md"), DIGEST)
    assert is_in_order(reader.split("\n"), once.data.decode().split("\n"))
    assert merge_note(once.data, fresh(after), Base("a.md"), DIGEST).data == once.data


@given(triples(), lists())
def test_a_forged_base_costs_the_reader_no_line(triple, claimed):
    _, reader, after = triple
    forged = Base("a.md", (), {DIGEST: replace(part_of(fresh(f"{reader}\n{claimed}")), proven=False)})
    merged = merge_note(fresh(reader).note(), fresh(after), forged, DIGEST)
    assert is_in_order(reader.split("\n"), merged.data.decode().split("\n"))


@given(triples(), st.booleans())
def test_a_crash_between_note_and_base_keeps_the_readers_and_the_digests_lines(triple, note_first):
    before, reader, after = triple
    start = Base("a.md", (), {DIGEST: part_of(fresh(before))})
    note = fresh(reader).note()
    whole = merge_note(note, fresh(after), start, DIGEST)
    left = (whole.data, start) if note_first else (note, whole.base)
    recovered = merge_note(left[0], fresh(after), left[1], DIGEST)
    shown = recovered.data.decode().partition("\n---\n")[2]
    held = Counter(marks(shown.split("\n")))
    known = set(marks(before.split("\n")))
    for unit in units(after.split("\n")):
        assert held[unit.mark] or unit.mark in known or unit.text in shown
    said = marks(after.split("\n"))
    edited_away = [unit for unit in units(reader.split("\n")) if unit.mark in known and unit.mark not in said]
    assert is_in_order(left_of(reader, *edited_away), shown.split("\n"))


@given(triples())
def test_whatever_is_pruned_was_written_by_import(triple):
    before, reader, after = triple
    merged = merge_body(
        reader.split("\n"), after.split("\n"), marks(before.split("\n")), digest=DIGEST, prune=True
    )
    written = set(marks(before.split("\n")))
    assert all(unit.mark in written for unit in merged.pruned)
    assert is_in_order(left_of(reader, *merged.pruned, *merged.overwritten), merged.lines)


@given(st.text(alphabet="-*>#`~ \t1.)ab\n[!]|", max_size=60))
def test_units_cover_every_line_that_is_not_blank_once(written):
    rows = written.split("\n")
    covered = Counter(line for unit in units(rows) for line in range(unit.start, unit.end))
    assert all(covered[at] == 1 for at, row in enumerate(rows) if row.strip(" \t"))


# Whole vaults.

POST = "Post_Jun01\n\n1. A Boat without Oars. CVPR, 2023.\n\n  • Summary\n    • It floats.\n\n2. Oars: Rowing in the Dark. CVPR, 2023.\n\n  • They row.\n"


def test_a_note_that_was_moved_and_renamed_is_found_again():
    world = imported({}, incoming(POST))
    world["read/Rowing.md"] = world.pop("papers/Oars.md")
    after = imported(world, incoming(POST.replace("They row.", "They row.\n  • And sink.")))
    assert "- They row.\n- And sink.\n" in text(after, "read/Rowing.md")
    assert "papers/Oars.md" not in after


def test_a_note_with_a_new_title_of_the_reader_is_found_by_its_base():
    world = imported({}, incoming(POST))
    world["papers/Oars.md"] = world["papers/Oars.md"].replace(
        b'Oars: Rowing in the Dark"\naliases', b'My Title"\naliases'
    )
    after = imported(world, incoming(POST.replace("They row.", "They row.\n  • And sink.")))
    assert sorted(path for path in after if path.startswith("papers/")) == [
        "papers/A Boat without Oars.md",
        "papers/Oars.md",
    ]
    assert vault_of(after).note("papers/Oars.md").properties["title"] == "My Title"


def test_a_deleted_note_is_made_again_only_on_demand():
    world = imported({}, incoming(POST))
    del world["papers/Oars.md"]
    made = plan(world, [incoming(POST)])
    assert "papers/Oars.md" not in applied(world, made)
    assert [noted.path for noted in made.report.notes if noted.state == "deleted"] == ["papers/Oars.md"]
    assert "papers/Oars.md" in imported(world, incoming(POST), options=Options(restore=True))


def test_an_edited_digest_updates_its_note():
    world = imported({}, incoming(POST))
    later = incoming(f"{POST}\n3. Sails of Glass. CVPR, 2023.\n\n  • They break.\n")
    after = imported(world, later)
    assert "1. [[A Boat without Oars]]\n2. [[Oars]]\n3. [[Sails of Glass]]\n" in text(
        after, "digests/Post_Jun01.md"
    )
    assert f"sha256: {later.sha256}\n" in text(after, "digests/Post_Jun01.md")
    assert plan(after, [later]).changes == ()


def test_lines_that_moved_in_the_digest_are_no_news_by_themselves():
    text = "Reads_May2\n\n1. A Boat without Oars. CVPR, 2021.\n\n  • it floats\n\n2. A Kite without Wind. ICCV, 2021.\n\n  • it waits\n"
    first = imported({}, incoming(text))
    higher = text.replace(
        "1. A Boat", "3. A Raft without Rope. ECCV, 2022.\n\n  • it drifts\n\n\u00a0\n1. A Boat"
    )
    second = imported(first, incoming(higher.replace("it waits", "it waits\n  • it flies")))
    boat, kite = "papers/A Boat without Oars.md", "papers/A Kite without Wind.md"
    assert second[boat] == first[boat]
    assert (b"source_line: 7" in first[kite], b"source_line: 12" in second[kite]) == (True, True)


def test_lost_bases_cost_nothing_but_the_memory_of_deletions():
    world = imported({}, incoming(POST))
    world["papers/Oars.md"] += b"\nMy words.\n"
    without = {path: data for path, data in world.items() if not path.startswith(".")}
    after = imported(without, incoming(POST))
    assert after["papers/Oars.md"] == world["papers/Oars.md"]


def test_a_base_that_names_another_note_does_not_lead_import_there():
    world = imported({}, incoming(POST))
    file = ".vaultkit/import/papers/Oars.json"
    base = read_base(world[file])
    assert base
    world["diary.md"] = b"my diary\n"
    world[file] = write_base(replace(base, path="diary.md"))
    after = imported(world, incoming(POST))
    assert after["diary.md"].startswith(b"my diary\n")


def test_nothing_is_added_behind_a_fence_that_nothing_closes():
    note = fresh("- one\n\n```\nopen").note()
    merged = merge_note(note, fresh("- one\n\nnew text"), Base("a.md"), DIGEST)
    assert body(merged) == "- one\n\nnew text\n\n```\nopen"


def test_what_stood_around_a_pruned_line_is_not_joined():
    note = fresh("> mine\n![[image-1.png]]\n> mine too").note()
    base = Base("a.md", (), {DIGEST: part_of(fresh("![[image-1.png]]"))})
    merged = merge_note(note, fresh("- other"), base, DIGEST, prune=True)
    assert "> mine\n\n> mine too" in body(merged)


def test_nested_items_that_are_added_before_a_paragraph_do_not_swallow_it():
    merged = merge_note(fresh("mine").note(), fresh("- one\n  - two"), Base("a.md"), DIGEST)
    again = merge_note(merged.data, fresh("- one\n  - two"), Base("a.md"), DIGEST)
    assert again.data == merged.data


@pytest.mark.parametrize(
    ("before", "reader", "after", "merged"),
    [
        ("- one\n- two\n- end", "- one\n- two\n- end", "- one\n- too\n- end", "- one\n- too\n- end"),
        ("- one\n- two", "- one\n- two\n  - mine", "- one\n- too", "- one\n- too\n  - mine"),
        ("- one\n- two", "* one\n* two", "- one\n- too", "* one\n- too"),
        ("> T\n\ntwo lines", "> T\n\ntwo lines\n\nmine", "> T\n\ntwo rows", "> T\n\ntwo rows\n\nmine"),
        (
            "- a\n- b\n- c\n- d",
            "- a\n- b\n- mine\n- c\n- d",
            "- a\n- x\n- y\n- d",
            "- a\n- x\n- mine\n- y\n- d",
        ),
    ],
)
def test_a_line_that_the_digest_edited_and_the_reader_did_not_is_replaced(before, reader, after, merged):
    base = Base("a.md", (), {DIGEST: part_of(fresh(before))})
    made = merge_note(fresh(reader).note(), fresh(after), base, DIGEST)
    assert body(made) == merged
    assert {told.event for told in made.told} == {"updated"}
    assert merge_note(made.data, fresh(after), made.base, DIGEST).data == made.data


@pytest.mark.parametrize(
    ("before", "reader", "after", "merged"),
    [
        (
            "- one\n- two",
            "- one\n- two, I say",
            "- one\n- too",
            "- one\n- two, I say\n  > [!vaultkit-conflict]- The digest ",
        ),
        ("- one\n- two\n- end", "- one\n- two\n- end", "- one\n- end", "- one\n- two\n- end"),
        ("- one\n- end", "- one\n- end", "- one\n- two\n- end", "- one\n- two\n- end"),
        ("- one\n- two", "- one\n- [[two]]", "- one\n- too", "- one\n- too\n- [[two]]"),
        ("- one\n- two", "- two\n- one", "- one\n- too", "- two\n- one\n- too"),
        ("- one\n- two", "- one\n- two", "- one\n\ntoo", "- one\n\ntoo\n\n- two"),
    ],
)
def test_what_is_no_edit_of_an_untouched_line_replaces_nothing(before, reader, after, merged):
    base = Base("a.md", (), {DIGEST: part_of(fresh(before))})
    made = merge_note(fresh(reader).note(), fresh(after), base, DIGEST)
    assert body(made).startswith(merged)


def test_a_line_that_another_digest_prints_too_is_not_replaced():
    base = Base("a.md", (), {DIGEST: part_of(fresh("- one\n- two")), "Other": part_of(fresh("- two"))})
    made = merge_note(fresh("- one\n- two").note(), fresh("- one\n- too"), base, DIGEST)
    assert body(made) == "- one\n- too\n- two"


SIDES = "<<<<<<< ours\n- mine\n=======\n- theirs\n>>>>>>> theirs"


def test_a_note_in_which_git_left_a_conflict_is_not_touched():
    before, after = Fresh({"type": "paper"}, "- one"), Fresh({"type": "paper"}, "- one\n- new")
    merged = again(before, lambda note: f"{note}\n{SIDES}\n", after)
    assert merged.told == (Told("refused", "git left a conflict in it: keep one side first"),)
    assert SIDES in merged.data.decode()
    assert "- new" not in merged.data.decode()


@pytest.mark.parametrize(
    "text", [f"```\n{SIDES}\n```", "<<<<<<< only\n\nthis", "=======\n<<<<<<< a\n>>>>>>> b"]
)
def test_what_only_looks_like_a_conflict_of_git_is_merged(text):
    before, after = Fresh({"type": "paper"}, "- one"), Fresh({"type": "paper"}, "- one\n- new")
    merged = again(before, lambda note: f"{note}\n{text}\n", after)
    assert [one.event for one in merged.told] == ["added"]
    assert text in merged.data.decode()
