"""A diff means the change: `git apply` makes of the old bytes the new ones, whatever the file is called."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vaultkit.writing.change import Change, diff

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("git"), reason="needs git and any name"
)
NAMES = (
    "a.md",
    "값 b.md",
    "a\n+++ other.md",
    'say "a".md',
    "back\\slash.md",
    "tab\there.md",
    "\x1b[2J.md",
    " x .md",
)
BYTES = (
    "one\ntwo\n",
    "one\ntw\u200fo\u2028x\n",
    "no end",
    "a\r\nb\r\n",
    "::error::x\n\x1b[2J\n",
    "##[error]x\n",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("old", BYTES)
def test_git_makes_the_change_of_its_diff(tmp_path: Path, name: str, old: str):
    before, after = old.encode(), f"{old}more\n".encode()
    (tmp_path / name).write_bytes(before)
    apply = ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"]
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    subprocess.run(
        apply, input=diff(Change(name, before, after)).encode(), cwd=tmp_path, check=True, env=environment
    )
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {name: after}


def test_no_change_has_no_diff():
    assert diff(Change("a.md", b"same\n", b"same\n")) == ""
