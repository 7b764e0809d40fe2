"""A comment, a code block, a formula or a link is opened and never closed.

## What it does
Reports a `%%` at the start of a line, a code fence, a `$$` at the start of a line, and `[[`, that
nothing closes. A link has to be closed on its own line.

## Why is this bad?
A comment or a fence left open swallows the rest of the note: its text is not shown, or its links and
tags do not count. A link that is not closed is plain text.

## Example
```md bad
Compare with [[MAE] and [[DINO
             ^^^^^^ the link is never closed
             = write `[[MAE]]`
                        ^^^^^^ the link is not closed on its line

%% Ask about the masks.
^^ the comment is never closed
= end it with `%%`

This is hidden.
--- file: MAE.md
```

```md bad
$$
^^ the formula is never closed
= end it with `$$`
x = 75
```

````md bad
The loss:

```python
^^^^^^^^^ the code block is never closed
= end it with a line ` ``` `
loss = 0.75

This was to be text.
````

````md bad
> The loss:
> ```python
  ^^^^^^^^^ the code block is never closed
  = it stops where its quote or list item stops
loss = 0.75
> ```
````

````md good
Masking 75%% of it, [[1] as cited], %% a comment %% and [[MAE]].

```python
shape = [[1, 2
```

$$
x = 75
$$
--- file: MAE.md
````
"""

import re
from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.regions import dead
from vaultkit.lint.rule import rule
from vaultkit.source.spans import inside
from vaultkit.source.text import Span
from vaultkit.vault.note import Note

_FENCE = re.compile(rb"(`{3,}|~{3,})[ \t]*([^\r\n]*)")
_LAST = re.compile(rb"[\r\n][ \t>]*(`{3,}|~{3,})[ \t]*\Z")
_TEXT = re.compile(rb"[^\s>]")
_DOLLARS = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t>]*(\$\$)(?!\$)", re.MULTILINE)
_OPEN = re.compile(rb"\[\[(?<![\[\\]\[\[)([^\[\]\r\n]++)(\](?![\](\[:])|(?=\r?\n|\Z))")


@rule(severity=Severity.WARNING)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each mark that opens and is not closed."""
    data = note.text.data
    for start, end in note.marks.comments:
        if end - start < 4 or data[end - 2 : end] != b"%%":
            yield Finding(Span(start, start + 2), "the comment is never closed", "end it with `%%`")
    yield from _fences(note)
    formulas = list(_DOLLARS.finditer(data, note.body.start)) if b"$$" in data else []
    links = list(_OPEN.finditer(data, note.body.start))
    if not formulas and not links:
        return
    is_dead = dead(note.marks)
    for found in formulas:
        if not is_dead(found.start(1)):
            yield Finding(Span(*found.span(1)), "the formula is never closed", "end it with `$$`")
    in_link = inside(link.span for link in note.marks.links)
    for found in links:
        if not is_dead(found.start()) and not in_link(found.start()) and _intended(note, found, context):
            name, closed = found[1].decode(errors="replace"), bool(found[2])
            message = "the link is never closed" if closed else "the link is not closed on its line"
            yield Finding(Span(*found.span()), message, f"write `[[{name}]]`" if closed else "")


def _fences(note: Note) -> Iterator[Finding]:
    fences = [code.span for code in note.marks.code if not code.inline and code.info is not None]
    if not fences:
        return
    data, was_open = note.text.data, False
    hidden = inside(note.marks.comments)
    for start, end in fences:
        opening = _FENCE.match(data, start, end)
        block = data[start:end].rstrip(b"\r\n")
        last = _LAST.match(block, max(block.rfind(b"\n"), block.rfind(b"\r"), 0))
        if opening is None or hidden(start) or (last and last[1].startswith(opening[1])):
            was_open = False
        elif was_open and not opening[2]:
            was_open = False  # This was to be the end of the one before.
        else:
            was_open = True
            closing = f"end it with a line ` {opening[1].decode()} `"
            advice = "it stops where its quote or list item stops" if _TEXT.search(data, end) else closing
            yield Finding(Span(*opening.span()), "the code block is never closed", advice)


def _intended(note: Note, found: re.Match[bytes], context: Context) -> bool:
    """Whether the brackets were meant as a link: a word follows and nothing closes, or they name a file."""
    words = found[1].decode(errors="replace")
    name = words.partition("|")[0].partition("#")[0].strip()
    if not found[2] and words[0].isalpha():
        return True
    return bool(name) and bool(context.vault.search(name, note.path).candidates)
