"""``vaultkit graph near``: the notes around one note."""

import click

from vaultkit.cli.graph._view import View, graph_options, heading, json_option, plural, say, say_json


@click.command()
@click.argument("note", metavar="NOTE")
@click.option(
    "--depth", type=click.IntRange(1, 20), default=1, show_default=True, help="How many steps away."
)
@json_option
@graph_options
def command(view: View, note: str, depth: int, as_json: bool) -> None:
    """List the notes that lie within a few steps of a note, links taken in either direction."""
    from vaultkit.graph.model import title
    from vaultkit.graph.questions import links_between, near

    node = view.find(note)
    rings = near(view.graph, node, depth)
    if as_json:
        say_json(
            [
                {"node": other, "title": title(view.graph, other), "distance": far}
                for far, ring in enumerate(rings)
                for other in ring
            ]
        )
        return
    say(view.called(node))
    for distance, ring in enumerate(rings[1:], 1):
        heading(f"{plural(distance, 'step')} away: {plural(len(ring), 'node')}")
        for other in ring:
            links = links_between(view.graph, node, other)
            kinds = ", ".join(
                f"{'—' if link.symmetric else '→' if link.source == node else '←'} {link.kind}"
                for link in links
            )
            say(f"  {view.called(other)}{f'  {kinds}' if kinds else ''}")
    if len(rings) == 1:
        say("no link leads to it or from it")
