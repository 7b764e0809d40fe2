"""A state folder of its own for every test, and hashes of whole trees."""

import os
import stat
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(place))
    return place


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    root.mkdir()
    return root


def tree(root: Path) -> dict[str, tuple[int, bytes | None]]:
    """Every path below ``root`` with its mode and its bytes (None for a folder)."""
    return {
        str(path.relative_to(root)): (
            stat.S_IMODE(os.lstat(path).st_mode),
            path.read_bytes() if path.is_file() else None,
        )
        for path in sorted(root.rglob("*"))
    }
