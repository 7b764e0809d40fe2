"""Links whose text is a label (``[pdf](…)``, ``[[ICCV 2021]](…)``) or an address, and what they say."""

from collections.abc import Sequence
from dataclasses import replace
from re import Match
from re import compile as pattern
from urllib.parse import unquote

from vaultkit.digest.fields import label_kind
from vaultkit.digest.identifiers import Identifier, is_code, is_paper_link, names_paper, of_link
from vaultkit.digest.readers._inline import Piece, pieces, plain
from vaultkit.digest.titles import reads_as_title
from vaultkit.digest.venues import cite

_EXPLICIT = pattern(
    r"paper|arxiv|preprint|pdf|doi|openreview|abs\b|publisher|\bac[lm]\b|ieee|springer|논문|원문|论文|原文|論文",
    2,
)
EMPTY_LINK = pattern(r"(?<!!)(?P<text>\[\[?[^\[\]\n]{1,300}\]\]?)\(\s*#?\s*\)\]?")
_SIGN = pattern(r":[a-z_+-]+:|[^\w]{1,4}")
LOCAL_PDF = pattern(r"(?:pathname://|(?![a-z+]+:|#))[^?#]+\.pdf(?:[?#].*)?", 2)
AUTHOR_AND_YEAR = pattern(
    r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:(?:,| and|, and| &) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)*"
    r"(?:,? et al\.?)?,? (?:[A-Z]\w+ )?['’(]?(?P<year>(?:19|20)\d\d|\d\d)[a-z]?\)?"
)
_BADGE = pattern(
    r"//(?:img\.shields\.io|badgen\.net)/badge/(?:-|static/)?(?P<text>[^?#]+)-\w+(?:\.svg)?(?:[?#]|$)"
)
# How shields.io writes a dash, an underscore and a space, and the dash between its two halves.
_BADGE_SIGN = pattern(r"--|__|[_-]")
_BADGE_SIGNS = {"--": "-", "__": "_", "_": " ", "-": " "}
_ADDRESSED = pattern(r"\w[./]\w")
_FEW = 4
EDGES = " \t\u00a0.,;:|-–—/·•[](){}*_"


def year_of_names(text: str) -> int | None:
    """The year of a ``text`` that is nothing but who wrote it and the whole year: ``Roe et al. 2023``."""
    dated = AUTHOR_AND_YEAR.fullmatch(text)
    return int(dated["year"]) if dated and len(dated["year"]) == 4 else None


def labelled_links(text: str) -> tuple[Identifier, ...]:
    """What the links in ``text`` say whose own text is a label (``[pdf](…)``) or an address."""
    return without_labels([piece for piece in pieces(text) if not piece.image])[1]


def links_paper(row: Sequence[Piece], *, cited: bool = True) -> bool:
    """Whether a labelled link in ``row`` says that it leads to a paper, by its label or by where it leads.

    ``cited`` takes a citation (``[[ICCV 2021]](…)``) for such a label, wherever it leads.
    """
    return any(
        _leads_to_paper(piece, *_label(row, place), cited and bool(place)) for place, piece in enumerate(row)
    )


def only_links(text: str) -> bool:
    """Whether ``text`` is nothing but labelled links, one of which leads to a paper."""
    if "](" not in text and "href=" not in text:
        return False
    row, _, is_paper = without_labels([piece for piece in pieces(text) if not piece.image])
    return is_paper and not plain(row).strip(EDGES + "\x00")


def _leads_to_paper(piece: Piece, kind: str | None, label: str, cited: bool) -> bool:
    if kind == "cited" and cited:
        return True
    if not piece.link:
        return False
    explicit = kind in ("paper", "pdf") and is_explicit(label) and not is_code(piece.link)
    return explicit or ((kind is not None or not label) and _names_paper(piece, kind))


def _names_paper(piece: Piece, kind: str | None) -> bool:
    """Whether a link leads to a paper; a badge's DOI or PDF is as often the page's own."""
    said = of_link(piece.link) if kind != "code" else ()
    return names_paper(one for one in said if kind or one[0] in ("arxiv", "openreview", "acl"))


def is_explicit(label: str) -> bool:
    """Whether a label names a paper (``PDF``, ``论文链接``), not just any link (``url``, ``links``)."""
    return _EXPLICIT.search(label) is not None


def without_labels(row: list[Piece]) -> tuple[list[Piece], tuple[Identifier, ...], bool]:
    """``row`` with each labelled link as a gap (NUL), what those links say, and whether one is a paper's."""
    kept: list[Piece] = []
    said: list[Identifier] = []
    is_paper = False
    row = list(row)
    for place, piece in enumerate(row):
        kind, label = _label(row, place)
        is_paper = is_paper or _leads_to_paper(piece, kind, label, bool(place))
        if not piece.link or (not kind and label):
            kept.append(piece)
            continue
        if kept and place + 1 < len(row) and _is_boxed(kept[-1], row[place + 1]):
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip()[:-1])
            row[place + 1] = replace(row[place + 1], text=row[place + 1].text.lstrip()[1:])
        kept.append(Piece("\x00"))
        if kind == "cited":
            dated = AUTHOR_AND_YEAR.fullmatch(label)
            kept.append(Piece(f" {dated['year'] if dated and not cite(label) else label} \x00"))
        if kind in ("paper", "pdf", "cited") or _names_paper(piece, kind):
            said += of_link(piece.link)
        elif kind == "code" and piece.link.startswith("http"):
            said.append(("code", piece.link))
    return kept, tuple(said), is_paper


def _is_boxed(before: Piece, after: Piece) -> bool:
    """Whether a link between these pieces stands in brackets of its own: ``[[CVPR](…)]``."""
    return before.text.rstrip().endswith("[") and after.text.lstrip().startswith("]")


def _label(row: Sequence[Piece], place: int) -> tuple[str | None, str]:
    """What a link's text says it is: a field's label, a citation (``[[ICCV 2021]](…)``), or None."""
    piece = row[place]
    if not piece.link:
        return None, ""
    label = piece.text.strip(EDGES + "`「」【】（）")
    told = cite(label) if len(label) <= 60 else None
    if (told and told.year) or _is_author_and_year(label, row, place):
        return "cited", label
    kind = label_kind(label)
    if kind or not label:
        return kind, label
    if label.startswith(("http:", "https:", "www.")) or (
        (len(label) > 8 or "/" in label) and _ADDRESSED.search(label) and label in piece.link
    ):
        return ("paper" if is_paper_link(piece.link) else "other"), label
    if told and told.venue:
        return "cited", label
    before = row[place - 1].text.rstrip()[-1:] if place else ""
    boxed = piece.text.lstrip().startswith("[") or before == "["
    if boxed and place and len(label) <= 40 and is_paper_link(piece.link):
        return "cited", label
    if boxed and place and len(label) <= 40 and reads_as_title(plain(list(row[:place])).strip(EDGES)):
        return "other", label
    return None, label


def _is_author_and_year(label: str, row: Sequence[Piece], place: int) -> bool:
    """Whether a link's text is who wrote it and when (``Roe et al. 2023``), and a title stands beside it."""
    if not AUTHOR_AND_YEAR.fullmatch(label):
        return False
    before = plain(list(row[:place])).rpartition("\x00")[2]
    after = plain(list(row[place + 1 :])).partition("\x00")[0]
    if before.rstrip()[-1:] in (".", "?", "!") and len(before.split()) > 1:
        return True
    return any(reads_as_title(text.strip(EDGES + '"“”')) for text in (before, after))


def shown_badge(piece: Piece) -> Piece:
    """A picture that is a citation (``img.shields.io/badge/SC-2023-green``) as the words that it shows."""
    found = _BADGE.search(piece.link) if piece.image else None
    text = _BADGE_SIGN.sub(lambda sign: _BADGE_SIGNS[sign[0]], unquote(found["text"])) if found else ""
    told = cite(text) if text else None
    return Piece(text, code=True) if told and told.venue and told.year else piece


def linked_papers(text: str) -> tuple[str, ...]:
    """Each ``[Title](…)`` of a line that holds several papers and hardly a word beside them, else ()."""
    if text.count("](") < 2:
        return ()
    row = [piece for piece in pieces(text) if not piece.image]
    titled = [piece for piece in row if is_paper_link(piece.link) and _is_whole_title(piece.text)]
    beside = sum(len(piece.text.split()) for piece in row if not piece.link)
    several = len(titled) > 1 and len(titled) == len({piece.link for piece in titled})
    return tuple(f"[{one.text}]({one.link})" for one in titled) if several and beside <= _FEW else ()


def _is_whole_title(text: str) -> bool:
    return len(text.split()) >= 3 and reads_as_title(text.strip(EDGES))


def is_symbol(piece: Piece) -> bool:
    """Whether a link shows but a picture sign: ``[:scroll:](…)``."""
    return bool(piece.link) and _SIGN.fullmatch(piece.text.strip()) is not None


def is_note(address: str) -> bool:
    """Whether an address lies in the page's own folder: the writer's notes, not the paper."""
    return bool(address) and "://" not in address and not LOCAL_PDF.fullmatch(address)


def is_person(row: list[Piece], place: int) -> bool:
    """Whether a link stands in brackets of its own after other words: ``Title ([Jane](…))``."""
    before = row[place - 1].text.rstrip() if place else ""
    after = row[place + 1].text.lstrip() if place + 1 < len(row) else ""
    return before.endswith("(") and after.startswith(")") and len(row[place].text.split()) <= 3


def shown_link(link: Match[str]) -> str:
    """A link to nowhere: a label goes, any other text stays, a title set apart."""
    label = link["text"].strip("[] ")
    if label_kind(label) or label.casefold() in ("note", "notes"):
        return " "
    return f"**{label}**" if len(label.split()) > 3 and "*" not in label else link["text"].strip("[]")
