"""The scanner of notes: spans lie in the text and say what they say, whatever the line ends."""

from typing import Any

from vaultkit.source.markdown import scan
from vaultkit.source.marks import Marks
from vaultkit.source.text import Span, Text

TOKENS = (
    "[[", "]]", "![[", "|", "#", "^id", "[t](a.md)", "![](b.png)", "[r]: a.md\n", "[^1]", "[^1]: ", "`", "```\n", "~~~\n",
    "%%", "$$", "$", "==", "**", "__", "<!--", "-->", "<div>", "</div>", "<pre>", "> ", "> [!note]- ", "- ", "1. ", "- [ ] ",
    "\n\n", "    ", "\t", "\\", "\n---\n", "\n===\n", "# ", "|a|b|\n|-|-|\n", "https://a.b", "#tag/x", "%20", "&amp;", "\ufeff",
)  # fmt: skip


def check(data: bytes) -> None:
    marks = scan(Text(data))
    whole = Span(0, len(data))
    for span in _spans(marks):
        assert whole.start <= span.start <= span.end <= whole.end, span
    for link in marks.links:
        assert link.span.start <= link.target_span.start <= link.target_span.end <= link.span.end, link
        shown = data[link.span.start : link.span.end]
        if link.kind == "wiki":
            assert shown.startswith(b"![[" if link.embed else b"[["), link
            assert shown.endswith(b"]]"), link
            assert not link.subpath or link.subpath.startswith("#"), link
    for tag in marks.tags:
        assert data[tag.span.start : tag.span.start + 1] == b"#", tag
    for block in marks.blocks:
        assert data[block.span.start : block.span.end].decode() == f"^{block.id}", block
    if b"\r" not in data:
        _same_with_crlf(data, marks)


def _same_with_crlf(data: bytes, marks: Marks) -> None:
    other = scan(Text(data.replace(b"\n", b"\r\n")))
    before = [0]
    for byte in data:
        before.append(before[-1] + (byte == 10))

    def moved(span: Span) -> Span:
        return Span(span.start + before[span.start], span.end + before[span.end])

    assert [moved(link.span) for link in marks.links] == [link.span for link in other.links]
    assert [(link.kind, link.target, link.subpath) for link in marks.links] == [
        (link.kind, link.target, link.subpath) for link in other.links
    ]
    assert [moved(tag.span) for tag in marks.tags] == [tag.span for tag in other.tags]
    assert [moved(block.span) for block in marks.blocks] == [block.span for block in other.blocks]
    assert [(heading.level, moved(heading.text_span)) for heading in marks.headings] == [
        (heading.level, heading.text_span) for heading in other.headings
    ]


def _spans(marks: Marks) -> list[Span]:
    named: tuple[Any, ...] = (
        *marks.links, *marks.headings, *marks.blocks, *marks.tags, *marks.code,
        *marks.footnote_references, *marks.footnote_definitions,
    )  # fmt: skip
    return [*(one.span for one in named), *marks.comments, *marks.math, *marks.html, *marks.tables]
