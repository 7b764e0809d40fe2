"""Bad notes: bytes that no reader should have to think about, each with a name."""

from collections.abc import Iterator
from itertools import product

_TEXT = "---\ntitle: 값 é 🙂\ntags: [a, b]\n---\n# Heading\n[[good#Heading]] text ^id\n"

ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp949",
    "euc-kr",
    "gb18030",
    "shift-jis",
    "big5",
    "utf-7",
)
BREAKS = {"CR": "\r", "CRLF": "\r\n", "NEL": "\x85", "LS": "\u2028", "PS": "\u2029", "VT": "\v", "FF": "\f"}
ODD = {
    "NUL": "\0", "BOM": "\ufeff", "escape": "\x1b[2J", "C1": "\x9b31m", "bidi": "\u202e", "zero width": "\u200b",
    "noncharacter": "\uffff", "private": "\ue000", "combining": "\u0301", "no-break": "\u00a0",
    "workflow": "::error::x", "delete": "\x7f", "tab": "\t", "backspace": "\b" * 9, "emoji": "👩‍🔬",
}  # fmt: skip
YAML = (
    "a: b: c", "a: [", "a: {", 'a: "', "a: '", "- a\nb: c", "a\nb", "? a", "a: *x", "a: &x [*x]", "a: !!python/none x",
    "a: !x y", "!!set {a}", "a: >\n b\n  c\n d", "a: |2\n b", "\ta: b", "a:\n\t- b", "a: b\na: c", "a: {a: b, a: c}",
    "<<: {a: b}", "a: <<", "? [a, b]\n: c", "1: 2", "null: x", "true: x", "on: off", "2024-13-45: x",
    "date: 2024-13-45", "date: 0000-00-00", "date: 9999999-01-01", "n: 1e999", "n: .inf", "n: .nan", "n: 0x_", "n: 1_0",
    "n: " + "9" * 5000, "k" * 3000 + ": x", "a: " + "x" * 100_000, "a: @b", "a: `b`", "a: %b", "%YAML 9.9\n---\na: b",
    "a: b\n...\nc: d", "--- a", "a: b\n--- c", "a: [[x]]", "a: [[[[x]]]]", "aliases: 1", "aliases: {a: b}", "tags: 1",
    "tags: {a: b}", "tags: [[a], {b: c}, 1, null]", "tags: '#'", "title: []", "title: {}", "title: null", "type: []",
    "type: paper\nyear: x", "type: paper\nyear: -1", "type: paper\nauthors: x", "content: x", "handler: x",
    "a: \x07", "a: \ud7ff", "a: \u2028", ": x", ":", "a:", "a: #", "#", "", " ", "a: 'b'c", 'a: "\\q"', 'a: "\\ud800"',
    "[" * 3000, "{" * 3000, "a: " + "[" * 500 + "]" * 500, "- " * 3000, "a: " + "!" * 999, "a: " + "&x " * 99,
)  # fmt: skip
REPEATED = (
    "[[", "]]", "![[", "[", "](", "![](", "<", ">", "> ", "- ", "1. ", "*", "**a ", "_", "`", "``` ", "~~~\n", "$", "$$",
    "%%", "%%\n", "==", "^", "^id", "#", "# ", "#tag/", "#a", "[^", "[^a]:", "|", "|-|\n", "\\", "&", "&#", "<!--", "-->",
    "<div>", "</", "<a b=", "((", "[[a|", "[[a#", "[[#^", "[a](<", "[a]: <", "\n\n", " ", "\t", "    \n", "-\n", "---\n",
    "===\n", "+++\n", "> [!note]\n", "> - > ", "![[a]] ", "[[a]][b]", "*_", "{", "```a\n", "\r", "\\[[", "http://", "a@b.c ",
)  # fmt: skip


def bad_notes() -> Iterator[tuple[str, bytes]]:
    """Each bad note: what it is, and its bytes."""
    for encoding in ENCODINGS:
        for errors in ("ignore", "replace"):
            yield f"{encoding}, {errors}", _TEXT.encode(encoding, errors)
    for name, end in BREAKS.items():
        yield f"lines end with {name}", _TEXT.replace("\n", end).encode()
        yield f"some lines end with {name}", _TEXT.replace("\n", end, 3).encode()
    for (name, odd), place in product(ODD.items(), ("first", "in YAML", "in a heading", "in a link", "last")):
        at = {"first": 0, "in YAML": 12, "in a heading": 48, "in a link": 56, "last": len(_TEXT)}[place]
        yield f"{name} {place}", (_TEXT[:at] + odd + _TEXT[at:]).encode()
    for number, yaml in enumerate(YAML):
        source = yaml.encode(errors="replace")
        yield f"YAML {number}, {yaml[:20]!r}", b"---\n" + source + b"\n---\n[[good]]\n"
        yield f"YAML {number} never closed", b"---\n" + source
    for mark in REPEATED:
        yield f"{mark!r} again and again", mark.encode() * 2000
        yield f"{mark!r} once", mark.encode()
        yield f"{mark!r} after text", b"# A\ntext " + mark.encode() * 50
    for cut in range(0, len(_TEXT.encode()), 2):
        yield f"cut off after {cut} bytes", _TEXT.encode()[:cut]
    for byte in range(128, 256, 2):
        yield f"the byte {byte:#x}", b"---\ntitle: x\n---\n[[good]] " + bytes([byte]) + b" x\n"
