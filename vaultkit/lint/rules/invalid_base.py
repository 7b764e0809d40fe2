"""A base is not written as Obsidian reads it.

## What it does
Checks `.base` files and `base` code blocks: valid YAML; no names at the top but `filters`, `formulas`,
`properties`, `summaries` and `views`; each view with a `type`; filters that are a statement, or `and`,
`or`, `not` over a list of filters.

## Why is this bad?
Obsidian shows an error in place of the table, or leaves out the part that it does not know, so that the
table has too many rows.

## Example
```md bad
--- file: papers.base
filter: file.hasTag("paper")
^^^^^^ a base has no part `filter`
= did you mean `filters`?
views:
  - name: All
    ^^^^^^^^^ the view has no `type`
    = write `type: table`, or `cards`, or `list`
  - type: table
    filters:
      and: year > 2020
           ^^^^^^^^^^^ `and` wants a list of filters
      xor:
      ^^^ a filter has no part `xor`
      = use `and`, `or` or `not`
        - year > 2021
```

```md bad
The papers:

~~~base
views: table
       ^^^^^ `views` wants a list
~~~
```

```md good
--- file: papers.base
filters:
  and:
    - file.hasTag("paper")
    - not: ["status == 'read'"]
formulas:
  age: 2024 - year
views:
  - type: table
    name: All
    filters: year > 2020
--- file: new.base
```
"""

from collections.abc import Iterator

from vaultkit.lint.bases import base_faults
from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.frontmatter import places, read_yaml
from vaultkit.source.text import BOM, Span, Text
from vaultkit.vault.note import Note
from vaultkit.vault.scan import File


@rule(
    severity=Severity.ERROR,
    on=("note", "file"),
    except_in=dict.fromkeys(("quote", "list"), "only blocks at the start of a line are read"),
)
def check(subject: Note | File, context: Context) -> Iterator[Finding]:
    """Yield a finding for each fault of a base, in a file of its own or in a note."""
    if isinstance(subject, File):
        data = context.vault.bytes_of(subject.path) if subject.path.lower().endswith(".base") else None
        if data is not None:
            start = len(BOM) if data.startswith(BOM) else 0
            yield from _base(Text(data), Span(start, len(data)))
        return
    data = subject.text.data
    for code in subject.marks.code:
        if code.info == "base" and (
            code.span.start == 0 or data[code.span.start - 1 : code.span.start] == b"\n"
        ):
            end = data.rfind(b"\n", code.span.start, code.span.end - 1) + 1
            yield from _base(subject.text, Span(min(data.find(b"\n", code.span.start) + 1, end), end))


def _base(text: Text, span: Span) -> Iterator[Finding]:
    base = read_yaml(text, span)
    if base.problem:
        yield Finding(
            base.problem.span, base.problem.message.replace("frontmatter", "base", 1), base.problem.help
        )
    faults = list(base_faults(base.data))
    located = places(text, base) if faults else {}
    for path, of_name, message, advice in faults:
        key, value = located.get(path, (None, span))
        yield Finding(key if key and of_name else value, message, advice)
