"""The runs behind ``vaultkit lint``: of the disk, of what git holds, with fixes, against a baseline."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from vaultkit.cli._lint_options import LintOptions
from vaultkit.cli._places import chosen
from vaultkit.cli._progress import progress
from vaultkit.config import Config
from vaultkit.lint.policy import Asked, Policy, make_policy
from vaultkit.lint.report import Report
from vaultkit.vault.vault import open_vault


@dataclass(frozen=True, slots=True)
class Linting:
    """One call of the command on one vault."""

    root: Path
    config: Config
    options: LintOptions

    @property
    def asked(self) -> Asked:
        """What the command line says about rules."""
        return Asked(self.options.select, self.options.extend_select, self.options.ignore)

    @property
    def policy(self) -> Policy:
        """The rules that run; made anew, as not every run needs them."""
        return make_policy(self.config, self.asked)

    @property
    def only(self) -> Callable[[str], bool]:
        """Whether a file is to be reported on."""
        return chosen(self.options.paths, self.root)

    def report(self, colour: bool | None) -> Report | int:
        """The findings to show, or the exit code when there is nothing more to say."""
        options = self.options
        fixing = options.fix or options.unsafe_fixes or options.diff
        revision = "HEAD" if options.staged else options.since
        if fixing and (revision or options.index):
            raise click.UsageError("--fix and --diff work on files; --since, --staged and --index do not")
        if options.update_baseline and not options.baseline:
            raise click.UsageError("--update-baseline needs --baseline FILE")
        if fixing:
            return self._fixed(colour)
        report = self._in_git(revision) if revision or options.index else self._checked()
        return self._new(report, options.baseline) if options.baseline else report

    def _checked(self) -> Report:
        vault, only = open_vault(self.root), self.only
        with progress("files") as show:
            from vaultkit.lint.cached import lint_cached

            keep = not self.options.no_cache
            return lint_cached(vault, self.config, self.asked, only=only, progress=show, keep=keep)

    def _in_git(self, revision: str | None) -> Report:
        from vaultkit.lint.since import caused, standing
        from vaultkit.vault.git import repository_of

        repository = repository_of(self.root)
        after = repository.index()
        if not any(path.lower().endswith(".md") for path in after):
            click.echo("note: git's index holds no note of this vault; `git add` puts them there", err=True)
        with progress("files") as show:
            if revision is None:
                return standing(repository, after, self.policy, only=self.only, progress=show)
            before = repository.revision(revision)
            return caused(repository, before, after, self.policy, only=self.only, progress=show)

    def _new(self, report: Report, file: Path) -> Report:
        from vaultkit.cli._baseline import against

        policy, only = self.policy, self.only

        def covers(path: str, rule: str) -> bool:
            return only(path) and any(active.rule.name == rule for active in policy.at(path))

        return against(report, file, self.options.update_baseline, covers)

    def _fixed(self, colour: bool | None) -> Report | int:
        from vaultkit.cli import _fixing
        from vaultkit.lint.finding import Safety
        from vaultkit.lint.fixes import fix

        safety = Safety.UNSAFE if self.options.unsafe_fixes else Safety.SAFE
        with progress("files") as show:
            vault = open_vault(self.root)
            outcome = fix(vault, self.policy, safety=safety, only=self.only, progress=show)
        if self.options.show_fixes:
            _fixing.show_made(outcome.made)
        if self.options.diff:
            _fixing.show_diff(outcome, colour)
            return 1 if outcome.changes else 0
        report = _fixing.write(outcome, self.root, self._checked)
        return self._new(report, self.options.baseline) if self.options.baseline else report
