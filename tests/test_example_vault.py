"""The example vault is healthy, stays so when its digest is imported, and shows what it is there to show."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from vaultkit.api import build_graph, import_digests, lint_vault

EXAMPLE = CHECKOUT / "example_vault"
DIGEST = EXAMPLE / "inbox" / "HotPapers_Jun23.txt"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("VAULTKIT_CACHE_DIR", str(tmp_path / "cache"))
    return Path(shutil.copytree(EXAMPLE, tmp_path / "vault"))


def found(vault: Path, *select: str) -> list[tuple[str, int, str]]:
    report = lint_vault(vault, select=select)
    return [(each.path, each.start.line, each.rule) for each in report.diagnostics]


def test_no_rule_finds_anything_not_even_one_that_is_off():
    assert found(EXAMPLE, "all") == []


def test_its_digest_imports_whole_and_links_to_the_notes_that_are_there(vault: Path):
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    report = import_digests([DIGEST], vault).plan.report
    assert (report.count("paper", "new"), report.count("digest", "new"), report.items) == (5, 1, 32)
    assert (report.unplaced, report.conflicts) == ((), 0)
    assert {path: path.read_bytes() for path in before} == before
    graph = build_graph(vault)
    edges = {(source, target) for source, target, _ in graph.edges(keys=True)}
    assert ("papers/Hiera.md", "papers/ConvNeXt V2.md") in edges
    assert ("papers/I-JEPA.md", "papers/DINO.md") in edges
    assert found(vault) == []


def test_importing_the_digest_again_changes_nothing(vault: Path):
    import_digests([DIGEST], vault)
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    import_digests([DIGEST], vault)
    assert {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()} == before


def test_papers_that_belong_together_are_related_in_both_directions():
    graph = build_graph(EXAMPLE)
    for one, other in [("MAE", "ConvNeXt V2"), ("DINO", "DINOv2")]:
        assert graph.has_edge(f"papers/{one}.md", f"papers/{other}.md", key="related")
        assert graph.has_edge(f"papers/{other}.md", f"papers/{one}.md", key="related")


def test_every_note_has_a_link_and_every_link_a_note():
    graph = build_graph(EXAMPLE)
    assert [node for node, degree in graph.degree() if degree == 0] == []
    assert [node for node in graph if str(node).startswith("unresolved:")] == []
