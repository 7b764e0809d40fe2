"""A stranger's vault may be looked at: nothing in it runs, calls out, leads out of it, hangs, or is written to."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.hostile.attacks import GIT, OUTSIDE, PAPER, Plant, attacks, plant_repository
from tests.hostile.running import WATCH, SlowError, budget, commands, run, tree, wrong

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these vaults cannot be made here")
ATTACKS = list(attacks())
SHARES = 24
SECONDS = 20
LOOKING = (
    ("lint", "--no-cache", "--select", "all", "--format", "json"), ("lint",), ("links",), ("graph",),
    ("graph", "--use-obsidian-groups"), ("config",), ("lint", "--fix", "--diff"),
)  # fmt: skip
DIGEST = b"# Papers\n\n## A paper\n- one\n![x](../outside/secret.png)\n\n## Other paper\n- two\n"


def make(place: Path, plant: Plant) -> Path:
    """A vault with a good note, a paper, and the attack; and beside it what it must not reach."""
    root = place / "vault"
    shutil.rmtree(root, ignore_errors=True)
    (root / ".obsidian").mkdir(parents=True)
    (root / "good.md").write_bytes(b"# Good\n[[paper]]\n")
    (root / "paper.md").write_bytes(PAPER)
    outside = place / OUTSIDE
    outside.mkdir(exist_ok=True)
    for name in ("secret.md", "secret.json", "secret.png", "vaultkit.toml"):
        (outside / name).write_text('{"secret": "secret"}\n')
    plant(root)
    return root


def problems_of(name: str, plant: Plant, place: Path, some: int | None = None) -> list[str]:
    """What the attack reached, in words; none when it reached nothing. ``some`` chooses two of the commands."""
    try:
        root = make(place, plant)
    except (OSError, ValueError) as error:
        return [] if isinstance(error, OSError) else [f"{name}: {error}"]
    before, found = tree(place), []
    (place / "digest.md").write_bytes(DIGEST)
    before["digest.md"] = tree(place)["digest.md"]
    reading = [
        *commands(root, *LOOKING),
        ("import", str(place / "digest.md"), "--dry-run", "--vault", str(root)),
    ]
    if some is not None:
        reading = [reading[0], reading[1 + some % (len(reading) - 1)]]
    for command in reading:
        try:
            with budget(SECONDS), WATCH.over(root, place / "digest.md") as seen:
                ran = run(*command)
        except SlowError:
            found.append(f"{name}: {command[0]} hangs")
            continue
        except Exception as error:
            raise AssertionError(f"{name}: {command}: {error!r:.200}") from error
        found += [
            f"{name}: {command[0]}: {what}" for what in (*wrong(ran, controls=command[-3] != "--diff"), *seen)
        ]
        if "secret" in ran.out.replace("secret.", "") and name.startswith(
            ("configuration", "schema", "link")
        ):
            found.append(f"{name}: {command[0]} shows what lies outside")
    if tree(place) != before:
        found.append(f"{name}: something was written")
    return found


def test_there_are_enough_attacks():
    assert len(dict(ATTACKS)) == len(ATTACKS) >= 200


def reached(place: Path, chosen: Iterable[tuple[str, Plant]]) -> list[str]:
    """What the attacks reached, each in front of two of the commands."""
    return [
        problem
        for some, (name, plant) in enumerate(chosen)
        for problem in problems_of(name, plant, place, some)
    ]


@pytest.mark.parametrize("share", range(4))
def test_no_attack_reaches_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: int):
    monkeypatch.chdir(tmp_path)
    assert reached(tmp_path, ATTACKS[::6][share::4]) == []


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_no_attack_at_all_reaches_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: int):
    monkeypatch.chdir(tmp_path)
    assert reached(tmp_path, ATTACKS[share::SHARES]) == []


def test_the_watch_sees_what_it_looks_for(tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "x").write_bytes(b"")
    with WATCH.over(tmp_path / "in") as seen:
        (tmp_path / "x").read_bytes()
        list((tmp_path / "in").iterdir())
        subprocess.run([sys.executable, "-c", ""], check=True)
    assert any(str(tmp_path / "x") in each for each in seen)
    assert any(each.startswith("subprocess.Popen") for each in seen)
    assert not any(str(tmp_path / "in") in each for each in seen)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
@pytest.mark.parametrize("attack", GIT)
def test_a_repository_starts_nothing(tmp_path: Path, attack: str):
    root, proof = make(tmp_path, lambda root: None), tmp_path / "executed"
    plant_repository(root, attack, proof)
    for command in (
        ["lint", "--index"],
        ["lint", "--staged"],
        ["lint", "--since", "HEAD"],
        ["graph", "diff", "HEAD", "HEAD"],
    ):
        ran = run(*command, "--vault", str(root))
        assert wrong(ran) == []
        assert not proof.exists(), command


def test_a_repository_that_lacks_a_note_is_no_clean_one(tmp_path: Path):
    root = make(tmp_path, lambda root: None)
    plant_repository(root, "promisor", tmp_path / "executed")
    ran = run("lint", "--index", "--vault", str(root))
    assert (ran.code, "git does not hold its content" in ran.out) == (1, True)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
def test_the_system_calls_agree(tmp_path: Path):
    """One vault with many attacks at once, seen from outside the process."""
    chosen = [
        plant
        for name, plant in ATTACKS
        if name.startswith(("link", "words", "module", "pickle", "app.json leads"))
    ]

    def plant(root: Path) -> None:
        for each in chosen:
            try:
                each(root)
            except OSError:
                continue  # two attacks may want the same name

    root, log = make(tmp_path, plant), tmp_path / "calls"
    home = tmp_path / "home"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    subprocess.run(
        ["strace", "-f", "-o", str(log), "-e", "trace=execve,socket,connect,open,openat,creat,rename,unlink,mkdir",
         sys.executable, "-m", "vaultkit", "lint", "--vault", str(root)],
        env=environment, cwd=home.parent, capture_output=True, check=False,
    )  # fmt: skip
    calls = log.read_text(errors="replace").splitlines()
    if any("ptrace" in line for line in calls[:3]) or len(calls) < 100:
        pytest.skip("strace may not trace here")
    assert sum("execve(" in line for line in calls) == 1
    assert [line for line in calls if "socket(" in line or "connect(" in line] == []
    assert [line for line in calls if f"/{OUTSIDE}/" in line] == []
    writing = [
        line
        for line in calls
        if any(w in line for w in ("O_WRONLY", "O_RDWR", "O_CREAT", "rename(", "unlink(", "mkdir("))
    ]
    assert [line for line in writing if f'"{root}' in line] == []
