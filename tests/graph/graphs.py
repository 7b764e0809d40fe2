"""Graphs that follow the model, small enough to check by hand, or as hostile as titles can be."""

import random
from itertools import pairwise

import networkx as nx
from hypothesis import strategies as st

from vaultkit.graph.context import Context, Place

TITLES = {
    "papers/MAE.md": ("Masked Autoencoders Are Scalable Vision Learners", 2022),
    "papers/ConvNeXt V2.md": ("ConvNeXt V2: Co-designing ConvNets with Masked Autoencoders", 2023),
    "papers/DINO.md": ("Emerging Properties in Self-Supervised Vision Transformers", 2021),
    "papers/DINOv2.md": ("DINOv2: Learning Robust Visual Features without Supervision", 2023),
    "papers/MIC.md": ("MIC: Masked Image Consistency for Context-Enhanced Adaptation", 2023),
    "papers/EWC.md": ("Overcoming catastrophic forgetting in neural networks", 2017),
}
HOSTILE = (
    'He said "no" and \\ left',
    "</script><script>alert(1)</script>",
    "a & b < c > d &amp; &lt;i&gt;",
    "bell \x07, escape \x1b[31m, null \x00, delete \x7f",
    "마스크 오토인코더 — 한국어 제목 😀",
    '=HYPERLINK("http://evil.example")',
    "+1 -1 @x",
    "line\nbreak\r\nand\ttab",
    "`code` #tag; %% {curly} [x](y) <b>",
    "right\u202eto left, line\u2028sep, \ufffe, lone \udc80",
    "]]> --> */ $$ ' ''",
    "{{template}} ${dollar} %(percent)s",
    " leading and trailing ",
    "\\",
)


def note(graph, path, **attributes):
    """Adds a note as the builder would; keyword arguments go over the usual attributes."""
    name = path.rpartition("/")[2].removesuffix(".md")
    folder = path.rpartition("/")[0]
    graph.add_node(
        path, **{"kind": "note", "title": name, "name": name, "path": path, "folder": folder, **attributes}
    )


def link(graph, source, target, kind="link", weight=1):
    graph.add_edge(source, target, key=kind, kind=kind, weight=weight, symmetric=kind == "related")


def papers():
    """Six papers and the digest that lists them, one stub, one note that nobody links, one dead link."""
    graph = nx.MultiDiGraph(vault="reading")
    for path, (title, year) in TITLES.items():
        note(graph, path, title=title, year=year, type="paper", authors=["A. Kim", "B. Lee"], tags=["vision"])
    note(graph, "digests/May.md", title="May", type="digest")
    note(graph, "concepts/CLIP.md", title="CLIP", type="concept", stub=True)
    note(graph, "Notes to self.md")
    graph.add_node(
        "unresolved:Flamingo", kind="unresolved", title="Flamingo", name="Flamingo", path="Flamingo"
    )
    for path in TITLES:
        link(graph, path, "digests/May.md", "source")
        link(graph, "digests/May.md", path, "papers")
    link(graph, "papers/MAE.md", "papers/ConvNeXt V2.md", "related")
    link(graph, "papers/ConvNeXt V2.md", "papers/MAE.md", "related")
    link(graph, "papers/DINOv2.md", "papers/DINO.md", "related")
    link(graph, "papers/MIC.md", "papers/MAE.md", "mentions")
    link(graph, "papers/MIC.md", "papers/MAE.md", "link", weight=3)
    link(graph, "papers/DINOv2.md", "concepts/CLIP.md", "mentions")
    link(graph, "papers/MIC.md", "unresolved:Flamingo", "link")
    return graph


def hostile():
    """A chain of notes whose titles, authors and paths hold everything a format may choke on."""
    graph = nx.MultiDiGraph(vault='vault "&<\x01')
    paths = [f"n/{number} {title.replace('/', '_')}.md" for number, title in enumerate(HOSTILE)]
    for path, title in zip(paths, HOSTILE, strict=True):
        note(graph, path, title=title, authors=[title, "Ü. Öz; Jr."], tags=[title], venue=title)
    for source, target in pairwise(paths):
        link(graph, source, target, "related")
        link(graph, target, source, 'odd "kind" <&`\x02')
    return graph


def cloud(count, degree=4, seed=1, groups=8):
    """A seeded graph of ``count`` notes in ``groups`` loose clusters."""
    rng = random.Random(seed)
    graph = nx.MultiDiGraph(vault="cloud")
    paths = [f"papers/{number:05}.md" for number in range(count)]
    for path in paths:
        note(graph, path)
    for number in range(count):
        for _ in range(degree):
            other = rng.randrange(count)
            if rng.random() < 0.8:
                other = other - other % groups + number % groups
            if other < count and other != number:
                link(graph, paths[number], paths[other])
    return graph


def context(graph, **settings):
    """A context whose nodes stand in rows of ten: exporters draw what they are told, wherever it is."""
    places = {node: Place(30 * (i % 10), 30 * (i // 10)) for i, node in enumerate(sorted(graph))}
    return Context(graph, places=places, **settings)


def of(*pairs, kind="link", alone=()):
    """A graph of notes ``a.md``, ``b.md``, … from pairs such as ``"ab"``: a links to b."""
    graph = nx.MultiDiGraph(vault="small")
    for name in sorted({*"".join(pairs), *alone}):
        note(graph, f"{name}.md")
    for source, target in pairs:
        link(graph, f"{source}.md", f"{target}.md", kind)
    return graph


@st.composite
def random_graphs(draw, most=14):
    """Small graphs with links of two kinds, one of them symmetric, self links and notes apart."""
    count = draw(st.integers(1, most))
    ends = st.integers(0, count - 1)
    graph = nx.MultiDiGraph(vault="random")
    for number in range(count):
        note(graph, f"{number:02}.md")
    for source, target, kind, weight in draw(
        st.lists(st.tuples(ends, ends, st.sampled_from(["link", "related"]), st.integers(1, 3)), max_size=30)
    ):
        link(graph, f"{source:02}.md", f"{target:02}.md", kind, weight)
    return graph
