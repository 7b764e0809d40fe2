"""An arXiv id is written as a number, and loses digits.

## What it does
Reports properties for arXiv ids (`arxiv`, `arxiv_id`, `eprint`, …) whose value stands without quotes, so that
YAML reads a number.

## Why is this bad?
The number 2305.10630 is 2305.1063: Obsidian shows the id without its zero, and no tool finds the paper.

## Example
```md bad
---
title: Masked Autoencoders
arxiv: 2305.10630
       ^^^^^^^^^^ `arxiv` is the number 2305.1063
       = put the id in quotes: `"2305.10630"`
---
```

```md fixed
---
title: Masked Autoencoders
arxiv: "2305.10630"
---
```

```md good
---
arxiv: "2305.10630"
eprint: cs/9901001
version: 2305.10630
---
```

## Fix safety
Safe: the quotes go around what you wrote, digit for digit.
"""

import re
from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Severity
from vaultkit.lint.placing import at_value
from vaultkit.lint.rule import rule
from vaultkit.source.text import Edit
from vaultkit.vault.note import Note

_NAME = re.compile(r"arxiv(?:[ _-]?(?:id|number))?|eprint", re.IGNORECASE)
_NUMBER = re.compile(r"\d{4}\.\d{4,5}")


@rule(severity=Severity.ERROR, touches=("properties",))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each arXiv id that is a number."""
    for name, value in note.properties.items():
        if not isinstance(value, float) or not _NAME.fullmatch(name):
            continue
        span = at_value(note, name)
        written = note.text.slice(span)
        if _NUMBER.fullmatch(written):
            quoted = f'"{written}"'
            fix = Fix(f"put `{name}` in quotes", (Edit(span, quoted.encode()),))
            message = f"`{name}` is the number {value:.10g}"
            yield Finding(span, message, f"put the id in quotes: `{quoted}`", fix)
