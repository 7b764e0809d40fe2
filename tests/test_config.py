"""The configuration: read, checked, and asked."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from vaultkit.config import Config, Folders, Override, load_config
from vaultkit.errors import VaultkitError
from vaultkit.vault.schema import load_schema

EVERYTHING = """
select = ["all"]
extend-select = ["property-order"]
ignore = ["orphan-note"]
exclude = ["templates/**"]
bibliography = ["library.bib"]
image-placeholder = "picture-[0-9]+"

[severity]
broken-link = "warning"

[rules.heading-jump]
most = 2

[folders]
papers = "notes/papers/"
assets = ""

[schemas]
"papers/**" = "paper"
"papers/drafts/**" = false
"books/**" = "schemas/book.schema.json"

[types]
book = "schemas/book.schema.json"
digest = false

[[overrides]]
paths = ["archive/**"]
ignore = ["broken-link"]

[[overrides]]
paths = ["archive/kept/**", "inbox"]
select = ["broken-link"]
extend-select = ["orphan-note"]
severity = { broken-link = "info" }
rules.heading-jump.least = 1
"""


def write(folder: Path, text: str | bytes, name: str = "vaultkit.toml") -> Path:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_without_a_file_the_defaults_are_in_force(tmp_path: Path):
    config = load_config(tmp_path)
    assert config == Config()
    assert config.select == ("default",)
    assert config.folders == Folders("papers", "digests", "assets", "concepts")


def test_the_defaults_are_those_that_the_schema_promises():
    properties = load_schema("config", Path()).document["properties"]
    bare = Config()
    assert properties["select"]["default"] == list(bare.select)
    assert properties["types"]["default"] == bare.types
    assert properties["image-placeholder"]["default"] == bare.image_placeholder
    folders = properties["folders"]["properties"]
    assert Folders(**{name: each["default"] for name, each in folders.items()}) == bare.folders
    assert properties["exclude"]["default"] == list(bare.exclude)
    assert properties["bibliography"]["default"] == list(bare.bibliography)


def test_every_key_is_read(tmp_path: Path):
    config = load_config(write(tmp_path, EVERYTHING))
    assert config.origin == "vaultkit.toml"
    assert (config.select, config.extend_select) == (("all",), ("property-order",))
    assert config.ignore == ("orphan-note",)
    assert config.severity == {"broken-link": "warning"}
    assert config.rules == {"heading-jump": {"most": 2}}
    assert config.exclude == ("templates/**",)
    assert config.bibliography == ("library.bib",)
    assert config.image_placeholder == "picture-[0-9]+"
    assert config.folders == Folders(papers="notes/papers", assets="")
    assert config.overrides == (
        Override(("archive/**",), ignore=("broken-link",)),
        Override(
            ("archive/kept/**", "inbox"),
            select=("broken-link",),
            extend_select=("orphan-note",),
            severity={"broken-link": "info"},
            rules={"heading-jump": {"least": 1}},
        ),
    )


def test_the_same_table_in_pyproject_means_the_same(tmp_path: Path):
    own = load_config(write(tmp_path, "select = ['all']\n[folders]\npapers = 'p'"))
    (tmp_path / "vaultkit.toml").unlink()
    text = "[project]\nname = 'x'\n[tool.vaultkit]\nselect = ['all']\n[tool.vaultkit.folders]\npapers = 'p'"
    shared = load_config(write(tmp_path, text, "pyproject.toml"))
    assert shared.origin == "pyproject.toml"
    assert (shared.select, shared.folders) == (own.select, own.folders)


def test_vaultkit_toml_wins_over_pyproject(tmp_path: Path):
    write(tmp_path, "[tool.vaultkit]\nignore = ['a']", "pyproject.toml")
    assert load_config(write(tmp_path, "")).ignore == ()


def test_a_pyproject_that_says_nothing_of_vaultkit_is_none(tmp_path: Path):
    assert load_config(write(tmp_path, "[tool.ruff]\nline-length = 3", "pyproject.toml")) == Config()


@pytest.mark.parametrize("text", [b"\xef\xbb\xbfignore = ['a']", b"ignore = ['a']\r\n"])
def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(tmp_path: Path, text: bytes):
    assert load_config(write(tmp_path, text)).ignore == ("a",)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("selct = []", "`vaultkit.toml`: the schema knows no `selct`", "did you mean `select`?"),
        (
            "[folders]\npaper = 'x'",
            "`vaultkit.toml`: the schema knows no `paper` in `folders`",
            "did you mean `papers`?",
        ),
        (
            "[severity]\nbroken-link = 'eror'",
            '`vaultkit.toml`: `severity.broken-link` is `"eror"`, '
            "not one of the values that the schema allows",
            "did you mean `error`?",
        ),
        (
            "select = 'all'\nignore = 'x'",
            '`vaultkit.toml`: `ignore` is `"x"`, a string; the schema wants a list',
            "write it as a list; and 1 more of the kind",
        ),
        (
            "[[overrides]]\nignore = []",
            "`vaultkit.toml`: required property `paths` is missing in item 1 of `overrides`",
            "",
        ),
        (
            "image-placeholder = '('",
            '`vaultkit.toml`: `image-placeholder` is `"("`; the schema wants a regular expression',
            "",
        ),
        (
            "[folders]\npapers = '../out'",
            '`vaultkit.toml`: `folders.papers` is `"../out"`; the schema wants a folder inside the vault, '
            "relative to its root; empty for the root itself",
            "",
        ),
        (
            "[schemas]\na = 3",
            "`vaultkit.toml`: `schemas.a` is `3`; the schema wants the name of a shipped schema, "
            "a JSON file in the vault, or false",
            "",
        ),
        ("a = 1\nb = = 2", "`vaultkit.toml:2:5` is not TOML: invalid value", ""),
        ("a = 1\na = 2\n", "`vaultkit.toml:2:6` is not TOML: cannot overwrite a value", ""),
        ("b = 1\na = '", '`vaultkit.toml:2` is not TOML: expected "\'" at its end', None),
        (b"a = 1\nb = '\xff'", ":2` is not UTF-8", "save the file as UTF-8"),
        ("a = " + "[" * 100_000, "`vaultkit.toml` nests too deep to be read", ""),
        (b"#" * 1_000_001, "is larger than 1000000 bytes", ""),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, text: str | bytes, message: str, hint: str | None
):
    with pytest.raises(VaultkitError) as raised:
        load_config(write(tmp_path, text))
    assert message in raised.value.message
    if hint is not None:
        assert raised.value.hint == hint


def test_a_configuration_that_is_a_link_out_of_the_vault_is_refused(tmp_path: Path):
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "vaultkit.toml").symlink_to(write(tmp_path, "") / "vaultkit.toml")
    with pytest.raises(VaultkitError, match="lies outside the vault"):
        load_config(vault)


@pytest.mark.parametrize("folder", ["/etc", "..", "a/../b", "C:\\x", "\\x", "a\\..", "a/.."])
def test_a_folder_outside_the_vault_is_refused(tmp_path: Path, folder: str):
    with pytest.raises(VaultkitError, match="a folder inside the vault"):
        load_config(write(tmp_path, f"[folders]\npapers = '{folder}'"))


@pytest.mark.parametrize(
    "folder", ["papers", "a/b", "..a", "a..", "a..b/c", "논문", "2023: May".replace(":", "")]
)
def test_a_folder_inside_the_vault_is_taken(tmp_path: Path, folder: str):
    assert load_config(write(tmp_path, f"[folders]\npapers = '{folder}'")).folders.papers == folder


@pytest.mark.parametrize(
    ("path", "kind", "schema"),
    [
        ("papers/a.md", None, "paper"),
        ("papers/a.md", "concept", "paper"),
        ("papers/drafts/a.md", "paper", None),
        ("books/a.md", None, "schemas/book.schema.json"),
        ("a.md", "book", "schemas/book.schema.json"),
        ("a.md", "paper", "paper"),
        ("a.md", "concept", "concept"),
        ("a.md", "digest", None),
        ("a.md", "recipe", None),
        ("a.md", ["paper"], None),
        ("a.md", None, None),
    ],
)
def test_a_notes_schema_is_that_of_the_last_glob_else_of_its_type(tmp_path: Path, path: str, kind, schema):
    config = load_config(write(tmp_path, EVERYTHING))
    assert config.schema_for(path, {} if kind is None else {"type": kind}) == schema


def test_by_default_the_type_binds_the_shipped_schemas():
    config = Config()
    assert [
        config.schema_for("a.md", {"type": kind}) for kind in ("paper", "digest", "concept", "config")
    ] == [
        "paper",
        "digest",
        "concept",
        None,
    ]


def test_an_override_matches_its_paths(tmp_path: Path):
    archive, kept = load_config(write(tmp_path, EVERYTHING)).overrides
    paths = ("papers/a.md", "archive/a.md", "archive/kept/a.md", "inbox/a.md")
    assert [archive.matches(path) for path in paths] == [False, True, True, False]
    assert [kept.matches(path) for path in paths] == [False, False, True, True]


def test_excluded_paths(tmp_path: Path):
    config = load_config(write(tmp_path, EVERYTHING))
    assert config.excludes("templates/a.md")
    assert not config.excludes("papers/a.md")


def test_a_right_configuration_is_read_without_loading_jsonschema(tmp_path: Path):
    write(tmp_path, EVERYTHING)
    script = (
        "import sys\nfrom pathlib import Path\nfrom vaultkit.config import load_config\n"
        f"load_config(Path({str(tmp_path)!r}))\nassert 'jsonschema' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], cwd=CHECKOUT, check=True)
