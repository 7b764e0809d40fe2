"""The proof that edits to a note change what they say and nothing else.

Before and after are compared as bytes and as facts: links and what they lead to, properties, tags, code,
headings. What lies where an edit was made may differ in the kinds of facts that its rule declares to touch;
everything else must be the same. Knows nothing of rules and findings.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vaultkit.lint.rule import Touch
from vaultkit.source.frontmatter import places
from vaultkit.source.spans import touched
from vaultkit.source.text import Edit, Span
from vaultkit.vault.note import Note
from vaultkit.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Declared:
    """An edit, and the kinds of facts that it may change where it is made."""

    edit: Edit
    touches: frozenset[Touch]


def after_edits(declared: Iterable[Declared]) -> Iterator[tuple[Span, frozenset[Touch]]]:
    """Where each edit's replacement stands in the text that all of them make."""
    shift = 0
    for each in sorted(declared, key=lambda each: each.edit.span):
        start = each.edit.span.start + shift
        end = start + len(each.edit.replacement)
        yield Span(start, end), each.touches
        shift += len(each.edit.replacement) - (each.edit.span.end - each.edit.span.start)


def objection(
    before: Note, after: Note, declared: Sequence[Declared], vault: Vault, changed: Vault
) -> str | None:
    """Why ``after`` is not ``before`` with the declared edits and no more: one clause, or None when it is.

    ``vault`` and ``changed`` are the worlds in which the two notes stand, for what their links lead to.
    """
    if not _same_outside(before.text.data, after.text.data, declared):
        return "bytes outside its edits would change"
    if (
        after.frontmatter
        and after.frontmatter.problem
        and not (before.frontmatter and before.frontmatter.problem)
    ):
        return "the frontmatter would not be read any more"
    old = [(each.edit.span, each.touches) for each in declared]
    new = list(after_edits(declared))
    for kind, facts in _FACTS.items():
        if facts(before, vault, _spans(old, kind)) != facts(after, changed, _spans(new, kind)):
            return f"{kind} would change that it does not mend"
    return None


def headings_differ(before: Note, after: Note) -> bool:
    """Whether links from elsewhere may lead to other places in the note than before."""
    return _targets(before) != _targets(after)


def _targets(note: Note) -> list[tuple[Any, ...]]:
    headings = [(heading.level, heading.text, heading.root) for heading in note.marks.headings]
    return [*headings, *((block.id,) for block in note.marks.blocks)]


def _spans(edits: Iterable[tuple[Span, frozenset[Touch]]], kind: Touch) -> list[Span]:
    return [span for span, touches in edits if kind in touches]


def _same_outside(before: bytes, after: bytes, declared: Sequence[Declared]) -> bool:
    at = reached = 0
    for each, (span, _) in zip(
        sorted(declared, key=lambda d: d.edit.span), after_edits(declared), strict=True
    ):
        if before[at : each.edit.span.start] != after[reached : span.start]:
            return False
        at, reached = each.edit.span.end, span.end
    return before[at:] == after[reached:]


def _links(note: Note, vault: Vault, edits: list[Span]) -> Counter[Any]:
    near = touched(edits)
    return Counter(
        (
            link.kind,
            link.target,
            link.subpath,
            link.display,
            link.embed,
            link.key and link.key[0],
            info.path,
            # Which part of this note a link leads to is the business of those who see all links into it.
            info.status if info.path != note.path or not link.subpath else None,
        )
        for info in vault.links(note.path)
        if not near((link := info.link).span)
    )


def _properties(note: Note, vault: Vault, edits: list[Span]) -> dict[str, Any]:
    frontmatter = note.frontmatter
    near = touched(edits)
    if frontmatter is None or (frontmatter.problem and near(frontmatter.span)):
        return {}
    located = places(note.text, frontmatter) if edits else {}
    edited = {
        path[0]
        for path, place in located.items()
        if len(path) == 1 and near(Span((place.key or place.value).start, place.value.end))
    }
    return {name: value for name, value in note.properties.items() if name not in edited}


def _tags(note: Note, vault: Vault, edits: list[Span]) -> Counter[Any]:
    near = touched(edits)
    return Counter(tag.name for tag in note.marks.tags if not near(tag.span))


def _code(note: Note, vault: Vault, edits: list[Span]) -> Counter[Any]:
    spans = (*(code.span for code in note.marks.code), *note.marks.math)
    near = touched(edits)
    return Counter(note.text.slice(span) for span in spans if not near(span))


def _headings(note: Note, vault: Vault, edits: list[Span]) -> Counter[Any]:
    near = touched(edits)
    blocks = Counter(("^", block.id, True) for block in note.marks.blocks if not near(block.span))
    return blocks + Counter(
        (heading.level, heading.text, heading.root)
        for heading in note.marks.headings
        if not near(heading.span)
    )


_FACTS: dict[Touch, Callable[[Note, Vault, list[Span]], Any]] = {
    "links": _links,
    "properties": _properties,
    "tags": _tags,
    "code": _code,
    "headings": _headings,
}
