"""What import last wrote is told by files of the vault, which anyone can forge: only what is sealed is believed."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.digest.importing import incoming
from tests.digest.test_merge import DIGEST, fresh, is_in_order, lists, triples
from vaultkit.digest.base import Base, Bases, read_base, write_base
from vaultkit.digest.merge import Fresh, merge_note, part_of
from vaultkit.digest.plan import Options, plan_import
from vaultkit.vault.vault import Vault
from vaultkit.writing.seal import own_key

KEY, THEIRS = b"k" * 32, b"t" * 32
POST = "Post_Jun01\n\n1. A Boat without Oars. CVPR, 2021.\n\n  • One line\n  • Two lines\n\n2. Oars. CVPR, 2022.\n\n  • Text\n"
BOAT, BASE = "papers/A Boat without Oars.md", ".vaultkit/import/papers/A Boat without Oars.json"


def run(world, said, key=KEY, **options):
    """``world`` after importing ``said`` on the machine whose key is ``key``."""
    seen = {path: data for path, data in world.items() if not path.startswith(".")}
    bases = Bases.of({path: data for path, data in world.items() if path.startswith(".")}, key)
    made = plan_import(Vault.of(seen), [incoming(said)], Options(**options), bases)
    return world | {change.path: change.after for change in made.changes}, made


def forged(world, **parts):
    """``world`` with the base of the boat's note as a stranger would write it."""
    base = read_base(world[BASE], BASE)
    properties = {
        **base.parts["Post_Jun01"].properties,
        **part_of(Fresh(parts.get("properties", {}), "")).properties,
    }
    units = part_of(Fresh({}, parts.get("body", ""))).units
    part = replace(
        base.parts["Post_Jun01"], units=(*base.parts["Post_Jun01"].units, *units), properties=properties
    )
    return world | {BASE: write_base(replace(base, parts={"Post_Jun01": replace(part, proven=True)}), THEIRS)}


def test_a_value_that_import_wrote_is_replaced_on_this_machine():
    world, _ = run({}, POST)
    after, _ = run(world, POST.replace("CVPR, 2021", "CVPR, 2023"))
    assert b"\nyear: 2023\n" in after[BOAT]


@pytest.mark.parametrize("mine", [b"year: 1999", b"year: 2021"])
def test_a_forged_base_replaces_no_value(mine):
    world, _ = run({}, POST)
    world[BOAT] = world[BOAT].replace(b"year: 2021", mine)
    after, made = run(
        forged(world, properties={"year": int(mine[6:])}), POST.replace("CVPR, 2021", "CVPR, 2023")
    )
    assert mine in after[BOAT]
    assert made.report.conflicts == 1
    again, made = run(after, POST.replace("CVPR, 2021", "CVPR, 2023"))
    assert (again, made.changes) == (after, ())


def test_a_forged_base_lets_nothing_be_pruned():
    world, _ = run({}, POST)
    world[BOAT] += b"\nMy own words.\n"
    after, _ = run(forged(world, body="My own words."), POST.replace("  • Two lines\n", ""), prune=True)
    assert b"\nMy own words.\n" in after[BOAT]
    again, _ = run(after, POST.replace("  • One line\n", ""), prune=True)
    assert b"\nMy own words.\n" in again[BOAT]


def test_a_forged_base_does_not_lead_to_a_note_that_is_no_paper():
    world, _ = run({}, POST)
    world["diary.md"] = world.pop(BOAT).replace(b"type: paper", b"type: diary").replace(b"A Boat", b"My Day")
    base = read_base(world[BASE], BASE)
    lying = world | {BASE: write_base(replace(base, path="diary.md"), THEIRS)}
    after, _ = run(lying, POST)
    assert after["diary.md"] == world["diary.md"]


def test_a_base_of_another_machine_stays_as_it_is_until_there_is_news():
    world, _ = run({}, POST, THEIRS)
    after, made = run(world, POST)
    assert (after, made.changes) == (world, ())
    world[BOAT] = world[BOAT].replace(b"- Two lines\n", b"")
    after, _ = run(world, POST + "  • A third\n", KEY)
    assert b"Two lines" not in after[BOAT]


@given(triples(), lists())
def test_with_a_base_that_is_not_proven_a_merge_only_adds_also_with_prune(triple, claimed):
    _, reader, after = triple
    part = replace(part_of(fresh(f"{reader}\n{claimed}")), proven=False)
    merged = merge_note(
        fresh(reader).note(), fresh(after), Base("a.md", (), {DIGEST: part}), DIGEST, prune=True
    )
    assert is_in_order(reader.split("\n"), merged.data.decode().split("\n"))


def test_a_seal_fits_its_note_its_digest_and_its_words_alone():
    part = part_of(Fresh({"year": 2021}, "- one"))
    data = write_base(Base("a.md", (), {"D": part}), KEY)
    assert read_base(data, key=KEY).is_proven
    assert not read_base(data, key=THEIRS).is_proven
    assert not read_base(data).is_proven
    for other in (
        Base("b.md", (), {"D": part}),
        Base("a.md", (), {"E": part}),
        Base("a.md", (), {"D": part_of(Fresh({}, ""))}),
    ):
        seal = read_base(data).parts["D"].seal
        stolen = replace(
            other, parts={name: replace(each, proven=False, seal=seal) for name, each in other.parts.items()}
        )
        assert not read_base(write_base(stolen, KEY), key=KEY).is_proven


def test_the_key_is_made_once_for_the_user_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "state"))
    assert own_key(make=False) != own_key(make=False)
    assert not (tmp_path / "state").exists()
    key = own_key(make=True)
    assert own_key(make=False) == own_key(make=True) == key == (tmp_path / "state/seal").read_bytes()
    assert (tmp_path / "state/seal").stat().st_mode & 0o77 == 0


def test_a_second_computer_leaves_what_the_first_one_remembers_as_it_is():
    post = POST.replace("One line", "Rather like MAE")  # whose stub is linked from the note
    world, _ = run({}, post, THEIRS)
    assert run(world, post)[1].changes == ()
