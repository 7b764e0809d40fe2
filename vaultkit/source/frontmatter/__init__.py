"""Frontmatter: the one door to YAML and to python-frontmatter.

A user's YAML is read, located and edited by bytes, never written back; only new notes are composed
(``write.compose_note``, imported where a note is made, as it is the slow half of the room).
"""

from vaultkit.source.frontmatter.places import (
    Place,
    duplicate_keys,
    has_repeated_key,
    places,
    property_strings,
    string_spans,
)
from vaultkit.source.frontmatter.read import Frontmatter, Problem, read_frontmatter, read_yaml

__all__ = [
    "Frontmatter",
    "Place",
    "Problem",
    "duplicate_keys",
    "has_repeated_key",
    "places",
    "property_strings",
    "read_frontmatter",
    "read_yaml",
    "string_spans",
]
