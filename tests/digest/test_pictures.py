"""Where pictures go, and which names stand for one."""

import json

import pytest

from vaultkit.cli import main
from vaultkit.digest.pictures import attachment_folder
from vaultkit.vault.settings import Settings

SAID = "Post_Jun01\n\n1. A Boat without Oars. CVPR, 2021.\n\n  • Text\n\n{}\n\n2. Oars. CVPR, 2022.\n\n  • Text\n"
STAMP = "image-20230511140659637"


@pytest.mark.parametrize(
    ("setting", "folder"),
    [
        ("/", ""),
        ("Files", "Files"),
        ("Files/Pictures/", "Files/Pictures"),
        ("./", "papers/2023"),
        ("./figures", "papers/2023/figures"),
        (".attachments", None),
        ("../elsewhere", None),
        ("./../..", None),
    ],
)
def test_the_attachment_folder_is_the_app_s(setting, folder):
    settings = Settings(attachment_folder=setting, says_attachments=True)
    assert attachment_folder(settings, "papers/2023/A Boat.md") == folder


def test_settings_that_say_nothing_name_no_folder():
    assert attachment_folder(Settings(), "papers/A Boat.md") is None


def imported_with(tmp_path, app, toml="", said=STAMP):
    """The pictures of a vault after an import with ``--images``, and the note's text."""
    vault, images = tmp_path / "vault", tmp_path / "images"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / ".obsidian/app.json").write_text(json.dumps(app))
    if toml:
        (vault / "vaultkit.toml").write_text(toml)
    images.mkdir()
    (images / f"{said}.png").write_bytes(b"\x89PNG\0")
    digest = tmp_path / "post.txt"
    digest.write_text(SAID.format(said))
    assert main(["import", str(digest), "--vault", str(vault), "--images", str(images)]) == 0
    assert main(["lint", str(vault)]) == 0
    found = sorted(path.relative_to(vault).as_posix() for path in vault.rglob("*.png"))
    return found, (vault / "papers/A Boat without Oars.md").read_text()


@pytest.mark.parametrize(
    ("app", "toml", "place"),
    [
        ({}, "", "assets/Post_Jun01"),
        ({"attachmentFolderPath": "/"}, "", "."),
        ({"attachmentFolderPath": "Files"}, "", "Files"),
        ({"attachmentFolderPath": "./"}, "", "papers"),
        ({"attachmentFolderPath": "./figures"}, "", "papers/figures"),
        ({"attachmentFolderPath": "Files"}, '[folders]\nassets = "media"\n', "media/Post_Jun01"),
        ({"attachmentFolderPath": ".hidden"}, "", "assets/Post_Jun01"),
    ],
)
def test_a_picture_goes_where_the_app_or_the_configuration_says(tmp_path, app, toml, place):
    pictures, note = imported_with(tmp_path, app, toml)
    assert pictures == [f"{place}/{STAMP}.png".removeprefix("./")]
    assert f"![[{STAMP}.png]]" in note


def test_a_name_of_the_configuration_stands_for_a_picture(tmp_path):
    toml = 'image-placeholder = "Figure-[0-9]{4}"\n'
    pictures, note = imported_with(tmp_path, {}, toml, "Figure-0012")
    assert pictures == ["assets/Post_Jun01/Figure-0012.png"]
    assert "![[Figure-0012.png]]" in note


def test_without_it_the_name_is_text(tmp_path):
    pictures, note = imported_with(tmp_path, {}, "", "Figure-0012")
    assert pictures == []
    assert "\nFigure-0012\n" in note


def test_a_pattern_that_may_run_for_ever_is_not_tried(tmp_path):
    _, note = imported_with(tmp_path, {}, 'image-placeholder = "(a+)+b"\n', f"{'a' * 200}")
    assert f"\n{'a' * 200}\n" in note
