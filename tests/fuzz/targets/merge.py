"""The merge of an imported note: every line of the reader survives, in order, and twice is once."""

import re

from vaultkit.digest.base import Base, Part, digest_of, read_base, write_base
from vaultkit.digest.merge import Fresh, merge_note, part_of
from vaultkit.digest.merge_body import merge_body
from vaultkit.digest.units import units

DIGEST = "Post"
TOKENS = (
    "\0", "- one\n", "  - two\n", "    - three\n", "a paragraph\n", "\n\n", "> quote\n", "> [!vaultkit-conflict]- The digest\n",
    "```\n", "# Heading\n", "| a | b |\n|---|---|\n", "![[x.png]]\n", "[[a]] ", "^id\n", "%%", "---\n", "title: x\n", "\r\n",
    "\t", "1. ", "* ", "+ ", "\u2028", "한글\n",
)  # fmt: skip


def check(data: bytes) -> None:
    """Three bodies with NUL between them: what import wrote, what the reader made of it, what comes now."""
    pieces = data.split(b"\0")
    before, reader, after = (_body(pieces[at] if at < len(pieces) else b"") for at in range(3))
    _merged_bodies(before, reader, after)
    said, now = Fresh({"title": "T"}, before), Fresh({"title": "T"}, after)
    untouched = said.note()
    start = Base("a.md", (), {DIGEST: part_of(said)}, "", digest_of(untouched))
    assert merge_note(untouched, said, start, DIGEST).data == untouched
    for note in (untouched, untouched.replace(before.encode(), reader.encode(), 1), _raw(pieces)):
        for base in (start, Base("a.md"), Base("a.md", (), {DIGEST: Part(("x",), {"title": ("y",)})})):
            once = merge_note(note, now, base, DIGEST)
            assert _in_order(_rows(note), _rows(once.data))
            assert read_base(write_base(once.base)) == once.base
            twice = merge_note(once.data, now, once.base, DIGEST)
            assert (twice.data, twice.base) == (once.data, once.base)
    read_base(data)


def _merged_bodies(before: str, reader: str, after: str) -> None:
    base = [unit.mark for unit in units(before.split("\n"))]
    rows = reader.split("\n")
    assert list(merge_body(rows, before.split("\n"), base, digest=DIGEST).lines) == rows
    merged = merge_body(rows, after.split("\n"), base, digest=DIGEST)
    assert _in_order(rows, list(merged.lines))
    covered = [
        line for unit in units(rows) for line in range(unit.start, unit.end) if rows[line].strip(" \t")
    ]
    assert sorted(covered) == [at for at, row in enumerate(rows) if row.strip(" \t")]


def _body(data: bytes) -> str:
    return data.decode(errors="replace").replace("\r", "").strip("\n")


def _raw(pieces: list[bytes]) -> bytes:
    return pieces[3] if len(pieces) > 3 else b""


def _rows(note: bytes) -> list[bytes]:
    return re.split(rb"\r\n|\n|\r", note)


def _in_order(rows: list[bytes] | list[str], inside: list[bytes] | list[str]) -> bool:
    found = iter([row for row in inside if row.strip()])
    return all(row in found for row in rows if row.strip())
