"""Exports meant for JavaScript, read in a real browser by the libraries that they are meant for.

The libraries are no part of this repository: `.ci/tools` installs them where there is npm, and without them
the tests are skipped and say so.
"""

import json
from pathlib import Path

import pytest

from tests.graph import graphs
from vaultkit import registry

SHELF = "vaultkit.graph.exporters"
FILES = {
    "mermaid": Path("node_modules/mermaid/dist/mermaid.min.js"),
    "cytoscape": Path("node_modules/cytoscape/dist/cytoscape.min.js"),
}
GRAPHS = pytest.mark.parametrize("make", [graphs.papers, graphs.hostile], ids=["papers", "hostile"])


def export(form, graph):
    said: list[str] = []
    written = registry.load(SHELF, form).export(graph, graphs.context(graph, say=said.append))
    return written.decode(), said


@pytest.fixture
def library(browser):
    """Load one of the libraries into an empty page."""

    def load(name: str) -> None:
        if not FILES[name].is_file():
            pytest.skip(f"{name} is not here: `npm install {name}`")
        browser.call("Runtime.evaluate", expression=FILES[name].read_text(encoding="utf-8"))

    return load


@GRAPHS
def test_cytoscape_js_takes_every_node_and_edge(browser, library, make):
    library("cytoscape")
    graph = make()
    text, _ = export("cyjs", graph)
    taken = browser.run(
        """
        const whole = JSON.parse(arguments[0]);
        const cy = cytoscape({elements: whole.elements, headless: true});
        const nodes = cy.nodes().map(n => [n.id(), n.data('title')]);
        const edges = cy.edges().map(e => [e.source().id(), e.target().id()]);
        return JSON.stringify([nodes, edges]);  // a title may hold half a character, which only JSON carries
        """,
        text,
    )
    nodes, edges = json.loads(taken)
    given = json.loads(text)["elements"]
    assert {title for _, title in nodes} == {data["title"] for _, data in graph.nodes(data=True)}
    assert sorted(map(tuple, edges)) == sorted(
        (edge["data"]["source"], edge["data"]["target"]) for edge in given["edges"]
    )
    assert len(nodes) == len(graph)
    assert len(edges) == graph.number_of_edges()


DRAW = """
const [text, done] = arguments;
mermaid.initialize({startOnLoad: false, securityLevel: 'strict', maxEdges: 500, maxTextSize: 50000});
mermaid.render('chart', text).then(({svg}) => {
  document.body.innerHTML = svg;
  done({
    labels: [...document.querySelectorAll('.node .nodeLabel')].map(e => e.textContent),
    edges: document.querySelectorAll('.edgePaths > path').length,
    scripts: document.querySelectorAll('script').length,
  });
}, error => done({error: String(error)}));
"""


def drawn(browser, text):
    return browser.driver.execute_async_script(DRAW, text)


@GRAPHS
def test_mermaid_draws_every_node_and_link(browser, library, make):
    library("mermaid")
    graph = make()
    text, _ = export("mermaid", graph)
    shown = drawn(browser, text)
    assert "error" not in shown, shown["error"]
    assert len(shown["labels"]) == len(graph)
    assert shown["edges"] == text.count(" -->") + text.count(" ---")
    assert shown["scripts"] == 0


def test_mermaid_takes_what_was_trimmed_to_its_limits(browser, library):
    library("mermaid")
    text, said = export("mermaid", graphs.cloud(900))
    assert said
    parsed = browser.driver.execute_async_script(
        """
        const [text, done] = arguments;
        mermaid.initialize({startOnLoad: false});
        mermaid.parse(text).then(r => done(r.diagramType), error => done('error: ' + error));
        """,
        text,
    )
    assert parsed.startswith("flowchart")
