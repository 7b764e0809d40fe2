"""The block at the top of a note is not frontmatter that Obsidian can read.

## What it does
Reports a block between `---` lines that is not valid YAML, not a mapping of names to values, never
closed, or kept from the very start of the file by blank lines or a byte order mark.

## Why is this bad?
One mistake voids the whole block: Obsidian shows it as text, and every property of the note, its tags,
aliases and links, is gone from search, graph and queries.

## Example
```md bad
---
title: Masked Autoencoders: a survey
                          ^^^^^^^^^^
year: 2022
---
```

```md good
---
title: "Masked Autoencoders: a survey"
year: 2022
---
```

## Example
```md bad
---
related: [[MAE]], [[DINO]]
                ^^^^^^^^^^
                = put each link in quotes: `"[[…]]"`
---
```

```md good
---
related: ["[[MAE]]", "[[DINO]]"]
---
```

## Example
```md bad
---
^^^ frontmatter is never closed
= end it with a line `---`
title: Masked Autoencoders

Mask most of the picture.
```

```md good
---
title: Masked Autoencoders
---

Mask most of the picture.

---

A rule between two paragraphs is no frontmatter.
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.vault.note import Note

ONLY_AT_THE_START = "frontmatter begins at the file's first byte, or it is none"


@rule(
    severity=Severity.ERROR,
    except_in=dict.fromkeys(("paragraph", "quote", "list"), ONLY_AT_THE_START),
)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for frontmatter that the app does not read."""
    problem = note.frontmatter.problem if note.frontmatter else None
    if problem is not None:
        yield Finding(problem.span, problem.message, problem.help)
