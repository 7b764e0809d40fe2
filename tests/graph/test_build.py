"""A vault's notes, links and properties become nodes and edges as the model says."""

import pytest

from vaultkit.graph.build import Options, Relation, build
from vaultkit.vault.vault import Vault, open_vault

VAULT = {
    "papers/MAE.md": (
        "---\ntype: paper\ntitle: Masked Autoencoders\nyear: 2022\nvenue: CVPR\nauthors: [K. He, X. Chen]\n"
        'status: read\ntags: [vision]\nrelated: ["[[ConvNeXt V2]]"]\nsource: "[[May]]"\n---\n'
        "See [[ConvNeXt V2|the next]], [[ConvNeXt V2#Method]] and ![[fig.png]]. #vision #mim\n"
    ),
    "papers/ConvNeXt V2.md": '---\nrelated: ["[[MAE]]"]\nsimilar: "[[MAE]]"\n---\n# Method\n[x](https://x.org)\n',
    "May.md": '---\ntype: digest\npapers: ["[[MAE]]"]\n---\n'
    "[[MAE]] ![[MAE]] [[clip]] [[CLIP]] [[May]] [[#here]]\n",
    "private.md": "---\ngraph: false\n---\n[[MAE]]\n",
    "open.md": "[[private]] [r][ref]\n\n[ref]: May.md\n",
    "CLIP stub.md": "---\nstub: true\nyear: '2021'\n---\n",
    "fig.png": b"\x89PNG",
}


@pytest.fixture
def graph():
    return build(Vault.of(VAULT))


def test_nodes_are_the_notes_and_what_they_lead_to(graph):
    assert sorted(graph) == [
        "CLIP stub.md", "May.md", "open.md", "papers/ConvNeXt V2.md", "papers/MAE.md", "unresolved:clip",
    ]  # fmt: skip
    assert graph.graph == {"vault": "vault"}


def test_a_note_carries_what_its_properties_say(graph):
    assert graph.nodes["papers/MAE.md"] == {
        "kind": "note",
        "title": "Masked Autoencoders",
        "name": "MAE",
        "path": "papers/MAE.md",
        "folder": "papers",
        "type": "paper",
        "venue": "CVPR",
        "status": "read",
        "year": 2022,
        "authors": ["K. He", "X. Chen"],
        "tags": ["vision", "mim"],
    }


def test_what_is_unknown_is_absent(graph):
    assert graph.nodes["open.md"] == {
        "kind": "note", "title": "open", "name": "open", "path": "open.md", "folder": "",
    }  # fmt: skip


def test_a_stub_says_so_and_a_year_in_quotes_is_still_a_year(graph):
    assert graph.nodes["CLIP stub.md"]["stub"] is True
    assert graph.nodes["CLIP stub.md"]["year"] == 2021


def test_an_edge_has_the_kind_of_the_property_or_text_that_holds_it(graph):
    mae, next_, may = "papers/MAE.md", "papers/ConvNeXt V2.md", "May.md"
    assert {(s, t, k): (d["weight"], d["symmetric"]) for s, t, k, d in graph.edges(keys=True, data=True)} == {
        (mae, next_, "related"): (1, True),
        (mae, next_, "link"): (2, False),
        (mae, may, "source"): (1, False),
        (next_, mae, "related"): (1, True),
        (next_, mae, "link"): (1, False),
        (may, mae, "papers"): (1, False),
        (may, mae, "link"): (1, False),
        (may, mae, "embed"): (1, False),
        (may, "unresolved:clip", "link"): (2, False),
    }


def test_a_schema_may_give_any_property_a_relation():
    graph = build(Vault.of(VAULT), meaning=lambda note: {"similar": Relation("likeness", True)})
    assert graph.edges["papers/ConvNeXt V2.md", "papers/MAE.md", "likeness"]["symmetric"] is True
    assert not graph.has_edge("papers/ConvNeXt V2.md", "papers/MAE.md", "related")


def test_links_that_lead_nowhere_can_be_left_out():
    graph = build(Vault.of(VAULT), Options(unresolved=False))
    assert "unresolved:clip" not in graph


def test_attachments_and_tags_can_be_asked_for():
    graph = build(Vault.of(VAULT), Options(attachments=True, tags=True))
    assert graph.nodes["fig.png"] == {
        "kind": "attachment", "title": "fig.png", "name": "fig.png", "path": "fig.png", "folder": "",
    }  # fmt: skip
    assert graph.nodes["tag:vision"] == {"kind": "tag", "title": "#vision", "name": "vision"}
    assert graph.has_edge("papers/MAE.md", "fig.png", "embed")
    assert graph.has_edge("papers/MAE.md", "tag:mim", "tag")


def test_a_note_with_graph_false_and_links_to_it_stay_out(graph):
    assert "private.md" not in graph
    assert list(graph.edges("open.md")) == []


def test_properties_of_the_wrong_type_are_not_known():
    text = "---\ntitle: [a]\nyear: soon\nvenue: 3\nauthors: 5\nstub: 'true'\ntype: ''\n---\n"
    assert build(Vault.of({"a.md": text})).nodes["a.md"] == {
        "kind": "note", "title": "a", "name": "a", "path": "a.md", "folder": "",
    }  # fmt: skip


def test_a_note_that_cannot_be_read_is_still_on_the_map(tmp_path):
    (tmp_path / "a.md").write_text("[[b]]")
    (tmp_path / "b.md").symlink_to("/etc/hostname")
    graph = build(open_vault(tmp_path))
    assert list(graph.edges(keys=True)) == [("a.md", "b.md", "link")]


def test_the_documentation_of_obsidian_has_its_known_links(shared):
    vault = open_vault(shared / "vaults" / "obsidian-help-en" / "vault")
    graph = build(vault, Options(attachments=True))
    assert sum(data["kind"] == "note" for _, data in graph.nodes(data=True)) == 173
    unresolved = [node for node, data in graph.nodes(data=True) if data["kind"] == "unresolved"]
    assert unresolved == ["unresolved:Example"]
