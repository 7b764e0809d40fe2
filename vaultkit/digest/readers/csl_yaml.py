"""CSL-YAML, as Pandoc and Zotero write it: ``references:`` and a list of items.

Each item is given to the YAML reader on its own, so that a broken one costs itself only.
"""

from re import compile as pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest, Line
from vaultkit.digest.readers._csl import csl_paper

_REFERENCES = pattern(r"references:\s*")
_ITEM = pattern(r"(?P<indent> *)-(?P<gap> +)[\w\"'-]+:(?: .*)?")
_KEY = pattern(r"\s*-?\s*(?:title|id|author|issued|type|container-title|citation-key):(?: .*)?")


def sniff(document: Document) -> int:
    """Sure when a list of items follows ``references:``; likely when a list begins with ids and types."""
    lines = [line.text for line in document.lines[:400] if line.text.strip()]
    keys = {line.strip().lstrip("- ").partition(":")[0] for line in lines if _KEY.fullmatch(line)}
    if "title" not in keys or not any(_ITEM.fullmatch(line) for line in lines):
        return 0
    if any(_REFERENCES.fullmatch(line) for line in lines):
        return 95
    return 90 if _ITEM.fullmatch(lines[0].lstrip("-\n") or lines[0]) and {"id", "type"} <= keys else 0


def read(document: Document) -> Digest:
    """The papers of a CSL-YAML file, each with the lines of its item."""
    from vaultkit.source.frontmatter import read_frontmatter
    from vaultkit.source.text import Text

    found: list[Found] = []
    breaks: dict[int, Place] = {}
    notices: list[str] = []
    for lines in _items(document):
        first, last = lines[0].number, lines[-1].number
        told = read_frontmatter(Text.of(f"---\n{_dedented(lines)}\n---\n"))
        one = csl_paper(told.data, (first, last)) if told and told.data else None
        if one:
            found.append(one)
        else:
            breaks[first] = "unplaced"
            why = (
                told.problem.message.replace("frontmatter", "it")
                if told and told.problem
                else "it has no title"
            )
            notices.append(f"line {first}: this item was not read: {why}")
        breaks.setdefault(last + 1, "front")
    for one in found:
        breaks.pop(one.first, None)
    return assemble(document, "csl-yaml", found, breaks, None, notices, is_data=True)


def _items(document: Document) -> list[list[Line]]:
    """The lines of each item of the outermost list."""
    items: list[list[Line]] = []
    depth: int | None = None
    for line in document.lines:
        if line.text.rstrip() in ("---", "..."):
            depth = None if not items else -1
            continue
        opens = _ITEM.fullmatch(line.text)
        if opens and (depth is None or len(opens["indent"]) == depth):
            depth = len(opens["indent"])
            items.append([line])
        elif depth is not None and depth >= 0:
            width = len(line.text) - len(line.text.lstrip(" "))
            if line.text.strip() and width <= depth:
                depth = -1
            else:
                items[-1].append(line)
    return items


def _dedented(lines: list[Line]) -> str:
    """The item as a mapping: its dash becomes a space, and its indentation goes."""
    opens = _ITEM.fullmatch(lines[0].text)
    width = len(opens["indent"]) + 1 + len(opens["gap"]) if opens else 0
    rest = (line.text[width:] if not line.text[:width].strip() else line.text for line in lines[1:])
    return "\n".join((lines[0].text[width:], *rest))
