"""The library: every public name is there and documented, and the three verbs return data."""

import subprocess
import sys

import pytest

import vaultkit

DIGEST = (
    "HotPapers_May20\n\n1. A Small Paper on Masks. ICLR, 2023.\n\n  • It builds on MAE with masked patches.\n"
)


@pytest.mark.parametrize("name", vaultkit.__all__)
def test_a_public_name_is_there_and_documented(name):
    assert getattr(vaultkit, name).__doc__


def test_there_are_no_other_public_names():
    assert [name for name in dir(vaultkit) if not name.startswith("__")] == sorted(vaultkit.__all__)
    with pytest.raises(AttributeError, match="no_such"):
        vaultkit.no_such  # noqa: B018


def test_importing_the_library_imports_nothing_but_the_standard_library():
    code = "import sys; import vaultkit; print(*(name.partition('.')[0] for name in sys.modules if name != 'vaultkit'))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(ran.stdout.split()) <= {
        *sys.stdlib_module_names,
        "__main__",
        "sitecustomize",
        "_distutils_hack",
    }


def test_the_three_verbs_return_data_and_print_nothing(tmp_path, capfd, monkeypatch):
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "state"))
    digest, root = tmp_path / "HotPapers_May20.txt", tmp_path / "vault"
    digest.write_text(DIGEST, encoding="utf-8")

    planned = vaultkit.import_digests([digest], root, write=False)
    assert (planned.outcome, root.exists()) == (None, False)

    made = vaultkit.import_digests([digest], root)
    assert len(made.plan.changes) == len(planned.plan.changes)
    again = vaultkit.import_digests([digest], root)
    assert again.plan.changes == ()

    vault = vaultkit.open(root)
    assert "papers/A Small Paper on Masks.md" in vault.note_paths
    assert vaultkit.lint_vault(vault).diagnostics == ()
    assert [info.source for info in vault.backlinks("concepts/MAE.md")] == [
        "papers/A Small Paper on Masks.md"
    ]

    graph = vaultkit.build_graph(vault)
    assert graph.has_edge("papers/A Small Paper on Masks.md", "concepts/MAE.md", "related")
    assert capfd.readouterr() == ("", "")


def test_a_missing_vault_says_what_to_do(tmp_path):
    with pytest.raises(vaultkit.VaultkitError) as error:
        vaultkit.open(tmp_path / "none")
    assert error.value.hint


def test_import_digests_follows_the_configuration(tmp_path):
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "vaultkit.toml").write_text('image-placeholder = "Figure-[0-9]+"\n[import]\nlink-body = true\n')
    (tmp_path / "post.txt").write_text(
        "Post_Jun01\n\n1. A Boat without Oars. CVPR, 2021.\n\n  • Like a ResNet\n\nFigure-7\n\n2. Tides. CVPR, 2022.\n"
    )
    vaultkit.import_digests([tmp_path / "post.txt"], vault)
    note = (vault / "papers/A Boat without Oars.md").read_text()
    assert "- Like a [[ResNet]]\n" in note
    assert "> [!missing] Figure-7\n" in note
