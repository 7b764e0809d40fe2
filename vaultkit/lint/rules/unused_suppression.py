"""A comment silences a rule that has nothing to say there.

## What it does
Reports names in `%% vaultkit: ignore … %%`, in `# vaultkit: ignore …` within the frontmatter and in the
property `vaultkit-ignore` that silence no finding, and names that are no rule's. A rule that does not run
is left out of account.

## Why is this bad?
The finding was mended and the comment stayed. There it will hide the next finding, which nobody has seen.

## Example
```md bad
See [[MAE]]. %% vaultkit: ignore broken-link %%
                                 ^^^^^^^^^^^ `broken-link` has nothing to say here
--- file: MAE.md
```

```md fixed
See [[MAE]].
--- file: MAE.md
```

```md good
See [[a note to come]]. %% vaultkit: ignore broken-link %%

%% vaultkit: ignore %%
See [[another one]].
```

## Example
```md bad
---
vaultkit-ignore: [broken-link, broken-lnk]
                  ^^^^^^^^^^^ `broken-link` has nothing to say here
                               ^^^^^^^^^^ there is no rule `broken-lnk`
                               = did you mean `broken-link`?
---
```

```md good
---
vaultkit-ignore: [broken-link]
---
See [[a note to come]].
```

## Fix safety
Safe: the comment is taken out, or the name out of a comment with several. Properties are left alone.
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Fix, Severity
from vaultkit.lint.rule import SHELF, rule
from vaultkit.lint.suppressions import ALL, Suppression
from vaultkit.lint.targets import Guesses
from vaultkit.registry import did_you_mean, names
from vaultkit.source.text import Edit


@rule(severity=Severity.WARNING, on="suppression")
def check(suppression: Suppression, context: Context) -> Iterator[Finding]:
    """Yield a finding for a suppression that silenced nothing."""
    fix = None
    if suppression.removal is not None:
        fix = Fix(f"take `{suppression.name}` out", (Edit(suppression.removal, b""),))
    known = names(SHELF)
    if suppression.name in (*known, ALL):
        yield Finding(suppression.span, f"`{suppression.name}` has nothing to say here", fix=fix)
    else:
        guesses: Guesses = context.learnt.setdefault("", Guesses())
        near = guesses.guess(suppression.name, lambda name: did_you_mean(name, known)) or ""
        yield Finding(suppression.span, f"there is no rule `{suppression.name}`", near, fix)
