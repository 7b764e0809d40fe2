"""What a shell shows when its user presses the tab key, asked of the shells that are here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from vaultkit.cli import main
from vaultkit.registry import names

SHELLS = ("bash", "zsh", "fish")
ASK = {
    "bash": "source {script}; COMP_WORDS=({words}); COMP_CWORD={last}; _vaultkit_completion vaultkit;"
    ' printf "%s\\n" "${{COMPREPLY[@]}}"',
    "zsh": "compdef() {{ :; }}; _describe() {{ print -l -- ${{(P)3}}; }};"
    " compadd() {{ print -l -- ${{(P)@[-1]}}; }}; source {script};"
    " words=({words}); CURRENT={last}+1; _vaultkit_completion",
    "fish": "source {script}; complete --do-complete '{line}'",
}


@pytest.fixture
def script(tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Path:
    """The script for the shell ``request.param``, beside a ``vaultkit`` that is this checkout's."""
    assert main(["completion", request.param]) == 0
    path = tmp_path / "script"
    path.write_text(capsys.readouterr().out)
    command = tmp_path / "vaultkit"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{CHECKOUT}" exec "{sys.executable}" -m vaultkit "$@"\n')
    command.chmod(0o755)
    return path


def offered(shell: str, script: Path, *words: str) -> list[str]:
    """What the shell offers for the last of ``words``, without what it says about each."""
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} is here")
    shown = ASK[shell].format(
        script=script,
        words=" ".join(f"'{word}'" for word in words),
        last=len(words) - 1,
        line=" ".join(words),
    )
    path = f"{script.parent}{os.pathsep}{os.environ['PATH']}"
    flags = {"bash": ["--norc"], "zsh": ["--no-rcs"], "fish": ["--no-config"]}[shell]
    ran = subprocess.run(
        [shell, *flags, "-c", shown],
        env={**os.environ, "PATH": path, "HOME": str(script.parent), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr == ""
    return [line.partition("\t")[0].partition(":")[0] for line in ran.stdout.splitlines() if line]


CASES = [
    (("vaultkit", "conf"), ["config"]),
    (("vaultkit", "completion", "z"), ["zsh"]),
    (("vaultkit", "lint", "--select", "broken-l"), ["broken-link"]),
    (("vaultkit", "lint", "--select", "all,broken-l"), ["all,broken-link"]),
    (("vaultkit", "lint", "--ignore", "def"), ["default"]),
    (("vaultkit", "lint", "--output-format", "js"), ["json", "json-lines"]),
    (("vaultkit", "rule", "unquoted-w"), ["unquoted-wikilink"]),
    (("vaultkit", "graph", "export", "graphm"), ["graphml"]),
    (("vaultkit", "import", "--from", "bib"), ["bibtex"]),
    (("vaultkit", "lint", "--unsafe"), ["--unsafe-fixes"]),
]


@pytest.mark.parametrize(
    ("script", "shell", "words", "completed"),
    [(shell, shell, *case) for shell in SHELLS for case in CASES],
    indirect=["script"],
    ids=[f"{shell}-{' '.join(case[0][1:])}" for shell in SHELLS for case in CASES],
)
def test_a_word_is_completed(script: Path, shell: str, words: tuple[str, ...], completed: list[str]):
    assert offered(shell, script, *words) == completed


@pytest.mark.parametrize("script", ["bash"], indirect=True)
def test_a_rule_that_stands_there_is_not_offered_again(script: Path):
    known = offered("bash", script, "vaultkit", "lint", "--select", "all,broken-link,")
    wanted = {name for name in names("vaultkit.lint.rules") if name != "broken-link"} | {"default"}
    assert {name.removeprefix("all,broken-link,") for name in known} == wanted


@pytest.mark.parametrize("script", ["bash"], indirect=True)
def test_every_command_is_offered(script: Path):
    assert offered("bash", script, "vaultkit", "") == list(names("vaultkit.cli"))


@pytest.mark.parametrize("script", ["bash"], indirect=True)
def test_what_nothing_goes_on_with_is_offered_nothing(script: Path):
    assert offered("bash", script, "vaultkit", "rule", "no-such") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_asks_for_no_shell_to_be_here(
    shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("PATH", "")
    assert main(["completion", shell]) == 0
    shown = capsys.readouterr()
    assert ("_VAULTKIT_COMPLETE" in shown.out, shown.err) == (True, "")


def test_another_shell_is_refused(capsys: pytest.CaptureFixture[str]):
    assert main(["completion", "csh"]) == 2
    assert "cannot be `csh`" in capsys.readouterr().err
