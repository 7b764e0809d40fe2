"""``vaultkit graph export``: the map as a file for another program."""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultkit.cli._complete import exporters
from vaultkit.cli.graph._view import View, graph_options, plural, say
from vaultkit.errors import VaultkitError
from vaultkit.registry import load, names

if TYPE_CHECKING:
    from vaultkit.graph.context import Context
    from vaultkit.graph.model import Graph

SHELF = "vaultkit.graph.exporters"


@click.command(epilog="Formats: " + ", ".join(names(SHELF)) + ".")
@click.argument("name", metavar="[FORMAT]", required=False, shell_complete=exporters)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write; default stdout."
)
@click.option("--to-all", type=click.Path(path_type=Path), metavar="DIR", help="Write every format into DIR.")
@graph_options
def command(view: View, name: str | None, output: Path | None, to_all: Path | None) -> None:
    """Write the graph in a format that other programs read.

    A format of several files (csv) writes FILE-nodes and FILE-edges.
    """
    from vaultkit.writing.output import write_output

    if (name is None) == (to_all is None):
        raise click.UsageError("give either a FORMAT or --to-all DIR")
    if to_all is not None:
        _make(to_all)
        for each in names(SHELF):
            for path, data in _files(view, each, to_all / f"graph{load(SHELF, each).SUFFIX}"):
                write_output(path, data)
                say(f"wrote {path}")
        return
    assert name is not None
    if output is None:
        for path, data in _files(view, name, Path("-")):
            if path.stem != "-":
                raise VaultkitError(f"`{name}` is more than one file", "name them with -o FILE")
            sys.stdout.buffer.write(data)
        return
    for path, data in _files(view, name, output):
        write_output(path, data)
        size = f"{plural(len(view.graph), 'node')}, {plural(view.graph.number_of_edges(), 'link')}"
        say(f"wrote {path}: {size}")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VaultkitError(f"the folder `{folder}` cannot be made: {error.strerror}") from error


def _files(view: View, name: str, output: Path) -> Iterator[tuple[Path, bytes]]:
    """The files of one format with their paths: ``output`` itself, or one for each part beside it."""
    exporter = load(SHELF, name)
    export: Callable[[Graph, Context], bytes | Mapping[str, bytes]] = exporter.export
    made = export(view.graph, view.context)
    if isinstance(made, bytes):
        yield output, made
    else:
        for part, data in made.items():
            yield output.with_name(f"{output.stem}-{part}{output.suffix or exporter.SUFFIX}"), data
