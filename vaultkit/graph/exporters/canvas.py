"""A JSON Canvas (https://jsoncanvas.org, 1.0) that opens in Obsidian: notes as cards, a group per community.

Put the file into the vault: its paths are relative to the vault's root. Cards stand in rows within
their group, the highest ranked first, and groups in rows on the canvas, so that nothing overlaps.
"""

from collections.abc import Iterator, Sequence
from math import ceil, sqrt
from typing import Any

from vaultkit.graph.context import Context
from vaultkit.graph.exporters import _json
from vaultkit.graph.exporters._text import legible
from vaultkit.graph.model import Graph, title

SUFFIX = ".canvas"
CARD_WIDTH, CARD_HEIGHT, GAP, GROUP_GAP = 360, 200, 60, 160
_APART = "without links"

Box = tuple[int, int, int, int]


def export(graph: Graph, context: Context) -> bytes:
    """File nodes for notes and attachments, text nodes for tags and for links that lead nowhere."""
    groups = [(found.name, list(found.members)) for found in context.communities]
    apart = sorted(node for node in graph if node not in context.community_of)
    if apart:
        groups.append((_APART, apart))
    key = {node: f"n{number}" for number, (node, _) in enumerate(context.nodes)}
    frames: list[dict[str, Any]] = []
    cards: list[dict[str, Any]] = []
    for number, ((name, members), frame) in enumerate(zip(groups, _frames(groups), strict=True)):
        colour = context.colour(members[0])
        box = dict(zip(("x", "y", "width", "height"), frame, strict=True))
        frames.append({"id": f"g{number}", "type": "group", "label": legible(name), **box, "color": colour})
        for place, node in enumerate(members):
            across = _across(len(members))
            x = frame[0] + GAP + place % across * (CARD_WIDTH + GAP)
            y = frame[1] + GAP + place // across * (CARD_HEIGHT + GAP)
            box = {"x": x, "y": y, "width": CARD_WIDTH, "height": CARD_HEIGHT}
            cards.append({"id": key[node], **_content(graph, node), **box, "color": context.colour(node)})
    edges = [
        {
            "id": f"e{number}",
            "fromNode": key[edge.source],
            "toNode": key[edge.target],
            "toEnd": "none" if edge.symmetric else "arrow",
            "label": legible(edge.kind),
        }
        for number, edge in enumerate(context.drawn_edges)
    ]
    cards.sort(key=lambda card: int(card["id"][1:]))
    return _json.file(f'{{"nodes": {_json.lines([*frames, *cards])},\n"edges": {_json.lines(edges)}}}')


def _content(graph: Graph, node: str) -> dict[str, str]:
    kind = graph.nodes[node].get("kind", "note")
    if kind in ("note", "attachment"):
        return {"type": "file", "file": node}
    shown = graph.nodes[node].get("name") or title(graph, node)
    return {"type": "text", "text": f"#{shown}" if kind == "tag" else f"[[{legible(shown)}]]"}


def _across(count: int) -> int:
    """How many cards stand side by side, so that a group is about square."""
    return max(1, ceil(sqrt(count * (CARD_HEIGHT + GAP) / (CARD_WIDTH + GAP))))


def _frames(groups: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Box]:
    """A box for each group, in rows about as wide as all of them are high."""
    sizes = []
    for _, members in groups:
        across = _across(len(members))
        down = ceil(len(members) / across)
        sizes.append((GAP + across * (CARD_WIDTH + GAP), GAP + down * (CARD_HEIGHT + GAP)))
    room = sum((width + GROUP_GAP) * (height + GROUP_GAP) for width, height in sizes)
    widest = max([ceil(sqrt(room)), *(width for width, _ in sizes)])
    x = y = row = 0
    for width, height in sizes:
        if x and x + width > widest:
            x, y, row = 0, y + row + GROUP_GAP, 0
        yield x, y, width, height
        x, row = x + width + GROUP_GAP, max(row, height)
