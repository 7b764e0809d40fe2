"""What is run under faults: the writer itself, and every command that writes."""

from contextlib import AbstractContextManager, suppress
from functools import cache
from pathlib import Path
from unittest.mock import patch

from tests.faults.harness import Scenario, report_outcome
from vaultkit.cli import main
from vaultkit.digest.known import known_names
from vaultkit.errors import VaultkitError
from vaultkit.lint import cache_key
from vaultkit.vault import index
from vaultkit.writing import staging
from vaultkit.writing.change import Change
from vaultkit.writing.safe_write import write_changes

MANY = staging.MANY
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
    try:
        outcome = write_changes(vault, CHANGES, "test", together=together)
    except VaultkitError:
        return 2
    left = tuple(path for path, _ in outcome.left_alone)
    report_outcome(outcome.written, left)
    return 1 if left or outcome.unconfirmed else 0


def _write_apart(vault: Path) -> int:
    return _write(vault, together=False)


def _write_together(vault: Path) -> int:
    return _write(vault, together=True)


def _write_in_threads(vault: Path) -> int:
    staging.MANY = 2  # so many files want some patience
    changes = [Change(f"papers/{number}.md", None, NEW) for number in range(3)]
    changes += [Change(f"{name}.md", OLD, NEW) for name in ("edited", "moved")]
    try:
        outcome = write_changes(vault, changes, "test", together=True)
    except VaultkitError:
        return 2
    finally:
        staging.MANY = MANY
    report_outcome(outcome.written, tuple(path for path, _ in outcome.left_alone))
    return 1 if outcome.left_alone or outcome.unconfirmed else 0


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


DIGEST = "1. Masked Widgets Are Learners. CVPR, 2022\n\n• Masks most of a widget\n  • and rebuilds it, as MAE does\n"
MORE = "\n2. Sorting Nets Again. NeurIPS, 2021\n\n• a second thought\n"


def _digest(vault: Path) -> None:
    (vault / ".obsidian").mkdir()
    (vault.parent / "May 20.txt").write_text(DIGEST, encoding="utf-8")


FEW_NAMES = tuple(name for name in known_names() if name.name == "MAE")


def few_names() -> AbstractContextManager[object]:
    """To make a thousand known names ready takes ten times as long as all the rest, and no system call."""
    return patch("vaultkit.digest.lexicon.known_names", lambda: FEW_NAMES)


def _import(vault: Path) -> int:
    # One key for all runs: what is sealed with it can be compared.
    with few_names(), patch("vaultkit.writing.seal.secrets.token_bytes", lambda size: b"k" * size):
        return main(["import", str(vault.parent / "May 20.txt"), "--vault", str(vault), "--yes"])


def _imported(vault: Path) -> None:
    """A digest that was imported, read, and then got longer."""
    _digest(vault)
    if _import(vault) != 0:
        raise RuntimeError("the first import did not work")
    for note in (vault / "papers").glob("*.md"):
        note.write_bytes(note.read_bytes() + b"\nThe reader's own words.\n")
    digest = DIGEST.replace("most of", "nearly all of") + MORE
    (vault.parent / "May 20.txt").write_text(digest, encoding="utf-8")


def _faulty_notes(vault: Path) -> None:
    (vault / ".obsidian").mkdir()
    for name in ("a.md", "b.md"):
        (vault / name).write_bytes(b"---\ntitle: T\ntag: x\n---\n[[b]] [[a]]\r\n")


def _fix(vault: Path) -> int:
    return main(["lint", "--fix", "--vault", str(vault)])


def _convert(vault: Path) -> int:
    return main(["convert", "--links", "markdown", "--vault", str(vault)])


def _lint_onto(vault: Path, *words: str) -> int:
    """The report goes to a file, as what is printed is not looked at."""
    out = str(vault.parent / "report.txt")
    return main(["lint", "--vault", str(vault), "--format", "concise", "-o", out, *words])


def _lint_without_cache(vault: Path) -> int:
    return _lint_onto(vault, "--no-cache")


_PROGRAM = cache(cache_key._program)


LONGER = b"---\ntitle: Longer\n---\n[[nowhere at all]]\n"


def _faulty_notes_and_a_save(vault: Path) -> None:
    _faulty_notes(vault)
    (vault.parents[1] / "cache" / "a.md").write_bytes(LONGER)


def _saved(vault: Path) -> bool:
    """An editor's save, in one step: whether it is there."""
    with suppress(OSError):
        (vault.parents[1] / "cache" / "a.md").replace(vault / "a.md")
    with suppress(OSError):
        return (vault / "a.md").read_bytes() == LONGER
    return False


def _lint_with_cache(vault: Path) -> int:
    """Once to fill the cache, then for a vault in which one note was changed."""
    index.RACY = 0  # else nothing that is as new as this is kept
    cache_key._program = _PROGRAM  # our own files are looked at once, not at each fault
    main(["lint", "--vault", str(vault)])
    if not _saved(vault):
        return 2
    return _lint_onto(vault)


def _known_faults(vault: Path) -> None:
    _faulty_notes(vault)
    (vault / "c.md").write_bytes(b"[[nowhere]]\n")
    if _shrink(vault) != 0:
        raise RuntimeError("the baseline to shrink was not made")
    (vault / "b.md").write_bytes(b"mended\n")


def _shrink(vault: Path) -> int:
    known = str(vault / "known.json")
    return main(["lint", "--no-cache", "--vault", str(vault), "--baseline", known, "--update-baseline"])


def _init(vault: Path) -> int:
    return main(["init", "--vault", str(vault)])


def _page(vault: Path) -> int:
    out = str(vault.parent / "graph.html")
    return main(["graph", "html", "--vault", str(vault), "-o", out])


def _export(vault: Path) -> int:
    return main(["graph", "export", "--vault", str(vault), "--to-all", str(vault.parent / "exports")])


def _portable(vault: Path) -> int:
    return main(["convert", str(vault), str(vault.parent / "for everyone")])


NOT_CHECKED, NOT_READ = b"not-checked", b"was not read"
SCENARIOS = (
    Scenario("write", _notes, _write_apart, whole=False),
    Scenario("write together", _notes, _write_together),
    Scenario("write in threads", _notes, _write_in_threads),
    Scenario("rename", _linked_notes, _rename),
    Scenario("undo of a rename", _renamed, _undo, whole=False, goal="new"),
    Scenario("import", _digest, _import),
    Scenario("import again", _imported, _import),
    Scenario("lint --fix", _faulty_notes, _fix, whole=False),
    Scenario("convert", _linked_notes, _convert),
    Scenario("undo", _edited, _undo, whole=False, goal="new"),
    Scenario("init", _linked_notes, _init),
    Scenario("baseline", _known_faults, _shrink, goal="new"),
    Scenario("lint", _faulty_notes, _lint_without_cache, goal="new", codes=(1,), partial=NOT_CHECKED),
    Scenario(
        "cache",
        _faulty_notes_and_a_save,
        _lint_with_cache,
        whole=False,
        goal="new",
        codes=(1,),
        partial=NOT_CHECKED,
    ),
    Scenario("graph html", _linked_notes, _page, goal="new", partial=NOT_READ),
    Scenario("graph export", _linked_notes, _export, whole=False, goal="new", partial=NOT_READ),
    Scenario("convert to a folder", _linked_notes, _portable, goal="new"),
)
