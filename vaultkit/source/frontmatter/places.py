"""Where each property stands: names, values and list items of a frontmatter as spans.

Positions cost more than values, so they are looked up only when there is something to report. Nothing
here constructs a value from PyYAML's tree, follows an alias twice, or applies a merge key.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from vaultkit.source.frontmatter.read import TAB_AFTER_COLON, Frontmatter
from vaultkit.source.marks import PropertyPath
from vaultkit.source.text import Span, Text, byte_offsets

_ANY_KEY = re.compile(
    r"""^[ \t]*(?:- +)*("[^"\n]*"|'[^'\n]*'|[^\s"'#\[{&*!|>%@`-][^\n]*?)[ \t]*:(?=\s|\Z)""", re.M
)


_ODD = re.compile(
    r"[\x85\u2028\u2029]|^[ \t]*(?:[-?:][ \t]+)*(?:\?[ \t\r\n]|(?:[!&*\[]|-(?=\S))[^\n]*:|[|>\"'][^\n]*$)",
    re.MULTILINE,
)
"""Keys that ``_ANY_KEY`` does not know, and ends of lines that only an older YAML has."""
_NO_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "\ue085\ue028\ue029")
_AS_WRITTEN = str.maketrans("\ue085\ue028\ue029", "\x85\u2028\u2029")
"""To PyYAML these end a line; to YAML 1.2, by which the values are read, they are letters like others."""


class Place(NamedTuple):
    """Where a property stands: its key (None for a list item) and its value, quotes included."""

    key: Span | None
    value: Span


def has_repeated_key(text: Text, frontmatter: Frontmatter) -> bool:
    """Whether a name may stand twice: cheap, errs only towards True; ``duplicate_keys`` decides."""
    data, (start, end) = text.data, frontmatter.yaml
    if data.find(b"{", start, end) >= 0 or data.find(b"\n?", start, end) >= 0:
        return True
    if data.find(b"\r", start, end) >= 0 and data.count(b"\r", start, end) > data.count(b"\r\n", start, end):
        return True  # alone it ends a line too, to YAML
    if not any(map(_holds_mapping, frontmatter.data.values())):
        # Names only at the top: as many lines that may begin with one as there are, so none stands twice.
        others = sum(data.count(sign, start, end) for sign in (b"\n ", b"\n- ", b"\n#"))
        lines = data.count(b"\n", start, end) - others
        if lines == len(frontmatter.data) and data[start : start + 1] not in b" \t\r\n#-":
            return False
    source = data[start:end].decode(errors="vaultkit.same-length")
    names = [name.strip("\"'") for name in _ANY_KEY.findall(source)]
    return len(set(names)) < len(names) or bool(_ODD.search(source))


def _holds_mapping(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_holds_mapping, value)))


def duplicate_keys(text: Text, frontmatter: Frontmatter) -> tuple[tuple[str, Span, Span], ...]:
    """Names that stand twice in one mapping: (name, its first place, the later place)."""
    return tuple(_composed(text, frontmatter).duplicates)


def places(text: Text, frontmatter: Frontmatter) -> Mapping[PropertyPath, Place]:
    """The place of every property and list item; empty when the YAML cannot be located.

    Costs some tens of microseconds: ask only when there is something to report.
    """
    return _composed(text, frontmatter).places


def _composed(text: Text, frontmatter: Frontmatter) -> "_Composed":
    """Whoever asks again, as one does who has much to report of one note, gets the same."""
    known = _known.get(text)
    if known is None or known[0] is not frontmatter:
        known = _known[text] = frontmatter, _Composed(text, frontmatter)
    return known[1]


class _Composed:
    """One walk over PyYAML's node tree (marks, no values): aliases are not followed twice."""

    def __init__(self, text: Text, frontmatter: Frontmatter) -> None:
        import yaml

        self.places: dict[PropertyPath, Place] = {}
        self.duplicates: list[tuple[str, Span, Span]] = []
        self._source = text.data[frontmatter.yaml.start : frontmatter.yaml.end].decode(
            errors="vaultkit.same-length"
        )
        self._offsets = byte_offsets(self._source, frontmatter.yaml.start)
        if frontmatter.problem:
            return
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            source = TAB_AFTER_COLON.sub(r"\1: ", self._source).translate(_NO_LINE_ENDS)
            root = yaml.compose(source, Loader=loader)
        except yaml.YAMLError:
            self._from_lines()
            return
        if root is not None:
            self._walk(root, ())

    def _walk(self, node: Any, path: PropertyPath) -> None:
        if node.id == "mapping":
            seen: dict[str, Span] = {}
            for key, value in node.value:
                name = self._name(key)
                where = self._span(key)
                if name in seen:
                    self.duplicates.append((name, seen[name], where))
                seen.setdefault(name, where)
                self._visit(value, (*path, name), where)
        elif node.id == "sequence":
            for index, item in enumerate(node.value):
                self._visit(item, (*path, index), None)

    def _visit(self, node: Any, path: PropertyPath, key: Span | None) -> None:
        value = self._span(node)
        if key is not None and not key.end <= value.start:
            # An alias: its node stands where the anchor is; the place is right after the key.
            value = Span(key.end, key.end)
        elif len(path) < 100:
            self._walk(node, path)
        self.places[path] = Place(key, value)

    def _name(self, key: Any) -> str:
        """A plain key as it reads, a list or mapping as it is written."""
        if key.id == "scalar":
            return str(key.value).translate(_AS_WRITTEN)
        return self._source[key.start_mark.index : key.end_mark.index]

    def _span(self, node: Any) -> Span:
        start, end = node.start_mark.index, node.end_mark.index
        while end > start and self._source[end - 1] in " \t\r\n":
            end -= 1
        return Span(self._offsets[start], self._offsets[end])

    def _from_lines(self) -> None:
        """Top-level names by their lines, for YAML 1.2 that a 1.1 parser refuses."""
        for found in re.finditer(
            r"^([^\s#:][^:\n]*?)[ \t]*:(?:[ \t]+([^\n]*?))?[ \t]*\r?$", self._source, re.M
        ):
            key = Span(self._offsets[found.start(1)], self._offsets[found.end(1)])
            value = (
                Span(self._offsets[found.start(2)], self._offsets[found.end(2)]) if found.group(2) else None
            )
            self.places.setdefault(
                (found.group(1).strip("\"'"),), Place(key, value or Span(key.end, key.end))
            )


_known: "WeakKeyDictionary[Text, tuple[Frontmatter, _Composed]]" = WeakKeyDictionary()
_QUOTED_LINK = re.compile(rb"\"(\[\[[^\"\\\n]*\]\])\"|'(\[\[[^'\n]*\]\])'")


_span_of = re.Match.span


def property_strings(data: Mapping[str, Any]) -> Iterator[tuple[PropertyPath, str]]:
    """Every string value in ``data`` with its path, in the order of the YAML, at any depth."""
    for key, value in data.items():
        kind = value.__class__
        if kind is str:  # nearly all are, or lists of strings: the stack is for the rest
            yield (key,), value
        elif kind is list:
            for index, item in enumerate(value):
                if item.__class__ is str:
                    yield (key, index), item
                elif item.__class__ is list or item.__class__ is dict:
                    yield from _strings_in((key, index), item)
        elif kind is dict:
            yield from _strings_in((key,), value)


def _strings_in(path: PropertyPath, value: Any) -> Iterator[tuple[PropertyPath, str]]:
    stack: list[tuple[PropertyPath, Any]] = [(path, value)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            stack.extend(((*path, key), item) for key, item in reversed(value.items()))
        elif isinstance(value, list):
            stack.extend(((*path, index), value[index]) for index in range(len(value) - 1, -1, -1))


def string_spans(
    text: Text, frontmatter: Frontmatter, wanted: Sequence[tuple[PropertyPath, str]]
) -> list[Span]:
    """The bytes of each wanted ``[[…]]`` string inside its quotes, in the order given.

    The quoted strings of the YAML are matched to the values one by one; only when they do not tally
    is the YAML composed for its marks.
    """
    found = list(_QUOTED_LINK.finditer(text.data, *frontmatter.yaml))
    if [match[0][1:-1] for match in found] == [value.encode(errors="replace") for _, value in wanted]:
        return [Span(start + 1, end - 1) for start, end in map(_span_of, found)]
    located = places(text, frontmatter)
    return [_inside(text, located.get(path), frontmatter.yaml) for path, _ in wanted]


def _inside(text: Text, place: Place | None, otherwise: Span) -> Span:
    if place is None:
        return Span(otherwise.start, otherwise.start)
    start, end = place.value
    quoted = end - start >= 2 and text.data[start : start + 1] in (b'"', b"'")
    return Span(start + 1, end - 1) if quoted else place.value
