"""Fixes: only the bytes that a fix declares change, twice is once, what is kept stands, and undo is exact.

The inputs are a note and, after a NUL, another that links may lead to.
"""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.hostile.many_fixes import stray, watched
from vaultkit.config import Config
from vaultkit.lint.finding import Safety
from vaultkit.lint.fixes import fix
from vaultkit.lint.policy import Asked, Policy, make_policy
from vaultkit.vault.vault import Vault, open_vault
from vaultkit.writing.safe_write import write_changes
from vaultkit.writing.undo import undo

TOKENS = (
    "---\n", "tags: ", "tag: x\n", "aliases: [b]\n", "related: [[other]]\n", "type: paper\n", "title: T\n", "date: 2024-1-5\n", "a: 1\na: 2\n",
    "[[other]]", "[[Other]]", "[[alias]]", "[[other.md]]", "![[x.png]]", "[t](other.md)", "[[#h]]", "[[other#^id]]", "[[a|b]]", "| [[a|b]] |\n|-|\n",
    "# h\n", "#h\n", "\n## h\n", "#tag", "#a_b/c", "^id", "[^1]", "[^1]: x\n", "%%", "%% vaultkit: ignore all %%\n", "==", "$$", "`", "```\n", "<!--",
    "\r\n", "\r", "\n\n", "\t", "  \n", "\ufeff", "é", "🙂", "\u2028", "- [ ] ", "> [!note]\n", "arXiv:2301.00001", "http://a.b ", "CVPR'23", "\0",
)  # fmt: skip
IN_MEMORY = Path("/dev/shm")


def check(data: bytes) -> None:
    note, _, other = data.partition(b"\0")
    root, policy = _world()
    (root / "note.md").write_bytes(note)
    (root / "other.md").write_bytes(other or b"---\naliases: [alias]\n---\n# H\n\ntext ^id\n")
    vault = open_vault(root)
    for safety in (Safety.SAFE, Safety.SUGGESTION):
        _fixed(vault, policy, safety)
    assert (root / "note.md").read_bytes() == note


def _fixed(vault: Vault, policy: Policy, safety: Safety) -> None:
    with watched() as rounds:
        outcome = fix(vault, policy, safety=safety)
    for old, made, new in rounds:
        for path in {each.path for each in made}:
            own = [each for each in made if each.path == path]
            assert not stray(old.bytes_of(path) or b"", own, new.bytes_of(path) or b""), own
    if not outcome.changes:
        return
    for change in outcome.changes:
        assert change.before == vault.bytes_of(change.path)
        (change.after or b"").decode()
    after = vault.changed({change.path: change.after or b"" for change in outcome.changes})
    again = fix(after, policy, safety=safety)
    assert again.changes == (), [change.path for change in again.changes]
    assert [d.message for d in again.report.diagnostics] == [d.message for d in outcome.report.diagnostics]
    written = write_changes(vault.root, outcome.changes, "fuzz")
    assert written.written == tuple(sorted(change.path for change in outcome.changes))
    for change in outcome.changes:
        assert (vault.root / change.path).read_bytes() == change.after
    undo(vault.root)
    for change in outcome.changes:
        assert (vault.root / change.path).read_bytes() == change.before


@cache
def _world() -> tuple[Path, Policy]:
    """A vault for every input of this process, in memory where there is such a folder."""
    place = Path(tempfile.mkdtemp(dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    os.environ["VAULTKIT_STATE_DIR"] = str(place / "state")
    root = place / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / "x y.png").write_bytes(b"")
    return root, make_policy(Config(), Asked(select=("all",)))
