"""A vault to ask: notes, links, what they mean, what cannot be read."""

import os
import unicodedata

import pytest

from vaultkit.errors import VaultkitError
from vaultkit.vault.resolve import Ambiguous, Found, Missing
from vaultkit.vault.settings import Settings, read_settings
from vaultkit.vault.vault import STATUSES, Vault, open_vault


def statuses(vault):
    return [(info.link.target + info.link.subpath, info.status) for info in vault.links()]


def test_every_link_falls_into_one_bucket():
    vault = Vault.of({
        "a.md": "[[b]] [[none]] [[b#H]] [[b#no]] [[b#^id]] [[b#^no]] [w](https://x) [[twin]] [[#Own]]\n# Own",
        "b.md": "# H\n\ntext ^id\n",
        "x/twin.md": "",
        "y/twin.md": "",
    })  # fmt: skip
    assert statuses(vault) == [
        ("b", "resolved"),
        ("none", "unresolved"),
        ("b#H", "resolved"),
        ("b#no", "broken-heading"),
        ("b#^id", "resolved"),
        ("b#^no", "broken-block"),
        ("https://x", "external"),
        ("twin", "ambiguous"),
        ("#Own", "resolved"),
    ]
    assert {status for _, status in statuses(vault)} == set(STATUSES)


def test_an_ambiguous_link_names_its_candidates_and_the_one_the_app_opens():
    vault = Vault.of({"a.md": "", "x/twin.md": "", "y/twin.md": "", "far/off/twin.md": ""})
    assert vault.resolve("twin", "a.md") == Ambiguous(("x/twin.md", "y/twin.md"), "near")
    assert vault.resolve("twin", "y/a.md") == Found("y/twin.md", "near")


@pytest.mark.parametrize(
    ("linktext", "expected"),
    [
        ("n#a#b", "b"),
        ("n#A", "A"),
        ("n#b", "b"),
        ("n#c#b", None),
        ("n#b#c", None),
        ("n#I link to x", "I link to [[x]]"),
        ("n#e: f! (g)", "E F  g"),
        ("n#named", "named ^id"),
        ("n#^ID", "id"),
        ("n#^dup", "dup"),
        ("n#", None),
        ("n", None),
    ],
)
def test_a_subpath_finds_its_heading_or_block(linktext, expected):
    vault = Vault.of(
        {
            "n.md": "# A\n## b\n# c\n# I link to [[x]]\n# E F  g\n> # quoted\n\n# named ^id\ntext ^dup\n\nmore ^dup\n"
        }
    )
    found = vault.resolve(linktext, "n.md")
    part = None
    if isinstance(found, Found):
        part = found.heading.text if found.heading else found.block.id if found.block else None
    assert (part or "").lower() == (expected or "").lower()
    assert isinstance(found, Missing) == (linktext in ("n#c#b", "n#b#c"))


def test_only_headings_at_the_root_can_be_linked_to():
    vault = Vault.of({"n.md": "> # quoted\n"})
    assert vault.resolve("n#quoted", "n.md") == Missing("heading", "n.md", "quoted")


@pytest.mark.parametrize("linktext", ["p.png#x", "d.pdf#page=3", "c.canvas#x", "v.base#View"])
def test_subpaths_into_other_files_are_not_headings(linktext):
    vault = Vault.of({"a.md": "", "p.png": "", "d.pdf": "", "c.canvas": "{}", "v.base": ""})
    assert isinstance(vault.resolve(linktext, "a.md"), Found)


def test_links_in_properties_count_at_any_depth_and_only_as_whole_strings():
    vault = Vault.of({
        "a.md": '---\none: "[[b]]"\nmany:\n  - "[[b|x]]"\n  - see "[[b]]"\ndeep: {in: ["[[b#H]]"]}\ndead: [[b]]\nmd: "[b](b.md)"\n---\n',
        "b.md": "# H\n",
    })  # fmt: skip
    text = vault.note("a.md").text
    found = [(i.link.key, text.slice(i.link.span), i.link.display, i.status) for i in vault.links("a.md")]
    assert found == [
        (("one",), "[[b]]", None, "resolved"),
        (("many", 0), "[[b|x]]", "x", "resolved"),
        (("deep", "in", 0), "[[b#H]]", None, "resolved"),
    ]


def test_backlinks_come_from_notes_properties_and_canvases():
    vault = Vault.of({
        "a.md": '---\nr: "[[t]]"\n---\n![[t]] [x](t.md) [y][r]\n\n[r]: t.md',
        "b.canvas": '{"nodes":[{"id":"1","type":"file","file":"t.md"},{"id":"2","type":"text","text":"[[t]]"}]}',
        "t.md": "[[#x]]",
    })  # fmt: skip
    assert [(info.source, info.link.kind) for info in vault.backlinks("t.md")] == [
        ("a.md", "property"),
        ("a.md", "wiki"),
        ("a.md", "markdown"),
        ("b.canvas", "canvas"),
        ("b.canvas", "wiki"),
        ("t.md", "wiki"),
    ]


def test_a_canvas_names_files_from_the_root_only():
    vault = Vault.of({"x/t.md": "", "c.canvas": '{"nodes":[{"id":"1","type":"file","file":"t.md"}]}'})
    assert [info.status for info in vault.links("c.canvas")] == ["unresolved"]


def test_hidden_files_are_no_part_of_a_vault(tmp_path):
    for name in ("a.md", ".hidden.md", ".obsidian/x.md", "sub/.trash/y.md", "sub/b.md", "sub/p.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("[[b]]", encoding="utf-8")
    vault = open_vault(tmp_path)
    assert list(vault.files) == ["a.md", "sub/b.md", "sub/p.png"]
    assert vault.note_paths == ("a.md", "sub/b.md")


def test_names_are_compared_in_nfc_and_shown_in_nfc(tmp_path):
    decomposed = unicodedata.normalize("NFD", "Café 한글.md")
    (tmp_path / decomposed).write_text("# H", encoding="utf-8")
    (tmp_path / "a.md").write_text("[[café 한글#h]]", encoding="utf-8")
    (info,) = open_vault(tmp_path).links()
    assert (info.status, info.path) == ("resolved", "Café 한글.md")


def test_two_spellings_of_one_name_stay_two_files(tmp_path):
    for name in ("é.md", unicodedata.normalize("NFD", "é.md")):
        (tmp_path / name).write_text(name, encoding="utf-8")
    vault = open_vault(tmp_path)
    assert len(vault.files) == len(list(vault.notes())) == 2
    assert len({note.text.data for note in vault.notes()}) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_what_is_no_regular_file_inside_is_named_and_never_read(tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_text("secret", encoding="utf-8")
    root = tmp_path / "vault"
    (root / "sub").mkdir(parents=True)
    (root / "sub" / "real.md").write_text("[[fifo]]", encoding="utf-8")
    os.mkfifo(root / "fifo.md")
    (root / "escape.md").symlink_to(outside)
    (root / "away").symlink_to(tmp_path)
    (root / "loop").symlink_to(root)
    (root / "inside.md").symlink_to(root / "sub" / "real.md")
    (root / "nowhere.md").symlink_to(root / "none.md")
    vault = open_vault(root)
    assert [note.path for note in vault.notes()] == ["inside.md", "sub/real.md"]
    assert set(vault.unreadable) == {"escape.md", "fifo.md"}
    assert {skipped.path for skipped in vault.skipped} == {"away", "loop", "nowhere.md"}
    assert all(info.status == "resolved" for info in vault.links())


def test_a_file_that_vanishes_is_named(tmp_path):
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    vault = open_vault(tmp_path)
    (tmp_path / "a.md").unlink()
    assert vault.note("a.md") is None
    assert vault.unreadable == {"a.md": "it cannot be read: no such file or directory"}


def test_a_note_that_is_too_large_is_not_read(tmp_path):
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(9 * 1024 * 1024)
    vault = open_vault(tmp_path)
    assert vault.note("a.md") is None
    assert vault.unreadable == {"a.md": "it is larger than 8 MB"}


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.write_text("x", encoding="utf-8")])
def test_a_vault_that_is_none_says_what_to_do(tmp_path, make):
    make(tmp_path / "v")
    with pytest.raises(VaultkitError) as error:
        open_vault(tmp_path / "v")
    assert error.value.hint


def test_settings_are_the_apps_own_and_fall_back_to_its_defaults(tmp_path):
    assert read_settings(tmp_path) == Settings()
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "app.json").write_text(
        '{"newLinkFormat":"relative","useMarkdownLinks":true,"attachmentFolderPath":"./a","userIgnoreFilters":["Old/","/\\\\.tmp\\\\.md$/"]}',
        encoding="utf-8",
    )
    (tmp_path / ".obsidian" / "types.json").write_text('{"types":{"Year":"number"}}', encoding="utf-8")
    settings = read_settings(tmp_path)
    assert (settings.link_format, settings.use_markdown_links, settings.attachment_folder) == (
        "relative",
        True,
        "./a",
    )
    assert settings.property_types == {"year": "number"}
    assert [settings.excludes(path) for path in ("old/x.md", "x.tmp.md", "new/x.md")] == [True, True, False]


def test_broken_settings_are_named_and_leave_the_defaults(tmp_path):
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "app.json").write_text("{", encoding="utf-8")
    settings = read_settings(tmp_path)
    assert settings.link_format == "shortest"
    assert settings.notices[0].startswith("`.obsidian/app.json` is not read")


def test_a_note_knows_its_names():
    vault = Vault.of(
        {"p/a.md": "---\ntitle: T\ntype: paper\naliases: x, y\ntags: [a, '#b', 'c d', 3]\n---\n#t #a"}
    )
    note = vault.note("p/a.md")
    assert (note.name, note.title, note.type) == ("a", "T", "paper")
    assert (note.aliases, note.tags) == (("x", "y"), ("a", "b", "t"))
