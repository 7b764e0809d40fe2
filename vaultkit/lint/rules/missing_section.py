"""A note lacks a section that its schema asks for.

## What it does
A schema may say which headings its notes have: `"x-vaultkit": {"sections": ["Summary", "My thoughts"]}` at
its top. Reports those that the note has not; letter case and punctuation do not count.

## Why is this bad?
You decided that each such note has the section. Where it is missing, something was forgotten.

## Example
```md bad
--- file: paper.schema.json
{"type": "object", "x-vaultkit": {"sections": ["Summary", "My thoughts"]}}
--- file: vaultkit.toml
[schemas]
"papers/**" = "paper.schema.json"
--- file: papers/MAE.md
---
type: paper
^^^^^^^^^^^ section `My thoughts` is missing
---
## Summary
Most of the picture is hidden.
```

```md good
--- file: paper.schema.json
{"type": "object", "x-vaultkit": {"sections": ["Summary"]}}
--- file: vaultkit.toml
[schemas]
"papers/**" = "paper.schema.json"
--- file: papers/MAE.md
# SUMMARY
--- file: other.md
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.placing import at_type
from vaultkit.lint.rule import rule
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import heading_key
from vaultkit.vault.schema import sections

ELSEWHERE = ("quote", "list", "bom", "frontmatter", "fence")
HIDES = "the headings, or the properties, are then something else"


@rule(
    severity=Severity.WARNING,
    except_in=dict.fromkeys(("quote", "list", "bom", "frontmatter", "fence"), HIDES),
)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each section that is missing."""
    schema = context.schema(note)
    wanted = sections(schema) if schema else ()
    if not wanted:
        return
    have = {heading_key(heading.text) for heading in note.marks.headings if heading.root}
    for name in wanted:
        if heading_key(name) not in have:
            yield Finding(at_type(note), f"section `{name}` is missing")
