"""Rules about links and marks in a text, beyond their examples."""

import pytest

from tests.lint.asking import Files, diagnostics, mended, said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|a|\n|-|\n|[[x|y]]|\n", "|a|\n|-|\n|[[x\\|y]]|\n"),
        ("|a|\n|-|\n|![[x|y|100]]|\n", "|a|\n|-|\n|![[x\\|y\\|100]]|\n"),
        ("a|b\r\n-|-\r\n![[x|y|z]]\r\n", "a|b\r\n-|-\r\n\r\n![[x|y|z]]\r\n"),
        ("> a|b\n> -|-\n> [[x|y]]\n", "> a|b\n> -|-\n> [[x|y]]\n"),
        ("a|b\n-|-\n[[x|y]]|z\n", "a|b\n-|-\n[[x\\|y]]|z\n"),
        ("> |a|\n> |-|\n> |[[x|y]]|\n", "> |a|\n> |-|\n> |[[x\\|y]]|\n"),
        ("|[[x|y]]|[[z|w]]|\n|-|-|\n", "|[[x\\|y]]|[[z\\|w]]|\n|-|-|\n"),
        ("|a|\n|-|\n|[[x\\|y]]|\n", "|a|\n|-|\n|[[x\\|y]]|\n"),
        ("|a|\n|-|\n|`[[x|y]]`|\n", "|a|\n|-|\n|`[[x|y]]`|\n"),
        ("[[x|y]]\n---\n", "[[x|y]]\n---\n"),
        ("a | [[x|y]]\n", "a | [[x|y]]\n"),
        ("```\n|a|\n|-|\n|[[x|y]]|\n```\n", "```\n|a|\n|-|\n|[[x|y]]|\n```\n"),
    ],
)
def test_a_pipe_gets_its_backslash_in_tables_only(before: str, after: str):
    assert mended("unescaped-pipe", before) == after


FILES: Files = {"Deep/My Note.md": "# H\n", "img/Plot.PNG": b"", "C (1).md": ""}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[my note]]", "[[My Note|my note]]"),
        ("[[deep/my note#h]]", "[[Deep/My Note#h]]"),
        ("[[my note|x]]", "[[My Note|x]]"),
        ("|a|\n|-|\n|[[my note]]|\n", "|a|\n|-|\n|[[My Note\\|my note]]|\n"),
        ("![[plot.png]]", "![[Plot.PNG]]"),
        ("[x](deep/my%20note.md#h)", "[x](Deep/My%20Note.md#h)"),
        ("[x](<my note.md>)", "[x](<My Note.md>)"),
        ("[x](./deep/My%20Note)", "[x](./Deep/My%20Note)"),
        ("[x](c%20%281%29.md)", "[x](C%20%281%29.md)"),
        ('---\nsource: "[[my note]]"\n---\n', '---\nsource: "[[My Note]]"\n---\n'),
        ("[[My\u00a0Note]]", "[[My Note]]"),
        ("[[My Note]] [[Deep/My Note]] [[/Deep/My Note.md]]", "[[My Note]] [[Deep/My Note]] [[/Deep/My Note.md]]"),
        ("[[no such note]] [[#H]]", "[[no such note]] [[#H]]"),
    ],
)  # fmt: skip
def test_a_name_is_spelt_as_the_file_and_shows_as_before(before: str, after: str):
    assert mended("case-mismatch", before, FILES) == after


@pytest.mark.parametrize("target", [".obsidian/app.json", "a/.b/c", ".NET", "./.x/y.md"])
def test_a_hidden_target_is_reported_by_its_own_rule_only(target: str):
    text = f"[[{target}]]"
    assert len(said("link-to-hidden-file", text)) == 1
    assert said("broken-link", text) == said("missing-attachment", text) == []


@pytest.mark.parametrize("target", ["a.b/c", "./x", "../x", "...", "x."])
def test_a_dot_elsewhere_hides_nothing(target: str):
    assert said("link-to-hidden-file", f"[[{target}]]") == []


@pytest.mark.parametrize(
    ("text", "undefined", "unused"),
    [
        ("a[^1]\n\n[^1]: b\n", [], []),
        ("a[^A]\n\n[^a]: b\n", [], []),
        ("a[^1] b[^1]\n\n[^1]: c[^2]\n\n[^2]: d\n", [], []),
        ("a[^1]\n", ["[^1]"], []),
        ("[^1]: a\n", [], ["[^1]:"]),
        ("`[^1]` ^[inline] \\[^1]\n", [], []),
        ("replace(/[^a-z0-9]+/g) [^\\w] [^0-9a-f]\n", [], []),
        ("a[^a-zebra] b[^10-9]\n", ["[^10-9]"], []),
    ],
)
def test_footnotes_come_in_pairs(text: str, undefined: list[str], unused: list[str]):
    assert [word for word, _ in said("undefined-footnote", text)] == undefined
    assert [word for word, _ in said("unused-footnote", text)] == unused


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("![[x.png]]^fig\n", "![[x.png]] ^fig\n"),
        ("See [[#^fig]].\n\n![[x.png]]^fig\n", "See [[#^fig]].\n\n![[x.png]] ^fig\n"),
        ("It is so.^result\n\nMore.\n", "It is so. ^result\n\nMore.\n"),
        ("word^a1b2c3\n", "word ^a1b2c3\n"),
        ("x^2\n\n(a+b)^n\n\ne^x\n", "x^2\n\n(a+b)^n\n\ne^x\n"),
        ("a ^_^\n\n^^\n\n`a.^abc`\n", "a ^_^\n\n^^\n\n`a.^abc`\n"),
        (
            "- item ^ok-1\n\t- deeper ^ok-2\n\n# Title ^ok-3\n",
            "- item ^ok-1\n\t- deeper ^ok-2\n\n# Title ^ok-3\n",
        ),
    ],
)
def test_an_id_gets_its_space_and_powers_stay_powers(before: str, after: str):
    assert mended("invalid-block-id", before) == after


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("%% a\n\nb\n", ["%%"]),
        ("100 %% sure\n", []),
        ("%% a %% b\n", []),
        ("```\na\n", ["```"]),
        ("~~~~ py\na\n~~~\n", ["~~~~ py"]),
        ("```\na\n````\n", []),
        ("> ```\n> a\n> ```\n", []),
        ("- a\n\n  ```\n  b\n  ```\n", []),
        ("> ```py\na\n> ```\n\nb\n", ["```py"]),
        ("```\n```\n", []),
        ("    code\n", []),
        ("$$\na\n\nb\n$$\n", []),
        ("$$a$$\n", []),
        ("it costs $$\n", []),
        ("$$\na\n", ["$$"]),
        ("see [[Note\nhere]]\n", ["[[Note"]),
        ("see [[Note] here\n", ["[[Note]"]),
        ("see [[2023 notes\n", ["[[2023 notes"]),
        ("A = [[1, 2\n", []),
        ("if [[ -f x\n", []),
        ("see [[Other] here\n", []),
        ("[[1]](https://example.org) and [[1], [2]]\n", []),
        ("`[[` and \\[[Note\n", []),
    ],
)
def test_what_is_opened_has_to_be_closed(text: str, words: list[str]):
    assert [word for word, _ in said("unclosed-markup", text, {"Note.md": "", "2023 notes.md": ""})] == words


CONFLICT = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (CONFLICT, 1),
        (CONFLICT * 2, 2),
        (CONFLICT.replace("\n", "\r\n"), 1),
        (CONFLICT.replace("=======", "||||||| base\nc\n======="), 1),
        (f"---\n{CONFLICT}---\n", 1),
        (f"```diff\n{CONFLICT}```\n", 0),
        ("<<<<<<< HEAD\na\n", 0),
        ("a\n=======\nb\n", 0),
        ("> [!vaultkit-conflict]- year\n> 2022\n", 1),
        ("[!vaultkit-conflict]\n", 0),
    ],
)
def test_a_conflict_is_found_once_and_only_where_it_is_whole(text: str, count: int):
    assert len(said("merge-conflict", text)) == count


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("MAE.sync-conflict-20240501-101112-ABCDEFG.md", "MAE.md"),
        ("a/MAE (conflicted copy 2024-05-01).md", "MAE.md"),
        ("MAE (Conflicted copy phone 202405011011).canvas", "MAE.canvas"),
        ("MAE (copy).md", None),
        ("On sync-conflict files.md", None),
    ],
)
def test_a_synchronisers_copy_names_its_original(name: str, original: str | None):
    messages = [found.message for found in diagnostics("merge-conflict", {name: "{}"})]
    wanted = [f"the file is a copy that a synchroniser made of `{original}`"] if original else []
    assert messages == wanted
