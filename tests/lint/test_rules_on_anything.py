"""Whatever a note says: every rule ends, speaks of places in the note, and its fixes come to an end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import tries
from tests.lint.asking import diagnostics
from vaultkit.config import Config
from vaultkit.lint.engine import run
from vaultkit.lint.policy import ALL, Asked, make_policy
from vaultkit.lint.rule import load_rules
from vaultkit.source.text import apply_edits
from vaultkit.vault.vault import Vault

PIECES = [
    "\n", "\n\n", "\r\n", " ", "\t", "> ", "- ", "# ", "    ", "|", "|-|-|\n", "---\n", "text", "한글", "é",
    "[[", "]]", "[[Note]]", "[[note|x]]", "![[note#^id]]", "[t](note.md)", "[[.x/y]]", "](", "[^1]", "[^1]: ",
    "#tag", "#2", "^id", " ^a_b", "%%", "```", "~~~~", "$$", "$", "`", "<!--", "-->", "<div>", "\\",
    "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "> [!vaultkit-conflict]- x\n", "```base\n", "views: x\n",
]  # fmt: skip
VALUES = [
    "a, b",
    "[a b, 1]",
    "#x",
    "2024-13-45",
    '"[[note]]"',
    "[[note]]",
    "{x: 1}",
    "",
    "|\n  a",
    "&a 1",
    "*a",
    "{{x}}",
]
NAMES = ["tags", "tag", "title", "type", "date", "related", "aliases", "x"]
bodies = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
properties = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=5).map(
    lambda pairs: "---\n" + "".join(f"{name}: {value}\n" for name, value in pairs) + "---\n" if pairs else ""
)
EVERY_RULE = make_policy(Config(), Asked(select=(ALL,)))
OTHERS = {"Note.md": "# H\n\ntext ^id\n", "deep/Tag.md": "---\naliases: [x]\n---\n"}


@settings(max_examples=tries(200), deadline=None)
@given(properties, bodies)
def test_every_finding_lies_in_the_note_and_says_something(front: str, body: str):
    files = {**OTHERS, "note one.md": front + body}
    report = run(Vault.of(files), EVERY_RULE)
    for found in report.diagnostics:
        size = len(report.vault.bytes_of(found.path) or b"")
        assert 0 <= found.span.start <= found.span.end <= size
        assert found.message.strip() == found.message != ""
        assert all(
            0 <= edit.span.start <= edit.span.end <= size for edit in (found.fix.edits if found.fix else ())
        )


@pytest.mark.parametrize("name", [name for name, rule in load_rules().items() if rule.fixable])
@settings(max_examples=tries(25), deadline=None)
@given(front=properties, body=bodies)
def test_a_fix_mends_its_finding_and_makes_no_new_one(name: str, front: str, body: str):
    data = (front + body).encode()
    found = [d for d in diagnostics(name, {**OTHERS, "note one.md": data}) if d.path == "note one.md"]
    fixes = [diagnostic.fix for diagnostic in found if diagnostic.fix is not None]
    if not fixes:
        return
    after = apply_edits(data, fixes[0].edits)
    left = [d for d in diagnostics(name, {**OTHERS, "note one.md": after}) if d.path == "note one.md"]
    assert sum(d.fix is not None for d in left) < len(fixes)
