"""A picture that was missing has arrived.

## What it does
Import leaves `> [!missing] image-20230511140659637` where a digest had a picture that was not at hand.
Reports such a place when the vault has a picture of that name now.

## Why is this bad?
The picture lies in the vault, and the note does not show it.

## Example
```md bad
--- file: papers/MAE.md
> [!missing] image-20230511140659637
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the picture `image-20230511140659637.png` is here now
= embed it: `![[image-20230511140659637.png]]`
--- file: assets/image-20230511140659637.png
```

```md fixed
--- file: papers/MAE.md
![[image-20230511140659637.png]]
--- file: assets/image-20230511140659637.png
```

```md good
--- file: papers/MAE.md
> [!missing] image-20230511140659637
```

## Fix safety
Safe: the callout that import wrote becomes the embed that it stands for.
"""

import re
from collections.abc import Iterator, Mapping
from posixpath import splitext

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Severity
from vaultkit.lint.regions import dead
from vaultkit.lint.rule import rule
from vaultkit.source.text import Edit, Span
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import fold
from vaultkit.vault.vault import Vault

_STUB = re.compile(rb"> \[!missing\] ([^\r\n]*[^\s])", re.IGNORECASE)
_PICTURES = frozenset((".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))


def _pictures(vault: Vault) -> Mapping[str, str]:
    files = (path.rpartition("/")[2] for path in vault.files if splitext(path)[1].lower() in _PICTURES)
    return {fold(splitext(name)[0]): name for name in files}


@rule(severity=Severity.WARNING, touches=("links",))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each stub whose picture is there."""
    for found in _STUB.finditer(note.text.data, *note.body):
        named = found[1].decode(errors="replace").replace("\\", "").strip()
        name = context.of_vault(_pictures).get(fold(named))
        if name and not dead(note.marks)(found.start()):
            embed = f"![[{name}]]"
            span = Span(found.start(), found.end())
            fix = Fix(f"embed `{name}`", (Edit(span, embed.encode()),))
            yield Finding(span, f"the picture `{name}` is here now", f"embed it: `{embed}`", fix)
