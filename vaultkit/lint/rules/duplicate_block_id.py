"""Two blocks of one note have the same id.

## What it does
Reports every block but the first whose id stands in the note before. Letter case does not count.

## Why is this bad?
A link `[[Note#^id]]` can lead to one of them only. Obsidian takes the last, so a paragraph that was
copied with its id draws all links to itself.

## Example
```md bad
A ratio of 75 % is best. ^result

For video it is 90 %. ^Result
                      ^^^^^^^ block id `^Result` stands twice
                      = links lead to this one
```

```md good
A ratio of 75 % is best. ^result

For video it is 90 %. ^video-result
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Related, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.text import Span
from vaultkit.vault.note import Note


@rule(severity=Severity.WARNING, when="block id")
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each further block with an id."""
    first: dict[str, Span] = {}
    last = {block.id.lower(): block.span for block in note.marks.blocks}
    for span, name in note.marks.blocks:
        before = first.setdefault(name.lower(), span)
        if before != span:
            yield Finding(
                span,
                f"block id `^{name}` stands twice",
                "links lead to this one" if last[name.lower()] == span else "",
                related=(Related(note.path, before, "the first"),),
            )
