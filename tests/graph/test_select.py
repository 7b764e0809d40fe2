"""Conditions, kinds, hubs and names choose what they say and nothing else."""

import pytest

from tests.graph import graphs
from vaultkit.errors import VaultkitError
from vaultkit.graph.select import find_hubs, find_note, matches, parse_condition, select

NOTE = {
    "type": "paper", "year": 2022, "tags": ["vision/mim", "Read-Me"], "folder": "papers/2022",
    "status": "read", "venue": "CVPR", "authors": ["Kaiming He"],
}  # fmt: skip


@pytest.mark.parametrize(
    "expression",
    [
        "type=paper", "type=digest,paper", "TYPE = Paper", "year=2022", "year>=2022", "year<2023", "year=2020..2023",
        "year=2022..", "year=..2022", "year!=2021", "tag=vision", "tag=#vision/mim", "tag!=vis", "folder=papers",
        "folder=papers/2022/", "status!=to-read", "venue=cvpr", "author=he", "stub!=true", "stub=false",
    ],
)  # fmt: skip
def test_a_note_fits(expression):
    assert matches(NOTE, [parse_condition(expression)])


@pytest.mark.parametrize(
    "expression",
    [
        "type=digest",
        "year=2021",
        "year>2022",
        "year=2023..",
        "tag=vis",
        "tag!=vision",
        "folder=paper",
        "stub=true",
    ],
)
def test_a_note_does_not_fit(expression):
    assert not matches(NOTE, [parse_condition(expression)])


def test_what_is_unknown_fits_only_its_opposite():
    for expression in ("type=paper", "year=2022", "year<3000", "tag=a", "status=read", "author=he"):
        assert not matches({}, [parse_condition(expression)])
    assert matches({}, [parse_condition("type!=paper")])


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("paper", "`paper` is not a condition"),
        ("type=", "`type=` is not a condition"),
        ("yaer=2022", "a condition cannot ask for `yaer`\ndid you mean `year`?"),
        ("year=soon", "`soon` is not a year"),
        ("type>paper", "`type` has no order for `>`"),
        ("year>2020,2021", "compares with more than one year"),
        ("year>2020..2021", "`2020..2021` is not a year"),
    ],
)
def test_a_wrong_condition_says_what_is_wrong(expression, message):
    with pytest.raises(VaultkitError) as caught:
        parse_condition(expression)
    assert message in str(caught.value)


def test_choosing_nothing_keeps_everything(papers):
    chosen = select(papers)
    assert (set(chosen), sorted(chosen.edges)) == (set(papers), sorted(papers.edges))
    assert chosen is not papers


def test_conditions_choose_notes_and_what_they_alone_point_at_stays(papers):
    chosen = select(papers, [parse_condition("type=paper"), parse_condition("year>=2023")])
    assert sorted(chosen) == [
        "papers/ConvNeXt V2.md", "papers/DINOv2.md", "papers/MIC.md", "unresolved:Flamingo",
    ]  # fmt: skip
    assert "unresolved:Flamingo" not in select(papers, [parse_condition("year<2023")])


def test_kinds_choose_links(papers):
    chosen = select(papers, kinds=frozenset({"related"}))
    assert {kind for *_, kind in chosen.edges(keys=True)} == {"related"}
    assert set(chosen) == set(papers) - {"unresolved:Flamingo"}


def test_an_unknown_kind_says_so(papers):
    with pytest.raises(VaultkitError, match="no link is of kind `relatd`"):
        select(papers, kinds=frozenset({"relatd"}))


def test_notes_without_links_can_be_left_out(papers):
    assert set(papers) - set(select(papers, isolates=False)) == {"Notes to self.md"}


def test_a_hub_links_out_to_many_more_than_others():
    graph = graphs.cloud(100)
    graphs.note(graph, "index.md")
    assert find_hubs(graph) == frozenset()
    for number in range(40):
        graphs.link(graph, "index.md", f"papers/{number:05}.md")
    assert find_hubs(graph) == {"index.md"}
    assert "index.md" not in select(graph, hide_hubs=True)
    assert "index.md" in select(graph)


def test_a_note_that_many_link_to_is_no_hub():
    graph = graphs.cloud(100)
    for number in range(1, 60):
        graphs.link(graph, f"papers/{number:05}.md", "papers/00000.md")
    assert find_hubs(graph) == frozenset()


@pytest.mark.parametrize(
    "name",
    ["papers/MAE.md", "papers/mae", "./papers/MAE.md", "MAE", "mae.md", "masked autoencoders are scalable vision learners", "Masked AE"],
)  # fmt: skip
def test_a_note_is_found_by_path_name_title_or_alias(papers, name):
    assert find_note(papers, name, {"Masked AE": ["papers/MAE.md"]}) == "papers/MAE.md"


def test_a_name_wins_over_an_alias(papers):
    assert find_note(papers, "DINO", {"DINO": ["papers/MAE.md"]}) == "papers/DINO.md"


def test_a_name_that_two_notes_have_is_ambiguous(papers):
    graphs.note(papers, "old/MAE.md")
    with pytest.raises(VaultkitError) as caught:
        find_note(papers, "MAE")
    assert str(caught.value) == (
        "`MAE` means more than one note\nname it by its path: old/MAE.md, papers/MAE.md"
    )


def test_a_name_that_no_note_has_is_answered_by_the_nearest(papers):
    with pytest.raises(VaultkitError) as caught:
        find_note(papers, "ConvNeXtV2")
    assert str(caught.value) == "the graph has no note `ConvNeXtV2`\ndid you mean `ConvNeXt V2`?"
    with pytest.raises(VaultkitError) as caught:
        find_note(papers, "qqqqqqqq")
    assert str(caught.value) == "the graph has no note `qqqqqqqq`"
