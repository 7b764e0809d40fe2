"""A vault in good order has no finding that is not wanted, with the rules that run unasked."""

from collections import Counter
from pathlib import Path

import pytest

from vaultkit.config import Config
from vaultkit.lint.engine import run
from vaultkit.lint.policy import make_policy
from vaultkit.vault.vault import open_vault

EXPECTED = {
    "obsidian-help-en": {"broken-link": 6, "broken-block": 1},
    # A fence that `<pre>` should have hidden: the block ends at the blank line in it, as in the app.
    "obsidian-help-sandbox": {"unclosed-markup": 1},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_apps_own_documentation_has_the_findings_that_it_should(name: str, shared: Path):
    report = run(open_vault(shared / "vaults" / name / "vault"), make_policy(Config()))
    assert Counter(diagnostic.rule for diagnostic in report.diagnostics) == EXPECTED[name]
