"""A note's identifiers are those of two papers.

## What it does
Reads the arXiv ids and DOIs out of `arxiv`, `doi`, `url` and `pdf`, and reports the property that names
another paper than the ones before it.

## Why is this bad?
One of them leads to another paper, and whoever cites from the note may cite that.

## Example
```md bad
---
title: Masked Autoencoders
arxiv: "2111.06377"
url: https://arxiv.org/abs/2201.03545
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `url` is about arXiv 2201.03545, `arxiv` about 2111.06377
---
```

```md bad
---
url: https://arxiv.org/abs/2111.06377v3
pdf: "[[2201.03545v1.pdf]]"
     ^^^^^^^^^^^^^^^^^^^^^^ `pdf` is about arXiv 2201.03545, `url` about 2111.06377
---
```

```md bad
---
doi: 10.1000/one
url: https://doi.org/10.1000/TWO
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `url` is about DOI 10.1000/two, `doi` about 10.1000/one
---
```

```md good
---
arxiv: 2111.06377v2
doi: 10.48550/arXiv.2111.06377
url: https://arxiv.org/abs/2111.06377
pdf: assets/2111.06377.pdf
code: https://example.org/2201.03545
---
```

```md good
---
doi: 10.1109/CVPR52688.2022.01553
url: https://arxiv.org/abs/2111.06377
pdf: https://publisher.example/doi/10.1109/CVPR52688.2022.01553/full/paper.pdf
---
```
"""

import re
from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.placing import at_value
from vaultkit.lint.rule import rule
from vaultkit.vault.note import Note

_ARXIV = re.compile(r"(?<![\d.])(\d{4}\.\d{4,5})(?:v\d+)?(?![\d.]\d|\d)")
_SAYS_SO = re.compile(r"arxiv", re.IGNORECASE)
_FILE = re.compile(r"(?:^|/|\[\[)(\d{4}\.\d{4,5})(?:v\d+)?\.pdf\b", re.IGNORECASE)
_DOI = re.compile(r"(?:\A|doi\.org/|doi:\s*)(10\.\d{4,9}/[^\s\"<>?#]+)", re.IGNORECASE)
"""Elsewhere a publisher's address may hold a DOI with more after it."""


@rule(severity=Severity.WARNING)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each property that contradicts one before it."""
    first: dict[str, tuple[str, str]] = {}
    for name in ("arxiv", "doi", "url", "pdf"):
        value = note.properties.get(name)
        for kind, identifier in _told(name, value) if isinstance(value, str) else ():
            before, other = first.setdefault(kind, (name, identifier))
            if other != identifier:
                message = f"`{name}` is about {kind} {identifier}, `{before}` about {other}"
                yield Finding(at_value(note, name), message)


def _told(name: str, value: str) -> Iterator[tuple[str, str]]:
    """The identifiers that ``value`` names for sure: (kind, identifier)."""
    found = _ARXIV.search(value) if name == "arxiv" or _SAYS_SO.search(value) else _FILE.search(value)
    if found:
        yield "arXiv", found[1]
    doi = _DOI.search(value)
    if doi and not doi[1].lower().startswith("10.48550/"):
        yield "DOI", doi[1].lower().rstrip(".,;)")
