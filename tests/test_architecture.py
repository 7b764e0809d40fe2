"""The laws of the house, held by reading every module: who imports whom, one door for each dependency."""

import ast
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest

from tests.conftest import CHECKOUT
from vaultkit.registry import modules

# A room may import those of a lower floor, and itself; rooms of one floor do not know each other.
FLOORS = {
    "__init__": 5,
    "__main__": 5,
    "api": 4,
    "cli": 4,
    "digest": 3,
    "graph": 3,
    "lint": 3,
    "rewrite": 3,
    "config": 2.5,
    "vault": 2,
    "writing": 2,
    "source": 1,
    "registry": 0.5,
    "errors": 0,
}

DOORS = {
    "bibtexparser": ("digest.readers",),
    "click": ("cli",),
    "frontmatter": ("source.frontmatter",),
    "jinja2": ("digest.template",),
    "jsonschema": ("vault.schema",),
    "mistune": ("digest.readers", "graph.viewer"),
    "networkx": ("graph",),
    "numpy": ("graph",),
    "pylatexenc": ("digest.readers",),
    "pyromark": ("source.markdown",),
    "referencing": ("vault.schema",),
    "sqlite3": ("vault.index",),
    "watchfiles": ("cli",),
    "yaml": ("source.frontmatter",),
    "yaml12": ("source.frontmatter",),
}

# Ways to change a disk, by the name of the thing called. Only `writing` may, and the index its own cache.
WRITERS = ("writing", "vault.index")
WRITING_METHODS = {
    "hardlink_to",
    "rename",
    "rmdir",
    "symlink_to",
    "touch",
    "unlink",
    "write_bytes",
    "write_text",
}
WRITING_FUNCTIONS = {
    "os": {
        "link",
        "open",
        "remove",
        "rename",
        "renames",
        "replace",
        "rmdir",
        "symlink",
        "truncate",
        "unlink",
    },
    "shutil": {"copy", "copy2", "copyfile", "copytree", "move", "rmtree"},
}
WRITING_FLAGS = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND")

HEAVY = ("frontmatter", "jsonschema", "mistune", "networkx", "numpy", "sqlite3")
RULE, COMMAND, MODULE = 60, 60, 300


def sources() -> dict[str, str]:
    """Every module of the package by its name within it: ``source.text``."""
    found = {}
    for path in sorted((CHECKOUT / "vaultkit").rglob("*.py")):
        parts = path.relative_to(CHECKOUT / "vaultkit").with_suffix("").parts
        name = ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)
        found[name] = path.read_text(encoding="utf-8")
    return found


def imports(module: str, tree: ast.Module) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it; ``from a import b`` is ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def breaches(module: str, source: str) -> list[str]:
    """Each law that the module breaks, in words."""
    tree = ast.parse(source)
    return [*_wrong_ways(module, tree), *_side_doors(module, tree), *_writes(module, tree)]


def _wrong_ways(module: str, tree: ast.Module) -> Iterator[str]:
    room = module.partition(".")[0]
    for name in imports(module, tree):
        package, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if package != "vaultkit" or other == room:
            continue
        if other == "__version__":
            continue
        # What is no room of its own is in the package's own module, the library's front.
        if FLOORS.get(other, FLOORS["__init__"]) >= FLOORS[room]:
            yield f"{module} imports {name}"


def _side_doors(module: str, tree: ast.Module) -> Iterator[str]:
    for name in imports(module, tree):
        package = name.partition(".")[0]
        if package == "vaultkit" or (package in sys.stdlib_module_names and package not in DOORS):
            continue
        doors = DOORS.get(package, ())
        if not doors:
            yield f"{module} imports {name}, which has no door"
        elif not any(module == door or module.startswith(f"{door}.") for door in doors):
            yield f"{module} imports {name}, whose door is {' or '.join(doors)}"


def _writes(module: str, tree: ast.Module) -> Iterator[str]:
    if any(module == writer or module.startswith(f"{writer}.") for writer in WRITERS):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _changes_a_disk(node):
            yield f"{module} writes: {ast.unparse(node)}"


def _changes_a_disk(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in WRITING_FUNCTIONS:
            if (owner, name) == ("os", "open"):
                to_nowhere = bool(call.args) and ast.unparse(call.args[0]) == "os.devnull"
                return not to_nowhere and any(flag in ast.unparse(call) for flag in WRITING_FLAGS)
            return name in WRITING_FUNCTIONS[owner]
        case ast.Attribute(value=ast.Name(id="webbrowser")):
            return False
        case ast.Attribute(attr="open"):
            mode = call.args[0] if call.args else None
        case ast.Attribute(attr=name):
            return name in WRITING_METHODS
        case ast.Name(id="open"):
            mode = call.args[1] if len(call.args) > 1 else None
        case _:
            return False
    mode = next((keyword.value for keyword in call.keywords if keyword.arg == "mode"), mode)
    if mode is None:
        return False
    return not (
        isinstance(mode, ast.Constant) and isinstance(mode.value, str) and not set(mode.value) & set("wax+")
    )


def code_lines(source: str) -> int:
    """The lines that hold code: no blank ones, comments or docstrings."""
    docstrings = set()
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            docstrings |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    skipped = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in skipped:
            lines |= set(range(token.start[0], token.end[0] + 1))
    return len(lines - docstrings)


@pytest.mark.parametrize(("module", "source"), sources().items(), ids=sources())
def test_a_module_keeps_the_laws(module: str, source: str):
    assert breaches(module, source) == []


@pytest.mark.parametrize(
    ("module", "source", "said"),
    [
        (
            "source.text",
            "from vaultkit.vault.note import Note",
            "source.text imports vaultkit.vault.note.Note",
        ),
        (
            "lint.engine",
            "def f():\n    import vaultkit.graph.build",
            "lint.engine imports vaultkit.graph.build",
        ),
        (
            "vault.note",
            "from vaultkit.writing.change import Change",
            "vault.note imports vaultkit.writing.change.Change",
        ),
        ("errors", "from vaultkit import registry", "errors imports vaultkit.registry"),
        ("graph.build", "import vaultkit", "graph.build imports vaultkit"),
        ("vault.scan", "from vaultkit.config import Config", "vault.scan imports vaultkit.config.Config"),
        ("lint.engine", "import networkx as nx", "lint.engine imports networkx, whose door is graph"),
        (
            "lint.schemata",
            "from yaml import load",
            "lint.schemata imports yaml.load, whose door is source.frontmatter",
        ),
        (
            "vault.schemata",
            "import jsonschema",
            "vault.schemata imports jsonschema, whose door is vault.schema",
        ),
        (
            "lint.schemata",
            "import requests.adapters",
            "lint.schemata imports requests.adapters, which has no door",
        ),
        ("vault.scan", "import sqlite3", "vault.scan imports sqlite3, whose door is vault.index"),
        ("lint.fixes", "path.write_text('x')", "lint.fixes writes: path.write_text('x')"),
        ("lint.fixes", "open(path, 'w')", "lint.fixes writes: open(path, 'w')"),
        ("lint.fixes", "path.open(mode='ab')", "lint.fixes writes: path.open(mode='ab')"),
        ("lint.fixes", "open(path, mode)", "lint.fixes writes: open(path, mode)"),
        ("lint.fixes", "os.open(a, os.O_RDWR)", "lint.fixes writes: os.open(a, os.O_RDWR)"),
        ("lint.fixes", "os.replace(a, b)", "lint.fixes writes: os.replace(a, b)"),
        ("cli.lint", "shutil.rmtree(a)", "cli.lint writes: shutil.rmtree(a)"),
    ],
)
def test_a_breach_is_seen(module: str, source: str, said: str):
    assert breaches(module, source) == [said]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("lint.engine", "from vaultkit.vault.vault import Vault\nfrom vaultkit.config import Config"),
        ("lint.engine", "from vaultkit.lint.rule import Rule\nimport re"),
        ("config", "from vaultkit.vault.schema import load_schema"),
        ("cli.lint", "import click\nimport vaultkit.lint.engine\nfrom vaultkit import __version__"),
        ("graph.exporters.json", "import networkx"),
        ("source.frontmatter.read", "import yaml12"),
        ("writing.safe_write", "os.replace(a, b)\npath.write_bytes(b'')"),
        ("lint.fixes", "open(path)\nopen(path, 'rb')\npath.open('r')\ntext.replace('a', 'b')"),
        ("cli", "os.open(os.devnull, os.O_WRONLY)"),
        ("cli.graph.html", "webbrowser.open(address)"),
        ("vault.index", "path.unlink()"),
        ("vault.read", "os.open(path, os.O_RDONLY | os.O_NONBLOCK)"),
    ],
)
def test_what_the_laws_allow_is_no_breach(module: str, source: str):
    assert breaches(module, source) == []


@pytest.mark.parametrize(("module", "source"), sources().items(), ids=sources())
def test_a_module_has_room(module: str, source: str):
    shelf, _, name = module.rpartition(".")
    most = MODULE
    if not name.startswith("_"):
        most = {"lint.rules": RULE, "cli": COMMAND}.get(shelf, MODULE)
    assert code_lines(source) <= most


def test_every_package_behind_a_door_is_a_dependency():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = (*project["dependencies"], *project["optional-dependencies"]["watch"])
    declared = {re.split(r"[^\w.-]", name)[0].lower() for name in listed}
    behind = packages_distributions()
    needed = {
        package: {name.lower() for name in behind[package]}
        for package in set(DOORS) - sys.stdlib_module_names
    }
    assert {package for package, names in needed.items() if not names & declared} == set()


def test_code_lines_leave_out_what_is_no_code():
    assert (
        code_lines(
            '"""Doc\n\nstring."""\n\n# why\nx = (\n    1,\n)\n\n\ndef f():\n    """Doc."""\n    return x\n'
        )
        == 5
    )


def test_every_command_can_be_imported_without_a_heavy_package():
    commands = list(modules("vaultkit.cli").values())
    script = (
        f"import importlib, sys\nfor name in {commands!r}: importlib.import_module(name)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"


def test_the_spine_can_be_imported_without_a_heavy_package():
    script = (
        "import sys, vaultkit.config, vaultkit.vault.schema, vaultkit.cli\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"


def test_every_folder_of_the_package_is_a_package():
    package = CHECKOUT / "vaultkit"
    folders = {path.parent for path in package.rglob("*.py")}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_the_package_says_that_it_is_typed():
    assert (CHECKOUT / "vaultkit" / "py.typed").is_file()
