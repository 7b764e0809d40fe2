"""A paper's year lies before its preprint.

## What it does
Compares `year` with the year in which the `arxiv` id was given: `2111.06377` is of November 2021.

## Why is this bad?
A paper cannot appear before it was written. Usually a digit of the year or of the id is wrong, and a wrong
id leads to another paper.

## Example
```md bad
---
type: paper
title: Masked Autoencoders Are Scalable Vision Learners
year: 2012
      ^^^^ `year` is 2012, but the arXiv id is of 2021
arxiv: "2111.06377"
---
```

```md good
---
title: A ConvNet for the 2020s
year: 2022
arxiv: "2201.03545"
---
```

```md good
---
title: An old one
year: 1999
arxiv: cs/9901001
---
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.placing import at_value
from vaultkit.lint.rule import rule
from vaultkit.vault.note import Note
from vaultkit.vault.papers import arxiv_year, identifiers_of


@rule(severity=Severity.WARNING)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding when the year is too early."""
    year = note.properties.get("year")
    if not isinstance(year, int) or isinstance(year, bool):
        return
    given = arxiv_year(identifiers_of(note.properties).get("arxiv", ""))
    if given is not None and year < given:
        yield Finding(at_value(note, "year"), f"`year` is {year}, but the arXiv id is of {given}")
