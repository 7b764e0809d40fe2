"""What a stranger may put into a vault: each attack has a name, and a function that plants it."""

import json
import os
import pickle
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Plant = Callable[[Path], None]

OUTSIDE = "outside"
"""A folder beside the vault; its files hold the word ``secret``, which no output may hold."""

PAPER = b"---\ntype: paper\ntitle: A paper\nyear: 2023\nrelated:\n  - '[[good]]'\n---\n# A paper\n[[good]]\n"

REFERENCES = (
    "http://127.0.0.1:9/x.json", "https://example.org/s.json", "file:///etc/passwd", "ftp://127.0.0.1/x", "//127.0.0.1/x",
    "../outside/secret.json", "/etc/passwd", "data:application/json,{}", "jar:file:/x!/y", "\\\\127.0.0.1\\x", "x.json#/a",
    "urn:x", "http://[::1]:9/", "HTTP://127.0.0.1:9", "file:../outside/secret.json", "./../outside/secret.json", "#/nowhere", "#",
)  # fmt: skip
PATTERNS = (
    "(a+)+$", "(a|a)*$", "(a|aa)+$", "(.*)*x", "(.*a){20}", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", "(a?){40}a{40}",
    "([a-zA-Z]+)*$", "(?:a*)*b", "(a*)*b", "((a*)*)*b", "\\s*\\s*\\s*\\s*\\s*$x", "(\\w+\\s?)+$", "^(a|b|ab)*c", "(?=(a+))a*b\\1",
    "(.)\\1{50}(.)\\2*", "a{0,9999}a{0,9999}b", "(?i)(a+)+", "(((((a{9}){9}){9}){9}){9}){9}", ".*.*.*.*.*.*.*=", "(", "[", "(?P<", "*", "\\",
)  # fmt: skip
NAMES = (
    "new\nline", "escape\x1b[2J", "bell\x07", "bidi\u202egpj", "::error::x", "::set-output name=a::b", "##[command]x", "a" * 240,
    "con", "nul", "aux.", "trailing ", "quote\"'", "<script>alert(1)</script>", "%0A::error::", "{{x}}", "$(touch x)", "`touch x`",
    "; touch x", "| touch x", "&& touch x", "--help", "-rf", "~", "a\\b", "..\\..\\x", "C:x", "a:b", "a#b", "a|b", "a^b", "[[a]]", "=1+1",
    "@SUM(1)", "+1", "\tx", "\u2028", "\u2066x", "\x9b31m", "\x85", "\ufeff", "\udcff\udcfe", "file:", "http:", "javascript:alert(1)",
    "onload=x", "]]>", "--><x>", "</script>", "&amp;", "\x01", "\x7f", "%s%n", "{0.__class__}", "é" * 120, "🙂" * 50,
)  # fmt: skip
WORDS = (
    "<% tp.system.exec('touch x') %>", "```dataviewjs\nrequire('child_process').exec('touch x')\n```", "{{config.__class__}}",
    "${jndi:ldap://127.0.0.1/x}", "<script src=http://127.0.0.1:9/></script>", "![](http://127.0.0.1:9/x.png)", "![[../outside/secret.md]]",
    "[x](file:///etc/passwd)", "[[/etc/passwd]]", "[[../../../etc/passwd]]", "<iframe src='file:///etc/passwd'>", "![[\x00]]",
    "\\input{/etc/passwd}", "@import '../outside/secret.md'", "<!-- vaultkit-config: x -->", "%% vaultkit: disable-file %%",
    "```base\nviews:\n  - type: table\n    filters: '../outside'\n```", "{% include '../outside/secret.md' %}", "!include ../outside/secret.md",
    "---\na: !!python/object/apply:os.system ['touch x']\n---\n", "---\na: !!python/name:os.system\n---\n", "---\n<<: *x\n---\n",
    "---\na: &a [*a]\n---\n", "---\ncssclasses: '</style><script>'\n---\n", "---\ntype: ../outside/secret\n---\n", "---\n- - - - -\n---\n",
)  # fmt: skip
SETTINGS = ("app.json", "types.json", "graph.json", "templates.json", "plugins/templater-obsidian/data.json")
MODULES = (
    "yaml",
    "click",
    "json",
    "sitecustomize",
    "usercustomize",
    "vaultkit",
    "networkx",
    "re",
    "conftest",
    "jsonschema",
)


def attacks() -> Iterator[tuple[str, Plant]]:
    """All attacks; each is planted into a vault with a good note and a paper."""
    yield from _configurations()
    yield from _schemas()
    yield from _settings()
    yield from _links()
    yield from _programs()
    for name in NAMES:
        yield f"name {name[:20]!r}", _file(f"{name.replace('/', '_')}.md", PAPER)
    for word in WORDS:
        yield f"words {word[:24]!r}", _file("words.md", word.encode())


def _file(name: str, data: bytes | str) -> Plant:
    def plant(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    return plant


def _both(*plants: Plant) -> Plant:
    def plant(root: Path) -> None:
        for each in plants:
            each(root)

    return plant


def _link(name: str, target: str) -> Plant:
    def plant(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)

    return plant


def _schema(schema: Any) -> Plant:
    words = schema if isinstance(schema, str) else json.dumps(schema)
    return _both(_file("vaultkit.toml", "[schemas]\n'**' = 'own.json'\n"), _file("own.json", words))


def _configurations() -> Iterator[tuple[str, Plant]]:
    for reference in REFERENCES:
        quoted = json.dumps(reference)
        yield f"schema {reference}", _file("vaultkit.toml", f"[schemas]\n'**' = {quoted}\n")
        yield f"bibliography {reference}", _file("vaultkit.toml", f"bibliography = [{quoted}]\n")
        yield f"folder {reference}", _file("vaultkit.toml", f"[folders]\npapers = {quoted}\n")
    for text in (
        "extends = 'http://127.0.0.1:9/x'", "plugins = ['os']", "rules = 'x'", "[tool]\nexec = 'touch x'", "select = ['all']\nselect = []",
        "exclude = ['" + "*a" * 200 + "']", "exclude = ['" + "**/" * 200 + "x']", "exclude = ['[" + "!" * 500 + "']", "a = [" * 5000, "a.b." * 5000,
        "\x00", "x = '\\u0000'", "output = '/tmp/x'", "cache = '../outside'", "image-placeholder = '(a+)+$'", "image-placeholder = '('",
        "select = [" + "'x'," * 20000 + "]", "[rules.similar-tags]\nx = 1", "[[overrides]]\npaths = ['**']\nschemas = {}", "[severity]\nx = 'fatal'",
        "x" * 1_500_000, "d = 1979-13-45", "i = " + "9" * 5000, "f = 1e99999", "\ufeffselect = []", "select = ['\x1b[2J']", "select = ['::error::x']",
    ):  # fmt: skip
        yield f"configuration {text[:30]!r}", _file("vaultkit.toml", text)
    yield (
        "configuration in pyproject",
        _file("pyproject.toml", "[tool.vaultkit]\nbibliography = ['/etc/passwd']\n"),
    )
    yield "configuration that leads out", _link("vaultkit.toml", f"../{OUTSIDE}/vaultkit.toml")
    yield "configuration that is a folder", _file("vaultkit.toml/x", "")
    yield "configuration that is a device", _link("vaultkit.toml", "/dev/zero")
    yield "configuration that is a pipe", lambda root: os.mkfifo(root / "vaultkit.toml")


def _schemas() -> Iterator[tuple[str, Plant]]:
    for reference in REFERENCES:
        yield f"$ref {reference}", _schema({"$ref": reference})
        yield f"$schema {reference}", _schema({"$schema": reference, "type": "object"})
        yield f"$id {reference}", _schema({"$id": reference, "properties": {"title": {"$ref": "other.json"}}})
    yield "$dynamicRef", _schema({"$dynamicRef": "http://127.0.0.1:9/#x"})
    for pattern in PATTERNS:
        title = {"properties": {"title": {"pattern": pattern}}}
        yield (
            f"pattern {pattern}",
            _both(_schema(title), _file("long.md", "---\ntitle: " + "a" * 4000 + "!\n---\n")),
        )
        yield f"patternProperties {pattern}", _schema({"patternProperties": {pattern: {}}})
    for number, words in enumerate((
        "", "[]", "null", "3", "{", "\ufeff{}", "\x00", '{"type": "nonsense"}', '{"$ref": "#"}', '{"allOf": [{"$ref": "#"}]}',
        '{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}', '{"allOf":[' * 3000 + "{}" + "]}" * 3000,
        "[" * 100_000, '{"a":' * 2000 + "1" + "}" * 2000, '{"properties": 3}', '{"required": ["' + '","'.join(map(str, range(9000))) + '"]}',
        '{"minLength": 1e400}', '{"properties": {"year": {"multipleOf": 0}}}', '{"properties": {"year": {"multipleOf": 1e-308}}}',
        '{"properties": {"title": {"maxLength": ' + "9" * 5000 + "}}}", '{"properties": {"title": {"format": "regex"}}}',
        '{"properties": {"title": {"format": "idn-hostname"}}}', '{"properties": {"title": {"format": "uri"}}}', '{"x-vaultkit": {"relation": "\\u001b"}}',
        '{"properties": {"related": {"x-vaultkit": {"relation": "__class__", "symmetric": "x"}}}}', '{"oneOf": [' + "{}," * 5000 + "{}]}",
        '{"uniqueItems": true, "contains": {}}', '{"unevaluatedProperties": false}', '{"enum": ["\\ud800"]}', '{"const": NaN}', "x" * 1_500_000,
    )):  # fmt: skip
        yield f"schema {number} {words[:24]!r}", _schema(words)


def _settings() -> Iterator[tuple[str, Plant]]:
    for name in SETTINGS:
        yield (
            f"{name} leads out",
            _link(f".obsidian/{name}", "../" * (name.count("/") + 2) + f"{OUTSIDE}/secret.json"),
        )
        yield f"{name} is a device", _link(f".obsidian/{name}", "/dev/zero")
        for number, words in enumerate(
            (
                b"",
                b"{",
                b"[]",
                b"\xff",
                b"[" * 100_000,
                b'{"types": [1]}',
                b'{"folder": "../../outside"}',
                b"9" * 5000,
            )
        ):
            yield f"{name} {number}", _file(f".obsidian/{name}", words)
    for pattern in PATTERNS:
        ignored = json.dumps({"userIgnoreFilters": [f"/{pattern}/"]})
        yield (
            f"ignored {pattern}",
            _both(_file(".obsidian/app.json", ignored), _file("a" * 200 + "!.md", PAPER)),
        )
    for folder in ("../../outside", "/etc", "./..", "a/../../outside", "\x00", "\n", "C:\\"):
        yield (
            f"attachments {folder!r}",
            _file(".obsidian/app.json", json.dumps({"attachmentFolderPath": folder})),
        )


def _links() -> Iterator[tuple[str, Plant]]:
    for name in (
        "out.md",
        "out.canvas",
        "out.base",
        "out.png",
        "deep/er/out.md",
        ".vaultkit",
        ".vaultkit/import",
        "papers",
        "digests",
    ):
        up = "../" * (name.count("/") + 1)
        yield f"link {name} to a file", _link(name, f"{up}{OUTSIDE}/secret.md")
        yield f"link {name} to a folder", _link(name, f"{up}{OUTSIDE}")
        yield f"link {name} to itself", _link(name, name.rpartition("/")[2])
        yield f"link {name} to the vault", _link(name, up)
        yield f"link {name} to nothing", _link(name, "/nowhere")
        yield f"link {name} to a device", _link(name, "/dev/zero")
    yield (
        "a link to a link that leads out",
        _both(_link("one.md", "two.md"), _link("two.md", f"../{OUTSIDE}/secret.md")),
    )
    yield "a link into a hidden folder", _both(_file(".git/config", "[x]"), _link("config.md", ".git/config"))
    yield "a pipe as a note", lambda root: os.mkfifo(root / "pipe.md")
    for kind, node in (
        ("file", {"file": "../outside/secret.md"}),
        ("link", {"url": "http://127.0.0.1:9"}),
        ("group", {"background": "/etc/passwd"}),
        ("text", {"text": "![[../outside/secret.md]]"}),
    ):
        canvas = json.dumps(
            {
                "nodes": [{"id": "1", "type": kind, "x": 0, "y": 0, "width": 1, "height": 1, **node}],
                "edges": [],
            }
        )
        yield f"canvas {kind}", _file("x.canvas", canvas)


class _Bomb:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("touch executed",)


def _programs() -> Iterator[tuple[str, Plant]]:
    touch = "import pathlib; pathlib.Path('executed').touch()\n"
    for name in MODULES:
        yield f"module {name}", _both(_file(f"{name}.py", touch), _file(f"{name}/__init__.py", touch))
    for name in (
        ".vaultkit/cache",
        ".vaultkit/index.sqlite",
        ".vaultkit/import/x.json",
        ".vaultkit_cache/x",
        "vaultkit.sqlite",
        ".cache/vaultkit/x.sqlite",
    ):
        yield f"pickle {name}", _file(name, pickle.dumps(_Bomb()))
        yield f"forged {name}", _file(name, b"SQLite format 3\x00" + b"\x00" * 200)
        yield (
            f"base {name}",
            _file(name, b'{"form": 1, "sha256": "", "base": {"path": "../outside/secret.md"}}'),
        )
    for name in ("pre-commit", "post-checkout", "fsmonitor-watchman"):
        yield f"hook {name}", _file(f".git/hooks/{name}", "#!/bin/sh\ntouch executed\n")
    for name in (
        ".env",
        ".python-version",
        "Makefile",
        ".pre-commit-config.yaml",
        "setup.py",
        "pyvenv.cfg",
        ".netrc",
        ".gitattributes",
        "tox.ini",
        "site.pth",
    ):
        yield f"file {name}", _file(name, touch)


GIT = {
    "fsmonitor": "[core]\n\tfsmonitor = touch PROOF;false\n",
    "hooks": "[core]\n\thooksPath = ../outside\n",
    "pager": "[core]\n\tpager = touch PROOF\n[pager]\n\tls-files = true\n\trev-parse = touch PROOF\n",
    "alias": "[alias]\n\tls-files = !touch PROOF\n\tcat-file = !touch PROOF\n",
    "filter": "[filter \"x\"]\n\tclean = touch PROOF\n\tsmudge = touch PROOF\n\tprocess = touch PROOF\n",
    "textconv": "[diff \"x\"]\n\ttextconv = touch PROOF\n",
    "editor": "[core]\n\teditor = touch PROOF\n\taskPass = touch PROOF\n\tsshCommand = touch PROOF\n",
    "promisor": "[extensions]\n\tpartialClone = origin\n[remote \"origin\"]\n\tpromisor = true\n\turl = ../outside\n\tuploadpack = touch PROOF;false\n",
    "promisor by ext": "[protocol]\n\tallow = always\n[protocol \"ext\"]\n\tallow = always\n[extensions]\n\tpartialClone = origin\n"
    "[remote \"origin\"]\n\tpromisor = true\n\turl = ext::sh -c 'touch PROOF'\n",
    "promisor by ssh": "[core]\n\tsshCommand = touch PROOF;false\n[extensions]\n\tpartialClone = origin\n"
    "[remote \"origin\"]\n\tpromisor = true\n\turl = ssh://x@127.0.0.1/x\n",
    "promisor by http": "[extensions]\n\tpartialClone = origin\n[remote \"origin\"]\n\tpromisor = true\n\turl = http://127.0.0.1:9/x\n",
}  # fmt: skip


def plant_repository(root: Path, attack: str, proof: Path) -> None:
    """Make the vault a repository of two commits in which a note's content is missing, under a hostile configuration."""
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "one"]):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)
    (root / "good.md").write_bytes(b"# Changed\n")
    (root / ".gitattributes").write_text("* filter=x diff=x\n")
    subprocess.run(["git", "add", "."], cwd=root, check=True, capture_output=True)
    found = subprocess.run(
        ["git", "rev-parse", ":paper.md"], cwd=root, check=True, capture_output=True, text=True
    )
    name = found.stdout.strip()
    if attack.startswith("promisor"):
        (root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with (root / ".git" / "config").open("a") as stream:
        stream.write("[core]\n\trepositoryFormatVersion = 1\n" + GIT[attack].replace("PROOF", str(proof)))
