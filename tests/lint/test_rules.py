"""Every rule on the shelf has the form that CONTRIBUTING.md describes."""

import re
from pathlib import Path

import pytest

from tests.lint.test_examples import SURROUNDINGS
from vaultkit.lint import rules
from vaultkit.lint.rule import Rule, load_rules

RULES = load_rules()
LONGEST = 60
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


@each_rule
def test_its_sections_are_the_fixed_ones_in_their_order(rule: Rule):
    titles = [title for title, _ in rule.documentation.sections]
    wanted = ["What it does", "Why is this bad?", *["Example"] * titles.count("Example")]
    wanted += ["Fix safety"] * rule.fixable + ["Options"] * bool(rule.options)
    assert titles == wanted
    assert titles.count("Example") >= 1


@each_rule
def test_its_summary_is_one_sentence_and_no_section_is_empty(rule: Rule):
    assert re.fullmatch(r"[A-Z`].*[^.]\.", rule.documentation.summary)
    assert all(text for _, text in rule.documentation.sections)


@each_rule
def test_it_shows_what_is_bad_and_what_is_good(rule: Rule):
    assert {"bad", "good"} <= {example.kind for example in rule.documentation.examples}


@each_rule
def test_its_options_are_described_each_with_its_default(rule: Rule):
    text = dict(rule.documentation.sections).get("Options", "")
    assert all(f"`{name}`" in text for name in rule.options)


@each_rule
def test_what_it_is_exempt_from_exists_and_has_a_reason(rule: Rule):
    assert set(rule.except_in) <= {*SURROUNDINGS, "fence"}
    assert all(rule.except_in.values())


@each_rule
def test_its_code_is_short(rule: Rule):
    source = (Path(rules.__path__[0]) / f"{rule.name.replace('-', '_')}.py").read_text(encoding="utf-8")
    code = source.partition('\n"""\n')[2]
    lines = [line for line in code.splitlines() if line.strip() and not line.startswith(("import ", "from "))]
    assert len(lines) <= LONGEST
