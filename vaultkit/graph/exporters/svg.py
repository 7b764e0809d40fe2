"""A picture of the map as SVG 1.1, with labels and a legend, that prints and scales."""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import sqrt
from typing import NamedTuple
from unicodedata import east_asian_width

from vaultkit.graph.context import Context
from vaultkit.graph.exporters._text import one_line, shorten
from vaultkit.graph.exporters._xml import file, tag, text
from vaultkit.graph.model import Graph, title

SUFFIX = ".svg"
_FONT = "Inter, 'Helvetica Neue', Arial, 'Noto Sans CJK KR', 'Apple SD Gothic Neo', sans-serif"
_INK, _PAPER, _FAINT = "#22262b", "#fdfcf9", "#8d9399"
_LABELS, _CLEAR = 90, 60

Box = tuple[float, float, float, float]


class Label(NamedTuple):
    """A title and the box that it fills: left, top, right, bottom."""

    name: str
    box: Box


def export(graph: Graph, context: Context) -> bytes:
    """Links under discs under labels; each disc has its title as a tooltip; the legend names the colours."""
    left, top, right, bottom = _bounds(context)
    # Map units in one pixel: a small vault is drawn larger, a large one with smaller discs.
    scale = min(max(sqrt((right - left) * (bottom - top)) / 1000, 0.4), 4.0)
    size = 12 * scale
    discs = {node: radius * min(max(scale, 0.5), 1.0) for node, radius in context.radius.items()}
    labels = list(_labels(graph, context, discs, size))
    left = min([left, *(label.box[0] for label in labels)])
    right = max([right, *(label.box[2] for label in labels)])
    top = min([top, *(label.box[1] for label in labels)])
    bottom = max([bottom, *(label.box[3] for label in labels)])
    legend, width, height = _legend(context, size)
    margin, head = 3 * size, 4 * size
    box = (
        left - margin,
        top - margin - head,
        right - left + 3 * margin + width,
        max(bottom - top, height) + 2 * margin + head,
    )
    counts = f"{_count(len(graph), 'node')}, {_count(len(context.drawn_edges), 'link')}"
    name = one_line(context.vault)
    parts = (
        tag("title", text(name)),
        tag("rect", x=_r(box[0]), y=_r(box[1]), width=_r(box[2]), height=_r(box[3]), fill=_PAPER),
        tag("g", "\n", *_links(context), fill="none", stroke_opacity=0.3, stroke_width=_r(0.8 * scale)),
        tag("g", "\n", *_discs(graph, context, discs), stroke=_PAPER, stroke_width=_r(1.2 * scale)),
        tag(
            "g", "\n", *(_label(label, size) for label in labels),
            font_size=_r(size), stroke=_PAPER, stroke_width=_r(size / 4), paint_order="stroke",
        ),
        tag("text", text(name), x=_r(left), y=_r(top - head + size), font_size=_r(1.8 * size)),
        tag("text", counts, x=_r(left), y=_r(top - head + 2.6 * size), font_size=_r(size), fill=_FAINT),
        tag(
            "g", "\n", *legend,
            transform=f"translate({_r(right + margin)} {_r(top)})", font_size=_r(size),
        ),
    )  # fmt: skip
    return file(
        tag(
            "svg", "\n", *(f"{part}\n" for part in parts),
            xmlns="http://www.w3.org/2000/svg", viewBox=" ".join(str(_r(side)) for side in box),
            width=_r(box[2] / scale), height=_r(box[3] / scale), font_family=_FONT, fill=_INK, role="img",
        )
    )  # fmt: skip


def _links(context: Context) -> Iterator[str]:
    """One path for the links of each colour: those inside a community take its colour, the rest grey."""
    paths: dict[str, list[str]] = {}
    for edge in context.drawn_edges:
        (x1, y1), (x2, y2) = context.places[edge.source], context.places[edge.target]
        colour = context.colour(edge.source)
        if colour != context.colour(edge.target):
            colour = _FAINT
        paths.setdefault(colour, []).append(f"M{_r(x1)} {_r(y1)}L{_r(x2)} {_r(y2)}")
    for colour in sorted(paths):
        yield tag("path", d="".join(paths[colour]), stroke=colour) + "\n"


def _discs(graph: Graph, context: Context, radius: Mapping[str, float]) -> Iterator[str]:
    for node in sorted(graph, key=lambda node: (-radius[node], node)):
        x, y = context.places[node]
        data = graph.nodes[node]
        look = {"fill": context.colour(node)}
        if data.get("stub") or data.get("kind", "note") != "note":
            # What is not yet written is an empty ring.
            look = {"fill": _PAPER, "stroke": context.colour(node)}
        shown = tag("title", text(title(graph, node)))
        yield tag("circle", shown, cx=_r(x), cy=_r(y), r=_r(radius[node]), **look) + "\n"


def _labels(graph: Graph, context: Context, radius: Mapping[str, float], size: float) -> Iterator[Label]:
    """Names of the highest ranked nodes, each where it covers no other label and no large disc."""
    ranked = sorted(graph, key=lambda node: (-context.pagerank[node], node))[: 4 * _LABELS]
    places = [(*context.places[node], radius[node]) for node in ranked[:_CLEAR]]
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for x, y, r in places]
    shown = 0
    for node in ranked:
        x, y = context.places[node]
        name = shorten(one_line(_short(graph, node)), 34)
        box = _free(taken, x, y, radius[node], _width(name, size), size)
        if box is not None:
            taken.append(box)
            shown += 1
            yield Label(name, box)
        if shown == _LABELS:
            return


def _short(graph: Graph, node: str) -> str:
    """The file name when it is shorter than the title: `MAE`, as the app's own map has it."""
    whole = title(graph, node)
    return str(min(graph.nodes[node].get("name") or whole, whole, key=len))


def _free(taken: list[Box], x: float, y: float, radius: float, width: float, height: float) -> Box | None:
    """A box for a label right, left, above or below its disc, or None when all four are taken."""
    gap = radius + height / 3
    corners = (
        (x + gap, y - height / 2),
        (x - gap - width, y - height / 2),
        (x - width / 2, y - gap - height),
        (x - width / 2, y + gap),
    )
    for left, top in corners:
        right, bottom = left + width, top + height
        if not any(left < box[2] and box[0] < right and top < box[3] and box[1] < bottom for box in taken):
            return left, top, right, bottom
    return None


def _label(label: Label, size: float) -> str:
    return tag("text", text(label.name), x=_r(label.box[0]), y=_r(label.box[3] - 0.2 * size)) + "\n"


def _legend(context: Context, size: float) -> tuple[list[str], float, float]:
    """The rows of the legend, its width and its height."""
    rows = context.legend
    lines = []
    widest = 0.0
    for number, (colour, name, count) in enumerate(rows):
        y = (number * 1.9 + 1) * size
        shown = shorten(one_line(name), 44)
        widest = max(widest, _width(f"{shown}  {count:,}", size))
        amount = tag("tspan", f"{count:,}", fill=_FAINT, dx=_r(0.6 * size))
        lines.append(
            tag("circle", cx=_r(0.5 * size), cy=_r(y), r=_r(0.5 * size), fill=colour)
            + tag("text", text(shown), amount, x=_r(1.6 * size), y=_r(y + 0.35 * size))
            + "\n"
        )
    return lines, widest + 4 * size, (len(rows) * 1.9 + 2) * size


def _bounds(context: Context) -> Box:
    points = [(*context.places[node], context.radius[node]) for node, _ in context.nodes] or [(0.0, 0.0, 1.0)]
    return (
        min(x - radius for x, _, radius in points),
        min(y - radius for _, y, radius in points),
        max(x + radius for x, _, radius in points),
        max(y + radius for _, y, radius in points),
    )


def _width(words: str, size: float) -> float:
    """About how wide ``words`` are in a sans-serif face."""
    wide = Counter(east_asian_width(sign) in "WF" for sign in words)
    return size * (wide[True] + 0.54 * wide[False])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _r(number: float) -> float | int:
    rounded = round(number, 1) + 0.0
    return int(rounded) if rounded == int(rounded) else rounded
