"""A wikilink in a property lacks its quotes, and so is no link.

## What it does
Reports `[[…]]` without quotes as the value of a property, or as an item of a list.

## Why is this bad?
In YAML, `[[X]]` is a list in a list. Obsidian shows no link, the graph has no edge, and a rename of the
note passes it by.

## Example
```md bad
---
source: [[HotPapers]]
        ^^^^^^^^^^^^^ `[[HotPapers]]` is not in quotes, so YAML reads a list in a list
        = write `"[[HotPapers]]"`
related:
  - [[MAE|Masked Autoencoders]]
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  - "[[DINO]]"
---
```

```md fixed
---
source: "[[HotPapers]]"
related:
  - "[[MAE|Masked Autoencoders]]"
  - "[[DINO]]"
---
```

```md good
---
source: "[[HotPapers]]"
related: ["[[MAE]]", "[[DINO]]"]
confusion: [[1, 2], [3, 4]]
---
source: [[Elsewhere]]
```

## Fix safety
Safe: the bytes between the brackets stay as they are; the property becomes the link that was meant.
"""

import re
from collections.abc import Iterator
from typing import Any

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.frontmatter import places
from vaultkit.source.text import Edit
from vaultkit.vault.note import Note

_BARE = re.compile(r"\[\[[^\[\]\"'\\\n]+\]\]")


@rule(severity=Severity.ERROR, touches=("properties", "links"))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each list of one list that is written as a wikilink."""
    if note.frontmatter is None or not any(map(_nested, note.properties.values())):
        return
    for path, place in places(note.text, note.frontmatter).items():
        written = note.text.slice(place.value)
        if _BARE.fullmatch(written) and _is_words(_value(note.properties, path)):
            fix = Fix("put the link in quotes", (Edit(place.value, f'"{written}"'.encode()),))
            message = f"`{written}` is not in quotes, so YAML reads a list in a list"
            yield Finding(place.value, message, f'write `"{written}"`', fix)


def _nested(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_nested, value.values()))
    return isinstance(value, list) and any(isinstance(item, list) or _nested(item) for item in value)


def _is_words(value: Any) -> bool:
    return bool(
        isinstance(value, list)
        and len(value) == 1
        and isinstance(value[0], list)
        and all(isinstance(item, str | dict) for item in value[0])
    )


def _value(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
