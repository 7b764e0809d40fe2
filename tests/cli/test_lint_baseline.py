"""With a baseline only new findings count; it shrinks, and never grows by itself."""

import json
import os
from pathlib import Path

import pytest

from vaultkit.cli import main


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "a.md").write_text("[[x]] [[x]]\n")
    (tmp_path / "b.md").write_text("[[y]]\n")
    monkeypatch.chdir(tmp_path)
    assert main(["lint", "--baseline", "known.json", "--update-baseline"]) == 0
    return tmp_path


def known(vault: Path) -> list[tuple[str, str]]:
    findings = json.loads((vault / "known.json").read_text())["findings"]
    return [(each["path"], each["message"]) for each in findings]


def lint(capsys, *args: str) -> tuple[int, list[str]]:
    capsys.readouterr()
    code = main(["lint", "--baseline", "known.json", "--format", "concise", *args])
    return code, capsys.readouterr().out.splitlines()[:-1]


def test_what_is_known_does_not_count(vault: Path, capsys):
    x, y = "`x` is not in the vault", "`y` is not in the vault"
    assert known(vault) == [("a.md", x), ("a.md", x), ("b.md", y)]
    assert lint(capsys) == (0, [])


def test_edits_elsewhere_in_a_note_do_not_stir_it(vault: Path, capsys):
    (vault / "a.md").write_text("---\ntitle: A\n---\nmore words [[x]]\n\n> [[x]]\n")
    assert lint(capsys) == (0, [])


def test_a_new_finding_counts_and_one_more_of_the_same_too(vault: Path, capsys):
    (vault / "b.md").write_text("[[y]] [[z]] [[y]]\n")
    code, found = lint(capsys, "--update-baseline")
    assert (code, [line.split(":")[2] for line in found]) == (1, ["7", "13"])
    assert len(known(vault)) == 3


def test_what_was_mended_is_forgotten_when_asked(vault: Path, capsys):
    (vault / "a.md").write_text("[[x]]\n")
    lint(capsys)
    assert len(known(vault)) == 3
    lint(capsys, "--update-baseline")
    assert len(known(vault)) == 2
    (vault / "a.md").write_text("[[x]] [[x]]\n")
    assert lint(capsys)[0] == 1


def test_a_run_over_a_part_forgets_nothing_elsewhere(vault: Path, capsys):
    (vault / "a.md").write_text("")
    (vault / "b.md").write_text("")
    lint(capsys, "a.md", "--update-baseline")
    assert [path for path, _ in known(vault)] == ["b.md"]
    lint(capsys, "--select", "broken-heading", "--update-baseline")
    assert [path for path, _ in known(vault)] == ["b.md"]
    lint(capsys, "--update-baseline")
    assert known(vault) == []


@pytest.mark.parametrize(
    "data", ["", "[]", "{}", '{"version": 2, "findings": []}', '{"version": 1, "findings": [3]}']
)
def test_a_file_that_is_no_baseline_is_said(vault: Path, capsys, data: str):
    (vault / "known.json").write_text(data)
    assert main(["lint", "--baseline", "known.json"]) == 2
    assert "baseline" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
@pytest.mark.parametrize("update", [(), ("--update-baseline",)])
def test_a_pipe_is_no_baseline_and_is_not_waited_for(vault: Path, capsys, update: tuple[str, ...]):
    os.mkfifo(vault / "pipe")
    assert main(["lint", "--baseline", "pipe", *update]) == 2
    assert capsys.readouterr().err.startswith("error: `pipe` is not a regular file\n")


def test_a_baseline_that_is_not_there_is_said(vault: Path, capsys):
    assert main(["lint", "--baseline", "none.json"]) == 2
    assert (
        capsys.readouterr().err
        == "error: there is no baseline `none.json`\nwrite one with --update-baseline\n"
    )
