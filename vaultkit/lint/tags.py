"""What a tag may be, where words stand that were meant as one, and how tags are written as YAML."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vaultkit.source.frontmatter import Frontmatter, Place
from vaultkit.source.marks import PropertyPath
from vaultkit.source.text import Span, Text, byte_offsets
from vaultkit.vault.note import Note

_FORBIDDEN = re.compile(r"[\s'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\\u2000-\u206f\u2e00-\u2e7f]")
"""Obsidian's documentation lists them."""
_PLAIN = re.compile(r"[^\W\d_][\w/-]*")
_WORDS = frozenset(("null", "true", "false"))
_COMMENT = re.compile(
    rb"^(?:[ \t]*-|[\"']?tags[\"']?[ \t]*:)[ \t]+(#[^\s#,]+(?:[ \t,]+#[^\s#,]+)*)[ \t]*(?=\r?\n|\Z)",
    re.MULTILINE,
)
_LABEL = re.compile(r"[ \t>]*(?:[-*+] )?(?:\W{0,2}\w+\W{0,2}:\W{0,2} )?")
_WORD = re.compile(r"\S+")


def fault(value: Any) -> str | None:
    """What keeps an item of ``tags`` from being a tag: one clause, or None when nothing does."""
    if not isinstance(value, str):
        kinds = {bool: "`true` or `false`", int: "a number", float: "a number", list: "a list"}
        return f"is {kinds.get(type(value), 'a mapping')}, not text"
    name = value.removeprefix("#")
    forbidden = _FORBIDDEN.search(name)
    if forbidden:
        space, comma = forbidden[0].isspace(), forbidden[0] == ","
        return f"holds a {'space' if space else 'comma' if comma else f'`{forbidden[0]}`'}"
    if not name:
        return "has no name"
    return "has only digits" if name.isdigit() else None


def commented(
    text: Text, frontmatter: Frontmatter, located: Mapping[PropertyPath, Place]
) -> Iterator[tuple[Span, list[str]]]:
    """``#tag`` words that YAML takes for a comment where ``tags`` could have a value, with their names."""
    key = located["tags",].key if ("tags",) in located else None
    start = key.start if key else frontmatter.yaml.end
    after = (place.key.start for path, place in located.items() if place.key and len(path) == 1)
    end = min((offset for offset in after if offset > start), default=frontmatter.yaml.end)
    for found in _COMMENT.finditer(text.data, start, end):
        names = [name.strip(" \t,") for name in found[1].decode(errors="replace").split("#")[1:]]
        if not any(map(fault, names)):
            yield Span(*found.span(1)), names


def neighbours(note: Note) -> Iterator[Span]:
    """The words of each line that begins with a tag and has only words with ``#``: ``#paper #c++``."""
    data, end = note.text.data, 0
    for tag in note.marks.tags:
        if tag.span.start < end:
            continue
        start = data.rfind(b"\n", 0, tag.span.start) + 1
        end = data.find(b"\n", start) + 1 or len(data)
        if data.count(b"#", start, end) < 2:
            continue
        text = data[start:end].decode(errors="vaultkit.same-length")
        label = _LABEL.match(text)
        words = list(_WORD.finditer(text, label.end() if label else 0))
        if words[1:] and all(word[0].startswith("#") for word in words):
            at = byte_offsets(text, start)
            for word in words:
                yield Span(at[word.start()], at[word.start() + len(word[0].rstrip(",;"))])


def yaml_list(tags: Iterable[str]) -> str:
    """``tags`` as a YAML list on one line, each in quotes that would not be text without."""
    return f"[{', '.join(map(yaml_word, tags))}]"


def yaml_word(tag: str) -> str:
    """``tag``, which holds neither quote nor backslash, as YAML text."""
    return tag if _PLAIN.fullmatch(tag) and tag.lower() not in _WORDS else f'"{tag}"'
