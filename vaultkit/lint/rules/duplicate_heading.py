"""A note has the same heading twice in one place.

## What it does
Reports a heading that a heading before it under the same parent has already, as Obsidian compares them:
letter case and punctuation aside. `Method` under `MAE` and `Method` under `DINO` are two.

## Why is this bad?
A link to the heading always leads to the first of them; the other cannot be linked to.

## Example
```md bad
# Notes
## Method
One.
## Method:
^^^^^^^^^^ `Method:` stands here a second time
= a link to it leads to line 2
```

```md good
# MAE
## Method
# DINO
## Method
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.placing import one_line
from vaultkit.lint.rule import rule
from vaultkit.source.text import Span
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import heading_key

ONLY_ROOT = "only headings at the root can be linked to"
LINE = "the help names a line, and that moves"


@rule(
    severity=Severity.INFO,
    default=False,
    except_in={"quote": ONLY_ROOT, "list": ONLY_ROOT, "paragraph": LINE, "frontmatter": LINE},
)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each heading that its parent has already."""
    above: list[tuple[int, str]] = []
    seen: dict[tuple[str, ...], int] = {}
    for heading in note.marks.headings:
        if not heading.root:
            continue
        while above and above[-1][0] >= heading.level:
            above.pop()
        above.append((heading.level, heading_key(heading.text)))
        way = tuple([key for _, key in above])
        if way in seen:
            shown = note.text.data[heading.span.start : heading.span.end].rstrip()
            span = Span(heading.span.start, heading.span.start + len(shown))
            line = note.text.line_col(seen[way]).line
            help_ = f"a link to it leads to line {line}"
            yield Finding(span, f"`{one_line(heading.text)}` stands here a second time", help_)
        seen.setdefault(way, heading.span.start)
