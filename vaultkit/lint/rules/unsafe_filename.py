"""A file's name makes trouble on other systems, or in links.

## What it does
Reports names of files and folders with characters that Windows, Android or Obsidian refuse
(`\\ / : * " < > | ?`), with a dot or a space at the end, with a name that Windows keeps for devices, or
longer than 255 bytes; and names of files with `#`, `^`, `[` or `]`, which mean something in links.

## Why is this bad?
The vault cannot be checked out or synchronised on another machine, or the note cannot be linked to.

## Example
```md bad
--- file: MAE: a survey.md
^ `:` in the file's name is refused by Obsidian and most systems
--- file: why?.md
^ `?` in the file's name is refused by Windows and Android
--- file: C# notes.md
^ `#` in the file's name means something in links
= a link `[[C# notes]]` looks for `C`
--- file: papers./MAE.md
^ the folder's name `papers.` ends with a dot, which Windows drops
--- file: aux.md
^ the file's name `aux.md` is kept for a device by Windows
```

```md good
--- file: MAE – a survey (2022), Kaiming's.md
--- file: papers.old/논문.md
--- file: a_b;c=d,e+f@g!h&i{j}k~l%.png
```
"""

import re
from collections.abc import Iterator, Mapping

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.printable import printable
from vaultkit.source.text import Span
from vaultkit.vault.scan import File
from vaultkit.vault.vault import Vault

LONGEST = 255
_REFUSED = re.compile(r"[\\:]|[*\"<>|?]|[\x00-\x1f\x7f\ud800-\udfff]")
_IN_LINKS = re.compile(r"[#^\[\]]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.IGNORECASE | re.DOTALL)


@rule(severity=Severity.WARNING, on="file")
def check(file: File, context: Context) -> Iterator[Finding]:
    """Yield a finding for each fault of the file's name, and of the folders of which it is the first file."""
    folder, _, name = file.path.rpartition("/")
    faults = list(_faults(name, "file"))
    found = _IN_LINKS.search(name)
    if found:
        advice = (
            f"a link `[[{name.removesuffix('.md')}]]` looks for `{name.partition('#')[0]}`"
            if "#" in name
            else ""
        )
        faults.append((f"`{found[0]}` in the file's name means something in links", advice))
    while folder:
        wrong = list(_faults(folder.rpartition("/")[2], "folder"))
        if wrong and context.of_vault(_first_in_folder)[folder] == file.path:
            faults += wrong
        folder = folder.rpartition("/")[0]
    for message, advice in faults:
        yield Finding(Span(0, 0), message, advice)


def _faults(name: str, what: str) -> Iterator[tuple[str, str]]:
    found = _REFUSED.search(name)
    if found:
        if printable(found[0]) != found[0]:
            yield f"the {what}'s name `{printable(name)}` has a character that cannot be shown", ""
        else:
            who = "Obsidian and most systems" if found[0] in "\\:" else "Windows and Android"
            yield f"`{found[0]}` in the {what}'s name is refused by {who}", ""
    if name[-1] in ". ":
        end = "dot" if name[-1] == "." else "space"
        yield f"the {what}'s name `{name}` ends with a {end}, which Windows drops", ""
    if _DEVICE.fullmatch(name):
        yield f"the {what}'s name `{name}` is kept for a device by Windows", ""
    length = len(name.encode(errors="surrogatepass"))
    if length > LONGEST:
        yield f"the {what}'s name has {length} bytes, of {LONGEST} that systems allow", ""


def _first_in_folder(vault: Vault) -> Mapping[str, str]:
    first: dict[str, str] = {}
    for path in sorted(vault.files):
        folder = path.rpartition("/")[0]
        while folder and folder not in first:
            first[folder] = path
            folder = folder.rpartition("/")[0]
    return first
