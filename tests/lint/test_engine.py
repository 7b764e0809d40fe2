"""The engine gives each finding its name, place and weight, in one order, and hides nothing."""

from vaultkit.config import Config
from vaultkit.lint.engine import run
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.lint.report import Report
from vaultkit.vault.settings import Settings
from vaultkit.vault.vault import Vault

PLAIN = Config()


def lint(vault: Vault, config: Config = PLAIN, *rules: str, **more) -> Report:
    return run(vault, make_policy(config, Asked(select=rules)), **more)


def places(report: Report) -> list[tuple[str, int, int, str]]:
    return [(found.path, *found.start, found.rule) for found in report.diagnostics]


def test_findings_are_in_the_order_of_paths_then_places():
    vault = Vault.of({"b.md": "[[x]]", "a.md": "---\nr: [[x]]\n---\n한글 😀 [[y]] [[x]]"})
    assert places(lint(vault)) == [
        ("a.md", 2, 4, "unquoted-wikilink"),
        ("a.md", 4, 6, "broken-link"),
        ("a.md", 4, 12, "broken-link"),
        ("b.md", 1, 1, "broken-link"),
    ]


def test_an_empty_vault_has_no_findings():
    report = lint(Vault.of({}))
    assert (report.diagnostics, report.checked) == ((), 0)


def test_only_chosen_files_are_reported_against_the_whole_vault():
    vault = Vault.of({"a/a.md": "[[b]] [[x]]", "b/b.md": "[[x]]"})
    report = lint(vault, only=lambda path: path.startswith("a/"))
    assert places(report) == [("a/a.md", 1, 7, "broken-link")]
    assert report.checked == 1


def test_excluded_files_are_silent_but_can_be_linked_to():
    vault = Vault.of({"a.md": "[[b]]", "old/b.md": "[[x]]", "tmp/c.md": "[[x]]"}, Settings(ignored=("old/",)))
    assert places(lint(vault, Config(exclude=("tmp",)))) == []
    assert places(lint(vault)) == [("tmp/c.md", 1, 1, "broken-link")]


def test_severity_comes_from_the_configuration():
    report = lint(Vault.of({"a.md": "[[x]]"}), Config(severity={"broken-link": "info"}))
    assert [found.severity for found in report.diagnostics] == ["info"]


def test_canvases_are_checked_too():
    card = (
        '{"nodes": [{"id": "1", "type": "text", "text": "[[x]]", "x": 0, "y": 0, "width": 1, "height": 1}]}'
    )
    report = lint(Vault.of({"a.canvas": card}), Config(), "broken-link")
    assert places(report) == [("a.canvas", 1, 49, "broken-link")]


def test_progress_is_told_before_each_file():
    told = []
    lint(Vault.of({"a.md": "", "b.png": ""}), progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2)]


def test_one_link_is_never_reported_by_two_rules():
    text = "[[V]] [[x]] [[x.png]] [[a#x]] [[a#^x]] ![[V.png]] [[n]]\n"
    vault = Vault.of({"a.md": text, "V T.md": "---\naliases: [V, V.png]\n---\n", "p/n.md": "", "q/n.md": ""})
    report = lint(vault)
    spans = [found.span for found in report.diagnostics]
    assert len(spans) == len(set(spans)) == 7
