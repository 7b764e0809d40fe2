"""A property has a name that Obsidian no longer reads.

## What it does
Reports the properties `tag`, `alias` and `cssclass`.

## Why is this bad?
Since version 1.9 Obsidian reads only `tags`, `aliases` and `cssclasses`. Under the old names the note's
tags are in no search, and its aliases are not offered while typing a link.

## Example
```md bad
---
title: Masked Autoencoders
alias: MAE
^^^^^ Obsidian no longer reads `alias`
= write `aliases`
tag:
^^^
  - vision
---
```

```md fixed
---
title: Masked Autoencoders
aliases: MAE
tags:
  - vision
---
```

```md good
---
aliases: MAE
tags: [vision]
meta:
  tag: a name within another property is nobody's business
---
tag: vision
```

## Example
When the new name stands in the note too, the two have to be joined by hand.

```md bad
---
tags: [vision]
tag: masking
^^^ Obsidian no longer reads `tag`
= move its value to `tags`
---
```

## Fix safety
Safe: only the name changes, and the value comes to count again.
"""

from collections.abc import Iterator
from typing import Final

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.frontmatter import places
from vaultkit.source.text import Edit
from vaultkit.vault.note import Note

NEW_NAMES: Final = {"tag": "tags", "alias": "aliases", "cssclass": "cssclasses"}


@rule(severity=Severity.WARNING, touches=("properties",))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each property with an old name."""
    old = [name for name in note.properties if name.lower() in NEW_NAMES]
    if note.frontmatter is None or not old:
        return
    located = places(note.text, note.frontmatter)
    present = {name.lower() for name in note.properties}
    for name in old:
        new = NEW_NAMES[name.lower()]
        place = located.get((name,))
        span = place.key if place and place.key else note.frontmatter.yaml
        fix = Fix(f"rename `{name}` to `{new}`", (Edit(span, new.encode()),))
        free = new not in present and place is not None
        advice = f"write `{new}`" if free else f"move its value to `{new}`"
        yield Finding(span, f"Obsidian no longer reads `{name}`", advice, fix if free else None)
