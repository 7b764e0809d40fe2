"""A note or folder of the vault could not be read, and so was not checked.

## What it does
Names every note and canvas that vaultkit could not read, and every folder that it did not enter: no
permission, a device or a pipe, a link that leads out of the vault, a file of many megabytes. It runs
whatever rules were selected; only `ignore` silences it. Files that you excluded are not named.

## Why is this bad?
A report without findings should mean that all is well. When part of the vault was not read, nobody
knows, and a link into that part is resolved by name only.

## Example
```md bad
See [[elsewhere]].
--- link: elsewhere.md -> ../outside.md
^ the file is not checked: it is not a regular file inside the vault
```

```md good
See [[elsewhere]].
--- file: elsewhere.md
Here.
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.text import Span
from vaultkit.vault.vault import Vault

WHOLE = Span(0, 0)


@rule(severity=Severity.ERROR, on="vault", always=True)
def check(vault: Vault, context: Context) -> Iterator[tuple[str, Finding]]:
    """Yield a finding for each file that was asked for and not read, and each folder not entered."""
    for path, reason in vault.unreadable.items():
        yield path, Finding(WHOLE, f"the file is not checked: {reason}")
    for path, reason in vault.skipped:
        yield path, Finding(WHOLE, f"not checked: {reason}")
