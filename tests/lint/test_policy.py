"""Which rules run where: the command line beats the configuration, a part of the vault beats the whole."""

import pytest

from vaultkit.config import Config, Override
from vaultkit.errors import VaultkitError
from vaultkit.lint.policy import NOTHING_ASKED, Asked, make_policy
from vaultkit.lint.rule import load_rules

RULES = load_rules()
DEFAULT = {name for name, rule in RULES.items() if rule.default}
ALWAYS = {name for name, rule in RULES.items() if rule.always}


def names(config: Config, asked: Asked = NOTHING_ASKED, path: str = "a.md") -> set[str]:
    return {active.rule.name for active in make_policy(config, asked).at(path)}


def test_unasked_the_default_rules_run():
    assert names(Config()) == DEFAULT
    assert "property-order" not in DEFAULT


@pytest.mark.parametrize(
    ("config", "asked", "wanted"),
    [
        (Config(select=("broken-link",)), Asked(), {"broken-link"}),
        (Config(extend_select=("property-order",)), Asked(), DEFAULT | {"property-order"}),
        (Config(ignore=("broken-link",)), Asked(), DEFAULT - {"broken-link"}),
        (Config(select=("all",)), Asked(), set(RULES)),
        (Config(), Asked(select=("broken-link",)), {"broken-link"}),
        (Config(ignore=("broken-link",)), Asked(select=("broken-link",)), {"broken-link"}),
        (Config(ignore=("broken-link",)), Asked(select=("all",)), set(RULES) - {"broken-link"}),
        (Config(), Asked(extend_select=("property-order",)), DEFAULT | {"property-order"}),
        (Config(select=("broken-link",)), Asked(ignore=("broken-link",)), set()),
        (Config(), Asked(select=("all",), ignore=("default",)), set(RULES) - DEFAULT),
    ],
)
def test_select_extend_and_ignore(config: Config, asked: Asked, wanted: set[str]):
    assert names(config, asked) == wanted | (
        ALWAYS - {*asked.ignore, *(DEFAULT if "default" in asked.ignore else ())}
    )


def test_what_always_runs_is_silenced_only_by_name():
    assert "not-checked" in names(Config(), Asked(select=("broken-link",)))
    assert "not-checked" not in names(Config(), Asked(ignore=("not-checked",)))


def test_an_override_holds_in_its_folder_only():
    config = Config(
        overrides=(
            Override(("drafts",), ignore=("broken-link",)),
            Override(("drafts/old",), extend_select=("broken-link",), severity={"broken-link": "info"}),
        )
    )
    policy = make_policy(config)
    assert "broken-link" in names(config)
    assert "broken-link" not in names(config, path="drafts/a.md")
    old = next(active for active in policy.at("drafts/old/a.md") if active.rule.name == "broken-link")
    assert old.severity == "info"


def test_options_come_from_the_rule_then_the_configuration_then_the_override():
    rules = {"property-order": {"order": ["title", "type"]}}
    config = Config(
        select=("property-order",),
        rules=rules,
        overrides=(Override(("x",), rules={"property-order": {"order": ["type"]}}),),
    )
    policy = make_policy(config)

    def order(path: str) -> object:
        return next(a for a in policy.at(path) if a.rule.name == "property-order").options["order"]

    assert [order("a.md"), order("x/a.md")] == [["title", "type"], ["type"]]


@pytest.mark.parametrize(
    ("config", "asked", "message"),
    [
        (Config(), Asked(select=("broken-lnk",)), "did you mean `broken-link`"),
        (Config(ignore=("broken-lnk",)), Asked(), "in the configuration"),
        (Config(severity={"nonsense": "error"}), Asked(), "there is no rule `nonsense`"),
        (Config(rules={"property-order": {"ordr": []}}), Asked(), "did you mean `order`"),
        (Config(rules={"property-order": {"order": 3}}), Asked(), "it wants a list"),
        (Config(rules={"broken-link": {"x": 3}}), Asked(), "has no option `x`"),
    ],
)
def test_what_nobody_knows_is_named_with_the_nearest(config: Config, asked: Asked, message: str):
    with pytest.raises(VaultkitError) as raised:
        make_policy(config, asked)
    assert message in str(raised.value)
