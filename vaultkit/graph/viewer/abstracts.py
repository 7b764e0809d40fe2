"""A note's Markdown as safe HTML for the card: the opening of the note, not all of it.

It knows what may be shown: text, emphasis, lists, code, quotes, tables and http links. It loads
nothing: pictures become their description, HTML is shown as it was typed.
"""

import re

import mistune

LIMIT = 2000
_WIKILINK = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_DEEP = re.compile(r"([*_~`\[\]<>(!])\1{8,}|^(?:\s*>){12,}", re.MULTILINE)


def render(markdown: str) -> str:
    """HTML of the first paragraphs of ``markdown``, at most LIMIT characters of source.

    The limit keeps the renderer, which is quadratic on nested emphasis, below a few milliseconds.
    """
    text = _WIKILINK.sub(r"\1", _opening(markdown))
    if _DEEP.search(text):
        return f"<p>{mistune.escape(text)}</p>"
    return str(_markdown(text)).strip()


def _opening(markdown: str) -> str:
    if len(markdown) <= LIMIT:
        return markdown
    cut = markdown[:LIMIT]
    end = max(cut.rfind("\n\n"), cut.rfind(". ") + 1, LIMIT // 2)
    return cut[:end].rstrip() + " …"


class _Renderer(mistune.HTMLRenderer):
    def heading(self, text: str, level: int, **attrs: object) -> str:
        return f"<h3>{text}</h3>\n"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return f"<em>{mistune.escape(text or 'picture')}</em>"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if not url.lower().startswith(("https://", "http://")):
            return text
        return f'<a href="{mistune.escape(url)}" rel="noreferrer noopener" target="_blank">{text}</a>'


_markdown = mistune.create_markdown(
    escape=True, renderer=_Renderer(escape=True), plugins=["strikethrough", "table"]
)
