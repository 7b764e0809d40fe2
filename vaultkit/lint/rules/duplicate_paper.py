"""Two notes are about one paper.

## What it does
Compares the notes whose `type` is `paper` or `concept` by `arxiv` (without its version), `doi`, `openreview`
and `acl`, and papers also by their `title`, capitals and punctuation aside. Two papers with different
identifiers of one kind are two papers, whatever their titles. The first note by path is not reported.

## Why is this bad?
What you write about the paper ends up in two places, and links go to the one or the other. `vaultkit import`
cannot tell which of them to merge into, and touches neither.

## Example
```md bad
--- file: papers/MAE.md
---
type: paper
title: Masked Autoencoders Are Scalable Vision Learners
arxiv: "2111.06377"
---
--- file: reading/Masked Autoencoders.md
---
type: paper
title: "Masked autoencoders: are scalable vision learners"
arxiv: "2111.06377v2"
       ^^^^^^^^^^^^^^ `papers/MAE.md` has the same `arxiv`
       = keep one note for a paper
---
```

```md bad
--- file: a.md
---
type: paper
title: An Image is Worth 16x16 Words
---
--- file: b.md
---
type: paper
title: "An image is worth 16×16 words!"
---
--- file: c.md
---
type: paper
title: An image is worth 16x16 words
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `a.md` has the same `title`
       = keep one note for a paper
---
```

```md good
--- file: a.md
---
type: paper
title: Deep learning
doi: 10.1038/nature14539
---
--- file: b.md
---
type: paper
title: Deep Learning
doi: 10.1016/j.neunet.2014.09.003
---
--- file: c.md
---
title: Deep learning
---
```
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from vaultkit.lint.context import Context, Table
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.placing import at_value
from vaultkit.lint.rule import rule
from vaultkit.source.printable import printable
from vaultkit.vault.note import Note
from vaultkit.vault.papers import KINDS, identifiers_of, title_key

Keys = dict[str, str]


def _keys(note: Note) -> Keys | None:
    if note.type not in ("paper", "concept"):
        return None
    keys = {kind: value.casefold() for kind, value in identifiers_of(note.properties).items()}
    title = note.properties.get("title")
    if note.type == "paper" and isinstance(title, str) and len(key := title_key(title)) > 1:
        keys["title"] = key
    return keys or None


def _owners(keys: Mapping[str, Keys]) -> Mapping[tuple[str, str], list[tuple[str, Keys]]]:
    owners: dict[tuple[str, str], list[tuple[str, Keys]]] = defaultdict(list)
    for path, own in keys.items():
        for kind, value in own.items():
            owners[kind, value].append((path, own))
    return owners


def _words(own: Keys) -> Iterator[str]:
    return (f"{kind} {value}" for kind, value in own.items())


PAPERS = Table("papers", _keys, _owners, _words)
"""From each identifier and title to the notes that have it, by path, each with all it has."""


@rule(severity=Severity.WARNING, tables=(PAPERS,))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for the first thing that this note has in common with one before it."""
    own = context.of_note(PAPERS, note)
    papers = context.table(PAPERS, about=_words(own)) if own else {}
    for kind, value in (own or {}).items():
        for path, theirs in papers[kind, value]:
            if path >= note.path:
                break
            if kind != "title" or not _contradict(own or {}, theirs):
                message = f"`{printable(path)}` has the same `{kind}`"
                yield Finding(at_value(note, kind), message, "keep one note for a paper")
                return


def _contradict(one: Keys, other: Keys) -> bool:
    return any(one.get(kind, "") != other.get(kind, "") for kind in KINDS if kind in one and kind in other)
