"""Properties of every rule at once, on notes that nobody would write."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import tries
from vaultkit.config import Config
from vaultkit.lint.engine import run
from vaultkit.lint.finding import Safety
from vaultkit.lint.fixes import fix
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.lint.reporters import SHELF, Look, render
from vaultkit.registry import names
from vaultkit.vault.vault import Vault

EVERYTHING = make_policy(Config(), Asked(select=("all",)))

PIECES = st.sampled_from(
    [
        "[[N]]", "[[n#Part|x]]", "[[Nick]]", "![[p.png|100]]", "[[", "]]", "[a](N.md)", "[a](<b c.md>)", "#tag", "#a#b",
        "%%", "%% vaultkit: ignore broken-link %%", "`", "```\n", "~~~\n", "$", "$$\n", "> ", "- ", "- [ ] ", "# ", "## ",
        "---\n", "\n", "\n\n", "\r\n", "\r", "\t", "    ", " ", "|", "\\|", "|---|\n", "^id", " ^id", "[^1]", "[^1]: ",
        "<!--", "-->", "<div>", "word", "한글", "😀", "e\u0301", "\u00a0", "\ufeff", "\x00", "*", "_", "==", "\\",
        "<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "[@key]", "10.1000/x", "https://arxiv.org/abs/2305.10630",
    ]
)  # fmt: skip
PROPERTIES = st.sampled_from(
    [
        "type: paper\n", "title: X\n", "title: A: b\n", "year: 2022\n", 'year: "2022"\n', "arxiv: 2305.10630\n",
        "tags: a, b\n", "tags: [a, '#b', 3]\n", "tag: x\n", "alias: Nick\n", "aliases: [Nick, N]\n", "related: [[N]]\n",
        'related:\n  - "[[N]]"\n', "source: '[[gone]]'\n", "date: 2024-13-45\n", "venue: cvpr 22\n", "x: [\n", "a:\n\tb\n",
        "vaultkit-ignore: [broken-link]\n", "# vaultkit: ignore broken-link\n", "status: read\r\n", "doi: 10.1/ÄÖ\n",
    ]
)  # fmt: skip
BODIES = st.lists(PIECES, max_size=25).map("".join)
NOTES = st.one_of(
    BODIES,
    st.tuples(st.lists(PROPERTIES, max_size=6).map("".join), BODIES).map(lambda t: f"---\n{t[0]}---\n{t[1]}"),
)
WORLDS = st.fixed_dictionaries({"a.md": NOTES, "N.md": NOTES, "sub/n2.md": NOTES}).map(
    lambda files: {**files, "p.png": "", "N2.md": ""}
)


@settings(max_examples=tries(60))
@given(WORLDS)
def test_linting_never_raises_and_every_place_is_in_its_file(files: dict[str, str]):
    report = run(Vault.of(files), EVERYTHING)
    for found in report.diagnostics:
        size = len(report.text(found.path).data)
        assert 0 <= found.span.start <= found.span.end <= size
        assert found.start <= found.end
        assert found.message
        assert "\n" not in found.message
        for edit in found.fix.edits if found.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= size
    for form in names(SHELF):
        "\n".join(render(form, report, Look(show_fixes=True)))


@settings(max_examples=tries(60))
@given(WORLDS)
def test_fixing_twice_is_fixing_once(files: dict[str, str]):
    vault = Vault.of(files)
    once = fix(vault, EVERYTHING, safety=Safety.UNSAFE)
    changed = vault.changed({change.path: change.after or b"" for change in once.changes})
    again = fix(changed, EVERYTHING, safety=Safety.UNSAFE)
    assert again.changes == ()


@settings(max_examples=tries(60))
@given(st.binary(max_size=200))
def test_any_bytes_are_checked_and_none_are_edited_that_are_not_utf_8(data: bytes):
    outcome = fix(Vault.of({"a.md": data}), EVERYTHING, safety=Safety.UNSAFE)
    try:
        data.decode()
    except UnicodeDecodeError:
        assert outcome.changes == ()
