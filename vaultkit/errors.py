"""The one exception that vaultkit raises on purpose.

A problem has one of three fates:

- it is in the user's notes: it becomes a finding, never an exception;
- it is in the user's set-up (a vault that is a file, a schema that is not a schema):
  ``VaultkitError``, shown as one message with the next step, exit code 2;
- it is in our code: the exception travels, so that it can be reported and mended.

::

    Exception
    └── VaultkitError
"""


class VaultkitError(Exception):
    """A problem of the user's set-up: ``message`` says what is wrong, ``hint`` what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message
