"""What changed between two revisions is told link by link, and git is only read."""

import subprocess

import pytest

from vaultkit.errors import VaultkitError
from vaultkit.graph.build import build
from vaultkit.graph.compare import compare, find_moved, vault_at
from vaultkit.graph.model import Edge
from vaultkit.vault.vault import Vault, open_vault

BEFORE = {
    "a.md": "[[b]] [[c]]",
    "b.md": "text of b",
    "c.md": "",
    "old/d.md": "moved as it is",
    "e.md": "[[d]]",
}
AFTER = {
    "a.md": "[[b]]",
    "b.md": "text of b",
    "c.md": "",
    "new/d.md": "moved as it is",
    "e.md": "[[d]] [[a]]",
    "f.md": "",
}


def compared(before, after):
    old, new = Vault.of(before), Vault.of(after)
    return compare(build(old), build(new), find_moved(old, new))


def link(source, target):
    return Edge(source, target, "link", 1, False)


def test_notes_and_links_gained_and_lost():
    found = compared(BEFORE, AFTER)
    assert found.notes_gained == ("f.md",)
    assert found.notes_lost == ()
    assert found.moved == (("old/d.md", "new/d.md"),)
    assert found.links_gained == (link("e.md", "a.md"),)
    assert found.links_lost == (link("a.md", "c.md"),)
    assert found.new_orphans == ("c.md", "f.md")


def test_a_vault_is_no_different_from_itself():
    found = compared(BEFORE, BEFORE)
    assert found.is_empty
    assert found.new_orphans == ()


def test_a_symmetric_link_that_turned_round_is_the_same_link():
    found = compared(
        {"a.md": '---\nrelated: ["[[b]]"]\n---\n', "b.md": ""},
        {"a.md": "", "b.md": '---\nrelated: ["[[a]]"]\n---\n'},
    )
    assert found.is_empty


def test_twins_are_not_taken_for_moved():
    found = compared({"a.md": "same", "b.md": "same"}, {"c.md": "same"})
    assert (found.moved, found.notes_lost, found.notes_gained) == ((), ("a.md", "b.md"), ("c.md",))


def git(folder, *arguments):
    settings = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", folder, *settings, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    """A vault in a folder of a repository, with one commit of ``BEFORE`` and one of ``AFTER``."""
    vault = tmp_path / "notes" / "my vault"
    git_folder = tmp_path / "notes"
    git_folder.mkdir()
    git(git_folder, "init", "-q")
    (git_folder / "outside.md").write_text("[[nothing]]")
    for files in (BEFORE, AFTER):
        for path in vault.rglob("*.md"):
            path.unlink()
        for path, text in files.items():
            (vault / path).parent.mkdir(parents=True, exist_ok=True)
            (vault / path).write_text(text)
        (vault / ".hidden.md").write_text("[[a]]")
        (vault / "한국어.md").write_text("[[a]]")
        git(git_folder, "add", "-A")
        git(git_folder, "commit", "-qm", "x")
    return vault


def test_a_revision_is_read_as_a_vault(repository):
    old, new = vault_at(repository, "HEAD~1"), vault_at(repository, "HEAD")
    assert set(old.files) == {*BEFORE, "한국어.md"}
    assert set(new.files) == {*AFTER, "한국어.md"}
    assert old.note("a.md").text.value == "[[b]] [[c]]"
    found = compare(build(old), build(open_vault(repository)), find_moved(old, open_vault(repository)))
    assert found.notes_gained == ("f.md",)
    assert found.links_lost == (link("a.md", "c.md"),)


def test_reading_a_revision_changes_nothing(repository):
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    vault_at(repository, "HEAD~1")
    assert {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("revision", ["nowhere", "--all", "HEAD~9", ""])
def test_a_revision_that_is_none_is_named(repository, revision):
    with pytest.raises(VaultkitError, match=f"git knows no revision `{revision}`"):
        vault_at(repository, revision)


def test_a_vault_without_a_history_says_so(tmp_path):
    with pytest.raises(VaultkitError, match="not in a git repository"):
        vault_at(tmp_path, "HEAD")
