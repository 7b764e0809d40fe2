"""Communities are connected, as good as Leiden's, the same each time, and named by their own words."""

import networkx as nx
import pytest
from hypothesis import given

from tests.graph import graphs
from vaultkit.graph.communities import communities, community_of, modularity
from vaultkit.graph.naming import name_groups, words


def test_two_cliques_with_one_link_between_them_are_two_communities():
    graph = graphs.of("ab", "bc", "ca", "cd", "de", "ef", "fd", alone="z")
    assert [set(found.members) for found in communities(graph)] == [
        {"a.md", "b.md", "c.md"}, {"d.md", "e.md", "f.md"},
    ]  # fmt: skip
    assert "z.md" not in community_of(communities(graph))


@given(graphs.random_graphs())
def test_every_linked_node_is_in_exactly_one_connected_community(graph):
    found = communities(graph)
    members = [node for community in found for node in community.members]
    simple = nx.Graph(graph)
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    assert sorted(members) == sorted(node for node in graph if simple.degree(node))
    for community in found:
        assert nx.is_connected(simple.subgraph(community.members))
    sizes = [len(community.members) for community in found]
    assert sizes == sorted(sizes, reverse=True)
    assert [community.number for community in found] == list(range(len(found)))


@given(graphs.random_graphs())
def test_modularity_is_that_of_networkx(graph):
    groups = [found.members for found in communities(graph)]
    assert groups == [found.members for found in communities(graph)]
    simple = nx.Graph()
    simple.add_nodes_from(graph)
    weights = {}
    for source, target, data in graph.edges(data=True):
        if source == target:
            continue
        pair = (min(source, target), max(source, target), data["kind"])
        known = weights.get(pair, 0)
        weights[pair] = max(known, data["weight"]) if data["symmetric"] else known + data["weight"]
    for (source, target, _), weight in weights.items():
        known = simple.get_edge_data(source, target, {"weight": 0})["weight"]
        simple.add_edge(source, target, weight=known + weight)
    if not simple.number_of_edges():
        assert modularity(graph, groups) == 0
        return
    alone = [[node] for node in graph if not simple.degree(node)]
    expected = nx.community.modularity(simple, [*groups, *alone])
    assert modularity(graph, groups) == pytest.approx(expected)


@pytest.mark.parametrize("count", [60, 300, 1000])
def test_modularity_is_near_that_of_leiden(count):
    leidenalg = pytest.importorskip("leidenalg")
    igraph = pytest.importorskip("igraph")
    graph = graphs.cloud(count)
    simple = nx.Graph(graph)
    index = {node: number for number, node in enumerate(sorted(simple))}
    other = igraph.Graph(n=len(index), edges=[(index[a], index[b]) for a, b in simple.edges])
    best = leidenalg.find_partition(other, leidenalg.ModularityVertexPartition, seed=1, n_iterations=-1)
    plain = nx.MultiDiGraph()
    plain.add_nodes_from(graph.nodes(data=True))
    for source, target in simple.edges:
        graphs.link(plain, source, target)
    ours = modularity(plain, [found.members for found in communities(plain)])
    assert ours >= 0.97 * best.modularity


def test_the_order_of_nodes_changes_nothing():
    graph = graphs.cloud(200)
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert communities(turned, seed=5) == communities(graph, seed=5)


def test_an_index_note_does_not_pull_its_targets_together():
    graph = graphs.of("ab", "bc", "ca", "de", "ef", "fd", *(f"z{name}" for name in "abcdef"))
    faded = communities(graph, weaken=frozenset({"z.md"}))
    members = [set(found.members) - {"z.md"} for found in faded]
    assert {"a.md", "b.md", "c.md"} in members
    assert {"d.md", "e.md", "f.md"} in members


def titled(**titles):
    graph = nx.MultiDiGraph(vault="titles")
    for name, title in titles.items():
        graphs.note(graph, f"{name}.md", title=title)
    return graph


def test_a_name_holds_the_words_that_the_others_do_not():
    graph = titled(
        a="Masked Image Modeling at Scale", b="Masked Image Modeling for Video", c="Masked Language Tokens",
        d="Federated Tuning of Language Models", e="Federated Optimisation", f="Private Federated Tuning",
    )  # fmt: skip
    names = name_groups(graph, [["a.md", "b.md", "c.md"], ["d.md", "e.md", "f.md"]])
    assert names[0].startswith("Masked")
    assert names[1].startswith("Federated")
    assert "Language" not in "".join(names)


def test_a_group_without_words_in_common_is_named_by_its_first_note():
    graph = titled(a="Alpha", b="Beta", c="Gamma", d="Delta")
    assert name_groups(graph, [["b.md", "a.md"], ["d.md", "c.md"]]) == ["Beta", "Delta"]


def test_no_two_groups_have_one_name():
    graph = titled(a="Same", b="Other", c="Same", d="Different")
    names = name_groups(graph, [["a.md", "b.md"], ["c.md", "d.md"]])
    assert len({name.casefold() for name in names}) == 2


def test_names_may_be_korean():
    graph = titled(a="연합 학습 개요", b="연합 학습과 보안", c="확산 모델", d="확산 과정")
    assert name_groups(graph, [["a.md", "b.md"], ["c.md", "d.md"]]) == ["연합", "확산"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Self-Supervised ViT, v2.0", ["Self-Supervised", "ViT", "v2.0"]),
        ("C++ & f(x)=y", ["C++", "f", "x", "y"]),
        ("한국어 제목", ["한국어", "제목"]),
        ("…", []),
    ],
)
def test_words_are_taken_as_written(text, found):
    assert words(text) == found
