"""Graphviz's DOT language (https://graphviz.org/doc/info/lang.html), with labels and colours."""

from re import compile as pattern

from vaultkit.graph.context import Context
from vaultkit.graph.exporters._text import flat, legible, one_line, shorten
from vaultkit.graph.model import Graph, Value, title

SUFFIX = ".dot"
_ENTITY = pattern(r"&(?=#?\w+;)")
_SWALLOWING = pattern(r'(?<!\\)((?:\\\\)*)\\(?=["\n]|$)')
_LABEL = 60


def export(graph: Graph, context: Context) -> bytes:
    """A directed graph whose ids are paths; ``label`` is short, ``title`` whole; edges have a ``kind``."""
    lines = [
        f"digraph {_quoted(context.vault)} {{",
        '  graph [layout="sfdp", overlap="prism", splines="true", outputorder="edgesfirst"];',
        '  node [shape="box", style="rounded,filled", fontname="Helvetica", fontcolor="#ffffff"];',
        '  edge [fontname="Helvetica", fontsize="8", color="#00000055"];',
    ]
    for node, row in context.nodes:
        shown: dict[str, Value] = {"label": _label(title(graph, node)), "fillcolor": context.colour(node)}
        # Graphviz calls the id itself `name`.
        shown |= {key: value for key, value in row.items() if key != "name"}
        lines.append(f"  {_quoted(node)} [{_attributes(shown)}];")
    for edge in context.edges:
        about: dict[str, Value] = {"kind": edge.kind, "weight": edge.weight, "symmetric": edge.symmetric}
        if edge.symmetric:
            about["dir"] = "none"
        lines.append(f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [{_attributes(about)}];")
    return "\n".join((*lines, "}", "")).encode()


def _attributes(row: dict[str, Value]) -> str:
    return ", ".join(f"{key}={_quoted(_plain(value))}" for key, value in row.items())


def _plain(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(flat(value))


def _label(words: str) -> str:
    # Labels alone are read for HTML entities and for codes such as `\N`.
    shown = shorten(one_line(words), _LABEL).replace("\\", "\\\\")
    return _ENTITY.sub("&amp;", shown)


def _quoted(value: str) -> str:
    # A backslash stands for itself, but an odd one before a quotation mark or line end would swallow it.
    escaped = _SWALLOWING.sub(r"\1\\\\", legible(value)).replace('"', '\\"')
    return f'"{escaped}"'
