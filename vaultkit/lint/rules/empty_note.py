"""A note says nothing.

## What it does
Reports notes without properties and without a word of text.

## Why is this bad?
It is found in searches and counted in the graph, and whoever opens it learns nothing. Often a click on a
misspelt link made it.

## Example
```md bad
--- file: MEA.md
^ the note is empty
```

```md bad
---
---
^^^ the note is empty

```

```md good
---
title: To be read
---
```

```md good
A word.
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.text import Span
from vaultkit.vault.note import Note

FULL = "there is text then"


@rule(
    severity=Severity.INFO,
    default=False,
    except_in=dict.fromkeys(("paragraph", "frontmatter", "quote", "list", "bom", "fence"), FULL),
)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding when there is nothing."""
    front = note.frontmatter
    if (front and (front.data or front.problem)) or note.text.slice(note.body).strip("\ufeff \t\r\n"):
        return
    start = front.yaml.end if front else 0
    yield Finding(Span(start, start + 3 if front else 0), "the note is empty")
