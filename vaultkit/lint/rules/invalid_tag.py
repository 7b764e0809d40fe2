"""A tag is written so that Obsidian does not read it.

## What it does
Reports items of the property `tags` that are no tags: several in one string, words with spaces, numbers,
characters that no tag may hold, and `#tag` without quotes, which YAML takes for a comment. In the text,
where a line begins with tags and holds nothing else, it reports the words among them that are none.

## Why is this bad?
Obsidian drops such a tag without a word, or takes only its beginning. The note is missing in every
search for the tag.

## Example
```md bad
---
tags: vision, masking
      ^^^^^^^^^^^^^^^ `vision, masking` holds a comma and is no tag
      = write `[vision, masking]`
---
```

```md fixed
---
tags: [vision, masking]
---
```

## Example
```md bad
---
tags:
  - machine learning
    ^^^^^^^^^^^^^^^^ `machine learning` holds a space and is no tag
    = write `machine-learning`
  - 2024
    ^^^^ `2024` is a number, not text and is no tag
    = a tag needs a character that is no digit
  - #vision
    ^^^^^^^ `#vision` is a comment in YAML, so it is no tag
    = write `vision`
---
Tags: #paper #c++ #2024
             ^^^^ `#c++` holds a `+` and is no tag
                  ^^^^^ `#2024` has only digits and is no tag
                  = a tag needs a character that is no digit
```

```md fixed
---
tags:
  - machine-learning
  - 2024
  - vision
---
Tags: #paper #c++ #2024
```

```md good
---
tags: ["#vision", paper/read, 3d, 논문, "{{topic}}"]
---
#paper #vision, #3d

Issue #2024 of the list, and the language `#c++`.
```

## Fix safety
Safe where a string with commas becomes a list of tags. Unsafe where a space becomes a hyphen, or a
comment a tag: look at the change first.
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Safety, Severity
from vaultkit.lint.rule import rule
from vaultkit.lint.tags import commented, fault, neighbours, yaml_list, yaml_word
from vaultkit.lint.templates import is_placeholder
from vaultkit.source.frontmatter import places
from vaultkit.source.text import Edit, Span
from vaultkit.vault.note import Note

DIGITS = ("has only digits", "is a number, not text")


@rule(severity=Severity.WARNING, touches=("properties",))
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each tag that is none."""
    if note.frontmatter and "tags" in note.properties:
        yield from _in_properties(note, note.properties["tags"])
    for span in neighbours(note):
        word = note.text.slice(span)
        wrong = fault(word)
        if wrong:
            yield _finding(span, word, wrong)


def _in_properties(note: Note, value: object) -> Iterator[Finding]:
    items = value if isinstance(value, list) else [value]
    if note.frontmatter is None or not any(map(fault, items)):
        return
    located = places(note.text, note.frontmatter)
    for index, item in enumerate(items):
        place = located.get(("tags", index) if isinstance(value, list) else ("tags",))
        wrong = fault(item)
        if (
            place is None
            or wrong is None
            or item in (None, "")
            or is_placeholder(note.text.slice(place.value))
        ):
            continue
        if isinstance(item, str):
            yield _text(item, wrong, place.value, alone=place.key is not None)
        else:
            yield _finding(place.value, " ".join(note.text.slice(place.value).split()), wrong)
    for span, names in commented(note.text, note.frontmatter, located) if None in items else ():
        written = yaml_list(names) if len(names) > 1 else yaml_word(names[0])
        message = f"`{note.text.slice(span)}` is a comment in YAML, so it is no tag"
        yield _fixed(span, message, written, Safety.UNSAFE)


def _text(item: str, wrong: str, span: Span, *, alone: bool) -> Finding:
    parts = [part.strip().removeprefix("#") for part in item.split(",")]
    joined = "-".join(item.removeprefix("#").split())
    if alone and len(parts) > 1 and not any(map(fault, parts)):
        return _fixed(span, f"`{item}` {wrong} and is no tag", yaml_list(parts), Safety.SAFE)
    if " " in item.strip() and not fault(joined):
        return _fixed(span, f"`{item}` {wrong} and is no tag", yaml_word(joined), Safety.UNSAFE)
    return _finding(span, item, wrong)


def _fixed(span: Span, message: str, written: str, safety: Safety) -> Finding:
    fix = Fix(f"write `{written}`", (Edit(span, written.encode()),), safety)
    return Finding(span, message, f"write `{written}`", fix)


def _finding(span: Span, shown: str, wrong: str) -> Finding:
    advice = "a tag needs a character that is no digit" if wrong in DIGITS else ""
    return Finding(span, f"`{shown}` {wrong} and is no tag", advice)
