"""``vaultkit graph path``: the shortest way from one note to another."""

import click

from vaultkit.cli.graph._view import View, graph_options, json_option, say, say_json


@click.command(epilog="Exit code 1 when no way leads from the one to the other.")
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@json_option
@graph_options
def command(view: View, start: str, end: str, as_json: bool) -> None:
    """Show the shortest way between two notes, over links in either direction."""
    from vaultkit.graph.model import title
    from vaultkit.graph.questions import shortest_path

    first, last = view.find(start), view.find(end)
    steps = shortest_path(view.graph, first, last)
    if as_json:
        say_json(
            [
                {
                    "node": step.node,
                    "title": title(view.graph, step.node),
                    "links": [link._asdict() for link in step.links],
                }
                for step in steps
            ]
        )
    elif not steps:
        say(f"no way leads from `{view.called(first)}` to `{view.called(last)}`")
    for number, step in enumerate(() if as_json else steps):
        before = steps[number - 1].node if number else ""
        for link in step.links:
            arrow = "—" if link.symmetric else "→" if link.source == before else "←"
            say(f"     {arrow} {link.kind}")
        say(f"{number:>3}  {view.called(step.node)}")
    if not steps:
        click.get_current_context().exit(1)
