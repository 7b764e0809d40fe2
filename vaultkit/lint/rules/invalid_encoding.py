"""A note is not UTF-8, so Obsidian shows wrong characters in it.

## What it does
Reports the first byte of a note or canvas that is not UTF-8, and says which encoding the file seems to
be in. The rest of the note is checked as well as it can be read, but no fix is made in it.

## Why is this bad?
Obsidian reads every note as UTF-8. What is not shows as `�`, links with such characters lead nowhere,
and the next save in the app makes the damage lasting.

## Example
```md bad
--- file: note.md (in latin-1)
R. Girdhar, café talk
               ^ the file is not UTF-8 from here on
               = it may be Windows-1252: save it as UTF-8
```

```md bad
--- file: note.md (in cp949)
MAE는 그림을 가린다
   ^ the file is not UTF-8 from here on
   = it seems to be CP949: save it as UTF-8
```

```md bad
--- file: note.md (in utf-16-le)
Mask most of the picture.
 ^ the file is not UTF-8 from here on
 = it seems to be UTF-16: save it as UTF-8
```

```md good
R. Girdhar, café talk, 한글
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.canvas import Canvas
from vaultkit.source.text import Span
from vaultkit.vault.note import Note

SAME_EVERYWHERE = "the bytes are wrong wherever they stand"


@rule(severity=Severity.ERROR, on=("note", "canvas"), except_in={"fence": SAME_EVERYWHERE})
def check(note: Note | Canvas, context: Context) -> Iterator[Finding]:
    """Yield a finding for the first byte that is not UTF-8."""
    data, at = note.text.data, note.text.invalid
    if at is None and 0 in data and data.count(0) * 4 > len(data):
        at = data.index(0)
    if at is not None:
        yield Finding(Span(at, at + 1), "the file is not UTF-8 from here on", _advice(data, at))


def _advice(data: bytes, at: int) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(0) * 4 > len(data):
        return "it seems to be UTF-16: save it as UTF-8"
    if 0 in data:
        return "it seems to be no text at all"
    for encoding, letters in (("cp949", ("가", "힣")), ("cp932", ("ぁ", "ヿ"))):
        try:
            value = data[at:].decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(letters[0] <= char <= letters[1] for char in value):
            return f"it seems to be {encoding.upper()}: save it as UTF-8"
    return "it may be Windows-1252: save it as UTF-8"
