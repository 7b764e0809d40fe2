"""``vaultkit graph gaps``: pairs of notes that should perhaps be linked."""

from dataclasses import asdict

import click

from vaultkit.cli.graph._view import View, graph_options, json_option, say, say_json


@click.command()
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many pairs to show."
)
@json_option
@graph_options
def command(view: View, limit: int, as_json: bool) -> None:
    """List pairs of notes without a link that have much in common, each with the reasons.

    Reasons are notes that link to both or that both link to, other shared neighbours, rare words that
    both use, and one naming the other without a link. Nothing is changed.
    """
    from vaultkit.graph.gaps import explain, gaps
    from vaultkit.graph.prose import names, texts

    found = gaps(view.graph, texts(view.vault), names(view.vault), limit)
    if as_json:
        shown = [asdict(gap) for gap in found]
        for row, gap in zip(shown, found, strict=True):
            for fact, reason in zip(row["reasons"], gap.reasons, strict=True):
                fact["text"] = explain(view.graph, reason)
        say_json(shown)
        return
    for gap in found:
        say(f"{gap.score:.2f}  {view.called(gap.one)}")
        say(f"      {view.called(gap.other)}")
        for reason in gap.reasons:
            say(f"        {explain(view.graph, reason)}")
    if not found:
        say("no pair of notes without a link has enough in common")
