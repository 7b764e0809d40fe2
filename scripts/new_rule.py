"""Write the one file of a new rule: ``python scripts/new_rule.py shouting-heading``.

What it writes is a rule that works and is tested, about headings in capitals: rewrite it into yours.
"""

import re
import sys
from pathlib import Path

SHELF = Path(__file__).resolve().parents[1] / "vaultkit" / "lint" / "rules"

TEMPLATE = '''"""A heading is written in capitals.

## What it does
Reports headings without a single small letter.

## Why is this bad?
Capitals are hard to read, and a link to such a heading looks like an abbreviation.

## Example
```md bad
# RESULTS
^^^^^^^^^ `RESULTS` is written in capitals
```

```md good
# Results
```
"""

from collections.abc import Iterator

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.vault.note import Note


@rule(severity=Severity.WARNING, default=False)
def check(note: Note, context: Context) -> Iterator[Finding]:
    """Yield a finding for each heading in capitals."""
    for heading in note.marks.headings:
        if heading.text.isupper():
            yield Finding(heading.span, f"`{heading.text}` is written in capitals")
'''


def new_rule(name: str, shelf: Path = SHELF) -> Path:
    """Write the file of the rule ``name`` and return its path; ``ValueError`` for a name that cannot be."""
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
        raise ValueError(f"`{name}` is no name for a rule: use small letters with `-` between words")
    path = shelf / f"{name.replace('-', '_')}.py"
    if path.exists():
        raise ValueError(f"there is a rule `{name}` already: {path}")
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def main(args: list[str]) -> int:
    """Write one rule; 0 when done, 2 with a reason when not."""
    if len(args) != 1 or args[0].startswith("-"):
        print("usage: python scripts/new_rule.py NAME, for instance shouting-heading", file=sys.stderr)
        return 2
    try:
        path = new_rule(args[0])
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(f"{path}\nrewrite it, then: {sys.executable} -m pytest tests/lint -k {args[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
