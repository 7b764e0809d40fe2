"""The names at the start of a reference: ``Roe, J., & Doe, A. B.``, ``Jane Roe and Ann Doe``, ``Roe JB``.

Read name by name, so that the list ends where the title begins. Knows no titles.
"""

from re import compile as pattern

from vaultkit.digest.names import is_name, read_surnames
from vaultkit.digest.words import words

_CAPITAL = "[A-ZÀ-ÞĀ-Ž]"
# `Lee L. A sentimental …`: the article of a title is no initial.
_ARTICLE = r"(?<=\.\s)A\s(?!(?:and|et|e|y)\b)[^\W\d_A-Z]"
_INITIALS = rf"{_CAPITAL}\.?(?:[ -]{{0,2}}(?!{_ARTICLE}){_CAPITAL}\.?){{0,4}}(?![^\W_])"
_WORD = (
    r"(?!(?:The|An|On|In|Of|For|And|What|How|Why|From|Is|Are|Do|Towards?)\b)"
    rf"{_CAPITAL}(?:[^\W\d_]|['’](?=\w))+(?:[-‐][^\W\d_]+)*"
)
_SMALL = "(?:van|von|vom|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ten|ter|zu|zur|af|av)"
_PARTICLE = rf"(?:{_SMALL}\s+|[dDlLOo]['’])"
_SURNAME = rf"{_PARTICLE}*{_WORD}(?:\s(?:{_PARTICLE}{{1,2}})?{_WORD}){{0,1}}"
_JUNIOR = r"(?:,?\s+(?:Jr|Sr)\b\.?|,?\s+I{2,3}\b)?"
_INVERTED = pattern(rf"{_SURNAME}(?P<comma>,{{1,2}}\s*|\s+){_INITIALS}(?:\s{_WORD}(?=[.,;]))?{_JUNIOR}")
_BARE = pattern(rf"{_SURNAME}\s[A-Z]{{1,3}}")
# `A. Dean Roe`: between initials and a surname another name, where the list goes on or ends behind them.
_MIDDLE = rf"{_WORD}\s+(?={_PARTICLE}*{_WORD}(?:[.,;]|\s+(?:and|&)\s))"
_NATURAL = pattern(
    rf"(?:(?:[A-Z]\.[ -]?){{1,4}}(?:[A-Z]\s|{_MIDDLE})?"
    rf"|{_WORD}\s+(?:(?:[A-Z]\.?[ -]?){{1,3}}\s?|{_WORD}\s+){{0,2}})"
    rf"{_PARTICLE}*{_WORD}{_JUNIOR}"
)
_UNDOTTED = pattern(rf"[A-Z]{{1,3}}\s{_PARTICLE}*{_WORD}(?=\s*[,;…]|\s+(?:and|&)\s)")
_TURNED = pattern(rf"{_SURNAME},\s+{_WORD}(?:[ -](?:{_INITIALS}|{_WORD}|{_SMALL}\b)){{0,3}}{_JUNIOR}")
_AND = pattern(r"\s*(?:[,;]+\s*(?:and|&|und|et|y|e)?|(?<=\s)(?:and|&|und|et|y|e)(?=\s))\s*")
# Nothing but surnames, three at least, up to the year: of two, the second may be a first name.
_SURNAMES = pattern(rf"(?:{_WORD},\s+)+{_WORD}(?:,|,?\s+(?:and|&))\s+{_WORD}(?=\s*\((?:19|20)\d\d)")
_MORE = pattern(r"[\s,;]*(?:et\.?\s?al\b\.?|and others\b|and \d+ others\b|…|\.\.\.)[\s,]*(?:[A-Z]\. )?")
_SAME = pattern(r"\s*(?:[—–―-]\s?){2,}[.,]?\s*")
_NEVER = words("never in names")
_PARTICLES = words("name particles")
_MOST = 200


def leading_names(text: str) -> tuple[tuple[str, ...], int]:
    """The names with which ``text`` begins, as printed, and where they end (0 when it begins with none)."""
    if (bare := _SURNAMES.match(text)) and (surnames := read_surnames(bare[0])):
        return surnames, bare.end()
    names: list[str] = []
    end = at = 0
    while len(names) < _MOST:
        undotted = len(names) > 1 and all(map(_BARE.fullmatch, names))
        found = _one(text, at, bool(names), undotted)
        if not found:
            break
        names.append(text[at:found].strip())
        end = found
        border = _AND.match(text, end)
        if not border or not border[0].strip():
            break
        at = border.end()
    if names and (more := _MORE.match(text, end)):
        end = more.end()
        # APA leaves names out before the last one: `Roe, J., ... Doe, A.`
        last = _one(text, end, True) if "." in more[0][-3:] or "…" in more[0] else 0
        if last and "et" not in more[0]:
            names.append(text[end:last].strip())
            end = last
    return tuple(names), end


def stands_for_the_same(text: str) -> int:
    """Where the dashes end that stand for the names of the reference before, or 0."""
    found = _SAME.match(text)
    return found.end() if found else 0


def _one(text: str, at: int, more: bool, bare: bool = False) -> int:
    """Where the name that begins at ``at`` ends, or 0; ``bare`` where those before it are ``Roe JB``."""
    natural = _NATURAL.match(text, at)
    spoken = natural.end() if natural and is_name(_small(natural[0])) else 0
    spoken = 0 if _is_sentence(text, spoken) and (more or "." in text[at:spoken]) else spoken
    if found := _INVERTED.match(text, at):
        surname = found[0].partition(",")[0].split()
        named = not any(word.casefold() in _NEVER for word in surname)
        if named and ("," in found["comma"] or not spoken or bare or text[found.end() - 1] != "."):
            return found.end()
    turned = _TURNED.match(text, at)
    if spoken and not (turned and text[at:spoken].split()[0].casefold() in _PARTICLES):
        return spoken
    if (found := _UNDOTTED.match(text, at)) and is_name(found[0]):
        return found.end()
    return turned.end() if turned and is_name(_small(turned[0].replace(",", ""))) else 0


def _is_sentence(text: str, end: int) -> bool:
    """Whether small words go on after ``end``: then capitals before them began a title."""
    rest = text[end : end + 20]
    return (
        bool(rest)
        and rest[0] == " "
        and rest[1:2].islower()
        and not rest[1:].startswith(("and ", "et ", "und "))
    )


def _small(text: str) -> str:
    """Words in capitals written as names are."""
    return " ".join(word.title() if word.isupper() and len(word) > 3 else word for word in text.split())
