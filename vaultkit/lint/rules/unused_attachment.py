"""A picture or other attachment is used nowhere.

## What it does
Reports files of the kinds that Obsidian embeds which no note, property or canvas links to or embeds.

## Why is this bad?
It takes room, and nobody remembers whether it may be deleted.

## Example
```md bad
--- file: assets/old figure.png
^ no note uses this file
--- file: note.md
![[new figure.png]]
--- file: assets/new figure.png
```

```md good
--- file: assets/figure.png
--- file: assets/plan.pdf
--- file: note.md
![](assets/figure.png) and [[plan.pdf#page=3]]
```
"""

from collections.abc import Iterator
from posixpath import splitext

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.lint.rules.orphan_note import TARGETS
from vaultkit.lint.targets import ATTACHMENTS
from vaultkit.source.text import Span
from vaultkit.vault.resolve import fold
from vaultkit.vault.scan import File


@rule(severity=Severity.INFO, default=False, on="file", tables=(TARGETS,))
def check(file: File, context: Context) -> Iterator[Finding]:
    """Yield a finding for an attachment without a link to it."""
    if splitext(file.path)[1].lower() not in ATTACHMENTS - {".canvas", ".base"}:
        return
    for path, target in context.table(TARGETS).get(fold(file.path.rpartition("/")[2]), ()):
        if file.path in context.vault.search(target, path).candidates[:1]:
            return
    for canvas in context.vault.canvases():
        if any(info.path == file.path for info in context.vault.links(canvas.path)):
            return
    yield Finding(Span(0, 0), "no note uses this file")
