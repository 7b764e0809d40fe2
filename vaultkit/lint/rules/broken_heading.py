"""A link names a heading that its note does not have.

## What it does
Follows the part of a link after `#`: `[[Note#Method]]`, `[[#Method]]`, and nested paths such as
`[[Note#Method#Masking]]`, where each heading must stand below the one before. Headings are compared as
Obsidian does, without regard to case and most punctuation.

## Why is this bad?
The link opens the note, but at its top. Usually the heading was reworded.

## Example
```md bad
See [[MAE#Methods]] and [[MAE#Results#Masking]].
    ^^^^^^^^^^^^^^^ `MAE` has no heading `Methods`
    = did you mean `Method`?
                        ^^^^^^^^^^^^^^^^^^^^^^^ `MAE` has no heading `Masking` below `Results`
--- file: MAE.md
# Method
## Masking
# Results
```

```md good
See [[MAE#method]], [[MAE#Method#Masking]] and [[picture.png#center]].
--- file: MAE.md
# Method
## Masking
# Results
--- file: picture.png
```
"""

from collections.abc import Iterator
from functools import partial

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.lint.targets import Guesses
from vaultkit.source.canvas import Canvas
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import Missing


@rule(severity=Severity.ERROR, on=("note", "canvas"), when="link without its part")
def check(note: Note | Canvas, context: Context) -> Iterator[Finding]:
    """Yield a finding for each link whose note lacks the heading."""
    guesses = Guesses()
    for info in context.links(note.path):
        missing = info.resolution
        if not isinstance(missing, Missing) or missing.reason != "heading" or missing.path is None:
            continue
        target = context.vault.note(missing.path)
        name = target.name if target else missing.path
        parts = [part.strip() for part in info.link.subpath.split("#") if part.strip()]
        above = parts[: parts.index(missing.part)] if missing.part in parts else []
        below = f" below `{above[-1]}`" if above else ""
        near = guesses.nearest(missing.part, partial(_headings, target), missing.path)
        yield Finding(
            info.link.span,
            f"`{name}` has no heading `{missing.part}`{below}",
            f"did you mean `{near}`?" if near and near != missing.part else "",
        )


def _headings(target: Note | None) -> list[str]:
    return [heading.text for heading in target.marks.headings] if target else []
