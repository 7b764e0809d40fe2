"""Notes that are templates: values that a plugin fills in later are no values yet."""

import re

_PLACEHOLDER = re.compile(r"\{\{[^\n]*\}\}|<%")


def is_placeholder(source: str) -> bool:
    """Whether ``source``, as it stands in the file, waits to be filled in: ``{{date}}``, ``<% now() %>``."""
    return _PLACEHOLDER.search(source) is not None
