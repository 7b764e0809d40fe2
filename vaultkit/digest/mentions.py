"""Which names one paper's part of a digest mentions, and which it only seems to.

Knows how context decides between homonyms, and that a paper does not mention itself. Does not know
how a digest is read or what becomes of a mention. Nothing is linked on a guess: a spelling that
others share needs a word that confirms it, and what stays open is reported.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vaultkit.digest.context import Context
from vaultkit.digest.entry import Line
from vaultkit.digest.known import Kind
from vaultkit.digest.lexicon import Claim, Lexicon, Name, folded, is_about
from vaultkit.source.match import Match, Matcher

DEFAULT_LEVELS: frozenset[Kind] = frozenset({"paper", "method", "library"})


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


class _Verdict(NamedTuple):
    fits: bool
    word: str


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
    context = Context((title, *lines))
    hits = list(_foreign(names.matcher, context.text, _Own(title.text, aliases, arxiv)))
    sure = {claim.name.target for hit in hits for claim in hit.owners if claim.sure and len(hit.owners) == 1}
    linked: dict[str, Mention] = {}
    doubts: dict[str, Doubt] = {}
    for hit in hits:
        verdicts = [(claim.name, _judge(claim, hit.surface, context)) for claim in hit.owners]
        fits = [(name, verdict.word) for name, verdict in verdicts if verdict.fits]
        decided = [(name, word) for name, word in fits if name.target in sure] or fits
        line, start = context.place(hit.start)
        if len(decided) == 1:
            name, word = decided[0]
            if name.kind in levels:
                linked.setdefault(name.target, Mention(name, line, start, hit.surface, word))
        elif targets := tuple(name.target for name, _ in fits or verdicts if name.kind in levels):
            why = _why(hit.surface, [verdict for _, verdict in verdicts], context)
            doubts.setdefault(hit.surface, Doubt(hit.surface, line, targets, why))
    left = tuple(doubt for doubt in doubts.values() if not linked.keys() & set(doubt.candidates))
    return Mentions(tuple(linked.values()), left)


class _Own:
    """How a paper calls itself."""

    def __init__(self, title: str, aliases: Sequence[str], arxiv: str) -> None:
        head = title.partition(":")[0] if ":" in title else ""
        self._title = _title_key(title)
        self._calls = {folded(call) for call in (title, head, *aliases)} - {""}
        named = [call.strip() for call in (head, *aliases) if 0 < len(call.split()) <= 3]
        self._short = [*named, title] if len(title.split()) in (1, 2) else named
        self._arxiv = arxiv

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where the text has one of the paper's short names."""
        return [place for call in self._short for place in _places(call, text)]

    def is_meant(self, hit: Match[Claim]) -> bool:
        return folded(hit.surface) in self._calls or any(self._is(claim.name) for claim in hit.owners)

    def _is(self, name: Name) -> bool:
        if self._arxiv and name.arxiv:
            return self._arxiv == name.arxiv
        rest = _title_key(name.title.partition(":")[2])
        if self._title == _title_key(name.title) or (self._title == rest and rest.count(" ") >= 3):
            return True
        return any(folded(form) in self._calls for form in (name.target, *name.sure))


def _places(call: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(call)
    while start >= 0:
        end = start + len(call)
        yield start, end
        start = text.find(call, end)


def _title_key(title: str) -> str:
    """A title for comparing, with the abbreviations spelled out that digests like to use in titles."""
    spelled = {"llm": "large language model", "lm": "language model"}
    words = (word.removesuffix("s") for word in folded(title).split())
    return " ".join(spelled.get(word, word) for word in words)


def _foreign(matcher: Matcher[Claim], text: str, own: _Own) -> Iterator[Match[Claim]]:
    """The hits that do not mean the paper itself; its own full title is looked through for other names."""
    places = own.places(text)
    for hit in matcher.matches(text):
        if not own.is_meant(hit):
            if not any(start <= hit.start and hit.end <= end for start, end in places):
                yield hit
        elif hit.surface.count(" ") >= 3:
            head, colon, _ = hit.surface.partition(":")
            first = len(head) + 1 if colon and head.count(" ") < 3 else hit.surface.index(" ")
            for part in _foreign(matcher, " " * first + hit.surface[first:], own):
                yield part._replace(start=part.start + hit.start, end=part.end + hit.start)


def _judge(claim: Claim, surface: str, context: Context) -> _Verdict:
    name = claim.name
    if meaning := context.meaning(surface):
        return _Verdict(is_about(meaning, name), meaning)
    if claim.sure:
        return _Verdict(True, "")
    if against := context.evidence(name.exclude, surface):
        return _Verdict(False, against)
    word = context.evidence((*name.confirm, *name.sure), surface)
    return _Verdict(bool(word), word)


def _why(surface: str, verdicts: Sequence[_Verdict], context: Context) -> str:
    if meaning := context.meaning(surface):
        return f"`{surface}` stands for `{meaning}` here"
    if sum(verdict.fits for verdict in verdicts) > 1:
        return "the text does not say which of them is meant"
    against = [verdict.word for verdict in verdicts if verdict.word]
    return f"`{against[0]}` speaks against it" if against else "no word of the text confirms it"
