"""The figures of a map, and what pictures are drawn from."""

from dataclasses import asdict

import networkx as nx

from tests.graph import graphs
from vaultkit.graph.context import GREY, PALETTE, Context
from vaultkit.graph.summary import statistics, summarize


def test_the_summary_counts_what_is_there(papers):
    found = summarize(papers, graphs.context(papers))
    assert (found.vault, found.notes, found.stubs) == ("reading", 9, 1)
    assert found.nodes == {"note": 9, "unresolved": 1}
    assert found.types == {"paper": 6, "": 1, "concept": 1, "digest": 1}
    # MAE and ConvNeXt V2 name each other: one relation.
    assert found.edges == {"papers": 6, "source": 6, "link": 2, "mentions": 2, "related": 2}
    assert (found.links, found.components, found.orphans) == (18, (9, 1), ("Notes to self.md",))


def test_an_empty_graph_has_a_summary():
    graph = nx.MultiDiGraph(vault="")
    found = summarize(graph, Context(graph))
    assert (found.notes, found.links, found.components, found.modularity) == (0, 0, (), 0.0)


def test_statistics_have_a_row_for_each_node(papers):
    context = graphs.context(papers)
    found = statistics(papers, context)
    assert [row["id"] for row in found["measures"]] == sorted(papers)
    assert all({"betweenness", "pagerank", "links_in", "links_out"} <= set(row) for row in found["measures"])
    assert found["betweenness_sample"] is None
    assert found["communities"] == [asdict(community) for community in context.communities]


def test_colours_are_those_of_communities_and_the_rest_is_grey(papers):
    context = graphs.context(papers)
    number = context.community_of["papers/MAE.md"]
    assert context.colour("papers/MAE.md") == PALETTE[number]
    assert context.colour("Notes to self.md") == GREY
    assert [name for _, name, _ in context.legend][-1] == "other"
    assert sum(count for *_, count in context.legend) == len(papers)


def test_colour_groups_of_the_user_win_and_are_named_in_the_legend(papers):
    groups = {"papers/MAE.md": "#123456", "Notes to self.md": "#123456"}
    context = graphs.context(papers, groups=groups, meaning={"#123456": "path:mine"})
    assert context.colour("papers/MAE.md") == "#123456"
    assert context.legend[0] == ("#123456", "path:mine", 2)


def test_the_map_has_a_place_for_every_node(papers):
    places = Context(papers).places
    assert set(places) == set(papers)
    assert len(set(places.values())) == len(papers)
    assert Context(papers, seed=1).places == Context(papers, seed=1).places


def test_discs_grow_with_rank_and_are_capped(papers):
    context = graphs.context(papers)
    assert max(context.radius.values()) == 20
    assert min(context.radius.values()) >= 4
    assert context.radius["digests/May.md"] == 20
