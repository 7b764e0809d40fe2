"""Bring the generated parts of the documentation up to date: ``python -m scripts.write_docs``.

Three things are generated: the pages ``docs/rules/NAME.md``, from the rules' docstrings; the blocks
between ``<!-- generated: WHAT -->`` and ``<!-- end -->``, from schemas, help texts, shelves and figures;
and the output in console fences (``transcripts.py``). ``tests/test_docs.py`` holds all of it fresh.
"""

import ast
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from scripts.promises import PROMISES, figure
from scripts.transcripts import CHECKOUT, replay
from vaultkit import registry
from vaultkit.cli import vaultkit
from vaultkit.lint.rule import Rule, load_rules

DOCS = CHECKOUT / "docs"
SCHEMAS = CHECKOUT / "schemas"
BY_HAND = (
    CHECKOUT / "README.md",
    CHECKOUT / "CONTRIBUTING.md",
    CHECKOUT / "SECURITY.md",
    *sorted(DOCS.glob("*.md")),
)
_BLOCK = re.compile(r"^(<!-- generated: ([^\n]+?) -->\n).*?^(<!-- end -->)$", re.MULTILINE | re.DOTALL)


def pages() -> dict[Path, str]:
    """Every page as it should be, by its path; what stands by hand is taken as it is."""
    made = {DOCS / "rules" / f"{rule.name}.md": rule_page(rule) for rule in load_rules().values()}
    made |= {
        CHECKOUT / "vaultkit" / "cli" / "_help" / f"{columns}.txt": help_page(columns)
        for columns in (80, 100)
    }
    for path in BY_HAND:
        made[path] = fresh(path.read_text(encoding="utf-8"))
    return made


def fresh(page: str) -> str:
    """A page that is written by hand, with its generated blocks and shown output as they are now."""
    return replay(_BLOCK.sub(_fill, page))


def left_over() -> list[Path]:
    """Pages of rules that are no more."""
    known = load_rules()
    return [path for path in sorted((DOCS / "rules").glob("*.md")) if path.stem not in known]


def _fill(block: re.Match[str]) -> str:
    what, _, argument = block[2].partition(" ")
    make: Callable[[str], str] = BLOCKS[what]
    return f"{block[1]}\n{make(argument).strip()}\n\n{block[3]}"


def rule_page(rule: Rule) -> str:
    """A rule's page: how it runs, then its docstring."""
    runs = "always runs" if rule.always else "runs by default" if rule.default else "runs when selected"
    options = [f"`{name}`" for name in rule.options]
    facts = (
        f"weight: {rule.severity}",
        runs,
        "`--fix` mends it" if rule.fixable else "no fix",
        *([f"options: {', '.join(options)}"] if options else []),
    )
    return (
        "<!-- Generated from the rule's docstring by scripts/write_docs.py. -->\n\n"
        f"# {rule.name}\n\n*{' · '.join(facts)}*\n\n{rule.documentation.source.strip()}\n\n"
        "[All rules](../rules.md)\n"
    )


def help_page(columns: int) -> str:
    """What ``vaultkit --help`` prints on a terminal of ``columns``; it lies beside the commands."""
    return _help(("--help",), columns - 2)  # as click does, which leaves two free


def _help(arguments: tuple[str, ...], width: int) -> str:
    return (
        CliRunner()
        .invoke(vaultkit, arguments, prog_name="vaultkit", terminal_width=width, catch_exceptions=False)
        .output
    )


def rules_block(argument: str) -> str:
    """A table of all rules."""
    rows = [
        (
            f"[{rule.name}](rules/{rule.name}.md)",
            rule.documentation.summary,
            str(rule.severity),
            "yes" if rule.default or rule.always else "",
            "yes" if rule.fixable else "",
        )
        for rule in load_rules().values()
    ]
    return _table(("rule", "what is wrong", "weight", "by default", "fix"), rows)


def commands_block(argument: str) -> str:
    """Every command's help, under a heading of its own."""

    def walk(group: click.Command, words: tuple[str, ...]) -> Iterator[str]:
        shown = _help((*words, "--help"), 80)
        yield f"## {' '.join(('vaultkit', *words))}\n\n```text\n{shown.rstrip()}\n```\n"
        if isinstance(group, click.Group):
            context = click.Context(group)
            for name in group.list_commands(context):
                if command := group.get_command(context, name):
                    yield from walk(command, (*words, name))

    return "\n".join(walk(vaultkit, ()))


def shelf_block(argument: str) -> str:
    """What stands on a shelf such as ``vaultkit.lint.reporters``: each entry with its first sentence."""
    return _table(
        ("name", "what it is"), [(f"`{name}`", _summary(m)) for name, m in registry.modules(argument).items()]
    )


def keys_block(argument: str) -> str:
    """Every key of the configuration, under a heading of its own."""
    schema = _schema("config")

    def section(name: str, about: dict[str, Any], level: int) -> Iterator[str]:
        about = _resolved(about, schema)
        yield f"{'#' * level} {name}\n\n{_escaped(about['description'])}\n\nTakes: {_takes(about, schema)}.\n"
        if "default" in about and about["default"] not in ([], {}):
            yield f"Default: `{_toml(about['default'])}`\n"
        inner = about.get("properties") or about.get("items", {}).get("properties")
        if inner:
            rows = []
            for key, value in inner.items():
                value = _resolved(value, schema)
                default = f"`{_toml(value['default'])}`" if value.get("default") not in (None, [], {}) else ""
                rows.append((f"`{key}`", _escaped(value["description"]), default))
            yield _table(("key", "meaning", "default"), rows)

    return "\n".join(line for name, about in schema["properties"].items() for line in section(name, about, 3))


def schema_block(argument: str) -> str:
    """The properties that a shipped schema knows."""
    schema = _schema(argument)
    rows = []
    for name, about in schema["properties"].items():
        whole = _resolved(about, schema)
        must = "yes" if name in schema["required"] else ""
        rows.append((f"`{name}`", _takes(whole, schema), must, _escaped(whole.get("description", ""))))
    return _table(("property", "value", "must", "meaning"), rows)


def source_block(argument: str) -> str:
    """A file of the repository as it stands."""
    return f"````python\n{(CHECKOUT / argument).read_text(encoding='utf-8')}````"


def promises_block(argument: str) -> str:
    """Each promise with its test and its latest figures."""
    rows = [(each.words, each.tested, f"`{each.where}`", figure(each.name)) for each in PROMISES]
    return _table(("promise", "how it is tested", "where", "latest figures"), rows)


BLOCKS: dict[str, Callable[[str], str]] = {
    "rules": rules_block,
    "commands": commands_block,
    "shelf": shelf_block,
    "keys": keys_block,
    "schema": schema_block,
    "source": source_block,
    "promises": promises_block,
}


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *(tuple(c.replace("|", "\\|") for c in row) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _summary(module: str) -> str:
    spec = find_spec(module)
    source = Path(spec.origin).read_text(encoding="utf-8") if spec and spec.origin else ""
    first = (ast.get_docstring(ast.parse(source)) or "").partition("\n\n")[0]
    return " ".join(first.split()).replace("``", "`")


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def _resolved(about: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference = about.get("$ref")
    if reference is None:
        return about
    place, _, pointer = reference.partition("#/$defs/")
    home = _schema(place.rpartition("/")[2].removesuffix(".schema.json")) if place else schema
    return {**_resolved(home["$defs"][pointer], home), **about}


def _takes(about: dict[str, Any], schema: dict[str, Any]) -> str:
    """What a value may be, in a few words."""
    about = _resolved(about, schema)
    if expected := about.get("x-vaultkit", {}).get("expected"):
        return re.sub(r'"\[\[.*?\]\]"', r"`\g<0>`", expected)
    if "const" in about:
        return f"`{about['const']}`"
    if "enum" in about:
        return ", ".join(f"`{value}`" for value in about["enum"])
    kinds = about.get("type", "anything")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if "array" in kinds:
        item = _takes(about.get("items", {}), schema)
        return f"{item}, or a list of such" if "string" in kinds else f"a list; each: {item}"
    if "object" in kinds:
        each = about.get("additionalProperties")
        return (
            f"a table; each value: {_takes(each, schema)}" if isinstance(each, dict) and each else "a table"
        )
    words = {"string": "text", "integer": "a whole number", "boolean": "true or false"}
    shown = words.get(kinds[0], kinds[0])
    if about.get("format") in ("date", "uri", "regex"):
        shown = {"date": "a date: `2023-03-23`", "uri": "an address", "regex": "a pattern"}[about["format"]]
    low, high = about.get("minimum"), about.get("maximum")
    return f"{shown}, {low} to {high}" if low is not None and high is not None else shown


def _escaped(text: str) -> str:
    return text if text.endswith(".") else f"{text}." if text else ""


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {json.dumps(each)}" for key, each in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def write() -> list[Path]:
    """Write what is not fresh; the paths that were changed or removed."""
    changed = left_over()
    for path in changed:
        path.unlink()
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


if __name__ == "__main__":
    for path in write():
        print(path.relative_to(CHECKOUT))
    sys.exit(0)
