"""Renaming a note or another file, a heading, a tag or a property, with everything that names it.

What is meant is read from the form of the name: ``#tag``, ``property:``, ``Note#Heading``, else a file.
Nothing is written here: a plan of changes is made, and proved by reading the changed world.
"""

import re
from posixpath import dirname, splitext

from vaultkit.errors import VaultkitError
from vaultkit.registry import did_you_mean, near_name
from vaultkit.rewrite.rename_property import rename_property
from vaultkit.rewrite.rename_tag import rename_tag
from vaultkit.rewrite.repair import Plan, repair
from vaultkit.source.marks import Heading
from vaultkit.source.text import Edit, Span, apply_edits
from vaultkit.vault.note import Note, read_note
from vaultkit.vault.resolve import Ambiguous, Found, fold
from vaultkit.vault.vault import Vault

_ILLEGAL = re.compile(r'[\\:*?"<>|#^\[\]\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def rename(vault: Vault, old: str, new: str) -> Plan:
    """The plan to rename ``old`` to ``new``; raises ``VaultkitError`` saying why not."""
    if old.startswith("#"):
        return rename_tag(vault, old[1:], new.removeprefix("#"))
    if old.endswith(":") and len(old) > 1:
        return rename_property(vault, old[:-1], new.removesuffix(":"))
    name, hash_, heading = old.partition("#")
    path = find_file(vault, name)
    if hash_:
        return rename_heading(vault, path, heading, new.removeprefix(f"{name}#"))
    return rename_file(vault, path, new)


def find_file(vault: Vault, name: str) -> str:
    """The one file that ``name`` (a path, or a name as in a link) means; raises ``VaultkitError``."""
    for path in (name, f"{name}.md"):
        if path in vault.files:
            return path
    match vault.resolve(name, ""):
        case Found(path=path) if name.strip():
            return path
        case Ambiguous(candidates=candidates):
            named = ", ".join(f"`{path}`" for path in candidates)
            raise VaultkitError(f"`{name}` may be any of {named}", "give the path from the vault's root")
    known = tuple(path.removesuffix(".md").rpartition("/")[2] for path in vault.note_paths)
    raise VaultkitError(f"there is no note `{name}` in this vault", near_name(name, known))


def rename_file(vault: Vault, path: str, new: str) -> Plan:
    """The plan to rename or move the file at ``path``; ``new`` is a name, a path, or a folder with ``/``."""
    target = _new_path(path, new)
    if target == path:
        raise VaultkitError(f"`{path}` has that name already")
    taken = {fold(other): other for other in vault.files if other != path}
    if fold(target) in taken:
        raise VaultkitError(f"there is a file `{taken[fold(target)]}` already", "choose another name")
    file = vault.files[path]
    same = (other for other in vault.files.values() if other.inode == file.inode != 0 and other != file)
    if link := next((other.path for other in same if (vault.root / other.disk).is_symlink()), None):
        why = f"`{link}` is a symbolic link to `{path}`, and would lead nowhere"
        raise VaultkitError(why, "remove it first, and make it anew afterwards")
    return repair(vault, {path: target})


def _new_path(path: str, new: str) -> str:
    ending = splitext(path)[1]
    if new.endswith("/"):
        new += path.rpartition("/")[2]
    if not new.lower().endswith(ending.lower()):
        new += ending
    if "/" not in new and dirname(path):
        new = f"{dirname(path)}/{new}"
    new = new.removeprefix("/")
    for part in new.split("/"):
        stem = part.removesuffix(ending)
        why = (
            "is empty" if not stem.strip()
            else "starts with a dot" if part.startswith(".")
            else "ends with a dot or a space" if stem[-1] in ". " or part[-1] in ". "
            else "has a character that breaks links or other systems" if _ILLEGAL.search(part)
            else "is reserved on Windows" if _RESERVED.fullmatch(part)
            else "is longer than 255 bytes" if len(part.encode(errors="replace")) > 255
            else ""
        )  # fmt: skip
        if why:
            raise VaultkitError(f"`{part}` {why}", "choose another name")
    return new


def rename_heading(vault: Vault, path: str, old: str, new: str) -> Plan:
    """The plan to change a heading of the note at ``path``; ``old`` is as in a link (``A#B`` for B in A)."""
    note = vault.note(path)
    if note is None:
        raise VaultkitError(f"`{path}` is not a note that can be read", vault.unreadable.get(path, ""))
    match vault.resolve(f"/{path}#{old}", path):
        case Found(heading=Heading() as heading):
            pass
        case _:
            known = tuple(one.text for one in note.marks.headings if one.root)
            raise VaultkitError(f"`{path}` has no heading `{old}`", did_you_mean(old, known))
    if any(heading.span.start <= link.span.start < heading.span.end for link in note.links):
        raise VaultkitError(f"the heading `{heading.text}` holds a link", "change it by hand")
    words, new = _words(note, heading), new.strip()
    seed = Edit(words, new.encode())
    texts = [
        new + note.text.slice(Span(words.end, one.text_span.end)) if one == heading else one.text
        for one in note.marks.headings
    ]
    after = read_note(path, apply_edits(note.text.data, (seed,)))
    if not new or [one.text for one in after.marks.headings] != texts:
        raise VaultkitError(f"`{new}` cannot be a heading in `{path}`", "choose plain words on one line")
    if after.text.data == note.text.data:
        raise VaultkitError(f"the heading `{new}` has that name already")
    return repair(vault, {}, {path: (seed,)})


def _words(note: Note, heading: Heading) -> Span:
    """The heading's text without its block id, which stays."""
    start, end = heading.text_span
    for block in note.marks.blocks:
        if start <= block.span.start and block.span.end == end:
            end = start + len(note.text.data[start : block.span.start].rstrip())
    return Span(start, end)
