"""What is in force in a vault, or for one file of it, and where each of it was said.

Reads no more than the configuration, the app's settings and, for a note, its type; checks nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from vaultkit.config import Config, Override, places_of
from vaultkit.lint.policy import Active, Policy
from vaultkit.source.toml import KeyPath, key_text
from vaultkit.vault.settings import app_settings
from vaultkit.vault.vault import Vault

DEFAULT, ALWAYS = "default", "always"


class Setting(NamedTuple):
    """A key as it is written in the configuration, its value, and where that was said.

    ``origin`` is ``vaultkit.toml:7``, a file in ``.obsidian``, or ``default``.
    """

    key: str
    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Running:
    """A rule that runs: why, its severity, and its options; the origins as in ``Setting``, or ``always``."""

    name: str
    origin: str
    severity: Setting
    options: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class InForce:
    """The answer. ``path`` is "" for the vault as a whole, which has ``settings`` and no ``schema``.

    For a file, ``schema`` has the key that decides (or "") and the schema (or False); ``excluded`` is
    the origin of what leaves the file unchecked, or ""; ``overrides`` are those that match it.
    ``silenced`` are rules that the configuration ignores here, each with the place.
    """

    path: str
    settings: tuple[Setting, ...]
    app: tuple[Setting, ...]
    excluded: str
    schema: Setting | None
    overrides: tuple[str, ...]
    rules: tuple[Running, ...]
    silenced: tuple[tuple[str, str], ...]


def in_force(vault: Vault, policy: Policy, path: str = "") -> InForce:
    """What is in force in ``vault``; with ``path``, for the file there."""
    origins = _Origins(places_of(vault.root, policy.config))
    layers = list(_layers(policy.config, path))
    rules = tuple(_running(active, policy, layers, origins) for active in policy.at(path))
    ignored = [name for name in policy.rules if name not in {rule.name for rule in rules}]
    silenced = [(name, _ignoring(name, policy, layers, origins)) for name in ignored]
    return InForce(
        path,
        () if path else tuple(_settings(policy.config, origins)),
        () if path else tuple(_app(vault)),
        _excluding(vault, policy.config, path, origins) if path else "",
        _schema(vault, policy.config, path, origins) if path else None,
        tuple(origins.of(*at) for at, layer in layers if isinstance(layer, Override)),
        rules,
        tuple((name, place) for name, place in silenced if place),
    )


class _Origins:
    """Where keys stand; what stands nowhere is a default."""

    def __init__(self, places: Mapping[KeyPath, str]) -> None:
        self._places = places

    def of(self, *path: str | int) -> str:
        """The place of a key; one in an override is said where the override is, if nowhere else."""
        least = 0 if path[:1] == ("overrides",) else len(path) - 1
        held = (path[:end] for end in range(len(path), least, -1))
        return next((self._places[key] for key in held if key in self._places), DEFAULT)


Layer = tuple[KeyPath, Config | Override]


def _layers(config: Config, path: str) -> Iterator[Layer]:
    yield (), config
    for index, override in enumerate(config.overrides):
        if override.matches(path):
            yield ("overrides", index), override


def _running(active: Active, policy: Policy, layers: list[Layer], origins: _Origins) -> Running:
    name = active.rule.name
    severity, options = DEFAULT, dict.fromkeys(active.options, DEFAULT)
    for at, layer in layers:
        if name in layer.severity:
            severity = origins.of(*at, "severity", name)
        for option in layer.rules.get(name, {}):
            options[option] = origins.of(*at, "rules", name, option)
    return Running(
        name,
        _selecting(name, policy, layers, origins),
        Setting("severity", str(active.severity), severity),
        tuple(Setting(option, active.options[option], origin) for option, origin in options.items()),
    )


def _selecting(name: str, policy: Policy, layers: list[Layer], origins: _Origins) -> str:
    said = ALWAYS
    for at, layer in layers:
        if layer.select is not None:
            chosen = name in policy.named(layer.select)
            said = origins.of(*at, "select") if chosen else ALWAYS
        if said == ALWAYS and name in policy.named(layer.extend_select):
            said = origins.of(*at, "extend-select")
    return said


def _ignoring(name: str, policy: Policy, layers: list[Layer], origins: _Origins) -> str:
    said = ""
    for at, layer in layers:
        if name in policy.named(layer.ignore):
            said = origins.of(*at, "ignore")
    return said


def _settings(config: Config, origins: _Origins) -> Iterator[Setting]:
    plain = {
        "select": config.select,
        "extend-select": config.extend_select,
        "ignore": config.ignore,
        "severity": config.severity,
        "rules": config.rules,
        "exclude": config.exclude,
        "schemas": dict(config.schemas),
        "types": config.types,
        "folders": asdict(config.folders),
        "import": {"link-body": config.link_body},
        "bibliography": config.bibliography,
        "image-placeholder": config.image_placeholder,
    }
    for path, value in _leaves(plain):
        yield Setting(key_text(path), value, origins.of(*path))
    for index, override in enumerate(config.overrides):
        said: dict[str, Any] = {
            "paths": override.paths,
            "select": override.select,
            "extend-select": override.extend_select,
        }
        said |= {"ignore": override.ignore, "severity": override.severity, "rules": override.rules}
        kept = {name: value for name, value in said.items() if value or (name, value) == ("select", ())}
        for path, value in _leaves(kept):
            at = ("overrides", index, *path)
            yield Setting(key_text(at), value, origins.of(*at))


def _leaves(table: Mapping[str, Any], above: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*above, name))
        else:
            yield (*above, name), list(value) if isinstance(value, tuple) else value


def _app(vault: Vault) -> Iterator[Setting]:
    settings, said = vault.settings, app_settings(vault.root)
    held = {
        "newLinkFormat": settings.link_format,
        "useMarkdownLinks": settings.use_markdown_links,
        "attachmentFolderPath": settings.attachment_folder,
        "userIgnoreFilters": list(settings.ignored),
    }
    for key, value in held.items():
        yield Setting(key, value, ".obsidian/app.json" if said.get(key) == value else DEFAULT)
    for name, kind in settings.property_types.items():
        yield Setting(key_text(("types", name)), kind, ".obsidian/types.json")


def _excluding(vault: Vault, config: Config, path: str, origins: _Origins) -> str:
    if config.excludes(path):
        return origins.of("exclude")
    return ".obsidian/app.json" if vault.settings.excludes(path) else ""


def _schema(vault: Vault, config: Config, path: str, origins: _Origins) -> Setting | None:
    note = vault.note(path)
    if note is None:
        return None
    key, schema = config.binding(path, note.properties)
    return Setting(key_text(key), schema, origins.of(*key))
