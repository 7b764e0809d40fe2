"""The one way in which XML formats are written: what XML cannot hold is made visible, the rest escaped."""

from collections.abc import Iterable, Mapping
from re import compile as pattern
from unicodedata import normalize
from xml.sax.saxutils import escape, quoteattr

from vaultkit.graph.exporters._text import distinct, legible
from vaultkit.graph.model import Value

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Letters that every edition of XML and every reader takes for a name token.
_NOT_NAME = pattern("[^A-Za-z0-9._:\\-À-ÖØ-öø-ıぁ-ゔァ-ヺ一-龥가-힣]")


def text(value: Value) -> str:
    """``value`` between two tags; truth is ``true`` or ``false``."""
    return escape(legible(_plain(value)), {"\r": "&#13;"})


def tag(name: str, *children: str, **attributes: Value) -> str:
    """An element; ``_`` at the end of an attribute's name is dropped, inside it is ``-``."""
    pairs = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(legible(_plain(value)))}"
        for key, value in attributes.items()
    )
    return f"<{name}{pairs}>{''.join(children)}</{name}>" if children else f"<{name}{pairs}/>"


def name_tokens(nodes: Iterable[str]) -> dict[str, str]:
    """A name token (XML's NMTOKEN) for each id, no two equal: ``papers/MAE.md`` is ``papers:MAE.md``."""
    wanted = ((node, _NOT_NAME.sub("_", normalize("NFC", node.replace("/", ":")))) for node in nodes)
    return distinct(wanted)


def column_types(rows: Iterable[Mapping[str, Value]]) -> dict[str, str]:
    """The type of each attribute, as GraphML and GEXF both name it, in order of first appearance."""
    names = {bool: "boolean", int: "long", float: "double"}
    types: dict[str, str] = {}
    for row in rows:
        for key, value in row.items():
            kind = names.get(type(value), "string")
            # Notes disagree about a property's type now and then; text holds them all.
            if types.setdefault(key, kind) != kind:
                types[key] = "string"
    return types


def file(root: str) -> bytes:
    """The bytes of an XML file."""
    return f"{HEAD}{root}\n".encode()


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(value) if isinstance(value, list) else str(value)
