"""Pasted conversations: which lines only say who speaks and when, and what a line says after its speaker.

Knows how KakaoTalk, WhatsApp, Telegram, LINE, Slack, Discord and Teams paste. Knows no papers.
"""

from re import compile as pattern

from vaultkit.digest.document import Document, is_blank

_CLOCK = r"(?:(?:오전|오후|上午|下午|午前|午後|AM|PM)\s?)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY = (
    r"(?:\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\.?|\d{4}년 \d{1,2}월 \d{1,2}일"
    r"|today|yesterday|오늘|어제|今天|昨天)"
)
_PREFIXES = (
    pattern(rf"\[(?P<name>[^\[\]]{{1,40}})\]\s*\[{_CLOCK}\]\s?"),
    pattern(rf"\[?{_DAY},?\s+{_CLOCK}\]?\s*(?:[-–]\s*)?,?\s*(?P<name>[^:：]{{1,40}}?)\s?[:：]\s", 2),
    pattern(rf"{_CLOCK}\t(?P<name>[^\t]{{1,40}})\t"),
)
_SPEAKER = (
    pattern(
        rf"\S.{{0,38}}?(?:\s{{1,4}}|\s*[—–-]\s*|\s*,\s*|\s*\[\s*)(?:{_DAY}(?:\s+at|,)?\s*)?{_CLOCK}\]?", 2
    ),
    pattern(rf"[-=\s]*{_DAY}[^\n]{{0,12}}[-=\s]*", 2),
    pattern(rf"\[{_CLOCK}\]\s*[^\W\d_][\w.’'-]*(?:,?\s[^\W\d_][\w.’'-]*){{0,3}}"),
)
_LINK = pattern(r"<(?P<to>https?://[^|<>\s]+)\|(?P<text>[^<>|]+)>")
_QUOTE = pattern(r"(?:> ?)+")
_FEWEST = 2


def quoted(document: Document) -> tuple[dict[int, str], dict[int, int]]:
    """The texts of a mail that is quoted as a whole (``> …``); its empty lines with the line before each.

    ``({}, {})`` when not nearly every line is quoted.
    """
    shown_lines = [line for line in document.lines if not is_blank(line.text)]
    marked = {line.number: found for line in shown_lines if (found := _QUOTE.match(line.text))}
    if len(marked) < _FEWEST * 2 or len(marked) * 10 < len(shown_lines) * 9:
        return {}, {}
    texts: dict[int, str] = {}
    joined: dict[int, int] = {}
    last = 0
    for line in shown_lines:
        text = line.text[marked[line.number].end() :] if line.number in marked else line.text
        if not is_blank(text):
            last = line.number
            texts[last] = text
        elif last:
            joined[line.number] = last
    return texts, joined


def spoken(document: Document) -> tuple[dict[int, str], frozenset[int]]:
    """The texts of the lines that begin with a speaker, without him; and the lines that are but a speaker.

    Links of Slack (``<address|text>``) are told as text and address. A single line with a speaker may be
    anything, so two of one kind make a conversation.
    """
    texts = {
        line.number: _LINK.sub(r"\g<text> (\g<to>)", line.text)
        for line in document.lines
        if _LINK.search(line.text)
    }
    for shape in _PREFIXES:
        found = {
            line.number: match
            for line in document.lines
            if (match := shape.match(line.text.lstrip("\ufeff")))
        }
        if len(found) >= _FEWEST and len(found) * 8 >= len(document.lines):
            texts |= {
                number: texts.get(number, document.lines[number - 1].text.lstrip("\ufeff"))[match.end() :]
                for number, match in found.items()
            }
    speakers = frozenset(
        line.number
        for line in document.lines
        if len(line.text) < 70 and any(_SPEAKER[at].fullmatch(line.text.strip()) for at in (0, 2))
    )
    if len(speakers) < _FEWEST:
        speakers = frozenset()
    if texts or speakers:
        speakers |= {
            line.number for line in document.lines if _SPEAKER[1].fullmatch(line.text) and line.text.strip()
        }
    return {number: text for number, text in texts.items() if text.strip()}, speakers
