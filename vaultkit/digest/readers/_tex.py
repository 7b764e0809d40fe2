r"""TeX in bibliographic fields as Unicode: ``Sol\`a``, ``{\"u}``, ``{BERT}``; formulas stay as they are.

The decoding is pylatexenc's, which is loaded only when a field has TeX in it.
"""

from functools import lru_cache
from re import compile as pattern
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_TEX = pattern(r"[\\{}~]|--|``|''")
_MACRO = pattern(r"[\\~]|--|``|''")
_SPACE = pattern(r"\s+")
_COMMENT = pattern(r"(?<!\\)%")


def decode_tex(text: str) -> str:
    """``text`` in Unicode, on one line; what is no valid TeX is left as it stands."""
    if not _MACRO.search(text):
        text = text.replace("{", "").replace("}", "")
    elif _TEX.search(text):
        from pylatexenc.latexwalker import LatexWalkerError

        try:
            text = _decoder().latex_to_text(_COMMENT.sub(r"\\%", text), tolerant_parsing=True)
        except (LatexWalkerError, RecursionError, ValueError, IndexError):
            text = text.replace("{", "").replace("}", "")
    return _SPACE.sub(" ", text).strip()


@lru_cache(maxsize=1)
def _decoder() -> "LatexNodes2Text":
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="verbatim", keep_comments=True, strict_latex_spaces=False)
