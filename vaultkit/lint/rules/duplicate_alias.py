"""Two notes claim one name.

## What it does
Reports an alias that another note, earlier by path, claims as well, and an alias that is another note's file
name. Letter case does not count.

## Why is this bad?
While you type a link Obsidian offers both, and you choose by luck; import leaves such a name unlinked.

## Example
```md bad
--- file: DINO.md
---
aliases: [self-distillation]
---
--- file: DINOv2.md
---
aliases:
  - Self-Distillation
    ^^^^^^^^^^^^^^^^^ alias `Self-Distillation` belongs to `DINO.md` too
---
```

```md bad
--- file: MAE.md
--- file: survey.md
---
aliases: MAE
         ^^^ alias `MAE` is the name of `MAE.md`
---
```

```md good
--- file: DINO.md
---
aliases: [self-distillation, dino]
---
--- file: MAE.md
---
aliases: [Masked Autoencoders]
---
```
"""

from collections.abc import Iterator, Mapping

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.placing import at_value
from vaultkit.lint.rule import rule
from vaultkit.lint.targets import ALIASES
from vaultkit.source.printable import printable
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import fold
from vaultkit.vault.vault import Vault


def _names(vault: Vault) -> Mapping[str, str]:
    return {fold(path.rpartition("/")[2][:-3]): path for path in reversed(vault.note_paths)}


@rule(severity=Severity.WARNING, default=False, tables=(ALIASES,))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each alias that is somebody else's too."""
    items = note.properties.get("aliases")
    listed = items if isinstance(items, list) else []
    places = {item.strip(): at for at, item in reversed([*enumerate(listed)]) if isinstance(item, str)}
    for alias in note.aliases:
        name = fold(alias)
        owner = context.of_vault(_names, about=name).get(name)
        first = context.table(ALIASES, about=(name,)).get(name, (note.path,))[0]
        if owner is not None and owner != note.path:
            message = f"alias `{alias}` is the name of `{printable(owner)}`"
        elif first < note.path:
            message = f"alias `{alias}` belongs to `{printable(first)}` too"
        else:
            continue
        yield Finding(at_value(note, "aliases", *([places[alias]] if alias in places else ())), message)
