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
from functools import partial

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.lint.targets import Guesses
from vaultkit.source.canvas import Canvas
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import Missing

_CARET = re.compile(rb"\^((?:[\w-]|[\x80-\xff])+)")


@rule(severity=Severity.ERROR, on=("note", "canvas"), when="link without its part")
def check(note: Note | Canvas, context: Context) -> Iterator[Finding]:
    """Yield a finding for each link whose note lacks the block."""
    guesses, carets = Guesses(), dict[str, frozenset[bytes]]()
    for info in context.links(note.path):
        missing = info.resolution
        if not isinstance(missing, Missing) or missing.reason != "block" or missing.path is None:
            continue
        target = context.vault.note(missing.path)
        message = f"`{target.name if target else missing.path}` has no block `{missing.part}`"
        wanted, advice = missing.part.removeprefix("^"), ""
        if target is not None:
            if target.path not in carets:
                carets[target.path] = frozenset(_CARET.findall(target.text.data.lower()))
            if wanted.lower().encode() in carets[target.path]:
                advice = f"`^{wanted}` stands in it, but not after a space at the end of a block"
            elif near := guesses.nearest(wanted, partial(_ids, target), target.path):
                advice = f"did you mean `^{near}`?"
        yield Finding(info.link.span, message, advice)


def _ids(target: Note) -> list[str]:
    return [block.id for block in target.marks.blocks]
