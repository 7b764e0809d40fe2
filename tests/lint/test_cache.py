"""A cache that cannot lie: after any change the warm answer equals the cold one."""

import os
import random
import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.conftest import tries
from vaultkit.config import load_config
from vaultkit.lint.cached import lint_cached
from vaultkit.lint.engine import run
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.vault.index import cache_folder, clear, open_index
from vaultkit.vault.vault import open_vault

NAMES = ("a", "b", "Ünï", "paper one", "x.y")
FOLDERS = ("", "p/", "p/q/")
PATHS = st.builds(lambda folder, name: f"{folder}{name}.md", st.sampled_from(FOLDERS), st.sampled_from(NAMES))
LINKS = st.sampled_from((*NAMES, "p/a", "alias one", "none", "pic.png", "../a", "./b", "A", "q/a"))
SUBPATHS = st.sampled_from(("", "", "#H", "#H#I", "#^id", "#none", "#^none"))
PIECES = st.one_of(
    st.builds(lambda link, sub: f"[[{link}{sub}]]", LINKS, SUBPATHS),
    st.builds(lambda link: f"![[{link}]]", LINKS),
    st.sampled_from(
        ("# H", "## I", "text ^id", "#tag #Tag", "plain", "[t](a.md)", "[^1]", "%%", "^a_b", "- [ ] x")
    ),
)
PROPERTIES = st.sampled_from((
    "", "---\naliases: [alias one]\n---\n", "---\ntype: paper\ntitle: A title\nstatus: read\n---\n",
    '---\nrelated: ["[[a]]"]\ntags: x y\n---\n', "---\na: 1\na: 2\n---\n", "---\nbroken: [\n---\n", "---\nrel: [[a]]\n---\n",
    '---\ntype: paper\ntitle: A title\nstatus: inbox\narxiv: "2301.00808"\nrelated: ["[[b]]"]\n---\n',
))  # fmt: skip
BODIES = st.builds(
    lambda head, parts: head + "\n\n".join(parts) + "\n", PROPERTIES, st.lists(PIECES, max_size=4)
)


def cold(root, asked):
    config = load_config(root)
    return run(open_vault(root), make_policy(config, asked))


def warm(root, asked):
    return lint_cached(open_vault(root), load_config(root), asked)


class Vaults(RuleBasedStateMachine):
    """A vault that someone works in, linted after each step with and without the index."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp())
        self.root = self.folder / "vault"
        self.root.mkdir()
        self.asked = Asked()
        os.environ["VAULTKIT_CACHE_DIR"] = str(self.folder / "cache")

    @rule(path=PATHS, body=BODIES)
    def write(self, path, body):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(body, encoding="utf-8")

    @rule(path=PATHS)
    def delete(self, path):
        (self.root / path).unlink(missing_ok=True)

    @rule(old=PATHS, new=PATHS)
    def rename(self, old, new):
        if (self.root / old).exists():
            (self.root / new).parent.mkdir(parents=True, exist_ok=True)
            (self.root / old).replace(self.root / new)

    @rule(path=PATHS)
    def touch(self, path):
        if (self.root / path).exists():
            os.utime(self.root / path, ns=(1, 1))

    @rule(path=PATHS)
    def change_with_the_same_size_and_time(self, path):
        place = self.root / path
        if place.exists():
            before, data = place.stat(), place.read_bytes()
            place.write_bytes(
                data.replace(b"[[a", b"[[b") if b"[[a" in data else data.replace(b"# H", b"# J")
            )
            os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule()
    def let_the_clock_go_on(self):
        time.sleep(0.11)

    @rule(name=st.sampled_from(("pic.png", "p/pic.png", "a", "board.canvas")))
    def add_or_remove_another_file(self, name):
        place = self.root / name
        if place.exists():
            place.unlink()
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(
                '{"nodes":[{"id":"1","type":"file","file":"a.md"},{"id":"2","type":"text","text":"[[b#H]]"}]}'
            )

    @rule(
        text=st.sampled_from(
            (
                "",
                'select = ["all"]\n',
                'exclude = ["p/**"]\n',
                'ignore = ["broken-link"]\n',
                '[schemas]\n"p/**" = "own.json"\n',
            )
        )
    )
    def configure(self, text):
        (self.root / "vaultkit.toml").write_text(text)
        (self.root / "own.json").write_text('{"type": "object", "required": ["title"]}')

    @rule(need=st.sampled_from(("title", "year")))
    def change_the_schema(self, need):
        (self.root / "own.json").write_text('{"type": "object", "required": ["' + need + '"]}')

    @rule(text=st.sampled_from(('{"userIgnoreFilters": ["p/"]}', "{}", '{"newLinkFormat": "absolute"}')))
    def set_the_app(self, text):
        (self.root / ".obsidian").mkdir(exist_ok=True)
        (self.root / ".obsidian" / "app.json").write_text(text)

    @rule(asked=st.sampled_from((Asked(), Asked(select=("all",)), Asked(ignore=("broken-link",)))))
    def ask(self, asked):
        self.asked = asked

    @rule()
    def lose_permission(self):
        place = self.root / "a.md"
        if place.exists():
            place.chmod(0o600 if place.stat().st_mode & 0o777 == 0 else 0o000)

    @rule()
    def damage_the_index(self):
        for path in (self.folder / "cache").glob("*.sqlite"):
            path.write_bytes(path.read_bytes()[:700] + b"\0nonsense" * 50)

    @invariant()
    def the_warm_answer_is_the_cold_one(self):
        if not hasattr(self, "root"):
            return
        expected = cold(self.root, self.asked)
        for _ in range(2):
            found = warm(self.root, self.asked)
            assert found.diagnostics == expected.diagnostics
            assert found.checked == expected.checked

    def teardown(self):
        os.environ.pop("VAULTKIT_CACHE_DIR", None)
        if hasattr(self, "folder"):
            (self.root / "a.md").exists() and (self.root / "a.md").chmod(0o600)
            shutil.rmtree(self.folder)


TestVaults = Vaults.TestCase
TestVaults.settings = settings(max_examples=tries(12), stateful_step_count=20, deadline=None)


@pytest.fixture
def world(tmp_path, monkeypatch):
    monkeypatch.setenv("VAULTKIT_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "vault"
    root.mkdir()
    for name in "abc":
        (root / f"{name}.md").write_text(f"# {name}\n\n[[none]]\n")
    time.sleep(0.12)
    return root


def read_of(root, monkeypatch):
    """The notes that a warm run reads."""
    vault = open_vault(root)
    lint_cached(vault, load_config(root), Asked())
    return sorted(vault._notes)


def test_a_warm_run_reads_no_note(world, monkeypatch):
    warm(world, Asked())
    assert read_of(world, monkeypatch) == []


def test_a_changed_body_checks_one_note(world, monkeypatch):
    warm(world, Asked())
    (world / "b.md").write_text("# b\n\n[[none]] more\n")
    assert read_of(world, monkeypatch) == ["b.md"]


def test_a_changed_heading_checks_the_notes_that_point_at_it(world, monkeypatch):
    (world / "c.md").write_text("# c\n\n[[b#b]]\n")
    time.sleep(0.12)
    warm(world, Asked())
    (world / "b.md").write_text("# B two\n")
    assert read_of(world, monkeypatch) == ["b.md", "c.md"]


def test_without_a_cache_folder_all_works_and_nothing_is_said(world, tmp_path, monkeypatch, capfd):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VAULTKIT_CACHE_DIR", str(tmp_path / "file" / "below"))
    assert open_index(world, "key") is None
    assert warm(world, Asked()).diagnostics == cold(world, Asked()).diagnostics
    assert capfd.readouterr() == ("", "")


def test_clearing_deletes_every_index(world):
    warm(world, Asked())
    warm(world, Asked(select=("all",)))
    assert clear() == 2
    assert list(cache_folder().glob("*.sqlite")) == []


def test_of_many_configurations_the_last_ones_are_kept(world):
    for name in ("broken-link", "broken-heading", "broken-block", "ambiguous-link"):
        warm(world, Asked(select=(name,)))
    assert len(list(cache_folder().glob("*.sqlite"))) == 2


def test_a_damaged_index_is_noticed_wherever_the_damage_lies(world):
    """Bytes are flipped in 300 places, and by whole pages in 20: the warm answer is the cold one."""
    asked = Asked(select=("all",))
    (world / "d.md").write_text("# D\n\n[[a#nowhere]] [[b]] [[gone]]\n")
    (world / "a.md").write_text("---\naliases: [one]\n---\n# A\n\ntext ^id\n")
    expected = cold(world, asked).diagnostics
    time.sleep(0.12)
    warm(world, asked)
    (kept,) = cache_folder().glob("*.sqlite")
    sound = kept.read_bytes()
    chance = random.Random(1)
    for number in range(320):
        at = number * len(sound) // 320
        damaged = bytearray(sound)
        for place in range(at, min(at + (1 if number < 300 else 4096), len(sound))):
            damaged[place] ^= chance.randrange(1, 256)
        kept.write_bytes(damaged)
        assert warm(world, asked).diagnostics == expected, at
    kept.write_bytes(sound[: len(sound) // 2])
    assert warm(world, asked).diagnostics == expected
    kept.write_bytes(sound)
    assert warm(world, asked).diagnostics == expected


def test_an_index_that_is_sound_is_used(world, monkeypatch):
    time.sleep(0.12)
    warm(world, Asked())
    assert read_of(world, monkeypatch) == []


def test_what_a_killed_run_left_beside_the_index_is_swept(world):
    warm(world, Asked(select=("broken-link",)))
    (kept,) = cache_folder().glob("*.sqlite")
    old, new = (kept.with_name(f"{kept.name}.{number}.new") for number in (1, 2))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    warm(world, Asked(select=("broken-block",)))
    assert (old.exists(), new.exists()) == (False, True)
