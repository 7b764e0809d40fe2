"""``vaultkit lint --watch``: lint, wait for a save, lint again. The one door to watchfiles."""

import gc
import os
from contextlib import suppress
from pathlib import Path

import click

from vaultkit.cli._findings import say
from vaultkit.cli._lint_options import LintOptions
from vaultkit.cli._linting import Linting
from vaultkit.config import load_config
from vaultkit.errors import VaultkitError
from vaultkit.lint.reporters._words import count
from vaultkit.source.printable import printable_line

GATHER, PAUSE, TICK = 60, 10, 200
"""Milliseconds: how long changes are gathered at most, the quiet after which they are all there, and how
long the watcher waits before it says that there are none."""


def watch(root: Path, options: LintOptions, *, colour: bool | None) -> None:
    """Report on the vault at ``root`` now and after every change in it, until Ctrl-C.

    Raises ``VaultkitError`` when watchfiles is not installed, ``click.UsageError`` for options that
    change something or look elsewhere than at the files.
    """
    other = (options.fix, options.unsafe_fixes, options.diff, options.since, options.staged, options.index)
    if any(other) or options.update_baseline:
        raise click.UsageError("--watch only reports what lies on disk; run the other options without it")
    try:
        import watchfiles
    except ImportError as error:
        raise VaultkitError("--watch needs the package `watchfiles`", "pip install watchfiles") from error
    with suppress(KeyboardInterrupt):
        # The watcher starts before the first look, so that no save falls between the two.
        changes = watchfiles.watch(
            root,
            watch_filter=lambda _, path: counts(root, path),
            debounce=GATHER,
            step=PAUSE,
            rust_timeout=TICK,
            yield_on_timeout=True,
            raise_interrupt=True,
        )
        next(changes)
        _report(root, options, colour)
        for changed in changes:
            if changed:
                _report(root, options, colour)


def counts(root: Path, path: str) -> bool:
    """Whether a change at ``path`` can alter a verdict: hidden files do not, but for the app's settings."""
    first, *others = Path(os.path.relpath(path, root)).parts
    if first == ".obsidian":
        return len(others) == 1 and others[0].endswith(".json")
    return not any(step.startswith(".") for step in (first, *others))


def _report(root: Path, options: LintOptions, colour: bool | None) -> None:
    try:
        report = Linting(root, load_config(root), options).report(colour)
        assert not isinstance(report, int)
        say(report, options, colour=colour)
        found = count(len(report.diagnostics), "finding")
        click.echo(f"{found}; watching `{printable_line(str(root))}`, Ctrl-C ends", err=True)
    except VaultkitError as error:  # a configuration that is being written: the next save may mend it
        click.echo(f"error: {printable_line(error.message)}", err=True)
    gc.collect()  # the program as a whole does not look for cycles; this one run is long
