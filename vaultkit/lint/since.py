"""What a change to a vault is to blame for: findings in the notes that changed, and new ones elsewhere."""

from collections.abc import Callable
from dataclasses import replace

from vaultkit.lint.engine import run
from vaultkit.lint.fingerprint import fingerprints
from vaultkit.lint.policy import Policy
from vaultkit.lint.report import Report
from vaultkit.vault.git import Repository, Snapshot
from vaultkit.vault.scan import normal

Only = Callable[[str], bool]
Progress = Callable[[int, int], None]


def standing(
    repository: Repository,
    snapshot: Snapshot,
    policy: Policy,
    *,
    only: Only = lambda path: True,
    progress: Progress = lambda done, total: None,
) -> Report:
    """All findings in one state. Every link is looked up there: what only lies on the disk does not count."""
    with repository.vault(snapshot) as vault:
        report = run(vault, policy, only=only, progress=progress)
        for found in report.diagnostics:  # read now what a reporter will show: git is left behind
            for path in (found.path, *(related.path for related in found.related)):
                report.text(path)
    return report


def caused(
    repository: Repository,
    before: Snapshot,
    after: Snapshot,
    policy: Policy,
    *,
    only: Only = lambda path: True,
    progress: Progress = lambda done, total: None,
) -> Report:
    """The findings in notes that differ between two states, and those elsewhere that ``before`` had not.

    So a deleted note is found at the links that led to it, though their notes did not change.
    """
    changed = {normal(path) for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    report = standing(repository, after, policy, only=only, progress=progress)
    elsewhere = {found.path for found in report.diagnostics} - changed
    known: set[str] = set()
    if elsewhere:
        old = standing(repository, before, policy, only=lambda path: path in elsewhere)
        known = {fingerprint for _, fingerprint in fingerprints(old)}
    kept = tuple(
        found
        for found, fingerprint in fingerprints(report)
        if found.path in changed or fingerprint not in known
    )
    return replace(report, diagnostics=kept)
