"""A second parser's opinion on which links are live: each candidate is stamped, and mistune says where the stamps land.

Every ``[[…]]`` of a note is replaced by characters for private use, as many as it had; the text is parsed, and a link
is live when its stamp comes out in prose and not in code, mathematics or HTML. ``python -m tests.hostile.second_opinion
DIR …`` compares every note of the folders, prints the differences, and keeps the figures.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import mistune

from scripts.promises import record
from vaultkit.source.text import Span
from vaultkit.vault.note import Note, read_note

CANDIDATE = re.compile(r"!?\[\[(?!\s*\]\])(?:(?!\]\]|\[\[)[^\r\n])+\]\]")
_MARK, _HIGH, _LOW, _FILL = 0xE000, 0xE100, 0xE200, "\uf8ff"
_STAMP = re.compile(f"{chr(_MARK)}([{chr(_HIGH)}-{chr(_HIGH + 255)}])([{chr(_LOW)}-{chr(_LOW + 3999)}])")
_PARSE = mistune.create_markdown(
    renderer="ast", plugins=["table", "footnotes", "strikethrough", "math", "task_lists"]
)
EXPLAINED = {
    (
        "Diagram.md",
        44,
    ): "an HTML block ends at a blank line, so what follows is code; the app's own list of links agrees",
}
"""From a note of the real vaults and a line to why Obsidian is on our side."""


class Difference(NamedTuple):
    """A link that one of the two takes for live: ``ours`` whether we do; ``why`` as far as it can be told."""

    text: str
    line: int
    ours: bool
    why: str


def candidates(note: Note) -> list[Span]:
    """The spans of all that looks like a wikilink in the note's body and is not escaped."""
    body = note.text.data[note.body.start :].decode(errors="vaultkit.same-length")
    found: list[Span] = []
    at, counted = note.body.start, 0
    for match in CANDIDATE.finditer(body):
        at += len(body[counted : match.start()].encode())
        counted = match.start()
        before = body[max(0, counted - 20) : counted]
        if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
            found.append(Span(at, at + len(match[0].encode())))
    return found


def second(note: Note, spans: list[Span]) -> set[Span]:
    """Those of ``spans`` that mistune sees in prose."""
    pieces: list[str] = []
    done = note.body.start
    for number, span in enumerate(spans):
        size = len(note.text.slice(span))
        stamp = chr(_MARK) + chr(_HIGH + number // 4000) + chr(_LOW + number % 4000)
        pieces += note.text.slice(Span(done, span.start)), stamp + _FILL * (size - 3)
        done = span.end
    pieces.append(note.text.slice(Span(done, len(note.text.data))))
    tokens: Any = _PARSE("".join(pieces))
    stamps = (stamp for prose in _prose(tokens) for stamp in _STAMP.finditer(prose))
    return {spans[(ord(stamp[1]) - _HIGH) * 4000 + ord(stamp[2]) - _LOW] for stamp in stamps}


def _prose(tokens: list[dict[str, Any]]) -> Iterator[str]:
    for token in tokens:
        if token["type"] == "text":
            yield token["raw"]
        if "children" in token:
            yield from _prose(token["children"])


def compare(path: str, data: bytes) -> tuple[int, list[Difference]]:
    """How many candidates a note has, and on which of them the two disagree."""
    note = read_note(path, data)
    spans = candidates(note)
    ours = {link.span for link in note.links if link.kind == "wiki"} & set(spans)
    theirs = second(note, spans) if spans else set()
    return len(spans), [_difference(note, span, span in ours) for span in sorted(ours ^ theirs)]


def _difference(note: Note, span: Span, ours: bool) -> Difference:
    line = note.text.line_col(span.start).line
    why = EXPLAINED.get((note.path, line), "")
    return Difference(note.text.slice(span), line, ours, why)


def main() -> int:
    """Compare the notes under the folders that the command line names."""
    notes = links = 0
    why: Counter[str] = Counter()
    for folder in sys.argv[1:]:
        for path in sorted(Path(folder).rglob("*.md")):
            if path.is_file():
                count, differences = compare(path.name, path.read_bytes())
                notes, links = notes + 1, links + count
                why.update(f"{'ours' if each.ours else 'theirs'}: {each.why}" for each in differences)
                for each in differences:
                    print(
                        f"{path}:{each.line}: {'ours' if each.ours else 'theirs'} {each.text} {each.why or '?'}"
                    )
    for reason, count in why.most_common():
        print(f"{count:6}  {reason or 'not explained'}")
    unexplained = sum(count for reason, count in why.items() if reason.endswith(": "))
    figures = {"notes": notes, "links": links, "differences": why.total(), "not explained": unexplained}
    print(figures)
    record("second opinion", figures)
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
