"""``vaultkit graph stats``: the measures of every note."""

import click

from vaultkit.cli.graph._view import View, graph_options, json_option, remark, say, say_json


@click.command()
@json_option
@graph_options
def command(view: View, as_json: bool) -> None:
    """Show links in and out, PageRank and betweenness of every node, highest PageRank first.

    Betweenness is exact up to 2,000 nodes; beyond that it is estimated from a sample, which is said.
    """
    from vaultkit.graph.summary import statistics

    found = statistics(view.graph, view.context)
    if found["betweenness_sample"]:
        remark(
            f"betweenness is estimated from a sample of {found['betweenness_sample']:,} nodes;"
            f" its standard error is at most {found['betweenness_error']:.5f}"
        )
    if as_json:
        say_json(found)
        return
    say("   in   out  pagerank  between  node")
    for row in sorted(found["measures"], key=lambda row: (-row["pagerank"], row["id"])):
        say(
            f"{row['links_in']:>5,} {row['links_out']:>5,}  {row['pagerank']:.6f}"
            f"  {row['betweenness']:.5f}  {view.called(row['id'])}"
        )
