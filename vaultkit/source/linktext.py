"""What stands inside the brackets: linktexts of wikilinks, destinations of Markdown links.

A linktext is a linkpath and a subpath, which starts at the first ``#`` (Obsidian's own words). This
module knows no note and no vault: it reads the few bytes of one link.
"""

import re
from typing import Final

from vaultkit.source.marks import Link, LinkKind, PropertyPath
from vaultkit.source.text import Span

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_NOT_PLAIN = re.compile(r"\A\s|\s\Z|[\n#\\|]")
_new = tuple.__new__  # what a named tuple's own constructor comes to, at half its price
_PLAIN_DESTINATION = re.compile(rb"[^\s()<>\\]+")
_KEPT_ENCODED: Final = frozenset(b";/?:@&=+$,#")
"""``decodeURI`` leaves these as they are, so ``%23`` never starts a subpath."""


def wikilink(data: bytes, span: Span) -> Link | None:
    """The wikilink or embed whose bytes are ``span``, or None when it names nothing."""
    first, last = span
    embed = data[first] == 0x21
    start = first + 2 + embed
    inner = data[start : last - 2]
    pipe = inner.find(b"|", 1)
    raw = (inner if pipe < 0 else inner[:pipe]).removesuffix(b"\\")
    stripped = raw.strip()
    if not stripped or b"\n" in inner:
        return None
    if stripped != raw:
        start += len(raw) - len(raw.lstrip())
    target, hash_, subpath = stripped.decode(errors="vaultkit.same-length").partition("#")
    display = None if pipe < 0 else inner[pipe + 1 :].decode(errors="replace")
    where = _new(Span, (start, start + len(stripped)))
    return _new(
        Link, (span, where, "wiki", target.rstrip(), hash_ + subpath, display, embed, None, False)
    )  # fmt: skip


def plain_wikilink(
    start: int, end: int, target: str, embed: bool, kind: LinkKind = "wiki", key: PropertyPath | None = None
) -> Link | None:
    """The link whose brackets hold ``target`` and nothing else, when that is plain ASCII; else None.

    Most links are of this kind: this is ``wikilink`` for them, at a third of its price.
    """
    inside = start + 2 + embed
    if end - inside - 2 != len(target) or not target.isascii() or _NOT_PLAIN.search(target):
        return None
    return _new(Link, (
        _new(Span, (start, end)), _new(Span, (inside, end - 2)), kind, target, "", None, embed, key, False,
    ))  # fmt: skip


def decode_destination(destination: str) -> str:
    """A Markdown destination as a linktext: percent signs decoded as ``decodeURI`` does."""

    def decode(found: re.Match[str]) -> str:
        raw = bytes.fromhex(found.group().replace("%", ""))
        try:
            value = raw.decode()
        except UnicodeDecodeError:
            return found.group()
        return "".join(f"%{ord(c):02X}" if ord(c) in _KEPT_ENCODED else c for c in value)

    return _PERCENT.sub(decode, destination) if "%" in destination else destination


def linktext_of(destination: str) -> tuple[str, str]:
    """A Markdown destination without a scheme as (linkpath, subpath)."""
    target, hash_, subpath = decode_destination(destination).strip().partition("#")
    return target, hash_ + subpath


def is_external(destination: str) -> bool:
    """Whether a Markdown destination leads out of the vault: it has a scheme, or a host."""
    return bool(_SCHEME.match(destination))


def destination_span(data: bytes, start: int, end: int) -> Span:
    """The bytes of an inline destination that begins at or after ``start``, without ``<>`` and title."""
    while start < end and data[start] in b" \t\r\n":
        start += 1
    if data[start : start + 1] == b"<":
        close = data.find(b">", start, end)
        return Span(start + 1, close if close >= 0 else end)
    plain = _PLAIN_DESTINATION.match(data, start, end)
    at = plain.end() if plain else start
    if at == end or data[at] in b" \t\r\n":
        return Span(start, at)
    at, depth = start, 0
    while at < end and data[at] not in b" \t\r\n":
        if data[at] == 0x5C:
            at += 1
        elif data[at] == 0x28:
            depth += 1
        elif data[at] == 0x29:
            depth -= 1
            if depth < 0:
                break
        at += 1
    return Span(start, min(at, end))
