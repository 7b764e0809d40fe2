"""A digest as lines: what a line looks like, before anything is known of papers.

Knows bullets, numbers, indentation, image placeholders and blank spacers. Knows no title and no venue.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from re import Match
from re import compile as pattern

from vaultkit.digest.entry import Line, Picture

_LINE_END = pattern(r"\r\n|\n|\r")
# The signs of word processors too: a Latin o before a tab, and the private letters of symbol fonts.
_BULLET = pattern(
    r"(?P<indent>\s*)(?P<mark>[•●◦○▪▫■□‣⁃·∙・ㆍ‧⦁◆◇❖➢➤►▶▷◉ㅁㅇㄴ└*+\-–\uf0a7\uf0b7\uf0d8\uf076]"
    r"|o(?=\t))"
    r"(?P<gap>\s+|(?<=[•◦▪‣])(?![•◦▪‣]))(?=\S)"
)
_ORDERED = pattern(r"(?P<indent>\s*)(?P<mark>\d{1,3}[.)](?=\s)|[\u2460-\u2473])\s*(?=\S)")
# A file's name alone on a line, with blanks only where a program that names pictures puts them.
_PLACEHOLDER = pattern(
    r"image-\d{8,17}(?:-\d+)?(?:[ _]?\(\d+\))?(?:\.(?:png|jpe?g|gif|webp|svg|bmp))?|untitled(?: \d{1,3})?"
    r"|[\[<(]?(?:사진|이미지|画像|图片)(?:\s?\d{1,2}장?)?[\])>]?|<media omitted>"
    r"|[\[<](?:image|img|picture|photo|screenshot|figure|사진|그림)(?:[ :#]\s?[\w .()-]{1,60})?[\]>]"
    r"|(?:(?:pasted image|screen ?shot|whatsapp image|untitled|image|capture|photo|스크린샷|화면 캡처|캡처"
    r"|그림|사진|截屏|截图|图片|スクリーンショット|画像)[ _]?[\w .()-]{0,60}|[\w.()-]{1,100})"
    r"\.(?:png|jpe?g|gif|webp|bmp)",
    2,
)
_OTHERS: ContextVar[Callable[[str], bool]] = ContextVar("placeholders", default=lambda text: False)
_MARKDOWN_IMAGE = pattern(
    r"!\[(?P<alt>[^\]\n]{0,500})\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)[^)\n]{0,200}\)"
)
_WIKI_IMAGE = pattern(r"!\[\[(?P<target>[^\]|#\n]{1,300})[^\]\n]{0,200}\]\]")
_HTML_IMAGE = pattern(r"<img\b[^>]{0,2000}", 2)
_HTML_IMAGE_TAG = pattern(r"<img\b[^>]{0,2000}>?", 2)
_TAG = pattern(r"</?[A-Za-z][^<>]{0,2000}>")
_WORD = pattern(r"[^\W_]")
_ATTRIBUTE = pattern(r"""\b(?P<name>src|alt)\s*=\s*["'](?P<value>[^"']*)["']""", 2)
_BADGE = pattern(r"img\.shields\.io|badge|/stars/|hits\.", 2)
_SPACERS = " \t\u00a0\u200b\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Document:
    """The decoded text of one digest: ``name`` is the file's name without folder and ending."""

    name: str
    text: str
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, text: str, name: str = "digest") -> "Document":
        """The document whose text is ``text``; lines end at LF, CRLF or CR and nowhere else."""
        text = text.removeprefix("\ufeff")
        parts = _LINE_END.split(text)
        if parts and not parts[-1]:
            parts.pop()
        return cls(name, text, tuple(Line(number, part) for number, part in enumerate(parts, 1)))


def front_matter_end(document: Document) -> int:
    """The line on which YAML frontmatter ends, or 0."""
    lines = document.lines
    if not lines or lines[0].text.rstrip() != "---":
        return 0
    return next((line.number for line in lines[1:200] if line.text.rstrip() in ("---", "...")), 0)


def is_blank(text: str) -> bool:
    """Whether a line shows nothing: no-break and zero-width spaces count as spaces."""
    return not text.strip().strip(_SPACERS).strip()


def shown(text: str) -> str:
    """``text`` without the spaces around it, no-break and zero-width ones included."""
    return text.strip().strip(_SPACERS).strip()


def indent(text: str) -> int:
    """The width of the white space before the first sign; a tab counts to the next multiple of four."""
    width = 0
    for sign in text:
        if sign == "\t":
            width += 4 - width % 4
        elif sign in " \u00a0\u3000":
            width += 1
        else:
            break
    return width


def bullet(text: str) -> Match[str] | None:
    """The match of a bullet at the start of a line, or None."""
    return _BULLET.match(text)


def ordered(text: str) -> Match[str] | None:
    """The match of ``1.``, ``1)`` or ``①`` (group ``mark``) at the start of a line, or None."""
    return _ORDERED.match(text)


def is_item(text: str) -> bool:
    """Whether a line of pasted text is a list item: a bullet anywhere, a number only when indented."""
    return bool(bullet(text)) or (bool(ordered(text)) and indent(text) >= 2)


def pictures(line: Line) -> tuple[Picture, ...]:
    """The images that stand in ``line``, in order, by the name that is printed; badges are none."""
    alone = shown(line.text)
    if alone[1:2].isspace() and (mark := bullet(alone)):
        alone = alone[mark.end() :]
    if _is_placeholder(alone):
        return (Picture(alone, line.number),)
    if "![" not in line.text and "<img" not in line.text.lower():
        return ()
    found: list[tuple[int, str]] = []
    found += [(match.start(), match["target"].strip()) for match in _WIKI_IMAGE.finditer(line.text)]
    found += [
        (match.start(), _picture_name(match["alt"], match["target"]))
        for match in _MARKDOWN_IMAGE.finditer(line.text)
    ]
    for match in _HTML_IMAGE.finditer(line.text):
        attributes = {a["name"].lower(): a["value"] for a in _ATTRIBUTE.finditer(match[0])}
        found.append((match.start(), _picture_name(attributes.get("alt", ""), attributes.get("src", ""))))
    return tuple(Picture(name, line.number) for _, name in sorted(found) if name)


@contextmanager
def placeholders(also: Callable[[str], bool]) -> Iterator[None]:
    """While it lasts, text of which ``also`` is true stands for a picture as ``image-20230511…`` does."""
    token = _OTHERS.set(also)
    try:
        yield
    finally:
        _OTHERS.reset(token)


def _is_placeholder(text: str) -> bool:
    return bool(_PLACEHOLDER.fullmatch(text)) or (bool(text) and _OTHERS.get()(text))


def beside_pictures(text: str) -> str:
    """What a line says beside its images; a name of several words that one is given counts."""
    text = _without_images(text)
    return shown(text) if _WORD.search(_TAG.sub("", text)) else ""


def is_of_pictures(text: str) -> bool:
    """Whether a line holds images, tags of HTML around them, and nothing else."""
    return not _TAG.sub("", _without_images(text)).strip()


def _without_images(text: str) -> str:
    text = _MARKDOWN_IMAGE.sub(lambda image: image["alt"] if " " in image["alt"].strip() else "", text)
    for image in (_WIKI_IMAGE, _HTML_IMAGE_TAG):
        text = image.sub("", text)
    return text


def _picture_name(alt: str, target: str) -> str:
    """A typed or pasted picture is known by its placeholder; any other by the last part of its address."""
    if _BADGE.search(target):
        return ""
    if _is_placeholder(alt.strip()):
        return alt.strip()
    return target.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2] or alt.strip()
