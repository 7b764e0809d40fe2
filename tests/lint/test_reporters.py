"""Each form of report says the same findings, and can be read by those it is meant for."""

import json
import xml.etree.ElementTree as ElementTree
from urllib.parse import unquote

import pytest

from vaultkit.config import Config
from vaultkit.lint.engine import run
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.lint.report import Report
from vaultkit.lint.reporters import SHELF, Look, render
from vaultkit.registry import names
from vaultkit.vault.vault import Vault

FILES = {
    "a b.md": "---\nrelated: [[N]]\n---\n\t한글 😀 [[Nop]] and [[Note]]\n",
    "c#d.md": "[[x]]\r\n",
    "N.md": "",
    "Nope.md": "",
}
HOSTILE = {
    "a\x1b[2J\n::error::x.md": "[[\x1b]0;t\x07##[error]`|]] [[</failure>]]\n",
    "b\u202e\x00.md": "[[]]>&\ufffe]] %%\n",
}
"""Names and links that a terminal, a workflow's log, XML or Markdown would obey."""


def lint(files: dict[str, str], **more: object) -> Report:
    return run(Vault.of(files), make_policy(Config(), Asked(select=("broken-link", "unquoted-wikilink"))))


def shown(form: str, files: dict[str, str] = FILES, look: Look | None = None) -> str:
    return "\n".join(render(form, lint(files), look or Look()))


def test_full_shows_the_line_with_carets_under_wide_characters_and_what_to_do():
    assert shown("full") == (
        "error[unquoted-wikilink]: `[[N]]` is not in quotes, so YAML reads a list in a list\n"
        "  --> a b.md:2:10\n"
        "    |\n"
        "  2 | related: [[N]]\n"
        "    |          ^^^^^\n"
        '    = write `"[[N]]"`\n'
        "    = fix: put the link in quotes (`--fix` does it)\n"
        "\n"
        "error[broken-link]: `Nop` is not in the vault\n"
        "  --> a b.md:4:7\n"
        "    |\n"
        "  4 |     한글 😀 [[Nop]] and [[Note]]\n"
        "    |             ^^^^^^^\n"
        "    = did you mean `Nope`?\n"
        "\n"
        "error[broken-link]: `Note` is not in the vault\n"
        "  --> a b.md:4:19\n"
        "    |\n"
        "  4 |     한글 😀 [[Nop]] and [[Note]]\n"
        "    |                         ^^^^^^^^\n"
        "    = did you mean `Nope`?\n"
        "\n"
        "error[broken-link]: `x` is not in the vault\n"
        "  --> c#d.md:1:1\n"
        "    |\n"
        "  1 | [[x]]\n"
        "    | ^^^^^\n"
        "\n"
        "4 errors in 2 files of 4; 1 fixable with `--fix`"
    )


def test_full_cuts_a_long_line_around_the_place():
    text = "word " * 100 + "[[x]]" + " word" * 100
    lines = shown("full", {"a.md": text}).splitlines()
    assert all(len(line) <= 110 for line in lines)
    at = lines[3].index("[[x]]")
    assert lines[4][at : at + 5] == "^^^^^"
    assert lines[4].count("^") == 5


@pytest.mark.parametrize("width", [20, 40, 60, 200])
def test_full_keeps_its_carets_under_the_place_on_a_narrow_terminal(width: int):
    text = "한글 " * 30 + "[[x]]" + " word" * 30
    lines = shown("full", {"a.md": text}, Look(width=width)).splitlines()
    columns = [len(line) + line.count("한") + line.count("글") for line in lines[3:5]]
    assert all(number <= max(width, 30) for number in columns)
    before = lines[3][: lines[3].index("[[x]]")]
    assert lines[4].index("^") == len(before) + before.count("한") + before.count("글")


def test_full_shows_what_a_fix_does_when_asked():
    assert '      line 2: `[[N]]` → `"[[N]]"`' in shown("full", look=Look(show_fixes=True)).splitlines()


def test_colours_are_the_only_difference_that_colour_makes():
    import re

    for form in ("full", "concise", "grouped"):
        coloured = shown(form, look=Look(colour=True))
        assert coloured != shown(form)
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == shown(form)


def test_concise_is_one_line_for_each():
    assert shown("concise").splitlines() == [
        "a b.md:2:10: error[unquoted-wikilink] `[[N]]` is not in quotes, so YAML reads a list in a list;"
        ' write `"[[N]]"` [fix]',
        "a b.md:4:7: error[broken-link] `Nop` is not in the vault; did you mean `Nope`?",
        "a b.md:4:19: error[broken-link] `Note` is not in the vault; did you mean `Nope`?",
        "c#d.md:1:1: error[broken-link] `x` is not in the vault",
        "4 errors in 2 files of 4; 1 fixable with `--fix`",
    ]


def test_grouped_names_each_file_once():
    lines = shown("grouped").splitlines()
    assert [line for line in lines if not line.startswith(" ")][:3] == ["a b.md", "", "c#d.md"]
    assert "   4:7  error[broken-link] `Nop` is not in the vault; did you mean `Nope`?" in lines


def test_json_has_every_field():
    records = json.loads(shown("json"))
    assert records[0] == {
        "path": "a b.md",
        "line": 2,
        "column": 10,
        "end_line": 2,
        "end_column": 15,
        "rule": "unquoted-wikilink",
        "severity": "error",
        "message": '`[[N]]` is not in quotes, so YAML reads a list in a list; write `"[[N]]"`',
        "fix": {
            "title": "put the link in quotes",
            "safety": "safe",
            "edits": [{"line": 2, "column": 10, "end_line": 2, "end_column": 15, "replacement": '"[[N]]"'}],
        },
    }
    assert records[3]["fix"] is None
    assert [json.loads(line) for line in shown("json-lines").splitlines()] == records


def test_rdjson_counts_columns_in_bytes():
    found = json.loads(shown("rdjson"))["diagnostics"][1]
    start = len("\t한글 😀 ".encode()) + 1
    assert found["location"]["range"] == {
        "start": {"line": 4, "column": start},
        "end": {"line": 4, "column": start + 7},
    }
    assert json.loads(shown("rdjson"))["diagnostics"][0]["suggestions"][0]["text"] == '"[[N]]"'


def test_gitlab_fingerprints_are_distinct_and_know_no_line():
    entries = json.loads(shown("gitlab"))
    prints = [entry["fingerprint"] for entry in entries]
    assert len(set(prints)) == 4
    moved = {**FILES, "c#d.md": "\n\n[[x]]\n"}
    assert [entry["fingerprint"] for entry in json.loads(shown("gitlab", moved))] == prints
    twice = json.loads(shown("gitlab", {"a.md": "[[x]] [[x]]"}))
    assert twice[0]["fingerprint"] != twice[1]["fingerprint"]


def test_github_annotates_ten_of_a_kind_and_says_what_was_cut():
    lines = shown("github", {"a.md": "".join(f"[[x{i}]]\n" for i in range(12))}).splitlines()
    assert (
        lines[0]
        == "::error file=a.md,line=1,endLine=1,col=1,endColumn=6,title=broken-link::`x0` is not in the vault"
    )
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert lines[-2] == "2 findings above without an annotation: GitHub shows 10 of a kind a step"
    assert "above" not in shown("github")


def test_github_obeys_no_old_command_in_a_plain_line():
    text = shown("github", {"##[warning]a.md": "".join(f"[[x{i}]]\n" for i in range(12))})
    plain = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(plain) == 2
    assert not any("##[" in line for line in plain)


def test_github_escapes_properties():
    assert "file=a%2Cb%3A%25.md," in shown("github", {"a,b:%.md": "[[x]]"})


def test_a_clean_junit_report_has_one_passing_case():
    suite = ElementTree.fromstring(shown("junit", {"a.md": ""}))
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    assert [case.get("name") for case in suite.iter("testcase")] == ["1 files checked"]


def test_junit_has_a_failed_case_for_each_finding():
    suite = ElementTree.fromstring(shown("junit"))
    assert len(list(suite.iter("failure"))) == 4


def test_sarif_places_are_relative_and_encoded_and_columns_count_code_points():
    run_ = json.loads(shown("sarif"))["runs"][0]
    result = run_["results"][1]
    place = result["locations"][0]["physicalLocation"]
    assert run_["columnKind"] == "unicodeCodePoints"
    assert place["artifactLocation"]["uri"] == "a%20b.md"
    assert place["region"] == {"startLine": 4, "startColumn": 7, "endLine": 4, "endColumn": 14}
    rule = run_["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "broken-link"
    assert (
        unquote(run_["results"][3]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == "c#d.md"
    )


def test_a_markdown_report_put_into_the_vault_adds_no_finding():
    files = {**FILES, "Report.md": shown("markdown") + "\n"}
    report = run(Vault.of(files), make_policy(Config()))
    assert [found.path for found in report.diagnostics if found.path == "Report.md"] == []
    assert "[[a b]]" in files["Report.md"]


@pytest.mark.parametrize("form", names(SHELF))
def test_a_report_obeys_nothing_that_names_and_links_say(form: str):
    report = lint(HOSTILE)
    assert report.diagnostics
    text = "\n".join(render(form, report, Look()))
    assert not {char for char in text if ord(char) < 0x20 and char != "\n"}
    assert "\u202e" not in text
    if form == "github":
        assert all(line.startswith(("::error ", "2 errors")) for line in text.splitlines())
    if form == "junit":
        ElementTree.fromstring(text)
    if form in ("json", "gitlab", "rdjson", "sarif"):
        json.loads(text)


@pytest.mark.parametrize("form", names(SHELF))
def test_nothing_found_is_said_in_every_form(form: str):
    text = shown(form, {"a.md": "fine\n"})
    said = {
        "json": "[]",
        "gitlab": "[]",
        "json-lines": "",
        "full": "no findings in 1 file",
        "concise": "no findings in 1 file",
        "grouped": "no findings in 1 file",
        "github": "no findings in 1 file",
    }
    assert text == said.get(form, text)


# Read by others.


def test_junit_is_read_by_a_foreign_reader():
    junitparser = pytest.importorskip("junitparser")
    suites = junitparser.JUnitXml.fromstring(shown("junit").encode())
    assert [(suite.name, suite.tests, suite.failures) for suite in suites] == [
        ("a b.md", 3, 3),
        ("c#d.md", 1, 1),
    ]


def test_sarif_is_read_by_a_foreign_reader():
    sarif = pytest.importorskip("sarif_pydantic")
    results = sarif.Sarif.model_validate_json(shown("sarif")).runs[0].results
    assert [
        (result.rule_id, result.locations[0].physical_location.region.start_line) for result in results
    ] == [
        ("unquoted-wikilink", 2),
        ("broken-link", 4),
        ("broken-link", 4),
        ("broken-link", 1),
    ]


def test_markdown_is_read_by_a_foreign_reader():
    import mistune

    html = str(mistune.html(shown("markdown")))
    assert html.count("<h2>") == 2
    assert html.count("<li>") == 4
