"""``vaultkit lint --baseline FILE``: the file on disk, and what is said of it."""

from collections.abc import Callable
from pathlib import Path

import click

from vaultkit.errors import VaultkitError
from vaultkit.lint.baseline import Baseline, baseline_of, only_new, read_baseline, shrunk
from vaultkit.lint.report import Report
from vaultkit.lint.reporters._words import count
from vaultkit.source.printable import printable_line
from vaultkit.vault.whole import require_whole
from vaultkit.writing.output import write_output


def against(report: Report, file: Path, update: bool, covers: Callable[[str, str], bool]) -> Report:
    """The findings that are new; with ``update`` the file is written (made, or rid of what is gone)."""
    name = printable_line(str(file))
    if not file.exists():
        if not update:
            raise VaultkitError(f"there is no baseline `{name}`", "write one with --update-baseline")
        baseline = baseline_of(report)
        _write(report, file, baseline)
        click.echo(
            f"{count(len(baseline.known), 'finding')} written to `{name}`: from now on only new ones count",
            err=True,
        )
        return only_new(report, baseline)
    if not file.is_file():  # a pipe would be waited for
        raise VaultkitError(f"`{name}` is not a regular file", "name a file that --update-baseline made")
    try:
        baseline = read_baseline(file.read_bytes(), name)
    except OSError as error:
        raise VaultkitError(f"`{name}` cannot be read: {error.strerror}") from error
    smaller = shrunk(report, baseline, covers)
    gone = len(baseline.known) - len(smaller.known)
    new = only_new(report, baseline)
    if gone and update:
        _write(report, file, smaller)
        click.echo(f"{_are(gone, f'of `{name}`')} gone, and no longer in it", err=True)
    elif gone:
        click.echo(f"note: {_are(gone, f'of `{name}`')} gone; --update-baseline takes out what is", err=True)
    hidden = len(report.diagnostics) - len(new.diagnostics)
    if hidden:
        click.echo(f"note: {_are(hidden, 'of the baseline')} not shown", err=True)
    return new


def _write(report: Report, file: Path, baseline: Baseline) -> None:
    # What was not read has no findings, and they would be forgotten; their marks are made by reading again.
    require_whole(report.vault)
    write_output(file, baseline.write())


def _are(number: int, where: str) -> str:
    return f"{count(number, 'finding')} {where} {'is' if number == 1 else 'are'}"
