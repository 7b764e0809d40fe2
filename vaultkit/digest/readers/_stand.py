"""Where in a line of Markdown the title stands, and what is before and after it.

The title is, in this order, the text of a link, bold text, code with a citation inside, or the line
up to its first ``[pdf]``. After a bold short name, the title may follow in quotation marks or as a link.
"""

from dataclasses import dataclass
from re import compile as pattern

from vaultkit.digest.authored import OPENER
from vaultkit.digest.boxes import is_open
from vaultkit.digest.forms import split_alias
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._inline import Piece, plain
from vaultkit.digest.readers._leading_names import leading_names
from vaultkit.digest.readers._linked import EDGES, is_note, is_person
from vaultkit.digest.titles import parse_title, reads_as_title
from vaultkit.digest.venues import cite, venue

EMPTY = pattern(r"\[[\s,;|/&]*\]|\([\s,;|/&]*\)|【\s*】")
_YEAR_LAST = pattern(r"(?<!\d)((?:19|20)\d\d)$")
_ALIAS = pattern(r"\S*(?:\d|[a-z][A-Z]|[A-Z]{2})\S*")
_COMMA_NEXT = pattern(r",\s+(?P<title>[A-Z][^\x00|\[(.]{12,250})(?=\x00|\[|\(|\.|$)")
_CITED_NEXT = pattern(
    r"\s*[(\[](?P<cited>[^()\[\]]{4,60})[)\]]\s*[:,-]?\s*(?P<title>[A-Z][^\x00|\[(]{12,250})"
)
_SUBTITLE = pattern(r"\s*[:：]\s+(?P<rest>[A-Z](?:[^\x00|｜\[(.]|\.(?=\d)){12,250})")
_LABELLED_AFTER = pattern(r"[|¦｜]")
_QUOTED = pattern(r"\s*[:：]?\s*[\"“](?P<title>[^\"“”\x00]{8,300})[\"”][,.]?")
_SHORT_QUOTED = pattern(
    r"(?:\[(?P<boxed>[^\[\]]{2,30})\]|(?P<short>[\w+.-]{2,20})|\?+)\s*[:：]?\s*[\"“](?P<title>[^\"“”]{8,300})[\"”][,.]?"
    r"(?!\s*\w)"
)
_QUOTED_FIRST = pattern(
    r"[\"“](?P<title>[^\"“”]{8,300}?),?[\"”](?P<rest>(?:[,.](?=\s|$)|(?<=[,.][\"”])\s+(?=[A-Z])|\s*(?=[(\[\x00]|$)|\s+(?=[Ii]n:?\s*$)).{0,300})"
)
_BOX = pattern(r"\[[^\[\]]+\]")
_REMARK = pattern(r"\s*[\[(](?:workshop|oral|spotlight|poster|highlight|preprint|best paper)[\])]$", 2)
_BOXED_FIRST = pattern(r"\[(?P<short>[^\[\]]{2,40})\]\s*[|¦｜]\s*(?P<fields>.{12,})")
_FIELDS = pattern(r"\s*[|¦｜]\s*")
_BOXED_TITLE = pattern(r"\[(?P<title>[^\[\]]{12,300})\](?P<rest>(?:[,.]|\s+by\s).{4,300})")
_IN_BRACKETS = pattern(r"\s*\((?P<title>[^()]{12,200})\)")
_DESCRIPTION = pattern(r"\s+[-–—]\s+|\s{2,}|\t")
_EXPLANATION = pattern(r"\s*[:：]\s+(?=[a-z])")
_WORD_NEXT = pattern(r" [A-Z]?[a-z]+")
_YEAR_NEXT = pattern(r"[\s.,]*\((?:19|20)\d\d[a-z]?\)")
_GROUPED = pattern(r"[\[(【][^\[\]()【】]*[\])】]")
_BOX_FIRST = pattern(r"\s*[\[(【](?P<inside>(?:[^\[\]()【】]|\([^()]*\)){2,80})[\])】]\s*[:|,-]?\s*")
_REMARKS_INSIDE = pattern(r"\s*\([^()]*\)")
_VENUES = pattern(r"\s*(?:,|&|/|\+|\band\b)\s*")
_DAY = pattern(r"(?:19|20)\d\d[./-]\d\d?(?:[./-]\d\d?)?|\d\d?[./-](?:19|20)\d\d")
_COLON_FIRST = pattern(r"^[:：–—-]\s+")
_BETWEEN = " \t,;:|"
_NEXT = frozenset(",:;，：；")
_DASHES = "-–—→>"
_COMMA_LAST = pattern(r"(?:^|,)\s*(?P<words>[A-Z0-9][\w'’-]*(?:\s+[\w'’-]+){0,11}\s)$")
_PART = (
    r"(?:for|with|via|from|in|of|by|to|and|on|using|through|towards?"
    r"|as|under|without|beyond|meets?|is|are|at|into|over)"
)
_CONTINUED = pattern(rf"(?P<rest>\s+(?:{_PART}|--(?=\s+[A-Z]))\s[^\x00|\[(]{{8,250}})")
_BETWEEN_NAMES = pattern(r"[\s:：,，]*[(（]?")


@dataclass(frozen=True, slots=True)
class Stand:
    """The title and what is around it; ``shape`` as in ``Told``, ``link`` its address, ``short`` its name."""

    shape: str
    title: str
    before: str
    after: str
    link: str = ""
    short: str = ""


def stand(row: list[Piece], labelled: bool, proven: bool) -> Stand | None:
    """Where the title stands in ``row`` (labelled links are gaps); None for prose if ``proven`` is asked."""
    found = _piece(row)
    if found and found[0] == "link":
        before = plain(row[: found[1]])
        if proven and not labelled and is_inline(before, 3):
            return None
        person = is_person(row, found[1])
        if (person and len(before.split()) > 1) or (
            is_note(row[found[1]].link) and _is_whole(plain([one for one in row[: found[1]] if not one.code]))
        ):
            row, found = [*row[: found[1]], Piece("\x00"), *row[found[2] :]], None
        elif is_inline(before, 12):
            found = None
    if found is None:
        return _plain(row)
    shape, first, last = found
    if shape == "strong" and _is_emphasis(plain(row[:first]), plain(row[last:])):
        return _plain(row)
    if shape in ("link", "strong") and (named := _slanted_next(row, first, last)):
        return named
    if shape == "strong" and (named := _after_short_name(row, first, last)):
        return named
    title = "".join(piece.text for piece in row[first:last]).strip()
    after = _joined(row[last:])
    if shape == "link" and (more := _subtitle(title, plain(row[last:]))):
        title, after = more
    return Stand(shape, title.rstrip(_BETWEEN), _tagged(row[:first]), after, row[first].link)


def _slanted_next(row: list[Piece], first: int, last: int) -> Stand | None:
    """``[Short](…), *The Long Title*, CVPR 2019`` and ``**Short**; *The Long Title*``."""
    short, behind = plain(row[first:last]).strip(f"{_BETWEEN}[]"), row[last : last + 2]
    if len(short.split()) > 4 or len(behind) < 2 or behind[0].text.strip() not in _NEXT:
        return None
    title = behind[1].text.strip().rstrip(_BETWEEN)
    if not (behind[1].emphasis and reads_as_title(title) and len(title.split()) > 2):
        return None
    if read_names(title) or cite(title):
        return None
    alias = short if _ALIAS.fullmatch(short) else ""
    return Stand("strong", title, _tagged(row[:first]), _joined(row[last + 2 :]), row[first].link, alias)


def _subtitle(short: str, rest: str) -> tuple[str, str] | None:
    """``[Short](…): The Long Title`` as one title and what is left; a remark has no such capitals."""
    found = _SUBTITLE.match(f":{rest}" if short.endswith((":", "：")) else rest)
    subtitle = found["rest"].strip().rstrip(_BETWEEN) if found else ""
    if not found or len(short.split()) > 3 or not 3 <= len(subtitle.split()) <= 25:
        return None
    if not reads_as_title(subtitle) or not _is_rest(subtitle, ""):
        return None
    return f"{short.rstrip(' :：')}: {subtitle}", rest[found.end() - short.endswith((":", "：")) :]


def is_inline(before: str, words: int) -> bool:
    """Whether so many words stand before a link that are neither names nor a citation: prose, then."""
    text = before.replace("\x00", " ").strip()
    if text.endswith((":", "：", "|")) and words < 12:
        return False
    if len([word for word in text.split() if word[0].isalpha()]) < words:
        return False
    bare = _GROUPED.sub("", text).strip(" ,;:.")
    return not (read_names(bare) or cite(text) or _YEAR_LAST.search(text.strip(EDGES)))


def _plain(row: list[Piece]) -> Stand:
    before, head, after = _first_words(_apart(row))
    text = _REMARK.sub("", EMPTY.sub(" ", head).rstrip(" \t|[(").lstrip(" \t,;|"))
    text = _COLON_FIRST.sub("", text)
    text = text.rstrip(_BETWEEN + _DASHES) if after else text
    boxes, text = _boxes_first(text)
    before = f"{before}\x00{boxes}" if boxes else before
    if named := _SHORT_QUOTED.match(text):
        rest = text[named.end() :] + "\x00" + after
        return Stand("plain", named["title"], before, rest, short=named["boxed"] or named["short"] or "")
    if (boxed := _BOXED_TITLE.fullmatch(text)) and _is_whole(boxed["title"]):
        return Stand("plain", boxed["title"].strip(), before, boxed["rest"] + "\x00" + after)
    quoted = _QUOTED_FIRST.fullmatch(text)
    told = parse_title(text) if quoted else None
    if quoted and told and (not told.is_cited or told.title[:1] in '"“'):
        return Stand("plain", quoted["title"], before, quoted["rest"] + "\x00" + after)
    if (boxed := _BOXED_FIRST.fullmatch(text)) and (named_by := _beside(boxed["fields"])):
        return Stand("plain", named_by[0], before, f"{named_by[1]}\x00{after}", short=boxed["short"])
    words = len(text.split())
    if words > 16 and " | " not in text:
        found = _DESCRIPTION.search(text) or (_EXPLANATION.search(text) if words > 22 else None)
        if found and not _is_cited_whole(text, found.start()):
            text, after = text[: found.start()], text[found.end() :] + "\x00" + after
    return Stand("plain", text, before, after)


def _is_cited_whole(text: str, at: int) -> bool:
    """Whether ``at`` lies in a title: in quotes or brackets, behind writers and year, before its subtitle."""
    before, rest = text[:at], text[at:].lstrip(_DASHES + " ")
    quoted = before.count('"') % 2 == 1 or before.count("“") > before.count("”") < text.count("”")
    names, end = leading_names(text)
    signed = bool(names) and _YEAR_NEXT.match(text, end) is not None
    return quoted or signed or is_open(before) or (OPENER.match(rest) is not None and _is_rest(rest, ""))


def _apart(row: list[Piece]) -> str:
    """The text of ``row``; code and citations in a style of their own before its words are set apart.

    So is what stands in a style of its own behind a title in quotation marks, and code that ends in a year.
    """
    shown, inside = "", False
    for place, piece in enumerate(row):
        if piece.image or not piece.text:
            continue
        styled = piece.strong or piece.emphasis or piece.code
        behind = next((one for one in row[place + 1 :] if one.text.strip()), piece)
        goes_on = not behind.code and behind.text.lstrip()[:1].islower()
        apart = not inside and styled and ((piece.code and not goes_on) or _says_when(piece.text))
        apart = apart or (styled and _QUOTED_FIRST.match(shown) is not None)
        apart = apart or (piece.code and behind is piece and _YEAR_LAST.search(piece.text) is not None)
        shown += f"\x00{piece.text}\x00" if apart else piece.text
        inside = inside or (not apart and any(sign.isalnum() for sign in piece.text))
    return shown


def _says_when(text: str) -> bool:
    said = cite(text)
    known = said is not None and (said.venue is None or said.venue.kind != "unknown")
    return said is not None and known and said.year is not None and len(text.split()) <= 8


def _boxes_first(text: str) -> tuple[str, str]:
    """Citations and dates in brackets before the title (``[Short] [ICLR 2025] …``), and the title itself.

    A box that cites nothing stays; the one before a citation is a short name, and is not put apart.
    """
    boxes, kept, rest = "", "", text
    while found := _BOX_FIRST.match(rest):
        inside = found["inside"]
        bare = _REMARKS_INSIDE.sub("", inside)
        venue = next((said for part in _VENUES.split(bare) if (said := cite(part))), None)
        if _DAY.fullmatch(bare) or cite(inside) or (venue and (venue.venue or venue.year)):
            boxes += f"\x00{bare}\x00"
        elif not kept and not boxes and found[0][0] in "[【":
            kept = found[0]
        else:
            break
        rest = rest[found.end() :]
    return (boxes, (kept + rest).strip()) if boxes and len(rest.split()) > 1 else ("", text)


def _beside(fields: str) -> tuple[str, str] | None:
    """The title among the fields after a short name, and the other fields: ``[Short] | CVPR'22 | Title``."""
    parts = [part for part in _FIELDS.split(fields) if part]
    title = next((part for part in parts if len(part.split()) > 2 and not cite(part)), None)
    return (title, "\x00".join(part for part in parts if part is not title)) if title else None


def _first_words(text: str) -> tuple[str, str, str]:
    """The first stretch between gaps that may be a title, with what is before and after it."""
    parts = text.split("\x00")
    for place, part in enumerate(parts[:6]):
        words = [word for word in part.split() if word[0].isalnum()]
        if (
            place
            and not parts[0].strip()
            and len(words) <= 4
            and _has_title(parts[place + 1 : 6], len(words))
        ):
            continue
        if words and (not place or (len(words) > 1 and not cite(part))):
            return "\x00".join(parts[:place]), part, _after(parts[place + 1 :])
    dated = len(parts) > 2 and not parts[0].strip() and cite(parts[1]) and parts[2].strip()[:1].isupper()
    place = 2 if dated and not cite(parts[2]) else 0
    return "\x00".join(parts[:place]), parts[place], _after(parts[place + 1 :])


def _after(parts: list[str]) -> str:
    return "".join(f"\x00{part}" for part in parts)


def _has_title(parts: list[str], words: int) -> bool:
    """Whether one of ``parts`` reads as a title of more than so many words."""
    return any(len(part.split()) > words and reads_as_title(part.strip(" \t,;|:")) for part in parts)


def _piece(row: list[Piece]) -> tuple[str, int, int] | None:
    """Where the title stands as a piece of its own: its shape and its place in ``row``."""
    boxed = False
    tagged = any(piece.link and reads_as_title(piece.text.strip(EDGES)) for piece in row)
    for index, piece in enumerate(row):
        text = piece.text.strip(EDGES)
        if piece.link and len(text) > 1 and not piece.link.startswith("#"):
            return "link", index, index + 1
        if tagged and piece.code and not reads_as_title(text):
            continue
        if index and piece.strong and not piece.link and venue(text):
            continue  # where it appeared, behind its title
        boxed = boxed or (piece.strong and bool(_BOX.fullmatch(piece.text.strip())))
        if piece.strong and len(text) > 2 and not cite(text) and not split_alias(piece.text + " title")[0]:
            end = index + 1
            while end < len(row) and row[end].strong and not row[end].link:
                end += 1
            text = "".join(one.text for one in row[index:end])
            if text.strip()[:1] in "[【(" and text.strip()[-1:] in "]】)":
                continue
            if (boxed and _LABELLED_AFTER.search(plain(row[:index]))) or _is_boxed(row, index, end):
                continue
            return ("strong", index, end) if not text.rstrip().endswith((":", "：")) else None
        if piece.emphasis and _is_slanted_title(text, plain(row[:index])):
            return "strong", index, index + 1
        if piece.code and len(text) > 6 and parse_title(text).is_cited:
            return "code", index, index + 1
        if piece.text == "\x00":
            return None
    return None


def _is_slanted_title(text: str, before: str) -> bool:
    """Whether emphasised text is the title: behind boxes or names at most, itself neither names nor cited."""
    before = _GROUPED.sub("", before).strip(EDGES)
    if len(text.split()) < 4 or (before and not read_names(before.title() if before.isupper() else before)):
        return False
    return reads_as_title(text) and not (read_names(text) or cite(text))


def _is_boxed(row: list[Piece], first: int, last: int) -> bool:
    """Whether brackets stand around ``row[first:last]``: a short name or a remark, no title."""
    before, after = plain(row[:first]).rstrip()[-1:], plain(row[last:]).lstrip()[:1]
    return bool(before) and bool(after) and before + after in ("[]", "()", "【】", "（）")


def _after_short_name(row: list[Piece], first: int, last: int) -> Stand | None:
    """``**Short**: The Long Title`` is one title; in quotation marks or as a link, the long one is it."""
    short, before, rest = plain(row[first:last]).strip(), plain(row[:first]), plain(row[last:])
    if (more := _CONTINUED.match(rest)) and _is_more(more["rest"].strip(_BETWEEN), rest[more.end() :]):
        title = f"{short}{more['rest'].rstrip(_BETWEEN)}"
        return Stand("strong", title, before, rest[more.end() :])
    if len(short.split()) > 3:
        return None
    if (cited := _CITED_NEXT.match(rest)) and _says_when(cited["cited"]):
        title = cited["title"].strip().rstrip(_BETWEEN)
        if reads_as_title(title) and _is_rest(title, "") and not read_names(title):
            after = f"\x00{cited['cited']}\x00{rest[cited.end() :]}"
            return Stand("strong", title, before, after, short=short.strip("[]"))
    if (next_to := _COMMA_NEXT.match(rest)) and _ALIAS.fullmatch(short):
        title = next_to["title"].strip().rstrip(_BETWEEN)
        if len(title.split()) > 3 and reads_as_title(title) and _is_rest(title, "") and not read_names(title):
            return Stand("strong", title, before, rest[next_to.end() :], short=short)
    if quoted := _QUOTED.match(rest):
        return Stand("strong", quoted["title"], before, rest[quoted.end() :], short=short.strip("[]"))
    if (within := _IN_BRACKETS.match(rest)) and len(short.split()) <= 2:
        title = within["title"].strip()
        if len(title.split()) > 3 and reads_as_title(title) and not (cite(title) or read_names(title)):
            return Stand("strong", title, before, rest[within.end() :], short=short.strip("[]"))
    place = next((index for index in range(last, len(row)) if row[index].link and row[index].text), None)
    between = plain(row[last:place])
    if place is not None and _BETWEEN_NAMES.fullmatch(between) and reads_as_title(row[place].text):
        after = _joined(row[place + 1 :])
        named = between.endswith(("(", "（")) or (between.strip() in (",", "，") and _ALIAS.fullmatch(short))
        alias = short.strip("[]") if named else ""
        return Stand("link", row[place].text.strip(), before, after, row[place].link, alias)
    found = _SUBTITLE.match(rest)
    subtitle = found["rest"].strip().rstrip(_BETWEEN) if found else ""
    if not found or len(subtitle.split()) > 25 or not reads_as_title(subtitle):
        return None
    return Stand("strong", f"{short}: {subtitle}", before, rest[found.end() :])


def _is_more(text: str, after: str) -> bool:
    """Whether words after a bold beginning go on with its title; ``by Jane Roe`` says who wrote it."""
    writers = text.partition(". ")[0].removeprefix("by ")
    return _is_rest(text, after) and (writers == text or not read_names(writers))


def _is_emphasis(before: str, after: str) -> bool:
    """Whether bold text is but a part of the title: ``CVPR 2024, Soft **Robots**``, ``Oars: Tools for
    **Soft** Robots``.
    """
    inside = before.rstrip()[-1:].islower() and before[-1:] == " " and _WORD_NEXT.match(after) is not None
    if inside and len(before.split()) > 3 and _is_rest(before, "") and _is_whole(before):
        return True
    found = _COMMA_LAST.search(before)
    said = cite(before[: found.start()]) if found and found.start() else None
    return said is not None and said.venue is not None and said.year is not None


def _is_rest(text: str, after: str) -> bool:
    """Whether words after a bold beginning go on with its title: capitals, and nothing but links behind."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 2 and capitals * 5 >= len(words) * 3 and after[:1] in ("", "\x00", "[", "(", "|")


def _is_whole(before: str) -> bool:
    """Whether the words before a link are a title of their own."""
    text = before.replace("\x00", " ").strip(EDGES)
    return len(text.split()) >= 3 and reads_as_title(text) and not read_names(text) and not cite(text)


def _tagged(row: list[Piece]) -> str:
    """The text before the title; a tag in code style is set apart."""
    return "".join(f"\x00{piece.text}\x00" if piece.code else piece.text for piece in row)


def _joined(row: list[Piece]) -> str:
    """The text after the title; a piece in its own style is set apart."""
    return "".join(
        f"\x00{piece.text}\x00" if piece.code or piece.strong or piece.emphasis else piece.text
        for piece in row
    )
