"""What strangers install: a wheel and a source distribution that are whole."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email.parser import BytesParser
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from vaultkit import __version__

pytestmark = pytest.mark.slow

USE = (
    "from pathlib import Path\n"
    "import vaultkit\n"
    "from vaultkit.vault.schema import load_schema, shipped, violations\n"
    "print(Path(vaultkit.__file__).parent)\n"
    "print(*shipped())\n"
    "print(violations(load_schema('paper', Path()), {'type': 'paper', 'title': 'A'})[0].message)\n"
)


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PIP_"))}
    kept = {key: value for key, value in os.environ.items() if key.startswith("PIP_")}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env={**clean, **kept}, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution, the wheel built from the latter."""
    folder = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, CHECKOUT, cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (found,) = dist.glob("*.whl")
    return found


def clean_environment(folder: Path) -> Path:
    """A fresh virtual environment; the path of its python."""
    venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def borrow_dependencies(python: Path, folder: Path) -> None:
    """Let the environment of ``python`` take what it does not have itself from that of the tests."""
    script = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own = Path(run(python, "-c", script, cwd=folder).stdout.strip())
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own / "borrowed.pth").write_text("\n".join(sorted(lent)), encoding="utf-8")


def install(python: Path, folder: Path, *what: str | Path) -> None:
    """``pip install``; skips where no package index can be reached."""
    done = run(python, "-m", "pip", "install", "--retries", "1", *what, cwd=folder)
    if done.returncode != 0 and "No matching distribution found" in done.stderr:
        pytest.skip("no package index can be reached: " + done.stderr.strip().splitlines()[-1])
    assert done.returncode == 0, done.stderr


def test_the_wheel_holds_every_module_and_schema_and_nothing_else(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = {
        path.relative_to(CHECKOUT).as_posix()
        for path in (CHECKOUT / "vaultkit").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    schemas = {f"vaultkit/schemas/{path.name}" for path in (CHECKOUT / "schemas").glob("*.json")}
    metadata = {name for name in names if name.startswith(f"vaultkit_notes-{__version__}.dist-info/")}
    assert len(schemas) >= 4
    assert names - metadata == package | schemas
    assert f"vaultkit_notes-{__version__}.dist-info/licenses/LICENSE" in metadata


def test_the_metadata_says_who_we_are(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(f"vaultkit_notes-{__version__}.dist-info/METADATA")
    metadata = BytesParser().parsebytes(data)
    assert (metadata["Name"], metadata["Version"]) == ("vaultkit-notes", __version__)
    assert (metadata["License-Expression"], metadata["Requires-Python"]) == ("MIT", ">=3.11")


def test_the_source_distribution_can_be_tested_by_itself(dist: Path):
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        ".ci/tools", "LICENSE", "Makefile", "README.md", "pyproject.toml", "tests/conftest.py", "vaultkit/py.typed",
    }  # fmt: skip
    assert wanted <= names
    assert {f"schemas/{path.name}" for path in (CHECKOUT / "schemas").glob("*.json")} <= names
    assert not [name for name in names if name.startswith((".venv", "demo", "dist", ".git/"))]


def check_installed(python: Path, folder: Path) -> None:
    command = python.with_name("vaultkit")
    assert run(command, "--version", cwd=folder).stdout == f"vaultkit {__version__}\n"
    assert run(python, "-m", "vaultkit", "--version", cwd=folder).stdout == f"vaultkit {__version__}\n"
    used = run(python, "-c", USE, cwd=folder)
    assert used.returncode == 0, used.stderr
    place, schemas, message = used.stdout.splitlines()
    assert not Path(place).is_relative_to(CHECKOUT)
    assert schemas.split() == ["concept", "config", "digest", "paper"]
    assert message == "required property `status` is missing"


def test_the_wheel_works_beside_the_dependencies_that_are_here(wheel: Path, tmp_path: Path):
    python = clean_environment(tmp_path / "env")
    install(python, tmp_path, "--no-deps", "--no-index", wheel)
    borrow_dependencies(python, tmp_path)
    check_installed(python, tmp_path)


def test_the_wheel_installs_with_its_dependencies_in_a_clean_environment(wheel: Path, tmp_path: Path):
    python = clean_environment(tmp_path / "env")
    install(python, tmp_path, wheel)
    check_installed(python, tmp_path)


def test_an_editable_installation_finds_the_schemas_of_the_checkout(tmp_path: Path):
    python = clean_environment(tmp_path / "env")
    install(python, tmp_path, "--no-deps", "-e", CHECKOUT)
    borrow_dependencies(python, tmp_path)
    script = "from vaultkit.vault.schema_files import schema_folder; print(schema_folder())"
    found = run(python, "-c", script, cwd=tmp_path)
    assert found.stdout.strip() == str(CHECKOUT / "schemas"), found.stderr
