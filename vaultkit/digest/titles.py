"""One title line, taken apart: number, topic tag, title, short name, and what ``forms`` finds around it.

Which lines are titles at all is for the readers to say, by what a line cites and where it stands;
a line alone cannot.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from re import Match
from re import compile as pattern
from unicodedata import numeric

from vaultkit.digest.alias import alias_of
from vaultkit.digest.authored import without_stop
from vaultkit.digest.forms import FORMS, split_alias
from vaultkit.digest.names import read_names, read_writers
from vaultkit.digest.second import set_right
from vaultkit.digest.signed import signed_last
from vaultkit.digest.told import Title
from vaultkit.digest.venues import cite
from vaultkit.digest.wording import wording
from vaultkit.digest.words import words

_NUMBER = pattern(
    r"\s*(?:(?:(?P<dotted>\d{1,2}(?:\.(?:\d{1,2}|@))+\.?)|(?P<plain>\d{1,4})[.)]|(?P<coloned>\d{1,2}):|[\[(](?P<boxed>\d{1,3})[\])])(?:\s+|$)"
    r"|(?P<run>\d{1,2}(?:\.\d{1,2})+)\.(?=[A-Z])|(?P<tight>\d{1,3})\.(?=[\u3400-\u9fff]|[A-Z][\w-]*:?\s)"
    r"|(?P<coded>[A-H]\d{1,2})\.\s+(?=[A-Z])|(?P<full>\d{1,3})[．）]\s*|（(?P<wide>\d{1,3})）\s*|(?P<listed>\d{1,3})、\s*|[\[(](?P<glued>\d{1,3})[\])](?=[a-z]{0,3}[A-Z](?!\.)|\dD\b)"
    r"|(?i:paper|논문|论文|論文)\s*#?(?P<paper>\d{1,3})\s*[.:)：]\s+|(?P<circled>[\u2460-\u2473]|[\u2160-\u217f](?=\.?\s))\.?\s*"
    r"|(?P<keycap>\d)\ufe0f?\u20e3\s*|【(?P<lens>\d{1,3})】\s*|#(?P<hash>\d{1,3})[.:)]?\s+"
    r"|(?P<ordinal>(?:(?:첫|두|세|네|다섯)\s?번째|(?:첫|둘|셋|넷|다섯)째)(?=\s?[:：,])|(?i:first|second|third|fourth|fifth)(?=\s?[:：]))\s?[:：,]\s+"
    r"|(?P<thread>\d{1,2})(?:/|\s+[-–—])\s+(?=[A-Z\"“])|h[1-6](?P<level>\.)\s+(?=[A-Z])|(?P<letter>[a-h])\)\s+(?=\S{2})|(?P<padded>0\d)\s+(?=[A-Z])|(?P<apart>\d{1,2})\s{2,}(?=[A-Z]))"
)
_WHOLE = pattern(
    r"(?:(?i:(?:re-?)?read(?:ing)?)\s+)?[【「『《\"“](?P<title>[^【】「」『』《》\"“”]{8,300})[】」』》\"”][.,]?"
    r"|‘(?P<single>[^‘”“\"]{8,300})’[.,]?"
)
_LED = pattern(r"(?P<names>[^:–—]{5,300}?)(?:[:：]|\s+[-–—])\s+(?P<title>\S.{8,})")
COUNT = pattern(r"(?P<before>[^\W\d]{0,8}[^\w\s]{0,2})(?P<number>\d{1,3})(?P<after>[^\w\s]{0,2})\s+(?=\S)")
# What the reader remarks behind a citation: `(ICML 2024) -> worth a try`, `NIPS 2017. I read it twice.`
_REMARK = pattern(r"\s+(?:[-=]>|[→⇒])\s+|\.\s+[-–—]\s+(?=[^\WA-Z])|(?<=\b(?:19|20)\d\d)\.\s+(?=[^\W\d_a-z])")
# A sentence in Korean ends behind its citation: `(ICML 2018)입니다.`
# Who tells of it: `, presented by Jane`.
_PRESENTED = pattern(
    r"[,;]?\s+[-–(]?\s*(?:present(?:ed|er)|speaker|discussant)(?:\s+by|\s*:)\s+[^\W\d_][^,()]{1,40}\)?$", 2
)
_COPULA = pattern(r"(?<=[)\]\"”』」》])\s?(?:입니다|이에요|예요|이다|임)[.!]?$")
_UNITS = words("never after a section's number")
_SYMBOLS = pattern(
    r"^(?:[\u2190-\u21ff\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff\ufe0f•●▪>\s]"
    r"|#+(?!\d)|!{2,}|[-=–]{1,2}>\s|\[[ xX*]?\]\s|\[\*\])+(?=\S)"
)
# A mark that the reader gave, behind everything else: `★★★☆☆`, `(8/10)`, `🔥`, `👀`; those of its
# reviewers, `(8 8 6)`.
_RATING = pattern(
    r"\s*(?:[\u2600-\u27bf\u2b50\u2b55\U0001f31f\U0001f440-\U0001f64f\U0001f680\ufe0f\s]+|[(\[](?:10|\d)(?:[\s,/]+(?:10|\d)){2,}[)\]]|[(\[]?(?:10|\d)(?:\.\d)?\s?/\s?(?:5|10)[)\]]?)$"
)
# When a task is due and was done, and how urgent it is, as the app has it: ` ⏫ 📅 2024-01-05 ✅ 2024-01-31`.
_TASK_DATES = pattern(
    r"(?:\s*(?:[✅❌➕⏳🛫📅]\ufe0f?\s*|@\w{0,9}[({])\d{4}-\d\d-\d\d[)}]?"
    r"|\s🔁[a-z\d ]{3,30}|\s+[🔺⏫🔼🔽⏬]\ufe0f?)+$"
)
_EMPHASIS = pattern(r"(?P<marks>[*_]{1,3})(?P<text>[^\s*_][^*\n]{3,300}?)(?P=marks)(?=\W|$)")
TAG = pattern(r"(?P<tag>[A-Z][A-Z0-9&/]{1,4}): (?=\S)")
TAGS = pattern(r"(?P<tag>[A-Z][A-Za-z&/]{1,9}(?:(?:, ?| ?& ?|[ /])[A-Z][A-Za-z&/]{1,9}){0,2}): (?=\S)")
_KIND = pattern(r"^\[(?:PDF|HTML|BOOK|B|CITATION|C|DOC)\]\s*(?=\S)")
_DASH_ALIAS = pattern(r"(?P<alias>[A-Z][\w-]{1,14})- (?=[A-Z])")
# Names whose colon is glued to the title: `Jane Roe, Ann Doe:The Title`.
_GLUED = pattern(r"(?P<names>[^:\d]{8,300}):(?=[A-Z])")
# The number under which it is cited elsewhere: `The Title [12]`.
_CITED_AS = pattern(r"(?<=[^\W\d]|[?!)])\s?\[\d{1,3}\]\.?$")
# The app's tags behind a title: ` #boats #to-read`.
_TAGS_BEHIND = pattern(r"(?:\s+#(?=[^\s#]*[^\W\d_])[\w/-]+)+$")
_WIKILINK = pattern(
    r"(?<![!\\])\[\[(?:[^\[\]|\n]*/)?(?P<name>[^\[\]|/\n]+)(?:\|(?P<shown>[^\[\]\n]+))?\]\](?!\()"
)
_SPEAKERS = words("first in a sentence")
_ADDRESS_AFTER = pattern(
    r"\s{0,4}[-–—:：|,]?\s{0,4}(?P<open>[(\[<（])?\s*(?:(?:link|url|paper|pdf)\s*[:：]\s*)?(?:https?|file)://[^\s()<>\[\]]+(?(open)\s*[)\]>）])"
    r"(?P<rest>(?:\s*\([^()]{1,40}\)|\s*\[[^\[\]]{1,40}\])?)\s*[.,;]?$",
    2,
)
YEAR_LAST = pattern(r"(?P<title>.{8,}?),\s+(?P<year>(?:19|20)\d\d)\.?")
_ADDRESS_BEFORE = pattern(r"https?://[^\s()<>\[\]]+[\s:–-]+(?=\S+\s)")
GROUP_LAST = pattern(r"(?P<title>.{8,}\S)\s+\((?P<group>[A-Z][^()]{1,40})\)")
ARXIV_BESIDE = pattern(
    r"^[\[(]?(?:arXiv:)?\d{4}\.\d{4,5}(?:v\d+)?[\])]?[\s:–-]+(?=\S{2})|\s*[(\[]\d{4}\.\d{4,5}(?:v\d+)?[)\]]$"
)
# Who wrote it, behind the title: `Title, Roe et al`.
_SIGNED_LAST = pattern(
    r"(?P<title>(?:(?!\.\s\S+,).){8,}?)(?:,|\s+[-–—])\s+(?P<names>[A-Z][\w' .-]{1,40},?\s+et\.?\s?al\.?)"
)
# The last of several writers: `Jane Roe, Ann B. Doe: The Title`.
_LAST_NAME = pattern(
    r"(?P<name>(?!(?:The|An?|On|In|Of|For|What|How|Why|From|Towards?)\s)(?:[A-Z][\w'’.-]*\s){1,3}[A-Z][\w'’-]+)"
    r":\s+(?P<title>[^a-z\s].{8,})"
)
DASH_REMARK = pattern(r"(?<=\w)\s+[-–—]\s+(?=[a-z])")
_BEFORE_NAME = pattern(r"(?:,|\band|&)\s$")
_LABEL = pattern(
    r"(?:paper|title|code|project|authors?|links?|venue|github|abstract|tl;?dr|summary|note)\s*:", 2
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the other titles of a document tell about one: the topic tags (``DG:``) and the signs in use.

    ``signs`` are signs that titles begin with as others do with a number (``☐``, ``📌``); ``by_names``
    says that names lead the titles (``Roe, Doe: The Title``); ``counts`` are what stands around the numbers
    of lines that count up from one (``D+1``, ``1/``); ``grouped`` says that brackets behind titles hold
    who wrote them, ``dated`` that a year ends each behind a comma.
    """

    tags: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    by_names: bool = False
    counts: frozenset[tuple[str, str]] = frozenset()
    grouped: bool = False
    dated: bool = False
    remarked: bool = False
    signed: bool = False


@lru_cache(maxsize=1 << 16)
def parse_title(line: str, context: Context = Context()) -> Title:
    """The title line ``line`` (plain text, with or without a number), by the first form that matches.

    Kept, as each way of reading a page asks it of every line.
    """
    line = _WIKILINK.sub(_named_by, line) if "[[" in line else line
    sign = leading_sign(line)
    number, rest = split_number(_SYMBOLS.sub("", _RATING.sub("", _TASK_DATES.sub("", line.strip()))))
    number = number or (sign if sign in context.signs else None)
    if not number and (count := COUNT.match(rest)) and (count["before"], count["after"]) in context.counts:
        number, rest = count["number"], rest[count.end() :]
    rest = _EMPHASIS.sub(r"\g<text>", rest, count=1) if rest[:1] in ("*", "_") else rest
    rest = _PRESENTED.sub("", rest)
    rest = _CITED_AS.sub("", rest) if rest.endswith(("]", "].")) else rest
    rest = _TAGS_BEHIND.sub("", _COPULA.sub("", _KIND.sub("", rest, count=1)))
    rest = without_address(rest)
    if whole := _WHOLE.fullmatch(rest):
        rest = (whole["title"] or whole["single"]).strip()
    if (glued := _GLUED.match(rest)) and len(read_names(glued["names"])) > 1:
        rest = f"{rest[: glued.end()]} {rest[glued.end() :]}"
    tag, rest = _split_tag(rest, context)
    told = set_right(_by_forms(rest), rest)
    if (remark := _REMARK.search(rest)) and not (told.venue and told.year):
        head = _by_forms(rest[: remark.start()])
        apart = remark[0].rstrip()[-1] in "-–—" or (
            head.year and (head.venue or head.orgs or remark[0][0] != ".")
        )
        told = head if apart else told
    if context.grouped and not told.orgs and (group := GROUP_LAST.fullmatch(told.title)):
        told = replace(told, title=group["title"], title_raw=group["title"], orgs=(group["group"],))
    if context.dated and not told.is_cited and (ends := YEAR_LAST.fullmatch(told.title)):
        told = replace(told, title=ends["title"], title_raw=ends["title"], year=int(ends["year"]))
    if context.remarked and (remark := DASH_REMARK.search(told.title)):
        title = told.title[: remark.start()]
        told = replace(told, title=title, title_raw=title)
    told = signed_last(told) if context.signed else told
    last = _LAST_NAME.fullmatch(told.title) if told.authors and rest.startswith(told.authors[0]) else None
    if last and _BEFORE_NAME.search(rest.partition(f"{last['name']}:")[0]):
        authors = (*told.authors, *read_names(last["name"]))
        told = replace(told, title=last["title"], title_raw=last["title"], authors=authors)
    if context.by_names and (led := led_by_names(told.title, alone=bool(told.venue and told.year))):
        told = replace(told, title=led[1], title_raw=led[1], authors=led[0])
    return _finished(replace(told, number=number, tag=tag) if number or tag else told)


def _named_by(link: Match[str]) -> str:
    """What a wikilink shows; nothing for the key of a reference, and one pair of brackets for a citation."""
    said = link["shown"] or link["name"]
    return f"[{said}]" if cite(said) else "" if said.startswith("@") else said.strip()


def _by_forms(text: str) -> Title:
    """What the first form that matches makes of ``text``."""
    return next(told for form in FORMS if (told := form(text)))


def led_by_names(title: str, *, alone: bool = False) -> tuple[tuple[str, ...], str] | None:
    """``Roe, Doe: The Title`` as names and title; a document must have several to make them names.

    Then one name ``alone`` may lead as well.
    The names say less of a title than the words behind them.
    """
    found = _LED.fullmatch(title)
    names = read_writers(found["names"]) if found else ()
    one = alone and len(names) == 1 and alias_of(title) is None
    if not found or not (len(names) > 1 or "et al" in found["names"] or one):
        return None
    return (names, found["title"]) if names and wording(found["names"]) < wording(found["title"]) else None


def leading_sign(line: str) -> str | None:
    """The sign with which a line begins, that is no letter and no mark of a list; all ticks are one sign."""
    sign = line.strip()[:1]
    if not _SYMBOLS.match(line.strip()) or sign in "#>":
        return None
    return "☐" if sign in "☐☑☒✅✓✔⬜[" else sign


def without_address(line: str) -> str:
    """``line`` without the address or the arXiv number at either end; brackets that cite stay."""
    line = ARXIV_BESIDE.sub("", line)
    line = line[led.end() :] if (led := _ADDRESS_BEFORE.match(line)) else line
    found = _ADDRESS_AFTER.search(line) if "://" in line else None
    if not found or found.start() < 3:
        return line
    rest = found["rest"].strip() if cite(found["rest"]) else ""
    return f"{line[: found.start()]} {rest}".strip()


def split_number(line: str) -> tuple[str | None, str]:
    """A line's number as printed, without its dot or brackets, and the rest of the line."""
    found = _NUMBER.match(line)
    if not found or found.end() == len(line):
        return None, line
    if found["dotted"] and line[found.end() :].split()[0].casefold() in _UNITS:
        return None, line  # `2.5 Years of …`
    number = next(told for told in found.groups() if told)
    number = str(int(numeric(number))) if number.isnumeric() and not number.isdecimal() else number
    return number.rstrip("."), line[found.end() :].strip()


def _finished(told: Title) -> Title:
    """Repairs that hold for every form: ``MIC- Masked`` (T15), and the alias."""
    title = told.title.strip().replace("\xad", "")
    if title.endswith("]") and "[" not in title:
        title = title[:-1].rstrip()
    told = replace(told, title=title) if title != told.title else told
    signed = _SIGNED_LAST.fullmatch(told.title) if not told.authors else None
    if signed and not read_names(title) and (writers := read_names(signed["names"])):
        title = signed["title"]
        told = replace(told, title=title, title_raw=title, authors=writers)
    if (told.form != "T0" or told.authors) and (whole := _WHOLE.fullmatch(title)):
        title = without_stop((whole["title"] or whole["single"]).strip())
        told = replace(told, title=title, title_raw=title)
    found = _DASH_ALIAS.match(title)
    if found:
        told = replace(told, title=f"{found['alias']}: {title[found.end() :]}", form=f"{told.form}+T15")
    short, title_raw = split_alias(told.title_raw)
    if short:
        names = [name.strip() for name in short.split(",") if name.strip()]
        told = replace(
            told, title=title_raw, title_raw=title_raw, alias=names[0], other_names=tuple(names[1:])
        )
    alias = told.alias or alias_of(told.title)
    return replace(told, alias=alias) if alias != told.alias else told


def _split_tag(line: str, context: Context) -> tuple[str | None, str]:
    for form in (TAG, TAGS) if context.tags else ():
        found = form.match(line)
        if found and found["tag"] in context.tags:
            return found["tag"], line[found.end() :].strip()
    return None, line


def abbreviates(tag: str, title: str) -> bool:
    """Whether the letters of ``tag`` occur in order at the starts of the words of ``title``."""
    starts = iter(word[0].casefold() for word in title.replace("-", " ").split())
    return all(letter in starts for letter in tag.casefold() if letter.isalpha())


def reads_as_title(text: str) -> bool:
    """Whether a bare line can be a paper's title: words enough, mostly Latin or all CJK, and no sentence.

    A label (``Introduction``), a sentence (``We show that it works.``) and a remark in mixed script
    are none. This is for lines without any citation, so it would rather say no.
    """
    parts = text.split()
    letters = [sign for sign in text if sign.isalpha()]
    if not letters or len(text) > 250 or not (2 <= len(parts) <= 40):
        return False
    latin = sum(sign < "\u0250" for sign in letters) / len(letters)
    if latin < 0.8 or not (text[0].isupper() or text[0].isdigit()):
        return False
    if parts[0].casefold() in _SPEAKERS or parts[-1][-1] in ".:;,":
        return False
    if _LABEL.match(text):
        return False
    return (
        len(parts) >= 4 or bool(alias_of(text)) or sum(word[0].isupper() for word in parts) == len(parts) > 2
    )


def parse_bare(text: str, form: str) -> Title:
    """A title that its record marks as such (``title = {…}``): nothing is taken from it but the alias."""
    raw = text.strip()
    if raw.endswith(".") and not raw.endswith("..") and raw != ".":
        raw = raw[:-1].rstrip()
    return Title(raw, raw, form, alias_of(raw))
