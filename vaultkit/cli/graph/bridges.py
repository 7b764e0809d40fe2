"""``vaultkit graph bridges``: links and notes that alone hold parts of the map together."""

from dataclasses import asdict

import click

from vaultkit.cli.graph._view import View, graph_options, heading, json_option, say, say_json


@click.command()
@click.option(
    "--least", type=click.IntRange(1), default=2, show_default=True, help="How many nodes make a part."
)
@json_option
@graph_options
def command(view: View, least: int, as_json: bool) -> None:
    """List the links, and the notes, without which a part of the map would fall off."""
    from vaultkit.graph.questions import bridges, joints

    ties, knots = bridges(view.graph, least), joints(view.graph, least)
    if as_json:
        say_json({"bridges": [asdict(tie) for tie in ties], "joints": [asdict(knot) for knot in knots]})
        return
    if ties:
        heading("Bridges: the only link between two parts", first=True)
    for tie in ties:
        say(f"  {tie.near:>5,} | {tie.far:<5,} {view.called(tie.source)} — {view.called(tie.target)}")
    if knots:
        heading("Joints: the only note between two or more parts", first=not ties)
    for knot in knots:
        pieces = " | ".join(f"{piece:,}" for piece in knot.pieces if piece >= least)
        say(f"  {view.called(knot.node)}: {pieces}")
    if not ties and not knots:
        say("no part hangs by a single link or note")
