"""What a shell is told that asks how a word may go on. Reads names on shelves, imports nothing from them."""

from collections.abc import Callable

import click
from click.shell_completion import CompletionItem

from vaultkit.registry import names

RULES = "vaultkit.lint.rules"
Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _on_shelf(shelf: str) -> Completer:
    """A completer of the names on ``shelf``."""

    def complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(name) for name in names(shelf) if name.startswith(incomplete)]

    return complete


def rules(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Rules' names, ``default`` and ``all``, with commas between them: the last one is completed."""
    before, comma, last = incomplete.rpartition(",")
    known = ("all", "default", *names(RULES))
    given = before.split(",")
    return [
        CompletionItem(f"{before}{comma}{name}")
        for name in known
        if name.startswith(last) and name not in given
    ]


def files(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leave it to the shell, which knows files."""
    return [CompletionItem(incomplete, type="file")]


rule = _on_shelf(RULES)
readers = _on_shelf("vaultkit.digest.readers")
exporters = _on_shelf("vaultkit.graph.exporters")
