"""A relation that holds both ways is written on one side only.

## What it does
A schema may say that a property's links hold both ways (`"x-vaultkit": {"relation": "related", "symmetric":
true}`, as the shipped schemas do for `related`). Reports a note that another note names in such a property
and that does not name it back.

## Why is this bad?
The two notes disagree: from the one you find the other, but not back. Obsidian's backlinks help while the
app is open; tools that read properties, such as Bases and Dataview, see one side.

## Example
```md bad
--- file: ConvNeXt V2.md
---
type: paper
related: ["[[MAE]]"]
---
--- file: MAE.md
---
type: paper
related:
^^^^^^^ `ConvNeXt V2` names this note in `related`, and this note does not name it
= add `"[[ConvNeXt V2]]"`
  - "[[ViT]]"
---
--- file: ViT.md
---
type: paper
^^^^^^^^^^^ `MAE` names this note in `related`, and this note does not name it
= add `"[[MAE]]"`
---
```

```md fixed
--- file: ConvNeXt V2.md
---
type: paper
related: ["[[MAE]]"]
---
--- file: MAE.md
---
type: paper
related:
  - "[[ViT]]"
  - "[[ConvNeXt V2]]"
---
--- file: ViT.md
---
type: paper
related:
  - "[[MAE]]"
---
```

```md good
--- file: MAE.md
---
type: paper
related: ["[[ViT|the encoder]]"]
---
--- file: ViT.md
---
type: paper
related: "[[MAE]]"
---
--- file: list.md
---
related: ["[[MAE]]"]
---
```

## Fix safety
Safe: the name is added where the property stands, in the way the list is written there.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from vaultkit.lint.context import Context, Table
from vaultkit.lint.finding import Finding, Fix, Severity
from vaultkit.lint.placing import added_item, at_name, at_type
from vaultkit.lint.rule import rule
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import fold
from vaultkit.vault.schema import annotations

Named = list[list[str]]


def _named(note: Note) -> Named | None:
    return [
        [str(link.key[0]), link.target] for link in note.links if link.kind == "property" and link.key
    ] or None


def _by_name(named: Mapping[str, Named]) -> Mapping[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for path, own in named.items():
        for key, target in own:
            found[fold(target.strip()).rpartition("/")[2].removesuffix(".md")].append((path, key, target))
    return found


NAMED = Table("named-in-properties", _named, _by_name)
"""From each name in a property, folded, to who names it: (path, property, linkpath)."""


@rule(severity=Severity.INFO, default=False, touches=("links", "properties"), tables=(NAMED,))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each note that names this one and is not named back."""
    done: set[tuple[str, str]] = set()
    for path, key, target in context.table(NAMED).get(fold(note.name), ()):
        if path == note.path or (path, key) in done:
            continue
        done.add((path, key))
        other = context.vault.note(path)
        schema = context.schema(other) if other else None
        if schema is None or not annotations(schema).get(key, {}).get("symmetric"):
            continue
        leads_here = note.path in context.vault.search(target, path).candidates[:1]
        back = (info.path for info in context.links(note.path) if info.link.key and info.link.key[0] == key)
        if leads_here and path not in back and other is not None:
            message = f"`{other.name}` names this note in `{key}`, and this note does not name it"
            span = at_name(note, key) if key in note.properties else at_type(note)
            link = f'"[[{_name_for(other, note, context)}]]"'
            edit = added_item(note, key, link)
            fix = Fix(f"add {link} to `{key}`", (edit,)) if edit else None
            yield Finding(span, message, f"add `{link}`", fix)


def _name_for(other: Note, note: Note, context: Context) -> str:
    reached = context.vault.search(other.name, note.path).candidates[:1]
    return other.name if reached == (other.path,) else other.path[:-3]
