"""Names for groups of notes: the words of their titles and tags that set each group apart.

A term is a word or two neighbouring words. It is scored by its share of the group times the
logarithm of how much larger that share is than among all other notes (a pointwise Kullback–Leibler
divergence), so that a good name is both common inside and rare outside. Knows nothing of links.
"""

from collections import Counter
from collections.abc import Sequence
from math import log
from re import compile as pattern
from unicodedata import normalize

from vaultkit.graph.model import Graph, is_note, title

_STOPWORDS = """
    a about across after all an and any are as at based be been before best better beyond but by can
    do does each efficient enough fast few for from get good has have how i in into is it its just large
    learn learning less let like make many method methods model models more most much need network networks
    new no not novel of on one only or other our out over paper play right should simple so than that the
    their them then there these they this through to too towards toward two under up us use used using
    via want was we well were what when where which while who why will with within without work yet you your
    approach approaches study analysis framework system systems results improved improving note notes
    untitled
    again almost already also although always among another because being between both came come comes could
    different done during either else enough especially even ever every far first found further gets give
    given gives goes going got hence here however instead keep kept last later least less made makes making
    may might mostly must namely near nearly need needs neither never next none nothing now often old
    once others otherwise own per perhaps quite rather rest said same say says second see seen several shall
    show shown shows since some something still such take taken takes those though three thus together
    twice until upon very whether whole whose would
"""
STOPWORDS = frozenset(_STOPWORDS.split())
_WORD = pattern(r"[^\W_]+(?:[-'’.+][^\W_]+)*\+*")
_TERMS = 3


def words(text: str) -> list[str]:
    """The words of ``text`` in order, as written, in composed form; a hyphenated word is one word."""
    return _WORD.findall(normalize("NFC", text))


def name_groups(graph: Graph, groups: Sequence[Sequence[str]]) -> list[str]:
    """A name for each group: up to three terms, or the title of its first note; no two are equal."""
    spelling: dict[str, Counter[str]] = {}
    held = [[_terms(graph, node, spelling) for node in group if is_note(graph, node)] for group in groups]
    inside = [Counter(term for terms in notes for term in terms) for notes in held]
    everywhere: Counter[str] = Counter()
    for counts in inside:
        everywhere.update(counts)
    size = sum(map(len, held))
    names: list[str] = []
    taken: set[str] = set()
    for group, notes, counts in zip(groups, held, inside, strict=True):
        ranked = _rank(counts, everywhere, len(notes), size)
        shown = [spelling[term].most_common(1)[0][0] for term in _apart(ranked)]
        name = " · ".join(shown[:_TERMS]) or title(graph, group[0])
        if name.casefold() in taken:
            name = f"{name} · {title(graph, group[0])}"
        while name.casefold() in taken:
            name += "′"
        taken.add(name.casefold())
        names.append(name)
    return names


def _rank(inside: Counter[str], everywhere: Counter[str], notes: int, all_notes: int) -> list[str]:
    """The terms that at least two notes share and that are more common here than elsewhere, best first."""
    scores: dict[str, float] = {}
    for term, count in inside.items():
        here = count / notes
        elsewhere = (everywhere[term] - count + 0.5) / (all_notes - notes + 1)
        if count >= 2 and here > elsewhere:
            # Two words say more than one, when as many notes hold them.
            scores[term] = here * log(here / elsewhere) * (1.25 if " " in term else 1.0)
    return sorted(scores, key=lambda term: (-scores[term], term))


def _apart(ranked: Sequence[str]) -> list[str]:
    """``ranked`` without terms that share a word with a better one."""
    used: set[str] = set()
    kept = []
    for term in ranked:
        parts = {_stem(part) for part in term.split(" ")}
        if not parts & used:
            used |= parts
            kept.append(term)
    return kept


def _terms(graph: Graph, node: str, spelling: dict[str, Counter[str]]) -> set[str]:
    """The terms of one note, each once; ``spelling`` learns how they are written."""
    data = graph.nodes[node]
    found: set[str] = set()
    for phrase in (title(graph, node), *(tag.replace("/", " ") for tag in data.get("tags", ()))):
        previous = ""
        for word in words(phrase):
            if not _telling(word):
                previous = ""
                continue
            for shown in (word, f"{previous} {word}") if previous else (word,):
                key = " ".join(_stem(part) for part in shown.split(" "))
                found.add(key)
                spelling.setdefault(key, Counter())[shown] += 1
            previous = word
    return found


def _telling(word: str) -> bool:
    return len(word) > 1 and not word.isdigit() and word.casefold() not in STOPWORDS


def _stem(word: str) -> str:
    """The word without case and plural, as the key that its spellings share."""
    key = word.casefold()
    if len(key) > 4 and key.endswith("s") and not key.endswith(("ss", "us", "is")):
        key = key[:-1]
    return key
