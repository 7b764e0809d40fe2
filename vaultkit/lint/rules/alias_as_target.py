"""A link names an alias, but Obsidian follows only file names.

## What it does
Reports links that find no file and whose name is an alias of a note.

## Why is this bad?
An alias helps to find a note while typing; it never resolves by itself. The app writes the link as
`[[Note|alias]]`. Typed by hand, `[[alias]]` stays unresolved, and a click makes a new note.

## Example
```md bad
MAE builds on [[ViT]] and ![[ViT#Patches]].
              ^^^^^^^ `ViT` is an alias, not the name of a note
              = write `Vision Transformer|ViT`
                          ^^^^^^^^^^^^^^^^ `ViT` is an alias, not the name of a note
--- file: papers/Vision Transformer.md
---
aliases:
  - ViT
---
## Patches
```

```md fixed
MAE builds on [[Vision Transformer|ViT]] and ![[Vision Transformer#Patches|ViT]].
--- file: papers/Vision Transformer.md
---
aliases:
  - ViT
---
## Patches
```

```md good
MAE builds on [[Vision Transformer|ViT]].
--- file: papers/Vision Transformer.md
---
aliases:
  - ViT
---
## Patches
```

## Example
In a property, and as a Markdown link, the fix writes what Obsidian would.

```md bad
---
related:
  - "[[ViT]]"
     ^^^^^^^ `ViT` is an alias, not the name of a note
---
[the backbone](ViT.md)
^^^^^^^^^^^^^^^^^^^^^^ `ViT.md` is an alias, not the name of a note
--- file: papers/Vision Transformer.md
---
aliases: [ViT]
---
```

```md fixed
---
related:
  - "[[Vision Transformer|ViT]]"
---
[the backbone](Vision%20Transformer.md)
--- file: papers/Vision Transformer.md
---
aliases: [ViT]
---
```

## Fix safety
Safe: the link shows the same words, and leads where the alias says. There is no fix when several notes
claim the alias, nor in canvases.
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Severity
from vaultkit.lint.rule import rule
from vaultkit.lint.targets import ALIASES, aliased, meant
from vaultkit.source.canvas import Canvas
from vaultkit.source.marks import Link
from vaultkit.source.spans import inside
from vaultkit.source.text import Edit
from vaultkit.vault.note import Note
from vaultkit.vault.spelling import destination, linktext


@rule(
    severity=Severity.ERROR,
    on=("note", "canvas"),
    when="link without a file",
    touches=("links", "properties"),
    tables=(ALIASES,),
)
def check(note: Note | Canvas, context: Context) -> Iterator[Finding]:
    """Yield a finding for each link that names an alias."""
    in_table = inside(note.marks.tables if isinstance(note, Note) else ())
    for info in context.links(note.path):
        link = info.link
        if info.status != "unresolved" or meant(link, context) != "alias":
            continue
        claimed = aliased(link, context)
        targets = [linktext(context.vault, path, note.path) for path in claimed]
        message = f"`{link.target}` is an alias, not the name of a note"
        if len(targets) == 1 and targets[0] is not None:
            written = _written(link, targets[0], in_table(link.span.start))
            fix = Fix(f"link to `{targets[0]}`", (Edit(link.target_span, written.encode()),))
            fixable = isinstance(note, Note) and not set(targets[0]) & set("\"'\\")
            yield Finding(link.span, message, f"write `{written}`", fix if fixable else None)
        else:
            named = ", ".join(f"`{path}`" for path in claimed)
            yield Finding(link.span, message, f"link to one of {named}" if len(claimed) > 1 else "")


def _written(link: Link, target: str, in_table: bool) -> str:
    if link.kind in ("markdown", "reference"):
        return destination(f"{target}.md{link.subpath}")
    if link.display is not None:
        return target + link.subpath
    return f"{target}{link.subpath}{chr(92) if in_table else ''}|{link.target}"
