"""The documentation says what is so: generated parts are fresh, links lead somewhere, output is real."""

import json
import re
import shutil
from pathlib import Path

import pytest

from scripts import write_docs
from scripts.transcripts import replay
from tests.conftest import CHECKOUT
from vaultkit import registry
from vaultkit.api import lint_vault
from vaultkit.lint.rule import load_rules

DOCS = CHECKOUT / "docs"
needs_sh = pytest.mark.skipif(not shutil.which("sh"), reason="transcripts are replayed by `sh`")
REFRESH = "run: python -m scripts.write_docs"
SHELVES = ("vaultkit.lint.reporters", "vaultkit.graph.exporters", "vaultkit.digest.readers")


def test_every_rule_has_its_page_and_every_page_its_rule():
    assert {path.stem for path in (DOCS / "rules").glob("*.md")} == set(load_rules()), REFRESH
    assert write_docs.left_over() == []


@pytest.mark.parametrize("name", sorted(load_rules()))
def test_the_page_of_a_rule_is_its_docstring(name: str):
    page = (DOCS / "rules" / f"{name}.md").read_text(encoding="utf-8")
    assert page == write_docs.rule_page(load_rules()[name]), REFRESH


@needs_sh
@pytest.mark.parametrize("path", write_docs.BY_HAND, ids=lambda path: path.name)
def test_generated_blocks_and_shown_output_are_what_the_program_says(path: Path):
    text = path.read_text(encoding="utf-8")
    assert write_docs.fresh(text) == text, REFRESH


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_reader_reporter_and_exporter_is_named(shelf: str):
    text = "".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    assert [name for name in registry.names(shelf) if f"`{name}`" not in text] == []


def test_every_command_and_every_key_of_the_configuration_has_a_heading():
    commands = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert [n for n in registry.names("vaultkit.cli") if f"\n## vaultkit {n}\n" not in commands] == []
    keys = json.loads((CHECKOUT / "schemas" / "config.schema.json").read_text(encoding="utf-8"))["properties"]
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    assert [key for key in keys if f"\n### {key}\n" not in page] == []


def test_the_changelog_knows_every_command():
    text = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [name for name in registry.names("vaultkit.cli") if f"`vaultkit {name}" not in text] == []


@pytest.mark.parametrize("columns", [80, 100])
def test_the_help_that_waits_for_no_import_is_the_help(columns: int):
    page = (CHECKOUT / "vaultkit" / "cli" / "_help" / f"{columns}.txt").read_text(encoding="ascii")
    assert page == write_docs.help_page(columns), REFRESH


def test_the_documentation_lints_clean():
    report = lint_vault(DOCS)
    assert [(found.path, found.start.line, found.rule) for found in report.diagnostics] == []


@pytest.mark.parametrize("path", write_docs.BY_HAND, ids=lambda path: path.name)
def test_links_between_files_lead_to_files(path: Path):
    text = re.sub(r"^(`{3,}).*?^\1", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", re.sub(r"`[^`\n]+`", "", text))
    assert [target for target in targets if not (path.parent / target).exists()] == []


@needs_sh
def test_a_transcript_shows_what_a_command_prints_and_keeps_the_page_around_it():
    page = (
        "before\n\n```md file=a.md\n# A\n```\n\n```console\n$ cat a.md\nold\n\n$ echo 1; echo 2\n.\n…\n```\n"
    )
    shown = (
        "before\n\n```md file=a.md\n# A\n```\n\n```console\n$ cat a.md\n# A\n\n$ echo 1; echo 2\n1\n…\n```\n"
    )
    assert replay(page) == shown
    assert replay(shown) == shown


def test_a_page_without_transcripts_stays_as_it_is():
    page = "```sh\n$ false\n```\n\n~~~\n$ cat x\n~~~\n"
    assert replay(page) == page
