"""No vault stops vaultkit: special files, links that lead out or round, names that a terminal obeys."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from vaultkit.cli import main

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these files cannot be made here")
SETTINGS = ("app.json", "types.json")
OBEYED = frozenset("\x1b\x07\x9b\u202e")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "VAULTKIT_STATE_DIR"):
        monkeypatch.setenv(name, str(place))
    return place


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / "good.md").write_bytes(b"# A\n[[good]]\n")
    return root


def run(vault: Path, capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, str]:
    code = main([*command, "--vault", str(vault)])
    captured = capsys.readouterr()
    assert not set(captured.err) & OBEYED
    return code, captured.out


def listed(vault: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The sources of the links, and that both reading commands come to an end."""
    code, out = run(vault, capsys, "lint", "--format", "json")
    assert code in (0, 1)
    json.loads(out)
    code = main(["links", "--format", "json", "--vault", str(vault)])
    out, err = capsys.readouterr()
    assert code == (1 if err.startswith("note: ") else 0)  # what was not read the exit code says
    return [link["source"] for link in json.loads(out)]


def test_a_vault_may_lie_in_a_folder_whose_name_is_no_text(vault: Path, capsys):
    try:
        odd = vault.rename(vault.with_name("\udcff\udcfe"))
    except OSError:
        pytest.skip("this system knows no such names")
    assert listed(odd, capsys) == ["good.md"]
    assert run(odd, capsys, "lint")[0] == 0  # now with what the first run remembered


def test_special_files_do_not_block(vault: Path, capsys):
    os.mkfifo(vault / "fifo.md")
    os.mkfifo(vault / "fifo.canvas")
    (vault / "folder.md").mkdir()
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(vault / "socket.md"))
        assert listed(vault, capsys) == ["good.md"]


def test_links_out_of_the_vault_are_not_read(vault: Path, tmp_path: Path, capsys):
    (tmp_path / "secret.md").write_bytes(b"[[secret]]")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "more.md").write_bytes(b"[[more]]")
    (vault / "file.md").symlink_to(tmp_path / "secret.md")
    (vault / "folder").symlink_to(tmp_path / "outside")
    assert listed(vault, capsys) == ["good.md"]


def test_links_that_lead_round_come_to_an_end(vault: Path, capsys):
    (vault / "self.md").symlink_to("self.md")
    (vault / "a").symlink_to("b")
    (vault / "b").symlink_to("a")
    (vault / "up").symlink_to(vault)
    (vault / "gone.md").symlink_to("nowhere.md")
    assert listed(vault, capsys) == ["good.md"]


def test_folders_may_be_deep(vault: Path, capsys):
    deep = vault
    for _ in range(200):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "a.md").write_bytes(b"[[good]]")
    assert "good.md" in listed(vault, capsys)


@pytest.mark.parametrize(
    "name",
    [
        "new\nline", "escape\x1b[2J", "bell\x07", "bidi\u202egpj", "::error::x", "a" * 250, "con", "trailing ", ".",
        "quote\"'", "<script>", "%0A", "{{x}}", "$(touch x)", "`x`", "--help", "-", "a\\b", "a:b", "a#b", "a|b",
        "a^b", "[[a]]", "a]]b", "값", "e\u0301", "\u00e9", "\u2028", "🙂", "\ud7ff", "=1+1", "@x", "x.md",
    ],
)  # fmt: skip
def test_any_name_is_listed_and_none_is_obeyed(vault: Path, capsys, name: str):
    (vault / f"{name}.md").write_bytes(b"[[nowhere]]")
    for form in ("full", "concise", "json", "github", "sarif", "junit", "rdjson", "markdown"):
        code, out = run(vault, capsys, "lint", "--format", form)
        assert code in (0, 1)
        assert not set(out) & OBEYED, form
        if form == "github":
            assert all(line.startswith("::") for line in out.splitlines() if "::error" in line)


@pytest.mark.skipif(sys.platform != "linux", reason="this system wants names in Unicode")
def test_a_name_that_is_not_utf8_is_listed(vault: Path, capsys):
    (vault / os.fsdecode(b"\xff\xfe.md")).write_bytes(b"[[nowhere]]")
    assert len(listed(vault, capsys)) == 2


@pytest.mark.parametrize(
    "settings", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"types": 3}', b"[" * 100_000]
)
@pytest.mark.parametrize("name", SETTINGS)
def test_broken_settings_leave_the_defaults(vault: Path, capsys, settings: bytes, name: str):
    (vault / ".obsidian" / name).write_bytes(settings)
    assert listed(vault, capsys) == ["good.md"]


@pytest.mark.parametrize(
    "canvas",
    [b"", b"{", b"[]", b"null", b'{"nodes": 3}', b'{"nodes": [3]}', b"[" * 10_000, b"\xff", b'{"nodes": [{"type": "file", "file": 3}]}'],
)  # fmt: skip
def test_broken_canvases_are_no_end(vault: Path, capsys, canvas: bytes):
    (vault / "x.canvas").write_bytes(canvas)
    assert "good.md" in listed(vault, capsys)


@pytest.mark.parametrize(
    "config",
    ["", "[", "x = 1", "[schemas]\n'**' = '../../../etc/passwd'", "[schemas]\n'**' = 'http://127.0.0.1:9/x'",
     "[schemas]\n'**' = '/etc/passwd'", "[schemas]\n'**' = 3", "select = 3", "extends = 'http://127.0.0.1:9'"],
)  # fmt: skip
def test_a_hostile_configuration_is_a_message(vault: Path, capsys, config: str):
    (vault / "vaultkit.toml").write_text(config)
    assert main(["lint", "--vault", str(vault)]) in (0, 1, 2)
    captured = capsys.readouterr()
    assert "root:" not in captured.out + captured.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_named(vault: Path, capsys):
    (vault / "closed.md").write_bytes(b"x")
    (vault / "closed.md").chmod(0)
    (vault / "shut").mkdir(mode=0)
    code, out = run(vault, capsys, "lint", "--format", "concise")
    (vault / "shut").chmod(0o755)
    assert code == 1
    assert "closed.md" in out


def test_linting_works_without_a_home_and_writing_says_why_not(vault: Path, tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    home = str(tmp_path / "file" / "home")
    environment = {"PATH": os.environ["PATH"], "HOME": home, "PYTHONPATH": str(CHECKOUT)}
    codes = []
    for command in (["lint"], ["links"], ["rename", "good", "better"]):
        ran = subprocess.run(
            [sys.executable, "-m", "vaultkit", *command, "--vault", str(vault)],
            env=environment, capture_output=True, text=True,
        )  # fmt: skip
        assert "Traceback" not in ran.stderr
        codes.append(ran.returncode)
    assert codes == [0, 0, 2]
    assert sorted(path.name for path in vault.iterdir()) == [".obsidian", "good.md"]


def test_linting_writes_nothing_in_the_vault(vault: Path, capsys):
    (vault / "bad.md").write_bytes(b"[[x]]\r\n---\n")
    before = {path: path.stat().st_mtime_ns for path in [vault, *vault.rglob("*")]}
    run(vault, capsys, "lint")
    assert {path: path.stat().st_mtime_ns for path in [vault, *vault.rglob("*")]} == before
