"""What ``vaultkit import`` says: the summary, the status, how lines were read. Prints; decides nothing."""

from collections.abc import Iterable, Mapping, Sequence

import click

from vaultkit.cli._diff import show_changes
from vaultkit.cli._write import not_together
from vaultkit.digest.gather import Incoming
from vaultkit.digest.read import explain
from vaultkit.digest.report import NoteKind, Plan, Report, State
from vaultkit.source.printable import printable_line
from vaultkit.writing.safe_write import Outcome

_MOST = 20
_STATES: Mapping[State, str] = {
    "new": "new",
    "changed": "changed",
    "deleted": "you deleted",
    "refused": "not touched",
    "rivals": "not clear",
}
_EVENTS = {
    "kept": "no longer in the digest, kept",
    "differs": "left as it is, the digest says",
    "deleted": "you deleted, the digest now says",
    "conflict": "conflict, yours stays, the digest says",
}


def say(text: str = "") -> None:
    """One line for a person, with nothing in it that a terminal obeys."""
    click.echo(printable_line(text))


def show_explained(incoming: Sequence[Incoming]) -> None:
    """How each line was read: its number, its role, and what was taken from it."""
    for one in incoming:
        say(f"{one.file}: {_several(len(one.digest.entries), 'paper')}, read as `{one.digest.reader}`")
        for notice in one.digest.notices:
            say(f"note: {notice}")
        for line, role, detail in explain(one.digest):
            say(f"{line:6}  {role:8}  {detail}".rstrip())


def show_diff(plan: Plan) -> bool:
    """Every note's change as a unified diff; whether there was one."""
    shown = [change for change in plan.changes if not change.path.startswith(".")]
    for change in shown:
        if not change.path.endswith(".md"):
            say(f"{'new' if change.before is None else 'new edition of'} file {change.path}")
        else:
            show_changes([change])
    return bool(shown)


def show_status(report: Report) -> None:
    """What an import would do with each note that is not as the digest says, and what it would leave."""
    for noted in report.notes:
        if noted.state != "same" or noted.told:
            say(f"{_STATES.get(noted.state, 'as it is'):12} {noted.path or noted.title}")
        for other in noted.others:
            say(f"{'':14} claimed by: {other}")
        for told in noted.told:
            say(f"{'':14} {_EVENTS.get(told.event, told.event)}: {_first(told.what)}")
    same = sum(noted.state == "same" for noted in report.notes)
    if same:
        say(f"{_several(same, 'note')} with nothing new")
    show_rest(report)


def show_summary(
    plan: Plan, incoming: Sequence[Incoming], outcome: Outcome | None, undo: str = "vaultkit undo"
) -> None:
    """What was made (or, without an outcome, would be), what was left, and what to do next."""
    report = plan.report
    for one in incoming:
        digest = one.digest
        say(f"{one.file}: {_several(len(digest.entries), 'paper')} in `{digest.title or digest.name}`")
    if outcome and outcome.left_alone:
        for path, why in outcome.left_alone:
            say(f"`{path}`: {why}")
        if outcome.written:
            say(not_together(outcome.written))
        else:
            say("nothing was written, as one change needs the others: see to these files, then import again")
        return
    made, changed = ("would make", "would change") if outcome is None else ("made", "changed")
    kinds: tuple[NoteKind, ...] = ("paper", "stub", "digest", "picture")
    new = [_several(count, kind) for kind in kinds if (count := report.count(kind, "new"))]
    old = sum(noted.state == "changed" for noted in report.notes)
    if new:
        say(f"{made}: {', '.join(new)}")
    if old:
        say(f"{changed}: {_several(old, 'note')}")
    if not new and not old and not report.left_out:
        say("nothing to do: every note is as the digest says")
    carried = (report.items, "list item"), (report.pictures, "picture"), (report.links, "link")
    say(f"in them: {', '.join(_several(count, thing) for count, thing in carried)}")
    _show_told(report)
    show_rest(report)
    for path, why in outcome.unconfirmed if outcome else ():
        say(f"`{path}`: {why}")
    if outcome and outcome.entry is not None:
        say(f"to take it back: `{undo}`")


def show_rest(report: Report) -> None:
    """Doubts, names without a note, lines without a place, questions, conflicts."""
    _list("not linked, as the text leaves it open", (
        f"`{doubt.surface}` in line {doubt.line} ({path}): {doubt.why}" for path, doubt in report.doubts
    ))  # fmt: skip
    _list("named, without a note", (f"`{name}`" for name in report.unlinked))
    _list("lines that belong to no paper, kept in the digest's note", (
        f"{file}:{line.number}: {line.text.strip()}" for file, line in report.unplaced
    ))  # fmt: skip
    _list("perhaps one paper (`--yes` makes them one, `--no-merge` keeps them apart)", (
        f"`{question.title}` and `{question.other}`" for question in report.questions
    ))  # fmt: skip
    for notice in report.notices:
        say(f"note: {notice}")
    if report.conflicts:
        say(f"{_several(report.conflicts, 'conflict')} to settle: look for `vaultkit-conflict` callouts")


def _show_told(report: Report) -> None:
    for noted in report.notes:
        if noted.state == "rivals":
            claims = f"{len(noted.others)} notes claim: {', '.join(noted.others)}"
            say(f"not imported: `{noted.title}`, which {claims}")
        elif noted.state == "deleted":
            say(f"not made again: `{noted.path}`, which you deleted (`--restore` makes it)")
        elif noted.state == "refused":
            why = next((told.what for told in noted.told if told.event == "refused"), "")
            say(f"not touched: `{noted.path}`: {why}")
        for told in noted.told:
            if told.event in _EVENTS or told.event in ("conflict", "deleted", "pruned"):
                say(f"{noted.path}: {_EVENTS.get(told.event, told.event)}: {_first(told.what)}")


def _list(title: str, rows: Iterable[str]) -> None:
    found = list(rows)
    if found:
        say(f"{title}: {len(found)}")
    for row in found[:_MOST]:
        say(f"  {row}")
    if len(found) > _MOST:
        say(f"  and {len(found) - _MOST} more")


def _first(text: str) -> str:
    line, more, _ = text.partition("\n")
    return f"{line[:160]} …" if more or len(line) > 160 else line


def _several(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
