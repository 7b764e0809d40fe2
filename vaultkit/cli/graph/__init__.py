"""``vaultkit graph``: a summary of the map, and one module beside this for each question about it."""

import click

from vaultkit.cli import Shelf
from vaultkit.cli.graph._view import View, graph_options


@click.group(cls=Shelf, shelf="vaultkit.cli.graph", invoke_without_command=True)
@graph_options
def command(view: View) -> None:
    """See how the notes of a vault hang together.

    Without a command: a summary. Notes are named by path, name, title or alias.
    """
    if click.get_current_context().invoked_subcommand is None:
        from vaultkit.cli.graph._summary import show

        show(view)
