"""Where notes lie: islands apart, discs apart, hubs tamed, and the same places on each run."""

import subprocess
import sys
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import tries
from tests.graph.paper_vault import paper_vault
from vaultkit.graph.forces import ChargeGrid, part, sunflower
from vaultkit.graph.islands import ALONE, islands
from vaultkit.graph.layout import LARGE, SMALL, layout, radii


def communities(graph):
    return {node: graph.nodes[node]["community"] for node in graph}


def star(leaves):
    graph = nx.MultiDiGraph()
    for leaf in range(leaves):
        graph.add_edge("Index.md", f"{leaf}.md", "link", kind="link", weight=1, symmetric=False)
    return graph


def test_a_graph_without_nodes_has_no_places():
    assert layout(nx.MultiDiGraph(), {}) == {}


def test_one_note_lies_in_the_middle():
    graph = nx.MultiDiGraph()
    graph.add_node("A.md")
    assert layout(graph, {}) == {"A.md": (0.0, 0.0)}


def test_every_node_gets_a_finite_place():
    graph = paper_vault(300, index_links=120)
    places = layout(graph, communities(graph))
    assert set(places) == set(graph)
    assert np.isfinite(list(places.values())).all()


def test_the_same_graph_gives_the_same_places_in_any_order_of_nodes():
    graph = paper_vault(120)
    other = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from(sorted(graph.edges(keys=True, data=True), key=str))
    assert layout(graph, communities(graph)) == layout(other, communities(graph))


@pytest.mark.parametrize("seed", ["0", "1"])
def test_places_do_not_depend_on_the_hash_seed(seed):
    code = (
        "from tests.graph.paper_vault import paper_vault as v; from vaultkit.graph.layout import layout;"
        "g = v(60); print(sorted(layout(g, {n: g.nodes[n]['community'] for n in g}).items()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
    )
    graph = paper_vault(60)
    assert run.stdout.strip() == str(sorted(layout(graph, communities(graph)).items()))


def test_another_seed_gives_another_map():
    graph = paper_vault(60)
    assert layout(graph, communities(graph), 1) != layout(graph, communities(graph), 2)


@pytest.mark.parametrize("count", [14, 300, 1200])
def test_no_two_notes_overlap(count):
    graph = paper_vault(count)
    nodes = sorted(graph)
    places = layout(graph, communities(graph))
    degree = np.array([len(set(nx.all_neighbors(graph, node))) for node in nodes], dtype=float)
    points, size = np.array([places[node] for node in nodes]), radii(degree)
    gap = np.hypot(*(points[:, None] - points[None]).T) - size[:, None] - size[None]
    np.fill_diagonal(gap, np.inf)
    assert gap.min() > 0


def test_islands_do_not_overlap():
    graph = paper_vault(600)
    places, number = layout(graph, communities(graph)), islands(graph, communities(graph))
    spots = {
        k: np.array([places[n] for n in sorted(graph) if number[n] == k])
        for k in set(number.values()) - {ALONE}
    }
    for one, other in combinations(spots.values(), 2):
        inside = np.hypot(*(one - one.mean(axis=0)).T).mean()
        assert np.hypot(*(other - one.mean(axis=0)).T).min() > inside


def test_notes_of_an_island_are_nearer_to_each_other_than_to_the_rest():
    graph = paper_vault(600)
    places, number = layout(graph, communities(graph)), islands(graph, communities(graph))
    nodes = [node for node in sorted(graph) if number[node] != ALONE]
    points, own = np.array([places[node] for node in nodes]), np.array([number[node] for node in nodes])
    far = np.hypot(*(points[:, None] - points[None]).T)
    np.fill_diagonal(far, np.inf)
    assert (own[far.argmin(axis=1)] == own).mean() > 0.99


def test_linked_notes_of_an_island_lie_nearer_than_unlinked_ones():
    graph = paper_vault(600)
    places, number = layout(graph, communities(graph)), islands(graph, communities(graph))
    linked = [
        np.hypot(*np.subtract(places[a], places[b])) for a, b in graph.edges() if number[a] == number[b] == 0
    ]
    own = [places[node] for node in sorted(graph) if number[node] == 0]
    every = [np.hypot(*np.subtract(a, b)) for a, b in combinations(own, 2)]
    assert np.mean(linked) < 0.75 * np.mean(every)


def test_notes_without_links_lie_in_rows_under_the_map():
    graph = paper_vault(300)
    places, number = layout(graph, communities(graph)), islands(graph, communities(graph))
    below = max(places[node][1] for node in graph if number[node] != ALONE)
    rows = {places[node][1] for node in graph if number[node] == ALONE}
    assert all(nx.degree(graph, node) == 0 for node in graph if number[node] == ALONE)
    assert min(rows) > below
    assert len(rows) == 1


def test_a_knot_of_three_lies_in_the_rows_and_one_of_four_does_not():
    graph = paper_vault(60)
    nx.add_path(graph, ["a", "b", "c"])
    nx.add_path(graph, ["d", "e", "f", "g"])
    number = islands(graph, {node: graph.nodes[node].get("community", 99) for node in graph})
    assert [number[node] for node in "abc"] == [ALONE] * 3
    assert ALONE not in [number[node] for node in "defg"]


def test_a_community_of_two_joins_the_island_that_it_is_linked_to():
    graph = paper_vault(60)
    host = next(node for node in sorted(graph) if graph.nodes[node].get("type") == "paper")
    graph.add_edge("new.md", host, "link")
    graph.add_edge("new.md", "newer.md", "link")
    named = communities(paper_vault(60)) | {"new.md": 77, "newer.md": 77}
    number = islands(graph, named)
    assert number["new.md"] == number["newer.md"] == number[host]


def test_a_long_chain_is_no_knot():
    graph = nx.MultiDiGraph()
    nx.add_path(graph, [f"{number:02}" for number in range(40)])
    assert set(islands(graph, dict.fromkeys(graph, 0)).values()) == {0}


def test_thousands_of_small_groups_become_no_more_than_the_most_islands():
    graph = nx.MultiDiGraph()
    for group in range(400):
        nx.add_cycle(graph, [f"{group}-{member}" for member in range(5)])
    named = {node: int(node.partition("-")[0]) for node in graph}
    assert max(islands(graph, named).values()) == 149
    assert len(layout(graph, named)) == 2000


def test_an_index_note_is_no_larger_than_the_cap_and_its_notes_stay_on_one_island():
    graph = star(1000)
    places = layout(graph, dict.fromkeys(graph, 0))
    size = radii(np.array([1000.0] + [1.0] * 1000))
    assert size.max() <= LARGE
    assert size.min() >= SMALL
    assert np.hypot(*np.array(list(places.values())).T).max() < 40


def test_radii_grow_with_the_value_and_are_never_zero():
    assert radii(np.array([0.0, 1.0, 4.0])).tolist() == pytest.approx([SMALL, 0.46, LARGE])
    assert radii(np.zeros(3)).tolist() == [SMALL] * 3
    assert radii(np.zeros(0)).tolist() == []


@settings(max_examples=tries(40))
@given(
    edges=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60),
    alone=st.integers(0, 10),
    groups=st.integers(1, 5),
)
def test_any_graph_is_laid_out_without_overlap(edges, alone, groups):
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(f"alone {number}" for number in range(alone))
    graph.add_edges_from((str(a), str(b)) for a, b in edges)
    places = layout(graph, {node: hash(len(node)) % groups for node in graph})
    assert set(places) == set(graph)
    assert all(np.hypot(*np.subtract(a, b)) > 2 * SMALL for a, b in combinations(places.values(), 2))


def test_the_grid_pushes_two_charges_apart_as_one_over_their_distance():
    grid = ChargeGrid(np.array([-50.0, -50.0]), 100.0, 128)
    near = grid.push(np.array([[-10.0, 0.0], [10.0, 0.0]]), np.ones(2))
    far = grid.push(np.array([[-20.0, 0.0], [20.0, 0.0]]), np.ones(2))
    assert near[1, 0] == pytest.approx(1 / 20, rel=0.03)
    assert far[1, 0] == pytest.approx(1 / 40, rel=0.03)
    assert near[0] == pytest.approx(-near[1], abs=1e-9)


def test_discs_that_overlap_are_parted_and_others_stay():
    points = np.array([[0.0, 0.0], [0.5, 0.0], [9.0, 9.0]])
    parted = part(points, np.full(3, 0.5), 100)
    assert np.hypot(*(parted[1] - parted[0])) == pytest.approx(1.0, abs=1e-3)
    assert parted[2].tolist() == [9.0, 9.0]


def test_a_sunflower_fills_the_unit_disc():
    points = sunflower(500)
    assert np.hypot(*points.T).max() < 1
    assert np.abs(points.mean(axis=0)).max() < 0.02
