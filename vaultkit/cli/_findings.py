"""How the commands that report findings print them: in which form, where to, in colour or not."""

import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path
from shutil import get_terminal_size
from typing import Protocol

import click

from vaultkit.cli._places import from_here
from vaultkit.cli._vault import say_settings
from vaultkit.lint.report import Report
from vaultkit.lint.reporters import SHELF, Look, render
from vaultkit.lint.reporters._words import count, summary
from vaultkit.lint.statistics import statistics
from vaultkit.registry import names
from vaultkit.source.printable import printable_line

format_option = click.option(
    "--output-format",
    "--format",
    "output_format",
    type=click.Choice(names(SHELF)),
    default="full",
    envvar="VAULTKIT_OUTPUT_FORMAT",
    show_default=True,
    show_envvar=True,
    help="The form of the report.",
)
out_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report to this file, not to the terminal.",
)


_AT_ONCE = 256
"""Lines that are printed together."""


class Form(Protocol):
    """The options of a command that say how to report."""

    @property
    def output_format(self) -> str: ...
    @property
    def output(self) -> Path | None: ...
    @property
    def statistics(self) -> bool: ...
    @property
    def show_fixes(self) -> bool: ...


def say(report: Report, form: Form, *, colour: bool | None = None) -> None:
    """Print ``report``, or write it to the file asked for; ``colour`` None asks whether it is a terminal."""
    say_settings(report.vault)
    coloured = not form.output and (sys.stdout.isatty() if colour is None else colour)
    look = Look(coloured, from_here(report.vault.root), form.show_fixes)
    if not form.output and sys.stdout.isatty():
        look = replace(look, width=get_terminal_size().columns)
    if form.statistics:
        lines = statistics(report) if report.diagnostics else iter([summary(report)])
    else:
        lines = render(form.output_format, report, look)
    if form.output is None:
        for some in iter(lambda: list(islice(lines, _AT_ONCE)), []):  # click looks at each text at length
            click.echo("\n".join(some), color=coloured)
        return
    from vaultkit.writing.output import write_output

    text = "".join(f"{line}\n" for line in lines)
    write_output(form.output, text.encode(errors="backslashreplace"))
    written = printable_line(str(form.output))
    click.echo(f"{count(len(report.diagnostics), 'finding')} written to `{written}`", err=True)
