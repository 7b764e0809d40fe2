"""A Cypher script for Neo4j: run it with ``cypher-shell -f``, as often as you like.

Nodes get the label ``Note``, ``Attachment``, ``Unresolved`` or ``Tag``, and the property ``id``;
relationships get their kind in capitals. Running it again updates what is there and adds no double.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from re import sub

from vaultkit.graph.context import Context
from vaultkit.graph.exporters._text import legible
from vaultkit.graph.model import Graph, Value

SUFFIX = ".cypher"
_BATCH = 500


def export(graph: Graph, context: Context) -> bytes:
    """Constraint, nodes and relationships, a few hundred to a statement."""
    lines = ["CREATE CONSTRAINT vaultkit_id IF NOT EXISTS FOR (n:Vaultkit) REQUIRE n.id IS UNIQUE;"]
    kinds = sorted({str(row.get("kind", "note")) for _, row in context.nodes})
    for kind in kinds:
        rows: Iterable[Mapping[str, Value]] = (
            {"id": node, **row} for node, row in context.nodes if row.get("kind", "note") == kind
        )
        label = kind.capitalize()
        lines += _statements(rows, f"MERGE (n:Vaultkit {{id: row.id}}) SET n:{_name(label)}, n += row;")
    by_kind = sorted(context.edges, key=lambda edge: edge.kind)
    for kind, group in groupby(by_kind, key=lambda edge: edge.kind):
        ends: Iterable[Mapping[str, Value]] = (
            {"a": edge.source, "b": edge.target, "weight": edge.weight, "symmetric": edge.symmetric}
            for edge in group
        )
        lines += _statements(
            ends,
            "MATCH (a:Vaultkit {id: row.a}) MATCH (b:Vaultkit {id: row.b}) "
            f"MERGE (a)-[r:{_name(kind.upper())} {{kind: {_literal(kind)}}}]->(b) "
            "SET r.weight = row.weight, r.symmetric = row.symmetric;",
        )
    return "\n".join((*lines, "")).encode()


def _statements(rows: Iterable[Mapping[str, Value]], action: str) -> Iterator[str]:
    maps = [f"{{{', '.join(f'{key}: {_literal(value)}' for key, value in row.items())}}}" for row in rows]
    for first in range(0, len(maps), _BATCH):
        body = ",\n".join(maps[first : first + _BATCH])
        yield f"UNWIND [\n{body}\n] AS row\n{action}"


def _name(word: str) -> str:
    """``word`` as a label or type: what is neither letter, digit nor ``_`` becomes ``_``."""
    safe = sub(r"\W", "_", word)
    return f"`{safe}`" if safe else "`_`"


def _literal(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    escaped = legible(value).replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return "'" + escaped.replace("\r", "\\r").replace("\t", "\\t") + "'"
