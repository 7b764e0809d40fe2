"""Small vaults out of the examples in rules' documentation.

An example is the text of ``note.md``, or of several files::

    See [[MEA]].
        ^^^^^^^ `MEA` is not in the vault
        = did you mean `MAE`?
    --- file: papers/MAE.md
    Mask most of it.
    --- file: old.md (in latin-1)
    --- link: elsewhere.md -> ../elsewhere.md

A line of carets marks a finding in the line above it, column for column; what follows is the message,
and after ``=`` on the next line the help. Under a ``--- file`` line it marks the file itself.
``.obsidian/app.json``, ``types.json`` and ``vaultkit.toml`` are files like any other. A world is
written to a real folder, so that it is read as users' vaults are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from vaultkit.config import load_config
from vaultkit.lint.engine import run
from vaultkit.lint.finding import Diagnostic, Safety
from vaultkit.lint.fixes import fix
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.lint.report import Report
from vaultkit.lint.rule import load_rule
from vaultkit.vault.vault import open_vault

_FILE = re.compile(r"--- file: (.+?)(?: \(in ([\w-]+)\))?\n?\Z")
_LINK = re.compile(r"--- link: (.+?) -> (.+?)\n?\Z")
_CARETS = re.compile(r"( *)(\^+)(?: (.+))?\n?\Z")
_HELP = re.compile(r" *= (.+)\n?\Z")


@dataclass(frozen=True)
class Mark:
    """A finding as an example shows it; ``line`` 0 is the file itself, an empty message or help is any."""

    path: str
    line: int
    column: int
    width: int
    message: str = ""
    help: str = ""


@dataclass(frozen=True)
class World:
    files: Mapping[str, bytes]
    marks: tuple[Mark, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)

    def with_file(self, path: str, data: bytes) -> "World":
        return replace(self, files={**self.files, path: data})

    def write(self, root: Path) -> Path:
        """Put the world into the folder ``root``."""
        root.mkdir(parents=True, exist_ok=True)
        for path, data in self.files.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        for path, target in self.links.items():
            (root / path).symlink_to(target)
        return root

    def lint(self, root: Path, *rules: str) -> Report:
        """Write the world to ``root`` and run ``rules`` over it, without what always runs unless named."""
        report = run(open_vault(self.write(root)), make_policy(load_config(root), _asked(rules)))
        mine = tuple(found for found in report.diagnostics if found.rule in rules)
        return replace(report, diagnostics=mine)

    def fixed(self, root: Path, rule: str) -> Mapping[str, bytes]:
        """The files after every fix of ``rule`` was made and proved, safe or not; none may be dropped."""
        vault = open_vault(self.write(root))
        outcome = fix(vault, make_policy(load_config(root), _asked((rule,))), safety=Safety.SUGGESTION)
        reasons = [dropped.reason for dropped in outcome.dropped]
        assert not reasons, reasons
        return {**self.files, **{change.path: change.after or b"" for change in outcome.changes}}


def _asked(rules: tuple[str, ...]) -> Asked:
    ignored = () if "not-checked" in rules else ("not-checked",)
    if any("suppression" in load_rule(rule).on for rule in rules):
        return Asked(extend_select=rules, ignore=ignored)  # it speaks about what others say
    return Asked(select=rules, ignore=ignored)


def read_world(example: str) -> World:
    """The world that ``example`` shows."""
    texts: dict[str, list[str]] = {}
    encodings: dict[str, str] = {}
    links: dict[str, str] = {}
    marks: list[Mark] = []
    path = "note.md"
    after_carets = False
    for line in example.splitlines(keepends=True):
        if after_carets and (found := _HELP.match(line)):
            marks[-1] = replace(marks[-1], help=found[1])
            continue
        after_carets = bool(_CARETS.match(line))
        if found := _FILE.match(line):
            path = found[1]
            encodings[path] = found[2] or "utf-8"
            texts[path] = []
        elif found := _LINK.match(line):
            path = found[1]
            links[path] = found[2]
            texts[path] = []
        elif found := _CARETS.match(line):
            lines = texts.setdefault(path, [])
            marks.append(Mark(path, len(lines), len(found[1]) + 1, len(found[2]), found[3] or ""))
        else:
            texts.setdefault(path, []).append(line)
    data = {
        name: "".join(lines).encode(encodings.get(name, "utf-8"))
        for name, lines in texts.items()
        if name not in links
    }
    return World(data, tuple(marks), links)


def shown(world: World, diagnostic: Diagnostic) -> Mark:
    """A finding as an example would mark it."""
    said = diagnostic.message, diagnostic.help
    start, end = diagnostic.start, diagnostic.end
    if diagnostic.span == (0, 0):
        return Mark(diagnostic.path, 0, 1, 1, *said)
    width = end.column - start.column
    if end.line > start.line:
        text = world.files[diagnostic.path].decode(errors="replace").removeprefix("\ufeff")
        line = text.splitlines()[start.line - 1]
        width = len(line) - start.column + 1
    return Mark(diagnostic.path, start.line, start.column, max(width, 1), *said)
