"""What other linkers and linters get wrong, each as a small world: what is fine stays silent."""

import pytest

from vaultkit.config import Config
from vaultkit.lint.engine import run
from vaultkit.lint.finding import Safety
from vaultkit.lint.fixes import fix
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.vault.vault import Vault

NOTE = "# A head: line!\n## Part\n\nWords. ^words\n\n- item ^item\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[[N#A head line]] [[N#Part]] [[#Own]]\n\n# Own\n", id="headings are no file names"),
        pytest.param("[[N#^words]] [[N#^ITEM]] [[N#A head line#Part]]\n", id="block ids and nested headings"),
        pytest.param("`[[x]]` and\n\n```\n[[x]]\n```\n\n    [[x]]\n", id="code"),
        pytest.param("<!-- [[x]] --> $[[x]]$\n\n$$\n[[x]]\n$$\n", id="html comments and math"),
        pytest.param("\\[[x]] and \\[\\[x\\]\\]\n", id="escaped brackets"),
        pytest.param("| a |\n|---|\n| [[N\\|shown]] |\n", id="an escaped pipe in a table"),
        pytest.param("[[n]] [[CAFE\u0301]] [[Caf\u00e9]]\n", id="case and normal form"),
        pytest.param("[[deep/Deep Note]] [[/sub/deep/Deep Note]] [[./N]]\n", id="suffix, absolute and relative paths"),
        pytest.param("[x](Deep%20Note.md) [x](<Deep Note.md>)\n", id="Markdown links are looked up in the whole vault"),
        pytest.param("![[p.png|100x200]] ![[p.png#icon]] [[d.pdf#page=3]]\n", id="sizes and places of attachments"),
        pytest.param("[[board.canvas]] [[v1.2 notes]]\n", id="canvases and names with dots"),
        pytest.param("[x](https://example.org/a.md) <https://x.org> [m](mailto:a@b.c)\n", id="the web"),
        pytest.param("[x]() []() [[]]\n", id="links that are none"),
    ],
)  # fmt: skip
def test_a_link_that_works_is_no_finding(text: str):
    files = {"N.md": NOTE, "Caf\u00e9.md": "", "sub/deep/Deep Note.md": "", "v1.2 notes.md": ""}
    vault = Vault.of({**files, "p.png": "", "d.pdf": "", "board.canvas": "{}", "here.md": text})
    rules = ("broken-link", "broken-heading", "broken-block", "missing-attachment", "alias-as-target")
    assert run(vault, make_policy(Config(), Asked(select=rules))).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[[x]]", "broken-link"),
        ("---\nrelated: ['[[x]]']\n---\n", "broken-link"),
        ("%% [[x]] %%", "broken-link"),
        ("> [!note] [[x]]", "broken-link"),
        ("| a |\n|---|\n| [[x\\|N]] |\n", "broken-link"),
        ("[t][ref]\n\n[ref]: x.md\n", "broken-link"),
        ("[[Nick]]", "alias-as-target"),
        ("[[N#Part#A head line]]", "broken-heading"),
        ("[[N#^words#Part]]", "broken-heading"),
        ("[[N#^wordz]]", "broken-block"),
        ("![](gone.png)", "missing-attachment"),
    ],
)
def test_a_link_that_is_broken_is_one_finding(text: str, rule: str):
    vault = Vault.of({"N.md": "---\naliases: Nick\n---\n" + NOTE, "here.md": text})
    assert [found.rule for found in run(vault, make_policy(Config())).diagnostics] == [rule]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("---\ndate: 2024-13-45\n---\n", "impossible-date"),
        ("---\ntitle: Foo: bar\n---\n", "invalid-frontmatter"),
        ("---\na: 1\na: 2\n---\n", "duplicate-property"),
        ("---\nrelated: [[N]]\n---\n", "unquoted-wikilink"),
    ],
)
def test_what_stops_or_silences_others_is_one_finding(text: str, rule: str):
    vault = Vault.of({"N.md": "", "here.md": text})
    assert [found.rule for found in run(vault, make_policy(Config())).diagnostics] == [rule]


HARMED = (
    "---\r\ntags:\r\n  - a\r\n---\r\n# One\r\n# Two\r\n[[N#A head: line!]] 2 * 3 * 4\r\n%% keep  this %%\r\n"
)


def test_no_fix_touches_what_others_harm():
    vault = Vault.of({"N.md": NOTE, "here.md": HARMED, "N copy.md": HARMED.replace("\r\n", "\n")})
    assert fix(vault, make_policy(Config(), Asked(select=("all",))), safety=Safety.UNSAFE).changes == ()
