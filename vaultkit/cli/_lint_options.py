"""What ``vaultkit lint`` can be told, as one value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from vaultkit.cli import _complete
from vaultkit.cli._findings import format_option, out_option
from vaultkit.cli._vault import vault_option

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class LintOptions:
    """The arguments and options of one call, under the names of the command line."""

    paths: tuple[Path, ...]
    vault: Path | None
    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    show_fixes: bool
    baseline: Path | None
    update_baseline: bool
    since: str | None
    staged: bool
    index: bool
    no_cache: bool
    output_format: str
    output: Path | None
    statistics: bool
    exit_zero: bool
    watch: bool


def _names(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _rules(option: str, about: str) -> Callable[[F], F]:
    return click.option(
        option, multiple=True, metavar="RULE", callback=_names, help=about, shell_complete=_complete.rules
    )


def _flag(option: str, about: str) -> Callable[[F], F]:
    return click.option(option, is_flag=True, help=about)


def lint_options(command: F) -> F:
    """Give ``command`` the options, in the order in which the help shows them."""
    for option in reversed(
        (
            click.argument("paths", nargs=-1, type=click.Path(path_type=Path)),
            vault_option,
            _rules("--select", "Run these rules only; names, `default` or `all`, with commas between them."),
            _rules("--extend-select", "Run these rules as well."),
            _rules("--ignore", "Do not run these rules."),
            _flag("--fix", "Make the safe fixes. `vaultkit undo` takes them back."),
            _flag("--unsafe-fixes", "Make the fixes that may change a meaning, too."),
            _flag("--diff", "Show what fixing would change, and change nothing; exit code 1 if anything."),
            _flag("--show-fixes", "Show what each fix does."),
            click.option(
                "--baseline",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="Report only findings that this file does not list.",
            ),
            _flag("--update-baseline", "Make that file, or take out of it what is gone; it never grows."),
            click.option(
                "--since",
                metavar="REV",
                help="Lint notes that differ between a git revision and the index, and what that causes.",
            ),
            _flag("--staged", "The same since HEAD: what the next commit would bring."),
            _flag("--index", "Lint the vault as git's index holds it, not as it lies on disk."),
            _flag("--no-cache", "Keep and use nothing of an earlier run; see `vaultkit cache`."),
            format_option,
            out_option,
            _flag("--statistics", "Say how often each rule speaks, not where."),
            _flag("--exit-zero", "End with 0 even when there are findings."),
            _flag("--watch", "Stay, and report again after each save; Ctrl-C ends."),
        )
    ):
        command = option(command)
    return command
