"""Every format of a graph: a reader that is not ours gives back the nodes, the edges and the titles."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import Any

import networkx as nx

from vaultkit import registry
from vaultkit.graph.context import Context, Place
from vaultkit.graph.exporters._text import legible

SHELF = "vaultkit.graph.exporters"
TOKENS = (
    "\0", "</script>", "]]>", "-->", "&amp;", "<b>", '"', "'", "\\", "`", "$", "{", "}", "=1+1", "+", "@", "%%", ";", "|", "\t", "\n",
    "\r\n", "\x1b[31m", "\u202e", "\u2028", "\ufffe", "한글", "😀", "#", "http://a.b", "\x85",
)  # fmt: skip
_KINDS = ("link", "related", "embed")


def check(data: bytes) -> None:
    """Titles with NUL between them are the notes; each links to the next, and the last to itself."""
    titles = [piece.decode(errors="surrogateescape") for piece in data.split(b"\0")[:12]]
    graph: Any = nx.MultiDiGraph(vault=titles[0])
    for number, title in enumerate(titles):
        graph.add_node(
            f"{number:02}.md", kind="note", title=title or "x", name=title or "x", path=f"{number:02}.md",
            folder="", tags=[title], authors=[title, "A"], venue=title, year=2000 + number,
        )  # fmt: skip
    for number in range(len(titles)):
        kind = _KINDS[number % len(_KINDS)]
        target = f"{min(number + 1, len(titles) - 1):02}.md"
        graph.add_edge(f"{number:02}.md", target, key=kind, kind=kind, weight=1, symmetric=kind == "related")
    context = Context(graph, places={node: Place(float(at), 0.0) for at, node in enumerate(graph)})
    made = {name: registry.load(SHELF, name).export(graph, context) for name in registry.names(SHELF)}
    shown = [legible(title or "x") for title in titles]
    size = graph.number_of_edges()
    graphml = nx.read_graphml(io.BytesIO(made["graphml"]), force_multigraph=True)
    assert [graphml.nodes[node]["title"] for node in graph] == shown
    assert graphml.number_of_edges() == size
    gexf = nx.read_gexf(io.BytesIO(made["gexf"]), version="1.3")
    assert sorted(data["label"] for _, data in gexf.nodes(data=True)) == sorted(shown)
    ET.fromstring(made["svg"])
    read = {name: json.loads(made[name]) for name in ("json", "cyjs", "jgf", "canvas")}
    assert [node["title"] for node in read["json"]["nodes"]] == [title or "x" for title in titles]
    rows = list(csv.DictReader(io.StringIO(made["csv"]["nodes"].decode(), newline="")))
    assert all(row["Label"] in (title, f"'{title}") for row, title in zip(rows, shown, strict=True))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
