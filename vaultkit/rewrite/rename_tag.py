"""Renaming a tag, with the tags below it, in text and in properties."""

from collections.abc import Iterator

from vaultkit.errors import VaultkitError
from vaultkit.registry import near_name
from vaultkit.rewrite.repair import Plan, repair
from vaultkit.source.frontmatter import places
from vaultkit.source.markdown import scan
from vaultkit.source.text import Edit, Span, Text
from vaultkit.vault.note import Note, read_note
from vaultkit.vault.vault import Vault


def rename_tag(vault: Vault, old: str, new: str) -> Plan:
    """The plan to rename ``#old`` and ``#old/…`` to ``#new``; raises ``VaultkitError``."""
    if [tag.name for tag in scan(Text.of(f"#{new}")).tags] != [new]:
        raise VaultkitError(f"`#{new}` is not a tag", "a tag has no spaces or marks, and not only digits")
    notes = list(vault.notes())
    if not any(_matches(tag, old) for note in notes for tag in note.tags):
        known = (f"#{tag}" for note in notes for tag in note.tags)
        raise VaultkitError(f"no note has the tag `#{old}`", near_name(f"#{old}", known))
    seeds = {note.path: edits for note in notes if (edits := tuple(_edits(note, old, new)))}
    plan = repair(vault, {}, seeds)
    _prove(vault, plan, old, new)
    existing = sum(1 for note in notes if any(tag.lower() == new.lower() for tag in note.tags))
    if existing and old.lower() != new.lower():
        said = f"`#{new}` was there in {existing} note{'s' * (existing > 1)} already: the two are one tag now"
        return Plan(plan.changes, plan.links, (*plan.notices, said))
    return plan


def _matches(tag: str, old: str) -> bool:
    return tag.lower() == old.lower() or tag.lower().startswith(old.lower() + "/")


def _renamed(tag: str, old: str, new: str) -> str:
    return new + tag[len(old) :] if _matches(tag, old) else tag


def _edits(note: Note, old: str, new: str) -> Iterator[Edit]:
    for tag in note.marks.tags:
        if _matches(tag.name, old):
            start = tag.span.start + 1
            yield Edit(Span(start, start + len(tag.name[: len(old)].encode())), new.encode())
    listed = note.properties.get("tags")
    if note.frontmatter is None or listed is None:
        return
    located = places(note.text, note.frontmatter)
    items = enumerate(listed) if isinstance(listed, list) else ((None, listed),)
    for index, value in items:
        if isinstance(value, str) and _matches(value.removeprefix("#"), old):
            place = located.get(("tags",) if index is None else ("tags", index))
            raw = note.text.slice(place.value) if place else ""
            at = raw.lower().find(old.lower())
            if place is None or at < 0:
                raise VaultkitError(f"the tags of `{note.path}` cannot be located", "change them by hand")
            start = place.value.start + len(raw[:at].encode())
            yield Edit(Span(start, start + len(raw[at : at + len(old)].encode())), new.encode())


def _prove(vault: Vault, plan: Plan, old: str, new: str) -> None:
    for change in plan.changes:
        before = vault.note(change.path)
        if before is None or change.after is None:
            continue
        after = read_note(change.path, change.after)
        wanted = [_renamed(tag.name, old, new) for tag in before.marks.tags]
        others = {name: value for name, value in before.properties.items() if name != "tags"}
        if (
            [tag.name for tag in after.marks.tags] != wanted
            or {name: value for name, value in after.properties.items() if name != "tags"} != others
            or set(after.tags) != {_renamed(tag, old, new) for tag in before.tags}
        ):
            raise VaultkitError(f"more than the tag would change in `{change.path}`", "nothing was written")
