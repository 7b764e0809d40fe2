"""Text that was typed as text is shown as it was typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaultkit.digest.as_typed import NBSP, as_typed
from vaultkit.vault.note import read_note

SIGNS = st.text(alphabet="[]#%^!<>`$*_=~ab1 \\|()&;:-+./é한'\"", max_size=30)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a [[link]] and ![[picture.png]]", "a \\[[link]] and !\\[[picture.png]]"),
        ("#idea comes first", "\\#idea comes first"),
        ("a < b, <script> and <!-- x", "a < b, \\<script> and \\<!-- x"),
        ("%% hidden %%", "%\\% hidden %\\%"),
        ("2*3*4 and _so_", "2\\*3\\*4 and \\_so\\_"),
        ("a note[^1] and ^[inline]", "a note\\[^1] and ^\\[inline]"),
        ("[1[](1)", "[1[\\](1)"),
        ("[here](other.md)", "[here\\](other.md)"),
        ("ends with ^block-id", "ends with \\^block-id"),
        ("from $HOME to $PATH$", "from $HOME to \\$PATH$"),
        ("`= this.file`", "\\`= this.file\\`"),
        ("<% tp.date %>", "<\\% tp.date %>"),
        ("&lt; and \\_", "\\&lt; and \\\\_"),
    ],
)
def test_what_would_be_markup_is_shown_as_typed(typed, written):
    assert as_typed(typed) == written


@pytest.mark.parametrize(
    "typed",
    [
        "1) first, 2) second",
        "- dash",
        "# no heading",
        "> no quote",
        "+ plus",
        "---",
        "[ ] no task",
        "[x]: y",
        "12. twelve",
    ],
)
def test_a_block_mark_at_the_start_gets_a_no_break_space_and_stays_one_text(typed):
    assert as_typed(typed) == NBSP + typed


@pytest.mark.parametrize(
    "typed",
    [
        "[Diff1] no fine-tuning, see [26] and [src]",
        "x := y >> z -> w",
        "snake_case_name, 2 * 3 * 4, a == b == c, 5 % of 10 %",
        "loss $L = x^2$ at $5 or $6",
        "see https://example.org/a_b_c#part_d and [there](https://example.org)",
        "`code *x*` stays code",
        "모든 UDA 에 적용할 수 있는 방법? “quoted” – dash",
        "C# and #1",
        "1.5 times, 3D, (a) and (2)",
    ],
)
def test_text_that_means_nothing_else_stays_byte_for_byte(typed):
    assert as_typed(typed) == typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("**bold**, _em_, `code`, $x_1$", "**bold**, _em_, `code`, $x_1$"),
        ("[paper](https://example.org) <br> <kbd>A</kbd>", "[paper](https://example.org) <br> <kbd>A</kbd>"),
        ("[code](./src) and [[wiki]] #tag", "[code\\](./src) and \\[[wiki]] \\#tag"),
        (
            "[![a](https://example.org/a.svg)](https://example.org)[![b](https://example.org/b.svg)](./LICENSE)",
            "[![a](https://example.org/a.svg)](https://example.org)[![b](https://example.org/b.svg)\\](./LICENSE)",
        ),
        ("[![a](a.svg)](https://example.org)", "[!\\[a\\](a.svg)](https://example.org)"),
        ("[![a](a.svg)](LICENSE)", "[!\\[a\\](a.svg)\\](LICENSE)"),
        ("<script>x</script>", "\\<script>x\\</script>"),
        (
            "[x](javascript:alert) <a href='javascript:x'>",
            "[x\\](javascript:alert) \\<a href='javascript:x'>",
        ),
    ],
)
def test_markdown_keeps_its_markup_but_not_what_links_hides_or_runs(typed, written):
    assert as_typed(typed, markup=True) == written


@given(SIGNS)
@example("`a` [[b]]")
@example("$[[b]]$")
@example("\\[[b]]")
@example("[a](b)[c](d)")
@example("#1#2#a")
def test_no_text_makes_a_link_a_tag_a_comment_or_a_block(typed):
    marks = read_note("n.md", f"- {as_typed(typed)}\n".encode()).marks
    assert [link for link in marks.links if not link.external] == []
    assert (marks.tags, marks.comments, marks.blocks, marks.footnote_references) == ((), (), (), ())
    assert (marks.html, marks.headings, marks.tables) == ((), (), ())


@given(SIGNS)
@example("`a` [[b]]")
@example("\\[[b]]")
@example("#1#/")
def test_no_markdown_makes_a_link_a_tag_or_a_comment(typed):
    marks = read_note("n.md", f"- {as_typed(typed, markup=True)}\n".encode()).marks
    assert [link for link in marks.links if not link.external] == []
    assert (marks.tags, marks.comments) == ((), ())


@given(SIGNS)
def test_signs_are_added_and_none_is_changed(typed):
    signs = iter(as_typed(typed))
    assert all(sign in signs for sign in typed)
