"""Fixes, made in memory and proved before anything leaves.

All findings of a round come from one snapshot of the vault. The fixes whose edits do not overlap are
applied to it, the result is parsed and checked again, until a round has nothing left to fix. A fix that
would change more than it says, leave its finding in place or bring a new one, is dropped, and named with
the reason. What comes out is ``Change``s; nothing here writes.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from vaultkit.lint.engine import run
from vaultkit.lint.finding import Diagnostic, Safety
from vaultkit.lint.policy import Policy
from vaultkit.lint.proof import Declared, after_edits, headings_differ, objection
from vaultkit.lint.report import Report
from vaultkit.source.marks import Block, Heading
from vaultkit.source.spans import Apart, carried, meeting
from vaultkit.source.text import Edit, Span, apply_edits
from vaultkit.vault.resolve import Found, Missing, Resolution
from vaultkit.vault.vault import Vault
from vaultkit.writing.change import Change

MOST_PASSES, MOST_ROUNDS, MOST_TRIES, LEAST_TRIES, MOST_TRIED = 10, 10, 200, 8, 4_000_000
"""How often a vault is gone over; how often a note of which a fix does not do is tried, by its bytes."""
Key = tuple[str, str, str, Span]
"""What makes two findings one: path, rule, message, and the place, carried along through the edits."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A fix that was not made, and why: one clause."""

    diagnostic: Diagnostic
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What fixing comes to: the changes, which fixes they hold, which were dropped, what remains."""

    changes: tuple[Change, ...]
    made: tuple[Diagnostic, ...]
    dropped: tuple[Dropped, ...]
    report: Report


def fix(
    vault: Vault,
    policy: Policy,
    *,
    safety: Safety = Safety.SAFE,
    only: Callable[[str], bool] = lambda path: True,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Outcome:
    """Make every fix up to ``safety`` in the files for which ``only(path)`` is true."""
    fixing = _Fixing(policy, safety, only, progress)
    report = run(vault, policy, only=only, progress=progress)
    before = vault
    for _ in range(MOST_PASSES):
        for _ in range(MOST_ROUNDS):
            report, went_on = fixing.round(report)
            if not went_on:
                break
        else:
            report = fixing.give_up(before, report)
        if not fixing.has_another_chance():
            break
    now = report.vault
    paths = sorted({found.path for found in fixing.made})
    changes = (Change(path, before.bytes_of(path), now.bytes_of(path)) for path in paths)
    return Outcome(
        tuple(change for change in changes if not change.is_empty),
        tuple(fixing.made),
        tuple(fixing.dropped.values()),
        report,
    )


class _Fixing:
    """One call of ``fix``: what was made so far, and what will not be tried again."""

    def __init__(
        self,
        policy: Policy,
        safety: Safety,
        only: Callable[[str], bool],
        progress: Callable[[int, int], None],
    ) -> None:
        self.policy = policy
        self.safety = safety
        self.only = only
        self.progress = progress
        self.made: list[Diagnostic] = []
        self.dropped: dict[Key, Dropped] = {}
        self.changed: set[str] = set()
        self.tries: Counter[str] = Counter()

    def round(self, report: Report) -> tuple[Report, bool]:
        """Fix what one report allows; the report afterwards, and whether anything was fixed."""
        chosen = self._chosen(report)
        if not chosen:
            return report, False
        tried = self._apply(report, chosen)
        kept = dict(chosen)
        for path, fixes in chosen.items():
            if self._objection(report, tried, path, fixes) is not None:
                kept[path] = self._without_bad(report, path, fixes)
        self.made += [found for fixes in kept.values() for found in fixes]
        self.changed.update(path for path, fixes in kept.items() if fixes)
        self._carry({path: _edits(fixes) for path, fixes in kept.items()})
        return (tried if kept == chosen else self._apply(report, kept)), True

    def has_another_chance(self) -> bool:
        """Forget which fixes were dropped in notes that others have changed since: they may do now.

        Whoever fixes a second time would try them, too, and twice is to be once.
        """
        changed, self.changed = self.changed, set()
        chances = [key for key in self.dropped if key[0] in changed]
        for key in chances:
            del self.dropped[key]
        return bool(chances)

    def give_up(self, before: Vault, report: Report) -> Report:
        """Undo files whose fixes follow each other without end."""
        endless = {path: before.bytes_of(path) or b"" for path in self._chosen(report)}
        for found in [found for found in self.made if found.path in endless]:
            self._drop(found, "its fix brings itself back")
        self.made = [found for found in self.made if found.path not in endless]
        self.changed -= endless.keys()
        return run(report.vault.changed(endless), self.policy, only=self.only) if endless else report

    def _chosen(self, report: Report) -> dict[str, list[Diagnostic]]:
        chosen: dict[str, list[Diagnostic]] = defaultdict(list)
        taken: dict[str, Apart] = defaultdict(Apart)
        for found in report.diagnostics:
            if found.fix is None or found.fix.safety > self.safety or _key(found) in self.dropped:
                continue
            note = report.vault.note(found.path)
            if note is None or note.text.invalid is not None:
                self._drop(found, "only a note in UTF-8 is edited")
            elif taken[found.path].add([edit.span for edit in found.fix.edits]):
                chosen[found.path].append(found)
        return dict(chosen)

    def _apply(
        self, report: Report, chosen: Mapping[str, Sequence[Diagnostic]], path: str | None = None
    ) -> Report:
        """The report after the fixes; when only one ``path`` is of interest, on that file alone."""
        now = {
            each: apply_edits(report.text(each).data, _edits(fixes))
            for each, fixes in chosen.items()
            if fixes
        }
        only = self.only if path is None else lambda each: each == path
        return run(report.vault.changed(now), self.policy, only=only, progress=self.progress)

    def _without_bad(self, report: Report, path: str, fixes: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Those of ``fixes`` that do together: halves are tried, and halves of what does not do."""
        kept: list[Diagnostic] = []
        middle = max(len(fixes) // 2, 1)
        waiting = [part for part in (fixes[middle:], fixes[:middle]) if part]
        size = len(report.text(path).data) + 1
        most = min(MOST_TRIES, max(LEAST_TRIES, MOST_TRIED // size))
        while waiting and self.tries[path] < most:
            self.tries[path] += 1
            part = waiting.pop()
            tried = self._apply(report, {path: [*kept, *part]}, path)
            reason = self._objection(report, tried, path, [*kept, *part])
            if reason is None:
                kept += part
            elif len(part) == 1:
                self._drop(part[0], reason)
            else:
                middle = len(part) // 2
                waiting += part[middle:], part[:middle]
        for found in (found for part in waiting for found in part):
            self._drop(found, "so many fixes of the note did not do that this one was not tried")
        return kept

    def _objection(self, report: Report, tried: Report, path: str, fixes: Sequence[Diagnostic]) -> str | None:
        before, after = report.vault.note(path), tried.vault.note(path)
        assert before is not None
        assert after is not None
        made = sorted(
            ((edit, found) for found in fixes for edit in (found.fix.edits if found.fix else ())),
            key=lambda pair: pair[0].span,
        )
        declared = [Declared(edit, self.policy.rules[found.rule].touches) for edit, found in made]
        if reason := objection(before, after, declared, report.vault, tried.vault):
            return reason
        if headings_differ(before, after) and _led_astray(report.vault, tried.vault, path):
            return "a link into the note would lead elsewhere"
        edited = [
            (span, _says(found)) for (span, _), (_, found) in zip(after_edits(declared), made, strict=True)
        ]
        return _still_there(report, tried, path, fixes, edited)

    def _drop(self, found: Diagnostic, reason: str) -> None:
        self.dropped[_key(found)] = Dropped(found, reason)

    def _carry(self, edits: Mapping[str, Sequence[Edit]]) -> None:
        moved = {path: carried(edits.get(path, ())) for path in {key[0] for key in self.dropped}}
        self.dropped = {
            (path, rule, message, moved[path](span)): dropped
            for (path, rule, message, span), dropped in self.dropped.items()
        }


def _edits(fixes: Sequence[Diagnostic]) -> list[Edit]:
    return [edit for found in fixes for edit in (found.fix.edits if found.fix else ())]


def _key(found: Diagnostic) -> Key:
    return found.path, found.rule, found.message, found.span


def _says(found: Diagnostic) -> tuple[str, str]:
    return found.rule, found.message


def _still_there(
    report: Report,
    tried: Report,
    path: str,
    fixes: Sequence[Diagnostic],
    edited: Sequence[tuple[Span, tuple[str, str]]],
) -> str | None:
    """Whether a finding outlived its fix, or another came that does not lie where an edit was made.

    ``edited`` are the places of the replacements, each with what its finding said.
    """
    moved = carried(_edits(fixes))
    fixed = {_key(found) for found in fixes}
    before = {(_says(found), moved(found.span)) for found in _of(report, path) if _key(found) not in fixed}
    anywhere, at = {said for _, said in edited}, meeting(edited)
    for found in _of(tried, path):
        if (_says(found), found.span) in before:
            continue
        here = at(found.span)
        if _says(found) in (here or anywhere):
            return "what it mends would still be there"
        if not here:
            return f"a new finding would come: {found.rule}, {found.message}"
    return None


def _of(report: Report, path: str) -> Sequence[Diagnostic]:
    """What ``report``, which is in the order of paths, says of one file."""
    start = bisect_left(report.diagnostics, path, key=attrgetter("path"))
    return report.diagnostics[start : bisect_right(report.diagnostics, path, start, key=attrgetter("path"))]


def _led_astray(vault: Vault, changed: Vault, path: str) -> bool:
    """Whether a link that led into the file at ``path`` leads to another part of it, or to none.

    One that led nowhere may come to lead where its own words say: it waited for what the fix has mended.
    """
    for info in vault.backlinks(path):
        if info.link.subpath:
            now = changed.resolve(info.link, info.source)
            if _part(now) != _part(info.resolution) and not isinstance(info.resolution, Missing):
                return True
    return False


def _part(resolution: Resolution | None) -> tuple[object, ...]:
    """What a link leads to, but for the place where that stands."""
    match resolution:
        case Found(heading=Heading() as heading):
            return resolution.path, heading.level, heading.text
        case Found(block=Block() as block):
            return resolution.path, block.id
        case _:
            return type(resolution), resolution and resolution.path
