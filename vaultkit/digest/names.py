"""Lists of people's names: when words are names, and how a list of them divides.

Knows ``A. B. Cee``, ``Cee, A. B.``, ``Jane Doe and John Roe et al.``. Knows no titles and no venues.
"""

from re import IGNORECASE
from re import compile as pattern

from vaultkit.digest.words import words

_ET_AL = pattern(
    r"[\s,]*(?:\band\s+)?(?:\bet\.?\s*al\b\.?|…|\.\.\.|\band (?:others|friends|colleagues|co-?workers)\b"
    r"|等人?|외(?: \d+명)?)[\s.,]*$",
    IGNORECASE,
)
_AND = pattern(r"\s*,?\s+(?:and|und|(?-i:et|y))\s+|\s*,?\s*[&;；]\s*|[、，]", IGNORECASE)
_INITIALS = pattern(r"(?:[A-Z]\.?[\s-]?){1,4}(?:,?\s*(?:Jr|Sr|I{1,3}|IV)\.?)?")
_SURNAME = pattern(r"(?:[DLO]['’])?[A-ZÀ-ÞĀ-Ž][^\W\d_]+(?:['’-][^\W\d_]+)*")
_ELIDED = pattern(r"^[dl]['’](?=[A-Z])")
# APA leaves names out before the last one: `Roe, J., ... & Doe, A.`
_LEFT_OUT = pattern(r",?\s*(?:\.\.\.|…),?(?=\s*(?:&|and\s))")
_BY = pattern(r"^(?:by|authors?\s*:)\s+", IGNORECASE)
_DATE = pattern(r"\s*\((?:19|20)\d\d[^()]{0,20}\)\s*\.?$")
_MARKS = "*†‡§¶\\#^ "
# A family name and a given name in Japanese, with the blank that no sentence has: `坂本 唯, 棟方 渚`.
_JAPANESE = pattern(r"[\u3040-\u30ff\u3400-\u9fff々]{1,4}[ \u3000][\u3040-\u30ff\u3400-\u9fff々]{1,4}")
_LISTED = pattern(r"\s*[,、，;；・&]\s*")
_PARTICLES = words("name particles")
_TITLE_WORDS = words("never in names")


def is_name(text: str) -> bool:
    """Whether ``text`` can be one person's full name: two to five words, each with a capital."""
    parts = text.strip(_MARKS + ".,").replace("\u00a0", " ").split()
    if not 2 <= len(parts) <= 5:
        return False
    proper = 0
    for word in parts:
        bare = word.strip(".,*†‡'’()")
        if bare in _PARTICLES:
            continue
        bare = _ELIDED.sub("", bare)
        if not bare or not bare[0].isupper() or any(sign.isdigit() for sign in bare):
            return False
        if any(part.casefold() in _TITLE_WORDS for part in bare.split("-")):
            return False
        if any(sign in bare for sign in ':/_()[]?!@"') or (
            bare.isupper() and sum(map(str.isalpha, bare)) > 3
        ):
            return False
        proper += 1
    return proper >= 2


def read_names(text: str) -> tuple[str, ...]:
    """The names that ``text`` lists, as printed and in order; () when it is no list of names."""
    text = _LEFT_OUT.sub("", _DATE.sub("", _BY.sub("", text.strip().strip(":"), count=1)), count=1)
    more = bool(_ET_AL.search(text))
    if not more and not any(map(str.isupper, text)):
        return _japanese(text)
    text = _ET_AL.sub("", text).strip().rstrip(",;. ") if more else text.strip().rstrip(",;")
    parts = [part.strip() for chunk in _AND.split(text) for part in chunk.split(",")]
    parts = [part for part in parts if part]
    if not parts or len(parts) > 400:
        return ()
    names = _joined_initials(parts)
    if (
        len(names) > 1
        and names[0].replace("-", "").isalpha()
        and names[0][0].isupper()
        and not is_name(names[0])
    ):
        names[:2] = [f"{names[0]}, {names[1]}"]
    if more and len(names) == 1 and _ends_inside(names[0]):
        return ()
    if names and all(is_name(name.replace(",", "")) for name in names):
        return tuple(_tidied(name) for name in names)
    if more and len(surnames := read_surnames(text.replace("*", ""))) > 1:
        return surnames
    led = names and (names[0][:1].isupper() or names[0].split()[0] in _PARTICLES)
    if more and led and len(names) == 1 and len(names[0].split()) <= 3:
        return (_tidied(names[0]),)
    return ()


def _japanese(text: str) -> tuple[str, ...]:
    """The names of a list in Japanese, two at least."""
    names = _LISTED.split(text.strip(" ,、，.。"))
    return tuple(names) if len(names) > 1 and all(map(_JAPANESE.fullmatch, names)) else ()


def _ends_inside(text: str) -> bool:
    """Whether a sentence ends before the last word: a longer word with a full stop is no initial."""
    return any(word.endswith(".") and len(word) > 4 and word[:-1].isalpha() for word in text.split()[:-1])


def _is_surname(word: str) -> bool:
    return _SURNAME.fullmatch(word) is not None and word.casefold() not in _TITLE_WORDS


def read_surnames(text: str) -> tuple[str, ...]:
    """The names in a sentence of bare surnames (``Roe & Doe``) or turned names (``Roe, Jane and Doe, Ann``).

    For a place where only names are to be expected; () for one word alone and for words of a title.
    """
    chunks = [chunk.strip(" .,") for chunk in _AND.split(text)]
    words = [word.strip(" .") for chunk in chunks for word in chunk.split(",")]
    if len(words) < 2 or not all(map(_is_surname, words)):
        return ()
    turned = len(chunks) > 1 and all(chunk.count(",") == 1 for chunk in chunks)
    return tuple(chunks) if turned else tuple(words)


def read_writers(text: str) -> tuple[str, ...]:
    """The names that ``text`` lists, bare surnames too, where a place or a year stands beside."""
    names = read_names(text)
    return names if len(names) > 1 else read_surnames(text) or names


def divide_names(text: str) -> tuple[str, ...]:
    """The names in a field that holds nothing but names (``Authors:``), whatever they look like."""
    text = _ET_AL.sub("", text.strip())
    if not text:
        return ()
    parts = [part.strip() for chunk in _AND.split(text) for part in chunk.split(",")]
    return tuple(
        tidy for name in _joined_initials([part for part in parts if part]) if (tidy := _tidied(name))
    )


def _joined_initials(parts: list[str]) -> list[str]:
    """``Doe`` ``J. R.`` side by side are one name, ``Doe, J. R.``."""
    names: list[str] = []
    for part in parts:
        if (
            names
            and _INITIALS.fullmatch(part)
            and "," not in names[-1]
            and not _INITIALS.fullmatch(names[-1])
        ):
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    return names


def _tidied(name: str) -> str:
    name = name.strip(_MARKS).strip().removesuffix(" .").lstrip(". ")
    if name.endswith(".") and len(name.split()[-1].rstrip(".")) > 2 and name.split()[-1].count(".") == 1:
        return name[:-1]
    return name
