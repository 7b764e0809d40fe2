"""The frontmatter splitter, the values, and the place of each: every span lies where it says."""

from vaultkit.source.frontmatter import duplicate_keys, has_repeated_key, places, read_frontmatter
from vaultkit.source.text import Span, Text
from vaultkit.vault.note import read_note

TOKENS = (
    "---\n", "---\r\n", "title: ", "tags:\n  - ", "aliases: [", "]", "{", "}", '"[[a|b]]"', "'[[a]]'", ": ", ":\t",
    "&a ", "*a", "<<: *a", "!!str ", "!x ", "|\n  ", ">-\n  ", "# ", "? ", "\ufeff", "2023-01-01", "2305.10630", "~",
    "no", "\\u0041", "- - ", "%YAML 1.2\n", "...\n", "\u2028", "\x85",
)  # fmt: skip


def check(data: bytes) -> None:
    text = Text(data)
    found = read_frontmatter(text)
    read_note("a.md", data)
    if found is None:
        return
    assert found.body in (0, found.span.end)
    assert _within(found.yaml, found.span)
    assert _within(found.span, Span(0, len(data)))
    if found.problem:
        assert not found.data
        assert _within(found.problem.span, Span(0, len(data)))
    repeated = duplicate_keys(text, found)
    assert not repeated or has_repeated_key(text, found)
    for _, first, later in repeated:
        assert _within(first, found.yaml)
        assert _within(later, found.yaml)
    for key, value in places(text, found).values():
        assert _within(value, found.yaml)
        assert key is None or _within(key, found.yaml)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start <= inner.end <= outer.end
