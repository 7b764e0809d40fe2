"""``vaultkit graph html``: the map as one page that needs no network."""

import webbrowser
from pathlib import Path

import click

from vaultkit.cli.graph._view import View, graph_options, plural, say


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("graph.html"), show_default=True,
    metavar="FILE", help="Where to write the page.",
)  # fmt: skip
@click.option("--title", default="", help="What stands at the top; default: the vault's name.")
@click.option("--abstracts", is_flag=True, help="Put the text of the notes into the page.")
@click.option("--redact", is_flag=True, help="Leave out every word that comes from the notes.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@graph_options
def command(view: View, output: Path, title: str, abstracts: bool, redact: bool, show: bool) -> None:
    """Write the map as one offline page: search, filter, paths, years, communities, by mouse and keyboard."""
    from vaultkit.graph.viewer.html import PageOptions, page
    from vaultkit.graph.viewer.measured import measured
    from vaultkit.writing.output import write_output

    context = view.context
    graph = measured(context)
    for node, colour in context.groups.items():
        graph.nodes[node]["group"] = context.meaning[colour]
    graph.graph["groups"] = {name: colour for colour, name in context.meaning.items()}
    bodies = {}
    if abstracts:
        bodies = {note.path: note.text.slice(note.body) for note in view.vault.notes() if note.path in graph}
    hubs = view.asked.hubs or "fade"
    write_output(output, page(graph, PageOptions(title, bodies, redact, hubs, context.seed)))
    say(f"wrote {output}: {plural(len(graph), 'node')}, {plural(graph.number_of_edges(), 'link')}")
    if show:
        webbrowser.open(output.resolve().as_uri())
