"""One defect is one finding: a rule leaves to another what that one says more exactly."""

from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from vaultkit.api import import_digests, lint_vault
from vaultkit.config import Config
from vaultkit.lint.engine import run
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.lint.rule import load_rules
from vaultkit.lint.rules.property_order import ORDER
from vaultkit.vault.schema import load_schema
from vaultkit.vault.settings import Settings
from vaultkit.vault.vault import Vault

HEAD = "---\ntype: paper\ntitle: A\nstatus: read\n"
TYPES = Settings(property_types={"year": "number", "source": "text"})


def rules(properties: str, asked: Asked | None = None) -> list[str]:
    """The names of the rules that speak about a paper with these further properties."""
    vault = Vault.of({"note.md": f"{HEAD}{properties}\n---\n", "X.md": "[[note]]"}, TYPES)
    report = run(vault, make_policy(Config(), asked or Asked()))
    return [found.rule for found in report.diagnostics if found.path == "note.md"]


CASES = [
    ("date: 2024-13-45", "impossible-date"),
    ("read: '2024-02-30'", "impossible-date"),
    ("tags: a, b", "invalid-tag"),
    ("tags:\n  - 2024", "invalid-tag"),
    ("tags:\n  - #vision", "invalid-tag"),
    ("arxiv: 2305.10630", "unquoted-identifier"),
    ("source: [[X]]", "unquoted-wikilink"),
    ("related:\n  - [[X]]", "unquoted-wikilink"),
    ("year: '2022'", "schema-violation"),
]


@pytest.mark.parametrize(("properties", "rule"), CASES)
def test_a_defect_is_said_once_by_the_rule_that_knows_it_best(properties: str, rule: str):
    assert rules(properties) == [rule]


@pytest.mark.parametrize("properties", [case[0] for case in CASES if case[0] != "tags: a, b"])
def test_without_the_better_rule_the_schema_still_speaks(properties: str):
    assert rules(properties, Asked(select=("schema-violation",))) == ["schema-violation"]


def test_two_defects_of_one_property_are_two_findings():
    found = rules('related:\n  - [[X]]\n  - "[[X]]"\n  - "[[X]]"')
    assert sorted(found) == ["schema-violation", "unquoted-wikilink"]


def test_an_empty_item_is_reported_where_it_stands():
    vault = Vault.of({"note.md": f"{HEAD}tags:\n  - a\n  -\n---\n"})
    (found,) = run(vault, make_policy(Config())).diagnostics
    assert (found.rule, found.start.line) == ("schema-violation", 7)


def test_whom_a_rule_yields_to_are_rules():
    known = load_rules()
    assert {name for rule in known.values() for name in rule.yields_to} <= known.keys()


def test_the_agreed_order_has_every_property_of_the_shipped_schemas():
    schemas = [load_schema(name, CHECKOUT).document for name in ("paper", "digest", "concept")]
    assert {name for schema in schemas for name in schema["properties"]} == set(ORDER)


def test_import_writes_properties_in_the_agreed_order(tmp_path: Path):
    files = sorted((CHECKOUT / "tests" / "digest" / "data").glob("*.txt"))
    files.append(tmp_path / "pictures.txt")
    files[-1].write_text(
        "A Paper about Pictures, CVPR 2021\n- image-20230511140659637\n\nimage-20230511140659638\n"
    )
    import_digests(files, tmp_path / "vault")
    vault = tmp_path / "vault"
    assert any("images:" in path.read_text() for path in vault.rglob("*.md"))
    assert lint_vault(vault, select=["property-order"]).diagnostics == ()
