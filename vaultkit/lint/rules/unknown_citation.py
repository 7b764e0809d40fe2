"""A citation key is in no bibliography.

## What it does
Looks up the keys of `[@key]` and `[see @one; @two]` in the `.bib` files that the configuration names under
`bibliography`. Without one nothing is reported.

## Why is this bad?
Pandoc prints `???` where the reference should stand.

## Example
```md bad
--- file: vaultkit.toml
bibliography = ["library.bib"]
--- file: library.bib
@inproceedings{he2022mae, title = {Masked Autoencoders}}
@Article ( woo2023convnext, title = {ConvNeXt V2})
--- file: note.md
As shown [@he2022mea; @woo2023convnext].
          ^^^^^^^^^^ citation key `he2022mea` is in no bibliography
          = did you mean `@he2022mae`?
```

```md good
--- file: vaultkit.toml
bibliography = ["library.bib"]
--- file: library.bib
@inproceedings{he2022mae, title = {Masked Autoencoders}}
--- file: note.md
As shown [see @he2022mae, p. 3], says me@example.org, `[@code]`.
```
"""

import re
from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.regions import dead
from vaultkit.lint.rule import rule
from vaultkit.lint.targets import Guesses
from vaultkit.source.text import Span
from vaultkit.vault.note import Note

_GROUP = re.compile(rb"\[[^\[\]\r\n]{0,400}@[^\[\]\r\n]{0,400}\]")
_KEY = re.compile(rb"(?:(?<=[\[;\s])|(?<=-))@([A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&+?<>~/-](?=[A-Za-z0-9_]))*)")
_ENTRY = re.compile(rb"@[A-Za-z]+[ \t\r\n]*[{(][ \t\r\n]*([^\s,{}()]+)[ \t\r\n]*,")


@rule(severity=Severity.WARNING)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each key that no bibliography has."""
    files = context.config.bibliography
    data = note.text.data
    if not files or b"@" not in data:
        return
    bibliographies = (context.vault.bytes_of(name) or b"" for name in files)
    known = {
        key.decode(errors="replace"): None for library in bibliographies for key in _ENTRY.findall(library)
    }
    guesses = Guesses()
    no_prose = dead(note.marks)
    for group in _GROUP.finditer(data, *note.body):
        for found in _KEY.finditer(data, *group.span()):
            key = found[1].decode(errors="replace")
            if key not in known and not no_prose(found.start()):
                near = guesses.nearest(key, known.keys)
                span = Span(found.start(), found.end())
                help_ = f"did you mean `@{near}`?" if near else ""
                yield Finding(span, f"citation key `{key}` is in no bibliography", help_)
