"""Lines that are references, where a page prints its papers so.

``Roe, J., Doe, A. 2019. The Title. Some Journal 3: 1-9. [pdf](…)``: one line alone may as well be a title
with a year in it; where several lines of a kind begin with names and a year, they are references, and so
are the others that read as one. With the year last, most lines must read as one. What a reference says is
for ``_reference`` to tell.
"""

from collections.abc import Sequence
from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.fields import label_kind
from vaultkit.digest.identifiers import addresses, find_identifiers, is_elsewhere, of_link
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._inline import Piece, pieces, plain
from vaultkit.digest.readers._leading_names import leading_names
from vaultkit.digest.readers._linked import is_symbol, without_labels
from vaultkit.digest.readers._reference import reference
from vaultkit.digest.readers._tell import Told
from vaultkit.digest.titles import split_number

_YEAR = r"(?:1[5-9]|20)\d\d"
# What names and a year look like from afar, so that no other list is taken apart.
_DATED = pattern(
    rf"[\\*\s]{{0,4}}(?:[A-ZÀ-ÞĀ-Ž]|(?:d|l|v[ao]n|de)\b).{{2,400}}?[\s(\[]{_YEAR}[a-z]?[)\]]?[.,:;\s]"
)
_YEAR_NEXT = pattern(rf"[.,;:]?\s*[(\[]?{_YEAR}[a-z]?[)\]]?(?:[.,:;]\s+|\s+(?=[\"“«A-Z]))")
_GROUP = pattern(rf"(?P<group>[A-Z][\w&-]*(?: [A-Z][\w&-]*){{0,4}})\. (?P<year>{_YEAR})\. ")
_LABEL_LAST = pattern(r"\s*[\[(](?P<label>\w{3,10})[\])]$")
_QUOTES = ' ,."“”'
_MARK = pattern(r"^[*•-]\s+")
_FEWEST = 6


def bibliography(listed: Sequence[Block]) -> dict[int, Told]:
    """The references among the ``listed`` lines, by their numbers; none unless a third are dated."""
    dated = [block for block in listed if _DATED.match(split_number(block.text)[1])]
    if len(dated) < _FEWEST or len(dated) * 3 < len(listed):
        return {}
    texts = {block.line: _words(block) for block in listed}
    voices = sum(_begins_with_names_and_year(text) for text in texts.values())
    if voices < _FEWEST or voices * 3 < len(listed):
        voices = sum(map(_is_signed, texts.values()))
        if voices < _FEWEST or voices * 3 < len(listed) * 2:
            return {}
    found = ((block, _told(block, texts[block.line])) for block in listed)
    return {block.line: _numbered(told, block) for block, told in found if told}


def _numbered(told: Told, block: Block) -> Told:
    number = split_number(block.text)[0]
    return replace(told, title=replace(told.title, number=number)) if number else told


def _words(block: Block) -> str:
    """The words of a line up to its first labelled link, without a mark that is no bullet here (``\\*``).

    A title that is a link stands in quotation marks, as other references print it.
    """
    row = [
        replace(one, text=f"“{one.text.strip(_QUOTES)}”") if one.link and len(one.text.split()) > 2 else one
        for one in without_labels(_row(block))[0]
    ]
    words = split_number(_MARK.sub("", plain(row).partition("\x00")[0].strip()))[1]
    while (label := _LABEL_LAST.search(words)) and label_kind(label["label"]):
        words = words[: label.start()]
    return words.rstrip(" ,;[(")


def _row(block: Block) -> list[Piece]:
    return [piece for piece in pieces(block.text) if not piece.image and not is_symbol(piece)]


def _begins_with_names_and_year(text: str) -> bool:
    names, end = leading_names(text)
    return bool(names) and _YEAR_NEXT.match(text, end) is not None


def _is_signed(text: str) -> bool:
    """Whether several names, a title, a place and the year last are all that stands in a line."""
    told = reference(text)
    return told is not None and len(told.authors) > 1 and told.venue is not None


def _told(block: Block, text: str) -> Told | None:
    title = reference(_GROUP.sub(r"\g<group> (\g<year>). ", text, count=1) if _GROUP.match(text) else text)
    if title is None or len(title.title.split()) < 2 or title.title.startswith(("and ", "_", "*", "[")):
        return None
    row, labelled, _ = without_labels(_row(block))
    linked = [one for one in row if one.link and len(one.text.split()) > 2]
    if linked and linked[0].text.strip(_QUOTES) != title.title:
        return None
    address = linked[0].link if linked else ""
    said = (*of_link(address), *labelled, *find_identifiers(text))
    said += tuple(one for address in addresses(text) if not is_elsewhere(address) for one in of_link(address))
    return Told(title, tuple(dict.fromkeys(said)), 2, "plain", "", address)
