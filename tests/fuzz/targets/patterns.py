"""Patterns of schemas: what the limit allows ends soon, whatever the pattern and the text."""

import re
import warnings

from vaultkit.vault.patterns import LONGEST, value_limit

TOKENS = (
    "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?P<n>", "(?P=n)", "(?i)", "[", "]", "[^", "a-z", "*", "+", "?", "*?", "{2,}", "{0,9}", "|",
    "^", "$", "\\d", "\\w", "\\s", "\\b", "\\1", ".", "a", "b", "\\Z", "(?>", "*+", "-", "\\.", "\0",
)  # fmt: skip
_SHORT = 64


def check(data: bytes) -> None:
    """Before the first NUL the pattern, after it what is repeated to make the text."""
    head, _, tail = data.decode(errors="replace").partition("\0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            limit = value_limit(head[:_SHORT])
        except re.error:
            return
        except (OverflowError, RecursionError):  # what `re.compile` itself says of some patterns
            return
        assert 0 <= limit <= LONGEST
        for piece in (tail[:_SHORT] or "a", "a", "ab", "0", "aab"):
            text = (piece * (limit // len(piece) + 1))[: max(limit - 1, 0)]
            re.search(head[:_SHORT], text + "!")
