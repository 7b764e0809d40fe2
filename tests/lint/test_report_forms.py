"""The forms that other programs read have the shape that those programs ask for.

The schemas below are written for these tests from the public documents of each form, and are stricter than
those: a field that is not named here is not written by vaultkit, so a slip in a field's name is seen.
"""

import json
import re
import xml.etree.ElementTree as ElementTree
from typing import Any

import jsonschema
import pytest

from vaultkit.config import Config
from vaultkit.lint.engine import run
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.lint.report import Report
from vaultkit.lint.reporters import Look, render
from vaultkit.vault.vault import Vault

WORLDS = {
    "nothing found": {"a.md": "fine\n"},
    "findings with and without fixes": {
        "a b.md": "---\nrelated: [[N]]\ntag: x\n---\n\t한글 😀 [[Nop]]\n",
        "c#d/e%.md": "[[x]]\r\n[[x]]",
        "N.md": "",
        "Nope.md": "%% open\n",
    },
    "names that somebody chose to do harm": {
        "a\x1b[2J\n::error::x.md": "[[\x1b]0;t\x07##[error]`|]] [[</failure>]]\n",
        "b\u202e,:.md": "[[]]>&\ufffe]] %%\n",
    },
}


@pytest.fixture(params=list(WORLDS.values()), ids=list(WORLDS))
def report(request) -> Report:
    return run(Vault.of(request.param), make_policy(Config(), Asked(select=("all",))))


def shown(form: str, report: Report) -> str:
    return "\n".join(render(form, report, Look()))


def exactly(needed: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """The schema of an object with these properties and no others."""
    return {
        "type": "object",
        "required": list(needed),
        "properties": {**needed, **optional},
        "additionalProperties": False,
    }


TEXT = {"type": "string", "minLength": 1}
FROM_1 = {"type": "integer", "minimum": 1}


def list_of(item: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": least}


SARIF_LEVEL = {"enum": ["none", "note", "warning", "error"]}
SARIF_MESSAGE = exactly({"text": TEXT})
SARIF_FILE = exactly({"uri": {"type": "string", "format": "uri-reference", "pattern": "^[!-~]+$"}})
SARIF_REGION = exactly({"startLine": FROM_1, "startColumn": FROM_1, "endLine": FROM_1, "endColumn": FROM_1})
SARIF_RULE = exactly({
    "id": TEXT,
    "shortDescription": SARIF_MESSAGE,
    "fullDescription": SARIF_MESSAGE,
    "help": exactly({"text": TEXT, "markdown": TEXT}),
    "defaultConfiguration": exactly({"level": SARIF_LEVEL}),
})  # fmt: skip
SARIF_REPLACEMENT = exactly({
    "deletedRegion": SARIF_REGION,
    "insertedContent": exactly({"text": {"type": "string"}}),
})  # fmt: skip
SARIF_CHANGE = exactly({"artifactLocation": SARIF_FILE, "replacements": list_of(SARIF_REPLACEMENT, 1)})
SARIF_FIX = exactly({"description": SARIF_MESSAGE, "artifactChanges": list_of(SARIF_CHANGE, 1)})
SARIF_PLACE = exactly({"physicalLocation": exactly({"artifactLocation": SARIF_FILE, "region": SARIF_REGION})})
SARIF_RESULT = exactly(
    {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": SARIF_LEVEL,
        "message": SARIF_MESSAGE,
        "locations": list_of(SARIF_PLACE, 1),
        "partialFingerprints": {"type": "object", "additionalProperties": TEXT},
    },
    fixes=list_of(SARIF_FIX, 1),
)
SARIF_DRIVER = exactly({"name": TEXT, "semanticVersion": TEXT, "rules": list_of(SARIF_RULE)})
SARIF_RUN = exactly({
    "tool": exactly({"driver": SARIF_DRIVER}),
    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    "results": list_of(SARIF_RESULT),
})  # fmt: skip
SARIF = exactly({"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": list_of(SARIF_RUN, 1)})

RD_POSITION = exactly({"line": FROM_1, "column": FROM_1})
RD_RANGE = exactly({"start": RD_POSITION, "end": RD_POSITION})
RD_DIAGNOSTIC = exactly(
    {
        "message": TEXT,
        "location": exactly({"path": TEXT, "range": RD_RANGE}),
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "code": exactly({"value": TEXT}),
    },
    suggestions=list_of(exactly({"range": RD_RANGE, "text": {"type": "string"}}), 1),
)
RDJSON = exactly({"source": exactly({"name": TEXT}), "diagnostics": list_of(RD_DIAGNOSTIC)})

GITLAB = list_of(
    exactly({
        "description": TEXT,
        "check_name": TEXT,
        "fingerprint": TEXT,
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": exactly({
            "path": {"type": "string", "pattern": r"^(?!\./|/)."},
            "lines": exactly({"begin": FROM_1, "end": FROM_1}),
        }),
    })
)  # fmt: skip


@pytest.mark.parametrize(
    ("form", "schema"), [("sarif", SARIF), ("rdjson", RDJSON), ("gitlab", GITLAB)], ids=str
)
def test_a_json_form_has_the_fields_that_its_readers_know(report, form, schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(shown(form, report)), schema)


def test_each_sarif_result_points_at_its_own_rule(report):
    (run_,) = json.loads(shown("sarif", report))["runs"]
    rules = [rule["id"] for rule in run_["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert [rules[result["ruleIndex"]] for result in run_["results"]] == [
        result["ruleId"] for result in run_["results"]
    ]


def test_no_range_ends_before_it_starts(report):
    for found in json.loads(shown("rdjson", report))["diagnostics"]:
        for each in (found["location"], *found.get("suggestions", ())):
            start, end = ((place["line"], place["column"]) for place in each["range"].values())
            assert start <= end


def test_gitlab_never_merges_two_findings_into_one(report):
    prints = [entry["fingerprint"] for entry in json.loads(shown("gitlab", report))]
    assert len(set(prints)) == len(prints) == len(report.diagnostics)


_COMMAND = re.compile(r"::(?:error|warning|notice) ([^:]*)::(.+)")
_FIELD = re.compile(
    r"(?:(?:line|endLine|col|endColumn)=[1-9]\d*|(?:file|title)=(?:[^%,:\s]|%[0-9A-F]{2}| )+)"
)


def test_github_gets_commands_that_it_knows(report):
    commands = [line for line in shown("github", report).split("\n") if line.startswith("::")]
    assert len(commands) == len(report.diagnostics)
    for line in commands:
        command = _COMMAND.fullmatch(line)
        assert command, line
        fields = command[1].split(",")
        assert all(map(_FIELD.fullmatch, fields)), line
        names = [field.partition("=")[0] for field in fields]
        assert names in (
            ["file", "line", "endLine", "title"],
            ["file", "line", "endLine", "col", "endColumn", "title"],
        )


JUNIT = {
    "testsuites": ({"name", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, {"testcase"}),
    "testcase": ({"name", "classname"}, {"failure"}),
    "failure": ({"type", "message"}, set()),
}
"""Each element with its attributes and the elements that may stand in it, as Jenkins reads them."""


def test_junit_has_the_elements_that_its_readers_know_and_counts_them_right(report):
    root = ElementTree.fromstring(shown("junit", report))
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, inside = JUNIT[element.tag]
        assert set(element.attrib) == attributes
        assert {child.tag for child in element} <= inside
    for holder in (root, *root):
        assert int(holder.attrib["tests"]) == len(list(holder.iter("testcase")))
        assert int(holder.attrib["failures"]) == len(list(holder.iter("failure")))
