"""The hooks of this checkout under a real pre-commit, on small repositories."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import CHECKOUT

pytestmark = pytest.mark.slow
# Beside the python that runs the tests, or anywhere.
PRE_COMMIT = shutil.which("pre-commit", path=str(Path(sys.executable).parent)) or shutil.which("pre-commit")
GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org")


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration that takes the hooks from this checkout as it lies on disk; they are installed once."""
    if PRE_COMMIT is None or not (CHECKOUT / ".git").exists():
        pytest.skip("needs pre-commit, and a checkout that is a git repository")
    folder = tmp_path_factory.mktemp("hooks")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=CHECKOUT, check=True, capture_output=True
    ).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (CHECKOUT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CHECKOUT / name, folder / name)
    for args in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*GIT, *args], cwd=folder, check=True, env=clean_environment())
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()
    names = re.findall(r"^- id: (\S+)$", (folder / ".pre-commit-hooks.yaml").read_text(), re.MULTILINE)
    config = {"repos": [{"repo": str(folder), "rev": head, "hooks": [{"id": name} for name in names]}]}
    file = tmp_path_factory.mktemp("config") / "config.yaml"
    file.write_text(json.dumps(config))
    return file


class Repo:
    """A repository with a small vault, committed."""

    def __init__(self, folder: Path, hooks: Path, programs: str = "") -> None:
        self.folder, self.hooks, self.programs = folder, hooks, programs
        (folder / ".obsidian").mkdir(parents=True)
        (folder / ".obsidian/app.json").write_text("{}")
        self.git("init", "-q", "-b", "main")
        self.write("a.md", "[[b]] [[nobody]]\n")
        self.write("b.md", "# Part\n")
        self.git("add", "-A")
        self.git("commit", "-qm", "x")

    def write(self, path: str, text: str) -> None:
        (self.folder / path).write_text(text)

    def git(self, *args: str) -> None:
        subprocess.run(
            [*GIT, *args], cwd=self.folder, check=True, capture_output=True, env=clean_environment()
        )

    def hook(self, name: str) -> tuple[int, str]:
        """Run one hook; its exit code and what it said."""
        home = self.hooks.parent / "home"
        state = {"VAULTKIT_STATE_DIR": str(self.folder.parent / "state")}
        environment = {
            **clean_environment(),
            "PRE_COMMIT_HOME": str(home),
            "PRE_COMMIT_COLOR": "never",
            "PATH": os.pathsep.join(filter(None, (self.programs, os.environ["PATH"]))),
            **state,
        }
        ran = subprocess.run(
            [str(PRE_COMMIT), "run", "--config", str(self.hooks), "--verbose", name],
            cwd=self.folder, capture_output=True, text=True, env=environment,
        )  # fmt: skip
        if "An unexpected error has occurred" in ran.stdout:
            pytest.skip("pre-commit could not install the hooks: is there a network?")
        return ran.returncode, ran.stdout


@pytest.fixture
def repo(hooks: Path, tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo", hooks)


def test_a_commit_without_new_findings_passes_though_the_vault_has_old_ones(repo: Repo):
    repo.write("c.md", "[[b]]\n")
    repo.git("add", "-A")
    code, said = repo.hook("vaultkit-changed")
    assert code == 0, said
    code, said = repo.hook("vaultkit")
    assert (code, "`nobody` is not in the vault" in said) == (1, True), said


def test_a_deleted_target_is_found(repo: Repo):
    repo.git("rm", "-q", "b.md")
    code, said = repo.hook("vaultkit-changed")
    assert (code, "`b` is not in the vault" in said, "nobody` is" in said) == (1, True, False), said


def test_a_renamed_target_is_found(repo: Repo):
    repo.git("mv", "b.md", "d.md")
    code, said = repo.hook("vaultkit-changed")
    assert (code, "`b` is not in the vault" in said) == (1, True), said


def test_a_link_to_an_untracked_note_is_found(repo: Repo):
    repo.write("new.md", "")
    repo.write("c.md", "[[new]]\n")
    repo.git("add", "c.md")
    for name in ("vaultkit", "vaultkit-changed"):
        code, said = repo.hook(name)
        assert (code, "`new` is not in the vault" in said) == (1, True), said


def test_a_partly_staged_break_is_found(repo: Repo):
    repo.write("c.md", "[[missing]]\n")
    repo.git("add", "-A")
    repo.write("c.md", "mended, not staged\n")
    code, said = repo.hook("vaultkit-changed")
    assert (code, "`missing` is not in the vault" in said) == (1, True), said
    assert (repo.folder / "c.md").read_text() == "mended, not staged\n"


def test_a_fix_stops_the_commit_and_leaves_the_note_mended(repo: Repo):
    repo.write("c.md", "---\nup: [[b]]\n---\n")
    repo.git("add", "-A")
    code, said = repo.hook("vaultkit-fix")
    assert (code, "files were modified by this hook" in said) == (1, True), said
    assert (repo.folder / "c.md").read_text() == '---\nup: "[[b]]"\n---\n'
    repo.git("add", "-A")
    assert repo.hook("vaultkit-fix")[0] == 0


def local_hook(page: str) -> str:
    """The configuration that a page shows for people who have installed vaultkit."""
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    (found,) = (
        block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "repo: local" in block
    )
    return str(found)


@pytest.mark.parametrize("page", ["README.md", "docs/ci.md"])
def test_the_local_hook_that_is_shown_is_the_shipped_one_of_an_installed_vaultkit(page: str):
    (shown,) = yaml.safe_load(local_hook(page))["repos"][0]["hooks"]
    shipped = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text())[0]
    assert shown == {
        **{key: value for key, value in shipped.items() if key != "description"},
        "name": "vaultkit",
        "language": "system",
    }


def test_the_local_hook_that_is_shown_checks_a_commit(tmp_path: Path):
    if PRE_COMMIT is None:
        pytest.skip("needs pre-commit")
    shim = tmp_path / "bin" / "vaultkit"
    shim.parent.mkdir()
    start = (
        f"import sys; sys.path.insert(0, {str(CHECKOUT)!r}); from vaultkit.cli import main; sys.exit(main())"
    )
    shim.write_text(f"#!{sys.executable}\n{start}\n")
    shim.chmod(0o755)
    config = tmp_path / "config.yaml"
    config.write_text(local_hook("README.md"))
    repo = Repo(tmp_path / "repo", config, str(shim.parent))
    code, said = repo.hook("vaultkit")
    assert (code, "`nobody` is not in the vault" in said) == (1, True), said
    repo.write("a.md", "[[b]]\n")
    repo.git("add", "-A")
    code, said = repo.hook("vaultkit")
    assert (code, "no findings in 2 files" in said) == (0, True), said


def test_five_thousand_notes_are_one_run(repo: Repo):
    for number in range(5000):
        repo.write(f"note {number:04}.md", f"[[note {(number + 1) % 5000:04}]]\n")
    repo.git("add", "-A")
    code, said = repo.hook("vaultkit-changed")
    assert code == 0, said
    assert said.count("no findings in ") == 1
