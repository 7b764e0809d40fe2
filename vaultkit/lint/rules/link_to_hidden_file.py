"""A link leads to a file that Obsidian does not show.

## What it does
Reports links whose path names a file or folder that begins with a dot, such as `.trash/MAE.md`.

## Why is this bad?
Such files are no part of the vault: the link stays unresolved even where the file exists, and a click
on it makes a new note.

## Example
```md bad
Set in [the colours](.obsidian/colours.css).
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `.obsidian` begins with a dot, so Obsidian hides it
       = choose a name without the dot
See [[.drafts/MAE]].
    ^^^^^^^^^^^^^^^ `.drafts` begins with a dot, so Obsidian hides it
--- file: .obsidian/colours.css
--- file: .drafts/MAE.md
Mask more.
```

```md good
See [[drafts/MAE]], [here](./drafts/MAE.md) and [there](https://example.org/.well-known).
--- file: drafts/MAE.md
Mask more.
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.lint.targets import hidden_part
from vaultkit.source.canvas import Canvas
from vaultkit.vault.note import Note


@rule(severity=Severity.ERROR, on=("note", "canvas"), when="link without a file")
def check(note: Note | Canvas, context: Context) -> Iterator[Finding]:
    """Yield a finding for each link to a hidden file."""
    for info in context.links(note.path):
        hidden = hidden_part(info.link.target) if info.status == "unresolved" else None
        if hidden:
            message = f"`{hidden}` begins with a dot, so Obsidian hides it"
            yield Finding(info.link.span, message, "choose a name without the dot")
