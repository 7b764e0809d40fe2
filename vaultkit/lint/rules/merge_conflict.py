"""A conflict between two versions waits for its reader.

## What it does
Reports the marks that git leaves in a text, copies of a file that a synchroniser made as it could not
decide (`MAE.sync-conflict-20240501-101112-ABCDEFG.md`, `MAE (conflicted copy).md`), and the callouts
in which vaultkit's import puts what it would not overwrite.

## Why is this bad?
Until someone decides, the note says two things. A copy has the same properties and links as the
original, and doubles it in every search.

## Example
```md bad
Mask
<<<<<<< HEAD
^^^^^^^^^^^^ git left a conflict here
= keep one side, and delete the three marks
75 %
=======
90 %
>>>>>>> video
of the picture.
```

```md bad
--- file: MAE (Anna's conflicted copy 2024-05-01).md
^ the file is a copy that a synchroniser made of `MAE.md`
= join the two, and delete this one
--- file: MAE.md
```

```md good
Mask 75 %
=======
A heading by underline, and <<<<<<< in a line.
```

## Example
```md bad
The venue, as the second import has it:

> [!vaultkit-conflict]- venue
  ^^^^^^^^^^^^^^^^^^^^ import left a conflict here
  = keep what is right, and delete the callout
> CVPR
```

```md good
> [!note] There was a conflict.
```
"""

import re
from collections.abc import Iterator
from typing import Final

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.regions import dead
from vaultkit.lint.rule import rule
from vaultkit.source.canvas import Canvas
from vaultkit.source.text import Span
from vaultkit.vault.note import Note
from vaultkit.vault.scan import File

_GIT = re.compile(rb"^(?:(<{7})|(={7})(?=\r?$)|(>{7}))(?: [^\r\n]*)?", re.MULTILINE)
_CALLOUT = re.compile(rb"(?<=>)[ \t]*(\[!vaultkit-conflict[^\]\r\n]*\])", re.IGNORECASE)
_COPY = re.compile(
    r"(.+?)(?:\.sync-conflict-\d{8}-\d{6}-\w+| \([^()]*conflicted copy[^()]*\))(\.\w+)?", re.IGNORECASE
)
AT_LINE_START: Final = "git puts its marks at the very start of a line"


@rule(
    severity=Severity.ERROR,
    on=("note", "canvas", "file"),
    except_in=dict.fromkeys(("quote", "list", "bom"), AT_LINE_START),
)
def check(subject: Note | Canvas | File, context: Context) -> Iterator[Finding]:
    """Yield a finding for each conflict of git's and of import's, and for a synchroniser's copy."""
    if isinstance(subject, File):
        yield from _copy(subject.path)
        return
    data = subject.text.data
    git = list(_git(data)) if b"<<<<<<< " in data else []
    callouts = list(_CALLOUT.finditer(data)) if b"[!vaultkit-conflict" in data.lower() else []
    is_dead = dead(subject.marks) if isinstance(subject, Note) and (git or callouts) else None
    for span in git:
        if not (is_dead and is_dead(span.start)):
            advice = "keep one side, and delete the three marks"
            yield Finding(span, "git left a conflict here", advice)
    for found in callouts:
        if is_dead and not is_dead(found.start(1)):
            advice = "keep what is right, and delete the callout"
            yield Finding(Span(*found.span(1)), "import left a conflict here", advice)


def _git(data: bytes) -> Iterator[Span]:
    """The first mark of each three that git leaves."""
    opened, divided = None, False
    for found in _GIT.finditer(data):
        if found[1]:
            opened, divided = Span(*found.span()), False
        elif found[2]:
            divided = opened is not None
        elif opened and divided:
            yield opened
            opened, divided = None, False


def _copy(path: str) -> Iterator[Finding]:
    name = path.rpartition("/")[2]
    found = _COPY.fullmatch(name)
    if found:
        message = f"the file is a copy that a synchroniser made of `{found[1]}{found[2] or ''}`"
        yield Finding(Span(0, 0), message, "join the two, and delete this one")
