"""Renaming a property in every note that has it; its value is not touched."""

import json
import re

from vaultkit.errors import VaultkitError
from vaultkit.registry import near_name
from vaultkit.rewrite.repair import Plan, repair
from vaultkit.source.frontmatter import places
from vaultkit.source.text import Edit
from vaultkit.vault.note import read_note
from vaultkit.vault.vault import Vault

_PLAIN = re.compile(r"[^\W\d](?:[\w -]*\w)?")


def rename_property(vault: Vault, old: str, new: str) -> Plan:
    """The plan to rename the property ``old`` to ``new``; raises ``VaultkitError``."""
    if not new.strip() or "\n" in new:
        raise VaultkitError(f"`{new}` cannot be a property's name")
    seeds: dict[str, tuple[Edit, ...]] = {}
    both: list[str] = []
    for note in vault.notes():
        names = [name for name in note.properties if name.lower() == old.lower()]
        if not names or note.frontmatter is None:
            continue
        if any(name.lower() == new.lower() and name not in names for name in note.properties):
            both.append(note.path)
            continue
        place = places(note.text, note.frontmatter).get((names[0],))
        if len(names) > 1 or place is None or place.key is None:
            raise VaultkitError(f"the property `{old}` of `{note.path}` cannot be located")
        seeds[note.path] = (Edit(place.key, _key(new)),)
    if both:
        named = ", ".join(f"`{path}`" for path in both[:5])
        raise VaultkitError(f"notes have `{old}` and `{new}` both: {named}", "merge the two there first")
    if not seeds:
        known = (name for note in vault.notes() for name in note.properties)
        raise VaultkitError(f"no note has the property `{old}`", near_name(old, known))
    plan = repair(vault, {}, seeds)
    for change in plan.changes:
        _prove(vault, change.path, change.after or b"", old, new)
    typed = next((name for name in vault.settings.property_types if name == old.lower()), None)
    said = (f"`.obsidian/types.json` gives `{old}` a type: set it for `{new}` in the app",) if typed else ()
    return Plan(plan.changes, plan.links, (*plan.notices, *said))


def _key(name: str) -> bytes:
    reserved = name.lower() in ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
    plain = _PLAIN.fullmatch(name) and not reserved
    return (name if plain else json.dumps(name, ensure_ascii=False)).encode()


def _prove(vault: Vault, path: str, data: bytes, old: str, new: str) -> None:
    before = vault.note(path)
    after = read_note(path, data).properties
    renamed = [
        (new if name.lower() == old.lower() else name, value)
        for name, value in (before.properties.items() if before else ())
    ]
    if list(after.items()) != renamed:
        raise VaultkitError(f"more than the property's name would change in `{path}`", "nothing was written")
