"""Words from files and names, made safe to show: a terminal obeys some characters, it does not print them."""

import re

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_COMMAND = re.compile(r"\A(\s*)::")
_COMMANDS = re.compile(r"(\A|[\n\r\x0b\x0c\x85\u2028\u2029])(\s*)::")
INERT = re.compile(r"#(?=#\w*\[)")
"""The first sign of ``##[command]`` and its like, which build servers obey wherever it stands in a line."""


def printable(text: str) -> str:
    r"""``text`` with controls, directions, surrogates and odd line ends as ``\x1b``; tab and newline stay."""
    return text if text.isprintable() else _OBEYED.sub(_escape, text)


def printable_line(text: str) -> str:
    r"""``printable`` text that stays one line: a line end in a file's name must not begin a line of ours.

    Nor may a build server obey it: a line that begins with ``::`` begins with ``./::`` then, and of
    ``##[`` or ``##word[`` the first sign is escaped.
    """
    shown = text if text.isprintable() else printable(text).replace("\n", "\\n")
    if "::" in shown:
        shown = _COMMAND.sub(r"\1./::", shown)
    return INERT.sub(_escape, shown) if "##" in shown else shown


def inert(text: str) -> str:
    """``text`` but for what build servers obey, which is shown as ``printable_line`` shows it."""
    return INERT.sub(_escape, _COMMANDS.sub(r"\1\2./::", text))


def printable_json(text: str) -> str:
    """JSON ``text`` that means the same, with the same characters as JSON's own escapes."""
    return INERT.sub(_escape_json, _OBEYED.sub(_escape_json, text))


def _escape_json(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
