"""Only ``writing/`` writes: no other module makes a file, opens one for writing, renames or removes one.

``vault/index.py`` keeps the cache, in the user's cache folder, and is the one exception.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

PACKAGE = CHECKOUT / "vaultkit"
ALLOWED = ("writing/", "vault/index.py")
METHODS = frozenset(
    [
        "write_text",
        "write_bytes",
        "touch",
        "mkdir",
        "unlink",
        "rmdir",
        "rename",
        "hardlink_to",
        "symlink_to",
        "chmod",
        "lchmod",
    ]
)
OS = frozenset(
    [
        "open",
        "write",
        "pwrite",
        "mkdir",
        "makedirs",
        "mkfifo",
        "mknod",
        "unlink",
        "remove",
        "rmdir",
        "removedirs",
        "rename",
        "renames",
        "replace",
        "link",
        "symlink",
        "truncate",
        "ftruncate",
        "chmod",
        "chown",
        "utime",
        "setxattr",
        "sendfile",
        "fdopen",
    ]
)
SHUTIL = frozenset(
    ["copy", "copy2", "copyfile", "copymode", "copystat", "copytree", "move", "rmtree", "make_archive"]
)
DUMPERS = frozenset({"NamedTemporaryFile", "TemporaryFile", "mkstemp", "mkdtemp", "TemporaryDirectory"})


def writes(source: str) -> Iterator[tuple[int, str]]:
    """Each call in ``source`` that could change a file: its line and its name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module in ("os", "shutil"):
            yield from ((node.lineno, a.name) for a in node.names if a.name in OS | SHUTIL)
        if isinstance(node, ast.Call):
            name = _name(node.func)
            owner, _, last = name.rpartition(".")
            if (
                (owner == "os" and last in OS and not _reads(node, 1))
                or (owner == "shutil" and last in SHUTIL)
                or (last in METHODS and owner not in ("", "os.path"))
                or last in DUMPERS
                or (last == "open" and owner in ("", "io") and not _reads(node, 1))
                or (last == "open" and owner not in ("", "io", "os", "vaultkit") and not _reads(node, 0))
                or (last == "replace" and owner != "dataclasses" and _is_path_replace(node))
            ):
                yield node.lineno, name


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "…"


def _is_path_replace(call: ast.Call) -> bool:
    """``Path.replace`` takes one argument, ``str.replace`` two or three, ``dataclasses.replace`` keywords."""
    return len(call.args) == 1 and not call.keywords and isinstance(call.func, ast.Attribute)


def _reads(call: ast.Call, place: int) -> bool:
    """Whether the mode of an ``open`` is plainly one for reading."""
    given = [word.value for word in call.keywords if word.arg in ("mode", "flags")]
    mode = given[0] if given else call.args[place] if len(call.args) > place else None
    if mode is None or isinstance(mode, ast.Starred):
        return mode is None
    if isinstance(mode, ast.Constant) and isinstance(mode.value, str):
        return not set(mode.value) & set("wax+")
    flags = {node.attr for node in ast.walk(mode) if isinstance(node, ast.Attribute)}
    return bool(flags) and not flags & {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"}


MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if not path.relative_to(PACKAGE).as_posix().startswith(ALLOWED)
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_but_those_in_writing_changes_a_file(path: Path):
    found = list(writes(path.read_text(encoding="utf-8")))
    # The sink that a closed pipe is turned into is no file of anybody's.
    assert [call for call in found if not (path.name == "__init__.py" and _is_sink(path, call[0]))] == []


def _is_sink(path: Path, line: int) -> bool:
    return "os.devnull" in path.read_text(encoding="utf-8").splitlines()[line - 1]


@pytest.mark.parametrize(
    "source",
    [
        "open(path, 'w')",
        "open(path, mode='ab')",
        "open(path, mode)",
        "path.open('r+b')",
        "path.write_text('x')",
        "path.rename(new)",
        "path.replace(new)",
        "os.replace(a, b)",
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "os.open(path, flags)",
        "shutil.copytree(a, b)",
        "tempfile.NamedTemporaryFile()",
        "folder.mkdir()",
        "from os import rename",
    ],
)
def test_the_test_sees_what_writes(source: str):
    assert len(list(writes(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "open(path)",
        "open(path, 'rb')",
        "path.open()",
        "path.open('rb')",
        "os.open(path, os.O_RDONLY | getattr(os, 'O_NONBLOCK', 0))",
        "'a'.replace('a', 'b')",
        "replace(change, before=None)",
        "path.read_bytes()",
        "rename(vault, old, new)",
        "from os import environ",
        "os.path.abspath(path)",
    ],
)
def test_the_test_lets_reading_be(source: str):
    assert list(writes(source)) == []
