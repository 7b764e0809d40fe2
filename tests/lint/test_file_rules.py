"""Rules about canvases, bases and the names of files, beyond their examples."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.lint.asking import diagnostics
from vaultkit.config import Config
from vaultkit.lint.engine import run
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.vault.scan import File
from vaultkit.vault.settings import Settings
from vaultkit.vault.vault import Vault

CARD = {"id": "a", "type": "text", "text": "", "x": 0, "y": 0, "width": 1, "height": 1}


def messages(rule: str, *paths: str, **files: Any) -> list[tuple[str, str]]:
    found = diagnostics(rule, {**dict.fromkeys(paths, ""), **files})
    return [(diagnostic.path, diagnostic.message) for diagnostic in found]


@pytest.mark.parametrize(
    ("canvas", "expected"),
    [
        ({}, []),
        ({"nodes": [], "edges": []}, []),
        ({"nodes": [CARD], "later": 1}, []),
        ({"nodes": [{**CARD, "color": "6", "unknown": {}}]}, []),
        ({"nodes": {}}, ["`nodes` wants a list"]),
        ({"nodes": [3]}, ["the card has no `id`"]),
        ({"nodes": [{**CARD, "id": 3}]}, ["the card has no `id`"]),
        ({"nodes": [{**CARD, "type": "film"}]}, ["the card has no type that Obsidian knows"]),
        ({"nodes": [{**CARD, "x": "0", "y": True}]}, ["the card's `x`, `y` should be a number"]),
        ({"nodes": [CARD], "edges": [{"id": "e", "fromNode": "a"}]}, ["the arrow has no `toNode`"]),
        ({"nodes": [CARD], "edges": [{"id": "a", "fromNode": "a", "toNode": "a"}]}, ["id `a` stands twice"]),
    ],
)
def test_a_canvas_is_checked_for_what_the_app_needs(canvas: Any, expected: list[str]):
    found = diagnostics("broken-canvas", {"c.canvas": json.dumps(canvas)})
    assert [diagnostic.message for diagnostic in found] == expected


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("", []),
        ("views:\n", []),
        ("filters: a == b\n", []),
        ("filters:\n  and: [a, {or: [b, {not: [c]}]}]\n", []),
        ("\ufeffviews: []\n", []),
        ("view: []\n", ["a base has no part `view`"]),
        ("formulas: [a]\n", ["`formulas` wants a mapping"]),
        ("views: [table]\n", ["the view has no `type`"]),
        ("filters: [a]\n", ["a filter is a statement, or `and`, `or`, `not` over a list"]),
        ("- a\n", ["base is a list, not properties"]),
        ("views: [\n", ["base is not valid YAML"]),
    ],
)
def test_a_base_is_checked_against_its_form(base: str, expected: list[str]):
    found = diagnostics("invalid-base", {"b.base": base})
    assert [diagnostic.message.partition(":")[0] for diagnostic in found] == expected


@pytest.mark.parametrize(
    "name",
    [
        "a.md",
        "한글.md",
        "con-text.md",
        "console.md",
        "a.b.c",
        "é" * 126 + ".md",
        "x (1) {draft}.md",
    ],
)
def test_a_name_that_is_fine_everywhere_is_fine(name: str):
    assert messages("unsafe-filename", name) == []


@pytest.mark.parametrize(
    "name", ["a?.md", "a\tb.md", "COM1.md", "a.", "a ", "é" * 127 + ".md", "a^b.md", "a\\b.md"]
)
def test_a_name_that_is_trouble_somewhere_is_named(name: str):
    assert [path for path, _ in messages("unsafe-filename", name)] == [name]


def test_a_folders_name_is_reported_once():
    assert messages("unsafe-filename", "a?/b.md", "a?/c.md", "a?/d/e.md") == [
        ("a?/b.md", "`?` in the folder's name is refused by Windows and Android")
    ]


def test_names_that_differ_in_more_than_case_do_not_collide():
    assert messages("colliding-filename", "a/b.md", "a/b.canvas", "b.md", "a b.md", "a\u00a0b.md") == []


def test_names_that_differ_by_normal_form_collide():
    files = tuple(File(name, 0, 0, True, name) for name in ("e\u0301.md", "\u00e9.md"))
    vault = Vault(Path("vault"), files, Settings(), lambda file: b"")
    found = run(vault, make_policy(Config(), Asked(select=("colliding-filename",)))).diagnostics
    assert [(diagnostic.path, diagnostic.message) for diagnostic in found] == [
        ("\u00e9.md", "the file differs from `e\u0301.md` only in the normal form of a letter")
    ]


def test_colliding_folders_are_reported_once_and_not_for_each_file():
    assert messages("colliding-filename", "A/x.md", "A/y.md", "a/x.md", "a/y.md") == [
        ("a/x.md", "its folder `a` differs from `A` only in letter case")
    ]
