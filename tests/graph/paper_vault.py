"""Made-up graphs in the shape of real paper vaults: fields, digests, stubs, an index note, loners.

Everything comes from one seeded generator, so a graph is the same on each run.
"""

import random

import networkx as nx

FIELDS = (
    ("Masked Image Modeling", "ViT", ("masked", "autoencoder", "image", "patch", "pretraining")),
    ("Diffusion Models", "Diffusion", ("denoising", "latent", "guidance", "score", "sampling")),
    ("Language Model Tuning", "LLM", ("instruction", "adapter", "low-rank", "offsite", "tuning")),
    (
        "Self-Supervised Vision",
        "SSL",
        ("contrastive", "distillation", "self-supervised", "clustering", "views"),
    ),
    ("3D Reconstruction", "NeRF", ("radiance", "gaussian", "splatting", "view", "scene")),
    ("Object Detection", "Detection", ("detection", "anchor", "query", "box", "transformer")),
    ("Vision–Language Alignment", "CLIP", ("caption", "grounding", "zero-shot", "prompt", "alignment")),
    ("Graph Learning", "GNN", ("graph", "message", "node", "link", "spectral")),
    ("Speech and Audio", "Speech", ("speech", "codec", "wave", "speaker", "audio")),
    ("Robot Policies", "Robot", ("policy", "imitation", "manipulation", "world", "control")),
    ("Efficient Inference", "Efficiency", ("quantization", "pruning", "cache", "sparse", "kernel")),
    ("한국어 자연어처리", "Korean", ("한국어", "형태소", "말뭉치", "대화", "번역")),
)
OPENINGS = ("Towards", "Rethinking", "Scaling", "Learning", "Understanding", "On the Limits of", "Unifying")
ENDINGS = ("at Scale", "without Labels", "with Transformers", "in the Wild", "from Noisy Data", "Made Simple")
SHORT = ("MAE", "DINO", "Mask", "Flow", "Swin", "Prism", "Atlas", "Lumen", "Quill", "Nova", "Orbit", "Sable")
PEOPLE = (
    "Kaiming He",
    "Jiho Park",
    "Ana Souza",
    "Wei Chen",
    "Minji Kim",
    "Léa Grégoire",
    "T. Okada",
    "R. Iyer",
)
VENUES = ("CVPR", "ICCV", "NeurIPS", "ICLR", "ICML", "ACL", "ECCV")


def paper_vault(count: int, seed: int = 1, index_links: int = 0) -> "nx.MultiDiGraph[str]":
    """About ``count`` notes; with ``index_links`` > 0 an index note that links that many of them."""
    chance = random.Random(seed)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(vault="Papers")
    fields = FIELDS[: max(2, min(len(FIELDS), count // 25 + 2))]
    weights = [1 / (place + 1.5) for place in range(len(fields))]
    loners = count // 40
    papers: list[list[str]] = [[] for _ in fields]
    for number in range(count - loners - len(fields) - count // 60):
        field = chance.choices(range(len(fields)), weights)[0]
        papers[field].append(_paper(graph, chance, number, field, count))
    for field, own in enumerate(papers):
        _links(graph, chance, own, papers, field)
    _digests(graph, chance, papers, max(1, count // 60))
    for field, (name, _, _) in enumerate(fields):
        path = f"concepts/{name}.md"
        graph.add_node(path, kind="note", title=name, name=name, path=path, type="concept", stub=field % 3 == 0,
                       folder="concepts", community=field, community_name=name)  # fmt: skip
        for paper in chance.sample(papers[field], min(len(papers[field]), 6)):
            graph.add_edge(paper, path, "mentions", kind="mentions", weight=1, symmetric=False)
    for number in range(loners):
        path = f"inbox/Loose note {number}.md"
        graph.add_node(path, kind="note", title=f"Loose note {number}", name=f"Loose note {number}", path=path,
                       folder="inbox", stub=False)  # fmt: skip
    if index_links:
        everyone = [path for path in graph if graph.nodes[path].get("type") == "paper"]
        graph.add_node("Index.md", kind="note", title="Index of papers", name="Index", path="Index.md", folder="",
                       stub=False, community=0, community_name=fields[0][0])  # fmt: skip
        for path in sorted(chance.sample(everyone, min(index_links, len(everyone)))):
            graph.add_edge("Index.md", path, "link", kind="link", weight=1, symmetric=False)
    top = max((degree for _, degree in graph.degree()), default=1)
    for path, degree in graph.degree():
        graph.nodes[path].setdefault("community", len(fields) + 1)
        graph.nodes[path]["pagerank"] = (1 + graph.in_degree(path)) / (2 * count)
        graph.nodes[path]["betweenness"] = (degree / top) ** 2
    return graph


def _paper(graph: "nx.MultiDiGraph[str]", chance: random.Random, number: int, field: int, count: int) -> str:
    name, tag, words = FIELDS[field]
    one, other = chance.sample(words, 2)
    if field == 11:
        title = f"{one} {other} 연구 {number}"
    elif chance.random() < 0.3:
        title = f"{chance.choice(SHORT)} v{number}: {one.title()} {other.title()} {chance.choice(ENDINGS)}"
    else:
        title = f"{chance.choice(OPENINGS)} {one.title()} {other.title()} {chance.choice(ENDINGS)} {number}"
    short = title.partition(":")[0]
    path = f"papers/{short}.md"
    graph.add_node(path, kind="note", title=title, name=short, path=path, type="paper", stub=False,
                   year=min(2024, 2012 + int(13 * chance.random() ** 0.5)), venue=chance.choice(VENUES),
                   authors=chance.sample(PEOPLE, 2), tags=[tag, chance.choice(("to-read", "seminal", "method"))],
                   folder="papers", status=chance.choice(("read", "unread", "skimmed")),
                   community=field, community_name=name)  # fmt: skip
    return path


def _links(
    graph: "nx.MultiDiGraph[str]", chance: random.Random, own: list[str], papers: list[list[str]], field: int
) -> None:
    for place, path in enumerate(own):
        for _ in range(chance.choice((1, 2, 2, 3))):
            if place:
                circle = range(place % 7, place, 7) if chance.random() < 0.8 and place > 7 else range(place)
                older = own[circle[int(len(circle) * chance.random() ** 2)]]
                kind = chance.choice(("related", "mentions"))
                graph.add_edge(
                    path, older, kind, kind=kind, weight=chance.choice((1, 1, 2)), symmetric=kind == "related"
                )
        if chance.random() < 0.25:
            near = (field + chance.choice((1, 1, 1, 2, 5))) % len(papers)
            if papers[near]:
                other = papers[near][int(len(papers[near]) * chance.random() ** 2)]
                if other != path:
                    graph.add_edge(path, other, "link", kind="link", weight=1, symmetric=False)


def _digests(
    graph: "nx.MultiDiGraph[str]", chance: random.Random, papers: list[list[str]], number: int
) -> None:
    everyone = [path for own in papers for path in own]
    for turn in range(number):
        name = f"HotPapers_{turn:03}"
        path = f"digests/{name}.md"
        own = chance.sample(everyone, min(len(everyone), 12))
        field = graph.nodes[own[0]]["community"]
        graph.add_node(path, kind="note", title=name, name=name, path=path, type="digest", stub=False, folder="digests",
                       community=field, community_name=FIELDS[field][0])  # fmt: skip
        for paper in own:
            graph.add_edge(paper, path, "source", kind="source", weight=1, symmetric=False)
        ghost = f"unresolved:Lost paper {turn}"
        graph.add_node(ghost, kind="unresolved", title=f"Lost paper {turn}", name=f"Lost paper {turn}", community=field,
                       community_name=FIELDS[field][0])  # fmt: skip
        graph.add_edge(path, ghost, "link", kind="link", weight=1, symmetric=False)
