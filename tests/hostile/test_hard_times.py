"""On a machine in trouble a command does all, or nothing, or says what is left; see ``hard_times.py``."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.hostile.hard_times import TROUBLES

QUICK = (
    "vault with 4096 bytes free",
    "state with 4096 bytes free",
    "all read-only",
    "8 descriptors",
    "a note of somebody else",
)


def unable() -> str:
    """Why this machine cannot be brought into trouble, or ""."""
    if sys.platform != "linux" or not shutil.which("unshare") or os.geteuid():
        return "wants Linux, `unshare`, and the right to mount"
    tried = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True)
    return "" if tried.returncode == 0 else "this machine lets nobody mount"


WHY_NOT = unable()


@pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
@pytest.mark.parametrize(
    "trouble", [pytest.param(name, marks=() if name in QUICK else pytest.mark.long) for name in TROUBLES]
)
def test_nothing_is_lost_torn_or_left_behind(tmp_path: Path, trouble: str):
    tmp_path.chmod(0o755)
    for folder in tmp_path.parents[:2]:
        folder.chmod(0o755)  # somebody else must get in
    ran = subprocess.run(
        ["unshare", "-m", sys.executable, "-m", "tests.hostile.hard_times", trouble, str(tmp_path)],
        cwd=CHECKOUT, capture_output=True, text=True,
    )  # fmt: skip
    assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 0)
