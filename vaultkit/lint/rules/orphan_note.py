"""A note has no link to or from any other.

## What it does
Reports notes that link to no other file and that no other file links to, properties, embeds and canvases
included.

## Why is this bad?
Nothing leads to the note but search, and the graph shows it alone.

## Example
```md bad
--- file: alone.md
^ no note links here, and it links nowhere
A thought, and a [[#heading]].
--- file: a.md
See [[b]].
--- file: b.md
```

```md good
--- file: a.md
See [[b]].
--- file: b.md
Seen.
```
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from vaultkit.lint.context import Context, Table
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.text import Span
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import fold

Targets = list[str]


def _targets(note: Note) -> Targets | None:
    inward = (link for link in note.links if not link.external and link.kind != "reference")
    return list(dict.fromkeys(link.target for link in inward if link.target)) or None


def _by_name(targets: Mapping[str, Targets]) -> Mapping[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, own in targets.items():
        for target in own:
            found[fold(target.strip()).rpartition("/")[2].removesuffix(".md")].append((path, target))
    return found


TARGETS = Table("targets", _targets, _by_name)
"""From each name that links look up, folded, to who looks it up: (path, linkpath)."""
NO_LINK = "there is even less of a link in a fence"


@rule(severity=Severity.INFO, default=False, except_in={"fence": NO_LINK}, tables=(TARGETS,))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding when nothing is tied to the note."""
    if any(info.path not in (None, note.path) for info in context.links(note.path)):
        return
    for path, target in context.table(TARGETS).get(fold(note.name), ()):
        if path != note.path and note.path in context.vault.search(target, path).candidates[:1]:
            return
    for canvas in context.vault.canvases():
        if any(info.path == note.path for info in context.vault.links(canvas.path)):
            return
    yield Finding(Span(0, 0), "no note links here, and it links nowhere")
