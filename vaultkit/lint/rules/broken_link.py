"""A link leads to a note that is not in the vault.

## What it does
Looks up every link to a note, in text, properties and canvases, exactly as Obsidian does, and reports
those that find no file. A missing picture is `missing-attachment`, a name that is only an alias
`alias-as-target`, a path that Obsidian hides `link-to-hidden-file`.

## Why is this bad?
A click on such a link makes a new, empty note, often in the wrong folder, and the graph shows a node
that nobody wrote. Usually the note was renamed, or its name misspelt.

## Example
```md bad
The idea comes from [[Masked Autoencodes]] and from [[DINO]].
                    ^^^^^^^^^^^^^^^^^^^^^^ `Masked Autoencodes` is not in the vault
                    = did you mean `Masked Autoencoders`?
                                                    ^^^^^^^^ `DINO` is not in the vault
--- file: papers/Masked Autoencoders.md
Mask most of the picture, and predict what is hidden.
```

```md bad
See [[https://arxiv.org/abs/2111.06377]].
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    = a link into the web is written `[words](https://arxiv.org/abs/2111.06377)`
```

```md good
The idea comes from [[masked autoencoders]], see also [the paper](Masked%20Autoencoders.md).
--- file: papers/Masked Autoencoders.md
Mask most of the picture, and predict what is hidden.
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
    """Yield a finding for each link to a note that no file answers to."""
    guesses = Guesses()
    for info in context.links(note.path):
        if info.status == "unresolved" and meant(info.link, context) == "note":
            target = info.link.target
            if target.startswith(("http://", "https://")):
                advice = f"a link into the web is written `[words]({target}{info.link.subpath})`"
            else:
                advice = guesses.did_you_mean(target, context)
            yield Finding(info.link.span, f"`{target}` is not in the vault", advice)
