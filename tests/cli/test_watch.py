"""`vaultkit lint --watch` reports now and after each save, and what a short run may import."""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from vaultkit.cli import main
from vaultkit.cli._watching import counts

HEAVY = ("frontmatter", "jsonschema", "mistune", "networkx", "numpy", "referencing", "watchfiles", "yaml")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULTKIT_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "vault"
    (folder / ".obsidian").mkdir(parents=True)
    (folder / "a.md").write_text("# A\n\n[[b]]\n")
    (folder / "b.md").write_text("---\ntitle: B\n---\n# B\n")
    return folder


def run(code: str) -> str:
    """What a fresh interpreter prints; a hook of a coverage tool must not import more."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout


def imported_by(vault: Path, words: list[str]) -> set[str]:
    """The modules that the command leaves imported."""
    code = (
        f"import sys\nfrom vaultkit.cli import main\nmain({words!r})\n"
        "print('|'.join(['', *sys.modules]), end='')"
    )
    return set(run(code).rpartition("\n")[2].split("|"))


@pytest.mark.parametrize("words", [["--version"], ["--help"]])
def test_a_question_about_the_program_imports_nothing_heavy(vault: Path, words: list[str]):
    found = imported_by(vault, words)
    assert not found & {
        *HEAVY,
        "sqlite3",
        "pyromark",
        "yaml12",
        "vaultkit.vault.vault",
        "vaultkit.lint.engine",
    }


def test_a_run_on_an_unchanged_vault_imports_no_rule_and_nothing_heavy(vault: Path):
    time.sleep(0.15)  # what changed a moment ago is looked at again
    command = ["lint", "--vault", str(vault)]
    imported_by(vault, command)
    found = imported_by(vault, command)
    assert not found & {
        *HEAVY,
        "pyromark",
        "yaml12",
        "difflib",
        "vaultkit.lint.engine",
        "vaultkit.vault.note",
    }
    assert not [name for name in found if name.startswith("vaultkit.lint.rules.")]


def test_a_changed_note_brings_the_rules_back_and_still_nothing_heavy(vault: Path):
    time.sleep(0.15)
    command = ["lint", "--vault", str(vault)]
    imported_by(vault, command)
    (vault / "a.md").write_text("# A\n\n[[b]] more\n")
    found = imported_by(vault, command)
    assert "vaultkit.lint.rules.broken_link" in found
    assert not found & set(HEAVY)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.md", True), ("p/pic.png", True), ("vaultkit.toml", True), (".obsidian/app.json", True),
        (".obsidian/plugins/x/data.json", False), (".git/index", False), ("p/.a.md.swp", False),
    ],
)  # fmt: skip
def test_hidden_files_count_only_as_settings_of_the_app(path: str, expected: bool):
    assert counts(Path("/vault"), f"/vault/{path}") is expected


@pytest.mark.parametrize("option", ["--fix", "--diff", "--staged", "--index"])
def test_watching_changes_nothing_and_looks_at_files_only(
    vault: Path, option: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["lint", "--watch", option, "--vault", str(vault)]) == 2
    assert "--watch only reports what lies on disk" in capsys.readouterr().err


def test_without_the_watcher_the_message_says_what_to_install(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert main(["lint", "--watch", "--vault", str(vault)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "error: --watch needs the package `watchfiles`",
        "pip install watchfiles",
    ]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """A program that a shell started in the background ignores Ctrl-C, and so do those that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process there")
@pytest.mark.usefixtures("interruptible")
def test_each_save_is_reported_and_the_end_is_quiet(vault: Path):
    pytest.importorskip("watchfiles")
    command = [
        sys.executable,
        "-m",
        "vaultkit",
        "lint",
        "--watch",
        "--format",
        "concise",
        "--vault",
        str(vault),
    ]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        lines: Queue[str] = Queue()
        Thread(target=lambda: deque(map(lines.put, process.stdout or ()), maxlen=0), daemon=True).start()

        def until(wanted: str) -> list[str]:
            seen: list[str] = []
            while not seen or wanted not in seen[-1]:
                seen.append(lines.get(timeout=60))
            return seen

        try:
            until("0 findings; watching")
            (vault / "a.md").write_text("# A\n\n[[b]] [[none]]\n")
            assert any("`none` is not in the vault" in line for line in until("1 finding; watching"))
            (vault / ".hidden.md").write_text("[[none]]")
            (vault / "vaultkit.toml").write_text("broken =")
            assert until("is not TOML")[-1].startswith("error: ")
            (vault / "vaultkit.toml").write_text('ignore = ["broken-link"]\n')
            until("0 findings; watching")
        finally:
            process.send_signal(signal.SIGINT)
            try:
                ended = process.wait(timeout=60)
            finally:
                process.kill()
        assert ended == 0
    assert lines.empty()
