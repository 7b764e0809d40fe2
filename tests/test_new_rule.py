"""The way to a new rule that CONTRIBUTING.md describes works as it says."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.new_rule import TEMPLATE, main, new_rule
from tests.conftest import CHECKOUT
from tests.lint.test_examples import SURROUNDINGS
from tests.lint.worlds import read_world, shown
from vaultkit.lint import rules
from vaultkit.lint.rule import load_rule


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(folder)])
    yield folder
    sys.modules.pop("vaultkit.lint.rules.shouting_heading", None)


def test_the_file_that_is_written_is_a_rule_whose_examples_hold(shelf: Path, tmp_path: Path):
    assert new_rule("shouting-heading", shelf) == shelf / "shouting_heading.py"
    rule = load_rule("shouting-heading")
    examples = rule.documentation.examples
    assert [example.kind for example in examples] == ["bad", "good"]
    for at, example in enumerate(examples):
        world = read_world(example.text)
        found = world.lint(tmp_path / str(at), "shouting-heading").diagnostics
        assert tuple(shown(world, each) for each in found) == world.marks


def test_its_bad_example_is_as_bad_in_other_surroundings(shelf: Path, tmp_path: Path):
    new_rule("shouting-heading", shelf)
    world = read_world(load_rule("shouting-heading").documentation.examples[0].text)
    (mark,) = world.marks
    for name, move in SURROUNDINGS.items():
        moved = move(world.files[mark.path])
        assert moved is not None
        there = world.with_file(mark.path, moved.data)
        (found,) = there.lint(tmp_path / name, "shouting-heading").diagnostics
        line, column = moved.place(mark.line, mark.column)
        assert shown(there, found) == replace(mark, line=line, column=column), name


def test_contributing_shows_the_file_as_it_is_written():
    assert f"```python\n{TEMPLATE.replace('```', '~~~')}```" in (CHECKOUT / "CONTRIBUTING.md").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("name", ["Shouting", "two words", "a_b", "", "-a", "../a", "a--b"])
def test_a_name_that_cannot_be_is_refused(shelf: Path, name: str):
    with pytest.raises(ValueError, match="is no name for a rule"):
        new_rule(name, shelf)


def test_a_rule_that_is_there_is_not_overwritten(shelf: Path):
    new_rule("shouting-heading", shelf).write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match="already"):
        new_rule("shouting-heading", shelf)
    assert (shelf / "shouting_heading.py").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("args", [[], ["a", "b"], ["--help"], ["broken-link"], ["A"]])
def test_the_script_says_what_is_wrong_and_exits_2(args: list[str], capsys):
    assert main(args) == 2
    assert capsys.readouterr().err
