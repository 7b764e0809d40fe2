"""Which rules run where, how much they weigh, with which options: configuration and command line as one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from vaultkit.config import Config, Override
from vaultkit.config import Selection as Configured
from vaultkit.errors import VaultkitError
from vaultkit.lint.finding import Severity
from vaultkit.lint.rule import Rule, load_rules
from vaultkit.registry import did_you_mean

ALL, DEFAULT = "all", "default"


@dataclass(frozen=True, slots=True, eq=False)
class Active:
    """A rule that runs, as it runs in one part of the vault."""

    rule: Rule
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
    rules: Mapping[str, Rule]
    asked: Asked = Asked()
    _known: dict[str, tuple[Active, ...]] = field(default_factory=dict)

    def at(self, path: str) -> tuple[Active, ...]:
        """The rules for the file at ``path``, by name; the same tuple wherever the answer is the same."""
        configured = self.config.selection_for(path)
        key = repr(configured) if self.config.overrides else ""
        if key not in self._known:
            self._known[key] = tuple(self._active(configured))
        return self._known[key]

    def _active(self, configured: Configured) -> Iterator[Active]:
        chosen = self._chosen(configured)
        for name, rule in self.rules.items():
            if name in chosen:
                severity = Severity(configured.severity.get(name, rule.severity))
                yield Active(rule, severity, {**rule.options, **configured.options.get(name, {})})

    def _chosen(self, configured: Configured) -> set[str]:
        asked = self.asked
        chosen = self._names(asked.select or configured.select) | self._names(asked.extend_select)
        named = {*asked.select, *asked.extend_select}
        always = {name for name, rule in self.rules.items() if rule.always}
        return (chosen | always) - (self._names(configured.ignore) - named) - self._names(asked.ignore)

    def _names(self, words: Iterable[str]) -> set[str]:
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
    rules = load_rules()
    _check_names((*asked.select, *asked.extend_select, *asked.ignore), rules, "on the command line")
    layers: tuple[Configured | Override, ...] = (config.selection, *config.overrides)
    for layer in layers:
        extra = layer.extend_select if isinstance(layer, Override) else ()
        named = (*(layer.select or ()), *extra, *layer.ignore, *layer.severity, *layer.options)
        _check_names(named, rules, "in the configuration")
        for name, own in layer.options.items():
            for option in own:
                if option not in rules[name].options:
                    near = did_you_mean(option, tuple(rules[name].options))
                    raise VaultkitError(f"rule `{name}` has no option `{option}`", near)
    return Policy(config, rules, asked)


def _check_names(words: Iterable[str], rules: Mapping[str, Rule], where: str) -> None:
    for word in words:
        if word not in rules and word not in (ALL, DEFAULT):
            near = did_you_mean(word, (*rules, ALL, DEFAULT))
            raise VaultkitError(f"there is no rule `{word}`, named {where}", near)
