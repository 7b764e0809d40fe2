"""Real vaults: every finding is right, and fixing them changes what it says and nothing else."""

from collections import Counter
from pathlib import Path

import pytest

from vaultkit.config import Config
from vaultkit.lint.engine import run
from vaultkit.lint.finding import Safety
from vaultkit.lint.fixes import fix
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.vault.vault import Vault, open_vault

VAULTS = ("obsidian-help-en", "obsidian-help-sandbox")
EVERYTHING = make_policy(Config(), Asked(select=("all",)))


@pytest.fixture(scope="module", params=VAULTS)
def vault(request, shared: Path) -> Vault:
    return open_vault(shared / "vaults" / request.param / "vault")


def test_the_apps_own_documentation_has_seven_findings(shared: Path):
    vault = open_vault(shared / "vaults" / "obsidian-help-en" / "vault")
    report = run(vault, make_policy(Config()))
    assert Counter((found.rule, found.path) for found in report.diagnostics) == {
        ("broken-link", "Linking notes and files/Internal links.md"): 6,
        ("broken-block", "Obsidian Sync/Version history.md"): 1,
    }
    assert report.checked == 173


def test_its_sandbox_has_no_broken_link_and_one_code_block_that_swallows_the_rest_of_a_note(shared: Path):
    vault = open_vault(shared / "vaults" / "obsidian-help-sandbox" / "vault")
    report = run(vault, make_policy(Config()))
    assert [(found.rule, found.path, found.start.line) for found in report.diagnostics] == [
        ("unclosed-markup", "Formatting/Diagram.md", 26)
    ]


def test_every_finding_lies_in_its_file(vault: Vault):
    report = run(vault, EVERYTHING)
    for found in report.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(report.text(found.path).data)


def test_all_fixes_together_leave_the_link_graph_as_it_was(vault: Vault):
    def edges(world: Vault) -> Counter[tuple[str, str | None, str]]:
        return Counter((info.source, info.path, info.link.subpath) for info in world.links())

    outcome = fix(vault, EVERYTHING, safety=Safety.UNSAFE)
    changed = vault.changed({change.path: change.after or b"" for change in outcome.changes})
    assert edges(changed) == edges(vault)
    for change in outcome.changes:
        before, after = vault.note(change.path), changed.note(change.path)
        assert before is not None
        assert after is not None
        assert before.properties == after.properties
    assert fix(changed, EVERYTHING, safety=Safety.UNSAFE).changes == ()
