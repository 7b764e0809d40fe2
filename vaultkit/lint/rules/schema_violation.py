"""A note's properties are not what the schema of its type asks for.

## What it does
Checks the frontmatter against a JSON Schema (2020-12, formats such as dates included). The schema comes
from the note's `type`, or from `[schemas]` in `vaultkit.toml`. A wrong value is reported where it stands,
a missing property at `type`. Where a more exact rule speaks about the same value, such as `impossible-date`
or `unquoted-wikilink`, this one leaves it to that rule.

## Why is this bad?
Queries, tables and the graph of a vault rest on its properties: a year that is a word, or a status
that nobody uses elsewhere, drops the note from all of them.

## Example
```md bad
---
type: paper
^^^^^^^^^^^ required property `status` is missing
title: Masked Autoencoders
year: "2022"
      ^^^^^^
authors:
  - Kaiming He
  - 7
    ^
---
```

```md good
---
type: paper
title: Masked Autoencoders
status: read
year: 2022
authors:
  - Kaiming He
---
```
"""

from collections.abc import Iterator, Mapping

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.frontmatter import Place, places
from vaultkit.source.marks import PropertyPath
from vaultkit.source.text import Span
from vaultkit.vault.note import Note
from vaultkit.vault.schema import violations

EXACT = ("impossible-date", "invalid-tag", "unquoted-identifier", "unquoted-wikilink")
OF_THE_NAME = ("additionalProperties", "unevaluatedProperties", "propertyNames")


@rule(severity=Severity.ERROR, yields_to=EXACT)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each way in which the properties break the schema."""
    schema = context.schema(note)
    if schema is None or (note.frontmatter and note.frontmatter.problem):
        return
    found = violations(schema, dict(note.properties))
    located = places(note.text, note.frontmatter) if found and note.frontmatter else {}
    for violation in found:
        of_the_name = violation.keyword in OF_THE_NAME
        span = _place(violation.path, located, of_the_name)
        yield Finding(_visible(note, span), violation.message, violation.hint)


def _place(path: PropertyPath, located: Mapping[PropertyPath, Place], of_the_name: bool) -> Span:
    if path in located:
        key, value = located[path]
        return key if key and (of_the_name or value.start == value.end) else value
    for end in range(len(path) - 1, 0, -1):
        if place := located.get(path[:end]):
            return place.key or place.value
    if place := located.get(("type",)):
        return Span(place.key.start if place.key else place.value.start, place.value.end)
    return Span(0, 3 if located else 0)


def _visible(note: Note, span: Span) -> Span:
    """``span``; of an empty list item the rest of its line: a comment there may have been meant as text."""
    if span.start < span.end or span.end == 0:
        return span
    end = note.text.line_span(note.text.line_col(span.start).line).end
    rest = note.text.data[span.start : end]
    return Span(end - len(rest.lstrip()), end) if rest.strip() else span
