"""The measures agree with independent answers, and never with chance."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from tests.graph import graphs
from vaultkit.graph.arrays import directed, undirected
from vaultkit.graph.measures import betweenness, components, links_in, links_out, orphans, pagerank


def plain(graph):
    """The graph without direction, kinds and self links, as networkx measures it."""
    simple = nx.Graph(graph)
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    return simple


def solved_pagerank(graph, damping=0.85):
    """PageRank as the solution of its linear equations."""
    arrays = directed(graph)
    count = len(arrays.nodes)
    matrix = np.zeros((count, count))
    matrix[arrays.source, arrays.target] = arrays.weight
    rows = matrix.sum(axis=1)
    matrix[rows == 0] = 1
    matrix /= matrix.sum(axis=1, keepdims=True)
    right = np.full(count, (1 - damping) / count)
    return dict(zip(arrays.nodes, np.linalg.solve(np.eye(count) - damping * matrix.T, right), strict=True))


@given(graphs.random_graphs())
def test_pagerank_is_within_a_billionth_of_the_exact_solution(graph):
    exact = solved_pagerank(graph)
    for node, rank in pagerank(graph).items():
        assert abs(rank - exact[node]) <= 1e-9


def test_pagerank_of_a_large_graph_is_as_near():
    graph = graphs.cloud(1500)
    exact = solved_pagerank(graph)
    assert max(abs(rank - exact[node]) for node, rank in pagerank(graph).items()) <= 1e-9


def test_the_empty_graph_has_no_ranks():
    assert pagerank(nx.MultiDiGraph()) == {}
    assert betweenness(nx.MultiDiGraph()).values == {}
    assert components(nx.MultiDiGraph()) == ()


@given(graphs.random_graphs())
def test_betweenness_is_that_of_networkx(graph):
    expected = nx.betweenness_centrality(plain(graph))
    found = betweenness(graph)
    assert found.pivots is None
    assert found.values == pytest.approx(expected, abs=1e-12)


def test_beyond_the_limit_betweenness_is_a_sample_and_says_so():
    graph = graphs.cloud(400)
    found = betweenness(graph, seed=3, exact_to=100, sample=200)
    exact = betweenness(graph)
    assert (found.pivots, exact.pivots) == (200, None)
    assert found == betweenness(graph, seed=3, exact_to=100, sample=200)
    assert found != betweenness(graph, seed=4, exact_to=100, sample=200)
    top = max(exact.values, key=lambda node: exact.values[node])
    assert found.values[top] == pytest.approx(exact.values[top], rel=0.2)


def test_a_sample_of_betweenness_says_how_far_off_it_may_be():
    graph = graphs.cloud(400)
    exact = betweenness(graph)
    errors = []
    for sample in (50, 200, 399):
        found = betweenness(graph, exact_to=100, sample=sample)
        worst = max(abs(found.values[node] - exact.values[node]) for node in graph)
        assert 0 < worst < 4 * found.error
        errors.append(found.error)
    assert errors == sorted(errors, reverse=True)
    whole = betweenness(graph, exact_to=100, sample=400)
    assert (whole.error, exact.error) == (0.0, 0.0)
    assert whole.values == pytest.approx(exact.values, abs=1e-12)


def test_components_stand_largest_first():
    graph = graphs.of("ab", "bc", "de", alone="z")
    assert components(graph) == (("a.md", "b.md", "c.md"), ("d.md", "e.md"), ("z.md",))


def test_a_symmetric_link_counts_at_both_ends_and_twice_written_once():
    graph = graphs.of("ab", "ba", "ac", kind="related")
    assert links_in(graph) == {"a.md": 2, "b.md": 1, "c.md": 1}
    assert links_out(graph) == {"a.md": 2, "b.md": 1, "c.md": 1}
    arrays = undirected(graph)
    assert arrays.weight.tolist() == [1, 1, 1, 1]


def test_links_of_one_direction_count_at_one_end():
    graph = graphs.of("ab", "cb")
    assert links_in(graph) == {"a.md": 0, "b.md": 2, "c.md": 0}
    assert links_out(graph) == {"a.md": 1, "b.md": 0, "c.md": 1}


def test_an_orphan_has_no_link_to_or_from_a_note():
    graph = graphs.of("ab", alone="xy")
    graph.add_node("unresolved:q", kind="unresolved", title="q")
    graphs.link(graph, "x.md", "unresolved:q")
    assert orphans(graph) == ("x.md", "y.md")
