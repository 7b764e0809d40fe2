"""How the commands that report findings print them: in which form, where to, in colour or not."""

import sys
from pathlib import Path

import click

from vaultkit.cli._places import from_here
from vaultkit.lint.engine import Report
from vaultkit.lint.reporters import SHELF, Look, render
from vaultkit.registry import names
from vaultkit.source.printable import printable

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


def say(
    report: Report,
    form: str,
    output: Path | None,
    *,
    statistics: bool = False,
    show_fixes: bool = False,
    colour: bool | None = None,
) -> None:
    """Print ``report``, or write it to ``output``; ``colour`` None asks whether this is a terminal."""
    for notice in report.vault.settings.notices:
        click.echo(f"note: {printable(notice)}", err=True)
    coloured = not output and (sys.stdout.isatty() if colour is None else colour)
    look = Look(coloured, from_here(report.vault.root), show_fixes)
    if statistics:
        from vaultkit.lint.statistics import statistics as count

        lines = count(report)
    else:
        lines = render(form, report, look)
    if output is None:
        for line in lines:
            click.echo(line, color=coloured)
        return
    from vaultkit.writing.output import write_output

    text = "".join(f"{line}\n" for line in lines)
    write_output(output, text.encode(errors="backslashreplace"))
    click.echo(f"{len(report.diagnostics)} findings written to `{printable(str(output))}`", err=True)
