"""The beginning of a vault's life with vaultkit: a configuration to edit, a schema for each type of note.

Reads a vault and says what is to be written; writes nothing. What its schemas do not hold for, it names
by the rule that would find it.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vaultkit.config import OWN, Config, load_config, read_config
from vaultkit.errors import VaultkitError
from vaultkit.lint.engine import Engine
from vaultkit.lint.finding import Diagnostic
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.lint.report import in_order
from vaultkit.lint.rule import load_rule
from vaultkit.lint.starter import starter
from vaultkit.vault.infer import LEAST, USUAL, infer_schema
from vaultkit.vault.note import Note
from vaultkit.vault.schema import Schema, load_schema, make_schema, violations
from vaultkit.vault.settings import template_folder
from vaultkit.vault.vault import Vault
from vaultkit.writing.change import Change

FOLDER = "schemas"
"""Where inferred schemas are put: a plain folder beside the notes, that git, sync and people see."""
RULE = "schema-violation"
_NAME = re.compile(r"[^\w-]+")
_WILD = re.compile(r"[*?[]")
_HOMES = {"paper": "papers", "digest": "digests", "concept": "concepts"}


@dataclass(frozen=True, slots=True)
class Start:
    """What ``vaultkit init`` would write, sentences about it, and where notes are not as its schemas say."""

    changes: tuple[Change, ...]
    notices: tuple[str, ...]
    outliers: tuple[Diagnostic, ...]

    @property
    def links(self) -> None:
        """No link is written."""


def plan_start(vault: Vault, *, schemas: bool = True) -> Start:
    """A start for ``vault``; raises ``VaultkitError`` when it has a configuration already."""
    _refuse_second(vault)
    exclude = _templates(vault)
    bare = Config(exclude=exclude)
    by_type = _by_type(vault, bare)
    made: dict[str, Schema] = {}
    texts: dict[str, str] = {}
    types: dict[str, str] = {}
    notices: list[str] = []
    for kind, notes in by_type.items() if schemas else ():
        plural = f"{len(notes)} note{'' if len(notes) == 1 else 's'} of type `{kind}`"
        if _fits_shipped(bare, kind, notes, vault):
            notices.append(f"{plural}: the shipped schema `{kind}` holds")
        elif len(notes) < LEAST:
            notices.append(f"{plural}: too few to infer a schema from")
        else:
            path = _path_for(kind, vault, texts)
            document = infer_schema(kind, [dict(note.properties) for note in notes])
            texts[path] = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
            made[path] = make_schema(path, texts[path])
            types[kind] = path
            notices.append(f"{plural}: their habits are in `{path}`")
    toml = starter(types, exclude, dict(_folders(vault, by_type)))
    written = {OWN: toml, **texts}
    changes = tuple(Change(path, None, text.encode()) for path, text in written.items())
    return Start(changes, tuple(notices), _outliers(vault, read_config(OWN, toml), made))


def _refuse_second(vault: Vault) -> None:
    found = OWN if os.path.lexists(vault.root / OWN) else load_config(vault.root).origin
    if found:
        raise VaultkitError(
            f"the vault has a configuration: `{found}`", "`vaultkit config` shows what is in force"
        )


def _templates(vault: Vault) -> tuple[str, ...]:
    """A glob for the folder of templates: what stands in them is filled in later."""
    folder = template_folder(vault.root)
    is_used = folder and any(path.startswith(f"{folder}/") for path in vault.files)
    return (_WILD.sub(r"[\g<0>]", folder) + "/**",) if is_used else ()


def _by_type(vault: Vault, config: Config) -> dict[str, list[Note]]:
    """The notes that are checked and whose properties can be read, by their type, most notes first."""
    found: dict[str, list[Note]] = {}
    for note in vault.notes():
        if vault.settings.excludes(note.path) or config.excludes(note.path):
            continue
        kind = note.properties.get("type")
        if isinstance(kind, str) and kind and note.frontmatter and not note.frontmatter.problem:
            found.setdefault(kind, []).append(note)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _fits_shipped(config: Config, kind: str, notes: Sequence[Note], vault: Vault) -> bool:
    """Whether the schema that comes with vaultkit for the type is right for as many notes as make a habit."""
    name = config.types.get(kind)
    if not isinstance(name, str):
        return False
    schema = load_schema(name, vault.root)
    right = sum(not violations(schema, dict(note.properties)) for note in notes)
    return right >= USUAL * len(notes)


def _path_for(kind: str, vault: Vault, taken: Mapping[str, str]) -> str:
    """A path for the schema of a type that no file has."""
    base = _NAME.sub("-", kind.lower()).strip("-") or "note"
    known = {path.casefold() for path in (*vault.files, *taken)}
    for number in range(1, len(known) + 2):
        path = f"{FOLDER}/{base}{f'-{number}' if number > 1 else ''}.schema.json"
        if path.casefold() not in known:
            return path
    raise AssertionError("more names than files")


def _folders(vault: Vault, by_type: Mapping[str, Sequence[Note]]) -> Iterator[tuple[str, str]]:
    """The folders in which the vault keeps what import makes, where they are not the defaults."""
    for kind, key in _HOMES.items():
        homes = Counter(note.path.rpartition("/")[0] for note in by_type.get(kind, ()))
        for home, count in homes.most_common(1):
            if home != key and 2 * count > homes.total():
                yield key, home
    attachments = vault.settings.attachment_folder.strip("/")
    if attachments and not attachments.startswith(".") and attachments != "assets":
        yield "assets", attachments


def _outliers(vault: Vault, config: Config, made: Mapping[str, Schema]) -> tuple[Diagnostic, ...]:
    rules = (RULE, *load_rule(RULE).yields_to)
    engine = Engine(vault, make_policy(config, Asked(select=rules)))
    engine.run.schemas.update(made)
    checked = (path for path in vault.note_paths if not engine.excludes(path))
    return in_order(found for path in checked for found in engine.file(path) if found.rule == RULE)
