"""Keeping every link's meaning when files move or headings change, and the proof that it was kept.

``repair`` takes a vault and what is to happen to it, and respells those links, and only those, that would
mean something else afterwards. It is done when every link of the changed world, read anew from its bytes,
leads to the same file and the same heading or block as before; else it refuses. Nothing is written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vaultkit.errors import VaultkitError
from vaultkit.rewrite.link_style import heading_subpath, respelled
from vaultkit.rewrite.meaning import Meaning, Places, meaning
from vaultkit.source.canvas import Canvas, read_canvas
from vaultkit.source.marks import Heading, Link
from vaultkit.source.text import Edit, Text, apply_edits
from vaultkit.vault.note import Note, read_note
from vaultkit.vault.resolve import Missing
from vaultkit.vault.scan import File
from vaultkit.vault.spelling import linktext
from vaultkit.vault.vault import Vault
from vaultkit.vault.whole import require_whole
from vaultkit.writing.change import Change

ROUNDS = 4
"""A respelled link may stand in a heading that another link names: so there may be a further round."""

Holder = Note | Canvas


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written, how many links were respelled, and what the user should know."""

    changes: tuple[Change, ...]
    links: int = 0
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class _File:
    """One file that holds links, before and after."""

    holder: Holder
    path: str
    seeds: tuple[Edit, ...]
    meanings: tuple[Meaning | None, ...]
    spelled: dict[int, tuple[str, str]] = field(default_factory=dict)

    def data(self) -> bytes:
        edits = {
            edit
            for index, (target, subpath) in self.spelled.items()
            for edit in respelled(self.holder, self.holder.links[index], target, subpath)
        }
        return apply_edits(self.holder.text.data, (*self.seeds, *edits))


def repair(
    vault: Vault, moves: Mapping[str, str], seeds: Mapping[str, tuple[Edit, ...]] | None = None
) -> Plan:
    """The changes that ``moves`` (old path → new path) and ``seeds`` (edits by path) need.

    Raises ``VaultkitError`` when a link's meaning cannot be kept.
    """
    seeds = seeds or {}
    holders: list[Holder] = [*vault.notes(), *vault.canvases()]
    require_whole(vault)
    now = _World(vault, {holder.path: holder for holder in holders})
    files = [
        _File(
            holder,
            moves.get(holder.path, holder.path),
            seeds.get(holder.path, ()),
            tuple(now.meaning(link, holder.path) for link in holder.links),
        )
        for holder in holders
    ]
    for _ in range(ROUNDS):
        then = _changed(vault, files, moves)
        wrong = [(file, index, link) for file in files for index, link in _wrong(file, then, moves)]
        if not wrong:
            return _plan(vault, files, then, moves)
        for file, index, link in wrong:
            file.spelled[index] = _spelling(file, index, link, now, then, moves)
    file, index, _ = wrong[0]
    raise _refuse(file, index, "it would mean something else")


class _World:
    """A vault, the files with links in it by path, and what their links mean."""

    def __init__(self, vault: Vault, holders: Mapping[str, Holder]) -> None:
        self.vault = vault
        self.holders = holders
        self.places = Places(self.note)

    def note(self, path: str) -> Note | None:
        holder = self.holders.get(path)
        return holder if isinstance(holder, Note) else None

    def headings(self, path: str) -> tuple[Heading, ...]:
        note = self.note(path)
        return note.marks.headings if note else ()

    def meaning(self, link: Link, source: str) -> Meaning | None:
        return meaning(self.vault, link, source, self.places)


def _changed(vault: Vault, files: list[_File], moves: Mapping[str, str]) -> _World:
    """The world as it would be; each file with links is read anew where its bytes are new."""
    read: dict[str, Holder] = {}
    for file in files:
        data = file.data() if file.seeds or file.spelled else file.holder.text.data
        if data == file.holder.text.data:
            read[file.path] = file.holder
        elif isinstance(file.holder, Canvas):
            read[file.path] = read_canvas(file.path, Text(data))
        else:
            read[file.path] = read_note(file.path, data)
    origin = {new: old for old, new in moves.items()}

    def bytes_of(listed: File) -> bytes:
        path = listed.path
        return read[path].text.data if path in read else vault.bytes_of(origin.get(path, path)) or b""

    listed = (_moved(item, moves.get(path, path)) for path, item in vault.files.items())
    return _World(Vault(vault.root, tuple(sorted(listed)), vault.settings, bytes_of), read)


def _moved(file: File, path: str) -> File:
    return file if file.path == path else file._replace(path=path, disk=path)


def _wrong(file: _File, then: _World, moves: Mapping[str, str]) -> Iterator[tuple[int, Link]]:
    links = then.holders[file.path].links
    if len(links) != len(file.holder.links):
        raise VaultkitError(
            f"the links of `{file.holder.path}` would not be the same afterwards", "nothing was written"
        )
    for index, (link, before) in enumerate(zip(links, file.meanings, strict=True)):
        if before is not None and not _same(before, then.meaning(link, file.path), moves):
            yield index, link


def _same(before: Meaning, after: Meaning | None, moves: Mapping[str, str]) -> bool:
    if after is None:
        return False
    if before.state == "missing":
        return True  # it led nowhere: if it leads somewhere now, that is said, not prevented
    if after.path != moves.get(before.path or "", before.path):
        return False
    if before.state == "found":
        return after.state == "found" and after[2:] == before[2:]
    return after.state in ("found", before.state)


def _spelling(
    file: _File, index: int, link: Link, now: _World, then: _World, moves: Mapping[str, str]
) -> tuple[str, str]:
    """How the link, which reads ``link`` then, is to be spelled so that it means what it means now."""
    before = file.meanings[index]
    assert before is not None
    assert before.path is not None
    path = moves.get(before.path, before.path)
    target, subpath = link.target, link.subpath
    reached = then.meaning(link._replace(subpath=""), file.path)
    if reached is None or reached.path != path or reached.state == "ambiguous":
        found = _linkpath(path, file.path, file.holder.links[index], then.vault)
        if found is None:
            raise _refuse(file, index, f"no link can lead to `{path}`")
        target = found
    if before.heading is not None:
        subpath = _subpath(file.holder.links[index].subpath, before, now, then, path)
    return target, subpath


def _linkpath(path: str, source: str, link: Link, after: Vault) -> str | None:
    """The linkpath to ``path`` as the settings would write it; a Markdown link keeps its ``.md``."""
    if link.kind == "canvas":
        return path
    spelled = linktext(after, path, source)
    if spelled and link.kind in ("markdown", "reference") and link.target[-3:].lower() == ".md":
        longer = spelled if spelled[-3:].lower() == ".md" else f"{spelled}.md"
        return longer if after.search(longer, source).candidates[:1] == (path,) else spelled
    return spelled


def _subpath(written: str, before: Meaning, now: _World, then: _World, path: str) -> str:
    """The subpath with the headings' new texts; with all headings above when that is not enough."""
    assert before.path is not None
    old, new = now.headings(before.path), then.headings(path)
    parts = [part for part in written.split("#") if part.strip()]
    spelled: list[str] = []
    for count, part in enumerate(parts, 1):
        reached = now.places.find(before.path, "#" + "#".join(parts[:count]))
        assert isinstance(reached, Heading)
        at = old.index(reached)
        same = old[at].text == new[at].text
        spelled.append(f"#{part}" if same else heading_subpath([new[at].text]))
    wanted = new[before.heading or 0]
    above: list[str] = [wanted.text]
    level = wanted.level
    for heading in reversed(new[: before.heading]):
        if heading.root and heading.level < level:
            level = heading.level
            above.insert(0, heading.text)
    for subpath in ("".join(spelled), heading_subpath(above)):
        if then.places.find(path, subpath) == wanted:
            return subpath
    raise VaultkitError(
        f"no link can lead to the heading `{wanted.text}` in `{path}`: another one before it answers",
        "choose a heading that no other one in the note has",
    )


def _plan(vault: Vault, files: list[_File], then: _World, moves: Mapping[str, str]) -> Plan:
    changes: list[Change] = []
    gained = 0
    for file in files:
        old, new = file.holder, then.holders[file.path]
        if isinstance(old, Note) and isinstance(new, Note) and not file.seeds:
            _prove_untouched(old, new)
        gained += sum(
            1
            for link, before in zip(new.links, file.meanings, strict=True)
            if before
            and before.state == "missing"
            and not isinstance(then.vault.resolve(link, file.path), Missing)
        )
        if new.text.data != old.text.data and file.path == old.path:
            changes.append(Change(old.path, old.text.data, new.text.data))
    for source, path in moves.items():
        data = vault.bytes_of(source)
        if data is None:
            raise VaultkitError(f"`{source}` cannot be read: {vault.unreadable.get(source, 'it is gone')}")
        changes.append(Change(path, None, then.vault.bytes_of(path), moved_from=source))
        changes.append(Change(source, data, None))
    notices = [f"`{path}` was not read, so its links stay as they are: {why}" for path, why in
               sorted(vault.unreadable.items()) if path[-3:].lower() == ".md"]  # fmt: skip
    if gained:
        notices.append(
            f"{gained} link{'s' * (gained > 1)} that led nowhere now lead{'s' * (gained == 1)} to it"
        )
    return Plan(tuple(changes), sum(len(file.spelled) for file in files), tuple(notices))


def _prove_untouched(old: Note, new: Note) -> None:
    """Everything but links is as it was: tags, blocks, code, and what the frontmatter's names are."""
    same = (
        [tag.name for tag in old.marks.tags] == [tag.name for tag in new.marks.tags]
        and [block.id for block in old.marks.blocks] == [block.id for block in new.marks.blocks]
        and len(old.marks.code) == len(new.marks.code)
        and len(old.marks.headings) == len(new.marks.headings)
        and list(old.properties) == list(new.properties)
        and [(link.display, link.embed, link.kind) for link in old.links]
        == [(link.display, link.embed, link.kind) for link in new.links]
    )
    if not same:
        raise VaultkitError(f"more than links would change in `{old.path}`", "nothing was written")


def _refuse(file: _File, index: int, why: str) -> VaultkitError:
    link = file.holder.links[index]
    line = file.holder.text.line_col(link.span.start).line
    return VaultkitError(
        f"the link at `{file.holder.path}:{line}` cannot be kept: {why}", "nothing was written"
    )
