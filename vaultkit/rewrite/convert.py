"""Converting links in place, wikilinks to Markdown links and back; each means afterwards what it meant.

Links that the other form cannot say stay as they are and are counted: in properties (Markdown links are
none there), in headings (their text would change), with a title or with markup in their words.
"""

import re
from collections.abc import Iterator
from typing import Literal

from vaultkit.rewrite.meaning import Places, meaning
from vaultkit.rewrite.repair import Plan
from vaultkit.source.marks import Link
from vaultkit.source.text import Edit, apply_edits
from vaultkit.vault.note import Note, read_note
from vaultkit.vault.resolve import Missing
from vaultkit.vault.spelling import destination, linktext
from vaultkit.vault.vault import Vault
from vaultkit.vault.whole import require_whole
from vaultkit.writing.change import Change

Form = Literal["wiki", "markdown"]
_BRACKETS = re.compile(r"[\[\]\\|\r\n]")
_MARKUP = re.compile(r"[*_`~=$<>\[\]\\|\r\n]|%%")


def convert_links(vault: Vault, form: Form) -> Plan:
    """The plan to write every link of the notes in ``form``, with targets as the vault's settings say.

    Raises ``VaultkitError`` when a part of the vault could not be read.
    """
    changes: list[Change] = []
    converted = left = 0
    places = Places(vault.note)
    for note in vault.notes():
        other = [link for link in note.links if _is_other(link, form)]
        edits = [edit for link in other for edit in _edits(vault, note, link, form)]
        if not _proved(vault, note, edits, places):
            edits = [edit for edit in edits if _proved(vault, note, [edit], places)]
            edits = edits if _proved(vault, note, edits, places) else []
        converted += len(edits)
        left += len(other) - len(edits)
        data = apply_edits(note.text.data, edits)
        if data != note.text.data:
            changes.append(Change(note.path, note.text.data, data))
    require_whole(vault)
    notices = [f"`{path}` was not read: {why}" for path, why in sorted(vault.unreadable.items())]
    if left:
        notices.append(f"{left} link{'s stay' if left > 1 else ' stays'}: the other form cannot say the same")
    return Plan(tuple(changes), converted, tuple(notices))


def _is_other(link: Link, form: Form) -> bool:
    return not link.external and link.kind == ("wiki" if form == "markdown" else "markdown")


def _edits(vault: Vault, note: Note, link: Link, form: Form) -> Iterator[Edit]:
    if any(h.span.start <= link.span.start < h.span.end for h in note.marks.headings):
        return
    in_table = any(table.start <= link.span.start < table.end for table in note.marks.tables)
    target = _target(vault, note, link, form)
    mark = "!" if link.embed else ""
    if form == "markdown":
        words = shown(link) if link.display is None else link.display.strip()
        if not (_BRACKETS if link.display is None else _MARKUP).search(words):
            text = f"{mark}[{words}]({destination(target + link.subpath)})"
            yield Edit(link.span, text.encode())
        return
    words = link.display or ""
    plain = words == shown(link._replace(target=target))
    has_title = note.text.data[link.target_span.end : link.span.end].strip(b" >") != b")"
    if has_title or _BRACKETS.search(target) or not (plain or not _MARKUP.search(words)):
        return
    pipe = "\\|" if in_table else "|"
    alias = "" if plain else f"{pipe}{words}"
    yield Edit(link.span, f"{mark}[[{target}{link.subpath}{alias}]]".encode())


def shown(link: Link) -> str:
    """What the app shows for a wikilink without words of its own: ``Note > Heading``."""
    parts = [link.target, *(part.strip() for part in link.subpath.split("#"))]
    return " > ".join(part for part in parts if part)


def _target(vault: Vault, note: Note, link: Link, form: Form) -> str:
    """The linkpath in the other form: with ``.md`` in a Markdown link, without it in a wikilink."""
    reached = vault.resolve(link._replace(subpath=""), note.path)
    if not link.target or isinstance(reached, Missing):
        return link.target
    spelled = linktext(vault, reached.path, note.path) or link.target
    if form == "wiki" or reached.path[-3:].lower() != ".md" or spelled[-3:].lower() == ".md":
        return spelled
    return f"{spelled}.md"


def _proved(vault: Vault, note: Note, edits: list[Edit], places: Places) -> bool:
    """Whether the note, read anew with ``edits``, has the same links, and all else as it was."""
    after = read_note(note.path, apply_edits(note.text.data, edits))
    return (
        len(after.links) == len(note.links)
        and all(
            (old.embed, old.external) == (new.embed, new.external)
            and meaning(vault, old, note.path, places) == meaning(vault, new, note.path, places)
            for old, new in zip(note.links, after.links, strict=True)
        )
        and [tag.name for tag in note.marks.tags] == [tag.name for tag in after.marks.tags]
        and [heading.text for heading in note.marks.headings] == [h.text for h in after.marks.headings]
        and [block.id for block in note.marks.blocks] == [block.id for block in after.marks.blocks]
        and len(note.marks.code) == len(after.marks.code)
        and len(note.marks.tables) == len(after.marks.tables)
        and note.properties == after.properties
    )
