"""A link that we write is found again, from where it was written, in the form that the settings ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.source.linktext import linktext_of
from vaultkit.vault.resolve import Found
from vaultkit.vault.settings import Settings
from vaultkit.vault.spelling import destination, linktext
from vaultkit.vault.vault import Vault

FILES = ("Note.md", "a/Note.md", "a/Only.md", "b/c/deep.md", "p.png", "p.png.md", "v1.2.md")


@pytest.mark.parametrize(
    ("form", "path", "source", "written"),
    [
        ("shortest", "a/Only.md", "b/c/deep.md", "Only"),
        ("shortest", "a/Note.md", "b/c/deep.md", "a/Note"),
        ("shortest", "Note.md", "a/Only.md", "Note"),
        ("shortest", "p.png", "a/Only.md", "p.png"),
        ("shortest", "p.png.md", "a/Only.md", "p.png.md"),
        ("shortest", "v1.2.md", "a/Only.md", "v1.2"),
        ("relative", "a/Only.md", "b/c/deep.md", "../../a/Only"),
        ("relative", "a/Note.md", "a/Only.md", "./Note"),
        ("relative", "b/c/deep.md", "Note.md", "b/c/deep"),
        ("absolute", "a/Only.md", "b/c/deep.md", "a/Only"),
    ],
)
def test_a_link_is_written_as_the_settings_say(form, path: str, source: str, written: str):
    vault = Vault.of(dict.fromkeys(FILES, ""), Settings(link_format=form))
    assert linktext(vault, path, source) == written


@pytest.mark.parametrize("path", ["C#.md", "a|b.md", "a^b.md", "a]]b.md"])
def test_a_name_that_no_link_can_hold_has_none(path: str):
    assert linktext(Vault.of({path: ""}), path, "x.md") is None


NAMES = st.text("aB.é \u1112(%", min_size=1, max_size=4).filter(
    lambda name: name.strip(" .") == name and "%%" not in name
)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".md")


@given(
    st.lists(PATHS, min_size=1, max_size=6, unique_by=str.lower),
    st.sampled_from(["shortest", "relative", "absolute"]),
)
def test_what_is_written_is_found_again(paths: list[str], form):
    vault = Vault.of(dict.fromkeys(paths, ""), Settings(link_format=form))
    for source in vault.files:
        for path in vault.files:
            written = linktext(vault, path, source)
            assert written is not None
            found = vault.resolve(written, source)
            assert isinstance(found, Found)
            assert found.path == path


@given(st.text("ab ()<>%\\한", max_size=8))
def test_a_destination_reads_back_as_its_linktext(text: str):
    written = destination(text)
    assert linktext_of(written) == (text.strip(), "")
    assert not set(written) & set(" ()<>\\")
