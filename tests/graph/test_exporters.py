"""Every format gives back every node, edge and title to a reader that is not ours."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import tries
from tests.graph import graphs
from vaultkit import registry
from vaultkit.graph.exporters._text import distinct, legible, one_line, shorten

SHELF = "vaultkit.graph.exporters"
FORMATS = registry.names(SHELF)
XML_FORMATS = ("gexf", "graphml", "svg")
JSON_FORMATS = ("canvas", "cyjs", "jgf", "json")


def export(name, graph, **settings):
    return registry.load(SHELF, name).export(graph, graphs.context(graph, **settings))


def titles(graph):
    return {legible(data["title"]) for _, data in graph.nodes(data=True)}


def kinds(graph):
    """Each edge as the titles of its ends and its kind, in legible signs."""
    title = graph.nodes(data="title")
    return sorted(
        (legible(title[source]), legible(title[target]), legible(kind))
        for source, target, kind in graph.edges(keys=True)
    )


@pytest.fixture(params=["papers", "hostile", "empty"])
def graph(request):
    return {"papers": graphs.papers, "hostile": graphs.hostile, "empty": nx.MultiDiGraph}[request.param]()


def test_the_shelf_holds_the_promised_formats():
    assert FORMATS == (
        "canvas", "csv", "cyjs", "dot", "gexf", "graphml", "jgf", "json", "mermaid", "neo4j", "svg",
    )  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_a_suffix_belongs_to_one_format(name):
    suffixes = [registry.load(SHELF, other).SUFFIX for other in FORMATS]
    assert suffixes.count(registry.load(SHELF, name).SUFFIX) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_in_which_a_vault_was_read_changes_no_byte(name, graph):
    turned = nx.MultiDiGraph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert export(name, turned) == export(name, graph)


def test_the_hash_seed_changes_no_byte():
    program = (
        "import hashlib\n"
        "from tests.graph import graphs\n"
        "from tests.graph.test_exporters import FORMATS, export\n"
        "made = [export(name, graph()) for name in FORMATS for graph in (graphs.papers, graphs.hostile)]\n"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_utf_8(name, graph):
    made = export(name, graph)
    for data in [made] if isinstance(made, bytes) else made.values():
        data.decode()


# JSON formats


def test_networkx_reads_json_whole(graph):
    back = nx.node_link_graph(json.loads(export("json", graph)), edges="edges")
    assert set(back) == set(graph)
    assert sorted(back.edges(keys=True)) == sorted(graph.edges(keys=True))
    for node, data in graph.nodes(data=True):
        assert {key: back.nodes[node][key] for key in data} == data
    for source, target, kind, data in graph.edges(keys=True, data=True):
        assert back.edges[source, target, kind] == data


def test_json_carries_the_measures(papers):
    back = nx.node_link_graph(json.loads(export("json", papers)), edges="edges")
    assert back.nodes["papers/MAE.md"]["links_in"] == 3
    assert back.nodes["papers/MIC.md"]["links_out"] == 3
    assert "community" not in back.nodes["Notes to self.md"]
    assert abs(sum(rank for _, rank in back.nodes(data="pagerank")) - 1) < 1e-6


def test_networkx_reads_cytoscape_whole(graph):
    back = nx.cytoscape_graph(json.loads(export("cyjs", graph)))
    assert set(back) == set(graph)
    assert {data["name"] for _, data in back.nodes(data=True)} == {t for _, t in graph.nodes(data="title")}
    assert sorted(back.edges(keys=True)) == sorted(graph.edges(keys=True))


def test_json_graph_format_has_every_node_and_edge(graph):
    found = json.loads(export("jgf", graph))["graph"]
    assert {node: about["label"] for node, about in found["nodes"].items()} == dict(graph.nodes(data="title"))
    assert sorted((e["source"], e["target"], e["relation"]) for e in found["edges"]) == sorted(
        graph.edges(keys=True)
    )
    assert all(set(node) <= {"label", "metadata"} for node in found["nodes"].values())


@pytest.mark.parametrize("name", JSON_FORMATS)
def test_json_writes_korean_as_korean(name, hostile):
    assert "마스크 오토인코더".encode() in export(name, hostile)


# JSON Canvas


def test_a_canvas_keeps_to_the_json_canvas_specification(graph):
    canvas = json.loads(export("canvas", graph))
    wanted = {"text": {"text"}, "file": {"file"}, "group": {"label"}}
    common = {"id", "type", "x", "y", "width", "height", "color"}
    for node in canvas["nodes"]:
        assert set(node) == common | wanted[node["type"]]
        assert all(isinstance(node[key], int) for key in ("x", "y", "width", "height"))
    ids = {node["id"] for node in canvas["nodes"]}
    assert len(ids) == len(canvas["nodes"])
    for edge in canvas["edges"]:
        assert {edge["fromNode"], edge["toNode"]} <= ids
        assert edge["toEnd"] in ("none", "arrow")
    assert len({edge["id"] for edge in canvas["edges"]} | ids) == len(ids) + len(canvas["edges"])


def test_a_foreign_canvas_reader_reads_it(papers):
    reader = pytest.importorskip("pyjsoncanvas")
    canvas = reader.Canvas.from_json(export("canvas", papers).decode())
    assert {node.file for node in canvas.nodes if getattr(node, "file", None)} == {
        node for node in papers if not node.startswith("unresolved:")
    }


def test_a_canvas_shows_every_note_as_a_file_in_the_frame_of_its_community(papers):
    canvas = json.loads(export("canvas", papers))
    frames = [node for node in canvas["nodes"] if node["type"] == "group"]
    cards = [node for node in canvas["nodes"] if node["type"] != "group"]
    assert sorted(card["file"] for card in cards if card["type"] == "file") == sorted(
        node for node in papers if node.endswith(".md")
    )
    assert [card["text"] for card in cards if card["type"] == "text"] == ["[[Flamingo]]"]
    for card in cards:
        assert sum(_inside(card, frame) for frame in frames) == 1


def test_nothing_overlaps_on_a_canvas():
    canvas = json.loads(export("canvas", graphs.cloud(300)))
    for kind in ("group", "file"):
        boxes = [node for node in canvas["nodes"] if node["type"] == kind]
        assert not any(_overlap(a, b) for i, a in enumerate(boxes) for b in boxes[:i])


def _inside(card, frame):
    return all(
        frame[at] <= card[at] and card[at] + card[size] <= frame[at] + frame[size]
        for at, size in (("x", "width"), ("y", "height"))
    )


def _overlap(one, other):
    return all(
        one[at] < other[at] + other[size] and other[at] < one[at] + one[size]
        for at, size in (("x", "width"), ("y", "height"))
    )


# XML formats


@pytest.mark.parametrize("name", XML_FORMATS)
def test_xml_is_well_formed_to_expat_and_to_libxml(name, graph, tmp_path):
    data = export(name, graph)
    ET.fromstring(data)
    xmllint = shutil.which("xmllint")
    if xmllint is None:
        pytest.skip("no xmllint here: read by expat alone")
    (tmp_path / "graph.xml").write_bytes(data)
    done = subprocess.run([xmllint, "--noout", tmp_path / "graph.xml"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_networkx_reads_graphml_whole(graph):
    back = nx.read_graphml(io.BytesIO(export("graphml", graph)), force_multigraph=True)
    assert {data["title"] for _, data in back.nodes(data=True)} == titles(graph)
    title = back.nodes(data="title")
    assert kinds(graph) == sorted(
        (title[source], title[target], data["kind"]) for source, target, data in back.edges(data=True)
    )


def test_graphml_keeps_types_and_names_notes_by_their_paths(papers):
    back = nx.read_graphml(io.BytesIO(export("graphml", papers)))
    note = back.nodes["papers:ConvNeXt_V2.md"]
    assert (note["path"], note["year"], note["authors"]) == ("papers/ConvNeXt V2.md", 2023, "A. Kim; B. Lee")
    assert back.nodes["concepts:CLIP.md"]["stub"] is True
    assert back.graph["vault"] == "reading"


def test_igraph_reads_graphml_whole(graph, tmp_path):
    igraph = pytest.importorskip("igraph")
    file = tmp_path / "graph.graphml"
    file.write_bytes(export("graphml", graph))
    back = igraph.Graph.Read_GraphML(str(file))
    assert (back.vcount(), back.ecount()) == (graph.number_of_nodes(), graph.number_of_edges())
    if len(graph):
        assert set(back.vs["title"]) == titles(graph)


def test_networkx_reads_gexf_whole(graph):
    data = export("gexf", graph)
    ns = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    root = ET.fromstring(data)
    assert {node.get("id") for node in root.iterfind(".//g:node", ns)} == {legible(node) for node in graph}
    assert {node.get("label") for node in root.iterfind(".//g:node", ns)} == titles(graph)
    assert sorted(
        (e.get("source"), e.get("target"), e.get("kind")) for e in root.iterfind(".//g:edge", ns)
    ) == (sorted(tuple(map(legible, edge)) for edge in graph.edges(keys=True)))
    for look in ("color", "position", "size"):
        assert len(root.findall(f".//viz:{look}", ns)) == len(graph)
    back = nx.read_gexf(io.BytesIO(data), version="1.3")
    assert (len(back), back.number_of_edges()) == (len(graph), graph.number_of_edges())


def test_every_attribute_in_xml_is_declared(graph):
    ns = {"g": "http://gexf.net/1.3"}
    root = ET.fromstring(export("gexf", graph))
    declared = {item.get("id") for item in root.iterfind(".//g:attribute", ns)}
    assert {item.get("for") for item in root.iterfind(".//g:attvalue", ns)} <= declared
    ns = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ET.fromstring(export("graphml", graph))
    keys = {item.get("id"): item.get("for") for item in root.iterfind("g:key", ns)}
    for part in ("graph", "node", "edge"):
        used = {item.get("key") for item in root.iterfind(f".//g:{part}/g:data", ns)}
        assert {keys[key] for key in used} <= {part}


def test_ids_in_graphml_are_name_tokens_and_every_end_is_a_node(graph):
    ns = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ET.fromstring(export("graphml", graph))
    ids = [node.get("id") for node in root.iterfind(".//g:node", ns)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[\w.:-]+", name) for name in ids)
    ends = {edge.get(end) for edge in root.iterfind(".//g:edge", ns) for end in ("source", "target")}
    assert ends <= set(ids)


def test_svg_has_a_disc_with_a_tooltip_for_each_node_labels_and_a_legend(papers):
    root = ET.fromstring(export("svg", papers))
    ns = {"s": "http://www.w3.org/2000/svg"}
    assert {disc.text for disc in root.iterfind(".//s:circle/s:title", ns)} == titles(papers)
    words = [item.text for item in root.iterfind(".//s:text", ns)]
    assert {"May", "MAE", "Flamingo"} <= set(words)
    assert words.count("reading") == 1
    names = {name for _, name, _ in graphs.context(papers).legend}
    assert names <= set(words)


@settings(max_examples=tries(50))
@given(st.text(st.characters(), min_size=1, max_size=20))
def test_any_title_comes_back_from_every_format(title):
    graph = graphs.of("ab")
    graph.nodes["a.md"]["title"] = title
    shown = legible(title)
    assert nx.read_graphml(io.BytesIO(export("graphml", graph))).nodes["a.md"]["title"] == shown
    gexf = nx.read_gexf(io.BytesIO(export("gexf", graph)), version="1.3")
    assert gexf.nodes["a.md"]["label"] == shown
    ET.fromstring(export("svg", graph))
    for name in ("json", "cyjs", "jgf", "canvas"):
        assert json.loads(export(name, graph))
    assert json.loads(export("json", graph))["nodes"][0]["title"] == title
    rows = list(csv.DictReader(io.StringIO(export("csv", graph)["nodes"].decode(), newline="")))
    assert rows[0]["Label"] in (shown, f"'{shown}")
    assert export("mermaid", graph).decode().count('["') == 2


# DOT


def test_graphviz_reads_dot_whole(graph, tmp_path):
    dot = shutil.which("dot")
    if dot is None:
        pytest.skip("Graphviz is not installed")
    (tmp_path / "graph.dot").write_bytes(export("dot", graph))
    done = subprocess.run(
        [dot, "-Kdot", "-Tdot_json", tmp_path / "graph.dot"], capture_output=True, check=True
    )
    assert done.stderr == b""
    back = json.loads(done.stdout)
    nodes = back.get("objects", [])
    # A backslash at the very end cannot be written but as two.
    assert {node["title"] for node in nodes} == {"\\\\" if t == "\\" else t for t in titles(graph)}
    assert {node["name"] for node in nodes} == {legible(node) for node in graph}
    assert len(back.get("edges", [])) == graph.number_of_edges()


@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
def test_pydot_reads_dot_whole(papers):
    pydot = pytest.importorskip("pydot")
    (back,) = pydot.graph_from_dot_data(export("dot", papers).decode())
    named = {node.get_name().strip('"') for node in back.get_nodes()} - {"node", "edge", "graph"}
    assert named == set(papers)
    assert len(back.get_edges()) == papers.number_of_edges()


def test_a_label_in_dot_means_what_it_says(hostile):
    text = export("dot", hostile).decode()
    assert 'label="a & b < c > d &amp;amp; &amp;lt;i&amp;gt;"' in text
    assert 'label="He said \\"no\\" and \\\\ left"' in text


# Tables and Cypher


def test_csv_gives_gephi_its_columns_and_every_row(graph):
    made = export("csv", graph)
    nodes = list(csv.DictReader(io.StringIO(made["nodes"].decode(), newline="")))
    edges = list(csv.DictReader(io.StringIO(made["edges"].decode(), newline="")))
    ids = {row["Id"] for row in nodes}
    assert len(nodes) == len(ids) == len(graph)
    assert len(edges) == graph.number_of_edges()
    assert {end for row in edges for end in (row["Source"], row["Target"])} <= ids
    assert {row["Label"].removeprefix("'") for row in nodes} == titles(graph)


def test_no_cell_of_a_table_is_a_formula(hostile):
    made = export("csv", hostile)
    for data in made.values():
        for row in csv.reader(io.StringIO(data.decode(), newline="")):
            assert not [cell for cell in row if cell.lstrip(" ")[:1] in tuple("=+-@\t\r\n")]
    assert b"'=HYPERLINK" in made["nodes"]


def test_cypher_merges_every_node_and_relationship(graph):
    script = export("neo4j", graph).decode()
    rows = [line.rstrip(",") for line in script.splitlines() if line.startswith("{")]
    assert len([row for row in rows if row.startswith("{id: ")]) == len(graph)
    assert len([row for row in rows if row.startswith("{a: ")]) == graph.number_of_edges()
    assert "CREATE (" not in script


def test_no_title_leaves_its_cypher_string(hostile):
    script = export("neo4j", hostile).decode()
    outside, quoted, escaped = [], None, False
    for sign in script:
        if quoted is None:
            quoted = sign if sign in "'`" else None
            outside.append(sign)
        elif escaped:
            escaped = False
        elif sign == "\\" and quoted == "'":
            escaped = True
        elif sign == quoted:
            quoted = None
    left = "".join(outside)
    assert quoted is None
    assert not {"script", "alert", "HYPERLINK", "template"} & set(left.replace("(", " ").split())


# Mermaid


def test_mermaid_shows_a_small_graph_whole(papers):
    chart = export("mermaid", papers).decode()
    assert chart.startswith("flowchart LR\n")
    assert chart.count('["') == len(papers)
    assert '["MIC#58; Masked Image Consistency' not in chart
    # MAE and ConvNeXt V2 name each other: one line without arrow heads.
    assert chart.count("---") == 2
    assert chart.count(" -->") + chart.count(" ---") == papers.number_of_edges() - 1


def test_mermaid_trims_below_its_limits_and_says_so():
    said = []
    chart = export("mermaid", graphs.cloud(900), say=said.append).decode()
    links = chart.count(" -->") + chart.count(" ---")
    assert 300 < links < 500
    assert len(chart) < 50_000
    assert chart.startswith("%% trimmed to the ")
    assert said == [chart.splitlines()[0].removeprefix("%% ")]
    assert "of 900 nodes" in said[0]


def test_mermaid_says_nothing_of_a_graph_that_fits(papers):
    said = []
    export("mermaid", papers, say=said.append)
    assert said == []


def test_mermaid_labels_hold_nothing_that_mermaid_reads(hostile):
    for line in export("mermaid", hostile).decode().splitlines():
        label = line.partition('["')[2].removesuffix('"]')
        assert not set(label) & set('"<>`{}[]|\\%&*_$')


# Text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 한국어 😀", "plain 한국어 😀"),
        ("a\x07b\x00\x7f", "a␇b␀␡"),
        ("\ud800\ufffe", "\ufffd\ufffd"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_legible_text_shows_what_cannot_be_printed(text, shown):
    assert legible(text) == shown


def test_one_line_and_shortened():
    assert one_line("a\r\n\tb\u2028c") == "a b c"
    assert shorten("abcdef", 6) == "abcdef"
    assert shorten("abcdefg", 6) == "abcde…"


def test_names_that_would_be_equal_are_told_apart():
    assert distinct([("a", "x"), ("b", "x"), ("c", "x-2"), ("d", "y")]) == {
        "a": "x", "b": "x-2", "c": "x-2-2", "d": "y",
    }  # fmt: skip
