"""A note's sections stand in another order than its schema says.

## What it does
Reports the first heading among those that the schema names (`missing-section` tells how) which stands before
one that should precede it. Other headings may stand anywhere.

## Why is this bad?
Who reads many such notes looks for the same thing in the same place.

## Example
```md bad
--- file: paper.schema.json
{"type": "object", "x-vaultkit": {"sections": ["Summary", "Method", "My thoughts"]}}
--- file: vaultkit.toml
[schemas]
"papers/**" = "paper.schema.json"
--- file: papers/MAE.md
## Method
## Summary
^^^^^^^^^^ section `Summary` stands after `Method`
= the schema has it before
## My thoughts
```

```md good
--- file: paper.schema.json
{"type": "object", "x-vaultkit": {"sections": ["Summary", "Method"]}}
--- file: vaultkit.toml
[schemas]
"papers/**" = "paper.schema.json"
--- file: papers/MAE.md
## Summary
## Links
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
from vaultkit.vault.schema import sections

ONLY_ROOT = "only headings at the root make sections"


@rule(severity=Severity.WARNING, except_in={"quote": ONLY_ROOT, "list": ONLY_ROOT})
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each section that comes too late."""
    schema = context.schema(note)
    wanted = {heading_key(name): place for place, name in enumerate(sections(schema) if schema else ())}
    latest, before = -1, ""
    for heading in note.marks.headings if wanted else ():
        place = wanted.get(heading_key(heading.text)) if heading.root else None
        if place is None:
            continue
        if place < latest:
            shown = note.text.data[heading.span.start : heading.span.end].rstrip()
            span = Span(heading.span.start, heading.span.start + len(shown))
            yield Finding(
                span,
                f"section `{one_line(heading.text)}` stands after `{before}`",
                "the schema has it before",
            )
        else:
            latest, before = place, one_line(heading.text)
