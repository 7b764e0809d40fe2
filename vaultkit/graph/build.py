"""A vault becomes a graph: which notes, which links, and of what kind.

What a property's links mean is said by the schemas' annotations, which are passed in as relations;
without one a property's link is of kind ``link``. Knows nothing of measures or pictures.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx

from vaultkit.config import Config
from vaultkit.graph.model import Graph, Value
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import fold
from vaultkit.vault.schema import annotations, load_schema
from vaultkit.vault.vault import LinkInfo, Vault


class Relation(NamedTuple):
    """What the links of one property mean: the kind of their edges, and whether they hold both ways."""

    kind: str
    symmetric: bool = False


Relations = Callable[[Note], Mapping[str, Relation]]
"""For a note, the relation of each of its properties that has one."""


class Options(NamedTuple):
    """What goes into a graph beside notes and the links between them."""

    unresolved: bool = True
    attachments: bool = False
    tags: bool = False


DEFAULT = Options()


SHIPPED = ("paper", "digest", "concept")


def relations(config: Config, root: Path) -> Relations:
    """What ``config`` says of the properties of each note, by the annotations of its schema.

    A note without a schema is read as the shipped ones together say. Raises ``VaultkitError`` when a
    note is met whose schema in the vault at ``root`` cannot be read.
    """

    @cache
    def of_schema(reference: str) -> Mapping[str, Relation]:
        return {
            name: Relation(about["relation"], about.get("symmetric", False))
            for name, about in annotations(load_schema(reference, root)).items()
            if "relation" in about
        }

    shipped = {name: relation for schema in SHIPPED for name, relation in of_schema(schema).items()}

    def of_note(note: Note) -> Mapping[str, Relation]:
        reference = config.schema_for(note.path, note.properties)
        return of_schema(reference) if reference is not None else shipped

    return of_note


def build(vault: Vault, options: Options = DEFAULT, meaning: Relations | None = None) -> Graph:
    """The graph of ``vault``: notes in the order of paths, then what they lead to.

    ``meaning`` gives the relations of each note's properties (see ``relations``); without it the
    shipped schemas do.

    A note with the property ``graph: false`` is left out, and so are links from it and to it. A link
    from a note to itself is no edge, nor is a reference link, as in the app. A broken heading or
    block does not break the edge. A note that cannot be read (``vault.unreadable``) is a node without
    links out.
    """
    graph: Graph = nx.MultiDiGraph(vault=vault.name)
    kept = []
    hidden = set()
    for path in vault.note_paths:
        note = vault.note(path)
        if note is None:
            graph.add_node(path, **_file("note", path, path.rpartition("/")[2][:-3]))
        elif note.properties.get("graph") is False:
            hidden.add(path)
        else:
            kept.append(note)
            graph.add_node(path, **_described(note))
    of_note = meaning or relations(Config(), vault.root)
    unresolved: dict[str, str] = {}
    for note in kept:
        related = of_note(note)
        for info in vault.links(note.path):
            if info.status == "external" or info.link.kind == "reference" or info.path in hidden:
                continue
            if info.path is None:
                target = _unresolved(graph, info, unresolved) if options.unresolved else None
            else:
                target = _existing(graph, info.path, options)
            if target is not None and target != note.path:
                _link(graph, note.path, target, _relation(info, related))
        if options.tags:
            for tag in note.tags:
                _link(graph, note.path, _tag(graph, tag), Relation("tag"))
    return graph


def _described(note: Note) -> dict[str, Value]:
    """The attributes of a note that are known; a value of a type that was not asked for is not known."""
    properties = note.properties
    found = _file("note", note.path, note.name) | {"title": note.title}
    for key in ("type", "venue", "status"):
        value = properties.get(key)
        if isinstance(value, str) and value:
            found[key] = value
    if properties.get("stub") is True:
        found["stub"] = True
    year = _year(properties.get("year"))
    if year is not None:
        found["year"] = year
    authors = properties.get("authors")
    names = [authors] if isinstance(authors, str) else authors if isinstance(authors, list) else []
    listed = [name for name in names if isinstance(name, str) and name]
    if listed:
        found["authors"] = listed
    if note.tags:
        found["tags"] = list(note.tags)
    return found


def _year(value: Any) -> int | None:
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdecimal():
        value = int(value) if len(value.strip()) == 4 else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10000 else None


def _existing(graph: Graph, path: str, options: Options) -> str | None:
    """The node of the file at ``path``, added when it is an attachment that was asked for."""
    if path not in graph:
        if not options.attachments:
            return None
        graph.add_node(path, **_file("attachment", path, path.rpartition("/")[2]))
    return path


def _unresolved(graph: Graph, info: LinkInfo, known: dict[str, str]) -> str:
    linkpath = info.link.target.removesuffix(".md")
    # The app takes `[[clip]]` and `[[CLIP]]` for one note that is still to be written.
    key = fold(linkpath)
    if key not in known:
        known[key] = f"unresolved:{linkpath}"
        name = linkpath.rpartition("/")[2] or linkpath
        graph.add_node(known[key], kind="unresolved", title=name, name=name, path=linkpath)
    return known[key]


def _file(kind: str, path: str, name: str) -> dict[str, Value]:
    return {"kind": kind, "title": name, "name": name, "path": path, "folder": path.rpartition("/")[0]}


def _tag(graph: Graph, tag: str) -> str:
    node = f"tag:{fold(tag)}"
    if node not in graph:
        graph.add_node(node, kind="tag", title=f"#{tag}", name=tag)
    return node


def _relation(info: LinkInfo, meaning: Mapping[str, Relation]) -> Relation:
    if info.link.key is not None:
        return meaning.get(str(info.link.key[0]), Relation("link"))
    return Relation("embed" if info.link.embed else "link")


def _link(graph: Graph, source: str, target: str, relation: Relation) -> None:
    kind = relation.kind
    if graph.has_edge(source, target, key=kind):
        graph.edges[source, target, kind]["weight"] += 1
    else:
        graph.add_edge(source, target, key=kind, kind=kind, weight=1, symmetric=relation.symmetric)
