"""Which paths a glob means."""

import fnmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.source.globs import matches


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("papers", "papers/a.md"),
        ("papers/", "papers/deep/a.md"),
        ("./papers", "papers/a.md"),
        ("papers/*", "papers/a.md"),
        ("papers/*", "papers/deep/a.md"),
        ("papers/**", "papers/a.md"),
        ("papers/**", "papers/deep/er/a.md"),
        ("papers/**/*.md", "papers/a.md"),
        ("papers/**/*.md", "papers/deep/er/a.md"),
        ("**", "a.md"),
        ("**/a.md", "a.md"),
        ("**/a.md", "x/y/a.md"),
        ("**/x/**/b/**", "x/1/b/2"),
        ("**/a/**/a/b", "a/a/a/b"),
        ("*.md", "a.md"),
        ("?.md", "한.md"),
        ("[ab].md", "b.md"),
        ("[!ab].md", "c.md"),
        ("[a-c].md", "b.md"),
        ("[]].md", "].md"),
        ("[^a].md", "^.md"),
        ("[z-a].md", "[z-a].md"),
        ("a[.md", "a[.md"),
        ("*a*a*.md", "banana.md"),
        ("HotPapers_*", "HotPapers_May20.md"),
        (".", "any/thing.md"),
        ("a+b (1).md", "a+b (1).md"),
    ],
)
def test_what_a_glob_means(glob: str, path: str):
    assert matches(glob, path)


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("papers", "papersx/a.md"),
        ("papers", "old/papers/a.md"),
        ("papers/*.md", "papers/deep/a.md"),
        ("papers/**", "papers"),
        ("*.md", "papers/a.md"),
        ("?.md", "ab.md"),
        ("a?b", "a/b"),
        ("a[!x]b", "a/b"),
        ("[ab].md", "c.md"),
        ("[!ab].md", "a.md"),
        ("**/a.md", "x/ba.md"),
        ("PAPERS", "papers/a.md"),
        ("*.md", "a.md\nx"),
    ],
)
def test_what_a_glob_does_not_mean(glob: str, path: str):
    assert not matches(glob, path)


@given(
    st.text("ab*?", min_size=1, max_size=8).filter(lambda glob: glob != "**"),
    st.text("ab", min_size=1, max_size=8),
)
def test_within_one_folder_it_means_what_fnmatch_means(glob: str, path: str):
    assert matches(glob, path) == fnmatch.fnmatchcase(path, glob)


@given(
    st.lists(st.sampled_from(["**", "a", "b", "*"]), max_size=6),
    st.lists(st.sampled_from("ab"), min_size=1, max_size=6),
)
def test_across_folders_it_means_what_trying_everything_finds(steps: list[str], path: list[str]):
    def slow(at: int, where: int) -> bool:
        if at == len(steps):
            return where == len(path) or (at == 0 or steps[-1] != "**")
        if steps[at] == "**":
            least = where + 1 if at == len(steps) - 1 else where
            return any(slow(at + 1, to) for to in range(least, len(path) + 1))
        if where == len(path):
            return False
        return steps[at] in ("*", path[where]) and slow(at + 1, where + 1)

    assert matches("/".join(steps) or ".", "/".join(path)) == slow(0, 0)


def test_a_hostile_glob_ends():
    assert not matches("*a" * 60 + "*b", "a" * 250)
    assert not matches("**/a/" * 60 + "b", "a/" * 120 + "c")
