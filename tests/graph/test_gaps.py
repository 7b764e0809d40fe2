"""A gap is a pair without a link, and each of its reasons can be read off the notes."""

import pytest
from hypothesis import given

from tests.graph import graphs
from vaultkit.graph.build import build
from vaultkit.graph.gaps import Gap, Reason, explain, gaps
from vaultkit.graph.mentions import Mention, mentions
from vaultkit.graph.prose import aliases, names, prose, texts
from vaultkit.vault.vault import Vault


def kinds(found):
    return [(gap.one, gap.other, [reason.kind for reason in gap.reasons]) for gap in found]


def test_notes_that_one_note_links_to_are_co_cited():
    graph = graphs.of("xa", "xb")
    (gap,) = gaps(graph)
    assert (gap.one, gap.other) == ("a.md", "b.md")
    assert gap.reasons == (Reason("co-citation", gap.score, ("x.md",)),)
    assert explain(graph, gap.reasons[0]) == "both are linked from `x`"


def test_notes_that_link_to_one_note_are_coupled():
    graph = graphs.of("ax", "bx")
    assert kinds(gaps(graph)) == [("a.md", "b.md", ["coupling"])]
    assert explain(graph, gaps(graph)[0].reasons[0]) == "both link to `x`"


def test_the_ends_of_a_chain_are_neighbours():
    graph = graphs.of("ax", "xb")
    assert kinds(gaps(graph)) == [("a.md", "b.md", ["neighbours"])]


def test_a_linked_pair_is_no_gap():
    assert gaps(graphs.of("xa", "xb", "ab")) == ()


def test_a_neighbour_with_few_others_says_more():
    graph = graphs.of("xa", "xb", "ya", "yc", "yd", "ye")
    scores = {(gap.one, gap.other): gap.score for gap in gaps(graph)}
    assert scores["a.md", "b.md"] > scores["a.md", "c.md"]


def test_a_hub_is_no_evidence():
    graph = graphs.cloud(60, degree=0)
    graphs.note(graph, "index.md")
    for number in range(60):
        graphs.link(graph, "index.md", f"papers/{number:05}.md")
    assert gaps(graph) == ()


def test_a_digest_is_evidence_but_no_end_of_a_gap():
    graph = graphs.of("da", "db")
    graph.nodes["d.md"]["type"] = "digest"
    assert [(gap.one, gap.other) for gap in gaps(graph)] == [("a.md", "b.md")]
    graph.nodes["b.md"]["type"] = "digest"
    assert gaps(graph) == ()


def test_a_name_says_more_than_a_plain_word():
    texts = {f"{name}.md": "" for name in "abcdefghi"}
    texts |= {
        "a.md": "CutMix k-means",
        "b.md": "CutMix k-means",
        "c.md": "layer replace",
        "d.md": "layer replace",
    }
    found = gaps(graphs.of(alone="abcdefghi"), texts)
    assert [(gap.one, gap.reasons[0].items) for gap in found] == [
        ("a.md", ("CutMix", "k-means")), ("c.md", ("layer", "replace")),
    ]  # fmt: skip
    assert found[0].score > found[1].score


def test_two_long_notes_must_share_more_than_two_short_ones():
    long = " ".join(f"Word{number}" for number in range(200))
    texts = {f"{name}.md": "" for name in "abcdefghi"}
    texts |= {"a.md": "CutMix k-means", "b.md": "CutMix k-means"}
    texts |= {"c.md": f"{long} MixUp t-SNE", "d.md": f"{long.replace('Word', 'Term')} MixUp t-SNE"}
    scores = {gap.one: gap.score for gap in gaps(graphs.of(alone="abcdefghi"), texts)}
    assert scores["a.md"] > 2 * scores["c.md"] > 0


VAULT = {
    "MAE.md": "---\naliases: [Masked Autoencoder]\n---\nPatches are hidden; zebrafish and okapi look on.\n",
    "DINO.md": "A student learns from a teacher.\n\nUnlike MAE, no patch is hidden.\n`MAE` in code.\n",
    "Survey.md": "A masked autoencoder here, an okapi there, a zebrafish last. See [[DINO]].\n",
    "other.md": "Nothing of the kind.\n", "more.md": "Neither here.\n", "last.md": "Nor there.\n",
}  # fmt: skip


def test_a_note_named_without_a_link_is_a_gap_with_its_line():
    vault = Vault.of(VAULT)
    graph = build(vault)
    found = {(gap.one, gap.other): gap for gap in gaps(graph, texts(vault), names(vault))}
    reasons = found["DINO.md", "MAE.md"].reasons
    mention = next(reason for reason in reasons if reason.kind == "mention")
    assert (mention.source, mention.line, mention.items) == ("DINO.md", 3, ("MAE",))
    assert explain(graph, mention) == "`DINO` names `MAE` in line 3 without a link"
    assert ("DINO.md", "Survey.md") not in found


def test_rare_words_in_common_are_a_reason():
    vault = Vault.of(VAULT)
    found = {(gap.one, gap.other): gap for gap in gaps(build(vault), texts(vault), names(vault))}
    reasons = {reason.kind: reason for reason in found["MAE.md", "Survey.md"].reasons}
    assert set(reasons["words"].items) == {"okapi", "zebrafish"}
    assert reasons["mention"].items == ("Masked Autoencoder",)


@given(graphs.random_graphs())
def test_no_gap_has_a_link_and_scores_fall(graph):
    found = gaps(graph, limit=1000)
    for gap in found:
        assert gap.one < gap.other
        assert not graph.has_edge(gap.one, gap.other)
        assert not graph.has_edge(gap.other, gap.one)
        assert gap.reasons
        assert 0 < gap.score < 1
    assert [gap.score for gap in found] == sorted((gap.score for gap in found), reverse=True)
    assert gaps(graph, limit=1) == found[:1]


def test_more_items_than_can_be_shown_are_counted():
    reason = Reason("words", 0.5, ("a", "b", "c", "d", "e"))
    assert explain(graphs.of("ab"), reason) == "both use the rare words `a`, `b`, `c` and 2 more"
    assert Gap("a", "b", 0.5, (reason,)).reasons[0] is reason


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We use CLIP here", "CLIP"),
        ("CLIP을 쓴다", "CLIP"),
        ("CLIP-based models", "CLIP"),
        ("(CLIP)", "CLIP"),
        ("masked autoencoders work", "Masked Autoencoders"),
        ("Masked\nAutoencoders", "Masked Autoencoders"),
        ("연합 학습 is Korean", "연합 학습"),
    ],
)
def test_a_name_is_seen(text, name):
    assert list(mentions({"a": text}, {"b": [name]})) == [Mention("a", "b", name, 1)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DINOv2 is better", "DINO"),
        ("GPT-4 is larger", "GPT"),
        ("FCMAE", "MAE"),
        ("clip it", "CLIP"),
        ("the search goes on", "Search"),
        ("masked\n\nautoencoders", "Masked Autoencoders"),
        ("in 2022", "2022"),
        ("go on", "on"),
    ],
)
def test_a_name_is_not_seen_in_another_word(text, name):
    assert list(mentions({"a": text}, {"b": [name]})) == []


def test_the_longest_name_is_meant():
    found = mentions({"a": "ConvNeXt V2 it is"}, {"b": ["ConvNeXt"], "c": ["ConvNeXt V2"]})
    assert [mention.target for mention in found] == ["c"]


def test_a_name_of_two_notes_names_neither_and_a_note_never_itself():
    assert list(mentions({"a": "SAM"}, {"b": ["SAM"], "c": ["SAM"]})) == []
    assert list(mentions({"a": "SAM"}, {"a": ["SAM"]})) == []


def test_prose_keeps_lines_and_leaves_out_what_is_no_prose():
    data = "---\r\ntags: [x]\r\n---\r\nSee [[MAE]] and `code`, 한국어.\r\n```\nMAE\n```\n$MAE$ end\n"
    note = Vault.of({"a.md": data}).note("a.md")
    text = prose(note)
    assert text.count("\n") == data.count("\n")
    assert text.split() == ["See", "and", ",", "한국어.", "end"]


def test_aliases_lead_to_their_notes():
    vault = Vault.of({"a.md": "---\naliases: [x, y]\n---\n", "b.md": "---\naliases: x\n---\n", "c.md": ""})
    assert aliases(vault) == {"x": ("a.md", "b.md"), "y": ("a.md",)}
    assert names(vault) == {"a.md": ("x", "y"), "b.md": ("x",)}
