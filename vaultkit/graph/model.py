"""The words of a graph: what a node, an edge and a graph look like to everything that reads one.

Node ids are vault-relative paths, ``unresolved:<linkpath>`` or ``tag:<name>``; an edge's key is its
kind, so there is at most one edge per source, target and kind. Attributes are JSON scalars or lists
of strings, and absent when unknown. Knows nothing of notes, files or pictures.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

Graph: TypeAlias = "nx.MultiDiGraph[str]"
Value: TypeAlias = "str | int | float | bool | list[str]"

NODE_ATTRIBUTES = (
    "kind", "title", "name", "path", "type", "stub", "year", "venue", "authors", "tags", "folder", "status",
)  # fmt: skip


class Edge(NamedTuple):
    """One typed edge: ``weight`` counts how often it is written, ``symmetric`` says it has no direction."""

    source: str
    target: str
    kind: str
    weight: int
    symmetric: bool


def edges(graph: Graph) -> Iterator[Edge]:
    """All edges in the order of the graph."""
    for source, target, kind, data in graph.edges(keys=True, data=True):
        yield Edge(source, target, kind, data.get("weight", 1), data.get("symmetric", False))


def is_note(graph: Graph, node: str) -> bool:
    """Whether ``node`` is a note, not an attachment, a tag, or a link that leads nowhere."""
    return bool(graph.nodes[node].get("kind", "note") == "note")


def notes(graph: Graph) -> list[str]:
    """The ids of all notes, sorted."""
    return sorted(node for node in graph if is_note(graph, node))


def title(graph: Graph, node: str) -> str:
    """What to call ``node`` when speaking to people; never empty."""
    data = graph.nodes[node]
    return str(data.get("title") or data.get("name") or node)
