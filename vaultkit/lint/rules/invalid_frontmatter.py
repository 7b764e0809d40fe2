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

```md good
---

Nor is prose between two rules, where a blank line follows the first.

---
```
"""

import re
from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.vault.note import Note

ONLY_AT_THE_START = "frontmatter begins at the file's first byte, or it is none"


@rule(
    severity=Severity.ERROR,
    when="unread frontmatter",
    except_in=dict.fromkeys(("paragraph", "quote", "list"), ONLY_AT_THE_START),
)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for frontmatter that the app does not read."""
    frontmatter = note.frontmatter
    problem = frontmatter.problem if frontmatter else None
    if frontmatter is None or problem is None:
        return
    is_no_mapping = problem.span == frontmatter.yaml
    if is_no_mapping and _BLANK.match(note.text.data, frontmatter.yaml.start):
        return  # prose between two rules
    yield Finding(problem.span, problem.message, problem.help)


_BLANK = re.compile(rb"[ \t]*\r?\n")
