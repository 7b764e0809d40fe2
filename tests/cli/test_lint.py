"""``vaultkit lint`` as its users call it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from vaultkit.cli import main

HEAVY = ("jsonschema", "networkx", "mistune", "numpy", "frontmatter", "yaml")


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / "papers").mkdir()
    (root / "papers/MAE.md").write_text("---\nrelated: [[DINO]]\n---\nSee [[ViT]] and [[Nobody]].\n")
    (root / "DINO.md").write_text("Fine, see [[MAE]].\n")
    (root / "Vision Transformer.md").write_text("---\naliases:\n  - ViT\n---\n")
    monkeypatch.chdir(root)
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.delenv("VAULTKIT_OUTPUT_FORMAT", raising=False)
    return root


def lines(capsys) -> list[str]:
    out: str = capsys.readouterr().out
    return out.splitlines()


def tree(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


FOUND = [
    'papers/MAE.md:2:10: error[unquoted-wikilink] `[[DINO]]` is not in quotes, so YAML reads a list in a list;'
    ' write `"[[DINO]]"` [fix]',
    "papers/MAE.md:4:5: error[alias-as-target] `ViT` is an alias, not the name of a note;"
    " write `Vision Transformer|ViT` [fix]",
    "papers/MAE.md:4:17: error[broken-link] `Nobody` is not in the vault",
]  # fmt: skip


def test_findings_are_printed_and_the_exit_code_is_1(vault: Path, capsys):
    before = tree(vault)
    assert main(["lint", "--format", "concise"]) == 1
    assert lines(capsys) == [*FOUND, "3 errors in 1 file of 3; 2 fixable with `--fix`"]
    assert tree(vault) == before


def test_without_findings_the_exit_code_is_0(vault: Path, capsys):
    assert main(["lint", "DINO.md"]) == 0
    assert lines(capsys) == ["no findings in 1 file"]


def test_exit_zero(vault: Path):
    assert main(["lint", "--exit-zero"]) == 0


def test_paths_choose_what_is_reported_from_anywhere(vault: Path, monkeypatch, capsys):
    monkeypatch.chdir(vault / "papers")
    assert main(["lint", "../DINO.md", "--format", "concise"]) == 0
    assert main(["lint", "MAE.md", "--format", "concise"]) == 1
    assert lines(capsys)[1].startswith("MAE.md:2:10: ")
    monkeypatch.chdir(vault.parent)
    assert main(["lint", "vault/papers", "--format", "concise"]) == 1
    assert lines(capsys)[0].startswith("vault/papers/MAE.md:2:10: ")


def test_select_and_ignore_take_names_with_commas(vault: Path, capsys):
    assert main(["lint", "--select", "broken-link,broken-heading", "--format", "concise"]) == 1
    assert lines(capsys)[:-1] == FOUND[2:]
    assert main(["lint", "--ignore", "broken-link", "--ignore=alias-as-target", "--format", "concise"]) == 1
    assert lines(capsys)[:-1] == FOUND[:1]


def test_an_unknown_rule_is_a_problem_of_the_set_up(vault: Path, capsys):
    assert main(["lint", "--select", "broken-lnk"]) == 2
    said = "error: there is no rule `broken-lnk`, named on the command line\ndid you mean `broken-link`?\n"
    assert capsys.readouterr().err == said


def test_the_configuration_is_heard(vault: Path, capsys):
    (vault / "vaultkit.toml").write_text('ignore = ["broken-link"]\n[severity]\nalias-as-target = "info"\n')
    assert main(["lint", "--format", "concise"]) == 1
    assert lines(capsys)[:-1] == [FOUND[0], FOUND[1].replace("error", "info")]


def test_a_report_goes_to_a_file(vault: Path, capsys, tmp_path: Path):
    assert main(["lint", "--format", "json", "-o", str(tmp_path / "report.json")]) == 1
    assert len(json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))) == 3
    assert capsys.readouterr().out == ""


def test_the_format_may_come_from_the_environment(vault: Path, capsys, monkeypatch):
    monkeypatch.setenv("VAULTKIT_OUTPUT_FORMAT", "concise")
    main(["lint"])
    assert lines(capsys)[:-1] == FOUND


def test_statistics_count_by_rule(vault: Path, capsys):
    (vault / "x.md").write_text("[[a]]\n")
    assert main(["lint", "--statistics"]) == 1
    assert lines(capsys) == [
        "2  broken-link",
        "1  alias-as-target  (1 fixable)",
        "1  unquoted-wikilink  (1 fixable)",
    ]


def test_fix_mends_what_is_safe_and_undo_takes_it_back(vault: Path, capsys):
    before = tree(vault)
    assert main(["lint", "--fix", "--format", "concise"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "papers/MAE.md:4:36: error[broken-link] `Nobody` is not in the vault",
        "1 error in 1 file of 3",
    ]
    assert err == "2 fixes made in 1 note; `vaultkit undo` takes them back\n"
    fixed = '---\nrelated: "[[DINO]]"\n---\nSee [[Vision Transformer|ViT]] and [[Nobody]].\n'
    assert (vault / "papers/MAE.md").read_text() == fixed
    after = tree(vault)
    assert main(["lint", "--fix"]) == 1
    assert tree(vault) == after
    assert main(["undo"]) == 0
    assert tree(vault) == before


def test_where_nothing_could_be_fixed_no_undo_is_offered(vault: Path, capsys):
    (vault / "odd.md").write_text("---\ntag: x\n---\n")
    (vault / "odd.md").chmod(0o444)
    main(["lint", str(vault / "odd.md"), "--fix"])
    said = capsys.readouterr().err
    assert said == "note: `odd.md` is not fixed: it is write-protected\n0 fixes made in 0 notes\n"


def test_diff_shows_the_fixes_changes_nothing_and_ends_with_1(vault: Path, capsys):
    before = tree(vault)
    assert main(["lint", "--diff"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[3:7] == [
        " ---",
        "-related: [[DINO]]",
        '+related: "[[DINO]]"',
        " ---",
    ]
    assert err == "2 fixes in 1 note\n"
    assert tree(vault) == before
    assert main(["lint", "DINO.md", "--diff"]) == 0


def test_a_diff_is_read_by_git(vault: Path, capsys):
    (vault / "papers/MAE.md").write_bytes(b"---\r\nrelated: [[DINO]]\r\n---\r\nno line end")
    main(["lint", "--diff"])
    patch = capsys.readouterr().out.encode()
    subprocess.run(["git", "apply", "--unsafe-paths", "-"], input=patch, check=True, cwd=vault)
    assert (vault / "papers/MAE.md").read_bytes() == b'---\r\nrelated: "[[DINO]]"\r\n---\r\nno line end'


def test_a_broken_schema_of_the_vault_is_a_problem_of_the_set_up(vault: Path, capsys):
    (vault / "own.schema.json").write_text('{"type": "nonsense"}')
    (vault / "vaultkit.toml").write_text('[schemas]\n"papers/**" = "own.schema.json"\n')
    assert main(["lint"]) == 2
    assert "own.schema.json" in capsys.readouterr().err


@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe\x01", "[[x]]".encode("utf-16"), b"---\n\xff: [\n---\n"])
def test_bad_bytes_are_findings_or_nothing_and_never_a_traceback(vault: Path, data: bytes, capsys):
    (vault / "bad.md").write_bytes(data)
    assert main(["lint", "bad.md"]) == (1 if data else 0)
    assert (vault / "bad.md").read_bytes() == data


def test_nothing_heavy_is_imported_for_a_clean_vault(tmp_path: Path):
    (tmp_path / "a.md").write_text("---\ntype: paper\ntitle: A title\nstatus: read\n---\n[[a]]\n")
    script = (
        "import sys; from vaultkit.cli import main\n"
        f"assert main(['lint', '--vault', {str(tmp_path)!r}]) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, capture_output=True, text=True, env={**os.environ}
    )
    assert ran.stdout.splitlines()[-1:] == ["[]"], ran.stderr
