r"""A `|` cuts a link in a table in two.

## What it does
Reports wikilinks and embeds in tables whose `|` has no backslash before it.

## Why is this bad?
In a table `|` ends the cell, even inside a link. The row gets one cell too many, and the link is gone;
in the first row, the table itself.

## Example
```md bad
| method | picture |
| --- | --- |
| [[MAE|masked]] | ![[mae.png|100]] |
       ^ the `|` in `[[MAE|masked]]` ends the table's cell
       = write `\|`
                             ^ the `|` in `![[mae.png|100]]` ends the table's cell
--- file: MAE.md
--- file: mae.png
```

```md fixed
| method | picture |
| --- | --- |
| [[MAE\|masked]] | ![[mae.png\|100]] |
--- file: MAE.md
--- file: mae.png
```

## Example
```md bad
| [[MAE|masked]] | year |
       ^
| --- | --- |
| best | 2022 |
```

```md fixed
| [[MAE\|masked]] | year |
| --- | --- |
| best | 2022 |
```

```md good
| method | `[[a|b]]` |
| --- | --- |
| [[MAE\|masked]] | [[MAE]] |

Outside of a table [[MAE|masked]] is right.
```

## Example
A line right below a table is its next row. A link alone on it was hardly meant as one.

```md bad
| x | y |
| --- | --- |
| 1 | 2 |
![[plot.png|300]]
           ^ the `|` in `![[plot.png|300]]` ends the table's cell
           = put a blank line above it to end the table, or write `\|`
```

```md fixed
| x | y |
| --- | --- |
| 1 | 2 |

![[plot.png|300]]
```

## Fix safety
Safe where one backslash comes before the `|`: Obsidian does not count it as part of the link. Unsafe where
a blank line ends the table.
"""

import re
from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Safety, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.text import Edit, Span
from vaultkit.vault.note import Note

_LINE = re.compile(rb"[^\r\n]+")
_LINK = re.compile(rb"!?\[\[[^\[\]\r\n]*\]\]")
_PIPE = re.compile(rb"(?<!\\)\|")
_SUSPECT = re.compile(rb"\[\[[^\[\]\r\n]*(?<!\\)\|")
"""The beginning of a link with a bare ``|``: most tables have none, and are then not read by rows."""
_RULER = re.compile(rb"[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?(?=\r?\n|\Z)")

_BEFORE = re.compile(rb"\A(?:\xef\xbb\xbf)?[ \t>]*(?:[-*+][ \t]+)?")


@rule(severity=Severity.WARNING, touches=("links",))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each bare ``|`` of a link in a table."""
    data = note.text.data
    tables = [table for table in note.marks.tables if _SUSPECT.search(data, *table)]
    for row in (row for table in tables for row in _LINE.finditer(data, *table)):
        ticks, done, whole = 0, row.start(), row[0].strip(b" \t>")
        for found in _LINK.finditer(data, *row.span()):
            ticks, done = ticks + data.count(b"`", done, found.start()), found.start()
            if whole == found[0]:
                yield from _below_table(note, row.start(), Span(*found.span()))
            elif ticks % 2 == 0:
                yield from _in_cell(note, Span(*found.span()))
    end, heads = -1, False
    for link in note.marks.links:
        if link.display is not None and link.kind == "wiki":
            if link.span.start >= end:
                end = data.find(b"\n", link.span.end) + 1 or len(data)
                heads = data[end : end + 1] in b" \t>|:-" and _over_ruler(
                    data, data.rfind(b"\n", 0, link.span.start) + 1, end
                )
            if heads:
                yield from _in_cell(note, link.span)


def _in_cell(note: Note, span: Span) -> Iterator[Finding]:
    for pipe in _PIPE.finditer(note.text.data, *span):
        fix = Fix("put a backslash before it", (Edit(Span(pipe.start(), pipe.start()), b"\\"),))
        message = f"the `|` in `{note.text.slice(span)}` ends the table's cell"
        yield Finding(Span(*pipe.span()), message, "write `\\|`", fix)


def _below_table(note: Note, line: int, span: Span) -> Iterator[Finding]:
    end = b"\r\n" if note.text.data[line - 2 : line] == b"\r\n" else b"\n"
    blank = Fix("put a blank line above it", (Edit(Span(line, line), end),), Safety.UNSAFE)
    advice = "put a blank line above it to end the table, or write `\\|`"
    for finding in list(_in_cell(note, span))[:1]:
        yield finding._replace(help=advice, fix=blank if span.start == line else None)


def _over_ruler(data: bytes, start: int, end: int) -> bool:
    """Whether the line from ``start`` to ``end`` would head a table, were it not for pipes in its links."""
    ruler = _RULER.match(data, end)
    if ruler is None or b"|" not in ruler[0]:
        return False
    head = data[start:end]
    return _cells(_LINK.sub(b"", head)) == _cells(ruler[0]) != _cells(head)


def _cells(row: bytes) -> int:
    return len(_PIPE.findall(_BEFORE.sub(b"", row, count=1).removeprefix(b"|").rstrip().removesuffix(b"|")))
