"""A heading is more than one level deeper than the one before it.

## What it does
Reports a heading that skips a level, such as `###` right after `#`. The first heading may have any level.

## Why is this bad?
The outline shows a gap, and tools that number or fold sections get it wrong.

## Example
```md bad
# Masked Autoencoders
### Method
^^^^^^^^^^ `Method` is of level 3, right under level 1
= write `##`, or add the heading between
```

```md good
## Masked Autoencoders
### Method
## Results
# Another
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.placing import one_line
from vaultkit.lint.rule import rule
from vaultkit.source.text import Span
from vaultkit.vault.note import Note

ONLY_ROOT = "only headings at the root make the outline"


@rule(severity=Severity.INFO, default=False, except_in={"quote": ONLY_ROOT, "list": ONLY_ROOT})
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each heading that skips a level."""
    before = None
    for heading in note.marks.headings:
        if not heading.root:
            continue
        if before is not None and heading.level > before + 1:
            shown = note.text.data[heading.span.start : heading.span.end].rstrip()
            yield Finding(
                Span(heading.span.start, heading.span.start + len(shown)),
                f"`{one_line(heading.text)}` is of level {heading.level}, right under level {before}",
                f"write `{'#' * (before + 1)}`, or add the heading between",
            )
        before = heading.level
