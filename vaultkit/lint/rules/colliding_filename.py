"""Two files have names that other systems take for one.

## What it does
Reports files and folders whose path differs from another's only in letter case, or in the normal form
of accented letters.

## Why is this bad?
Windows and macOS have room for only one of them: a checkout there overwrites the other, silently.
Obsidian itself takes both for the same in links.

## Example
```md bad
--- file: papers/DINO.md
--- file: papers/dino.md
^ the file differs from `papers/DINO.md` only in letter case
= rename one of them
```

```md bad
--- file: Papers/MAE.md
--- file: papers/ViT.md
^ its folder `papers` differs from `Papers` only in letter case
= rename one of them
```

```md good
--- file: papers/DINO.md
--- file: archive/dino.md
--- file: papers/DINO.png
```
"""

from collections.abc import Iterator, Mapping
from unicodedata import normalize

from vaultkit.lint.context import Context, Listing
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.printable import printable
from vaultkit.source.text import Span
from vaultkit.vault.scan import File
from vaultkit.vault.vault import Vault


@rule(severity=Severity.WARNING, on="file")
def check(file: File, context: Context) -> Iterator[Finding]:
    """Yield a finding for each file, and each folder's first file, whose path collides with one before."""
    for what, here, before in context.listed(COLLISIONS, file.path) or ():
        named = "the file" if what == "file" else f"its folder `{printable(here)}`"
        how = "letter case" if _normal(here) != _normal(before) else "the normal form of a letter"
        message = f"{named} differs from `{printable(before)}` only in {how}"
        yield Finding(Span(0, 0), message, "rename one of them")


def _collisions(vault: Vault) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    first: dict[str, str] = {}
    seen: set[str] = set()
    found: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for path in sorted(vault.files):
        place, what = path, "file"
        while place and place not in seen:
            seen.add(place)
            before = first.setdefault(_normal(place).lower(), place)
            # When the names are equal, the folders above differ, and are reported themselves.
            if before.rpartition("/")[2] != place.rpartition("/")[2]:
                found[path] = (*found.get(path, ()), (what, place, before))
            place, what = place.rpartition("/")[0], "folder"
    return found


COLLISIONS = Listing("collisions", _collisions)


def _normal(path: str) -> str:
    return path if path.isascii() else normalize("NFC", path)
