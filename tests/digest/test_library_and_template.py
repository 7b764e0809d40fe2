"""A reader's bibliography fills what a digest does not print; a reader's template shapes the notes."""

from pathlib import Path

import pytest

from tests.digest.importing import imported, incoming, plan, text, vault_of
from vaultkit.cli import main
from vaultkit.digest.library import enriched, open_library
from vaultkit.digest.plan import Options
from vaultkit.digest.template import load_template
from vaultkit.errors import VaultkitError

DIGEST = "Post_Jun01\n\n1. A Boat without Oars. CVPR, 2023.\n\n  • Summary\n    • It floats.\n\n2. Oars: Rowing in the Dark. ICCV, 2021.\n\n  • They row.\n"
LIBRARY = """@inproceedings{doe2023boat,
  title = {A {Boat} without Oars}, author = {Doe, Jane and Roe, Max}, year = {2023},
  booktitle = {Some Other Place}, doi = {10.1000/boat.1}
}
@article{old, title = {Oars: Rowing in the Dark}, author = {Poe, Ann}, year = {1999}}
"""


@pytest.fixture
def library(tmp_path):
    (tmp_path / "library.bib").write_text(LIBRARY, "utf-8")
    return open_library(tmp_path / "library.bib")


def test_a_sure_match_fills_only_what_is_not_printed_and_says_where_from(library):
    found = (
        vault_of(imported({}, enriched(incoming(DIGEST), library)))
        .note("papers/A Boat without Oars.md")
        .properties
    )
    assert (found["authors"], found["doi"], found["venue"]) == (
        ["Jane Doe", "Max Roe"],
        "10.1000/boat.1",
        "CVPR",
    )
    assert found["facts_from"] == "library.bib: authors, citekey, doi"


def test_a_record_of_another_time_is_no_match(library):
    found = vault_of(imported({}, enriched(incoming(DIGEST), library))).note("papers/Oars.md").properties
    assert "authors" not in found
    assert "facts_from" not in found


def test_importing_twice_with_a_library_changes_nothing(library):
    digest = enriched(incoming(DIGEST), library)
    assert plan(imported({}, digest), [digest]).changes == ()


def test_a_library_that_is_none_is_refused(tmp_path):
    (tmp_path / "x.bib").write_text(DIGEST, "utf-8")
    with pytest.raises(VaultkitError, match="holds no bibliography"):
        open_library(tmp_path / "x.bib")


TEMPLATE = "{{ quote }}\n\n{{ source }}{% if year %}, {{ year }}{% endif %}\n\n{{ body }}\n\n## My notes\n"


def template_of(tmp_path, written):
    (tmp_path / "paper.md.j2").write_text(written, "utf-8")
    return Options(template=load_template(tmp_path, Path("paper.md.j2")))


def test_a_template_shapes_the_note_around_the_digests_lines(tmp_path):
    world = imported({}, incoming(DIGEST), options=template_of(tmp_path, TEMPLATE))
    assert text(world, "papers/Oars.md").partition("\n---\n")[2] == (
        "\n> \u00a02. Oars: Rowing in the Dark. ICCV, 2021.\n\n[[Post_Jun01]], 2021\n\n- They row.\n\n## My notes\n"
    )


def test_what_the_reader_writes_under_a_templates_heading_stays(tmp_path):
    options = template_of(tmp_path, TEMPLATE)
    world = imported({}, incoming(DIGEST), options=options)
    world["papers/Oars.md"] += b"\nMine.\n"
    after = imported(world, incoming(DIGEST.replace("They row.", "They row.\n  • Twice.")), options=options)
    assert text(after, "papers/Oars.md").endswith("- They row.\n- Twice.\n\n## My notes\n\nMine.\n")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("only {{ quote }}", "leaves out lines"),
        ("{{ body }} {{ quote }} {{ nothing }}", "fails"),
        ("{{ body }} {{ quote }} {{ ''.__class__.__mro__ }}", "fails"),
        ("{{ body }} {{ quote }} {% for x in range(10**8) %}{% endfor %}", "fails"),
        (
            "{{ body }} {{ quote }} {% for x in 'ab' * 999 %}{% for y in 'ab' * 999 %}{% endfor %}{% endfor %}",
            "takes too long",
        ),
        ("{{ body }} {{ quote }} {{ 'x' * 9999999 }}", "makes too much of it"),
        ("{{ body }} {{ quote }} {{ 9 ** 9 ** 9 }}", "makes too much of it"),
        ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ body }} {{ quote }} {{ m() }}", "fails"),
    ],
)
def test_a_template_that_loses_lines_or_reaches_out_is_refused(tmp_path, written, said):
    with pytest.raises(VaultkitError, match=said):
        plan({}, [incoming(DIGEST)], template_of(tmp_path, written))


def test_a_template_with_an_error_or_outside_the_vault_is_refused(tmp_path):
    with pytest.raises(VaultkitError, match="is not valid"):
        template_of(tmp_path, "{% if %}")
    with pytest.raises(VaultkitError, match="outside the vault"):
        load_template(tmp_path, Path("../paper.md"))


def test_words_of_a_digest_are_never_run_as_a_template(tmp_path):
    digest = incoming(DIGEST.replace("They row.", "{{ 7 * 7 }} {% raw %}"))
    world = imported({}, digest, options=template_of(tmp_path, TEMPLATE))
    assert "- {{ 7 * 7 }} {% raw %}\n" in text(world, "papers/Oars.md")


def test_both_are_options_of_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    Path("vault").mkdir()
    Path("vault/paper.md.j2").write_text(TEMPLATE, "utf-8")
    Path("digest.txt").write_text(DIGEST, "utf-8")
    Path("library.bib").write_text(LIBRARY, "utf-8")
    asked = ["import", "digest.txt", "--vault", "vault", "--bib", "library.bib", "--template", "paper.md.j2"]
    assert main(asked) == 0
    note = Path("vault/papers/A Boat without Oars.md").read_text("utf-8")
    assert "  - Jane Doe\n" in note
    assert note.endswith("\n## My notes\n")
