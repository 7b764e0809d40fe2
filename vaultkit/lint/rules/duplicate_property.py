"""A property stands twice in one note.

## What it does
Reports the second and every further place of a name in the frontmatter, at any depth.

## Why is this bad?
Only one of the values counts, and which one is not written anywhere: Obsidian and other tools differ.
What the other place says is lost at the next save.

## Example
```md bad
---
title: Masked Autoencoders
year: 2021
year: 2022
^^^^ property `year` stands twice
= keep one: the first is on line 3
---
```

```md good
---
title: Masked Autoencoders
year: 2022
---
year: 2021
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Related, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.frontmatter import duplicate_keys, has_repeated_key
from vaultkit.vault.note import Note


@rule(severity=Severity.ERROR)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each place of a name but the first."""
    if note.frontmatter is None or not has_repeated_key(note.text, note.frontmatter):
        return
    for name, first, later in duplicate_keys(note.text, note.frontmatter):
        line = note.text.line_col(first.start).line
        yield Finding(
            later,
            f"property `{name}` stands twice",
            f"keep one: the first is on line {line}",
            related=(Related(note.path, first, "the first"),),
        )
