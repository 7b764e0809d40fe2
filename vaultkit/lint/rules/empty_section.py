"""A heading has nothing under it.

## What it does
Reports headings that are followed by no text before the next heading of the same or a higher level, or the
end of the note. A heading with deeper headings under it is not empty.

## Why is this bad?
A link to the heading leads to nothing. Headings of a template that stay empty hide what is really there.

## Example
```md bad
## Method
^^^^^^^^^ nothing stands under `Method`

## Results
It works.
```

```md good
## Method
### Masking
75 %.

## Results
%% nothing yet %%
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.placing import one_line
from vaultkit.lint.rule import rule
from vaultkit.source.text import Span
from vaultkit.vault.note import Note

ONLY_ROOT = "only headings at the root have sections"


@rule(severity=Severity.INFO, default=False, except_in={"quote": ONLY_ROOT, "list": ONLY_ROOT})
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each heading without a section."""
    headings = [heading for heading in note.marks.headings if heading.root]
    if not headings:
        return
    ends = [heading.span.start for heading in headings[1:]] + [len(note.text.data)]
    levels = [heading.level for heading in headings[1:]] + [0]
    for heading, end, following in zip(headings, ends, levels, strict=True):
        if following <= heading.level and not note.text.data[heading.span.end : end].strip():
            shown = note.text.data[heading.span.start : heading.span.end].rstrip()
            span = Span(heading.span.start, heading.span.start + len(shown))
            yield Finding(span, f"nothing stands under `{one_line(heading.text)}`")
