"""Something is written as a block id, and is none.

## What it does
Reports what stands at the end of a line like a block id, but has no space before it, has characters
other than letters, digits and hyphens, or is not at the end of its block.

## Why is this bad?
Obsidian shows it as text, and no link can lead to it. The rule is off by default: where a link wants
such an id, `broken-block` speaks.

## Example
```md bad
![[mae.png]]^figure-1
            ^^^^^^^^^ `^figure-1` has no space before it, so it names no block
            = write ` ^figure-1`

A ratio of 75 % is best. ^best_ratio
                         ^^^^^^^^^^^ `^best_ratio` holds `_`, so it names no block
                         = write `^best-ratio`, and so in links to it

For video it is 90 %. ^video
                      ^^^^^^ `^video` is not at the end of its block, so it names none
                      = move it to the end of the paragraph
That is more than for pictures.
```

```md fixed
![[mae.png]] ^figure-1

A ratio of 75 % is best. ^best_ratio

For video it is 90 %. ^video
That is more than for pictures.
```

```md good
![[mae.png]] ^figure-1

A ratio of 75 % is best, as 10^3 tries show. ^best-ratio

`x ^not_code`
```

## Fix safety
Safe where only the space is missing; a link that names the id then leads there, as it was meant to. For
the others there is no fix: links may use the name, or the text may mean something else.
"""

import re
from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Severity
from vaultkit.lint.regions import dead
from vaultkit.lint.rule import rule
from vaultkit.source.spans import inside
from vaultkit.source.text import Edit, Span
from vaultkit.vault.note import Note

_CARET = re.compile(rb"\^([^\s^\[\](){}|$\\]+)[ \t]*(?=\r?\n|\Z)")
_ID = re.compile(r"[A-Za-z0-9-]+")
_WORD = re.compile(r"(?=.*[^\W\d_])[\w.:/-]{3,}")
_MADE = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9]{6}")
_INDENT = re.compile(rb"[ \t]*")
_BLOCK_ENDS = re.compile(rb"[ \t>]*(?:\r?\n|\Z|[-*+#|%]|\d+[.)][ \t])")


@rule(severity=Severity.INFO, default=False, touches=("headings",))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each block id that names no block."""
    data = note.text.data
    named = {block.span.start for block in note.marks.blocks}
    carets = [found for found in _CARET.finditer(data, note.body.start) if found.start() not in named]
    if not carets:
        return
    is_dead, in_link = dead(note.marks), inside(link.span for link in note.links)
    for found in carets:
        span, name = Span(found.start(), found.end(1)), found[1].decode(errors="replace")
        before = data[max(span.start - 2, 0) : span.start]
        if is_dead(span.start) or in_link(span.start) or not _WORD.fullmatch(name):
            continue
        ends = _block_ends(data, span.end)
        if not before or before[-1:].isspace():
            yield from _misplaced(span, name, ends=ends)
        elif _ID.fullmatch(name) and (before == b"]]" or before[-1:] in b".!?" or _MADE.fullmatch(name)):
            fix = Fix("put a space before it", (Edit(Span(span.start, span.start), b" "),))
            message = f"`^{name}` has no space before it, so it names no block"
            yield Finding(span, message, f"write ` ^{name}`", fix if ends else None)


def _block_ends(data: bytes, at: int) -> bool:
    """Whether the line after ``at`` is none of the same block; a deeper one may be its own, who knows."""
    line, below = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at) + 1
    if not below or _BLOCK_ENDS.match(data, below):
        return True
    indents = [len(found[0]) for start in (line, below) if (found := _INDENT.match(data, start))]
    return indents[1] > indents[0]


def _misplaced(span: Span, name: str, *, ends: bool) -> Iterator[Finding]:
    wrong = re.search(r"[^A-Za-z0-9-]", name)
    if wrong:
        better = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
        yield Finding(
            span,
            f"`^{name}` holds `{wrong[0]}`, so it names no block",
            f"write `^{better}`, and so in links to it" if better else "use letters, digits and hyphens",
        )
    elif not ends:
        message = f"`^{name}` is not at the end of its block, so it names none"
        yield Finding(span, message, "move it to the end of the paragraph")
