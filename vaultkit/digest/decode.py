"""Bytes of unknown origin → text: which encoding they are in, and how sure that is.

UTF-8 and everything with a byte order mark is certain. What is not UTF-8 is weighed: each legacy
encoding has a range of its two-byte codes in which nearly all running text lies (KS X 1001 Hangul,
level 1 of GB 2312, Big5 and JIS X 0208, kana); the encoding whose range covers most of the text
wins, and Western European is left when none does.
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass
from re import compile as pattern

from vaultkit.errors import VaultkitError

_MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive (a Word, Excel or EPUB file is one too)",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"SQLite format 3": "an SQLite database",
    b"\xd0\xcf\x11\xe0": "an old Office document",
}
_MARKS = (
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 40_000
_ENOUGH = 0.7
_CONTROLS = pattern(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]+")


@dataclass(frozen=True, slots=True)
class _Legacy:
    """One encoding, its name for people, and the lead and trail bytes of frequent characters.

    ``needed`` are lead bytes of which some part of any text in it must consist (kana in Japanese).
    """

    codec: str
    name: str
    leads: tuple[range, ...]
    trails: tuple[range, ...]
    needed: tuple[range, ...] = ()


_LEGACY = (
    _Legacy("cp949", "Korean (CP949)", (range(0xB0, 0xC9),), (range(0xA1, 0xFF),)),
    _Legacy(
        "euc_jp",
        "Japanese (EUC-JP)",
        (range(0xA4, 0xA6), range(0xB0, 0xD0)),
        (range(0xA1, 0xFF),),
        (range(0xA4, 0xA6),),
    ),
    _Legacy("gb18030", "Chinese (GB18030)", (range(0xB0, 0xD8),), (range(0xA1, 0xFF),)),
    _Legacy("big5", "Chinese (Big5)", (range(0xA4, 0xC7),), (range(0x40, 0x7F), range(0xA1, 0xFF))),
    _Legacy(
        "cp932",
        "Japanese (Shift-JIS)",
        (range(0x82, 0x84), range(0x88, 0x98)),
        (range(0x40, 0x7F), range(0x80, 0xFD)),
    ),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the codec that read it, and a sentence for the user when it was not plain UTF-8, or ""."""

    text: str
    codec: str
    notice: str = ""


def decode(data: bytes, name: str) -> Decoded:
    """The text of ``data``; raises ``VaultkitError`` when ``name`` is no text at all."""
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind:
        raise VaultkitError(f"`{name}` is {kind}, not text", "export it as text or Markdown and import that")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _marked(data, codec, name)
    if b"\0" in data:
        return _wide(data, name)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _guessed(data, error)
    if _controls(text) > len(text) // 20:
        raise _binary(name)
    return Decoded(text, "utf-8")


def _marked(data: bytes, codec: str, name: str) -> Decoded:
    text = data.decode(codec, errors="replace")
    if codec == "utf-8-sig":
        broken = text.count("\ufffd") - data.count("\ufffd".encode())
        return Decoded(text, codec, _lost(broken, "UTF-8") if broken > 0 else "")
    if _controls(text) > len(text) // 20:
        raise _binary(name)
    return Decoded(text, codec, f"read as {codec.upper()}, as its byte order mark says")


def _wide(data: bytes, name: str) -> Decoded:
    """Text with NUL bytes is UTF-16 without a mark, when they lie on one side only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) >= 10 * min(even, odd) and max(even, odd) >= len(data) // 20:
        codec = "utf-16-le" if odd > even else "utf-16-be"
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            raise _binary(name) from None
        if _controls(text) <= len(text) // 20:
            return Decoded(
                text, codec, f"read as {codec.upper()}: it has no byte order mark, so this is a guess"
            )
    if data.count(0) <= len(data) // 200 and not _invalid(data):
        return Decoded(data.decode(), "utf-8", "has NUL characters, which are kept")
    raise _binary(name)


def _guessed(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """The best reading of bytes that are not UTF-8."""
    if 0 < (broken := _invalid(data)) <= data.count(b"\n") // 50 and broken * 50 < sum(
        b >= 0x80 for b in data
    ):
        return Decoded(data.decode(errors="replace"), "utf-8", _lost(broken, "UTF-8"))
    best, codec, name = 0.0, "", ""
    for legacy in _LEGACY:
        weight = _weight(data, legacy)
        if weight > best:
            best, codec, name = weight, legacy.codec, legacy.name
    if best < _ENOUGH:
        codec, name = ("cp1252", "Western European (Windows-1252)")
        if any(byte in data for byte in b"\x81\x8d\x8f\x90\x9d"):
            codec, name = ("latin-1", "Western European (Latin-1)")
    notice = f"not UTF-8 (byte {error.start + 1} says so): read as {name}, which is a guess"
    return Decoded(data.decode(codec, errors="replace"), codec, notice)


def _weight(data: bytes, legacy: _Legacy) -> float:
    """Which part of the letters outside ASCII is frequent in ``legacy``; 0 when the bytes do not fit it."""
    try:
        text = data.decode(legacy.codec)
    except UnicodeDecodeError:
        return 0.0
    letters = [sign for sign in text if sign >= "\x80" and sign.isalpha()][:_SAMPLE]
    codes = [sign.encode(legacy.codec, errors="replace") for sign in letters]
    frequent = sum(
        len(code) == 2
        and any(code[0] in leads for leads in legacy.leads)
        and any(code[1] in trails for trails in legacy.trails)
        for code in codes
    )
    telling = sum(any(code[0] in leads for leads in legacy.needed) for code in codes)
    if not codes or (legacy.needed and telling * 7 < len(codes)):
        return 0.0
    return frequent / len(codes)


def _invalid(data: bytes) -> int:
    return data.decode(errors="replace").count("\ufffd") - data.count("\ufffd".encode())


def _lost(count: int, name: str) -> str:
    return f"{count} characters are not {name} and are shown as �"


def _controls(text: str) -> int:
    return sum(map(len, _CONTROLS.findall(text)))


def _binary(name: str) -> VaultkitError:
    return VaultkitError(
        f"`{name}` is a binary file, not text", "export it as text or Markdown and import that"
    )
