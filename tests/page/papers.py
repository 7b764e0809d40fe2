"""A small vault that one can keep in mind: two fields, a digest, a stub, a lost link, a note apart."""

import networkx as nx

from vaultkit.graph.viewer.html import PageOptions, page

VISION = {
    "MAE": ("MAE: Masked Autoencoders", 2022, ["Kaiming He"], "CVPR"),
    "ConvNeXt V2": ("ConvNeXt V2: ConvNets with Masking", 2023, ["Sanghyun Woo"], "CVPR"),
    "DINO": ("DINO: Emerging Properties", 2021, ["Mathilde Caron"], "ICCV"),
    "DINOv2": ("DINOv2: Robust Features", 2023, ["Maxime Oquab", "Timothée Darcet"], "TMLR"),
    "iBOT": ("iBOT: Image Tokens", 2021, ["Jinghao Zhou"], "ICLR"),
}
LANGUAGE = {
    "LoRA": ("LoRA: Low-Rank Adaptation", 2021, ["Edward Hu"], "ICLR"),
    "QLoRA": ("QLoRA: Quantized Tuning", 2023, ["Tim Dettmers"], "NeurIPS"),
    "Offsite": ("Offsite-Tuning", 2023, ["Guangxuan Xiao"], ""),
    "어댑터": ("어댑터: 한국어 조정", 2020, ["박지호"], "ACL"),
}
LINKS = (
    ("MAE", "ConvNeXt V2", "related"), ("DINO", "DINOv2", "related"), ("iBOT", "DINO", "related"),
    ("ConvNeXt V2", "MAE", "mentions"), ("DINOv2", "iBOT", "mentions"), ("iBOT", "MAE", "mentions"),
    ("QLoRA", "LoRA", "related"), ("Offsite", "LoRA", "mentions"), ("어댑터", "LoRA", "related"), ("QLoRA", "어댑터", "mentions"),
    ("Offsite", "MAE", "link"),
)  # fmt: skip


def papers() -> "nx.MultiDiGraph[str]":
    """13 notes and 18 links: five papers on vision, four on language, and what hangs on them."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(vault="Lab notes")
    for number, (field, own) in enumerate((("Vision", VISION), ("Language", LANGUAGE))):
        for name, (title, year, authors, venue) in own.items():
            path = f"papers/{name}.md"
            graph.add_node(path, kind="note", title=title, name=name, path=path, type="paper", stub=False, year=year, authors=authors,
                           tags=[field.lower(), "read-me"], folder="papers", status="read" if year < 2023 else "unread",
                           community=number, community_name=field)  # fmt: skip
            if venue:
                graph.nodes[path]["venue"] = venue
    other: dict[str, dict[str, object]] = {
        "digests/May.md": {
            "kind": "note",
            "title": "May digest",
            "name": "May",
            "type": "digest",
            "folder": "digests",
            "community": 0,
        },
        "concepts/Masking.md": {
            "kind": "note",
            "title": "Masking",
            "name": "Masking",
            "type": "concept",
            "folder": "concepts",
            "stub": True,
            "community": 0,
        },
        "unresolved:Flamingo": {
            "kind": "unresolved",
            "title": "Flamingo",
            "name": "Flamingo",
            "path": "Flamingo",
            "community": 1,
        },
        "Loose end.md": {"kind": "note", "title": "Loose end", "name": "Loose end", "folder": ""},
    }
    for node, facts in other.items():
        graph.add_node(node, **{"path": node, "stub": False} | facts)
    for one, target, kind in LINKS:
        _link(graph, f"papers/{one}.md", f"papers/{target}.md", kind)
    for name in ("MAE", "DINO", "iBOT", "LoRA"):
        _link(graph, f"papers/{name}.md", "digests/May.md", "source")
    for name in ("MAE", "ConvNeXt V2"):
        _link(graph, f"papers/{name}.md", "concepts/Masking.md", "mentions")
    _link(graph, "papers/Offsite.md", "unresolved:Flamingo", "link")
    for node, degree in graph.degree():
        graph.nodes[node].update(pagerank=0.01 + degree / 100, betweenness=degree / 50)
    return graph


def _link(graph: "nx.MultiDiGraph[str]", source: str, target: str, kind: str) -> None:
    graph.add_edge(source, target, kind, kind=kind, weight=1, symmetric=kind == "related")


def papers_page(**options: object) -> bytes:
    return page(papers(), PageOptions(**options))  # type: ignore[arg-type]
