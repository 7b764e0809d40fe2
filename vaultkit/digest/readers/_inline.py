"""One line of Markdown as a flat row of pieces, by mistune's inline parser.

Knows strong, emphasised, code, links, images and keyboard keys. Knows no blocks and no papers.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from re import compile as pattern
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mistune import InlineParser

_MARKERS = pattern(r"[*_\[\]`<~]")
_TAG = pattern(r"<[^<>]{1,500}>")
_ANCHOR = pattern(
    r"<a\b[^<>]*?\bhref\s*=\s*[\"'](?P<address>[^\"'<>]*)[\"'][^<>]*>(?P<text>.{0,600}?)</a>", 2
)
_PICTURE = pattern(r"<img\b[^<>]*?\bsrc\s*=\s*[\"'](?P<address>[^\"'<>\s()]*)[\"'][^<>]*>")
_STYLE = pattern(r"</?(?:b|i|u|em|strong|br|span|font|p|li|sup|sub|small|big|div|center|h\d)\b[^<>]*>", 2)
_ITALICS = pattern(r"(?<!\w)<(?P<tag>i|em)>(?P<text>[^\s<>*](?:[^<>*]{0,200}[^\s<>*])?)</(?P=tag)>(?!\w)", 2)
# Marks behind a name: `Jane Roe<sup>1,*</sup>`.
_FOOTNOTE = pattern(r"(?<=[a-z])<sup>[\d\s,*†‡§]{1,10}</sup>")
_KEY = pattern(r"</?kbd[^>]*>", 2)
# mistune's time grows with the square of the open markers in a line; real lines have a few dozen.
_MOST_MARKERS = 400
_LONGEST = 20_000
_SHORT = 600


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line in one style; ``link`` is the address of a link or an image, or ""."""

    text: str
    link: str = ""
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    image: bool = False


def pieces(line: str) -> tuple[Piece, ...]:
    """The pieces of ``line`` in order; tags are left out, the text of a ``<kbd>`` counts as code.

    A picture that is a link (a badge) is followed by a piece without text that leads to the address.
    """
    if len(line) > _LONGEST or len(_MARKERS.findall(line)) > _MOST_MARKERS:
        return (Piece(_TAG.sub(" ", line)),)
    return _parsed(line) if len(line) <= _SHORT else _parsed.__wrapped__(line)


@lru_cache(maxsize=16384)
def _parsed(line: str) -> tuple[Piece, ...]:
    """The pieces of a line of bearable length; kept, as each family of titles asks for the same lines."""
    if not _MARKERS.search(line) and "\\" not in line and "&" not in line and "http" not in line:
        return (Piece(line),)
    line = without_html(line)
    parser = _parser()
    state = parser.state_cls({"ref_links": {}})
    state.src = line
    found: list[Piece] = []
    _flatten(parser.parse(state), Piece(""), found)
    return tuple(piece for piece in found if piece.text or piece.image or piece.link)


def without_html(line: str) -> str:
    """``line`` with its inline HTML as Markdown: links stay links, italics italics, other tags go."""
    if "<" not in line:
        return line
    line = _ANCHOR.sub(
        lambda link: f"[{_TAG.sub('', link['text']).strip()}]({link['address'].strip()})", line
    )
    line = _PICTURE.sub(r"![](\g<address>)", line) if "<img" in line else line
    return _STYLE.sub("", _ITALICS.sub(r"*\g<text>*", _FOOTNOTE.sub("", line)))


def plain(row: tuple[Piece, ...] | list[Piece]) -> str:
    """The text of a row of pieces without any mark; images show nothing."""
    return "".join(piece.text for piece in row if not piece.image)


def strip_marks(line: str) -> str:
    """``line`` as it reads when rendered."""
    return plain(pieces(line)).strip()


def _flatten(tokens: list[dict[str, Any]], style: Piece, found: list[Piece]) -> None:
    key = False
    for token in tokens:
        kind = token["type"]
        here = replace(style, code=style.code or key)
        match kind:
            case "text":
                if found and replace(found[-1], text="") == replace(here, text=""):
                    here = replace(here, text=found.pop().text)  # a mark that marks nothing parts no words
                found.append(replace(here, text=here.text + token["raw"]))
            case "codespan":
                found.append(replace(here, text=token["raw"], code=True))
            case "strong":
                _flatten(token["children"], replace(here, strong=True), found)
            case "emphasis":
                _flatten(token["children"], replace(here, emphasis=True), found)
            case "link":
                inner: list[Piece] = []
                _flatten(token["children"], here, inner)
                found += [replace(piece, link=piece.link) for piece in inner if piece.image]
                text = "".join(piece.text for piece in inner if not piece.image)
                strong = any(piece.strong for piece in inner)
                found.append(replace(here, text=text, link=token["attrs"]["url"], strong=strong))
            case "image":
                found.append(replace(here, text="", link=token["attrs"]["url"], image=True))
            case "inline_html":
                if _KEY.fullmatch(token["raw"]):
                    key = not token["raw"].startswith("</")
            case "softbreak" | "linebreak":
                found.append(replace(here, text=" "))
            case _:
                found.append(replace(here, text=str(token.get("raw", ""))))


@lru_cache(maxsize=1)
def _parser() -> "InlineParser":
    from mistune import InlineParser

    return InlineParser()
