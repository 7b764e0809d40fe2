"""How long a text a pattern may be tried on."""

import json
import re

import pytest

from tests.conftest import CHECKOUT
from vaultkit.vault.patterns import LONGEST, value_limit


def shipped_patterns() -> list[str]:
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            found.extend(v for k, v in node.items() if k == "pattern" and isinstance(v, str))
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    for path in sorted((CHECKOUT / "schemas").glob("*.json")):
        walk(json.loads(path.read_text(encoding="utf-8")))
    return sorted(set(found))


@pytest.mark.parametrize("pattern", shipped_patterns())
def test_every_shipped_pattern_is_tried_on_any_likely_value(pattern: str):
    assert value_limit(pattern) >= 250


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^[a-z]+(-[a-z]+)*$",
        "^(?:[a-z]+\\.)+[a-z]+$",
        "^(foo|bar)*$",
        "^(-[a-z]+[0-9]*)*$",
        "^(?:a(?:b*c)*)*$",
        "^(?:(?!x).)+$",
        "^[0-9]{4}(-[0-9]{2})?$",
        "^\\[\\[[^\\]]+\\]\\]$",
        "^\\w+$",
        "^[^\\W\\d]+$",
    ],
)
def test_a_pattern_that_reads_a_text_in_one_way_has_the_full_length(pattern: str):
    assert value_limit(pattern) == LONGEST


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a|a)*$",
        "^(-a*a*a*)*$",
        "^(-a?a?)*$",
        "^" + "a?" * 30 + "a" * 30 + "$",
        "^" + "(a|a)" * 30 + "$",
        "^" + "a{0,9}" * 20 + "$",
        "^(a|aa)+$",
        "^(\\w+\\s?)*$",
        "^([a-z0-9])(([-.]|[_]+)?([a-z0-9]+))*$",
        "(x+x+)+y",
        "^((ab)*)*$",
        "((a*)|b)*",
        "^(a?){30}a{30}$",
        "(?=(a+)+$)b",
        "^(?:-(?:a|aa)+)*$",
        "^(-(x(a+)+))*$",
        "(.*)\\1",
        "(?i)abc",
        "((?i:a)+)",
        "^(?:é|[^a])(?:(?:.é)*)*$",
    ],
)
def test_a_pattern_that_can_explode_is_never_tried(pattern: str):
    assert value_limit(pattern) == 0


@pytest.mark.parametrize(
    ("pattern", "limit"),
    [("^a*a*$", 4096), ("^a*b*a*$", 4096), ("\\S+@\\S+\\.\\S+", 66), ("a+", 4096)],
)
def test_a_pattern_with_overlapping_loops_has_a_shorter_length(pattern: str, limit: int):
    assert value_limit(pattern) == limit


def test_what_is_no_pattern_is_an_error():
    with pytest.raises(re.error):
        value_limit("(")
