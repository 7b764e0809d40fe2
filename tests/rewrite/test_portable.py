"""A vault as Markdown that needs no Obsidian."""

from pathlib import Path

import pytest

from tests.rewrite.worlds import world
from vaultkit.cli import main
from vaultkit.rewrite.portable import portable

FILES = {
    "papers/MAE.md": "---\ntype: paper\n---\n# MAE\n\nMasks patches. ^core\n\n## Results: a (b)\ngood\n\n## After\n",
    "lab/figure 1.png": "x",
    "unused.png": "x",
}


def made(text: str, path: str = "lab/a.md", **settings) -> str:
    return portable(world({**FILES, path: text}), **settings).notes[path].decode()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[[MAE]]", "[MAE](../papers/MAE.md)"),
        ("[[MAE#Results a b|r]]", "[r](../papers/MAE.md#results-a-b)"),
        ("[[MAE#^core]]", "[MAE > ^core](../papers/MAE.md#core)"),
        ("[t](MAE.md#After)", "[t](../papers/MAE.md#after)"),
        ("[[#Top]]\n# Top", "[Top](#top)\n# Top"),
        ("![[figure 1.png|100]]", "![figure 1.png](figure%201.png)"),
        ("[[nowhere|x]] [[MAE#no]]", "x [MAE > no](../papers/MAE.md)"),
        ("a %% secret [[MAE]] %% b", "a  b"),
        ("> [!note] T\n> x", "> [!note] T\n> x"),
        ("`[[MAE]]`", "`[[MAE]]`"),
        ("x ^id", 'x <a id="id"></a>'),
        ("![[MAE#After]]", "## After"),
        ("![[MAE#^core]]", "Masks patches."),
    ],
)
def test_each_construct_is_said_in_plain_markdown(text: str, wanted: str):
    assert made(text) == wanted


def test_an_embedded_note_is_put_in_or_linked():
    assert made("![[MAE]]").startswith("# MAE\n\nMasks patches.")
    assert made("![[MAE]]", embeds="link") == "[MAE](../papers/MAE.md)"


def test_notes_that_embed_each_other_come_to_an_end():
    files = {"a.md": "![[b]]", "b.md": "b ![[a]]"}
    assert portable(world(files)).notes["a.md"] == b"b [a](a.md)"


def test_comments_may_be_kept():
    assert made("%% x %%", comments="keep") == "%% x %%"


def test_only_the_attachments_that_are_named_come_along():
    files = {**FILES, "a.md": "![[figure 1.png]]"}
    assert portable(world(files)).attachments == ("lab/figure 1.png",)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / "a.md").write_bytes(b"[[b]] ![[p.png]]")
    (root / "b.md").write_bytes(b"")
    (root / "p.png").write_bytes(b"\x89PNG")
    return root


def test_the_folder_is_made_whole(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["convert", str(vault), str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out == "wrote 2 notes and 1 attachment\n"
    files = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert files == {"a.md": b"[b](b.md) ![p.png](p.png)", "b.md": b"", "p.png": b"\x89PNG"}


@pytest.mark.parametrize("where", ["vault/out", "full"])
def test_a_folder_in_the_vault_or_with_something_in_it_is_refused(vault: Path, tmp_path: Path, where: str):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_bytes(b"")
    before = sorted(tmp_path.rglob("*"))
    assert main(["convert", str(vault), str(tmp_path / where)]) == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_a_new_folder_has_no_diff_and_a_dry_run_writes_none(vault: Path, tmp_path: Path, capsys):
    out = tmp_path / "out"
    assert main(["convert", "--diff", str(vault), str(out)]) == 2
    assert "--dry-run" in capsys.readouterr().err
    assert main(["convert", "--dry-run", str(vault), str(out)]) == 0
    assert capsys.readouterr().out == "would write 2 notes and 1 attachment\n"
    assert not out.exists()


def test_links_are_converted_in_place_and_taken_back(vault: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "state"))
    assert main(["convert", "--links", "markdown", str(vault)]) == 0
    assert (vault / "a.md").read_bytes() == b"[b](b.md) ![p.png](p.png)"
    assert main(["undo", "--vault", str(vault)]) == 0
    assert (vault / "a.md").read_bytes() == b"[[b]] ![[p.png]]"


def test_the_arguments_must_fit(vault: Path):
    assert main(["convert", str(vault)]) == 2
    assert main(["convert"]) == 2
