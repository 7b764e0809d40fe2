"""A footnote is called for, but not written.

## What it does
Reports `[^id]` in the text when the note has no line `[^id]: …`. Letter case does not count. What looks
like a piece of a regular expression, such as `[^a-z]`, is left alone.

## Why is this bad?
Obsidian shows the bare brackets, and the reader looks in vain for the note.

## Example
```md bad
Most of the picture is hidden.[^ratio]
                              ^^^^^^^^ footnote `ratio` is not written
                              = did you mean `[^ratios]`?

[^ratios]: 75 %.
```

```md good
Most of the picture is hidden.[^Ratio] Some say more.^[Up to 90 %.]

[^ratio]: 75 %.
```
"""

import re
from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.lint.targets import Guesses
from vaultkit.vault.note import Note

_EXPRESSION = re.compile(r"\\|(?<![^\W_])(?:a-z|A-Z|0-9)")


@rule(severity=Severity.WARNING, when="footnote call")
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each call of a footnote that has no definition."""
    defined = {footnote.id.lower(): footnote.id for footnote in note.marks.footnote_definitions}
    guesses = Guesses()
    for footnote in note.marks.footnote_references:
        if footnote.id.lower() not in defined and not _EXPRESSION.search(footnote.id):
            near = guesses.nearest(footnote.id, defined.values)
            yield Finding(
                footnote.span,
                f"footnote `{footnote.id}` is not written",
                f"did you mean `[^{near}]`?" if near else "",
            )
