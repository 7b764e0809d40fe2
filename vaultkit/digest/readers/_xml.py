"""An XML file as the records in it, each with its lines: nothing outside the file is ever loaded.

Knows elements, their text and where they stand. Knows no papers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

_DEEPEST = 200


@dataclass(slots=True)
class Element:
    """One element: its name, attributes, children in order, and its text in pieces between them."""

    name: str
    attributes: dict[str, str]
    first: int
    last: int = 0
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in the element and in what stands in it, on one line."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        waiting: list[Element | str] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                yield part
            else:
                waiting.extend(reversed(part.children))

    def find(self, *path: str) -> Iterator["Element"]:
        """The elements at ``path``, from child to child; ``*`` stands for any name."""
        name, *rest = path
        for child in self.children:
            if isinstance(child, Element) and name in ("*", child.name):
                if rest:
                    yield from child.find(*rest)
                else:
                    yield child

    def first_text(self, *paths: str) -> str:
        """The text of the first element with text at one of ``paths`` (names with ``/``), or ""."""
        return next((one.text for path in paths for one in self.find(*path.split("/")) if one.text), "")


class _RefusedError(Exception):
    """What the file has is nothing that a bibliography needs: entities of its own, a hundred levels."""


def xml_records(source: str, names: frozenset[str]) -> tuple[list[Element], str]:
    """The outermost elements called by one of ``names``, and a sentence when the reading broke off, or ""."""
    found: list[Element] = []
    stack: list[Element] = []
    depth = 0
    parser = ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _RefusedError("it is too deep")
        if stack or name in names:
            element = Element(name, attributes, parser.CurrentLineNumber)
            if stack:
                stack[-1].children.append(element)
            stack.append(element)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1
        if stack:
            element = stack.pop()
            element.last = parser.CurrentLineNumber
            if not stack:
                found.append(element)

    def text(data: str) -> None:
        if stack:
            stack[-1].children.append(data)

    def entity(*_: object) -> None:
        raise _RefusedError("it declares entities of its own")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = entity
    return found, _parsed(parser.Parse, source, lambda: parser.CurrentLineNumber)


def _parsed(parse: Callable[[str, bool], object], source: str, line: Callable[[], int]) -> str:
    """Run ``parse``; answers why it broke off, or ""."""
    try:
        parse(source, True)
    except ExpatError as error:
        return f"line {error.lineno}: from here this is no valid XML and was not read"
    except (_RefusedError, UnicodeEncodeError) as error:
        why = str(error) if isinstance(error, _RefusedError) else "it holds half a character"
        return f"line {line()}: from here this was not read, because {why}"
    return ""
