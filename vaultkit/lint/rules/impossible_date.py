"""A date that no calendar has.

## What it does
Reports properties, and items of lists in them, that are written as a date, or a date and a time, and
are none: the thirteenth month, the thirtieth of February, an hour above 23.

## Why is this bad?
Obsidian shows an empty date field, and queries by date leave the note out. Some tools stop at it.

## Example
```md bad
---
date: 2024-13-45
      ^^^^^^^^^^ `2024-13-45` is no date
      = the month is 13
read: [2024-01-31, "2023-02-29"]
                   ^^^^^^^^^^^^ `2023-02-29` is no date
                   = 2023-02 has 28 days
created: 2024-05-01T25:00
         ^^^^^^^^^^^^^^^^ `2024-05-01T25:00` is no time
---
```

```md good
---
date: 2024-02-29
created: 2024-05-01T23:00:00
title: From 2024-13-45 on
version: 2024-13
---
date: 2024-13-45
```
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import Final

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.frontmatter import places, property_strings
from vaultkit.vault.note import Note

_DATE: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)


_MAY_BE_DATE: Final = re.compile(rb"-[0-9]{2}-[0-9]{2}")
"""A date stands in the YAML digit for digit, but where a backslash may spell it."""


@rule(severity=Severity.WARNING)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each impossible date among the properties."""
    if note.frontmatter is None:
        return
    data, yaml = note.text.data, note.frontmatter.yaml
    if not _MAY_BE_DATE.search(data, *yaml) and data.find(b"\\", *yaml) < 0:
        return
    wrong = [
        (path, value, fault)
        for path, value in property_strings(note.properties)
        if (found := _DATE.fullmatch(value)) and (fault := _fault(found)) is not None
    ]
    if not wrong:
        return
    located = places(note.text, note.frontmatter)
    for path, value, (kind, advice) in wrong:
        place = located.get(path)
        yield Finding(place.value if place else note.frontmatter.yaml, f"`{value}` is no {kind}", advice)


def _fault(written: re.Match[str]) -> tuple[str, str] | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in written.groups())
    if not 1 <= month <= 12:
        return "date", f"the month is {month}"
    # The year 0 has the calendar of any other leap year.
    days = monthrange(year or 4, month)[1]
    if not 1 <= day <= days:
        return "date", f"{written[1]}-{written[2]} has {days} days"
    # A leap second is written as 60.
    return ("time", "") if hour > 23 or minute > 59 or second > 60 else None
