"""What a line below a title says of the paper: its writers, where and when it appeared, and its links.

Knows lines that hold nothing else; no titles, see ``_tell``.
"""

from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.boxes import boxed_place, dated_name, in_known_venue, named_citation
from vaultkit.digest.fields import add_citation
from vaultkit.digest.identifiers import Identifier, addresses, of_link
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._inline import Piece, pieces, plain
from vaultkit.digest.readers._linked import EDGES, without_labels
from vaultkit.digest.readers._stand import EMPTY
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite, is_proper, venue_or_new
from vaultkit.digest.words import CJK

BREAK = pattern(r"\s+[-–—|·/]+\s+|\s*--+\s*|\s*[|¦;]\s*|(?<=[^\s.][^\s.A-Z])[.。]\s+|\x00")
ANY_YEAR = pattern(r"(?<![\d.:/-])((?:19|20)\d\d)(?![\d.:/-]*\d)")
_VOLUME = pattern(r"[^\W\d],?\s+\d+\s*(?:\(\d+\)|[,:]\s*\d+\s*[-–])")
# A line that is a citation in brackets and the address: `[ECCV2020] https://…`.
_CITED_ADDRESS = pattern(r"^(\[[^\[\]]{3,40}\])[\s:]+https?://\S+$")
# Who wrote it beside the page's owner, in a line of its own: `(with Jane Roe)`.
_WITH = pattern(r"[(\[]?(?:joint(?: work)? )?with (?P<names>[^()\[\]]{5,200})[)\]]?[.,]?", 2)
_YEAR_FIRST = pattern(r"^((?:19|20)\d\d)[\s,]+([A-Z].*)$")
_YEAR_LAST = pattern(r"[^\d\s][\s,]+\(?((?:19|20)\d\d)\)?[\s.]*$")
_QUOTE = pattern(r"^>\s?")
_FAR = 400


def metadata(line: str) -> tuple[Title, tuple[Identifier, ...]] | None:
    """Names, citation and links of a line that holds nothing else (below a title), or None."""
    row, labelled, _ = without_labels([piece for piece in pieces(_QUOTE.sub("", line)) if not piece.image])
    text = clean(plain(row))
    bare = tuple(found for address in addresses(text) for found in of_link(address))
    if signed := _signed(text, row):
        return add_citation(Title("", "", "", authors=signed[1]), signed[0]), (*labelled, *bare)
    emphasised = [piece.text for piece in row if piece.emphasis]
    names = read_names(" ".join(emphasised)) if emphasised else read_names(text.split("\x00")[0].strip(EDGES))
    outside = clean(plain([piece for piece in row if not piece.emphasis])) if emphasised else text
    tried = [(rest, *_cited_in(rest)) for rest in ((outside,) if names else (text, outside))]
    rest, citation, _ = next((one for one in tried if one[1]), tried[-1])
    whole = tried[0][2]
    if not names and len(whole) > 1:
        names = read_names(whole[0])
    every = [text] if CJK.search(text) and "\x00" not in text else tried[0][2]  # `pp. 3-9` divides no parts
    named = named_citation(every[0]) if every and not citation and not names else None
    if named and named[1] and (named[0].venue or not emphasised):
        citation, names = named
    elif (
        not citation
        and not names
        and len(every) == 1
        and (emphasised or _VOLUME.search(text) or CJK.search(text))
    ):
        citation = dated_name(every[0])
    elif names and not citation:
        last, dated = whole[-1] if 0 < len(whole) <= 2 else "", _YEAR_LAST.search(text)
        citation = boxed_place(f"[{last}]") or dated_name(_YEAR_FIRST.sub(r"\2 \1", last))
        citation = citation or (Citation(year=int(dated[1])) if dated else None)
    if not (names or labelled or citation or (bare and len(_CITED_ADDRESS.sub("", text).split()) <= 1)):
        return None
    if not names and not citation and not bare and len(rest.replace("\x00", "").strip(EDGES).split()) > 3:
        return None
    told = add_citation(Title("", "", "", authors=names), citation)
    return told, (*labelled, *bare)


def _signed(text: str, row: list[Piece]) -> tuple[Citation, tuple[str, ...]] | None:
    """``(with Jane Roe)`` and ``Jane Roe, Ann Doe, *Some Journal* **16**, 17 (2024)``."""
    if (beside := _WITH.fullmatch(text)) and (names := read_names(beside["names"])):
        return Citation(), names
    place = next((at for at, piece in enumerate(row) if piece.emphasis and not piece.strong), 0)
    names = read_names(plain(row[:place]).strip(" ,.;:") if place else "")
    year = ANY_YEAR.search(plain(row[place:])) if names else None
    name = row[place].text.strip(EDGES) if year else ""
    named = cite(name) or Citation(venue_or_new(name))
    return (replace(named, year=named.year or int(year[1])), names) if year and is_proper(name) else None


def _cited_in(rest: str) -> tuple[Citation | None, list[str]]:
    """What ``rest`` or one of its few parts cites, and those parts."""
    rest = _CITED_ADDRESS.sub(r"\1", rest)
    parts = [part.strip(EDGES) for part in BREAK.split(rest) if part and part.strip(EDGES + "\x00")]
    citation = cite(rest.replace("\x00", " ")) if rest.strip("\x00 ,.;") else None
    told = [said for part in parts if (said := cite(part)) and (said.venue or said.year)]
    if len(parts) > 4 or not told:
        return citation, parts
    known = [said for said in told if in_known_venue(said)]
    published = [said for said in known if said.venue and said.venue.kind != "preprint"]
    if published and len(published) < len(known):  # `arXiv 1708; ICCV 2017`
        return published[0], parts
    return citation or told[0], parts


def clean(text: str) -> str:
    """``text`` without empty brackets, and no longer than names and a place may be."""
    return EMPTY.sub("\x00", EMPTY.sub("\x00", text))[:_FAR].strip()
