"""The user's own two digests, imported: exactly what their truth files say (needs the folder `shared`)."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.digest.importing import imported, incoming, plan, text, vault_of
from tests.digest.test_plan import lost_lines

# A note's name for each thing of the truth files.
NAMES = {
    "distilling-step-by-step": "Distilling Step-by-Step! Outperforming Larger Language Models with Less"
    " Training Data and Smaller Model Sizes",
    "making-the-most": "Making the Most of What You Have - Adapting Pre-trained Visual Language Models"
    " in the Low-data Regime",
    "dinov2": "DINOv2",
    "massively-multilingual-cl": "Overcoming Catastrophic Forgetting in Massively Multilingual Continual"
    " Learning",
    "sam-survey": "A Survey on Segment Anything Model (SAM) - Vision Foundation Model Meets Prompt"
    " Engineering",
    "convnext-v2": "ConvNeXt V2",
    "offsite-tuning": "Offsite-Tuning",
    "forward-forward": "The Forward-Forward Algorithm - Some Preliminary Investigations",
    "task-rewards": "Tuning computer vision models with task rewards",
    "cot": "Chain-of-Thought",
    "flamingo": "Flamingo",
    "clip": "CLIP",
    "dino": "DINO",
    "pytorch": "PyTorch",
    "xformers": "xFormers",
    "er": "Experience Replay",
    "agem": "A-GEM",
    "ewc": "Elastic Weight Consolidation",
    "sam": "SAM",
    "grounded-sam": "Grounded SAM",
    "convnext": "ConvNeXt",
    "mae": "MAE",
    "layerdrop": "LayerDrop",
    "nce": "Noise Contrastive Estimation",
    "reinforce": "REINFORCE",
}


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "digests" / "seeds"


@pytest.fixture(scope="module")
def digests(folder):
    return [incoming(path.read_bytes(), path.name) for path in sorted(folder.glob("*.txt"))]


@pytest.fixture(scope="module")
def world(digests):
    return imported({}, *digests)


def papers_of(world, digest):
    found = vault_of(world)
    notes = [note for note in found.notes() if note.type == "paper"]
    mine = [note for note in notes if note.properties["source"] == f"[[{digest.digest.title}]]"]
    return sorted(mine, key=lambda note: note.properties["source_line"])


def items(body):
    return [
        line.lstrip()
        for line in body.splitlines()
        if line.lstrip()[:2] == "- " or line.lstrip()[:2] in ("1.", "2.", "3.")
    ]


def test_titles_venues_years_organisations_and_authors_are_as_in_the_truth(folder, digests, world):
    for digest in digests:
        truth = json.loads((folder / f"{digest.file}.gt.json").read_text("utf-8"))["papers"]
        notes = papers_of(world, digest)
        assert len(notes) == len(truth)
        for note, paper in zip(notes, truth, strict=True):
            found = note.properties
            assert found.get("title_raw", found["title"]) in (paper["title"], paper.get("title_raw"))
            assert found.get("venue") == paper["venue"]
            assert found.get("year") == paper["year"]
            orgs = paper.get("orgs") or ([paper["org"]] if paper["org"] else [])
            assert found.get("orgs", []) == orgs
            assert found.get("authors", []) == paper["authors"]
            assert found["source_line"] == paper["line"]


def test_list_items_and_pictures_are_all_there_in_order(folder, digests, world):
    counts = []
    for digest in digests:
        truth = json.loads((folder / f"{digest.file}.gt.json").read_text("utf-8"))["papers"]
        found = 0
        pictures = []
        for note, paper in zip(papers_of(world, digest), truth, strict=True):
            body = text(world, note.path).partition("\n---\n")[2]
            assert len(items(body)) == paper["n_bullets"]
            assert [item[2:] for item in body.splitlines() if item.startswith("- ")] == paper["top_bullets"]
            found += len(items(body))
            pictures += note.properties.get("images", [])
            assert note.properties.get("images", []) == paper["images"]
        counts.append((found, len(pictures)))
    assert counts == [(53, 6), (45, 6)]


def test_the_words_of_every_line_stand_in_its_paper_byte_for_byte(digests, world):
    for digest in digests:
        for note, entry in zip(papers_of(world, digest), digest.digest.entries, strict=True):
            body = text(world, note.path).partition("\n---\n")[2]
            at = 0
            for line in (*entry.title_lines, *entry.lines):
                words = line.text.strip().removeprefix("• ")
                at = body.index(words, at) + len(words)


def test_every_line_is_in_exactly_one_note(digests, world):
    assert lost_lines(digests, world) == {}


def test_the_named_edges_and_no_others_stand_in_the_vault(folder, world):
    truth = json.loads((folder / "links_truth.json").read_text("utf-8"))["edges"]
    wanted = {(NAMES[one["source"]], NAMES[one["target"]]) for one in truth if one["level"] == "mention"}
    found = Counter()
    vault = vault_of(world)
    for info in vault.links():
        source, target = vault.note(info.source), vault.note(info.path or "")
        if info.link.key and info.link.key[0] in ("related", "mentions") and source.type == "paper":
            found[source.name, target.name if target else info.link.target] += 1
    assert found == Counter(wanted)
    assert len(wanted) == 17


def test_mae_and_dino_are_related_both_ways(world):
    vault = vault_of(world)
    related = {
        (vault.note(info.source).name, info.link.target)
        for info in vault.links()
        if info.link.key and info.link.key[0] == "related"
    }
    for one, other in (("ConvNeXt V2", "MAE"), ("DINOv2", "DINO")):
        assert {(one, other), (other, one)} <= related


def test_every_link_of_the_vault_resolves(world):
    assert {info.status for info in vault_of(world).links()} == {"resolved", "external"}


def test_the_dates_are_the_days_that_the_two_names_leave(world):
    vault = vault_of(world)
    dates = {note.name: note.properties.get("date") for note in vault.notes() if note.type == "digest"}
    assert dates == {"HotPapers_May20": "2023-05-20", "HotPapers_Mar23": "2023-03-23"}


def test_a_second_import_changes_nothing(digests, world):
    assert plan(world, digests).changes == ()
    assert [plan(world, [digest]).changes for digest in digests] == [(), ()]


def test_one_import_after_the_other_makes_the_same_notes(digests, world):
    by_turns = imported(imported({}, digests[0]), digests[1])
    assert {path for path in world if path.endswith(".md")} == {
        path for path in by_turns if path.endswith(".md")
    }
