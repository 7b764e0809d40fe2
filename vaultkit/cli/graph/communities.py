"""``vaultkit graph communities``: groups of notes that link among themselves."""

from dataclasses import asdict

import click

from vaultkit.cli.graph._view import View, graph_options, heading, json_option, say, say_json


@click.command()
@click.option(
    "--members", type=click.IntRange(0), default=6, show_default=True, help="How many notes to name."
)
@json_option
@graph_options
def command(view: View, members: int, as_json: bool) -> None:
    """List the communities, largest first, each with its most central notes.

    A community is named by the words that set its titles and tags apart.
    """
    found = view.context.communities
    if as_json:
        say_json([asdict(community) for community in found])
        return
    for community in found:
        heading(f"{community.name} ({len(community.members):,})", first=community.number == 0)
        for node in community.members[:members]:
            say(f"  {view.called(node)}")
        if len(community.members) > members:
            say(f"  … and {len(community.members) - members:,} more")
    if not found:
        say("no note has a link, so there are no communities")
