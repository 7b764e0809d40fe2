"""Every reader of digests: each line that is not blank is in exactly one place, and every paper has a title."""

from vaultkit import registry
from vaultkit.digest.decode import decode
from vaultkit.digest.document import Document, is_blank
from vaultkit.digest.read import SHELF, choose, explain, read_digest
from vaultkit.errors import VaultkitError

READERS = registry.names(SHELF)
TOKENS = (
    "1. ", "2) ", "  • ", "    - ", ". CVPR, 2023", "_ICLR23", " -ECCV20", "(2015)", "[pdf](https://a.org/x.pdf)", "# ", "## ",
    "| a | b |\n|---|---|\n", "**", "@article{k,\n", " title = {", "},\n", "}\n", "TY  - JOUR\n", "TI  - ", "ER  - \n",
    '[{"title": "', '"}]', "references:\n- title: ", "arXiv:2301.00001\n", "Title: ", "Authors: ", "\\\\\n", "-" * 30 + "\n",
    "image-20230511140659637", "https://arxiv.org/abs/2301.00001", "<details>", "<br>", "\u00a0", "한글", "\ufeff", "\u2028", "\x0c",
)  # fmt: skip


def check(data: bytes) -> None:
    """The first byte chooses the reader."""
    first, text = data[:1], data[1:]
    document = _document(text)
    if isinstance(document, VaultkitError):
        assert "x.txt" in document.message
        return
    read_digest(text, "x.txt")
    number = first[0] % (len(READERS) + 1) if first else 0
    module = registry.load(SHELF, READERS[number]) if number < len(READERS) else choose(document)
    digest = module.read(document)
    of_entries = (line for entry in digest.entries for line in (*entry.title_lines, *entry.lines))
    placed = sorted(line.number for line in (*digest.front, *digest.unplaced, *of_entries))
    assert placed == [line.number for line in document.lines if not is_blank(line.text)]
    assert [line for line, _, _ in explain(digest)] == placed
    assert all(entry.title for entry in digest.entries)
    assert [entry.line for entry in digest.entries] == sorted(entry.line for entry in digest.entries)


def _document(data: bytes) -> Document | VaultkitError:
    try:
        return Document.of(decode(data, "x.txt").text, "x")
    except VaultkitError as error:
        return error
