"""Which rules run where, how much they weigh, with which options: configuration and command line as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vaultkit.config import Config, Override
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
class Selection:
    """The command line's word on rules; ``select`` empty leaves the configuration's."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """What runs for a path: ask ``at``. Made by ``policy``."""

    config: Config
    rules: Mapping[str, Rule]
    selection: Selection = Selection()
    _known: dict[tuple[int, ...], tuple[Active, ...]] = field(default_factory=dict)

    def at(self, path: str) -> tuple[Active, ...]:
        """The rules for the file at ``path``, by name; the same tuple for every path with the same answer."""
        matching = tuple(
            index for index, override in enumerate(self.config.overrides) if override.matches(path)
        )
        if matching not in self._known:
            self._known[matching] = tuple(self._active(matching))
        return self._known[matching]

    def _active(self, overrides: Sequence[int]) -> list[Active]:
        layers = [self.config.overrides[index] for index in overrides]
        chosen = self._chosen(layers)
        severity: dict[str, str] = dict(self.config.severity)
        options: dict[str, dict[str, Any]] = {name: dict(own) for name, own in self.config.rules.items()}
        for layer in layers:
            severity.update(layer.severity)
            for name, own in layer.rules.items():
                options.setdefault(name, {}).update(own)
        return [
            Active(
                rule,
                Severity(severity.get(name, rule.severity)),
                {**rule.options, **options.get(name, {})},
            )
            for name, rule in self.rules.items()
            if name in chosen
        ]

    def _chosen(self, layers: Sequence[Any]) -> set[str]:
        asked = self.selection
        chosen = self._names(self.config.select) | self._names(self.config.extend_select)
        ignored = self._names(self.config.ignore)
        for layer in layers:
            if layer.select is not None:
                chosen, ignored = self._names(layer.select), set()
            extra = self._names(layer.extend_select)
            chosen, ignored = chosen | extra, (ignored - extra) | self._names(layer.ignore)
        if asked.select:
            # What is named on the command line runs, whatever the configuration leaves out.
            chosen = self._names(asked.select)
            ignored -= {name for name in asked.select if name in self.rules}
        chosen |= self._names(asked.extend_select)
        ignored -= {name for name in asked.extend_select if name in self.rules}
        ignored |= self._names(asked.ignore)
        return (chosen | {name for name, rule in self.rules.items() if rule.always}) - ignored

    def _names(self, words: Sequence[str]) -> set[str]:
        named: set[str] = set()
        for word in words:
            if word == ALL:
                named |= set(self.rules)
            elif word == DEFAULT:
                named |= {name for name, rule in self.rules.items() if rule.default}
            else:
                named.add(word)
        return named


def policy(config: Config, selection: Selection = Selection()) -> Policy:
    """The rules of ``config`` under ``selection``; raises ``VaultkitError`` for a rule nobody knows."""
    rules = load_rules()
    made = Policy(config, rules, selection)
    for word in (*selection.select, *selection.extend_select, *selection.ignore):
        _known(word, rules, "on the command line")
    layers: list[Config | Override] = [config, *config.overrides]
    for word in (
        word
        for layer in layers
        for part in (layer.select or (), layer.extend_select, layer.ignore, layer.severity, layer.rules)
        for word in part
    ):
        _known(word, rules, "in the configuration")
    for layer in layers:
        for name, own in layer.rules.items():
            for option in own:
                if option not in rules[name].options:
                    raise VaultkitError(
                        f"rule `{name}` has no option `{option}`",
                        did_you_mean(option, tuple(rules[name].options)),
                    )
    return made


def _known(word: str, rules: Mapping[str, Rule], where: str) -> None:
    if word not in rules and word not in (ALL, DEFAULT):
        raise VaultkitError(f"there is no rule `{word}`, named {where}", did_you_mean(word, tuple(rules)))
