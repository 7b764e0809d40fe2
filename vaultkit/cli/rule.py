"""``vaultkit rule``: which rules there are, and what each is about."""

import re

import click

from vaultkit.cli import _complete
from vaultkit.lint.rule import Rule, load_rule, load_rules

_HEADING = re.compile(r"^## .+$", re.MULTILINE)
_CODE = re.compile(r"`[^`\n]+`")


@click.command()
@click.argument("name", required=False, shell_complete=_complete.rule)
def command(name: str | None) -> None:
    """List the rules, or show the documentation of the rule NAME."""
    if name is not None:
        _show(load_rule(name))
        return
    rules = load_rules()
    width = max(map(len, rules))
    for rule in rules.values():
        marks = f"{rule.severity:<8} {'' if rule.default else 'off':<4} {'fix' if rule.fixable else '':<4}"
        click.echo(f"{click.style(f'{rule.name:<{width}}', bold=True)}  {marks} {rule.documentation.summary}")
    click.echo("\n`off` rules run when selected. `vaultkit rule NAME` tells more.")


def _show(rule: Rule) -> None:
    runs = "runs by default" if rule.default else "runs when selected"
    click.echo(click.style(f"# {rule.name}", bold=True))
    click.echo(f"{rule.severity}, {runs}" + (", has a fix" if rule.fixable else "") + "\n")
    parts = re.split(r"(^`{3,}.*?^`{3,}$)", rule.documentation.source, flags=re.MULTILINE | re.DOTALL)
    for index, part in enumerate(parts):
        if index % 2:
            click.echo(click.style(part, dim=True), nl=False)
            continue
        part = _HEADING.sub(lambda found: click.style(found[0], bold=True), part)
        click.echo(_CODE.sub(lambda found: click.style(found[0], fg="cyan"), part), nl=False)
    click.echo()
