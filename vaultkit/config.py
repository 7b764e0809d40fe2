"""The configuration of a vault: ``vaultkit.toml`` at its root, or ``[tool.vaultkit]`` in ``pyproject.toml``.

Knows what the keys mean, and where a note's schema comes from; runs nothing and knows no rule:
whether a rule of that name exists is for the linting wing to say. A configuration is data, from a
vault that may be a stranger's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaultkit.errors import VaultkitError
from vaultkit.source.globs import matches
from vaultkit.vault.data_file import read_data

if TYPE_CHECKING:
    from vaultkit.source.toml import KeyPath

OWN, SHARED = "vaultkit.toml", "pyproject.toml"
MOST_GLOBS = 1000
"""Globs that a configuration may have: each is tried on the path of every note."""
LONGEST_GLOB = 1000
"""Characters of a glob."""


@dataclass(frozen=True, slots=True)
class Override:
    """What changes in a part of the vault; ``select`` None leaves the selection as it is."""

    paths: tuple[str, ...]
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def matches(self, path: str) -> bool:
        """Whether the file at ``path`` is meant."""
        return any(matches(glob, path) for glob in self.paths)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where import puts what it makes: paths from the vault's root with ``/``, "" for the root itself."""

    papers: str = "papers"
    digests: str = "digests"
    assets: str = "assets"
    concepts: str = "concepts"


@dataclass(frozen=True, slots=True)
class Config:
    """What is in force in a vault. ``origin`` says from which file, "" when all is by default.

    ``select``, ``extend_select`` and ``ignore`` hold rules' names, or ``default`` or ``all``; ``severity``
    is ``error``, ``warning`` or ``info`` by rule, ``rules`` what a rule is told; of ``overrides`` a later
    one wins. ``schemas`` binds globs, in their order, and ``types`` values of the property ``type``, to a
    shipped schema's name or a file in the vault; False binds to none. ``image_placeholder`` is a regular
    expression for the name that a digest prints where a picture was. With ``link_body`` import makes
    the first mention of a name in a paper's text a link, too.
    """

    origin: str = ""
    select: tuple[str, ...] = ("default",)
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    exclude: tuple[str, ...] = ()
    schemas: tuple[tuple[str, str | bool], ...] = ()
    types: Mapping[str, str | bool] = field(
        default_factory=lambda: {"paper": "paper", "digest": "digest", "concept": "concept"}
    )
    folders: Folders = Folders()
    bibliography: tuple[str, ...] = ()
    image_placeholder: str = "image-[0-9]{17}"
    link_body: bool = False

    def schema_for(self, path: str, properties: Mapping[str, object]) -> str | None:
        """The schema of the note at ``path``, as ``load_schema`` takes it, or None when it has none."""
        _, schema = self.binding(path, properties)
        return schema if isinstance(schema, str) else None

    def binding(self, path: str, properties: Mapping[str, object]) -> "tuple[KeyPath, str | bool]":
        """The key that decides about the schema of the note at ``path``, and what it says.

        The last glob of ``schemas`` that matches decides; else the property ``type``; else () and False.
        """
        for glob, schema in reversed(self.schemas):
            if matches(glob, path):
                return ("schemas", glob), schema
        kind = properties.get("type")
        if isinstance(kind, str) and kind in self.types:
            return ("types", kind), self.types[kind]
        return (), False

    def excludes(self, path: str) -> bool:
        """Whether the file at ``path`` is left unchecked; links to it still resolve."""
        return any(matches(glob, path) for glob in self.exclude)


def load_config(root: Path) -> Config:
    """The configuration of the vault at ``root``; the defaults when it has none.

    Raises ``VaultkitError`` with the file and the line or key for what cannot be read, is not TOML, or
    is not what the schema ``config`` describes.
    """
    for name in (OWN, SHARED):
        if not (root / name).is_file():
            continue
        config = read_config(name, read_data(root, name, "configuration"))
        if config.origin:
            return config
    return Config()


def read_config(name: str, text: str) -> Config:
    """The configuration in ``text``, the file called ``name``; raises as ``load_config`` does.

    A ``pyproject.toml`` that says nothing of vaultkit is no configuration: it has no ``origin``.
    """
    table = _parse(name, text)
    if name == SHARED:
        table = _table(_table(table, "tool"), "vaultkit")
        if not table:
            return Config()
    _check(name, table)
    config = _config(name, table)
    _check_globs(name, config)
    return config


def places_of(root: Path, config: Config) -> "dict[KeyPath, str]":
    """Where the keys that make ``config`` stand: ``("severity", "broken-link")`` at ``vaultkit.toml:7``."""
    if not config.origin:
        return {}
    from vaultkit.source.toml import key_lines

    lines = key_lines(read_data(root, config.origin, "configuration"))
    above = ("tool", "vaultkit") if config.origin == SHARED else ()
    return {
        path[len(above) :]: f"{config.origin}:{line}"
        for path, line in lines.items()
        if path[: len(above)] == above
    }


def _parse(name: str, text: str) -> dict[str, Any]:
    import tomllib  # like the schemas below, only where there is a configuration

    from vaultkit.source.toml import is_too_deep

    if is_too_deep(text):
        raise VaultkitError(f"`{name}` nests too deep to be read")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        import re

        said, place = str(error), f"{name}:{text.rstrip().count(chr(10)) + 1}"
        if found := re.fullmatch(r"(.*) \(at line ([0-9]+), column ([0-9]+)\)", said, re.DOTALL):
            said, place = found[1], f"{name}:{found[2]}:{found[3]}"
        said = f"{said[:1].lower()}{said[1:]}".replace("(at end of document)", "at its end")
        raise VaultkitError(f"`{place}` is not TOML: {said}") from error
    except (RecursionError, ValueError) as error:
        what = "nests too deep" if isinstance(error, RecursionError) else "has a number that is too long"
        raise VaultkitError(f"`{name}` {what} to be read") from error


def _table(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    inner = table.get(key, {})
    return inner if isinstance(inner, dict) else {}


def _check(name: str, table: dict[str, Any]) -> None:
    from vaultkit.vault.schema import certainly_valid, load_schema, violations

    schema = load_schema("config", Path())
    if certainly_valid(schema, table):
        return
    first, *others = violations(schema, table) or (None,)
    if first is not None:
        more = f"and {len(others)} more of the kind" if others else ""
        raise VaultkitError(f"`{name}`: {first.message}", "; ".join(filter(None, (first.hint, more))))


def _check_globs(name: str, config: Config) -> None:
    globs = [*config.exclude, *(glob for glob, _ in config.schemas)]
    globs += (glob for override in config.overrides for glob in override.paths)
    if len(globs) > MOST_GLOBS:
        hint = "`**` and the name of a folder say much at once"
        raise VaultkitError(
            f"`{name}` has {len(globs)} globs, more than the {MOST_GLOBS} that are tried", hint
        )
    if (longest := max(map(len, globs), default=0)) > LONGEST_GLOB:
        raise VaultkitError(f"`{name}` has a glob of {longest} characters, more than {LONGEST_GLOB}")


def _config(name: str, table: Mapping[str, Any]) -> Config:
    bare = Config()
    return Config(
        origin=name,
        select=tuple(table.get("select", bare.select)),
        extend_select=tuple(table.get("extend-select", ())),
        ignore=tuple(table.get("ignore", ())),
        severity=table.get("severity", {}),
        rules=table.get("rules", {}),
        overrides=tuple(_override(each) for each in table.get("overrides", ())),
        exclude=tuple(table.get("exclude", ())),
        schemas=tuple(table.get("schemas", {}).items()),
        types={**bare.types, **table.get("types", {})},
        folders=_folders(table.get("folders", {})),
        bibliography=tuple(table.get("bibliography", ())),
        link_body=_table(table, "import").get("link-body", bare.link_body),
        image_placeholder=table.get("image-placeholder", bare.image_placeholder),
    )


def _override(table: Mapping[str, Any]) -> Override:
    return Override(
        paths=tuple(table["paths"]),
        select=tuple(table["select"]) if "select" in table else None,
        extend_select=tuple(table.get("extend-select", ())),
        ignore=tuple(table.get("ignore", ())),
        severity=table.get("severity", {}),
        rules=table.get("rules", {}),
    )


def _folders(table: Mapping[str, str]) -> Folders:
    return Folders(**{name: _tidy(folder) for name, folder in table.items()})


def _tidy(folder: str) -> str:
    return "/".join(step for step in folder.replace("\\", "/").split("/") if step not in ("", "."))
