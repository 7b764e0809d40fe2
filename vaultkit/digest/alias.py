"""The short name of a paper before the colon of its title: ``ConvNeXt V2: …``."""

from re import compile as pattern

from vaultkit.digest.words import words

ALIAS_WORD = pattern(r"\S*(?:\d|[a-z][A-Z]|[A-Z]{2})\S*")
"""A word as no language has it: with a digit, two capitals, or a capital inside."""
_PLAIN_FIRST = words("never first in a short name")
_NO_ALIAS = words("never a short name")
_SURVEYS = pattern(
    r"\s*(?:an?\s+(?:[\w-]+\s+){0,3}?|the\s+)?(?:survey|(?:over|re)view|tutorial|primer|introduction|critique|retrospective)"
    r"(?:$|[,.:?]|\s+(?:and|of|on|for|from|in|to|with)\b)",
    2,
)


def alias_of(title: str) -> str | None:
    """The short name before the colon (``ConvNeXt V2: …``), or None when those words are no name.

    Before ``: A Survey`` stands what the paper is about.
    """
    short, colon, rest = title.partition(":")
    short = short.strip()
    parts = short.split()
    if not colon or not rest.strip() or not 1 <= len(parts) <= 3 or len(short) > 40:
        return None
    if short.casefold() in _NO_ALIAS or _SURVEYS.match(rest):
        return None
    if parts[0].casefold() in _PLAIN_FIRST | _NO_ALIAS or not (
        parts[0][0].isupper() or parts[0][0].isdigit()
    ):
        return "".join(parts) if len(parts) == 1 and ALIAS_WORD.fullmatch(short) else None
    if any(sign in short for sign in ",;?!()"):
        return None
    distinct = [bool(ALIAS_WORD.fullmatch(word)) for word in parts]
    named = all(one or word[0].isupper() for one, word in zip(distinct, parts, strict=True))
    return short if len(parts) == 1 or (any(distinct) and named) else None
