"""Ways, neighbours and weak spots are those that an independent search finds."""

from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from tests.graph import graphs
from vaultkit.graph.questions import Bridge, Joint, bridges, joints, links_between, near, shortest_path


def plain(graph):
    simple = nx.Graph(graph)
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    return simple


@given(graphs.random_graphs(), st.data())
def test_a_way_is_as_short_as_can_be_and_each_step_has_a_link(graph, data):
    start, end = (data.draw(st.sampled_from(sorted(graph))) for _ in range(2))
    steps = shortest_path(graph, start, end)
    if not nx.has_path(plain(graph), start, end):
        assert steps == ()
        return
    assert len(steps) - 1 == nx.shortest_path_length(plain(graph), start, end)
    assert (steps[0].node, steps[0].links, steps[-1].node) == (start, (), end)
    for before, step in pairwise(steps):
        assert step.links
        assert {(link.source, link.target) for link in step.links} <= {
            (before.node, step.node), (step.node, before.node),
        }  # fmt: skip


def test_of_two_ways_the_one_past_fewer_neighbours_is_taken():
    # Over b, an index note, and over c, which links to nothing else.
    graph = graphs.of("ab", "bd", "ac", "cd", "bx", "by", "bz")
    assert [step.node for step in shortest_path(graph, "a.md", "d.md")] == ["a.md", "c.md", "d.md"]


@given(graphs.random_graphs(), st.integers(1, 4))
def test_near_notes_are_at_their_distance(graph, depth):
    start = min(graph)
    expected = nx.single_source_shortest_path_length(plain(graph), start, cutoff=depth)
    rings = near(graph, start, depth)
    assert {node: distance for distance, ring in enumerate(rings) for node in ring} == expected


def test_links_between_two_notes_come_from_the_first_one_first():
    graph = graphs.of("ba", "ab")
    graphs.link(graph, "a.md", "b.md", "mentions")
    assert [(link.source, link.kind) for link in links_between(graph, "b.md", "a.md")] == [
        ("b.md", "link"), ("a.md", "link"), ("a.md", "mentions"),
    ]  # fmt: skip


def test_a_relation_written_at_both_ends_is_one_link():
    graph = graphs.of("ab", "ba", kind="related")
    assert [link.source for link in links_between(graph, "b.md", "a.md")] == ["b.md"]
    assert [link.source for link in links_between(graphs.of("ab", kind="related"), "b.md", "a.md")] == [
        "a.md"
    ]


@given(graphs.random_graphs())
def test_bridges_and_joints_are_those_of_networkx(graph):
    simple = plain(graph)
    found = bridges(graph, least=1)
    assert {frozenset((bridge.source, bridge.target)) for bridge in found} == {
        frozenset(pair) for pair in nx.bridges(simple)
    }
    for bridge in found:
        cut = simple.copy()
        cut.remove_edge(bridge.source, bridge.target)
        sides = [len(nx.node_connected_component(cut, end)) for end in (bridge.source, bridge.target)]
        assert sides == [bridge.near, bridge.far]
    knots = joints(graph, least=1)
    assert {joint.node for joint in knots} == set(nx.articulation_points(simple))
    for joint in knots:
        whole = nx.node_connected_component(simple, joint.node) - {joint.node}
        pieces = [len(part) for part in nx.connected_components(simple.subgraph(whole))]
        assert sorted(pieces, reverse=True) == list(joint.pieces)


def test_leaves_are_no_bridges_unless_asked_for():
    graph = graphs.of("ab", "bc", "ca", "cd", "de", "ef", "fd", "ax")
    assert bridges(graph) == (Bridge("c.md", "d.md", 4, 3),)
    assert len(bridges(graph, least=1)) == 2
    assert joints(graph) == (Joint("c.md", (3, 3)), Joint("d.md", (4, 2)))


def test_a_ring_has_no_weak_spot():
    graph = graphs.of("ab", "bc", "cd", "da")
    assert (bridges(graph, 1), joints(graph, 1)) == ((), ())
