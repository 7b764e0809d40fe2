"""A link names a block that its note does not have.

## What it does
Follows links such as `[[Note#^id]]` to the block with that id. An id is a `^` and letters, digits or
hyphens, after a space at the end of a paragraph, list item or heading, or alone on the line after a block.

## Why is this bad?
The link opens the note at its top, and an embed shows an error. The id was deleted with its paragraph,
or something keeps Obsidian from seeing it, such as a missing space before the `^`.

## Example
```md bad
![[MAE#^result]]
^^^^^^^^^^^^^^^^ `MAE` has no block `^result`
= did you mean `^results`?
--- file: MAE.md
A ratio of 75 % is best. ^results
```

```md good
![[MAE#^Results]]
--- file: MAE.md
A ratio of 75 % is best. ^results
```
"""

import re
from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.lint.targets import nearest
from vaultkit.source.canvas import Canvas
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import Missing


@rule(severity=Severity.ERROR, on=("note", "canvas"), when="link without its part")
def check(note: Note | Canvas, context: Context) -> Iterator[Finding]:
    """Yield a finding for each link whose note lacks the block."""
    for info in context.links(note.path):
        missing = info.resolution
        if not isinstance(missing, Missing) or missing.reason != "block" or missing.path is None:
            continue
        target = context.vault.note(missing.path)
        message = f"`{target.name if target else missing.path}` has no block `{missing.part}`"
        yield Finding(info.link.span, message, _advice(target, missing.part.removeprefix("^")))


def _advice(target: Note | None, wanted: str) -> str:
    if target is None:
        return ""
    if re.search(rf"\^{re.escape(wanted)}(?![\w-])".encode(), target.text.data, re.IGNORECASE):
        return f"`^{wanted}` stands in it, but not after a space at the end of a block"
    near = nearest(wanted, (block.id for block in target.marks.blocks))
    return f"did you mean `^{near}`?" if near else ""
