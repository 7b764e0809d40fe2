"""A picture of the map as SVG 1.1, with labels and a legend, that prints and scales."""

from collections import Counter
from collections.abc import Iterator
from math import sqrt
from unicodedata import east_asian_width

from vaultkit.graph.context import Context, Place
from vaultkit.graph.exporters._text import one_line, shorten
from vaultkit.graph.exporters._xml import file, tag, text
from vaultkit.graph.model import Graph, title

SUFFIX = ".svg"
_FONT = "Inter, 'Helvetica Neue', Arial, 'Noto Sans CJK KR', 'Apple SD Gothic Neo', sans-serif"
_INK, _PAPER, _FAINT = "#22262b", "#fdfcf9", "#8d9399"
_LABELS = 90

Box = tuple[float, float, float, float]


def export(graph: Graph, context: Context) -> bytes:
    """Links under discs under labels; each disc has its title as a tooltip; the legend names the colours."""
    left, top, right, bottom = _bounds(context)
    scale = max(1.0, sqrt((right - left) * (bottom - top)) / 1100)
    size = round(12 * scale, 1)
    legend, width, height = _legend(context, size)
    margin = 3 * size
    box = (
        left - margin,
        top - margin - 3 * size,
        right - left + 2 * margin + width,
        max(bottom - top + 2 * margin + 3 * size, height + 5 * size),
    )
    counts = f"{_count(len(graph), 'node')}, {_count(len(context.drawn_edges), 'link')}"
    heading = tag(
        "text", text(one_line(context.vault)), x=_r(left), y=_r(top - 2.6 * size), font_size=_r(1.8 * size)
    ) + tag("text", counts, x=_r(left), y=_r(top - 1 * size), font_size=size, fill=_FAINT)
    body = (
        tag("title", text(context.vault)),
        tag("rect", x=_r(box[0]), y=_r(box[1]), width=_r(box[2]), height=_r(box[3]), fill=_PAPER),
        tag("g", "\n", *_links(context), fill="none", stroke_opacity=0.28, stroke_width=_r(0.9 * scale)),
        tag("g", "\n", *_discs(graph, context, scale), stroke=_PAPER, stroke_width=_r(1.2 * scale)),
        tag(
            "g", "\n", *_labels(graph, context, size),
            font_size=size, stroke=_PAPER, stroke_width=_r(size / 4), paint_order="stroke",
        ),
        heading,
        tag("g", "\n", *legend, transform=f"translate({_r(right + margin)} {_r(top)})", font_size=size),
    )  # fmt: skip
    return file(
        tag(
            "svg", "\n", *(f"{part}\n" for part in body),
            xmlns="http://www.w3.org/2000/svg", viewBox=" ".join(map(str, map(_r, box))),
            width=_r(box[2]), height=_r(box[3]), font_family=_FONT, fill=_INK, role="img",
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


def _discs(graph: Graph, context: Context, scale: float) -> Iterator[str]:
    for node in sorted(graph, key=lambda node: (-context.radius[node], node)):
        x, y = context.places[node]
        data = graph.nodes[node]
        look = {"fill": context.colour(node)}
        if data.get("stub") or data.get("kind", "note") != "note":
            # What is not yet written is an empty ring.
            look = {"fill": _PAPER, "stroke": context.colour(node)}
        shown = tag("title", text(title(graph, node)))
        yield tag("circle", shown, cx=_r(x), cy=_r(y), r=_r(context.radius[node] * 0.8), **look) + "\n"


def _labels(graph: Graph, context: Context, size: float) -> Iterator[str]:
    """Titles of the highest ranked nodes, each where it covers no other label and no larger disc."""
    ranked = sorted(graph, key=lambda node: (-context.pagerank[node], node))
    taken: list[Box] = []
    shown = 0
    for node in ranked:
        if shown == _LABELS:
            return
        name = shorten(one_line(title(graph, node)), 34)
        spot = _free(context.places[node], context.radius[node] * 0.8, _width(name, size), size, taken)
        if spot is None:
            continue
        taken.append(spot)
        shown += 1
        yield tag("text", text(name), x=_r(spot[0]), y=_r(spot[3] - 0.25 * size)) + "\n"


def _free(place: Place, radius: float, width: float, height: float, taken: list[Box]) -> Box | None:
    """A box for a label right, left, above or below the disc, or None when all four are taken."""
    x, y = place
    gap = radius + height / 4
    corners = (
        (x + gap, y - height / 2),
        (x - gap - width, y - height / 2),
        (x - width / 2, y - gap - height),
        (x - width / 2, y + gap),
    )
    for left, top in corners:
        box = (left, top, left + width, top + height)
        if not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for other in taken
        ):
            return box
    return None


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
