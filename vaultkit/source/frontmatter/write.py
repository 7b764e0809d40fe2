"""How a new note is written: properties in block style, each reading back as the type it has."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import frontmatter
import yaml
import yaml12
from frontmatter.default_handlers import BaseHandler

from vaultkit.source.frontmatter.limits import refusal
from vaultkit.source.frontmatter.read import read_frontmatter
from vaultkit.source.text import Text

_LINE_BREAK = re.compile("[\n\r\x85\u2028\u2029]")


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        style = str(super().choose_scalar_style() or "")
        return '"' if style == "'" else style

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _string(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if _reads_plain(value) else '"')


def _reads_plain(value: str) -> bool:
    """Whether YAML 1.2 reads ``value`` without quotes as itself (PyYAML looks after YAML 1.1)."""
    if value.startswith(("[", "{", "@", "*", "&", "!")) or _LINE_BREAK.search(value):
        return False
    if refusal(value):
        return False
    try:
        return bool(yaml12.parse_yaml(f"- {value}") == [value])
    except ValueError:
        return False


_Dumper.add_representer(str, _string)


_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_PLAIN = re.compile(r"[^\W_][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*")
_RESOLVER: Any = yaml.resolver.Resolver()
_TEXT = "tag:yaml.org,2002:str"
_quoted = json.JSONEncoder(ensure_ascii=False).encode


def _flat(properties: Mapping[str, object]) -> str | None:
    """Properties of plain values and lists of them, as the dumper writes them but faster; else None."""
    rows: list[str] = []
    for name, value in properties.items():
        if not _is_plain_name(name):
            return None
        items = value if isinstance(value, list) else [value]
        shown = [_scalar(item) for item in items]
        if not shown or None in shown:
            return None
        rows += (
            [f"{name}:", *(f"  - {item}" for item in shown)]
            if isinstance(value, list)
            else [f"{name}: {shown[0]}"]
        )
    return "\n".join(rows)


def _scalar(value: object) -> str | None:
    if isinstance(value, int):
        return str(value).lower()
    return _string_of(value) if isinstance(value, str) and value.isprintable() else None


@lru_cache(maxsize=256)
def _is_plain_name(name: str) -> bool:
    is_name = bool(_NAME.fullmatch(name))
    return is_name and _RESOLVER.resolve(yaml.ScalarNode, name, (True, False)) == _TEXT


@lru_cache(maxsize=4096)  # of thousands of notes, most have the same few venues and sources
def _string_of(value: str) -> str:
    is_plain = (
        _PLAIN.fullmatch(value)
        and _RESOLVER.resolve(yaml.ScalarNode, value, (True, False)) == _TEXT
        and _reads_plain(value)
    )
    return value if is_plain else _quoted(value)


class _Handler(BaseHandler):
    """python-frontmatter's form of our YAML 1.2."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def load(self, fm: str, **_: object) -> Any:
        return yaml12.parse_yaml(fm)

    def export(self, metadata: dict[str, object], **_: object) -> str:
        flat = _flat(metadata)
        if flat is not None:
            return flat
        text = yaml.dump(
            metadata,
            Dumper=_Dumper,
            default_flow_style=False,
            sort_keys=False,
            allow_unicode=True,
            width=10**9,
        )
        return text.rstrip("\n")


def compose_note(properties: Mapping[str, Any], body: str) -> bytes:
    """A new note: ``properties`` as frontmatter that reads back as itself, then ``body``, one final line end.

    Strings that YAML would read as something else are quoted, and so is every wikilink. Raises
    ``ValueError`` when a value is not plain data and so would not read back.
    """
    post = frontmatter.Post(body.strip("\n"))
    post.metadata = dict(properties)
    note = (frontmatter.dumps(post, handler=_Handler()).rstrip("\n") + "\n").encode()
    read = read_frontmatter(Text(note))
    if read is None or read.problem or dict(read.data) != dict(properties):
        raise ValueError(f"these properties cannot be written as YAML: {sorted(properties)}")
    return note
