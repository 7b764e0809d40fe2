"""Two tags are written almost alike.

## What it does
Compares all tags of the vault without regard to letter case, to `-`, `_` and spaces, and to a final `s`, and
reports the rarer spelling where it stands.

## Why is this bad?
A search for the one does not find the other: the topic falls apart.

## Example
```md bad
--- file: a.md
#self-supervised #vision
--- file: b.md
#self-supervised
--- file: c.md
#self_supervised
^^^^^^^^^^^^^^^^ `#self_supervised` is written `#self-supervised` elsewhere
= use one spelling: that one stands in 2 notes
```

```md good
--- file: a.md
#vision #vision/depth
--- file: b.md
#vision
```
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from vaultkit.lint.context import Context, Table
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.placing import at_value
from vaultkit.lint.rule import rule
from vaultkit.vault.note import Note


def _tags(note: Note) -> list[str] | None:
    return list(note.tags) or None


def _usual(tags: Mapping[str, list[str]]) -> Mapping[str, tuple[str, int]]:
    count: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for own in tags.values():
        for tag in own:
            count[_key(tag)][tag] += 1
    best = {key: max(spelt, key=lambda tag: (spelt[tag], tag)) for key, spelt in count.items()}
    return {key: (best[key], spelt[best[key]]) for key, spelt in count.items() if len(spelt) > 1}


def _key(tag: str) -> str:
    return "/".join(
        part.replace("-", "").replace("_", "").removesuffix("s") for part in tag.casefold().split("/")
    )


USUAL = Table("tags", _tags, _usual)
"""For each tag with several spellings, the most usual one and the number of notes that have it."""


@rule(severity=Severity.INFO, default=False, tables=(USUAL,))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for the first place of each tag that is usually written otherwise."""
    usual = context.table(USUAL) if note.tags else {}
    in_text = {tag.name: tag.span for tag in reversed(note.marks.tags)}
    for tag in note.tags:
        spelt, count = usual.get(_key(tag), (tag, 0))
        if spelt != tag:
            span = in_text.get(tag) or at_value(note, "tags")
            message = f"`#{tag}` is written `#{spelt}` elsewhere"
            yield Finding(
                span, message, f"use one spelling: that one stands in {count} note{'s' * (count > 1)}"
            )
