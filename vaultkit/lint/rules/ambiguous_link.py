"""Two files answer to one link, and Obsidian takes the first by path.

## What it does
Reports links that fit several files equally well. Obsidian prefers the exact path, then files in or
below the note's own folder, then the shortest path; this rule speaks only when none of these decides.

## Why is this bad?
Which note opens depends on how the folders happen to be called. A file renamed elsewhere can turn the
link to another note, and nobody sees it.

## Example
```md bad
Compare with [[Notes]].
             ^^^^^^^^^ `Notes` may be `mae/Notes.md` or `moc/Notes.md`; Obsidian opens the first
             = write more of the path: `mae/Notes`
--- file: mae/Notes.md
On masking.
--- file: moc/Notes.md
On maps of content.
```

```md good
Compare with [[mae/Notes]].
--- file: mae/Notes.md
See also [[Notes]], which is this folder's own.
--- file: moc/Notes.md
On maps of content.
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.canvas import Canvas
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import Ambiguous
from vaultkit.vault.spelling import linktext


@rule(severity=Severity.WARNING, on=("note", "canvas"), when="ambiguous link")
def check(note: Note | Canvas, context: Context) -> Iterator[Finding]:
    """Yield a finding for each link that several files answer to."""
    for info in context.links(note.path):
        if isinstance(info.resolution, Ambiguous):
            candidates = info.resolution.candidates
            fitting = " or ".join(f"`{path}`" for path in candidates[:3])
            more = f" or {len(candidates) - 3} more" if len(candidates) > 3 else ""
            longer = linktext(context.vault, candidates[0], note.path)
            yield Finding(
                info.link.span,
                f"`{info.link.target}` may be {fitting}{more}; Obsidian opens the first",
                f"write more of the path: `{longer}`" if longer else "",
            )
