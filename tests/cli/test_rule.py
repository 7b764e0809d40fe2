"""``vaultkit rule`` lists the rules and prints their documentation."""

from vaultkit.cli import main
from vaultkit.lint.rule import load_rules


def test_every_rule_is_listed_with_its_summary(capsys):
    assert main(["rule"]) == 0
    out = capsys.readouterr().out
    for name, rule in load_rules().items():
        line = next(line for line in out.splitlines() if line.startswith(f"{name} "))
        assert line.endswith(rule.documentation.summary)
        assert (" off " in line) == (not rule.default)
        assert (" fix " in line) == rule.fixable


def test_a_rule_is_shown_whole(capsys):
    assert main(["rule", "alias-as-target"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# alias-as-target\nerror, runs by default, has a fix\n\n")
    assert load_rules()["alias-as-target"].documentation.source in out


def test_an_unknown_rule_names_the_nearest(capsys):
    assert main(["rule", "broken-lnk"]) == 2
    assert capsys.readouterr().err == "error: there is no rule `broken-lnk`\ndid you mean `broken-link`?\n"
