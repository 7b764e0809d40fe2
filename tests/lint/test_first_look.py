"""A run that knows nothing reads each note once, and what it tells the tables is plain data."""

import json
from collections import Counter

import pytest
from hypothesis import given

from tests.lint.test_rules_on_anything import bodies, properties
from vaultkit.config import Config, load_config
from vaultkit.lint import engine
from vaultkit.lint.cached import lint_cached
from vaultkit.lint.context import TABLES, Context, Run, extracts_of
from vaultkit.lint.policy import Asked
from vaultkit.lint.rule import load_rules
from vaultkit.vault.note import read_note
from vaultkit.vault.vault import Vault, open_vault

load_rules()


def reads_of(root, monkeypatch):
    """How often a first run reads each file of the vault at ``root``."""
    counted = Counter()
    vault, reads = open_vault(root), Vault.bytes_of

    def bytes_of(self, path):
        counted[path] += 1
        return reads(self, path)

    monkeypatch.setattr(Vault, "bytes_of", bytes_of)
    lint_cached(vault, load_config(root), Asked(), keep=False)
    return counted


def write(root, texts):
    for path, text in texts.items():
        (root / path).write_text(text)


SOUND = {
    "a.md": "---\ntype: paper\ntitle: One\nstatus: read\nyear: 2020\nauthors: [A B]\n---\n# A\n\n[[b#B]] [[#A]]\n",
    "b.md": "# B\n\n[[a#A]] [[c#^id]]\n",
    "c.md": "text ^id\n",
}


def test_a_note_on_which_others_decide_nothing_bad_is_read_once(tmp_path, monkeypatch):
    write(tmp_path, SOUND)
    assert set(reads_of(tmp_path, monkeypatch).values()) == {1}


def test_only_the_note_with_the_broken_part_is_read_again(tmp_path, monkeypatch):
    write(tmp_path, SOUND | {"b.md": "# Other\n\n[[a#A]] [[c#^id]]\n"})
    counted = reads_of(tmp_path, monkeypatch)
    assert counted["a.md"] == 2
    assert counted["c.md"] == 1


def test_a_verdict_that_wants_a_whole_table_is_made_in_full_once(tmp_path, monkeypatch):
    write(tmp_path, {"a.md": "# A\n# A\n\n[[b]] #tag\n", "b.md": "[[a]] #tags\n"})
    made = Counter()
    plain = engine._diagnostic

    def counted(active, path, text, finding):
        made[active.rule.name] += 1
        return plain(active, path, text, finding)

    monkeypatch.setattr(engine, "_diagnostic", counted)
    every = Asked(select=("duplicate-heading", "similar-tags"))
    found = lint_cached(open_vault(tmp_path), load_config(tmp_path), every, keep=False)
    assert Counter(each.rule for each in found.diagnostics) == made
    assert made == {"duplicate-heading": 1, "similar-tags": 1}


@given(properties, bodies)
def test_what_a_note_gives_to_a_table_is_what_json_gives_back(front, body):
    note = read_note("a.md", (front + body).encode())
    for table in TABLES.values():
        own = table.extract(note)
        assert json.loads(json.dumps(own)) == own, table.name


def test_the_last_file_is_not_judged_by_what_was_taken_for_granted(tmp_path):
    write(tmp_path, {"a.md": "\n", "b.md": "[[a#H]]\n"})
    found = lint_cached(open_vault(tmp_path), load_config(tmp_path), Asked(), keep=False)
    assert [each.rule for each in found.diagnostics] == ["broken-heading"]


def test_a_rule_may_not_ask_for_a_table_that_it_does_not_name():
    vault = Vault.of({"a.md": ""})
    context = Context(Run(vault, Config(), extracts_of(vault)), {}, tables=("tags",))
    assert context.table(TABLES["tags"]) == {}
    with pytest.raises(LookupError, match="`papers`"):
        context.table(TABLES["papers"])
