"""Whatever a digest holds, importing it is safe, complete, and the same twice."""

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import tries
from tests.digest.importing import imported, incoming, plan, vault_of
from tests.digest.test_plan import lost_lines

WORDS = st.sampled_from(
    [
        "a",
        "boat",
        "CLIP",
        "features",
        "[[link]]",
        "#tag",
        "%%",
        "`code`",
        "$x$",
        "<b>",
        "^id",
        "[^1]",
        "---",
        "*so*",
        "_so_",
        "1)",
        "-",
        "#",
        ">",
        "```",
        "~~~",
        "$$",
        "&",
        "\\",
        "\u202e",
        "\x1b",
        "한글",
        "<!--",
        "|",
        "==",
        "http://a.b/c_d",
        "![x](y.png)",
        "[t](u)",
        "{{x}}",
        "<%",
        "%>",
    ]
)
SAID = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
LINES = st.one_of(
    SAID.map("  • {}".format),
    SAID.map("    • {}".format),
    SAID.map("      1. {}".format),
    SAID,
    st.sampled_from(["", "\u00a0", "image-20230511140659637", "```", "---", "\t• x"]),
)
TITLES = st.sampled_from(
    [
        "A Boat without Oars",
        "Oars: Rowing [[in]] the Dark",
        "Nine #Tides",
        "..",
        "CON: A Name",
        "A <b> *Bold* One",
    ]
)


@st.composite
def digests(draw):
    rows = ["Post_Jun01", ""]
    for number, title in enumerate(draw(st.lists(TITLES, min_size=1, max_size=3)), 1):
        rows += [
            f"{number}. {title} and More of It. CVPR, 202{number}.",
            "",
            *draw(st.lists(LINES, max_size=7)),
            "",
            "\u00a0",
            "",
        ]
    return "\n".join(rows)


HEAD = "Post_Jun01\n\n1. A Boat without Oars and More of It. CVPR, 2021.\n\n"


@settings(max_examples=tries(12))
@given(digests())
@example(f"{HEAD}- a [t](u)\n  1. ``` {{{{x}}}}\n  1. [[link]] ![x](y.png)\n\nboat\n")
@example(f"{HEAD}- a [t](u)\n  ```\n  [[link]]\n\n[[boat]]\n")
@example(f"{HEAD}- a [t](u)\n\n~~~ a a a a\n- a\n")
@example(f"{HEAD}![x](y.png) - a\n\n<b> ![x](y.png)\n")
@example(f"{HEAD}  • ![x](y.png)\n  • [t](u)\n> ![x](y.png)\n")
def test_an_import_is_complete_links_nowhere_wrong_and_is_the_same_twice(written):
    digest = incoming(written)
    world = imported({}, digest)
    vault = vault_of(world)
    assert {info.status for info in vault.links()} <= {"resolved", "external"}
    assert [
        (note.path, note.marks.tags, note.marks.comments)
        for note in vault.notes()
        if note.marks.tags or note.marks.comments
    ] == []
    assert all(note.frontmatter and not note.frontmatter.problem for note in vault.notes())
    assert lost_lines([digest], world) == {}
    assert plan(world, [digest]).changes == ()


@settings(max_examples=tries(12))
@given(digests(), st.lists(LINES, max_size=3))
def test_an_edited_digest_costs_no_word_of_the_reader(written, more):
    world = imported({}, incoming(written))
    mine = {path: data + b"\nmy words stay\n" for path, data in world.items() if path.startswith("papers/")}
    edited = "\n".join([*written.rstrip("\n\u00a0").split("\n"), *more])
    after = imported(world | mine, incoming(edited))
    counts = Counter(after[path].decode().count("my words stay\n") for path in mine)
    assert counts == ({1: len(mine)} if mine else {})
    assert plan(after, [incoming(edited)]).changes == ()


def test_a_title_printed_with_two_blanks_links_the_same_at_the_second_import():
    link = "[paper](https://arxiv.org/abs/2101.0000{})"
    text = f"# Papers\n\n- Rowing with OarNet and Kites: Insights from  Lakes {link.format(1)}\n"
    text += f"- OarNet: Learning to Row from Few Pictures {link.format(2)}\n"
    world = imported({}, incoming(text, "digest.md"))
    assert plan(world, [incoming(text, "digest.md")]).changes == ()
    assert b"[[OarNet]]" in world["papers/Rowing with OarNet and Kites - Insights from Lakes.md"]
