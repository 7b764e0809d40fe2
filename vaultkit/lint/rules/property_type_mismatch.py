"""A property's value is not of the type that the vault gives it.

## What it does
Compares each property with the type that Obsidian keeps for its name in `.obsidian/types.json`: text,
list, number, checkbox, date, or date and time. `tags`, `aliases` and `cssclasses` are lists. One string
is fine where a list is meant, a time or a link where a date is, and so is a property without a value, or
with `{{date}}` as in a template. What a note's schema says of the value already is not said again.

## Why is this bad?
Obsidian shows such a value with a warning sign, sorts and filters pass it by, and one click in the
property editor may replace it.

## Example
```md bad
---
year: "2022"
      ^^^^^^ property `year` is a number in this vault, not text
read: 3 May 2024
      ^^^^^^^^^^ property `read` is a date in this vault, not `3 May 2024`
      = write it as `2024-05-31`
aliases:
  short: MAE
  ^^^^^^^^^^ property `aliases` is a list in this vault, not a mapping
---
--- file: .obsidian/types.json
{"types": {"year": "number", "read": "date"}}
```

```md good
---
year: 2022
read: 2024-05-03
rating:
seen: "[[2024-05-03]]"
created: {{date}}
aliases: MAE
other: [1, 2]
---
--- file: .obsidian/types.json
{"types": {"year": "number", "read": "date", "seen": "date", "created": "date", "rating": "number"}}
```
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.lint.templates import is_placeholder
from vaultkit.source.frontmatter import places
from vaultkit.vault.note import Note

SHOWN: Final = {
    "text": "text", "multitext": "a list", "tags": "a list", "aliases": "a list", "number": "a number",
    "checkbox": "a checkbox", "date": "a date", "datetime": "a date and time",
}  # fmt: skip
HELP: Final = {
    "date": "write it as `2024-05-31`",
    "datetime": "write it as `2024-05-31T09:30:00`",
    "checkbox": "write `true` or `false`",
}
_LISTS: Final = {"tags": "tags", "aliases": "aliases", "cssclasses": "multitext"}
_LINK: Final = re.compile(r"\[\[[^\[\]]+\]\]")
_DATE: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)


@rule(severity=Severity.WARNING, yields_to=("schema-violation", "unquoted-wikilink"))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each property of another type than the vault's."""
    types = {**_LISTS, **context.vault.settings.property_types}
    wrong = [
        (name, kind, value)
        for name, value in note.properties.items()
        if (kind := types.get(name.lower())) in SHOWN and not _fits(value, kind)
    ]
    if note.frontmatter is None or not wrong:
        return
    located = places(note.text, note.frontmatter)
    for name, kind, value in wrong:
        span = located[name,].value if (name,) in located else note.frontmatter.yaml
        if is_placeholder(note.text.slice(span)):
            continue
        message = f"property `{name}` is {SHOWN[kind]} in this vault, not {_what(value, kind)}"
        yield Finding(span, message, HELP.get(kind, ""))


def _fits(value: Any, kind: str) -> bool:
    if value is None or value == "":
        return True
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "checkbox":
        return isinstance(value, bool)
    if kind in ("date", "datetime"):
        return isinstance(value, str) and bool(_DATE.fullmatch(value) or _LINK.fullmatch(value))
    if kind == "text":
        return not isinstance(value, list | dict)
    return isinstance(value, str | list)


def _what(value: Any, kind: str) -> str:
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return "text" if isinstance(value, str) and kind == "number" else f"`{value}`"
