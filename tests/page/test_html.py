"""The page as bytes: what is in it, what is never in it, how large it is, and that it is the same each time."""

import json
import re
import subprocess
import sys
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from importlib.resources import files

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.graph import graphs
from tests.graph.paper_vault import paper_vault
from tests.page.papers import papers, papers_page
from vaultkit.graph.context import Context
from vaultkit.graph.viewer.abstracts import LIMIT, render
from vaultkit.graph.viewer.html import PageOptions, embed, page
from vaultkit.graph.viewer.measured import measured


def part(html, pattern):
    return re.search(pattern, html.decode(), re.DOTALL).group(1)


def data(html):
    return json.loads(part(html, r'<script type="application/json" id="data">(.*?)</script>'))


def test_an_empty_graph_is_a_page_too():
    assert data(page(nx.MultiDiGraph()))["title"] == []


def test_every_title_link_and_kind_is_in_the_data():
    read, graph = data(papers_page()), papers()
    nodes = sorted(graph)
    assert read["title"] == [graph.nodes[node]["title"] for node in nodes]
    targets = iter(read["target"])
    links = [(nodes[i], nodes[next(targets)]) for i, count in enumerate(read["links"]) for _ in range(count)]
    kinds = [read["kinds"][ord(letter) - 65][0] for letter in read["kind"]]
    assert [(a, b, kind) for (a, b), kind in zip(links, kinds, strict=True)] == sorted(graph.edges(keys=True))


def test_the_policy_allows_nothing_but_the_two_scripts_and_the_style_by_hash():
    html = papers_page()
    policy = part(html, r'Content-Security-Policy" content="(.*?)"')
    program = zlib.decompress(b64decode(part(html, r'id="program">(.*?)</script>')))
    loader = part(html, r"<script>(.*?)</script>").encode()
    style = part(html, r"<style>(.*?)</style>").encode()
    named = [f"'sha256-{b64encode(sha256(code).digest()).decode()}'" for code in (loader, program, style)]
    assert policy == (
        f"default-src 'none'; script-src {named[0]} {named[1]}; style-src {named[2]}; base-uri 'none'; form-action 'none'"
    )


def test_no_text_of_the_program_goes_over_a_line_so_that_its_indentation_can_be_left_out():
    lines = [
        line
        for part in (files("vaultkit.graph.viewer") / "scripts").iterdir()
        for line in part.read_text().splitlines()
    ]
    assert [line for line in lines if line.count("`") % 2] == []


def test_the_page_names_no_address_that_could_be_loaded():
    html = papers_page().decode()
    assert not re.search(r"""(?:src|href)=["']?(?:https?:|//|data:)|@import|url\(""", html)


@given(st.text())
def test_embedded_text_cannot_end_its_block_and_comes_back_as_it_was(text):
    block = embed([text])
    assert "<" not in block
    assert not {"\u2028", "\u2029"} & set(block)
    assert json.loads(block) == [text]


def test_hostile_titles_leave_the_page_with_the_same_elements():
    count = len(re.findall(r"<(?:script|/script|!--|img|iframe)", papers_page().decode()))
    assert len(re.findall(r"<(?:script|/script|!--|img|iframe)", page(graphs.hostile()).decode())) == count


@given(st.text(st.characters(codec=None)))
def test_any_title_gives_utf8(title):
    graph = nx.MultiDiGraph()
    graph.add_node(
        "A.md", kind="note", title=title, name="A", path="A.md", folder="", tags=[title], type=title
    )
    assert data(page(graph, PageOptions(title=title)))["title"] is not None


def test_attributes_of_another_type_than_the_model_says_are_left_out():
    graph = nx.MultiDiGraph(vault=7)
    graph.add_node(
        "A.md",
        kind="note",
        title=3,
        year="2021",
        tags="x",
        authors=[1, "B"],
        stub="yes",
        venue=[],
        folder=None,
        community="c",
    )
    read = data(page(graph))
    assert (read["title"], read["year"], read["tag"], read["author"], read["authors"], read["stub"]) == (
        ["A.md"],
        [0],
        [0],
        [[0]],
        ["B"],
        [],
    )


@pytest.mark.parametrize("seed", ["0", "7"])
def test_the_page_is_the_same_bytes_in_another_process(seed):
    code = "import sys; from tests.page.papers import papers_page as p; from hashlib import sha256; print(sha256(p()).hexdigest())"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
    )
    assert run.stdout.strip() == sha256(papers_page()).hexdigest()


def test_the_page_is_the_same_bytes_when_nodes_come_in_another_order():
    graph, other = papers(), nx.MultiDiGraph(vault="Lab notes")
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert page(graph) == page(other)


@pytest.mark.parametrize("count", [14, 300, 2000])
def test_the_page_is_at_most_60_kb_and_150_bytes_a_note(count):
    graph = paper_vault(count)
    assert len(page(graph)) <= 60_000 + 150 * len(graph)


def test_a_redacted_page_has_no_word_that_the_user_wrote():
    graph = papers()
    graph.add_node(
        "secret/Plan.md",
        kind="note",
        title="Plan",
        name="Plan",
        path="secret/Plan.md",
        folder="secret",
        type="hush",
        community=1,
    )
    graph.add_edge("secret/Plan.md", "papers/LoRA.md", "betrays", kind="betrays", weight=1, symmetric=False)
    html = page(graph, PageOptions(redact=True, bodies={"papers/MAE.md": "my thoughts"})).decode()
    words = {
        str(facts[key])
        for _, facts in graph.nodes(data=True)
        for key in ("title", "name", "path", "folder", "venue", "community_name")
        if facts.get(key)
    }
    words |= {
        word
        for _, facts in graph.nodes(data=True)
        for key in ("authors", "tags")
        for word in facts.get(key, ())
    }
    words |= {"Lab notes", "hush", "betrays", "my thoughts"}
    block = part(html.encode(), r'id="data">(.*?)</script>')
    assert [word for word in sorted(words) if word in block or f"<title>{word}" in html] == []


def test_a_redacted_page_keeps_years_types_and_links():
    plain, redacted = data(papers_page()), data(papers_page(redact=True))
    assert sorted(redacted["year"]) == sorted(plain["year"])
    assert redacted["types"] == plain["types"]
    assert len(redacted["target"]) == len(plain["target"])


def test_communities_that_nobody_named_are_the_parts_that_hang_together():
    graph = papers()
    for _, facts in graph.nodes(data=True):
        facts.pop("community", None), facts.pop("community_name", None)
    assert data(page(graph))["communities"] == ["Community 1", "Community 2"]


def test_measures_are_written_on_the_nodes():
    graph = graphs.papers()
    found = measured(Context(graph))
    assert set(found) == set(graph)
    assert {"pagerank", "betweenness", "community", "community_name"} <= set(found.nodes["papers/MAE.md"])
    assert found.number_of_edges() == graphs.papers().number_of_edges()


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Some *text* and `code`.", "<p>Some <em>text</em> and <code>code</code>.</p>"),
        ("See [[MAE|the paper]] and [[DINO]].", "<p>See the paper and DINO.</p>"),
        ("![a cat](http://x.example/cat.png)", "<p><em>a cat</em></p>"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[x](javascript:alert(1))", "<p>x</p>"),
        ("[x](data:text/html,hi)", "<p>x</p>"),
        ("한국어 **노트**", "<p>한국어 <strong>노트</strong></p>"),
    ],
)
def test_a_note_is_rendered_without_anything_that_runs_or_loads(markdown, html):
    assert html in render(markdown)


def test_a_long_note_is_cut_and_says_so():
    assert render("word. " * 2000).endswith(" …</p>")
    assert len(render("word. " * 2000)) < LIMIT + 100


@given(st.text(alphabet="<>\"'&[]()!*_`#|~\\ \nabjscriptonerror=:/", max_size=300))
def test_no_markdown_makes_an_element_that_acts(markdown):
    assert not re.search(
        r"<(?!/?(?:p|em|strong|code|pre|ul|ol|li|h[1-6]|blockquote|hr|br|del|a|table|thead|tbody|tr|th|td)\b)",
        render(markdown),
    )


@pytest.mark.parametrize(
    "text", ["*a **b " * 20_000, "[" * 100_000, "> " * 50_000, "#" + " " * 100_000, "`" * 100_000]
)
def test_a_pathological_note_is_rendered_by_its_opening_only(text):
    assert len(render(text)) < 60 * LIMIT
