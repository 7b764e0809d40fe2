"""What is run under faults: the writer itself, and every command that writes."""

from pathlib import Path

from tests.faults.harness import Scenario, report_outcome
from vaultkit.cli import main
from vaultkit.writing.change import Change
from vaultkit.writing.safe_write import write_changes

OLD, NEW = b"---\ntitle: Old\n---\n# Old\r\n", b"---\ntitle: New\n---\n# New, longer\r\n"
CHANGES = (
    Change("edited.md", OLD, NEW),
    Change("papers/also edited.md", OLD, NEW),
    Change("papers/2023/new.md", None, NEW, moved_from="moved.md"),
    Change("moved.md", OLD, None),
)


def _notes(vault: Path) -> None:
    (vault / "papers").mkdir()
    for name in ("edited.md", "papers/also edited.md", "moved.md", "untouched.md"):
        (vault / name).write_bytes(OLD)


def _write(vault: Path, *, together: bool) -> int:
    outcome = write_changes(vault, CHANGES, "test", together=together)
    left = tuple(path for path, _ in outcome.left_alone)
    report_outcome(vault.parent, outcome.written, left)
    return 1 if left or outcome.unconfirmed else 0


def _write_apart(vault: Path) -> int:
    return _write(vault, together=False)


def _write_together(vault: Path) -> int:
    return _write(vault, together=True)


def _linked_notes(vault: Path) -> None:
    (vault / ".obsidian").mkdir()
    (vault / "papers").mkdir()
    (vault / "papers" / "MAE.md").write_bytes(b"---\ntype: paper\n---\n# MAE\n[[#MAE]] [[a]]\n")
    (vault / "a.md").write_bytes(b"---\nrelated: ['[[MAE]]']\n---\n[[MAE|m]] [t](papers/MAE.md)\r\n")
    (vault / "board.canvas").write_bytes(
        b'{"nodes":[{"id":"1","type":"file","file":"papers/MAE.md"}],"edges":[]}'
    )


def _rename(vault: Path) -> int:
    return main(["rename", "MAE", "lab/Masked Autoencoder", "--vault", str(vault)])


def _renamed(vault: Path) -> None:
    _linked_notes(vault)
    if _rename(vault) != 0:
        raise RuntimeError("the rename to undo did not work")


def _undo(vault: Path) -> int:
    return main(["undo", "--vault", str(vault)])


def _edited(vault: Path) -> None:
    _notes(vault)
    _write(vault, together=True)


SCENARIOS = (
    Scenario("write", _notes, _write_apart, whole=False),
    Scenario("write together", _notes, _write_together),
    Scenario("rename", _linked_notes, _rename),
    Scenario("undo of a rename", _renamed, _undo, whole=False, goal="new"),
    Scenario("undo", _edited, _undo, whole=False, goal="new"),
)
