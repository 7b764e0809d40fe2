"""A reader silences a finding in the note, on its line, on the one before it, or for the whole note."""

import pytest

from vaultkit.config import Config
from vaultkit.lint.engine import run
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.vault.vault import Vault


def found(text: str, *rules: str) -> list[tuple[str, int]]:
    vault = Vault.of({"a.md": text})
    report = run(vault, make_policy(Config(), Asked(select=rules)))
    return [(diagnostic.rule, diagnostic.start.line) for diagnostic in report.diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "[[x]] %% vaultkit: ignore broken-link %%\n",
        "%% vaultkit: ignore broken-link %%\n[[x]] [[y]]\n",
        "> [[x]] %%vaultkit:ignore broken-link%%\n",
        "> %% vaultkit: ignore broken-link %%\n> [[x]]\n",
        "[[x]] %% vaultkit: ignore property-order, broken-link %%\n",
        "[[x]] %% vaultkit: ignore %%\n",
        "[[x]] %% vaultkit: ignore all %%\r\n",
        "---\nvaultkit-ignore: broken-link\n---\n[[x]]\n",
        "---\nvaultkit-ignore:\n  - broken-link\n---\n[[x]]\n",
        '---\n# vaultkit: ignore broken-link\nup: "[[x]]"\n---\n',
        '---\nup: "[[x]]" # vaultkit: ignore broken-link\n---\n',
    ],
)
def test_a_suppressed_finding_is_silent(text: str):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[[x]] %% vaultkit: ignore broken-heading %%\n", 1),
        ("words %% vaultkit: ignore broken-link %%\n[[x]]\n", 2),
        ("%% vaultkit: ignore broken-link %%\n\n[[x]]\n", 3),
        ("[[x]] %% ignore broken-link %%\n", 1),
        ("[[x]] %% vaultkit: ignored broken-link %%\n", 1),
        ("[[x]] `%% vaultkit: ignore broken-link %%`\n", 1),
        ("---\nvaultkit-ignore: 3\n---\n[[x]]\n", 4),
        ('---\nup: "# vaultkit: ignore broken-link"\n---\n[[x]]\n', 4),
    ],
)
def test_what_is_not_meant_is_still_found(text: str, line: int):
    assert found(text, "broken-link") == [("broken-link", line)]


def test_a_suppression_of_a_rule_that_does_not_run_is_not_called_unused():
    text = "fine %% vaultkit: ignore broken-link %%\n"
    assert found(text) == [("unused-suppression", 1)]
    assert found(text, "unused-suppression") == []
    assert found("fine %% vaultkit: ignore %%\n") == [("unused-suppression", 1)]
    assert found("fine %% vaultkit: ignore %%\n", "unused-suppression") == []


def test_a_suppression_in_a_note_without_findings_costs_nothing_else():
    assert found("[[a]] vaultkit\n") == []
