"""What makes a note's paper that paper: its identifiers and its title, as they are compared."""

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

KINDS = ("arxiv", "doi", "openreview", "acl")
"""The properties that hold an identifier, the surest first."""
_NOT_ALNUM = re.compile(r"[\W_]+")
_NOT_ASCII_ALNUM = {code: None for code in range(128) if not chr(code).isalnum()}
_VERSION = re.compile(r"v\d+\Z")
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?\Z")


def title_key(title: str) -> str:
    """A title for comparing: compatibility forms, capitals, punctuation and spaces aside."""
    if title.isascii():  # then compatibility forms and full case folding change nothing more
        return title.lower().translate(_NOT_ASCII_ALNUM)
    return _NOT_ALNUM.sub("", normalize("NFKC", title).casefold())


def bare(kind: str, value: str) -> str:
    """An identifier as it is compared: an arXiv id without its version, a DOI in lower case."""
    value = value.strip()
    if kind == "arxiv" and _ARXIV.match(value):
        return _VERSION.sub("", value)
    return value.lower() if kind == "doi" else value


def identifiers_of(properties: Mapping[str, Any]) -> dict[str, str]:
    """The identifiers in a note's properties, by kind."""
    found = ((kind, properties.get(kind)) for kind in KINDS)
    return {kind: bare(kind, value) for kind, value in found if isinstance(value, str) and value.strip()}


def arxiv_year(number: str) -> int | None:
    """The year in which an arXiv id was given: ``2301.00808`` is of 2023, ``cs/9901001`` of 1999."""
    digits = number.rpartition("/")[2][:2]
    if not digits.isdigit():
        return None
    year = int(digits)
    return 1900 + year if year > 90 else 2000 + year
