"""What a link that finds no file was meant to lead to: a note, an attachment, a hidden file, an alias.

One place decides, so that the rules about such links never report one link twice.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from posixpath import splitext
from typing import Literal

from vaultkit.lint.context import Context, Table
from vaultkit.source.marks import Link
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import fold
from vaultkit.vault.vault import Vault

ATTACHMENTS = frozenset(
    (
        ".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp",
        ".flac", ".m4a", ".mp3", ".ogg", ".wav", ".webm", ".3gp",
        ".mkv", ".mov", ".mp4", ".ogv", ".pdf", ".canvas", ".base",
    )
)  # fmt: skip
"""The kinds of files besides notes that Obsidian shows."""
NEAR = 0.7
"""How alike two names must be for the one to be taken for the other's misspelling, of 1."""
MOST_GUESSES, LONGEST, MOST_SHARING = 500, 300, 2000
"""How many words of a file are guessed at, how long a name may be, how many names are looked at each time."""

Meant = Literal["note", "attachment", "hidden", "alias"]


def meant(link: Link, context: Context) -> Meant:
    """What ``link``, which finds no file, was meant as."""
    known: Meant | None = context.learnt.get(link.target)
    if known is None:
        known = context.learnt[link.target] = _meant(link, context)
    return known


def _meant(link: Link, context: Context) -> Meant:
    if hidden_part(link.target):
        return "hidden"
    if splitext(link.target)[1].lower() in ATTACHMENTS:
        return "attachment"
    return "alias" if aliased(link, context) else "note"


def hidden_part(linkpath: str) -> str | None:
    """The first name in ``linkpath`` that starts with a dot: Obsidian hides such files and folders."""
    parts = linkpath.split("/") if "." in linkpath else ()
    return next((part for part in parts if part.startswith(".") and part[1:2] not in ("", ".")), None)


def aliased(link: Link, context: Context) -> tuple[str, ...]:
    """The notes, by path, that claim the link's target as an alias."""
    name = fold(link.target)
    bare = name.removesuffix(".md")
    table = context.table(ALIASES, about=(name, bare))
    return table.get(name) or table.get(bare, ())


def _aliases(note: Note) -> list[str] | None:
    return list(dict.fromkeys(note.aliases)) or None


def _claims(aliases: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = defaultdict(list)
    for path, names in aliases.items():
        for alias in dict.fromkeys(fold(name) for name in names):
            table[alias].append(path)
    return {alias: tuple(paths) for alias, paths in table.items()}


def _folded(names: Iterable[str]) -> Iterable[str]:
    return map(fold, names)


ALIASES = Table("aliases", _aliases, _claims, _folded)
"""From each alias, folded, to the notes that claim it, by path."""


class Guesses:
    """What the misspelt words of one file may have meant, for the first ``MOST_GUESSES`` different ones.

    A note of nothing but mistakes so costs no more than its length, and gets the same answers in each run.
    """

    def __init__(self) -> None:
        self._names: dict[str, _Names] = {}
        self._made: dict[tuple[str, str], str | None] = {}

    def nearest(self, word: str, known: Callable[[], Iterable[str]], of: str = "") -> str | None:
        """The one of the ``known`` names, asked for once for each ``of``, that is nearest to ``word``."""

        def names() -> _Names:
            if of not in self._names:
                self._names[of] = _Names({fold(name): name for name in known()})
            return self._names[of]

        return self.guess(fold(word), lambda word: names().nearest(word), of)

    def did_you_mean(self, target: str, context: Context, kind: Meant = "note") -> str:
        """A clause naming the note (or attachment) whose name is nearest to ``target``, or ""."""

        def near(name: str) -> str | None:
            if kind == "attachment":
                return context.of_vault(_attachments).nearest(name)
            return context.of_vault(_names).nearest(name) or context.table(_BY_ALIAS).nearest(name)

        found = self.guess(fold(target.rpartition("/")[2]), near, kind)
        return f"did you mean `{found}`?" if found else ""

    def guess(self, word: str, near: Callable[[str], str | None], of: str = "") -> str | None:
        """What ``near(word)`` says, asked once; None for more words than are guessed at."""
        if (of, word) not in self._made:
            if len(self._made) >= MOST_GUESSES:
                return None
            self._made[of, word] = near(word)
        return self._made[of, word]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that ``word`` is most likely a misspelling of."""
    return _Names({fold(name): name for name in known}).nearest(fold(word))


def _shown(aliases: Mapping[str, list[str]]) -> "_Names":
    return _Names({
        fold(alias): f"{_name(path)}|{alias}"
        for path, names in reversed(list(aliases.items()))
        for alias in names
    })  # fmt: skip


_BY_ALIAS = Table("aliases", _aliases, _shown, _folded)


def _names(vault: Vault) -> "_Names":
    return _Names({fold(_name(path)): _name(path) for path in vault.note_paths})


def _name(path: str) -> str:
    return path.rpartition("/")[2][:-3]


def _attachments(vault: Vault) -> "_Names":
    files = (path.rpartition("/")[2] for path in vault.files if splitext(path)[1].lower() in ATTACHMENTS)
    return _Names({fold(name): name for name in files})


class _Names:
    """Names to be found again when misspelt: by the pieces of three letters that they share."""

    def __init__(self, shown: Mapping[str, str]) -> None:
        self._shown = shown
        self._asked: dict[str, str | None] = {}
        self._by_piece: dict[str, list[str]] = defaultdict(list)
        for name in shown:
            if len(name) <= LONGEST:
                for piece in set(_pieces(name)):
                    self._by_piece[piece].append(name)

    def nearest(self, name: str) -> str | None:
        if name not in self._asked:  # a note that was renamed is missed by all that link to it
            self._asked[name] = self._nearest(name)
        return self._asked[name]

    def _nearest(self, name: str) -> str | None:
        if len(name) > LONGEST:
            return None
        shared: Counter[str] = Counter()
        # What few names have says most; what all have says nothing, and costs most.
        for sharing in sorted(
            (self._by_piece.get(piece, []) for piece in sorted(set(_pieces(name)))), key=len
        ):
            if len(shared) > MOST_SHARING:
                break
            shared.update(sharing[:MOST_SHARING])
        best: tuple[float, str] | None = None
        for known, _ in sorted(shared.most_common(20), key=lambda item: (-item[1], item[0])):
            matcher = SequenceMatcher(None, name, known, autojunk=False)
            if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
                continue
            likeness = matcher.ratio()
            if likeness >= NEAR and (best is None or likeness > best[0]):
                best = likeness, known
        return self._shown[best[1]] if best else None


def _pieces(name: str) -> Sequence[str]:
    padded = f"  {name} "
    return [padded[at : at + 3] for at in range(len(padded) - 2)]
