"""A footnote is written, but nothing calls for it.

## What it does
Reports `[^id]: …` when the note has no `[^id]` in its text. Letter case does not count.

## Why is this bad?
Obsidian does not show the footnote at all: what it says is lost to the reader.

## Example
```md bad
Most of the picture is hidden.[^1]

[^1]: 75 %.
[^ratio]: Up to 90 % in later work.
^^^^^^^^^ footnote `ratio` is never called for
```

```md good
Most of the picture is hidden.[^1]

[^1]: 75 %.
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.text import Span
from vaultkit.vault.note import Note


@rule(severity=Severity.WARNING, when="footnote")
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each footnote without a call."""
    called = {footnote.id.lower() for footnote in note.marks.footnote_references}
    for span, name in note.marks.footnote_definitions:
        if name.lower() not in called:
            label = Span(span.start, span.start + len(f"[^{name}]:".encode()))
            yield Finding(label, f"footnote `{name}` is never called for")
