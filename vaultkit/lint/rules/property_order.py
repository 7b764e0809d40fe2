"""The properties of a note stand in another order than agreed.

## What it does
Wants the properties named in `order` to come first, in that order; all others follow as they are.

## Why is this bad?
It is not, for Obsidian. Notes with one order are quicker to read, and changes to them quicker to review.
The rule is off unless it is asked for.

## Example
```md bad
---
year: 2022
# the short name
aliases: [MAE]
^^^^^^^ `aliases` comes before `year` in the agreed order
title: Masked Autoencoders
---
```

```md fixed
---
title: Masked Autoencoders
# the short name
aliases: [MAE]
year: 2022
---
```

```md good
---
type: paper
title: Masked Autoencoders
year: 2022
mood: calm
---
```

## Fix safety
Safe: whole properties move, with the comments above them, and every value stays as it was. There is no
fix for frontmatter in braces, with a property that stands twice, or where a YAML anchor would come after
its use.

## Options
- `order`: the names of properties, first to last. Default: the order in which import writes them.
"""

from collections.abc import Iterator, Mapping

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.frontmatter import Frontmatter, Place, duplicate_keys, places, read_frontmatter
from vaultkit.source.text import Edit, Text
from vaultkit.vault.note import Note

ORDER = (
    "type", "title", "title_raw", "aliases", "tags", "authors", "orgs", "year", "date", "date_raw",
    "date_candidates", "venue", "venue_raw", "venue_type", "citekey", "arxiv", "doi", "openreview", "acl",
    "url", "pdf", "code", "status", "read", "rating", "source", "source_line", "papers", "related",
    "mentions", "images", "imported_from", "sha256", "kind", "stub", "facts_from", "created",
)  # fmt: skip


@rule(severity=Severity.INFO, default=False, options={"order": ORDER})
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield one finding for a note whose properties are out of order."""
    rank = {name: at for at, name in enumerate(context.options["order"])}
    names = list(note.properties)
    ranks = [rank.get(name, len(rank)) for name in names]
    if note.frontmatter is None or ranks == sorted(ranks):
        return
    at = next(at for at in range(1, len(ranks)) if ranks[at] < ranks[at - 1])
    everything = places(note.text, note.frontmatter)
    located = {path[0]: place for path, place in everything.items() if len(path) == 1}
    place = located.get(names[at])
    message = f"`{names[at]}` comes before `{names[at - 1]}` in the agreed order"
    doubled = duplicate_keys(note.text, note.frontmatter)
    fix = None if doubled else _sorted(note.text.data, note.frontmatter, located, rank)
    yield Finding(place.key if place and place.key else note.frontmatter.yaml, message, fix=fix)


def _sorted(
    data: bytes, frontmatter: Frontmatter, located: Mapping[str | int, Place], rank: Mapping[str, int]
) -> Fix | None:
    start, end = frontmatter.yaml
    starts: list[int] = []
    done = start

    def ranked(name: str | int) -> int:
        return rank.get(str(name), len(rank))

    for key, value in located.values():
        if key is None or data[key.start - 1 : key.start] != b"\n":
            return None
        starts.append(_with_comments(data, key.start, done))
        done = value.end if value.end > value.start else key.end
    parts = dict(zip(located, map(slice, starts, [*starts[1:], end]), strict=True))
    moved = sorted(parts, key=ranked)
    yaml = data[start : min(starts, default=end)] + b"".join(data[parts[name]] for name in moved)
    again = read_frontmatter(Text(data[frontmatter.span.start : start] + yaml + data[end:]))
    same = again is not None and again.data == frontmatter.data and len(yaml) == end - start
    ordered = again is not None and sorted(again.data, key=ranked) == list(again.data)
    return Fix("put the properties in order", (Edit(frontmatter.yaml, yaml),)) if same and ordered else None


def _with_comments(data: bytes, at: int, floor: int) -> int:
    """Where the lines of comment above the line at ``at`` begin: they belong to the property below them."""
    while at > floor:
        line = data.rfind(b"\n", 0, at - 1) + 1
        if line < floor or not data[line:at].lstrip().startswith(b"#"):
            break
        at = line
    return at
