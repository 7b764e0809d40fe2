"""Text that was typed as text, written so that Obsidian shows it as it was typed.

Signs are only ever added, never changed: a backslash before a character that would become markup, a
link, a tag or a comment, and one no-break space in front of text that would open a block (``1) …``
at the start of a list item). So the words stay one piece of text that a search finds.

Text from a Markdown document keeps its markup; only what would be a link or tag of this vault, run,
or hide text is taken for typed.
"""

from collections.abc import Iterator
from re import Match
from re import compile as pattern

NBSP = "\u00a0"

_OPENS_BLOCK = pattern(
    r"[-+*](?=\s|\Z)|\d{1,9}[.)](?=\s|\Z)|\#{1,6}(?=\s|\Z)|>|`{3}|~{3}|=+\s*\Z"
    r"|(?:[-_*]\s*){3,}\Z|-+\s*\Z|\[.\](?=\s|\Z)|\[[^\[\]]+\]:|[\s|:-]*-[\s|:-]*\Z"
)
_MARKUP = pattern(r"[\\`*_~=<&$%\[\]#^]")
_CODE = pattern(r"(?<![`\\])(?P<ticks>`+)(?!`)(?P<inner>(?:(?!'')[^\n])*?)(?<!`)(?P=ticks)(?!`)")
_RUNS = pattern(r"\s*\$?=")
_KEPT = pattern(
    r"<https?://[^\s<>]*>|<[\w.+-]+@[\w.-]+>"
    r"|(?<![\w/])(?:https?|ftp)://(?:(?!\)!?\[)[^\s<>\[\]`])*"
)
_KEPT_MARKUP = pattern(r"\$\$[^$\n]+\$\$|(?<![\\$\w])\$(?=[^\s$])[^$\n]*[^\s$\\]\$(?![\d$])")
_ESCAPED = pattern(r"\\[!-/:-@\[-`{-~]")
_SAFE_TAG = pattern(
    r"</?(?:a|b|blockquote|br|center|code|del|details|div|dd|dl|dt|em|font|h[1-6]|hr|i|ins|kbd|li|mark|ol|p|pre|s"
    r"|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul)"
    r"(?:\s+(?:align|alt|colspan|height|name|open|rowspan|title|valign|width|(?P<link>href))"
    r"(?:\s*=\s*(?:\"(?(link)(?:https?:|mailto:)|)[^\"<>]*\"|'(?(link)(?:https?:|mailto:)|)[^'<>]*'|[\w%]+))?)*\s*/?>",
    2,
)
_INLINE_LINK = pattern(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\((?P<to>\s*<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"
)
# The end of a link that began in the line before.
_TAIL = pattern(r"(?P<text>[^\[\]\n]*)\]\((?P<to>[^\s()]+)\)")
_DEFINITION = pattern(r"\s{0,3}\[[^\[\]]+\]:\s*(?P<to>\S+)")
_OUTSIDE = pattern(r"\s*<?(?:https?|ftp|mailto|doi):", 2)
_ALWAYS = pattern(
    r"(?P<comment>(?<=%)%)|(?P<wiki>\[(?=\[))|(?P<foot>\[(?=\^))|(?P<note>(?<=\^)\[)"
    r"|(?P<tag>(?<![^\W_])(?<![(\"'])\#(?=(?:\d+\#)*[^\s'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\]*[^\s\d'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\]))"
    r"|(?P<block>(?:(?<=\s)|(?<![\s\S]))\^(?=[A-Za-z0-9-]+\s*\Z))|(?P<templater>(?<=<)%)"
)
_HTML = pattern(r"<(?=[A-Za-z/!?])")
_ENTITY = pattern(r"&(?=\#\d{1,7};|\#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_BACKSLASH = pattern(r"\\(?=[!-/:-@\[-`{-~]|\Z)")
_RUN = pattern(r"\*+|_+|~~+|==+|`+")
_MATH = pattern(r"(?<![\\$])\$(?=[^\s$])(?P<tex>[^$\n]*[^\s$\\])\$(?![\d$])")
_TEX = pattern(r"[\\^_={}<>]|^\s*[A-Za-z]\s*$|^\d[\d.,]*[^\w\s]*$")
_DISPLAY = pattern(r"(?<!\\)\$(?=\$)")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def as_typed(text: str, *, markup: bool = False) -> str:
    """One line or list item, without its marker: shown in Obsidian as ``text`` stands here.

    With ``markup`` the text comes from a Markdown document: its emphasis, code, math, harmless HTML
    and links to the web keep their meaning.
    """
    safe = _escaped(text, markup)
    return NBSP + safe if not markup and _OPENS_BLOCK.match(text.lstrip()) else safe


def _escaped(text: str, markup: bool) -> str:
    if not _MARKUP.search(text):
        return text
    codes = list(_CODE.finditer(text))
    prose = _KEPT.sub(_blank, _CODE.sub(_blank, text))
    if markup:
        prose = _ESCAPED.sub(_blank, prose)
    places = {found.start() for found in _ALWAYS.finditer(prose)}
    if markup:
        prose = _KEPT_MARKUP.sub(_blank, prose)
    # Dataview runs inline code that starts with an equals sign.
    places |= {place for code in codes if _RUNS.match(code["inner"]) for place in _ticks(code)}
    for link in _INLINE_LINK.finditer(prose):
        if _leads_in(text, link):
            places.add(link.end("text"))  # not the opening bracket: one before it might take its place
        for image in _INLINE_LINK.finditer(prose, *link.span("text")):
            if _leads_in(text, image):
                places |= {image.start("text") - 1, image.end("text")}
    if markup:
        if (tail := _TAIL.match(prose)) and not _leads_out(text, tail):
            places.add(tail.end("text"))
        prose = _SAFE_TAG.sub(_blank, prose)
        if (found := _DEFINITION.match(text)) and not _OUTSIDE.match(found["to"]):
            places.add(text.index("["))
    else:
        places |= {found.start() for shape in (_ENTITY, _BACKSLASH) for found in shape.finditer(prose)}
        places |= set(_delimiters(prose))
        places |= {found.start() for found in _MATH.finditer(prose) if not _TEX.search(found["tex"])}
    if prose.count("$$") % 2 or not markup:
        places |= {found.start() for found in _DISPLAY.finditer(prose)}
    places |= {found.start() for found in _HTML.finditer(prose)}
    done, parts = 0, list[str]()
    for place in sorted(places):
        parts += text[done:place], "\\"
        done = place
    return "".join((*parts, text[done:]))


def _blank(found: Match[str]) -> str:
    return "\0" * len(found[0])


def _ticks(code: Match[str]) -> Iterator[int]:
    size = len(code["ticks"])
    yield from range(code.start(), code.start() + size)
    yield from range(code.end() - size, code.end())


def _leads_in(text: str, found: Match[str]) -> bool:
    return bool(found["to"].strip()) and not _leads_out(text, found)


def _leads_out(text: str, found: Match[str]) -> bool:
    return bool(_OUTSIDE.match(text, found.start("to")))


def _delimiters(text: str) -> Iterator[int]:
    """Runs that would make emphasis, strike-through, highlights or code with a later run of their kind."""
    open_runs: dict[str, list[Match[str]]] = {}
    for run in _RUN.finditer(text):
        sign = run[0][0]
        before = text[run.start() - 1] if run.start() else " "
        after = text[run.end()] if run.end() < len(text) else " "
        if sign == "`":
            key, opens, closes = run[0], True, True
        else:
            key = sign
            left, right = _flanks(before, after), _flanks(after, before)
            opens = left and (sign != "_" or not right or before in _PUNCTUATION)
            closes = right and (sign != "_" or not left or after in _PUNCTUATION)
        waiting = open_runs.setdefault(key, [])
        if closes and waiting:
            yield from (place for other in waiting for place in range(*other.span()))
            yield from range(*run.span())
            waiting.clear()
        elif opens:
            waiting.append(run)


def _flanks(outer: str, inner: str) -> bool:
    """CommonMark's test of a run: text on its inner side, or punctuation there and no letter outside."""
    return not inner.isspace() and (inner not in _PUNCTUATION or outer.isspace() or outer in _PUNCTUATION)
