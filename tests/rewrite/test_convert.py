"""Converting links: what the other form can say is said in it, and every link means what it meant."""

import pytest
from hypothesis import given

from tests.rewrite.test_rename import meanings, vaults
from tests.rewrite.worlds import after, world
from vaultkit.rewrite.convert import convert_links

OTHERS = {"papers/MAE.md": "# Results\n^b\n", "lab note.md": "", "fig.png": "x"}


def converted(text: str, form, **settings) -> str:
    files = {"a.md": text, **OTHERS}
    return after(files, convert_links(world(files, **settings), form))["a.md"]


@pytest.mark.parametrize(
    ("wiki", "markdown"),
    [
        ("[[MAE]]", "[MAE](MAE.md)"),
        ("[[lab note|the note]]", "[the note](lab%20note.md)"),
        ("[[MAE#Results]]", "[MAE > Results](MAE.md#Results)"),
        ("[[MAE#^b|b]]", "[b](MAE.md#^b)"),
        ("![[fig.png|100]]", "![100](fig.png)"),
        ("![[MAE]]", "![MAE](MAE.md)"),
        ("[[nowhere]]", "[nowhere](nowhere)"),
        ("[[#H]]\n# H\n", "[H](#H)\n# H\n"),
        ("| [[MAE\\|m]] |\n|---|\n", "| [m](MAE.md) |\n|---|\n"),
        ("%% [[MAE]] %%\r\n> - [[MAE]]", "%% [MAE](MAE.md) %%\r\n> - [MAE](MAE.md)"),
    ],
)
def test_there_and_back(wiki: str, markdown: str):
    assert converted(wiki, "markdown") == markdown
    assert converted(markdown, "wiki") == wiki


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("`[[MAE]]` [t](https://x.org) [[MAE|**bold**]]", "markdown"),
        ('---\nx: "[[MAE]]"\n---\n# On [[MAE]]\n', "markdown"),
        ('[t](MAE.md "title") [**b**](MAE.md) [a]b](MAE.md)', "wiki"),
        ("[t][r]\n\n[r]: MAE.md\n", "wiki"),
    ],
)
def test_what_the_other_form_cannot_say_stays(text: str, form):
    assert converted(text, form) == text


def test_links_that_stay_are_counted():
    plan = convert_links(world({"a.md": "# [[b]]\n[[b]]", "b.md": ""}), "markdown")
    assert (plan.links, plan.notices) == (1, ("1 link stays: the other form cannot say the same",))


def test_targets_are_written_as_the_settings_say():
    assert converted("[[MAE]]", "markdown", link_format="absolute") == "[MAE](papers/MAE.md)"
    assert converted("[MAE](MAE.md)", "wiki", link_format="absolute") == "[[papers/MAE|MAE]]"


@given(files=vaults())
def test_a_round_trip_keeps_the_links_of_any_vault(files: dict[str, str]):
    before = world(files)
    there = after(files, convert_links(before, "markdown"))
    back = after(there, convert_links(world(there), "wiki"))
    graph = [row[:3] for row in meanings(before, {})]
    wanted = [(status, path, heading is None) for status, path, heading in graph]
    for other in (there, back):
        rows = [row[:3] for row in meanings(world(other), {})]
        assert [(status, path, heading is None) for status, path, heading in rows] == wanted
    assert after(back, convert_links(world(back), "wiki")) == back
