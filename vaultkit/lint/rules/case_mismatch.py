"""A link writes a file's name otherwise than the file does.

## What it does
Reports links that Obsidian resolves only because it ignores letter case, the normal form of accented
letters, and the kind of a space.

## Why is this bad?
The link works here and breaks elsewhere: on a website made of the vault, on a code host, in any tool
that compares names letter by letter. The rule is off by default, as inside Obsidian nothing is wrong.

## Example
```md bad
As in [[masked autoencoders]],
      ^^^^^^^^^^^^^^^^^^^^^^^ `masked autoencoders` differs from `Masked Autoencoders` in letter case
see ![[Figures/MAE.PNG|300]]
    ^^^^^^^^^^^^^^^^^^^^^^^^ `Figures/MAE.PNG` differs from `figures/mae.png` in letter case
and [it](masked%20Autoencoders.md#method).
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
--- file: Masked Autoencoders.md
## Method
--- file: figures/mae.png
```

```md fixed
As in [[Masked Autoencoders|masked autoencoders]],
see ![[figures/mae.png|300]]
and [it](Masked%20Autoencoders.md#method).
--- file: Masked Autoencoders.md
## Method
--- file: figures/mae.png
```

```md good
As in [[Masked Autoencoders]] and [[Masked Autoencoders#method|method]].
--- file: Masked Autoencoders.md
## Method
```

## Example
Where another file has the very name, that one may have been meant, and there is no fix.

```md bad
Made by [[mae]].
        ^^^^^^^ `mae` differs from `MAE` in letter case
        = `people/germany/mae.md` is spelt so
--- file: papers/MAE.md
--- file: people/germany/mae.md
```

## Fix safety
Safe: the link leads to the same file, and the words that it shows stay as they are. There is no fix in
canvases and reference links.
"""

import re
from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.canvas import Canvas
from vaultkit.source.linktext import decode_destination
from vaultkit.source.marks import Link
from vaultkit.source.spans import inside
from vaultkit.source.text import Edit, Span, Text
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import Found, fold
from vaultkit.vault.spelling import destination

_LEAD = re.compile(r"/|(?:\.\.?/)*")


@rule(
    severity=Severity.INFO,
    default=False,
    on=("note", "canvas"),
    touches=("links", "properties"),
)
def check(note: Note | Canvas, context: Context) -> Iterator[Finding]:
    """Yield a finding for each link that is spelt otherwise than its file."""
    in_table = inside(note.marks.tables if isinstance(note, Note) else ())
    for info in context.links(note.path):
        link = info.link
        if not isinstance(info.resolution, Found) or not link.target:
            continue
        file = context.vault.files[info.resolution.path]
        spelt = _spelt(link.target, file.path)
        if spelt is None or spelt == link.target or _spelt(link.target, file.disk) == link.target:
            continue
        letters = spelt.lower() == link.target.lower()
        how = "in letter case" if letters else "in characters that look alike"
        message = f"`{link.target}` differs from `{spelt}` {how}"
        others = context.vault.search(link.target, note.path).candidates
        exact = next((path for path in others if _spelt(link.target, path) == link.target), None)
        mendable = isinstance(note, Note) and exact is None
        fix = _fix(note.text, link, spelt, letters, in_table(link.span.start)) if mendable else None
        yield Finding(link.span, message, f"`{exact}` is spelt so" if exact else "", fix)


def _spelt(target: str, path: str) -> str | None:
    """``target`` with the letters of ``path``, or None when it does not name the end of it."""
    lead = _LEAD.match(target)
    start = lead.end() if lead else 0
    wanted = fold(target[start:])
    for whole in (path, path[:-3]):
        tail = "/".join(whole.split("/")[-wanted.count("/") - 1 :])
        if fold(tail) == wanted:
            return target[:start] + tail
    return None


def _fix(text: Text, link: Link, spelt: str, letters: bool, in_table: bool) -> Fix | None:
    raw, _, _ = text.slice(link.target_span).partition("#")
    raw = raw.rstrip()
    start = link.target_span.start
    if link.kind == "markdown" and decode_destination(raw) == link.target:
        spelt = spelt if " " in raw else destination(spelt)
    elif link.kind not in ("wiki", "property") or raw != link.target:
        return None
    elif link.kind == "wiki" and letters and link.display is None and not (link.embed or link.subpath):
        spelt += ("\\|" if in_table else "|") + link.target
    edit = Edit(Span(start, start + len(raw.encode())), spelt.encode())
    return Fix("spell the name as the file does", (edit,))
