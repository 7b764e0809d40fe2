"""Exports: whole or not at all, to the file that the user named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from vaultkit.errors import VaultkitError
from vaultkit.writing.output import write_output


def test_a_new_file_is_written(tmp_path: Path):
    write_output(tmp_path / "graph.json", b"{}")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("graph.json", b"{}")]


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path):
    target = tmp_path / "graph.json"
    target.write_bytes(b"old and longer")
    target.chmod(0o600)
    write_output(target, b"{}")
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"{}", 0o600)


def test_a_link_is_not_followed(tmp_path: Path):
    (tmp_path / "profile").write_bytes(b"precious")
    (tmp_path / "graph.html").symlink_to(tmp_path / "profile")
    with pytest.raises(VaultkitError, match="is a symbolic link"):
        write_output(tmp_path / "graph.html", b"<html>")
    assert (tmp_path / "profile").read_bytes() == b"precious"


@pytest.mark.parametrize(("name", "why"), [("folder", "is a folder"), ("no/x", "make its folder first")])
def test_what_cannot_be_written_is_said(tmp_path: Path, name: str, why: str):
    (tmp_path / "folder").mkdir()
    with pytest.raises(VaultkitError, match=why):
        write_output(tmp_path / name, b"")


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout here")
@pytest.mark.parametrize("mode", ["wb", "ab"])
def test_standard_output_is_written_to_not_over(tmp_path: Path, mode: str):
    script = (
        "from pathlib import Path; from vaultkit.writing.output import write_output\n"
        "write_output(Path('/dev/stdout'), b'graph')"
    )
    target = tmp_path / "out"
    target.write_bytes(b"first ")
    with target.open(mode) as stream:
        environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
        subprocess.run([sys.executable, "-c", script], stdout=stream, env=environment, check=True)
    assert target.read_bytes() == (b"graph" if mode == "wb" else b"first graph")


def test_a_device_is_written_to():
    write_output(Path(os.devnull), b"x")
    assert Path(os.devnull).is_char_device()
