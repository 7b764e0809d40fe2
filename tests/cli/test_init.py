"""``vaultkit init`` as its user meets it: what is written, what is listed, and what lint says afterwards."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from vaultkit.api import lint_vault
from vaultkit.cli import main
from vaultkit.config import Config, load_config
from vaultkit.lint.starter import starter


def book(title: str, status: str = "read", year: object = 1999) -> str:
    return f"---\ntype: book\ntitle: {title}\nyear: {year}\nstatus: {status}\n---\n"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "state"))
    root = tmp_path / "vault"
    for folder in (".obsidian", "shelf", "Templates", "reading"):
        (root / folder).mkdir(parents=True)
    (root / ".obsidian" / "templates.json").write_text('{"folder": "Templates"}')
    for number in range(5):
        (root / "shelf" / f"a{number}.md").write_text(book(f"A{number}"))
        (root / "shelf" / f"b{number}.md").write_text(book(f"B{number}", "open"))
    (root / "shelf" / "slip.md").write_text(book("Slip", "raed"))
    (root / "shelf" / "word.md").write_text(book("Word", year="long ago"))
    (root / "Templates" / "book.md").write_text("---\ntype: book\ntitle: '{{title}}'\n---\n")
    (root / "reading" / "one.md").write_text("---\ntype: paper\ntitle: One\nstatus: read\n---\n")
    (root / "few.md").write_text("---\ntype: film\n---\n")
    (root / "broken.md").write_text("---\ntype: book\n: [\n---\n")
    return root


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


OUTLIERS = [("shelf/slip.md", 5), ("shelf/word.md", 4)]


def test_outliers_are_listed_and_are_what_lint_finds(vault: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["init", "--vault", str(vault)]) == 0
    shown = capsys.readouterr()
    places = re.findall(r"([^/\n]+/[^/\n]+\.md):(\d+): `", shown.out)
    assert [(path, int(line)) for path, line in places] == OUTLIERS
    assert shown.out.splitlines()[-1] == "wrote 2 files: `schemas/book.schema.json`, `vaultkit.toml`"
    found = lint_vault(vault, select=["schema-violation"]).diagnostics
    assert [(each.path, each.start.line) for each in found if each.rule == "schema-violation"] == OUTLIERS


def test_what_was_found_is_said(vault: Path, capsys: pytest.CaptureFixture[str]):
    main(["init", "--vault", str(vault), "--dry-run"])
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        "note: 12 notes of type `book`: their habits are in `schemas/book.schema.json`",
        "note: 1 note of type `film`: too few to infer a schema from",
        "note: 1 note of type `paper`: the shipped schema `paper` holds",
    ]
    assert shown.out.splitlines()[2:] == [
        "new      vaultkit.toml",
        "new      schemas/book.schema.json",
        "would write 2 files",
    ]
    assert not (vault / "vaultkit.toml").exists()


def test_the_configuration_holds_what_the_vault_has(vault: Path):
    main(["init", "--vault", str(vault)])
    config = load_config(vault)
    assert config.exclude == ("Templates/**",)
    assert config.types == {**Config().types, "book": "schemas/book.schema.json"}
    assert config.folders.papers == "reading"
    schema = json.loads((vault / "schemas" / "book.schema.json").read_text())
    assert schema["required"] == ["type", "title", "year", "status"]
    assert schema["properties"]["status"]["enum"] == ["read", "open"]


def test_an_undo_takes_all_of_it_back(vault: Path):
    before = files(vault)
    main(["init", "--vault", str(vault)])
    assert main(["undo", "--vault", str(vault)]) == 0
    assert files(vault) == before


def test_a_diff_is_shown_alone_and_nothing_is_written(vault: Path, capsys: pytest.CaptureFixture[str]):
    before = files(vault)
    assert main(["init", "--vault", str(vault), "--diff"]) == 1
    shown = capsys.readouterr()
    assert all(line.startswith(("---", "+++", "@@", "+")) for line in shown.out.splitlines())
    assert "slip.md:5: " in shown.err
    assert files(vault) == before


def test_without_schemas_only_the_configuration_is_written(vault: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["init", "--vault", str(vault), "--no-schemas"]) == 0
    assert capsys.readouterr().out == "wrote 1 file: `vaultkit.toml`\n"
    assert load_config(vault).types == Config().types


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("vaultkit.toml", ""),
        ("vaultkit.toml", "broken ="),
        ("pyproject.toml", "[tool.vaultkit]\nignore = []"),
    ],
)
def test_a_configuration_is_never_replaced(
    vault: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]
):
    (vault / name).write_text(text)
    before = files(vault)
    assert main(["init", "--vault", str(vault)]) == 2
    assert f"the vault has a configuration: `{name}`" in capsys.readouterr().err
    assert files(vault) == before


def test_a_pyproject_that_says_nothing_of_vaultkit_is_no_hindrance(vault: Path):
    (vault / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert main(["init", "--vault", str(vault)]) == 0


def test_a_file_of_the_schemas_name_stays_and_another_name_is_taken(vault: Path):
    (vault / "schemas").mkdir()
    (vault / "schemas" / "Book.schema.json").write_text("mine")
    assert main(["init", "--vault", str(vault)]) == 0
    assert load_config(vault).types["book"] == "schemas/book-2.schema.json"
    assert (vault / "schemas" / "Book.schema.json").read_text() == "mine"


def test_papers_of_another_habit_get_a_schema_of_their_own(vault: Path):
    for number in range(4):
        text = f"---\ntype: paper\nname: N{number}\n---\n"
        (vault / "reading" / f"n{number}.md").write_text(text)
    main(["init", "--vault", str(vault)])
    assert load_config(vault).types["paper"] == "schemas/paper.schema.json"


def test_a_type_of_any_letters_is_bound_by_its_name(vault: Path):
    for number in range(3):
        (vault / f"o{number}.md").write_text('---\ntype: "a \\"b\\" = 논문"\nx: 1\n---\n')
    main(["init", "--vault", str(vault)])
    assert load_config(vault).types['a "b" = 논문'] == "schemas/a-b-논문.schema.json"
    assert (vault / "schemas" / "a-b-논문.schema.json").is_file()


def test_the_example_vault_begins_with_no_outlier(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for path in CHECKOUT.joinpath("example_vault").rglob("*.md"):
        place = tmp_path / path.relative_to(CHECKOUT / "example_vault")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    assert main(["init", "--vault", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "wrote 1 file: `vaultkit.toml`\n"


def test_every_line_of_the_start_may_be_uncommented(tmp_path: Path):
    text = starter({"book": "schemas/book.schema.json"}, (), {})
    lines = [re.sub(r"^# (?=\[|[\w\"*/-]+ = )", "", line) for line in text.splitlines()]
    (tmp_path / "vaultkit.toml").write_text("\n".join(lines))
    config = load_config(tmp_path)
    assert (config.select, config.ignore, config.exclude) == (
        ("default",), ("unused-footnote",), ("templates/**",),
    )  # fmt: skip
    assert config.folders == Config().folders
    assert config.overrides[0].ignore == ("schema-violation",)
    assert config.severity == {"ambiguous-link": "error"}
