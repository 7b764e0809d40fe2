"""Colour groups choose the notes that they choose in the app, as far as a graph can know."""

import json

import pytest

from tests.graph import graphs
from vaultkit.errors import VaultkitError
from vaultkit.graph.obsidian_groups import colour_by_groups, parse_query, read_groups

NOTE = {
    "path": "papers/Vision/MAE.md", "name": "MAE", "title": "Masked Autoencoders", "type": "paper",
    "tags": ["vision/mim", "read"], "year": 2022, "authors": ["Kaiming He"],
}  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        "path:papers", "path:PAPERS/vision", 'path:"papers/Vision"', "file:MAE", "tag:#vision", "tag:vision/mim",
        "masked", '"masked auto"', "[type:paper]", "[year]", '["type":"paper"]', "[tags:read]",
        "path:papers tag:#read", "path:none OR tag:#read", "-path:none", "(path:none OR file:mae) -tag:#unread",
        "-(path:none OR path:nowhere)",
    ],
)  # fmt: skip
def test_a_query_fits(query):
    unknown = []
    assert parse_query(query, unknown)(NOTE)
    assert unknown == []


@pytest.mark.parametrize(
    "query",
    ["path:none", "file:papers", "tag:#vis", "[type:digest]", "[venue]", "path:papers tag:#x", "-tag:#read", "", "-(masked)"],
)  # fmt: skip
def test_a_query_does_not_fit(query):
    assert not parse_query(query, [])(NOTE)


def test_what_asks_for_text_fits_nothing_and_is_named():
    unknown = []
    assert not parse_query("line:(a b) OR section:x", unknown)(NOTE)
    assert "section" in unknown


def test_the_first_group_that_fits_gives_the_colour():
    data = {
        "colorGroups": [
            {"query": "file:MAE", "color": {"a": 1, "rgb": 0xFF8000}},
            {"query": "path:papers", "color": {"a": 1, "rgb": 255}},
            {"query": 5}, "odd", {"query": "x", "color": None},
        ]
    }  # fmt: skip
    groups = read_groups(json.dumps(data).encode())
    assert [group.query for group in groups] == ["file:MAE", "path:papers"]
    found = colour_by_groups(graphs.papers(), groups)
    assert found["papers/MAE.md"] == "#ff8000"
    assert found["papers/DINO.md"] == "#0000ff"
    assert "digests/May.md" not in found


@pytest.mark.parametrize("data", [b"{}", b"[]", b'{"colorGroups": 3}', b"null"])
def test_a_file_without_groups_has_none(data):
    assert read_groups(data) == ()


def test_a_broken_file_says_so():
    with pytest.raises(VaultkitError, match=r"graph\.json` is not JSON"):
        read_groups(b"{")


@pytest.mark.parametrize(
    "query", ["(" * 100_000, "[" * 100_000, "((", ")", "a)", "OR", "OR OR", "-", '"', "[", "tag:"]
)
def test_no_query_is_too_odd_to_read(query):
    parse_query(query, [])(NOTE)
