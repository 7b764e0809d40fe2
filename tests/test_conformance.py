"""Every observed case of how Obsidian reads links and tags, and the vaults whose answers are known."""

import json
from collections import Counter
from pathlib import Path

import pytest

from vaultkit.source.markdown import scan
from vaultkit.source.text import Text
from vaultkit.vault.resolve import Missing
from vaultkit.vault.vault import Vault, open_vault

HERE = Path(__file__).parent / "conformance"


def cases(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("resolution.json"), ids=lambda c: f"{c['linkpath']} in {c['source']}")
def test_a_linkpath_leads_where_the_app_goes(case):
    vault = Vault.of(dict.fromkeys(case["files"], ""))
    resolution = vault.resolve(case["linkpath"], case["source"])
    assert (None if isinstance(resolution, Missing) else resolution.path) == case["expected"]


@pytest.mark.parametrize("case", cases("links.json"), ids=lambda c: c["text"])
def test_a_text_has_the_links_that_the_app_sees(case):
    links = scan(Text.of(case["text"])).links
    assert [link.target + link.subpath for link in links if not link.external] == case["links"]


@pytest.mark.parametrize("case", cases("tags.json"), ids=lambda c: c["text"])
def test_a_text_has_the_tags_that_the_app_sees(case):
    assert ["#" + tag.name for tag in scan(Text.of(case["text"])).tags] == case["tags"]


def test_the_cases_are_all_that_are_known(shared):
    for ours, theirs in (
        ("resolution.json", "linkres_cases.json"),
        ("links.json", "link_extract_cases.json"),
        ("tags.json", "tag_cases.json"),
    ):
        known = json.loads((shared / "conformance" / theirs).read_text(encoding="utf-8"))
        kept = cases(ours)
        assert [{key: case[key] for key in kept[0]} for case in known] == kept


@pytest.mark.parametrize("name", ["obsidian-help-en", "obsidian-help-sandbox"])
def test_the_link_table_of_a_real_vault_is_the_expected_one(shared, name):
    folder = shared / "vaults" / name
    expected = json.loads((folder / "expected-oracle.json").read_text(encoding="utf-8"))
    table: dict[str, Counter[str]] = {}
    for info in open_vault(folder / "vault").links():
        if info.path and info.link.kind != "reference":
            table.setdefault(info.source, Counter())[info.path] += 1
    assert table == {source: found for source, found in expected["resolvedLinks"].items() if found}


def test_the_documentation_of_the_app_has_its_seven_defects_and_no_other(shared):
    vault = open_vault(shared / "vaults" / "obsidian-help-en" / "vault")
    wrong = Counter(
        (info.status, info.source.rpartition("/")[2], info.link.target, info.link.subpath)
        for info in vault.links()
        if info.status not in ("resolved", "external")
    )
    assert wrong == {
        ("unresolved", "Internal links.md", "Example", ""): 2,
        ("unresolved", "Internal links.md", "Example", "#Details"): 2,
        ("unresolved", "Internal links.md", "Example.md", ""): 1,
        ("unresolved", "Internal links.md", "Example.md", "#Details"): 1,
        ("broken-block", "Version history.md", "Collaborate on a shared vault", "#^version-history-image"): 1,
    }
