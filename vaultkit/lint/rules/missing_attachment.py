"""A link or embed leads to a picture or other attachment that is not in the vault.

## What it does
Reports links and embeds of pictures, sound, films, PDFs, canvases and bases that find no file.

## Why is this bad?
The reader sees a grey box with a name in it. The file was not copied, was not added to git, or was
renamed outside Obsidian.

## Example
```md bad
![[mae-masks.png|300]] and ![curves](figures/loss%20curves.svg)
^^^^^^^^^^^^^^^^^^^^^^ `mae-masks.png` is not in the vault
= did you mean `mae_masks.png`?
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `figures/loss curves.svg` is not in the vault
--- file: assets/mae_masks.png
```

```md good
![[mae_masks.png|300]] ![remote](https://example.org/x.png) ![[paper.pdf#page=3]]
--- file: assets/mae_masks.png
--- file: assets/paper.pdf
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.lint.targets import ALIASES, Guesses, meant
from vaultkit.source.canvas import Canvas
from vaultkit.vault.note import Note


@rule(
    severity=Severity.ERROR,
    on=("note", "canvas"),
    when="link without a file",
    tables=(ALIASES,),
)
def check(note: Note | Canvas, context: Context) -> Iterator[Finding]:
    """Yield a finding for each link to an attachment that no file answers to."""
    guesses = Guesses()
    for info in context.links(note.path):
        if info.status == "unresolved" and meant(info.link, context) == "attachment":
            near = guesses.did_you_mean(info.link.target, context, "attachment")
            yield Finding(info.link.span, f"`{info.link.target}` is not in the vault", near)
