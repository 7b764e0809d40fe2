"""What is printed cannot lie: no name, title or message speaks to a terminal, a build server or a spreadsheet.

One vault holds every hostile name and word at once, and every form of every command prints it.
``python -m tests.hostile.test_output`` runs all of it, also what is left out for its length, and keeps the figures.
"""

import csv
import io
import json
import re
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts.promises import record
from tests.hostile.attacks import NAMES
from tests.hostile.running import Ran, run, wrong
from vaultkit.cli._diff import BUILD_SERVERS
from vaultkit.lint.reporters import SHELF as REPORTERS
from vaultkit.registry import names

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these names cannot be made here")
COMMAND = re.compile(r"\s*::\w|.*##\w*\[")
"""A line that a build server obeys."""
FORGED = re.compile(r"\s*(?:error: forged|forged\.md:1:1:|diff --git forged|0 errors)")
WORDS = (
    *NAMES, "x\n::error::y", "x ##[error]y", "##vso[task.setvariable variable=a]b", "###teamcity[x]", "x\r\n::error::y", "x\nerror: forged", "x\nforged.md:1:1: error", "x\u2028::error::y",
    "x\x85::error::y", "x\x0b::error::y", "\u061cx", "\u202e", "\u2069", "=cmd|' /C calc'!A0", "-1+1|x", "＝1", "]]>]]&gt;",
    "\ufffe", "\uffff", "\ud7ff", "\"><svg onload=x>", "*/ alert(1) /*", "{{", "%%{init: {}}%%", "```", "|", "\\", "<!--",
)  # fmt: skip
LINTS = [("lint", "--no-cache", "--select", "all", "--output-format", form) for form in names(REPORTERS)]
TEXTS = (
    ("links",), ("links", "--format", "json"), ("graph",), ("graph", "stats"), ("graph", "stats", "--json"), ("graph", "gaps"),
    ("graph", "communities"), ("graph", "bridges"), ("graph", "near", "good"), ("graph", "path", "good", "paper"), ("config",),
    ("lint", "--statistics"), ("rename", "good", "better", "--dry-run"),
    ("why", "good.md:1"), ("undo", "--list"),
)  # fmt: skip


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("output") / "vault"
    (root / ".obsidian").mkdir(parents=True)
    links = []
    for number, word in enumerate(WORDS):
        safe = word.replace("/", "_").replace("\0", "_")
        quoted = json.dumps(word.encode(errors="replace").decode())
        front = f"---\ntype: paper\ntitle: {quoted}\naliases: [{quoted}]\ntags: [{quoted}]\nvenue: {quoted}\n{quoted}: {quoted}\n---\n"
        body = f"# {word}\n[[good]] [[{word}]] #{word}\n[^{word}]\n".encode(errors="replace")
        try:
            (root / f"{safe}.md").write_bytes(front.encode() + body)
        except OSError:  # longer than this file system has it
            (root / f"{number}.md").write_bytes(front.encode() + body)
        links.append(f"[[{safe}]]")
    (root / "good.md").write_bytes("\n".join(["[[paper]]", *links]).encode(errors="replace"))
    (root / "paper.md").write_bytes(b"---\ntype: paper\ntitle: x\n---\n[[good]]\n")
    (root / "bad.md").write_bytes(b"\xff")
    return root


LOOKED: list[int] = []
"""How long each output is that was looked at."""


def lies(ran: Ran) -> list[str]:
    """Lines that a build server obeys, or that look like ours and are not."""
    LOOKED.append(len(ran.out) + len(ran.err))
    lines = [*ran.out.splitlines(), *ran.err.splitlines()]
    return [*wrong(ran), *(line for line in lines if COMMAND.match(line) or FORGED.match(line))]


@pytest.mark.parametrize("command", [*LINTS, *TEXTS], ids=" ".join)
def test_no_line_is_obeyed_or_forged(vault: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]):
    monkeypatch.chdir(vault)
    ran = run(*command, "--vault", str(vault))
    if command[-1] == "github":
        inert = re.compile(r"::(error|warning|notice) file=[^:]*,title=[^:]*::")
        assert [line for line in lies(ran) if not inert.match(line)] == []
    else:
        assert lies(ran) == []
    if command[0] == "lint":
        assert ran.code == 1


@pytest.mark.parametrize("form", names("vaultkit.graph.exporters"))
def test_no_export_holds_what_a_terminal_obeys(vault: Path, tmp_path: Path, form: str):
    target = tmp_path / "out"
    ran = run("graph", "export", form, "-o", str(target), "--vault", str(vault), "--unresolved", "--tags")
    assert (ran.code, lies(ran)) == (1, [])  # one note could not be read
    for path in tmp_path.iterdir():
        text = path.read_bytes().decode()
        assert [char for char in set(text) if char in "\x1b\x07\x7f\x9b\x85\u202e\u2066\u2069\u061c"] == []
        if form in ("graphml", "gexf", "svg"):
            ElementTree.fromstring(text)
        elif form in ("json", "cyjs", "jgf", "canvas"):
            json.loads(text)
        elif form in ("csv", "neo4j"):
            rows = list(csv.reader(io.StringIO(text)))
            assert [
                cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "-1", "＝"))
            ] == []


@pytest.mark.parametrize(
    "command",
    [
        ("lint", "--fix", "--unsafe-fixes", "--show-fixes"), ("rename", "good", "better"), ("convert", "--links", "markdown"),
        ("convert", "--links", "wiki"), ("init",), ("lint", "--baseline", "known.json", "--update-baseline"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_changes_a_vault_says_nothing_that_is_obeyed(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
):
    root = tmp_path / "vault"
    shutil.copytree(vault, root)
    monkeypatch.chdir(root)
    assert lies(run(*command, "--vault", str(root))) == []
    for path in root.glob("*.md"):
        if path.name != "good.md" and path.stat().st_size:
            path.write_bytes(path.read_bytes() + b"saved meanwhile\n")
    for after in (("undo", "--list"), ("undo",), ("lint", "--no-cache")):
        assert lies(run(*after, "--vault", str(root))) == []


ASKED: tuple[tuple[str, ...], ...] = (
    ("X",), ("lint", "X"), ("lint", "--select", "X"), ("lint", "--output-format", "X"), ("rule", "X"), ("why", "X:1"), ("import", "X"),
    ("rename", "X", "other"), ("rename", "good", "X", "--dry-run"), ("rename", "tag", "X", "Y"), ("graph", "near", "X"),
    ("graph", "path", "X", "good"), ("graph", "export", "X"), ("config", "X"), ("convert", "--links", "X"), ("undo", "--entry", "X"),
    ("lint", "-o", "X/X"), ("lint", "--baseline", "X"), ("links", "X"), ("import", "-", "--images", "X"), ("graph", "html", "-o", "X/X"),
)  # fmt: skip


@pytest.mark.parametrize(
    "word", [pytest.param(w, marks=pytest.mark.long if n % 6 else ()) for n, w in enumerate(WORDS)]
)
def test_an_answer_to_a_hostile_word_says_nothing_that_is_obeyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str
):
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "good.md").write_bytes(b"# Good\n")
    monkeypatch.chdir(tmp_path)
    given = word.replace("\0", "_")
    for asked in ASKED:
        words = [part.replace("X", given) for part in asked]
        ran = run(*words, stdin=b"# Papers\n\n## A\n- b\n")
        assert lies(ran) == [], asked
    assert lies(run("lint", "--vault", given)) == []


def test_a_report_in_xml_or_json_can_be_read_back(vault: Path):
    for form in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(run("lint", "--no-cache", "--output-format", form, "--vault", str(vault)).out)
    ElementTree.fromstring(run("lint", "--no-cache", "--output-format", "junit", "--vault", str(vault)).out)


@pytest.mark.parametrize("word", WORDS)
def test_the_summary_of_an_import_obeys_nothing(tmp_path: Path, word: str):
    (tmp_path / "vault" / ".obsidian").mkdir(parents=True)
    title = word.replace("\n", "\n\n").encode(errors="replace").decode()
    digest = (
        f"# Papers\n\n## {title}\n- {title}\n- image-20230511140659637\n\n## Other {title}\n- one\n".encode()
    )
    for asked in (("--dry-run",), ("--status",)):
        assert lies(run("import", "-", *asked, "--vault", str(tmp_path / "vault"), stdin=digest)) == []


def test_a_run_that_read_all_and_found_nothing_ends_with_0_and_one_that_did_not_with_1(tmp_path: Path):
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "good.md").write_bytes(b"# Good\n\nWords.\n")
    lint = ("lint", "--no-cache", "--vault", str(tmp_path))
    assert run(*lint).code == 0
    (tmp_path / "bad.md").write_bytes(b"\xff\xfe\n")
    ran = run(*lint)
    assert (ran.code, "bad.md" in ran.out) == (1, True)


@pytest.mark.parametrize("server", BUILD_SERVERS)
def test_a_diff_on_a_build_server_has_no_line_that_it_obeys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: str
):
    (tmp_path / ".obsidian").mkdir()
    words = "".join(
        f"{word}\n" for word in ("::error::a", " ::error::b", "x\r::error::c", "##vso[task]d", "##[error]e")
    )
    (tmp_path / "a.md").write_bytes(f"---\ntag: x\n---\n{words}".encode())
    asked = ("lint", "--fix", "--diff", "--no-cache", "--vault", str(tmp_path))
    for name in BUILD_SERVERS:
        monkeypatch.delenv(name, raising=False)
    exact = run(*asked)
    assert " ::error::a\n ##vso" not in exact.out
    assert " ::error::a\n" in exact.out  # elsewhere it is byte for byte what `git apply` reads
    monkeypatch.setenv(server, "true")
    ran = run(*asked)
    assert [line for line in ran.out.splitlines() if COMMAND.match(line)] == []
    assert [line for line in ran.out.splitlines() if line[:1] in "+-@"] == [
        line for line in exact.out.splitlines() if line[:1] in "+-@"
    ]


class Counted:
    """How many tests ran, and how many failed."""

    def __init__(self) -> None:
        self.tests = self.failed = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One step of a test is over."""
        self.tests += report.when == "call"
        self.failed += report.failed


def main() -> int:
    """Run everything here and keep the figures."""
    counted = Counted()
    known = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # hypothesis is there before pytest asks
    asked = (__file__, "-q", "-p", "no:cacheprovider", "--hypothesis-profile=slow", *known)
    code = pytest.main([*asked], [counted])
    looked = sys.modules["tests.hostile.test_output"].LOOKED
    record("output", {"outputs": len(looked), "characters": sum(looked), "obeyed or forged": counted.failed})
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
