"""Which vault a command means."""

from pathlib import Path

import pytest

from vaultkit.cli._places import from_here
from vaultkit.cli._vault import find_vault
from vaultkit.errors import VaultkitError


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("vault/.obsidian", "vault/papers", "toml/deep/er", "plain/sub"):
        (tmp_path / name).mkdir(parents=True)
    for name in (
        "vault/papers/MAE.md",
        "toml/vaultkit.toml",
        "toml/deep/er/a.md",
        "plain/sub/a.md",
        "plain/b.md",
    ):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "root"),
    [
        (["vault"], "vault"),
        (["vault/papers"], "vault"),
        (["vault/papers/MAE.md", "vault/papers"], "vault"),
        (["toml/deep/er/a.md"], "toml"),
        (["vault/papers/../papers/MAE.md"], "vault"),
    ],
)
def test_the_nearest_marked_folder_upward_is_the_vault(world: Path, capsys, paths: list[str], root: str):
    assert find_vault([Path(path) for path in paths], None) == (world / root, False)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("paths", "root"),
    [([], "."), (["plain"], "plain"), (["plain/sub/a.md"], "."), (["plain/sub", "plain/b.md"], ".")],
)
def test_without_a_mark_the_given_folder_or_the_current_one_is_a_guess_and_said(
    world: Path, capsys, paths: list[str], root: str
):
    assert find_vault([Path(path) for path in paths], None) == (world / root, True)
    said = f"note: no `.obsidian` or `vaultkit.toml` here or above: taking `{world / root}` as the vault\n"
    assert capsys.readouterr().err == said


def test_a_note_outside_the_current_folder_means_its_own_folder(world: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(world / "vault")
    assert find_vault([world / "plain/b.md"], None, quiet=True) == (world / "plain", True)


def test_without_paths_the_current_folder_is_asked(world: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(world / "toml/deep")
    assert find_vault([], None) == (world / "toml", False)


def test_a_mark_of_the_wrong_kind_is_none(world: Path):
    (world / "plain/.obsidian").touch()
    (world / "plain/vaultkit.toml").mkdir()
    assert find_vault([Path("plain/sub")], None, quiet=True) == (world / "plain/sub", True)


def test_the_named_vault_wins(world: Path):
    assert find_vault([], Path("plain")) == (world / "plain", False)


def test_import_may_name_a_vault_that_is_still_to_be_made(world: Path):
    assert find_vault([], Path("new/vault"), create=True) == (world / "new/vault", False)


@pytest.mark.parametrize(
    ("paths", "vault", "message"),
    [
        ([], "absent", "there is no vault `absent`"),
        ([], "plain/b.md", "`plain/b.md` is not a folder"),
        (["absent.md"], None, "there is no `absent.md`"),
        (["vault/papers", "toml/deep"], None, "the given paths lie in different vaults"),
        (["vault/papers", "plain"], None, "the given paths lie in different vaults"),
        (["plain/b.md"], "vault", "lies outside the vault"),
    ],
)
def test_what_cannot_be_a_vault_is_said_with_a_next_step(world: Path, paths, vault, message: str):
    with pytest.raises(VaultkitError) as raised:
        find_vault([Path(path) for path in paths], Path(vault) if vault else None)
    assert message in raised.value.message


@pytest.mark.parametrize(
    ("path", "hint"),
    [("plain/b", "did you mean `plain/b.md`?"), ("plian", "did you mean `plain`?"), ("zzz/b", "give a note or a folder that exists")],
)  # fmt: skip
def test_a_path_that_is_missing_names_what_lies_there_under_nearly_its_name(world: Path, path, hint):
    with pytest.raises(VaultkitError) as raised:
        find_vault([Path(path)], None)
    assert raised.value.hint == hint


def test_paths_with_nothing_in_common_ask_for_a_name(world: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(world / "vault")
    with pytest.raises(VaultkitError, match="no vault in common"):
        find_vault([world / "plain/b.md", world / "plain/sub"], None)


def test_a_file_that_is_no_note_is_no_vault(world: Path):
    (world / "vault/picture.png").touch()
    for paths in (["vault/picture.png"], ["toml/vaultkit.toml", "vault/picture.png"]):
        with pytest.raises(VaultkitError, match=f"`{paths[0]}` is no note"):
            find_vault([Path(path) for path in paths], None)


def test_a_file_that_is_no_note_may_stand_beside_one(world: Path):
    (world / "vault/picture.png").touch()
    paths = [Path("vault/picture.png"), Path("vault/papers/MAE.md")]
    assert find_vault(paths, None) == (world / "vault", False)


def test_a_path_is_shown_so_that_it_can_be_opened_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def shown(folder: Path) -> list[str]:
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.chdir(folder)
        return [from_here(tmp_path / "vault")(path) for path in ("a.md", "sub/b.md", "subtle.md")]

    root = (tmp_path / "vault").as_posix()
    assert shown(tmp_path / "vault") == ["a.md", "sub/b.md", "subtle.md"]
    assert shown(tmp_path) == ["vault/a.md", "vault/sub/b.md", "vault/subtle.md"]
    assert shown(tmp_path / "vault" / "sub") == [f"{root}/a.md", "b.md", f"{root}/subtle.md"]
    assert shown(tmp_path / "other") == [f"{root}/a.md", f"{root}/sub/b.md", f"{root}/subtle.md"]
