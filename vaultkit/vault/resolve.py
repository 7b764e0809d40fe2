"""What a link means: the search for a file, and for a heading or block in it, as Obsidian does it.

Observed behaviour, rule by rule (docs/links.md explains them to users):

1. an empty linkpath is the note itself;
2. the linkpath as written; only when no file has that name, with ``.md`` added;
3. ``./`` and ``../`` in front: from the source's folder, that exact path only;
4. else, one leading ``/`` dropped, the exact path from the vault's root; after a leading ``/`` nothing else;
5. else every file whose path ends so: those in or below the source's folder first, then the rest,
   within each the shortest path; equal lengths are ambiguous, and the first by path is taken.

Two quirks are told of the app and are kept in ``_is_suffix`` and ``_is_near``: neither test looks for a ``/``
boundary, so ``b/Note`` finds ``a/ab/Note.md``, and ``foobar/`` counts as below ``foo/``.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import dirname
from typing import Literal

from vaultkit.source.marks import Block, Heading

Rule = Literal["self", "relative", "absolute", "exact", "only", "near", "anywhere"]
"""Which rule decided: the note itself; an exact path from the source, from the root, as written; the only
file of that name; the nearest of several below the source's folder, or anywhere."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file, and the heading or block in it when the link names one."""

    path: str
    rule: Rule = "exact"
    heading: Heading | None = None
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several files fit equally well; ``candidates[0]`` is the one the app opens, here, today."""

    candidates: tuple[str, ...]
    rule: Rule = "anywhere"

    @property
    def path(self) -> str:
        """The file that the app opens."""
        return self.candidates[0]


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing there: no such file, or the file at ``path`` without the heading or block ``part``."""

    reason: Literal["file", "heading", "block"]
    path: str | None = None
    part: str = ""


Resolution = Found | Missing | Ambiguous


@lru_cache(maxsize=65536)
def fold(path: str) -> str:
    """A path as the app compares it: NFC, no-break spaces as spaces, letter case ignored."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", path).replace("\u00a0", " ").replace("\u202f", " ").lower()


@dataclass(frozen=True, slots=True)
class Search:
    """How a linkpath was looked up: the rule that decided and all candidates, best first."""

    rule: Rule
    candidates: tuple[str, ...] = ()
    ties: int = 1

    @property
    def holds_everywhere(self) -> bool:
        """Whether the same linkpath means the same from every note."""
        return self.rule in ("exact", "absolute", "only")

    def resolution(self) -> Resolution:
        """What the search comes to."""
        if not self.candidates:
            return Missing("file")
        if self.ties > 1:
            return Ambiguous(self.candidates[: self.ties], self.rule)
        return Found(self.candidates[0], self.rule)


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of a vault, ready to be searched. ``paths`` may come in any order."""

    by_path: dict[str, list[str]] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, paths: Iterable[str]) -> "Paths":
        """The index over ``paths``."""
        index = cls()
        for path in sorted(paths):
            folded = fold(path)
            index.by_path.setdefault(folded, []).append(path)
            index.by_name.setdefault(folded.rpartition("/")[2], []).append(path)
        return index

    def search(self, linkpath: str, source: str) -> Search:
        """Look ``linkpath`` up from the note at ``source``."""
        linkpath = linkpath.strip()
        if not linkpath:
            return Search("self", (source,))
        if linkpath.startswith(("./", "../")):
            exact = _joined(dirname(source), linkpath)
            return Search("relative", self._exact(exact, linkpath) if exact is not None else ())
        if linkpath.startswith("/"):
            return Search("absolute", self._exact(linkpath[1:], linkpath))
        wanted = self._named(fold(linkpath))
        same_path = self._spelt(wanted, linkpath)
        if same_path:
            return Search("exact", same_path)
        return self._nearest(wanted, fold(dirname(source)))

    def _named(self, wanted: str) -> str:
        """``wanted``, or with ``.md`` when no file has that name."""
        return wanted if wanted.rpartition("/")[2] in self.by_name else wanted + ".md"

    def _exact(self, path: str, linkpath: str) -> tuple[str, ...]:
        return self._spelt(self._named(fold(path)), linkpath)

    def _spelt(self, wanted: str, linkpath: str) -> tuple[str, ...]:
        """Files at this very path; those that differ only by letter case stand behind the one spelt so."""
        found = self.by_path.get(wanted, ())
        if len(found) < 2:
            return tuple(found)
        return tuple(sorted(found, key=lambda path: (linkpath.lstrip("./") not in (path, path[:-3]), path)))

    def _nearest(self, wanted: str, folder: str) -> Search:
        named = self.by_name.get(wanted.rpartition("/")[2], ())
        fitting = [path for path in named if _is_suffix(wanted, fold(path))]
        if len(fitting) < 2:
            return Search("only", tuple(fitting))
        near = [path for path in fitting if _is_near(folder, fold(path))]
        rest = [path for path in fitting if not _is_near(folder, fold(path))]
        tier = sorted(near or rest, key=_by_length)
        ties = sum(1 for path in tier if len(path) == len(tier[0]))
        others = sorted(rest, key=_by_length) if near else ()
        return Search("near" if near else "anywhere", (*tier, *others), ties)


def _is_suffix(wanted: str, path: str) -> bool:
    return path.endswith(wanted)


def _is_near(folder: str, path: str) -> bool:
    return path.startswith(folder)


def _by_length(path: str) -> tuple[int, str]:
    return len(path), path


def _joined(folder: str, linkpath: str) -> str | None:
    """``linkpath`` from ``folder``; only its leading dots are special; None above the vault's root."""
    parts = folder.split("/") if folder else []
    while True:
        if linkpath.startswith("./"):
            linkpath = linkpath[2:]
        elif linkpath.startswith("../"):
            if not parts:
                return None
            parts.pop()
            linkpath = linkpath[3:]
        else:
            return "/".join((*parts, linkpath))


_TO_SPACE = str.maketrans(dict.fromkeys('!"#$%&()*+,.:;<=>?@^`{|}~/[]\\', " "))


@lru_cache(maxsize=65536)
def heading_key(text: str) -> str:
    """A heading, or a link's part that names one, as the app compares them."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_TO_SPACE).lower().split())


class Outline:
    """What links can lead to inside one note: its headings at the root, and its blocks."""

    def __init__(self, headings: Iterable[Heading], blocks: Iterable[Block]) -> None:
        self._headings = [(heading, tuple(_names(heading))) for heading in headings if heading.root]
        self._first: dict[str, Heading] = {}
        for heading, names in self._headings:
            for name in names:
                self._first.setdefault(name, heading)
        self._blocks = {block.id.lower(): block for block in blocks}

    def find(self, subpath: str) -> Heading | Block | Missing | None:
        """What ``subpath`` names; None when it names nothing in particular (``#``).

        ``#^id`` is a block only when it is the single part; of two blocks with one id the last counts.
        ``#A#B`` goes from top to bottom, each part a heading deeper than the one before.
        """
        parts = [part for part in subpath.split("#") if part and not part.isspace()]
        if not parts:
            return None
        if len(parts) > 1:
            return self._nested(parts)
        part = parts[0].strip()
        if part.startswith("^"):
            return self._blocks.get(part[1:].lower()) or Missing("block", part=part)
        return self._first.get(heading_key(part)) or Missing("heading", part=part)

    def _nested(self, parts: Sequence[str]) -> Heading | Missing:
        keys = [heading_key(part) for part in parts]
        reached = level = 0
        for heading, names in self._headings:
            if heading.level > level and keys[reached] in names:
                reached, level = reached + 1, heading.level
                if reached == len(keys):
                    return heading
        return Missing("heading", part=parts[reached].strip())


def _names(heading: Heading) -> Iterable[str]:
    yield heading_key(heading.text)
    # A heading's own block id is no part of its name.
    name, caret, block_id = heading.text.rpartition(" ^")
    if caret and block_id.isascii() and " " not in block_id:
        yield heading_key(name)
