"""``vaultkit lint --baseline FILE``: the file on disk, and what is said of it."""

from collections.abc import Callable
from pathlib import Path

import click

from vaultkit.errors import VaultkitError
from vaultkit.lint.baseline import baseline_of, only_new, read_baseline, shrunk
from vaultkit.lint.engine import Report
from vaultkit.source.printable import printable
from vaultkit.vault.whole import require_whole
from vaultkit.writing.output import write_output


def against(report: Report, file: Path, update: bool, covers: Callable[[str, str], bool]) -> Report:
    """The findings that are new; with ``update`` the file is written (made, or rid of what is gone)."""
    name = printable(str(file))
    if update:  # findings of what was not read would be forgotten, or not be known
        require_whole(report.vault)
    if not file.exists():
        if not update:
            raise VaultkitError(f"there is no baseline `{name}`", "write one with --update-baseline")
        baseline = baseline_of(report)
        write_output(file, baseline.write())
        click.echo(
            f"{len(baseline.known)} findings written to `{name}`: from now on only new ones count", err=True
        )
        return only_new(report, baseline)
    try:
        baseline = read_baseline(file.read_bytes(), name)
    except OSError as error:
        raise VaultkitError(f"`{name}` cannot be read: {error.strerror}") from error
    smaller = shrunk(report, baseline, covers)
    gone = len(baseline.known) - len(smaller.known)
    new = only_new(report, baseline)
    if gone and update:
        write_output(file, smaller.write())
        click.echo(f"{gone} findings are gone and left `{name}`", err=True)
    elif gone:
        click.echo(f"note: {gone} findings of `{name}` are gone; --update-baseline forgets them", err=True)
    hidden = len(report.diagnostics) - len(new.diagnostics)
    click.echo(f"note: {hidden} findings of the baseline are not shown", err=True)
    return new
