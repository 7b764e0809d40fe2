"""``vaultkit lint``: what is wrong in a vault, and what would mend it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from vaultkit.cli._findings import format_option, out_option, say
from vaultkit.cli._places import chosen
from vaultkit.cli._progress import progress
from vaultkit.cli._vault import find_vault, vault_option

F = TypeVar("F", bound=Callable[..., Any])


def _names(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _rules(option: str, about: str) -> Callable[[F], F]:
    return click.option(option, multiple=True, metavar="RULE", callback=_names, help=about)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@vault_option
@_rules("--select", "Run these rules only; names, `default` or `all`, with commas between them.")
@_rules("--extend-select", "Run these rules as well.")
@_rules("--ignore", "Do not run these rules.")
@format_option
@out_option
@click.option("--statistics", is_flag=True, help="Say how often each rule speaks, not where.")
@click.option("--exit-zero", is_flag=True, help="End with 0 even when there are findings.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    vault: Path | None,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    output: Path | None,
    statistics: bool,
    exit_zero: bool,
) -> None:
    """Check the notes of a vault: properties, links, headings, blocks.

    PATHS (notes or folders) choose what is reported; links are looked up in the whole vault. The exit
    code is 1 when there are findings.
    """
    from vaultkit.config import load_config
    from vaultkit.lint.engine import run
    from vaultkit.lint.policy import Asked, make_policy
    from vaultkit.vault.vault import open_vault

    root, _ = find_vault(paths, vault)
    policy = make_policy(load_config(root), Asked(select, extend_select, ignore))
    opened = open_vault(root)
    with progress("files") as show:
        report = run(opened, policy, only=chosen(paths, root), progress=show)
    say(report, output_format, output, statistics=statistics, colour=ctx.color)
    ctx.exit(1 if report.diagnostics and not exit_zero else 0)
