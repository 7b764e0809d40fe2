"""The names that a digest may mention: the vault's notes and the shipped list, made one.

Knows which entry of the list a note of the vault is, and which spellings need a confirming word.
Does not search a text; see ``mentions``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from re import compile as pattern
from re import sub
from typing import NamedTuple
from unicodedata import normalize

from vaultkit.digest.known import Kind, KnownName, known_names
from vaultkit.source.match import Form, Matcher

_FEW_TITLES = 3
"""In more titles than these, plain words are what a field is called."""
_PLAIN = pattern(r"(?:(?:[A-Za-z]?[a-z]+|[23]D)(?:[\s-]+|$)){1,6}")


@dataclass(frozen=True, slots=True)
class Name:
    """What a link may point to: a note of the vault, or a known name that has no note yet.

    ``target`` is the note's name, and a spelling too. The other fields are as in ``KnownName``;
    ``known`` is the list's own entry when it has one, ``in_vault`` says whether the note exists.
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
    known: KnownName | None = field(default=None, compare=False)
    in_vault: bool = True

    @property
    def sure(self) -> tuple[str, ...]:
        """The spellings that need no context: the forms, and a full title too long to be a mere phrase."""
        return (*self.forms, self.title) if folded(self.title).count(" ") >= 3 else self.forms


class Claim(NamedTuple):
    """A name that owns a spelling: ``sure`` when the spelling needs no context."""

    name: Name
    sure: bool


class Lexicon:
    """Names made ready for searching; build it once, and use it for every paper."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        topics = _topics([name for name in self.names if _is_new_paper(name)])
        claims: list[tuple[Form, Claim]] = []
        for name in self.names:
            fields = topics if _is_new_paper(name) else frozenset()
            sure = (text for text in name.sure if not fields or folded(text) not in fields)
            claims += ((Form(text, name.exact), Claim(name, True)) for text in sure)
            claims += ((Form(text, name.exact), Claim(name, False)) for text in name.ambiguous)
        self.matcher: Matcher[Claim] = Matcher(claims)


def lexicon(notes: Iterable[Name] = (), known: Sequence[KnownName] | None = None) -> Lexicon:
    """The names of the vault's ``notes`` and of the ``known`` list (the shipped one unless given).

    Where both know a thing, the note is meant, and takes over what the list says: spellings, and the
    words that tell homonyms apart. Any other note takes its spellings away from the list.
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
    rest = (_without(name, taken) for name in from_list if name.target not in replaced)
    return Lexicon((*from_vault, *rest))


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """A spelling for comparing: compatibility forms, capitals, punctuation and spaces made one."""
    return sub(r"[\W_]+", " ", normalize("NFKC", text).casefold()).strip()


def is_about(phrase: str, name: Name) -> bool:
    """Whether half of the longer words of ``phrase`` are words of the name, its title or its context."""
    said = {word[:5] for word in folded(phrase).split() if len(word) > 2}
    ours = {word[:5] for form in (*name.sure, *name.confirm) for word in folded(form).split()}
    return 2 * len(said & ours) >= len(said)


def is_common(form: str) -> bool:
    """Whether a title or alias is only the name of a field, or of a part of any paper."""
    plain = folded(form)
    return not plain or plain in _common_phrases() or plain.removesuffix("s") in _common_phrases()


def _is_new_paper(name: Name) -> bool:
    """Whether a name is a paper's of the vault that the list does not know."""
    return name.in_vault and name.known is None and name.kind == "paper"


def _topics(papers: Sequence[Name]) -> frozenset[str]:
    """What papers are called in plain words that several other titles hold: a field, not a paper.

    ``Fuzzing: Art and Science`` is a paper, but the word in forty other titles does not mean it. Capitals
    within a word, or figures, make a name of it (``RoBERTa``), however often it is used.
    """
    plain = {
        tuple(folded(text).split())
        for name in papers
        for text in (name.target, *name.sure)
        if _PLAIN.fullmatch(text)
    }
    sizes: dict[str, set[int]] = {}
    for words in plain:
        sizes.setdefault(words[0], set()).add(len(words))
    times: Counter[tuple[str, ...]] = Counter()
    for name in papers:
        spoken = folded(name.title or name.target).split()
        found = (
            tuple(spoken[at : at + size]) for at, word in enumerate(spoken) for size in sizes.get(word, ())
        )
        times.update({phrase for phrase in found if phrase in plain})
    return frozenset(" ".join(phrase) for phrase, count in times.items() if count > _FEW_TITLES)


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
    """A note that the list does not know: a spelling that is short or shared needs one of its longer ones."""
    forms = [form for form in dict.fromkeys((note.target, *note.forms)) if not is_common(form)]
    weak = [form for form in forms if folded(form) in shared or len(folded(form)) <= 2]
    return replace(
        note,
        forms=tuple(form for form in forms if form not in weak),
        ambiguous=tuple(dict.fromkeys((*note.ambiguous, *weak))),
        confirm=(*note.confirm, *(form for form in (*forms, note.title) if " " in folded(form))),
    )


def _joined(note: Name, twin: Name) -> Name:
    forms = [form for form in dict.fromkeys((note.target, *note.forms, *twin.forms)) if not is_common(form)]
    shared = {folded(form) for form in twin.ambiguous}
    weak = [form for form in forms if folded(form) in shared or len(folded(form)) <= 2]
    return replace(
        note,
        forms=tuple(form for form in forms if form not in weak),
        ambiguous=tuple(dict.fromkeys((*note.ambiguous, *twin.ambiguous, *weak))),
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
    """What identifies a name, surest first."""
    title = [f"title {folded(text)}" for text in (name.title, name.target) if folded(text)]
    return [*([f"arxiv {name.arxiv}"] if name.arxiv else ()), *title, f"name {folded(name.target)}"]


def _same(note: Name, twin: Name, key: str) -> bool:
    if key.startswith("arxiv"):
        return True
    if note.arxiv and twin.arxiv:
        return False
    homonym = folded(note.target) in {folded(form) for form in twin.ambiguous}
    return not (homonym and note.title) or key == f"title {folded(note.title)}" or is_about(note.title, twin)


@lru_cache(maxsize=1)
def _common_phrases() -> frozenset[str]:
    text = files("vaultkit.digest").joinpath("data", "common_phrases.txt").read_text(encoding="utf-8")
    return frozenset(text.split("\n")) - {""}
