"""A Mermaid flowchart (https://mermaid.js.org), small enough for the viewers in Obsidian, GitHub and GitLab.

They refuse more than 500 links or 50,000 characters, so a larger graph is trimmed to its highest
ranked nodes, and the file says so.
"""

from collections.abc import Sequence
from re import compile as pattern

from vaultkit.graph.context import GREY, PALETTE, Context
from vaultkit.graph.exporters._text import one_line, shorten
from vaultkit.graph.model import Edge, Graph, title

SUFFIX = ".mmd"
MOST_LINKS = 499
MOST_CHARACTERS = 49_999
_LABEL = 60
_HARMLESS = pattern(r"[^\w ,:'’()–—?!-]")


def export(graph: Graph, context: Context) -> bytes:
    """A left-to-right flowchart, coloured by community; links without direction have no arrow head."""
    ranked = sorted(graph, key=lambda node: (-context.pagerank[node], node))
    low, high = 0, len(ranked)
    # The most nodes that fit: one node more never makes the text shorter.
    while low < high:
        middle = (low + high + 1) // 2
        if _chart(graph, context, ranked[:middle]) is None:
            high = middle - 1
        else:
            low = middle
    if low < len(ranked):
        context.say(_trimmed(context, low, len(ranked)))
    return (_chart(graph, context, ranked[:low]) or "flowchart LR\n").encode()


def _chart(graph: Graph, context: Context, kept: Sequence[str]) -> str | None:
    """The chart of ``kept``, or None when it breaks a limit."""
    key = {node: f"n{number}" for number, node in enumerate(sorted(kept))}
    links = [edge for edge in context.drawn_edges if edge.source in key and edge.target in key]
    if len(links) > MOST_LINKS or len(key) * 10 > MOST_CHARACTERS:
        return None
    lines = ["flowchart LR"]
    if len(kept) < len(graph):
        lines.insert(0, f"%% {_trimmed(context, len(kept), len(graph))}")
    colours: dict[str, list[str]] = {}
    for node in sorted(kept):
        lines.append(f'  {key[node]}["{_label(title(graph, node))}"]')
        colours.setdefault(context.colour(node), []).append(key[node])
    lines += (_link(edge, key) for edge in links)
    order = {colour: number for number, colour in enumerate((*PALETTE, GREY))}
    for number, colour in enumerate(sorted(colours, key=lambda colour: (order.get(colour, 99), colour))):
        lines.append(f"  classDef c{number} fill:{colour},stroke:{colour},color:#fff")
        lines.append(f"  class {','.join(colours[colour])} c{number}")
    chart = "\n".join((*lines, ""))
    return chart if len(chart) <= MOST_CHARACTERS else None


def _trimmed(context: Context, kept: int, nodes: int) -> str:
    limits = f"{MOST_LINKS:,} links or {MOST_CHARACTERS:,} characters"
    return f"trimmed to the {kept:,} highest ranked of {nodes:,} nodes: Mermaid draws no more than {limits}"


def _link(edge: Edge, key: dict[str, str]) -> str:
    line = "---" if edge.symmetric else "-->"
    return f'  {key[edge.source]} {line}|"{_label(edge.kind)}"| {key[edge.target]}'


def _label(words: str) -> str:
    """``words`` as a quoted label: whatever Mermaid or Markdown might read becomes a numbered entity."""
    shown = shorten(one_line(words).strip(), _LABEL)
    return _HARMLESS.sub(lambda match: f"#{ord(match[0])};", shown) or " "
