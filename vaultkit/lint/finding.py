"""What a rule may say, and what the engine makes of it.

Named tuples: one small note may have a hundred thousand findings, and each is made, compared and sorted.
"""

from enum import IntEnum, StrEnum
from typing import NamedTuple

from vaultkit.source.text import Edit, Position, Span


class Severity(StrEnum):
    """How much a finding weighs; any of them makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Safety(IntEnum):
    """How far to trust a fix: ``--fix`` takes SAFE, ``--unsafe-fixes`` UNSAFE too; SUGGESTION is shown."""

    SAFE = 0
    UNSAFE = 1
    SUGGESTION = 2


class Fix(NamedTuple):
    """Edits to one note that mend one finding; ``title`` says what to do, in the imperative."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety = Safety.SAFE


class Related(NamedTuple):
    """Another place that explains a finding."""

    path: str
    span: Span
    message: str


class Finding(NamedTuple):
    """One problem in one file, as a rule states it: never its own name, path or severity.

    ``message`` is one lower-case clause that names the thing in backquotes and says what is;
    ``help`` what would be right ("did you mean `Masked Autoencoder`?"), or "".
    """

    span: Span
    message: str
    help: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()


class Diagnostic(NamedTuple):
    """A finding with its name and place; ``start`` and ``end`` count code points from 1, ``end`` excluded."""

    path: str
    span: Span
    start: Position
    end: Position
    rule: str
    severity: Severity
    message: str
    help: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
