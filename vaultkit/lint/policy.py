"""Which rules run where, how much they weigh, with which options: configuration and command line as one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vaultkit.config import Config, Override
from vaultkit.errors import VaultkitError
from vaultkit.lint.finding import Severity
from vaultkit.registry import did_you_mean

if TYPE_CHECKING:
    from vaultkit.lint.rule import Rule

ALL, DEFAULT = "all", "default"


@dataclass(frozen=True, slots=True, eq=False)
class Active:
    """A rule that runs, as it runs in one part of the vault."""

    rule: "Rule"
    severity: Severity
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks; an empty ``select`` leaves the configuration's.

    What is named there runs, even where the configuration ignores it; ``ignore`` beats both.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """What runs for a path: ask ``at``. Made by ``make_policy``, which knows that all names are rules."""

    config: Config
    rules: "Mapping[str, Rule]"
    asked: Asked = Asked()
    _known: dict[tuple[int, ...], tuple[Active, ...]] = field(default_factory=dict)

    def at(self, path: str) -> tuple[Active, ...]:
        """The rules for the file at ``path``, by name; the same tuple wherever the answer is the same."""
        overrides = self.config.overrides
        key = tuple(index for index, override in enumerate(overrides) if override.matches(path))
        if key not in self._known:
            self._known[key] = tuple(self._active([overrides[index] for index in key]))
        return self._known[key]

    @property
    def tables(self) -> set[str]:
        """The names of the tables that a rule may ask for, wherever in the vault it runs."""
        names = self._chosen(()).union(
            *(self.named((*(each.select or ()), *each.extend_select)) for each in self.config.overrides)
        )
        return {table for name in names for table in self.rules[name].tables}

    def _active(self, overrides: Sequence[Override]) -> Iterator[Active]:
        chosen = self._chosen(overrides)
        severity = dict(self.config.severity)
        options = {name: dict(own) for name, own in self.config.rules.items()}
        for override in overrides:
            severity |= override.severity
            for name, own in override.rules.items():
                options.setdefault(name, {}).update(own)
        for name, rule in self.rules.items():
            if name in chosen:
                weight = Severity(severity.get(name, rule.severity))
                yield Active(rule, weight, {**rule.options, **options.get(name, {})})

    def _chosen(self, overrides: Sequence[Override]) -> set[str]:
        config, asked = self.config, self.asked
        chosen = self.named(config.select) | self.named(config.extend_select)
        ignored = self.named(config.ignore)
        for override in overrides:
            if override.select is not None:
                chosen = self.named(override.select)
            # To name a rule is to want it, so what an override selects is no longer ignored from above.
            named = {*(override.select or ()), *override.extend_select}
            chosen |= self.named(override.extend_select)
            ignored = (ignored - named) | self.named(override.ignore)
        if asked.select:
            chosen = self.named(asked.select)
        chosen |= self.named(asked.extend_select)
        ignored -= {*asked.select, *asked.extend_select}
        always = {name for name, rule in self.rules.items() if rule.always}
        return (chosen | always) - ignored - self.named(asked.ignore)

    def named(self, words: Iterable[str]) -> set[str]:
        """The rules that ``words`` mean: names, ``default`` or ``all``."""
        named: set[str] = set()
        for word in words:
            if word == ALL:
                named |= set(self.rules)
            elif word == DEFAULT:
                named |= {name for name, rule in self.rules.items() if rule.default}
            else:
                named.add(word)
        return named


NOTHING_ASKED = Asked()


def make_policy(config: Config, asked: Asked = NOTHING_ASKED) -> Policy:
    """The rules of ``config`` and ``asked``; raises ``VaultkitError`` for a rule or option nobody knows."""
    from vaultkit.lint.rule import load_rules  # a run that finds nothing changed asks for no rule

    rules = load_rules()
    _check_names((*asked.select, *asked.extend_select, *asked.ignore), rules, "on the command line")
    layers: tuple[Config | Override, ...] = (config, *config.overrides)
    for layer in layers:
        named = (*(layer.select or ()), *layer.extend_select, *layer.ignore, *layer.severity, *layer.rules)
        _check_names(named, rules, "in the configuration")
        for name, own in layer.rules.items():
            _check_options(name, own, rules[name].options)
    return Policy(config, rules, asked)


def _check_options(name: str, given: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    for option, value in given.items():
        if option not in known:
            hint = did_you_mean(option, tuple(known)) or "it has none"
            raise VaultkitError(f"rule `{name}` has no option `{option}`", hint)
        wanted = _TYPES[type(known[option])]
        if _TYPES.get(type(value)) != wanted:
            raise VaultkitError(f"option `{option}` of rule `{name}` is `{value!r}`", f"it wants {wanted}")


_TYPES = {bool: "true or false", int: "a whole number", float: "a number", str: "text", list: "a list"}
_TYPES |= {tuple: "a list", dict: "a table"}


def _check_names(words: Iterable[str], rules: "Mapping[str, Rule]", where: str) -> None:
    for word in words:
        if word not in rules and word not in (ALL, DEFAULT):
            from vaultkit.lint.rule import near_rule

            near = near_rule(word, (*rules, ALL, DEFAULT))
            raise VaultkitError(f"there is no rule `{word}`, named {where}", near)
