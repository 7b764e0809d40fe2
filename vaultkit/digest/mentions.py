"""Which known names one paper's part of a digest mentions, and which it only seems to.

Knows the shipped list, the names of the vault's notes, and how context decides between homonyms.
Does not know how a digest is read or what becomes of a mention. Nothing is linked on a guess: a
spelling that others share needs a word that confirms it, and what stays open is reported.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from re import Pattern, escape, findall, sub
from re import compile as pattern
from typing import NamedTuple
from unicodedata import normalize

from vaultkit.digest.entry import Line
from vaultkit.digest.known import Kind, KnownName, known_names
from vaultkit.digest.match import Form, Match, Matcher, masked

DEFAULT_LEVELS: frozenset[Kind] = frozenset({"paper", "method", "library"})

# Titles and aliases that name a field or a part of any paper: no link follows from them.
_COMMON = frozenset(
    "abstract adapter analysis approach appendix attention background baseline benchmark conclusion data dataset "
    "discussion evaluation experiment introduction learning limitation method methods model motivation network notes "
    "overview paper problem project prompt reference related results section summary survey table task training".split()
) | {
    "computer vision",
    "deep learning",
    "deep neural network",
    "domain adaptation",
    "domain generalization",
    "few shot learning",
    "foundation model",
    "image classification",
    "large language model",
    "machine learning",
    "neural network",
    "object detection",
    "reinforcement learning",
    "related work",
    "representation learning",
    "self supervised learning",
    "semantic segmentation",
    "transfer learning",
    "vision transformer",
}


@dataclass(frozen=True, slots=True)
class Name:
    """What a link may point to: a note of the vault, or a known name that has no note yet.

    ``target`` is the note's name. The other fields are as in ``KnownName``; ``known`` is the list's
    own entry when it has one, and ``in_vault`` says whether the note exists.
    """

    target: str
    forms: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    confirm: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    exact: bool = False
    kind: Kind = "paper"
    title: str = ""
    arxiv: str = ""
    known: KnownName | None = None
    in_vault: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that the text surely names, and its first place: a line, and a code point offset in it.

    ``confirmed_by`` is the word of the text that decided, "" when the spelling alone did.
    """

    name: Name
    line: int
    start: int
    surface: str
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A spelling that was not linked, the notes it could have meant, and why none was chosen."""

    surface: str
    line: int
    candidates: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """All of one paper, in the order of their first places."""

    linked: tuple[Mention, ...]
    ambiguous: tuple[Doubt, ...]


class _Claim(NamedTuple):
    name: Name
    sure: bool


class _Verdict(NamedTuple):
    fits: bool
    word: str


class Lexicon:
    """Names made ready for searching; build it once, and use it for every paper."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        self.matcher: Matcher[_Claim] = Matcher(
            (Form(text, name.exact), _Claim(name, sure))
            for name in self.names
            for texts, sure in ((_sure_forms(name), True), (name.ambiguous, False))
            for text in texts
        )


def lexicon(notes: Iterable[Name] = (), known: Sequence[KnownName] | None = None) -> Lexicon:
    """The names of the vault's ``notes`` and of the known list; where both know a thing, the note is meant.

    A note takes over what the list says about its paper: spellings, and the words that tell it from
    its homonyms. A note that the list does not know takes its spellings away from the list.
    """
    from_list = [_of_list(entry) for entry in (known_names() if known is None else known)]
    by_key: dict[str, list[Name]] = {}
    for name in from_list:
        for key in _keys(name):
            by_key.setdefault(key, []).append(name)
    shared = {folded(form) for name in from_list for form in name.ambiguous}
    from_vault: list[Name] = []
    replaced: set[str] = set()
    taken: set[str] = set()
    for note in notes:
        twins = (twin for key in _keys(note) for twin in by_key.get(key, ()) if _same(note, twin, key))
        if twin := next(twins, None):
            replaced.add(twin.target)
            from_vault.append(_joined(note, twin))
        else:
            own = _of_vault(note, shared)
            taken.update(folded(form) for form in own.forms)
            from_vault.append(own)
    rest = [_without(name, taken) for name in from_list if name.target not in replaced]
    return Lexicon((*from_vault, *rest))


def find_mentions(
    title: Line,
    lines: Sequence[Line],
    names: Lexicon,
    *,
    aliases: Sequence[str] = (),
    arxiv: str = "",
    levels: frozenset[Kind] = DEFAULT_LEVELS,
) -> Mentions:
    """What the paper ``title`` with its ``lines`` mentions; never itself, by title, alias or arXiv id.

    ``levels`` are the kinds to link and to report. Names of other kinds still hold their places, so
    that no shorter name is found inside one of them.
    """
    block = _Block((title, *lines))
    own = _Own(title.text, tuple(aliases), arxiv)
    hits = list(_foreign(names.matcher, block.text, own))
    sure = {_only_sure(hit) for hit in hits} - {None}
    linked: dict[str, Mention] = {}
    doubts: dict[str, Doubt] = {}
    for hit in hits:
        verdicts = [(claim.name, block.judge(claim, hit)) for claim in hit.owners]
        fits = [(name, verdict.word) for name, verdict in verdicts if verdict.fits]
        spelled = [(name, word) for name, word in fits if name.target in sure]
        decided = spelled or fits
        line, start = block.place(hit.start)
        if len(decided) == 1:
            name, word = decided[0]
            if name.kind in levels:
                linked.setdefault(name.target, Mention(name, line, start, hit.surface, word))
        elif open_to := [name for name, _ in fits or verdicts if name.kind in levels]:
            why = _why(hit.surface, [verdict for _, verdict in verdicts], fits=len(fits))
            targets = tuple(name.target for name in open_to)
            doubts.setdefault(hit.surface, Doubt(hit.surface, line, targets, why))
    left = tuple(doubt for doubt in doubts.values() if not linked.keys() & set(doubt.candidates))
    return Mentions(tuple(linked.values()), left)


def _foreign(matcher: Matcher[_Claim], text: str, own: "_Own") -> Iterator[Match[_Claim]]:
    """The hits that do not mean the paper itself; its own title is looked through for others."""
    for hit in matcher.matches(text):
        if not own.calls_itself(hit.surface) and not any(own.is_named(claim.name) for claim in hit.owners):
            yield hit
        elif " " in hit.surface:
            first = hit.surface.index(" ")
            inner = _foreign(matcher, " " * first + hit.surface[first:], own)
            yield from (part._replace(start=part.start + hit.start, end=part.end + hit.start) for part in inner)


def folded(text: str) -> str:
    """A spelling for comparing: compatibility forms, capitals, punctuation and spaces made one."""
    return sub(r"[\W_]+", " ", normalize("NFKC", text).casefold()).strip()


class _Block:
    """One paper's text, its places, and what it says about a spelling."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._numbers = [line.number for line in lines]
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line.text) + 1)
        self.text = "\n".join(line.text for line in lines)
        self._prose = masked(self.text)
        self._meanings: dict[str, str] = {}

    def place(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, offset) - 1
        return self._numbers[index], offset - self._starts[index]

    def judge(self, claim: _Claim, hit: Match[_Claim]) -> _Verdict:
        name, surface = claim.name, hit.surface
        if meaning := self._meaning(surface):
            return _Verdict(_is_about(meaning, name), meaning)
        if claim.sure:
            return _Verdict(True, "")
        if against := self._evidence(name.exclude, surface):
            return _Verdict(False, against)
        word = self._evidence((*name.confirm, *_sure_forms(name)), surface)
        return _Verdict(bool(word), word)

    def _evidence(self, words: tuple[str, ...], surface: str) -> str:
        if not words:
            return ""
        found = (match[0] for match in _any_of(words).finditer(self._prose))
        return next((word for word in found if folded(word) != folded(surface)), "")

    def _meaning(self, surface: str) -> str:
        """The words that the text itself gives for an acronym: ``mean absolute error (MAE)``, or ""."""
        if surface not in self._meanings:
            self._meanings[surface] = _spelled_out(self._prose, surface) if surface.isupper() else ""
        return self._meanings[surface]


class _Own:
    """How a paper calls itself."""

    def __init__(self, title: str, aliases: tuple[str, ...], arxiv: str) -> None:
        head = title.partition(":")[0] if ":" in title else ""
        self._calls = {folded(call) for call in (title, head, *aliases) if folded(call)}
        self._title = folded(title)
        self._arxiv = arxiv

    def calls_itself(self, surface: str) -> bool:
        return folded(surface) in self._calls

    def is_named(self, name: Name) -> bool:
        if self._arxiv and name.arxiv:
            return self._arxiv == name.arxiv
        rest = folded(name.title.partition(":")[2])
        if self._title == folded(name.title) or (self._title == rest and rest.count(" ") >= 3):
            return True
        return any(folded(form) in self._calls for form in (name.target, *_sure_forms(name)))


def _of_list(entry: KnownName) -> Name:
    return Name(
        target=entry.name,
        forms=entry.forms,
        ambiguous=entry.ambiguous,
        confirm=entry.confirm,
        exclude=entry.exclude,
        exact=entry.exact,
        kind=entry.kind,
        title=entry.title,
        arxiv=entry.arxiv,
        known=entry,
        in_vault=False,
    )


def _of_vault(note: Name, shared: set[str]) -> Name:
    """A note that the list does not know: spellings that are short or shared need one of its longer ones."""
    forms = [form for form in dict.fromkeys((note.target, *note.forms)) if not _is_common(form)]
    weak = {form for form in forms if folded(form) in shared or len(folded(form)) <= 2}
    long = tuple(form for form in (*forms, note.title) if " " in folded(form))
    return replace(
        note,
        forms=tuple(form for form in forms if form not in weak),
        ambiguous=tuple(dict.fromkeys((*note.ambiguous, *(form for form in forms if form in weak)))),
        confirm=(*note.confirm, *long),
    )


def _joined(note: Name, twin: Name) -> Name:
    shared = {folded(form) for form in twin.ambiguous}
    forms = (note.target, *note.forms, *twin.forms)
    sure = (form for form in forms if folded(form) not in shared and not _is_common(form) and len(folded(form)) > 2)
    return replace(
        note,
        forms=tuple(dict.fromkeys(sure)),
        ambiguous=tuple(dict.fromkeys((*note.ambiguous, *twin.ambiguous))),
        confirm=(*note.confirm, *twin.confirm),
        exclude=(*note.exclude, *twin.exclude),
        exact=note.exact or twin.exact,
        kind=note.kind if note.kind != "paper" else twin.kind,
        title=note.title or twin.title,
        arxiv=note.arxiv or twin.arxiv,
        known=twin.known,
    )


def _without(name: Name, taken: set[str]) -> Name:
    forms = tuple(form for form in name.forms if folded(form) not in taken)
    return name if forms == name.forms else replace(name, forms=forms)


def _keys(name: Name) -> list[str]:
    keys = [f"arxiv {name.arxiv}"] if name.arxiv else []
    keys += [f"title {folded(name.title)}"] if name.title else []
    return [*keys, f"title {folded(name.target)}", f"name {folded(name.target)}"]


def _same(note: Name, twin: Name, key: str) -> bool:
    if key.startswith("arxiv"):
        return True
    if note.arxiv and twin.arxiv:
        return False
    shared = {folded(form) for form in twin.ambiguous}
    if key.startswith("title") or folded(note.target) not in shared or not note.title:
        return True
    return _is_about(note.title, twin)


def _is_common(form: str) -> bool:
    plain = folded(form)
    return plain in _COMMON or plain.removesuffix("s") in _COMMON


@lru_cache(maxsize=65536)
def _sure_forms(name: Name) -> tuple[str, ...]:
    """The forms of a name and its full title, when that is long enough to be no phrase of its own."""
    title = name.title if folded(name.title).count(" ") >= 3 else ""
    return (*name.forms, title) if title else name.forms


def _only_sure(hit: Match[_Claim]) -> str | None:
    sure = [claim.name.target for claim in hit.owners if claim.sure]
    return sure[0] if len(sure) == 1 else None


@lru_cache(maxsize=8192)
def _any_of(words: tuple[str, ...]) -> Pattern[str]:
    """The words as one pattern: any gap for a space or hyphen, any ending for ``*``, capitals for acronyms."""
    parts = []
    for word in words:
        stem = word.removesuffix("*")
        body = r"[-\s\u2010\u2011]".join(escape(piece) for piece in findall(r"[^\s-]+", stem))
        body += "[A-Za-z]*" if word.endswith("*") else "s?"
        parts.append(f"(?-i:{body})" if len(stem) <= 5 and stem.isupper() else body)
    return pattern(rf"(?i)(?<![A-Za-z0-9])(?:{'|'.join(parts)})(?![A-Za-z0-9])")


def _spelled_out(prose: str, acronym: str) -> str:
    quoted = escape(acronym)
    for found in pattern(rf"([^\n()\0]{{3,120}}?)\s*\(\s*{quoted}s?\s*\)").finditer(prose):
        words = found[1].split()
        for count in range(2, len(acronym) + 2):
            if count <= len(words) and _spells(words[-count:], acronym):
                return " ".join(words[-count:])
    for found in pattern(rf"(?<![\w-]){quoted}\s*\(([^\n()\0]{{3,120}})\)").finditer(prose):
        if _spells(found[1].split(), acronym):
            return found[1].strip()
    return ""


def _spells(words: Sequence[str], acronym: str) -> bool:
    letters = [letter for letter in acronym.lower() if letter.isalpha()]
    meant = [word.lower() for word in words if word.lower() not in {"a", "an", "and", "for", "in", "of", "the", "to", "with"}]
    if len(meant) < 2 or meant[0][0] != letters[0] or any(word[0] not in letters for word in meant):
        return False
    stream = iter("".join(meant))
    return all(letter in stream for letter in letters)


def _is_about(meaning: str, name: Name) -> bool:
    said = {word[:5] for word in folded(meaning).split() if len(word) > 2}
    ours = {word[:5] for form in (*_sure_forms(name), *name.confirm) for word in folded(form).split()}
    return 2 * len(said & ours) >= len(said)


def _why(surface: str, verdicts: Sequence[_Verdict], *, fits: int) -> str:
    if fits > 1:
        return f"the text does not say which of {fits} is meant"
    words = [verdict.word for verdict in verdicts if verdict.word]
    if words:
        return f"`{words[0]}` speaks against it"
    return "no word beside it confirms it"
