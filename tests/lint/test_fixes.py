"""Fixes prove themselves: what would change more than it says is dropped, and named."""

import sys
from pathlib import Path

import pytest

from vaultkit.config import Config
from vaultkit.lint import fixes, rules
from vaultkit.lint.finding import Safety
from vaultkit.lint.fixes import Outcome, fix
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.vault.vault import Vault, open_vault

HEAD = '''"""A test's rule."""

import re

from vaultkit.lint.finding import Finding, Fix, Safety, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.text import Edit, Span


def at(note, what):
    for found in re.finditer(re.escape(what), note.text.data):
        yield Span(*found.span())

'''


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a rule on the shelf that fixes every place of ``old`` to ``new``."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(folder)])

    def add(old: bytes, new: bytes, declared: str = "", name: str = "zz_swap", safety: str = "SAFE") -> None:
        (folder / f"{name}.py").write_text(
            HEAD + f"@rule(severity=Severity.INFO, default=False, {declared})\n"
            f"def check(note, context):\n"
            f"    for span in at(note, {old!r}):\n"
            f"        fix = Fix('swap', (Edit(span, {new!r}),), Safety.{safety})\n"
            f"        yield Finding(span, 'swap it', fix=fix)\n"
        )
        sys.modules.pop(f"vaultkit.lint.rules.{name}", None)

    yield add
    for name in [name for name in sys.modules if name.startswith("vaultkit.lint.rules.zz_")]:
        del sys.modules[name]


def fixed(files: dict[str, str], *names: str, safety: Safety = Safety.SAFE) -> Outcome:
    return fix(Vault.of(files), make_policy(Config(), Asked(select=names)), safety=safety)


def texts(outcome: Outcome) -> dict[str, str]:
    return {change.path: (change.after or b"").decode() for change in outcome.changes}


def reasons(outcome: Outcome) -> list[str]:
    return [dropped.reason for dropped in outcome.dropped]


def test_a_fix_of_plain_text_is_made(shelf):
    shelf(b"teh", b"the")
    outcome = fixed({"a.md": "teh cat, teh dog\n", "b.md": "the cat\n"}, "zz-swap")
    assert texts(outcome) == {"a.md": "the cat, the dog\n"}
    assert len(outcome.made) == 2
    assert outcome.report.diagnostics == ()


def test_without_findings_nothing_changes(shelf):
    shelf(b"teh", b"the")
    outcome = fixed({"a.md": "the cat\n"}, "zz-swap")
    assert (outcome.changes, outcome.made, outcome.dropped) == ((), (), ())


@pytest.mark.parametrize(
    ("old", "new", "text", "kind"),
    [
        (b"[[b]]", b"[[c]]", "see [[b]]\n", "links"),
        (b"X", b"`", "a X b [[b]] ` c\n", "links"),
        (b"X", b"`", "a X b ` c\n", "code"),
        (b"X", b"%", "a #tagX b\n", "tags"),
        (b"X", b"-", "Text\nX\n", "headings"),
        (b"year: 1", b"year: 2", "---\nyear: 1\n---\n", "properties"),
    ],
)
def test_a_fix_that_changes_what_it_does_not_declare_is_dropped(shelf, old, new, text, kind):
    shelf(old, new)
    files = {"a.md": text, "b.md": "", "c.md": ""}
    outcome = fixed(files, "zz-swap")
    assert reasons(outcome) == [f"{kind} would change that it does not mend"]
    assert outcome.changes == ()
    if kind != "code" and "`" not in text:
        shelf(old, new, f"touches=({kind!r},)")
        assert len(fixed(files, "zz-swap").changes) == 1


def test_a_fix_that_voids_the_frontmatter_is_dropped(shelf):
    shelf(b"1", b": [", "touches=('properties',)")
    outcome = fixed({"a.md": "---\nyear: 1\n---\n"}, "zz-swap")
    assert reasons(outcome) == ["the frontmatter would not be read any more"]


def test_a_fix_that_renames_a_heading_under_links_is_dropped(shelf):
    shelf(b"Metod", b"Method", "touches=('headings',)")
    assert reasons(fixed({"a.md": "# Metod\n", "b.md": "[[a#metod]]\n"}, "zz-swap")) == [
        "a link into the note would lead elsewhere"
    ]
    own = {"a.md": "# Metod\n\nAs in [[#metod]].\n"}
    assert reasons(fixed(own, "zz-swap")) == ["a link into the note would lead elsewhere"]
    assert texts(fixed({"a.md": "# Metod\n", "b.md": "[[a]]\n"}, "zz-swap")) == {"a.md": "# Method\n"}


def test_a_fix_that_puts_another_heading_before_the_one_that_a_link_means_is_dropped(shelf):
    shelf(b"## Metod", b"# Method", "touches=('headings',)")
    files = {"a.md": "## Metod\n\n## Method\n", "b.md": "[[a#method]]\n"}
    assert reasons(fixed(files, "zz-swap")) == ["a link into the note would lead elsewhere"]


@pytest.mark.parametrize("link", ["[[a#method]]", "[[a#^end]]"])
def test_a_fix_may_give_a_link_that_led_nowhere_what_it_names(shelf, link):
    shelf(b"Metod^", b"Method ^", "touches=('headings',)")
    own, other = f"# Metod^end\n\nSee {link}.\n", f"{link}\n"
    outcome = fixed({"a.md": own, "b.md": other}, "zz-swap")
    assert texts(outcome) == {"a.md": own.replace("Metod^", "Method ^")}
    assert [info.status for info in outcome.report.vault.backlinks("a.md")] == ["resolved"] * 2


def test_a_fix_after_which_its_finding_stands_is_dropped(shelf):
    shelf(b"teh", b"teh!")
    assert reasons(fixed({"a.md": "teh\n"}, "zz-swap")) == ["what it mends would still be there"]


def test_one_bad_fix_does_not_keep_the_good_ones_of_its_note_from_being_made(shelf):
    shelf(b"X", b"Y")
    outcome = fixed({"a.md": "X and `X` and [[X]] X\n"}, "zz-swap")
    assert texts(outcome) == {"a.md": "Y and `X` and [[X]] Y\n"}
    assert sorted(reasons(outcome)) == [
        "code would change that it does not mend",
        "links would change that it does not mend",
    ]


def test_fixes_that_undo_each_other_are_given_up_and_the_note_stays_as_it_was(shelf):
    shelf(b"left", b"right")
    shelf(b"right", b"left", name="zz_back")
    outcome = fixed({"a.md": "left\n", "b.md": "teh\n"}, "zz-swap", "zz-back")
    assert outcome.changes == ()
    assert set(reasons(outcome)) <= {
        "its fix brings itself back",
        "a new finding would come: zz-back, swap it",
    }
    assert [found.rule for found in outcome.report.diagnostics] == ["zz-swap"]


def test_an_unsafe_fix_is_made_only_when_asked_and_a_suggestion_never(shelf):
    shelf(b"teh", b"the", safety="UNSAFE")
    assert fixed({"a.md": "teh\n"}, "zz-swap").changes == ()
    assert texts(fixed({"a.md": "teh\n"}, "zz-swap", safety=Safety.UNSAFE)) == {"a.md": "the\n"}
    shelf(b"teh", b"the", safety="SUGGESTION")
    assert fixed({"a.md": "teh\n"}, "zz-swap", safety=Safety.UNSAFE).changes == ()


def test_a_note_that_is_not_utf_8_is_not_edited(shelf):
    shelf(b"teh", b"the")
    outcome = fix(Vault.of({"a.md": b"teh caf\xe9\n"}), make_policy(Config(), Asked(select=("zz-swap",))))
    assert reasons(outcome) == ["only a note in UTF-8 is edited"]


def test_fixing_twice_is_fixing_once():
    files = {"a.md": "---\nrelated: [[ViT]]\n---\n[[ViT]]\r\n", "V T.md": "---\naliases: [ViT]\n---\n"}
    once = fixed(files, "all")
    assert texts(once) == {"a.md": '---\nrelated: "[[V T|ViT]]"\n---\n[[V T|ViT]]\r\n'}
    assert fixed({**files, **texts(once)}, "all").changes == ()


def test_an_alias_in_a_heading_that_is_linked_to_stays():
    files = {
        "a.md": "# On [[ViT]]\n[[ViT]]\n",
        "b.md": "[[a#On ViT]]\n",
        "V T.md": "---\naliases: [ViT]\n---\n",
    }
    outcome = fixed(files, "alias-as-target")
    assert texts(outcome) == {"a.md": "# On [[ViT]]\n[[V T|ViT]]\n"}
    assert reasons(outcome) == ["headings would change that it does not mend"]


def test_a_fix_that_does_only_after_another_is_made_in_the_same_run(tmp_path):
    """What is dropped is tried again when the note has changed since: else fixing twice were not fixing once."""
    rows = "| [[a|b]] |\n|-|\n"
    world = tmp_path / "vault"
    (world / ".obsidian").mkdir(parents=True)
    (world / "note.md").write_text(
        f"| [[other|o]| [[a|b]] |\n|-|\n{rows * 4}| [x [a|b]] |\n|-|\n", encoding="utf-8"
    )
    policy = make_policy(Config(), Asked(select=("all",)))
    first = fix(open_vault(world), policy)
    after = open_vault(world).changed({change.path: change.after or b"" for change in first.changes})
    assert fix(after, policy).changes == ()


def test_of_many_fixes_the_bad_ones_are_found_by_halves(tmp_path, monkeypatch):
    world = tmp_path / "vault"
    (world / ".obsidian").mkdir(parents=True)
    (world / "note.md").write_text(
        "---\ntags: [ok]\n---\n" + "".join(f"[[Other]] {n}\n\n" for n in range(64)), encoding="utf-8"
    )
    (world / "other.md").write_text("# O\n", encoding="utf-8")
    policy = make_policy(Config(), Asked(select=("case-mismatch",)))
    whole, tried = fixes._Fixing._objection, []

    def refuses(self, report, after, path, made):
        tried.append(len(made))
        bad = [found for found in made if found.start.line == 4 + 2 * 40]
        return "no" if bad else whole(self, report, after, path, made)

    monkeypatch.setattr(fixes._Fixing, "_objection", refuses)
    outcome = fix(open_vault(world), policy)
    assert (len(outcome.made), [dropped.reason for dropped in outcome.dropped]) == (63, ["no"])
    assert len(tried) < 40
