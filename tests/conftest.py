"""What all tests share: the folder of real-world material, when it is there, and Hypothesis's patience."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parents[1]

# A slow machine is not a failing test. `make slow` asks for the other profile.
QUICK = 100
settings.register_profile("vaultkit", deadline=None, max_examples=QUICK)
settings.register_profile("slow", deadline=None, max_examples=20 * QUICK)
settings.load_profile("vaultkit")


def tries(quick: int) -> int:
    """How many examples a test makes that makes ``quick`` ones in `make test`."""
    return quick * settings().max_examples // QUICK


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the ``long`` tests, and have pytest say how many, unless somebody asks for them."""
    if config.getoption("--hypothesis-profile") == "slow" or "long" in config.getoption("-m"):
        return
    longs = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=longs)
    items[:] = [item for item in items if item not in set(longs)]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the cache and the journal of whoever runs it."""
    for name in ("CACHE", "STATE"):
        if f"VAULTKIT_{name}_DIR" not in os.environ:
            monkeypatch.setenv(f"VAULTKIT_{name}_DIR", str(tmp_path_factory.getbasetemp() / name.lower()))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ``shared`` beside the checkout or further up, or ``$VAULTKIT_SHARED``; skips without it."""
    named = os.environ.get("VAULTKIT_SHARED")
    places = [Path(named)] if named else [parent / "shared" for parent in CHECKOUT.parents]
    for place in places:
        if (place / "conformance").is_dir():
            return place
    pytest.skip("no folder `shared` beside the checkout, and VAULTKIT_SHARED names none")
