"""Marks in a text: what is found, where it stands, and what is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.source.markdown import scan
from vaultkit.source.text import Text


def marks(value):
    text = Text.of(value)
    return text, scan(text)


def links(value):
    """Every link as (source text, linktext as it stands, target, subpath, display)."""
    text, found = marks(value)
    return [
        (text.slice(link.span), text.slice(link.target_span), link.target, link.subpath, link.display)
        for link in found.links
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[[a]]", [("[[a]]", "a", "a", "", None)]),
        ("![[a#b|c]]", [("![[a#b|c]]", "a#b", "a", "#b", "c")]),
        ("[[ 한글 #절 |보기]]", [("[[ 한글 #절 |보기]]", "한글 #절", "한글", "#절", "보기")]),
        ("[[x\\|y]]", [("[[x\\|y]]", "x", "x", "", "y")]),
        ("[[x\\]] y]]", [("[[x\\]]", "x", "x", "", None)]),
        ("[[x|y\\]]]", [("[[x|y\\]]", "x", "x", "", "y\\")]),
        ("![[x#h\\]]", [("![[x#h\\]]", "x#h", "x", "#h", None)]),
        ("| h |\n|---|\n| [[x\\]] |", [("[[x\\]]", "x", "x", "", None)]),
        ("[[x\\\\]]", [("[[x\\\\]]", "x\\", "x\\", "", None)]),
        ("[[a\\]b\\]]", [("[[a\\]b\\]]", "a\\]b", "a\\]b", "", None)]),
        ("[[|a]] b", [("[[|a]]", "|a", "|a", "", None)]),
        ("[[[a]]]", [("[[a]]", "a", "a", "", None)]),
        ("![[p.png|100x200]]", [("![[p.png|100x200]]", "p.png", "p.png", "", "100x200")]),
        ("[t](a%20b.md#H%201)", [("[t](a%20b.md#H%201)", "a%20b.md#H%201", "a b.md", "#H 1", "t")]),
        ("[t](<a b.md> 'title')", [("[t](<a b.md> 'title')", "a b.md", "a b.md", "", "t")]),
        ("[t](a%23b.md)", [("[t](a%23b.md)", "a%23b.md", "a%23b.md", "", "t")]),
        ("[t](x(1).md)", [("[t](x(1).md)", "x(1).md", "x(1).md", "", "t")]),
        ("[t](#h)", [("[t](#h)", "#h", "", "#h", "t")]),
        ("![alt *b*](p.png)", [("![alt *b*](p.png)", "p.png", "p.png", "", "alt *b*")]),
        ("[![i](a.png)](b.md)", [("[![i](a.png)](b.md)", "b.md", "b.md", "", "![i](a.png)"), ("![i](a.png)", "a.png", "a.png", "", "i")]),
        ("$a [[x]]$5", [("[[x]]", "x", "x", "", None)]),
        ("[t][r]\n\n[r]: n.md", [("[t][r]", "[t][r]", "n.md", "", None)]),
    ],
)  # fmt: skip
def test_a_link_has_its_parts_and_their_places(value, expected):
    assert links(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "[[]]", "[[ ]]", "[]()", "[x]()", "\\[[a]]", "[\\[a]]", "`[[a]]`", "    [[a]]\n", "\n\n\t[[a]]\n", "~~~\n[[a]]\n~~~",
        "$[[a]]$", "$$\n[[a]]\n$$", "$$\nx\n\n[[a]]\n\n$$\n", "<!-- [[a]] -->", "<div>\n[[a]]\n</div>", "<pre>\n[[a]]\n</pre>",
        "[[\\]]", "[[ \\]]", "\\[[a\\]]", "[[a\\]\\]", "`[[a\\]]`", "$[[a\\]]$", "[[a\nb\\]]",
        "[[a\nb]]", "[t](a b.md)", "```mermaid\n[[a]]\n```", "> ```\n> [[a]]\n> ```", "x\n\n$$ [[a]] $$",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_link_is_none(value):
    assert links(value) == []


@pytest.mark.parametrize(
    "value",
    [
        "# [[a]]", "- [[a]]", "- [x] [[a]]", "> [[a]]", "> [!note] [[a]]\n> text", "| h |\n|---|\n| [[a]] |", "%% [[a]] %%",
        "%%\n[[a]]\n%%", "x[^1]\n\n[^1]: [[a]]", "^[note [[a]]]", "**[[a]]**", "==[[a]]==", "\\\\[[a]]", "<b>[[a]]</b>",
        "> - > [[a]]", "1. x\n   > [!tip]- t\n   > - [[a]]", "| h | i |\n|---|---|\n| [[a\\|b]] | c |", "<div>\n\n[[a]]\n\n</div>",
        "<pre>\nx\n\n[[a]]", "\ufeff[[a]]", "é😀 [[a]]", "\r\n[[a]]\r\n", "- a\n\t- b\n\t\t- [[a]]", "[^x] [[a]]", "[[a]](url)",
    ],
)  # fmt: skip
def test_a_link_is_seen_wherever_it_stands(value):
    assert [target for _, _, target, _, _ in links(value)] == ["a"]


def test_a_backslash_before_the_end_of_a_link_makes_no_tag_of_its_heading():
    marks = scan(Text(b"[[#H\\]] #t"))
    assert [link.subpath for link in marks.links] == ["#H"]
    assert [tag.name for tag in marks.tags] == ["t"]


def test_an_unescaped_pipe_in_a_table_cuts_the_link():
    assert links("| h | i |\n|---|---|\n| [[a|b]] | c |") == []


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("[t](https://x.y/a#b)", "https://x.y/a#b"),
        ("<https://x.y>", "https://x.y"),
        ("<me@x.org>", "mailto:me@x.org"),
        ("![i](http://x/p.png)", "http://x/p.png"),
        ("[t](obsidian://open)", "obsidian://open"),
        ("[t](//host/p)", "//host/p"),
    ],
)
def test_a_destination_with_a_scheme_is_external(value, url):
    (link,) = scan(Text.of(value)).links
    assert (link.target, link.external) == (url, True)


def headings(value):
    text, found = marks(value)
    return [(h.level, h.text, text.slice(h.text_span), h.root) for h in found.headings]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("# A #\n", [(1, "A", "A", True)]),
        ("##  한 [[x|y]] ^id", [(2, "한 [[x|y]] ^id", "한 [[x|y]] ^id", True)]),
        ("Set\next\n---\n", [(2, "Set\next", "Set\next", True)]),
        ("Set\r\n===\r\n", [(1, "Set", "Set", True)]),
        ("> # q\n\n- # l\n", [(1, "q", "q", False), (1, "l", "l", False)]),
        ("#\n", [(1, "", "", True)]),
        ("   ### C # d #\n", [(3, "C # d", "C # d", True)]),
        ("#tag\n####### seven\n`# x`\n", []),
    ],
)
def test_a_heading_has_its_level_and_its_raw_text(value, expected):
    assert headings(value) == expected


def blocks(value):
    text, found = marks(value)
    assert all(text.slice(block.span) == "^" + block.id for block in found.blocks)
    return [block.id for block in found.blocks]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text ^id\n", ["id"]),
        ("text\nmore ^a-1", ["a-1"]),
        ("- a ^b\n  - c ^d\n- e\n", ["b", "d"]),
        ("> quote\n\n^q\n", ["q"]),
        ("> quote ^q\n", ["q"]),
        ("# H ^h\n", ["h"]),
        ("| a |\n|---|\n| b |\n\n^t\n", ["t"]),
        ("한글 ^id", ["id"]),
        ("**b** ^id", ["id"]),
        ("![[x.png]]^no\n", []),
        ("text^no\n", []),
        ("a ^no b\n", []),
        ("a ^no\nb\n", []),
        ("- a ^item\n  more\n", ["item"]),
        ("> 1. a ^item\n>\tmore\n", ["item"]),
        ("- a\n  b ^no\n  more\n", []),
        ("a ^un_der\n", []),
        ("`a ^no`\n", []),
        ("    a ^no\n\n", []),
    ],
)
def test_a_block_id_stands_at_the_end_of_its_block(value, expected):
    assert blocks("x\n\n" + value) == expected


def test_footnotes_are_seen_with_and_without_a_definition():
    text, found = marks("a[^1] b[^X] `[^c]`\n\n[^1]: d\n")
    assert [(text.slice(f.span), f.id) for f in found.footnote_references] == [("[^1]", "1"), ("[^X]", "X")]
    assert [f.id for f in found.footnote_definitions] == ["1"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a %%b%% c", ["%%b%%"]),
        ("%%\na\n\nb\n%%\nc", ["%%\na\n\nb\n%%"]),
        ("%%\nopen\n\nto the end", ["%%\nopen\n\nto the end"]),
        ("100%% of\n\nthe %% sign", []),
        ("`%%` a", []),
        ("a %%b%% c %%d%%", ["%%b%%", "%%d%%"]),
    ],
)
def test_comments_run_from_percents_to_percents(value, expected):
    text, found = marks(value)
    assert [text.slice(span) for span in found.comments] == expected


def test_code_and_math_and_html_are_regions():
    text, found = marks("`c` $m$ <b>x</b>\n\n```py\nf\n```\n\n<!-- h -->\n\n$$\nd\n$$\n")
    assert [(text.slice(c.span), c.inline, c.info) for c in found.code] == [
        ("`c`", True, None),
        ("```py\nf\n```", False, "py"),
    ]
    assert [text.slice(span) for span in found.math] == ["$m$", "$$\nd\n$$"]
    assert [text.slice(span) for span in found.html] == ["<b>", "</b>", "<!-- h -->\n"]


PIECES = st.sampled_from(
    ["[[", "]]", "|", "#", "a", "한", "😀", "`", "```\n", "$", "$$", "%%", "\n", "\n\n", "- ", "> ", "\t", "    ", "\\", "![", "[",
     "](", ")", "<!--", "-->", "<div>", "^id", "[^1]", ": ", "| ", "---\n", "*", "_", "~~", "\r\n", " ", "[^1]: ", "==", "<pre>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_slice_to_what_they_say(value):
    text, found = marks(value)
    data = text.data
    for link in found.links:
        raw = data[link.span.start : link.span.end]
        assert link.span.start <= link.target_span.start <= link.target_span.end <= link.span.end
        if link.kind == "wiki":
            assert raw.startswith(b"![[" if link.embed else b"[[")
            assert raw.endswith(b"]]")
            assert text.slice(link.target_span).replace("\\", "").strip()
    for tag in found.tags:
        assert text.slice(tag.span) == "#" + tag.name
    for block in found.blocks:
        assert text.slice(block.span) == "^" + block.id
    for heading in found.headings:
        assert text.slice(heading.text_span) == heading.text
    assert list(found.links) == sorted(found.links)


@given(st.binary(max_size=300))
def test_scanning_never_raises(data):
    scan(Text(data))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_stands_before_only_moves_the_marks(value):
    before = "paragraph\n\n"
    plain, moved = scan(Text.of("x\n\n" + value)), scan(Text.of(before + "x\n\n" + value))
    shift = len(before)
    assert [link.span.start + shift for link in plain.links] == [link.span.start for link in moved.links]
    assert [tag.span.start + shift for tag in plain.tags] == [tag.span.start for tag in moved.tags]
