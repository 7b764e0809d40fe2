"""``vaultkit links`` puts every link into one bucket; ``vaultkit why`` tells how it got there."""

import json
from pathlib import Path

import pytest

from vaultkit.cli import main

NOTE = "[[b]] ![[b#Part|x]] [[gone]] [[b#Nope]] [[b#^nope]] [w](https://x.org) [[n]]\n"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in {
        ".obsidian/app.json": "{}",
        "a.md": NOTE,
        "sub/b.md": "# Part\n[[#Part]]\n",
        "sub/b.base": "",
        "p/n.md": "",
        "q/n.md": "",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_link_is_in_one_bucket_and_the_buckets_sum_up(vault: Path, capsys):
    assert main(["links"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out == [
        "a.md:1:1: resolved [[b]] → sub/b.md",
        "a.md:1:7: resolved ![[b#Part|x]] → sub/b.md",
        "a.md:1:21: unresolved [[gone]]",
        "a.md:1:30: broken-heading [[b#Nope]] → sub/b.md",
        "a.md:1:41: broken-block [[b#^nope]] → sub/b.md",
        "a.md:1:53: external [w](https://x.org)",
        "a.md:1:72: ambiguous [[n]] → p/n.md",
        "sub/b.md:2:1: resolved [[#Part]] → sub/b.md",
        "8 links: 3 resolved, 1 ambiguous, 1 unresolved, 1 broken-heading, 1 broken-block, 1 external",
    ]


def test_json_has_every_field(vault: Path, capsys):
    assert main(["links", "a.md", "--format", "json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert records[1] == {
        "source": "a.md",
        "line": 1,
        "column": 7,
        "text": "![[b#Part|x]]",
        "kind": "wiki",
        "embed": True,
        "linkpath": "b",
        "subpath": "#Part",
        "status": "resolved",
        "path": "sub/b.md",
        "candidates": [],
    }
    assert records[6]["candidates"] == ["p/n.md", "q/n.md"]
    assert len(records) == 7


def test_a_status_chooses_what_is_listed(vault: Path, capsys):
    assert main(["links", "--status", "unresolved"]) == 0
    assert capsys.readouterr().out.splitlines()[:-1] == ["a.md:1:21: unresolved [[gone]]"]


def test_why_names_candidates_rule_and_winner(vault: Path, capsys):
    assert main(["why", "a.md:1:73"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "a.md:1:72: [[n]]",
        "  kind         wikilink",
        "  looks for    `n`",
        "  rule         files of that name in or below the note's own folder come first, the shortest path of them",
        "  candidate 1  `p/n.md`",
        "  candidate 2  `q/n.md`",
        "  result       ambiguous: 2 fit equally well; the app opens `p/n.md`",
    ]


def test_why_without_a_column_explains_each_link_of_the_line(vault: Path, capsys):
    assert main(["why", "sub/b.md:2"]) == 0
    assert (
        capsys.readouterr().out.splitlines()[-1]
        == "  result       resolved: `sub/b.md`, the heading `Part` on line 1"
    )
    assert main(["why", "a.md:1"]) == 0
    assert capsys.readouterr().out.count("  result ") == 7


def test_why_says_of_an_alias_that_no_link_follows_it(vault: Path, capsys):
    (vault / "c.md").write_text("---\naliases: [The Third]\n---\n[[the third]] [[the fourth]]\n")
    assert main(["why", "c.md:4"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[4] == "  alias of     `c.md`; no alias is ever followed"
    assert sum("alias of" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("a.md", "names no place"),
        ("a.md:1:6", "there is no link at column 6 of line 1"),
        ("a.md:9", "there is no link on line 9"),
        ("none.md:1", "there is no `none.md`"),
        (".obsidian/app.json:1", "`.obsidian/app.json` is no note"),
        ("sub/b.base:1", "has no links to explain"),
    ],
)
def test_a_place_without_a_link_is_a_problem_of_the_call(vault: Path, capsys, place: str, said: str):
    assert main(["why", place]) == 2
    assert said in capsys.readouterr().err


def test_a_note_that_is_not_utf_8_is_named_beside_the_links(vault: Path, capsys):
    (vault / "wide.md").write_bytes("[[b]]".encode("utf-16"))
    assert main(["links", "wide.md"]) == 1
    assert capsys.readouterr().err == (
        "note: `wide.md` is not UTF-8, and was read only in part: see `vaultkit lint`\n"
    )
    assert main(["links", "a.md"]) == 0
    assert capsys.readouterr().err == ""
