"""``vaultkit graph`` as people type it."""

import json
import subprocess

import networkx as nx
import pytest

from vaultkit.cli import main

VAULT = {
    "papers/MAE.md": '---\ntype: paper\ntitle: Masked Autoencoders\nyear: 2022\naliases: [Masked AE]\n'
    'related: ["[[ConvNeXt V2]]"]\n---\nPatches.\n',
    "papers/ConvNeXt V2.md": "---\ntype: paper\nyear: 2023\n---\nSee [[MAE]] and [[FCMAE]].\n",
    "papers/DINO.md": "---\ntype: paper\nyear: 2021\n---\nUnlike MAE, it has a teacher. [[DINOv2]]\n",
    "papers/DINOv2.md": "---\ntype: paper\nyear: 2023\n---\n[[DINO]]\n",
    "May.md": '---\ntype: digest\npapers: ["[[MAE]]", "[[DINO]]"]\n---\n',
    "alone.md": "",
}  # fmt: skip


@pytest.fixture
def vault(tmp_path):
    root = tmp_path / "reading"
    for path, text in VAULT.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (root / ".obsidian").mkdir()
    return root


@pytest.fixture
def run(vault, capsys):
    """Runs ``vaultkit graph …`` on the vault; gives the exit code, stdout and stderr."""

    def run(*arguments):
        code = main(["graph", *map(str, arguments), "--vault", str(vault)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_the_summary_says_what_there_is(run):
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out.splitlines()[:5] == [
        "reading: 6 notes, 6 links",
        "  types     4 paper, 1 without a type, 1 digest",
        "  links     3 link, 2 papers, 1 related",
        "  to write  1 unresolved",
        "  parts     2, of 5, 1 nodes",
    ]
    for heading in ("Most linked", "Communities", "Bridges", "Orphans", "Gaps"):
        assert f"\n{heading}" in out
    assert "  alone\n" in out
    assert "  DINO — Masked Autoencoders: `DINO` names `MAE` in line 5 without a link" in out


def test_a_path_lists_its_steps_and_the_links_that_carry_them(run):
    code, out, _ = run("path", "ConvNeXt V2", "dino")
    assert code == 0
    assert out.splitlines() == [
        "  0  ConvNeXt V2  (papers/ConvNeXt V2.md)",
        "     → link",
        "     — related",
        "  1  Masked Autoencoders  (papers/MAE.md)",
        "     ← papers",
        "  2  May",
        "     → papers",
        "  3  DINO  (papers/DINO.md)",
    ]


def test_no_path_is_exit_code_1(run):
    assert run("path", "MAE", "alone") == (
        1, "no way leads from `Masked Autoencoders  (papers/MAE.md)` to `alone`\n", "",
    )  # fmt: skip
    assert run("path", "MAE", "alone", "--json") == (1, "[]\n", "")


def test_a_path_as_json(run):
    _, out, _ = run("path", "Masked AE", "May", "--json")
    assert [step["node"] for step in json.loads(out)] == ["papers/MAE.md", "May.md"]


def test_an_unknown_note_is_exit_code_2_with_the_nearest(run):
    code, out, err = run("near", "Convnext-V2")
    assert (code, out) == (2, "")
    assert err == "error: the graph has no note `Convnext-V2`\ndid you mean `ConvNeXt V2`?\n"


def test_near_notes_by_distance(run):
    _, out, _ = run("near", "MAE", "--depth", 2)
    assert out.splitlines() == [
        "Masked Autoencoders  (papers/MAE.md)",
        "",
        "1 step away: 2 nodes",
        "  May  ← papers",
        "  ConvNeXt V2  (papers/ConvNeXt V2.md)  — related, ← link",
        "",
        "2 steps away: 1 node",
        "  DINO  (papers/DINO.md)",
    ]
    assert "no link leads to it or from it" in run("near", "alone")[1]


def test_gaps_have_reasons(run):
    _, out, _ = run("gaps", "--limit", 1)
    assert out.startswith("0.")
    assert "`DINO` names `MAE` in line 5 without a link" in out
    (gap,) = json.loads(run("gaps", "--limit", 1, "--json")[1])
    assert (gap["one"], gap["other"]) == ("papers/DINO.md", "papers/MAE.md")


def test_bridges_and_joints(run):
    _, out, _ = run("bridges")
    assert "May — Masked Autoencoders  (papers/MAE.md)" in out
    assert json.loads(run("bridges", "--json")[1])["joints"][0]["node"] == "May.md"
    assert run("bridges", "--least", 9)[1] == "no part hangs by a single link or note\n"


def test_communities_name_their_notes(run):
    _, out, _ = run("communities")
    assert "  DINOv2  (papers/DINOv2.md)" in out
    assert sum(len(found["members"]) for found in json.loads(run("communities", "--json")[1])) == 5


def test_stats_for_people_and_programs(run):
    _, out, _ = run("stats")
    assert len(out.splitlines()) == 7
    found = json.loads(run("stats", "--json")[1])
    assert (found["nodes"], found["components"]) == ({"note": 6}, [5, 1])
    assert len(found["measures"]) == 6


@pytest.mark.parametrize(
    ("options", "nodes"),
    [
        ([], 6),
        (["--unresolved"], 7),
        (["--no-isolates"], 5),
        (["--where", "type=paper"], 4),
        (["--where", "type=paper", "--where", "year>=2022"], 3),
        (["--kind", "related", "--no-isolates"], 2),
        (["--kind", "related,papers", "--no-isolates"], 4),
    ],
)
def test_options_choose_the_graph(run, options, nodes):
    _, out, _ = run("export", "json", *options)
    assert len(nx.node_link_graph(json.loads(out), edges="edges")) == nodes


def test_options_may_stand_before_the_command(vault, capsys):
    assert main(["graph", "--vault", str(vault), "--no-isolates", "export", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["nodes"]) == 5


def test_an_export_goes_to_its_file(run, tmp_path):
    code, out, _ = run("export", "graphml", "-o", tmp_path / "map.graphml")
    assert (code, out) == (0, f"wrote {tmp_path / 'map.graphml'}: 6 nodes, 6 links\n")
    back = nx.read_graphml(tmp_path / "map.graphml")
    titles = nx.get_node_attributes(back, "title")
    pairs = {frozenset((titles[a], titles[b])) for a, b, *_ in back.edges}
    assert frozenset(("Masked Autoencoders", "ConvNeXt V2")) in pairs


def test_an_export_goes_to_the_very_name_that_was_given(run, tmp_path):
    code, out, _ = run("export", "json", "-o", tmp_path / "map")
    assert (code, out) == (0, f"wrote {tmp_path / 'map'}: 6 nodes, 6 links\n")
    assert [path.name for path in tmp_path.glob("map*")] == ["map"]


def test_a_format_of_two_files_names_both(run, tmp_path):
    run("export", "csv", "-o", tmp_path / "map.csv")
    assert {path.name for path in tmp_path.glob("*.csv")} == {"map-nodes.csv", "map-edges.csv"}
    code, _, err = run("export", "csv")
    assert (code, err) == (2, "error: `csv` is more than one file\nname them with -o FILE\n")


def test_all_formats_at_once(run, tmp_path):
    code, out, _ = run("export", "--to-all", tmp_path / "all")
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == [
        "graph-edges.csv", "graph-nodes.csv", "graph.canvas", "graph.cyjs", "graph.cypher", "graph.dot",
        "graph.gexf", "graph.graphml", "graph.jgf", "graph.json", "graph.mmd", "graph.svg",
    ]  # fmt: skip
    assert len(out.splitlines()) == 12


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export"], "give either a FORMAT or --to-all DIR"),
        (["export", "gefx"], "did you mean `gexf`?"),
        (["export", "json", "--where", "colour=red"], "a condition cannot ask for `colour`"),
        (["export", "json", "--kind", "relatd"], "did you mean `related`?"),
        (["pth", "a", "b"], "did you mean `path`?"),
        (["diff", "HEAD"], "is not in a git repository"),
        (["export", "--to-all", "/dev/null/x"], "the folder `/dev/null/x` cannot be made: "),
        (["--use-obsidian-groups", "export", "svg"], "there are no colour groups"),
    ],
)
def test_what_is_wrong_is_said_and_exit_code_2(run, arguments, message):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_colour_groups_of_the_app(run, vault):
    groups = {"colorGroups": [{"query": "file:MAE", "color": {"a": 1, "rgb": 0x123456}}]}
    (vault / ".obsidian" / "graph.json").write_text(json.dumps(groups))
    _, out, _ = run("export", "svg", "--use-obsidian-groups")
    assert 'fill="#123456"' in out
    assert "file:MAE" in out
    assert "#123456" not in run("export", "svg")[1]


def test_a_schema_of_the_vault_names_the_relations(run, vault):
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            "papers": {"type": "array", "x-vaultkit": {"relation": "contains", "symmetric": True}}
        },
    }
    (vault / "own.schema.json").write_text(json.dumps(schema))
    (vault / "vaultkit.toml").write_text('[schemas]\n"May.md" = "own.schema.json"\n')
    found = nx.node_link_graph(json.loads(run("export", "json")[1]), edges="edges")
    assert found.edges["May.md", "papers/MAE.md", "contains"]["symmetric"] is True
    assert found.edges["papers/MAE.md", "papers/ConvNeXt V2.md", "related"]["symmetric"] is True


def test_the_difference_between_revisions(run, vault):
    def git(*arguments):
        settings = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", vault, *settings, *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    assert run("diff", "HEAD") == (0, "no note and no link changed\n", "")
    (vault / "new.md").write_text("[[alone]]")
    (vault / "papers" / "DINOv2.md").rename(vault / "DINOv2.md")
    (vault / "May.md").write_text("")
    code, out, _ = run("diff", "HEAD")
    assert code == 0
    assert out.splitlines() == [
        "Notes (1)",
        "  + new.md",
        "",
        "Moved (1)",
        "  papers/DINOv2.md → DINOv2.md",
        "",
        "Links gained (1)",
        "  + new.md → alone.md  (link)",
        "",
        "Links lost (2)",
        "  - May.md → papers/DINO.md  (papers)",
        "  - May.md → papers/MAE.md  (papers)",
        "",
        "New orphans (1)",
        "  May.md",
    ]
    found = json.loads(run("diff", "HEAD", "HEAD", "--json")[1])
    assert found == {
        "notes_gained": [], "notes_lost": [], "moved": [], "links_gained": [], "links_lost": [], "new_orphans": [],
    }  # fmt: skip


def test_a_note_that_cannot_be_read_is_named_and_the_exit_code_says_so(run, vault):
    assert run()[0] == 0
    (vault / "bad.md").symlink_to("/etc/hostname")
    code, out, err = run()
    assert code == 1
    assert out.startswith("reading: 7 notes")
    assert err.startswith("note: `bad.md` was not read: ")


def test_a_title_cannot_command_the_terminal(run, vault):
    (vault / "evil.md").write_text('---\ntitle: "a\\e[31mb\\nerror: c"\n---\n')
    _, out, _ = run()
    assert "\x1b" not in out
    assert "a\\x1b[31mb\\nerror: c" in out


def test_the_offline_page(run, tmp_path):
    code, out, _ = run("html", "-o", tmp_path / "map.html", "--abstracts")
    assert (code, out) == (0, f"wrote {tmp_path / 'map.html'}: 6 nodes, 6 links\n")
    page = (tmp_path / "map.html").read_text()
    assert "default-src 'none'" in page
    assert "Masked Autoencoders" in page
    run("html", "-o", tmp_path / "hidden.html", "--redact")
    assert "Masked Autoencoders" not in (tmp_path / "hidden.html").read_text()


def test_the_papers_of_imported_digests_are_related(shared, tmp_path, capsys):
    digests = sorted((shared / "digests" / "seeds").glob("*.txt"))
    assert main(["import", "--vault", str(tmp_path / "vault"), *map(str, digests)]) == 0
    capsys.readouterr()
    assert main(["graph", "export", "json", "--vault", str(tmp_path / "vault")]) == 0
    graph = nx.node_link_graph(json.loads(capsys.readouterr().out), edges="edges")
    name = graph.nodes(data="name")
    pairs = {frozenset((name[a], name[b])) for a, b, kind in graph.edges(keys=True) if kind == "related"}
    assert {frozenset(("MAE", "ConvNeXt V2")), frozenset(("DINO", "DINOv2"))} <= pairs
    assert sum(1 for _, type_ in graph.nodes(data="type") if type_ == "paper") == 12
