"""``vaultkit config`` as its user meets it: each value with the place where it was said."""

import json
from pathlib import Path
from typing import Any

import pytest

from vaultkit.cli import main

TOML = """select = ["default"]
extend-select = ["orphan-note"]
ignore = ["unused-footnote"]
exclude = ["templates/**"]

[severity]
broken-link = "warning"

[types]
recipe = false

[schemas]
"books/**" = "paper"

[rules.property-order]
order = ["title"]

[[overrides]]
paths = ["inbox/**"]
ignore = ["broken-link"]
extend-select = ["unused-footnote", "property-order"]
severity = { orphan-note = "error" }
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    for folder in (".obsidian", "inbox", "books", "templates"):
        (root / folder).mkdir(parents=True)
    (root / ".obsidian" / "app.json").write_text('{"newLinkFormat": "relative", "useMarkdownLinks": "odd"}')
    (root / ".obsidian" / "types.json").write_text('{"types": {"year": "number"}}')
    for path in ("a.md", "inbox/b.md", "books/c.md", "templates/d.md"):
        (root / path).write_text("---\ntype: recipe\n---\n")
    (root / "vaultkit.toml").write_text(TOML)
    return root


def asked(capsys: pytest.CaptureFixture[str], *args: str) -> Any:
    assert main(["config", *args, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def origins(record: Any, part: str) -> dict[str, tuple[Any, str]]:
    return {each["key"]: (each["value"], each["origin"]) for each in record[part]}


def test_every_key_has_its_value_and_its_place(vault: Path, capsys: pytest.CaptureFixture[str]):
    settings = origins(asked(capsys, "--vault", str(vault)), "settings")
    assert settings["select"] == (["default"], "vaultkit.toml:1")
    assert settings["severity.broken-link"] == ("warning", "vaultkit.toml:7")
    assert settings['schemas."books/**"'] == ("paper", "vaultkit.toml:13")
    assert settings["types.recipe"] == (False, "vaultkit.toml:10")
    assert settings["rules.property-order.order"] == (["title"], "vaultkit.toml:16")
    assert settings["overrides[1].severity.orphan-note"] == ("error", "vaultkit.toml:22")
    assert settings["types.paper"] == ("paper", "default")
    assert settings["folders.papers"] == ("papers", "default")


def test_a_vault_without_a_configuration_is_all_default(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    record = asked(capsys, "--vault", str(tmp_path))
    assert record["configuration"] is None
    assert {each["origin"] for each in record["settings"] + record["obsidian"]} == {"default"}
    assert {rule["origin"] for rule in record["rules"]} == {"default"}
    assert record["ignored"] == []


def test_a_table_in_pyproject_is_named_by_its_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nignore = 1\n[tool.vaultkit]\nignore = ['all']\n")
    record = asked(capsys, "--vault", str(tmp_path))
    assert origins(record, "settings")["ignore"] == (["all"], "pyproject.toml:4")
    assert {rule["origin"] for rule in record["ignored"]} == {"pyproject.toml:4"}


def test_of_the_apps_settings_only_what_it_says_and_we_take_is_its_own(
    vault: Path, capsys: pytest.CaptureFixture[str]
):
    app = origins(asked(capsys, "--vault", str(vault)), "obsidian")
    assert app == {
        "newLinkFormat": ("relative", ".obsidian/app.json"),
        "useMarkdownLinks": (False, "default"),
        "attachmentFolderPath": ("/", "default"),
        "userIgnoreFilters": ([], "default"),
        "types.year": ("number", ".obsidian/types.json"),
    }


def rules(record: Any) -> dict[str, Any]:
    return {rule["name"]: rule for rule in record["rules"]}


def test_rules_say_why_they_run_and_how(vault: Path, capsys: pytest.CaptureFixture[str]):
    record = asked(capsys, str(vault / "a.md"))
    found = rules(record)
    assert found["orphan-note"]["origin"] == "vaultkit.toml:2"
    assert found["orphan-note"]["severity"]["origin"] == "default"
    assert found["broken-link"]["origin"] == "vaultkit.toml:1"
    assert found["broken-link"]["severity"] == {"value": "warning", "origin": "vaultkit.toml:7"}
    assert found["not-checked"]["origin"] == "vaultkit.toml:1"
    assert "unused-footnote" not in found
    assert record["ignored"] == [{"name": "unused-footnote", "origin": "vaultkit.toml:3"}]
    assert (record["excluded"], record["overrides"]) == (None, [])


def test_an_override_counts_where_it_matches(vault: Path, capsys: pytest.CaptureFixture[str]):
    record = asked(capsys, str(vault / "inbox" / "b.md"))
    found = rules(record)
    assert record["overrides"] == ["vaultkit.toml:18"]
    assert record["ignored"] == [{"name": "broken-link", "origin": "vaultkit.toml:20"}]
    assert found["unused-footnote"]["origin"] == "vaultkit.toml:1"
    assert found["orphan-note"]["severity"] == {"value": "error", "origin": "vaultkit.toml:22"}
    order = {"value": ["title"], "origin": "vaultkit.toml:16"}
    assert found["property-order"] | {"severity": None} == {
        "name": "property-order", "origin": "vaultkit.toml:21", "severity": None, "options": {"order": order},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "schema", "excluded"),
    [
        ("a.md", {"key": "types.recipe", "value": False, "origin": "vaultkit.toml:10"}, None),
        ("books/c.md", {"key": 'schemas."books/**"', "value": "paper", "origin": "vaultkit.toml:13"}, None),
        (
            "templates/d.md",
            {"key": "types.recipe", "value": False, "origin": "vaultkit.toml:10"},
            "vaultkit.toml:4",
        ),
        (
            "inbox/b.md",
            {"key": "types.recipe", "value": False, "origin": "vaultkit.toml:10"},
            None,
        ),
    ],
)
def test_a_file_says_what_binds_its_schema_and_what_excludes_it(
    vault: Path, path: str, schema: object, excluded: str | None, capsys: pytest.CaptureFixture[str]
):
    record = asked(capsys, str(vault / path))
    assert (record["schema"], record["excluded"]) == (schema, excluded)


def test_the_text_shows_the_same_in_columns(vault: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["config", str(vault / "inbox" / "b.md")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "inbox/b.md: configured by `vaultkit.toml`",
        "  checked   yes",
        "  schema    none     types.recipe, vaultkit.toml:10",
        "  override  matches  vaultkit.toml:18",
    ]
    assert [line.split() for line in lines if line.startswith("    order")] == [
        ["order", '["title"]', "vaultkit.toml:16"]
    ]
    assert lines[-2:] == ["ignored", "  broken-link    vaultkit.toml:20"]


def test_the_folder_of_the_vault_is_the_vault(vault: Path, capsys: pytest.CaptureFixture[str]):
    assert asked(capsys, str(vault)) == asked(capsys, "--vault", str(vault))


def test_a_file_that_the_vault_has_not_is_an_error(vault: Path, capsys: pytest.CaptureFixture[str]):
    (vault / ".obsidian" / "hidden.md").write_text("")
    assert main(["config", str(vault / ".obsidian" / "hidden.md"), "--vault", str(vault)]) == 2
    assert "is no file of the vault" in capsys.readouterr().err
