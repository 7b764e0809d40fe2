"""``--staged``, ``--since`` and ``--index`` look at what git holds, never at the disk."""

import subprocess
from pathlib import Path

import pytest

from vaultkit.cli import main


class Repo:
    """A git repository with a vault in it."""

    def __init__(self, top: Path, vault: Path) -> None:
        self.top = top
        self.vault = vault

    def git(self, *args: str) -> str:
        return subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *args],
            cwd=self.top, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    def write(self, path: str, text: str) -> None:
        place = self.vault / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--allow-empty")


@pytest.fixture(params=["", "notes"], ids=["at the top", "in a folder"])
def repo(request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    vault = tmp_path / "repo" / request.param
    (vault / ".obsidian").mkdir(parents=True)
    made = Repo(tmp_path / "repo", vault)
    made.git("init", "-q", "-b", "main")
    made.write("old.md", "[[gone long ago]] [[b]]\n")
    made.write("b.md", "# Part\n")
    made.write("c.md", "[[b#Part]]\n")
    made.write("한글 note.md", "fine\n")
    monkeypatch.chdir(vault)
    return made


def lint(capsys, *args: str) -> list[str]:
    code = main(["lint", *args, "--format", "concise"])
    out: list[str] = capsys.readouterr().out.splitlines()
    assert code == (1 if len(out) > 1 else 0)
    return out[:-1]


def test_before_the_first_commit_all_that_is_staged_is_new(repo: Repo, capsys):
    assert lint(capsys, "--staged") == []
    repo.git("add", "-A")
    assert lint(capsys, "--staged") == ["old.md:1:1: error[broken-link] `gone long ago` is not in the vault"]


def test_an_unchanged_vault_has_nothing_new(repo: Repo, capsys):
    repo.commit()
    assert lint(capsys, "--staged") == []
    assert lint(capsys, "--since", "HEAD") == []
    assert len(lint(capsys, "--index")) == 1


def test_a_deleted_note_is_found_at_the_links_that_led_to_it(repo: Repo, capsys):
    repo.commit()
    repo.git("rm", "-q", str(repo.vault / "b.md"))
    assert lint(capsys, "--staged") == [
        "c.md:1:1: error[broken-link] `b` is not in the vault",
        "old.md:1:19: error[broken-link] `b` is not in the vault",
    ]


def test_a_renamed_heading_is_found_at_the_links_that_led_to_it(repo: Repo, capsys):
    repo.commit()
    repo.write("b.md", "# Piece\n")
    assert lint(capsys, "--staged") == []
    repo.git("add", "-A")
    assert lint(capsys, "--staged") == ["c.md:1:1: error[broken-heading] `b` has no heading `Part`"]


def test_a_renamed_note_is_found_at_the_links_that_led_to_it(repo: Repo, capsys):
    repo.commit()
    repo.git("mv", str(repo.vault / "b.md"), str(repo.vault / "d.md"))
    assert [line.split(":")[0] for line in lint(capsys, "--staged")] == ["c.md", "old.md"]


def test_a_link_to_a_note_that_was_not_added_is_broken(repo: Repo, capsys):
    repo.commit()
    repo.write("new.md", "")
    repo.write("c.md", "[[new]]\n")
    repo.git("add", str(repo.vault / "c.md"))
    assert lint(capsys, "--staged") == ["c.md:1:1: error[broken-link] `new` is not in the vault"]
    assert "c.md:1:1: error[broken-link] `new` is not in the vault" in lint(capsys, "--index")
    repo.git("add", "-A")
    assert lint(capsys, "--staged") == []


def test_what_is_staged_counts_and_not_what_was_edited_since(repo: Repo, capsys):
    repo.commit()
    repo.write("c.md", "[[nobody]]\n")
    repo.git("add", "-A")
    repo.write("c.md", "mended\n")
    assert lint(capsys, "--staged") == ["c.md:1:1: error[broken-link] `nobody` is not in the vault"]


def test_old_findings_of_a_changed_note_are_shown(repo: Repo, capsys):
    repo.commit()
    repo.write("old.md", "[[gone long ago]] [[b]] more\n")
    repo.git("add", "-A")
    assert lint(capsys, "--staged") == ["old.md:1:1: error[broken-link] `gone long ago` is not in the vault"]


def test_since_a_branch_sees_all_commits_after_it(repo: Repo, capsys):
    repo.commit()
    repo.git("branch", "start")
    repo.write("한글 note.md", "[[nobody]]\n")
    repo.commit()
    assert lint(capsys, "--staged") == []
    assert lint(capsys, "--since", "start") == [
        "한글 note.md:1:1: error[broken-link] `nobody` is not in the vault"
    ]


def test_a_full_report_shows_the_staged_line(repo: Repo, capsys):
    repo.write("c.md", "[[nobody]] staged\n")
    repo.commit()
    repo.write("c.md", "edited\n")
    main(["lint", "c.md", "--index"])
    assert "  1 | [[nobody]] staged" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--since", "nowhere"], "git knows no revision `nowhere`"),
        (["--since", "--output=x"], "git knows no revision `--output=x`"),
        (["--staged", "--fix"], "do not"),
        (["--update-baseline"], "needs --baseline"),
    ],
)
def test_what_cannot_be_is_said(repo: Repo, capsys, args: list[str], said: str):
    repo.commit()
    assert main(["lint", *args]) == 2
    assert said in capsys.readouterr().err


def test_a_vault_without_git_is_said(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["lint", "--staged"]) == 2
    assert "is in no git repository" in capsys.readouterr().err


def test_a_hook_of_git_sees_the_index_of_its_commit(repo: Repo, capsys, monkeypatch):
    repo.commit()
    repo.write("c.md", "[[nobody]]\n")
    repo.git("add", "-A")
    monkeypatch.chdir(repo.top)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.setenv("GIT_DIR", ".git")
    found = lint(capsys, "--staged", "--vault", str(repo.vault))
    assert [line.partition(": ")[2] for line in found] == ["error[broken-link] `nobody` is not in the vault"]


@pytest.mark.parametrize("form", ["full", "json", "sarif", "rdjson", "gitlab", "markdown"])
def test_every_form_shows_what_git_holds_of_every_kind_of_file(repo: Repo, capsys, form: str):
    repo.write("CON.png", "not read")
    repo.write("bad name?.md", "---\na: 1\na: 2\n---\n[[nobody]]\n")
    repo.git("add", "-A")
    assert main(["lint", "--index", "--select", "all", "--format", form]) == 1
    assert "nobody" in capsys.readouterr().out
