"""A note's `type` is a slip for one that has a schema.

## What it does
Reports a `type` that no schema is bound to and that is nearly one that has a schema: other capitals,
a plural, a letter too many or too few. It speaks only where at least as many notes have the right one, as
a vault that says `Paper` throughout means what it says. Any other type is fine.

## Why is this bad?
The schema of a note comes from its `type`. With a slip in it the note has none, so nothing checks its
other properties, and tables and graphs by type leave it out.

## Example
```md bad
---
type: papr
      ^^^^ `papr` is no type that has a schema
      = did you mean `paper`?
title: Masked Autoencoders
---
--- file: MoCo.md
---
type: paper
title: Momentum Contrast
status: read
---
```

```md good
---
type: person
---
--- file: MoCo.md
---
type: paper
title: Momentum Contrast
status: read
---
```

## Example
A type of your own is known when `vaultkit.toml` names it, even if it has no schema.

```md good
---
type: papers
---
--- file: MoCo.md
---
type: paper
title: Momentum Contrast
status: read
---
--- file: vaultkit.toml
[types]
papers = false
```
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from vaultkit.lint.context import Context, Table
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.placing import at_value
from vaultkit.lint.rule import rule
from vaultkit.lint.targets import nearest
from vaultkit.vault.note import Note

NEAR = 0.8
LONGER = 2  # a slip adds or drops a letter or two; more of them make another word


def _type(note: Note) -> str | None:
    kind = note.properties.get("type")
    return kind if isinstance(kind, str) else None


def _counted(types: Mapping[str, str]) -> Counter[str]:
    return Counter(types.values())


TYPES = Table("types", _type, _counted, lambda kind: (kind,))


@rule(severity=Severity.WARNING, tables=(TYPES,))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding when the type is nearly one that has a schema."""
    kind = _type(note)
    if kind is None or context.config.binding(note.path, note.properties)[0]:
        return
    near = nearest(kind, context.config.types)
    if near is None or not _is_slip(kind.lower(), near.lower()):
        return
    count = context.table(TYPES, about=(kind, near))
    if 0 < count[near] >= count[kind]:
        message = f"`{kind}` is no type that has a schema"
        yield Finding(at_value(note, "type"), message, f"did you mean `{near}`?")


def _is_slip(kind: str, near: str) -> bool:
    likeness = SequenceMatcher(None, kind, near, autojunk=False).ratio()
    return likeness >= NEAR and abs(len(kind) - len(near)) <= LONGER
