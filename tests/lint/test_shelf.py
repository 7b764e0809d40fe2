"""A rule is added by one file."""

import sys
from pathlib import Path

import pytest

from tests.lint.worlds import read_world
from vaultkit.errors import VaultkitError
from vaultkit.lint import rules
from vaultkit.lint.finding import Severity
from vaultkit.lint.rule import load_rule, load_rules

NEW = '''"""A note shouts.

## What it does
Reports a text in capitals.
"""

from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule


@rule(severity=Severity.INFO)
def check(note, context):
    """Yield a finding for a text in capitals."""
    if note.text.slice(note.body).isupper():
        yield Finding(note.body, "the text shouts")
'''


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(folder)])
    yield folder
    for name in [name for name in sys.modules if name.startswith("vaultkit.lint.rules.zz_")]:
        del sys.modules[name]


def test_a_file_dropped_on_the_shelf_is_a_rule_that_runs(shelf: Path, tmp_path: Path):
    (shelf / "zz_shouting.py").write_text(NEW)
    assert load_rules()["zz-shouting"].severity is Severity.INFO
    found = read_world("LOUD\n").lint(tmp_path / "vault", "zz-shouting").diagnostics
    assert [(f.rule, f.severity, f.message) for f in found] == [
        ("zz-shouting", Severity.INFO, "the text shouts")
    ]
    assert read_world("quiet\n").lint(tmp_path / "other", "zz-shouting").diagnostics == ()


def test_a_file_without_a_rule_is_named(shelf: Path):
    (shelf / "zz_empty.py").write_text('"""Nothing."""\n')
    with pytest.raises(VaultkitError, match=r"`vaultkit\.lint\.rules\.zz_empty` holds no rule"):
        load_rule("zz-empty")


def test_an_unknown_rule_names_the_nearest():
    with pytest.raises(VaultkitError, match="did you mean `broken-link`"):
        load_rule("broken-lnk")
