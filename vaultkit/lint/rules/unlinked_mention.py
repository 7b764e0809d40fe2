"""A note is named in another note's text, and not linked.

## What it does
Looks for the names and aliases of all notes in the prose of the others, by whole words, the longest name
first, and reports the first place where a note is named to which this one has no link at all. Acronyms and
short names count only in the capitals that they have. Headings, code, comments, formulas and addresses are no
prose, and a name that several notes have names none.

## Why is this bad?
It is not, for Obsidian, which lists such places beside the backlinks of the open note. A link makes the graph
and the backlinks complete. The rule is off unless it is asked for.

## Example
```md bad
# MAE and its heirs
ConvNeXt V2 builds on the masked autoencoder (MAE), see [[SimMIM]]. SimMIM and `MAE` differ.
^^^^^^^^^^^ `ConvNeXt V2` is the name of a note, and no link
= write `[[ConvNeXt V2]]`
                          ^^^^^^^^^^^^^^^^^^ `masked autoencoder` is an alias of `MAE`, and no link
                          = write `[[MAE|masked autoencoder]]`
--- file: papers/MAE.md
---
aliases: [Masked Autoencoder]
---
--- file: papers/ConvNeXt V2.md
--- file: SimMIM.md
--- file: ConvNeXt.md
```

```md fixed
# MAE and its heirs
[[ConvNeXt V2]] builds on the [[MAE|masked autoencoder]] (MAE), see [[SimMIM]]. SimMIM and `MAE` differ.
--- file: papers/MAE.md
---
aliases: [Masked Autoencoder]
---
--- file: papers/ConvNeXt V2.md
--- file: SimMIM.md
--- file: ConvNeXt.md
```

```md good
The [[MAE]] masks much; MAE is simple. A clip of a video, MAE-like, https://example.org/CLIP, #CLIP.
--- file: MAE.md
--- file: CLIP.md
The CLIP itself.
```

## Fix safety
A suggestion, made only by you: whether the words mean the note, nobody but you can tell.

## Options
- `ignore`: names that are not to be reported. Default: none.
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Safety, Severity
from vaultkit.lint.mentions import NAMES, Named, named
from vaultkit.lint.rule import rule
from vaultkit.source.text import Edit
from vaultkit.vault.note import Note
from vaultkit.vault.spelling import destination, linktext


@rule(
    severity=Severity.INFO,
    default=False,
    touches=("links",),
    options={"ignore": ()},
    tables=(NAMES,),
)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for the first place of each note that is named and not linked."""
    done = {note.path, *(info.path for info in context.links(note.path))}
    ignored = {name.casefold() for name in context.options["ignore"]}
    for place in named(note, context):
        path, *others = place.paths
        if not others and path not in done and place.surface.casefold() not in ignored:
            done.add(path)
            yield _finding(place, path, note, context)


def _finding(place: Named, path: str, note: Note, context: Context) -> Finding:
    name = path.rpartition("/")[2][:-3]
    what = "the name of a note" if place.surface == name else f"an alias of `{name}`"
    if place.surface != name and place.surface.casefold() == name.casefold():
        what = f"the note `{name}`"
    message = f"`{' '.join(place.surface.split())}` is {what}, and no link"
    written = _written(place, path, note, context)
    if written is None:
        return Finding(place.span, message)
    fix = Fix(f"link to `{name}`", (Edit(place.span, written.encode()),), Safety.SUGGESTION)
    return Finding(place.span, message, f"write `{written}`", fix)


def _written(place: Named, path: str, note: Note, context: Context) -> str | None:
    """The link as the vault's settings would write it; None where no link can hold these words."""
    target = linktext(context.vault, path, note.path)
    if target is None or set(place.surface) & set("[]|\r\n"):
        return None
    if context.vault.settings.use_markdown_links:
        return f"[{place.surface}]({destination(target + '.md')})"
    if target == place.surface:
        return f"[[{target}]]"
    in_table = any(start <= place.span.start < end for start, end in note.marks.tables)
    return f"[[{target}{chr(92) if in_table else ''}|{place.surface}]]"
