"""``vaultkit import`` on the command line."""

import os
from pathlib import Path

import pytest

from tests.digest.importing import DATA
from vaultkit.cli import main

DIGEST = str(DATA / "reading_jun09.txt")


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


def files(vault):
    return {
        path.relative_to(vault).as_posix(): path.read_bytes()
        for path in Path(vault).rglob("*")
        if path.is_file()
    }


def test_a_missing_vault_is_made_and_the_summary_says_what_of(capsys):
    assert main(["import", DIGEST, "--vault", "vault"]) == 0
    shown = capsys.readouterr().out
    assert "made: 3 papers, 2 stubs, 1 digest\n" in shown
    assert "in them: 14 list items, 2 pictures, 2 links\n" in shown
    assert "not linked, as the text leaves it open: 2\n" in shown
    assert Path("vault/papers/Cobalt.md").is_file()


def test_a_second_import_writes_nothing(capsys):
    main(["import", DIGEST, "--vault", "vault"])
    before = files("vault")
    capsys.readouterr()
    assert main(["import", DIGEST, "--vault", "vault"]) == 0
    assert "nothing to do: every note is as the digest says\n" in capsys.readouterr().out
    assert files("vault") == before


@pytest.mark.parametrize("option", ["--dry-run", "--diff", "--status", "--explain"])
def test_looking_writes_nothing(option, capsys):
    assert main(["import", DIGEST, "--vault", "vault", option]) == (1 if option == "--diff" else 0)
    assert capsys.readouterr().out
    assert not Path("vault").exists()


def test_the_diff_shows_the_notes_and_none_of_our_own_files(capsys):
    main(["import", DIGEST, "--vault", "vault", "--diff"])
    shown = capsys.readouterr().out
    assert "+++ b/papers/Cobalt.md\n" in shown
    assert ".vaultkit" not in shown


def test_explain_shows_how_each_line_was_read(capsys):
    main(["import", DIGEST, "--explain"])
    shown = capsys.readouterr().out.splitlines()
    assert "     3  title     T3: venue ICRA, year 2023, alias Cobalt" in shown
    assert "     6  item" in shown
    assert "    12  picture   image-20230608101112131" in shown


def test_standard_input_is_a_digest(monkeypatch, capsys):
    with Path(DIGEST).open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert main(["import", "-", "--vault", "vault"]) == 0
    assert Path("vault/digests/Reading_Jun09.md").is_file()


def test_a_folder_gives_all_its_digests(capsys):
    assert main(["import", str(DATA), "--vault", "vault", "--no-stubs"]) == 0
    names = sorted(path.name for path in Path("vault/digests").iterdir())
    assert {"Reading_Jun09.md", "Reading_Mar23.md"} <= set(names)


def test_a_conflict_ends_with_three_until_it_is_settled(capsys):
    main(["import", DIGEST, "--vault", "vault"])
    note = Path("vault/papers/Cobalt.md")
    note.write_text(note.read_text("utf-8").replace("The encoder is kept", "MINE"), "utf-8")
    edited = Path("edited.txt")
    edited.write_text(
        Path(DIGEST).read_text("utf-8").replace("The encoder is kept", "The encoder is new"), "utf-8"
    )
    assert main(["import", "edited.txt", "--vault", "vault"]) == 3
    assert "1 conflict to settle" in capsys.readouterr().out
    assert main(["import", "edited.txt", "--vault", "vault", "--status"]) == 3
    whole = note.read_text("utf-8")
    start = whole.index("    > [!vaultkit-conflict]")
    end = whole.index("\n", whole.index("\n", start) + 1) + 1
    note.write_text(whole[:start] + whole[end:], "utf-8")
    assert main(["import", "edited.txt", "--vault", "vault"]) == 0


@pytest.mark.parametrize("spoilt", [b"\xef\xbb\xbf---\n", b"---\n: [\n"], ids=["BOM", "broken YAML"])
def test_a_note_that_cannot_be_edited_is_named_and_the_import_does_not_end_with_zero(spoilt, capsys):
    digest = Path(Path(DIGEST).name)
    digest.write_bytes(Path(DIGEST).read_bytes())
    main(["import", str(digest), "--vault", "vault"])
    notes = [Path("vault/papers/Cobalt.md"), Path("vault/digests/Reading_Jun09.md")]
    for note in notes:
        note.write_bytes(note.read_bytes().replace(b"---\n", spoilt, 1))
    before = [note.read_bytes() for note in notes]
    digest.write_bytes(
        digest.read_bytes().replace(b"ICRA, 2023", b"ICRA, 2024") + b"\n4. Tin: Once More. ICRA, 2024.\n"
    )
    capsys.readouterr()
    assert main(["import", str(digest), "--vault", "vault"]) == 1
    shown = capsys.readouterr().out
    assert "not touched: `papers/Cobalt.md`: " in shown
    assert "not touched: `digests/Reading_Jun09.md`: " in shown
    assert [note.read_bytes() for note in notes] == before
    assert sorted(path.name for path in Path("vault/digests").glob("*.md")) == ["Reading_Jun09.md"]


def test_a_paper_that_two_notes_claim_is_left_alone_and_its_digest_keeps_its_note(capsys):
    main(["import", DIGEST, "--vault", "vault"])
    for file in [file for file in Path("vault").rglob("*obalt*") if file.is_file()]:
        file.with_stem(f"{file.stem} (conflicted copy)").write_bytes(file.read_bytes())
    for file in Path("vault/.vaultkit").rglob("*.json"):
        file.unlink()
    before = files("vault")
    capsys.readouterr()
    assert main(["import", DIGEST, "--vault", "vault"]) == 1
    assert "not imported: `Cobalt" in capsys.readouterr().out
    after = files("vault")
    assert {path for path in after if path.endswith(".md")} == {
        path for path in before if path.endswith(".md")
    }
    assert [path for path in before if "obalt" in path and after[path] != before[path]] == []


def test_undo_takes_an_import_back(capsys):
    Path("vault").mkdir()
    Path("vault/mine.md").write_text("mine\n", "utf-8")
    before = files("vault")
    main(["import", DIGEST, "--vault", "vault"])
    assert main(["undo", "--vault", "vault"]) == 0
    assert files("vault") == before


BAD = {
    "empty.txt": b"",
    "blank.txt": b"\n \n\xc2\xa0\n",
    "prose.txt": b"Dear diary,\n\ntoday it rained. Nothing else happened, really.\n",
    "binary.txt": bytes(range(256)) * 8,
    "image.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
}


@pytest.mark.parametrize("name", [*BAD, "missing.txt"])
def test_what_is_no_digest_is_said_and_nothing_is_written(name, capsys):
    if name in BAD:
        Path(name).write_bytes(BAD[name])
    assert main(["import", name, "--vault", "vault"]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("error: ")
    assert name in shown.err
    assert not Path("vault").exists()


def test_one_bad_file_of_two_means_that_nothing_is_written(capsys):
    Path("empty.txt").write_bytes(b"")
    assert main(["import", DIGEST, "empty.txt", "--vault", "vault"]) == 2
    assert not Path("vault").exists()


def test_a_vault_that_is_a_file_is_refused(capsys):
    Path("vault").write_text("no folder", "utf-8")
    assert main(["import", DIGEST, "--vault", "vault"]) == 2
    assert "not a folder" in capsys.readouterr().err


def test_a_reader_that_there_is_not_is_refused_with_the_nearest_name(capsys):
    assert main(["import", DIGEST, "--vault", "vault", "--from", "bibtx"]) == 2
    assert "`bibtex`" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(capsys):
    os.mkfifo("pipe.txt")
    assert main(["import", "pipe.txt", "--vault", "vault"]) == 2


def test_the_result_lints_clean(capsys):
    main(["import", str(DATA), "--vault", "vault"])
    assert main(["lint", "vault", "--select", "all"]) == 0


def test_the_status_says_in_words_what_is_new_changed_and_deleted(capsys):
    main(["import", DIGEST, "--vault", "vault"])
    Path("vault/papers/Cobalt.md").unlink()
    capsys.readouterr()
    assert main(["import", DIGEST, "--vault", "vault", "--status"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("you deleted  papers/Cobalt.md\n")
    assert "notes with nothing new\n" in said


def test_a_digest_without_a_name_is_not_the_folder_one_is_in(capsys):
    Path("digest.txt").write_bytes(Path(DIGEST).read_bytes())
    assert main(["import", "", "--vault", "vault"]) == 2
    assert capsys.readouterr().err.startswith("error: a digest's name is empty\n")
    assert not Path("vault").exists()


@pytest.mark.skipif(os.name == "nt", reason="no folder goes while somebody is in it")
def test_in_a_folder_that_is_gone_nothing_is_written(tmp_path, monkeypatch, capsys):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "here").rmdir()
    assert main(["import", DIGEST, "--vault", str(tmp_path / "vault")]) == 2
    assert capsys.readouterr().err == "error: the folder that you are in is gone\ngo to another with `cd`\n"
    assert not (tmp_path / "vault").exists()


def test_amid_a_merge_of_git_nothing_is_imported(capsys):
    main(["import", DIGEST, "--vault", "vault"])
    base = Path("vault/.vaultkit/import/papers/Cobalt.json")
    side = base.read_bytes()
    base.write_bytes(b"<<<<<<< HEAD\n" + side + b"=======\n" + side + b">>>>>>> other\n")
    before = files("vault")
    capsys.readouterr()
    assert main(["import", DIGEST, "--vault", "vault"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: git left a conflict in `.vaultkit/import/papers/Cobalt.json`\n")
    assert files("vault") == before
    base.write_bytes(side)
    assert main(["import", DIGEST, "--vault", "vault"]) == 0
