"""One offline HTML page from a graph.

It knows how the parts of the page are joined and kept safe; what the parts do is in ``page.html``,
``page.css`` and ``scripts/``, what they are fed in ``columns.py``.

The page's policy forbids every request and every script but two, named by their hash: a loader of
a few lines, and the program that the loader unpacks (deflate, base64; it is ``scripts/`` joined).
What notes say is in a JSON block, where no character can end the block or start a comment, and
reaches the screen as text only. The same graph and options give the same bytes.
"""

import json
import zlib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any, Literal

from vaultkit.graph.islands import islands
from vaultkit.graph.layout import layout
from vaultkit.graph.viewer.columns import columns

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What the page shows beyond the graph.

    ``title`` stands at the top (default: the vault's name). ``bodies`` maps node ids to Markdown
    that the card shows (``--abstracts``); empty for none. ``redact`` leaves out every word that the
    user wrote. ``hubs`` is how index notes start out. ``seed`` is the layout's.
    """

    title: str = ""
    bodies: Mapping[str, str] = field(default_factory=dict)
    redact: bool = False
    hubs: Literal["show", "fade", "hide"] = "show"
    seed: int = 0


def page(
    graph: "nx.MultiDiGraph[str]",
    options: PageOptions | None = None,
    places: Mapping[str, tuple[float, float]] | None = None,
) -> bytes:
    """The page as UTF-8 bytes.

    Communities are the nodes' ``community`` (int) and ``community_name``; where no node has one,
    each connected component is a community. ``places`` (map units, y downwards) come from
    ``layout`` when they are not given.
    """
    options = options or PageOptions()
    graph = _with_communities(graph)
    communities = {node: facts["community"] for node, facts in graph.nodes(data=True) if "community" in facts}
    if places is None:
        places = layout(graph, communities, options.seed)
    data = columns(graph, places, islands(graph, communities), options.redact) | _heading(graph, options)
    if options.bodies and not options.redact:
        data["abstracts"] = _rendered(sorted(graph), options.bodies)
    program, loader = _program(), _part("loader.js")
    style = " ".join(_part("page.css").split())
    allowed = " ".join(f"'{_fingerprint(script)}'" for script in (loader, program))
    return (
        Template(_part("page.html"))
        .substitute(
            policy=f"default-src 'none'; script-src {allowed}; style-src '{_fingerprint(style)}'; "
            "base-uri 'none'; form-action 'none'",
            title=escape(data["heading"]),
            style=style,
            data=embed(data),
            program=b64encode(zlib.compress(program.encode(), 9)).decode(),
            loader=loader,
        )
        .encode()
    )


def embed(data: Any) -> str:
    """``data`` as JSON that can stand inside a ``script`` element: no ``<``, no U+2028 or U+2029 in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _with_communities(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    if not len(graph) or any("community" in fact for _, fact in graph.nodes(data=True)):
        return graph
    import networkx as nx

    copy = graph.copy()
    parts = sorted(nx.weakly_connected_components(graph), key=lambda part: (-len(part), min(part)))
    for place, part in enumerate(parts):
        nx.set_node_attributes(copy, dict.fromkeys(part, place), "community")
    return copy


def _heading(graph: "nx.MultiDiGraph[str]", options: PageOptions) -> dict[str, Any]:
    vault = "" if options.redact else str(graph.graph.get("vault", ""))
    clean = vault.encode("utf-8", "replace").decode()
    title = options.title.encode("utf-8", "replace").decode()
    return {"vault": clean, "heading": title or clean or "Notes", "hubs": options.hubs}


def _rendered(nodes: list[str], bodies: Mapping[str, str]) -> dict[int, str]:
    from vaultkit.graph.viewer.abstracts import render

    return {place: render(bodies[node]) for place, node in enumerate(nodes) if bodies.get(node, "").strip()}


def _program() -> str:
    names = [part.name for part in (files(__package__) / "scripts").iterdir() if part.name.endswith(".js")]
    ordered = sorted(names, key=lambda name: (name != "data.js", name == "main.js", name))
    joined = "".join(_part(f"scripts/{name}") for name in ordered)
    return "'use strict';{\n" + "\n".join(line.strip() for line in joined.splitlines()) + "\n}\n"


def _part(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _fingerprint(script: str) -> str:
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"
