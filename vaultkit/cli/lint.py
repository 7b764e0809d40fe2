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
    """
    from vaultkit.cli._findings import say
    from vaultkit.cli._places import chosen
    from vaultkit.cli._progress import progress
    from vaultkit.cli._vault import find_vault
    from vaultkit.config import load_config
    from vaultkit.lint.engine import Report, run
    from vaultkit.lint.finding import Safety
    from vaultkit.lint.policy import Asked, make_policy
    from vaultkit.vault.vault import open_vault

    options = LintOptions(**given)
    root, _ = find_vault(options.paths, options.vault)
    policy = make_policy(load_config(root), Asked(options.select, options.extend_select, options.ignore))
    only = chosen(options.paths, root)

    def check() -> Report:
        with progress("files") as show:
            return run(open_vault(root), policy, only=only, progress=show)

    if options.fix or options.unsafe_fixes or options.diff:
        from vaultkit.cli import _fixing
        from vaultkit.lint.fixes import fix

        safety = Safety.UNSAFE if options.unsafe_fixes else Safety.SAFE
        with progress("files") as show:
            outcome = fix(open_vault(root), policy, safety=safety, only=only, progress=show)
        if options.show_fixes:
            _fixing.show_made(outcome.made)
        if options.diff:
            _fixing.show_diff(outcome, ctx.color)
            ctx.exit(1 if outcome.changes and not options.exit_zero else 0)
        report = _fixing.write(outcome, root, check)
    else:
        report = check()
    say(report, options, colour=ctx.color)
    ctx.exit(1 if report.diagnostics and not options.exit_zero else 0)
