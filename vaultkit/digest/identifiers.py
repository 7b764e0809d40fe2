"""Identifiers in text and addresses: arXiv, DOI, OpenReview, ACL Anthology, and which link is the paper.

A number is an identifier only where something says so (``arXiv:``, an address, a field of that
name): a bare ``2305.10630`` may be anything, and the stem of a pasted picture looks like one.
"""

from collections.abc import Iterable
from re import IGNORECASE
from re import compile as pattern

from vaultkit.digest.entry import IdentifierKind

Identifier = tuple[IdentifierKind, str]

_STEM = pattern(r"image-\d{17}")
_NUMBER = r"(?P<number>(?:0[7-9]|[1-9]\d)(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?![\d.]\d|\d)"
_ARXIV = pattern(
    rf"(?<![\w.])(?:\w+\.)?arxiv(?:\.org)?[:\s/\[]*(?:abs|pdf|html|ps|format)?/?\s*{_NUMBER}", IGNORECASE
)
_MIRROR = pattern(
    rf"(?:alphaxiv\.org/\w+|huggingface\.co/papers|ar5iv\.\S{{2,20}}/\w+)/{_NUMBER}", IGNORECASE
)
_BARE = pattern(rf"(?<![\d.]){_NUMBER}")
_ARCHIVES = (
    r"(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph|math|physics|nlin|cs|stat"
    r"|q-bio|q-fin|cmp-lg|alg-geom|chao-dyn|solv-int)(?:\.[A-Z]{2})?/\d{7}"
)
_ARXIV_OLD = pattern(rf"arxiv(?:\.org)?[:\s/]*(?:abs|pdf)?/?\s*(?P<number>{_ARCHIVES})(?!\d)", IGNORECASE)
_ARXIV_DOI = pattern(r"10\.48550/arxiv\.(?P<number>\d{4}\.\d{4,5})", IGNORECASE)
_DOI = pattern(r"\b(?P<doi>10\.\d{4,9}/[^\s\"<>]+)", IGNORECASE)
_OPENREVIEW = pattern(
    r"openreview\.net/(?:forum|pdf|attachment|references/pdf)\?id=(?P<id>[A-Za-z0-9_-]{8,14})"
)
_ACL = pattern(
    r"(?:aclweb\.org/anthology(?:-new)?/(?:papers/)?(?:\w/\w+/)?|aclanthology\.org/|aclanthology\.info/papers/)"
    r"(?P<id>[A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+)"
)
_PAPER_HOST = pattern(
    r"https?://(?:[\w-]+\.)*(?:"
    r"arxiv\.org/(?:abs|pdf|html|ps)|openreview\.net/(?:forum|pdf|attachment)|aclweb\.org/anthology|aclanthology\.\w+/."
    r"|openaccess\.thecvf\.com/content|thecvf\.com/\S*paper|cv-foundation\.org/openaccess|ecva\.net/papers"
    r"|(?:papers|proceedings)\.(?:nips|neurips)\.cc/|nips\.cc/paper|proceedings\.mlr\.press/v|jmlr\.org/|doi\.org/10\."
    r"|dl\.acm\.org/|portal\.acm\.org/|ieeexplore\.ieee\.org/|computer\.org/csdl|link\.springer\.com/|sciencedirect\.com/"
    r"|nature\.com/(?:articles|nature|s\d)|science\.org/doi|sciencemag\.org/|pnas\.org/|cell\.com/|biorxiv\.org/"
    r"|medrxiv\.org/|semanticscholar\.org/|aaai\.org/(?:ojs|papers|index|library)|ijcai\.org/|usenix\.org/\S*conference"
    r"|isca-(?:speech|archive)\.org/|ar5iv\.|alphaxiv\.org/|huggingface\.co/papers/|paperswithcode\.com/paper/"
    r"|transacl\.org/|mitpressjournals\.org/|direct\.mit\.edu/|onlinelibrary\.wiley\.com/|tandfonline\.com/|mdpi\.com/"
    r"|frontiersin\.org/|journals\.plos\.org/|academic\.oup\.com/|ncbi\.nlm\.nih\.gov/|pubmed\.|hal\.\S+/|ssrn\.com/"
    r"|riss\.kr/(?:search/detail|link)|dbpia\.co\.kr/|kci\.go\.kr/|koreascience\.\w|cnki\.\w+/|ci\.nii\.ac\.jp/"
    r"|roboticsproceedings\.org/|bmvc\d*\.|bmva\.org/|interspeech_\d|eccv\d+|researchgate\.net/publication"
    r"|jair\.org/|royalsocietypublishing\.org/|aip\.org/|aps\.org/|iop\.org/|sagepub\.com/|cambridge\.org/core/journals"
    r"|(?:neurips|nips|icml|iclr|mlsys|thecvf)\.\w+/virtual[_/]\d{4}/\w*(?:poster|oral|spotlight|paper)"
    r"|jstage\.jst\.go\.jp/|europepmc\.org/|siam\.org/doi|epubs\.siam\.org|drops\.dagstuhl\.de|eprint\.iacr\.org|osti\.gov|core\.ac\.uk"
    r")",
    IGNORECASE,
)
_ELSEWHERE = pattern(
    r"https?://(?:[\w-]+\.)*(?:youtube\.com|youtu\.be|vimeo\.com|videolectures\.net|techtalks\.tv|coursera\.org|udacity\.com"
    r"|edx\.org|udemy\.com|slideshare\.net|slideslive\.com|twitter\.com|x\.com|wikipedia\.org|medium\.com|bilibili\.com"
    r"|zhihu\.com|reddit\.com|linkedin\.com|facebook\.com|instagram\.com|towardsdatascience\.com|kaggle\.com|amazon\.\w+"
    r"|stackexchange\.com|stackoverflow\.com|quora\.com|hackernoon\.com|substack\.com)/",
    IGNORECASE,
)
_PDF = pattern(r"\.pdf(?:[?#]|$)|arxiv\.org/pdf/|openreview\.net/pdf|/pdf/[^/]+$", IGNORECASE)
_CODE = pattern(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|gitee\.com)/[\w.-]+/[\w.-]+", IGNORECASE
)
# A folder whose name has several words is called as what it is about: a paper, and no code.
_PAGE = pattern(
    r"/(?:blob|tree|wiki)/\S+\.(?:md|ipynb|rst|txt)(?:[?#]|$)|/tree/\S*/[^/\s]+%20[^/\s]+%20[^/\s]*/?$",
    IGNORECASE,
)
_ADDRESS = pattern(r"https?://[^\s<>\"'“”`|\\^{}）】」』，。、]+")
_BRACKETS = {")": "(", "]": "["}


def find_identifiers(text: str, *, bare: bool = False) -> tuple[Identifier, ...]:
    """All scholarly identifiers in ``text``, in no version and in lower case where that is the rule.

    ``bare`` accepts an arXiv number that nothing announces: for a field that holds nothing else.
    """
    text = _STEM.sub(" ", text)
    found: list[Identifier] = []
    for finder in (_ARXIV, _MIRROR, _BARE) if bare else (_ARXIV, _MIRROR):
        found += [("arxiv", match["number"]) for match in finder.finditer(text) if _is_arxiv(match["number"])]
    found += [("arxiv", match["number"]) for match in _ARXIV_OLD.finditer(text)]
    found += [("arxiv", match["number"]) for match in _ARXIV_DOI.finditer(text) if _is_arxiv(match["number"])]
    found += [("openreview", match["id"]) for match in _OPENREVIEW.finditer(text)]
    found += [("acl", match["id"]) for match in _ACL.finditer(text)]
    found += [("doi", doi) for match in _DOI.finditer(text) if (doi := clean_doi(match["doi"]))]
    return tuple(dict.fromkeys(found))


def clean_doi(text: str) -> str | None:
    """A DOI bare and in lower case (``10.1000/x``), or None when ``text`` holds none or an arXiv's."""
    match = _DOI.search(text)
    if not match or _ARXIV_DOI.match(match["doi"]):
        return None
    return _trimmed(match["doi"].partition("?")[0].partition("#")[0]).lower().removesuffix(".pdf")


def of_link(address: str) -> tuple[Identifier, ...]:
    """What a paper's link to ``address`` says: its identifiers, and the address as url, pdf or code."""
    address = address.strip()
    if not address.startswith(("http://", "https://")):
        return ()
    if is_code(address):
        return (("code", address),)
    found = find_identifiers(address)
    return (*found, ("pdf" if _PDF.search(address) else "url", address))


def addresses(text: str) -> tuple[str, ...]:
    """The addresses printed in plain ``text``, without the punctuation after them."""
    return tuple(_trimmed(match[0]) for match in _ADDRESS.finditer(text))


def is_paper_link(address: str) -> bool:
    """Whether ``address`` lies where papers lie: a preprint server, a publisher, a PDF."""
    return bool(_PAPER_HOST.match(address)) or (address.startswith("http") and bool(_PDF.search(address)))


def names_paper(identifiers: Iterable[Identifier]) -> bool:
    """Whether one of ``identifiers`` can only be a paper's: a registry's number, a PDF, a publisher."""
    return any(
        kind in ("arxiv", "doi", "openreview", "acl", "pdf") or is_paper_link(value)
        for kind, value in identifiers
    )


def is_elsewhere(address: str) -> bool:
    """Whether ``address`` lies where no papers lie: films, courses, encyclopedias, social networks."""
    return bool(_ELSEWHERE.match(address)) and not _PDF.search(address)


def is_code(address: str) -> bool:
    """Whether ``address`` is a repository of code (no PDF and no page of notes that lies in one)."""
    return bool(_CODE.match(address)) and not _PDF.search(address) and not _PAGE.search(address)


def _is_arxiv(number: str) -> bool:
    """Whether the length fits the month: four digits up to December 2014, five since."""
    month, _, count = number.partition(".")
    return len(count) == (4 if month < "1501" else 5)


def _trimmed(text: str) -> str:
    """``text`` without the punctuation after it; a bracket stays when it was opened inside."""
    while text and (text[-1] in ".,;:!?'\"}*" or (text[-1] in _BRACKETS and _unopened(text))):
        text = text[:-1]
    return text


def _unopened(text: str) -> bool:
    closing = text[-1]
    return text.count(closing) > text.count(_BRACKETS[closing])
