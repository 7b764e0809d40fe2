"""A venue is written otherwise than its name.

## What it does
Compares `venue` with some two hundred conferences and journals that are known by name. Reports other
spellings of one, such as capitals, punctuation, older short names and usual misprints, and names that are one
slip away from a known one. A name that is not known is fine, unless `strict` asks for more.

## Why is this bad?
Tables and searches by venue fall apart: the papers of `NeurIPS`, `Neurips` and `NIPS` stand in three groups.

## Example
```md bad
---
title: Masked Autoencoders
venue: cvpr
       ^^^^ `cvpr` is a spelling of `CVPR`
       = write `CVPR`
---
```

```md fixed
---
title: Masked Autoencoders
venue: CVPR
---
```

## Example
A slip has no fix, as another venue may be meant. Where `venue_type: unknown` says that the name is not
known, as import writes it, it is no slip.

```md bad
---
venue: "Pattern Recognition Leters"
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `Pattern Recognition Leters` is no known venue
       = did you mean `PRL`?
---
```

```md good
---
title: A workshop of friends
venue: Evenings in Vision
---
```

```md good
---
venue: "[[ICML]]"
---
```

## Example
```md bad
---
venue: evenings in vision
       ^^^^^^^^^^^^^^^^^^ `evenings in vision` is a spelling of `Evenings in Vision`
---
--- file: other.md
---
venue: Journal of Machine Learning Research
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `Journal of Machine Learning Research` is a spelling of `JMLR`
---
--- file: third.md
---
venue: Nights in Vision
       ^^^^^^^^^^^^^^^^ `Nights in Vision` is no known venue
---
--- file: vaultkit.toml
[rules.unknown-venue]
strict = true
known = ["Evenings in Vision"]
```

## Fix safety
Safe: the same venue by its canonical name, in the quotes that are there.

## Options
- `known`: names of further venues, as they are to be written. Default: none.
- `strict`: report names that are not known, and known ones that are spelled out. Default: false.
"""

import re
from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Severity
from vaultkit.lint.placing import at_value
from vaultkit.lint.rule import rule
from vaultkit.lint.tags import yaml_word
from vaultkit.source.text import Edit
from vaultkit.vault.note import Note
from vaultkit.vault.venues import canonical, is_ambiguous, key_of, nearest

_PART = re.compile(r"Findings of (?:the )?(.+)|(.+) Workshop")


@rule(severity=Severity.WARNING, touches=("properties",), options={"known": (), "strict": False})
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding when the venue has another name."""
    venue = note.properties.get("venue")
    if not isinstance(venue, str) or not key_of(venue) or "[" in venue:
        return
    own = {key_of(name): name for name in context.options["known"]}
    strict, key = context.options["strict"], key_of(venue)
    name = own.get(key) or canonical(venue)
    if name is None:
        part = _PART.fullmatch(venue)
        base = (part[1] or part[2]) if part else venue
        near = None if note.properties.get("venue_type") == "unknown" else nearest(venue)
        if near or (strict and canonical(base) is None and key_of(base) not in own):
            advice = f"did you mean `{near}`?" if near else ""
            yield Finding(at_value(note, "venue"), f"`{venue}` is no known venue", advice)
    elif name != venue and (key == key_of(name) or _is_other(venue, strict)):
        yield _spelling(note, venue, name)


def _is_other(venue: str, strict: bool) -> bool:
    """Whether a name with other letters than the canonical one is to be replaced by it."""
    return not is_ambiguous(venue) and (strict or " " not in venue.strip())


def _spelling(note: Note, venue: str, name: str) -> Finding:
    span = at_value(note, "venue")
    written = note.text.slice(span)
    quote = written[0] if written[:1] in ("'", '"') else ""
    replacement = f"{quote}{name}{quote}" if quote else yaml_word(name)
    plain = written == f"{quote}{venue}{quote}" and not set(name) & set("\"'\\")
    fix = Fix(f"write `{name}`", (Edit(span, replacement.encode()),)) if plain else None
    return Finding(span, f"`{venue}` is a spelling of `{name}`", f"write `{name}`", fix)
