"""``vaultkit lint``: what is wrong in a vault, and what would mend it."""

from typing import Any

import click

from vaultkit.cli._lint_options import LintOptions, lint_options


@click.command()
@lint_options
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Check the notes of a vault: properties, links, headings, blocks.

    PATHS (notes or folders) choose what is reported; links are looked up in the whole vault. The exit
    code is 1 when there are findings.

    \b
    Examples:
      vaultkit lint                         the vault around the current folder
      vaultkit lint papers --fix            mend what can be mended safely
      vaultkit lint --select all --statistics
      vaultkit lint --baseline known.json --update-baseline
      vaultkit lint --staged                what the next commit would bring
    """
    from vaultkit.cli._findings import say
    from vaultkit.cli._linting import Linting
    from vaultkit.cli._vault import find_vault
    from vaultkit.config import load_config

    options = LintOptions(**given)
    root, _ = find_vault(options.paths, options.vault)
    if options.watch:
        from vaultkit.cli._watching import watch

        watch(root, options, colour=ctx.color)
        return
    report = Linting(root, load_config(root), options).report(ctx.color)
    if isinstance(report, int):
        ctx.exit(0 if options.exit_zero else report)
    say(report, options, colour=ctx.color)
    ctx.exit(1 if report.diagnostics and not options.exit_zero else 0)
