"""What holds for every text and every reader: nothing raises, and no line is lost or kept twice."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import tries
from vaultkit import registry
from vaultkit.digest.document import Document, is_blank
from vaultkit.digest.entry import Digest
from vaultkit.digest.read import SHELF, choose, explain, read_digest
from vaultkit.errors import VaultkitError

READERS = registry.names(SHELF)

PIECES = [
    "# ", "## ", "- ", "* ", "  • ", "    1. ", "1. ", "2) ", "- [ ] ", "> ", "| ", " | ", "|---|---|", "**", "*", "`",
    "```", "[", "](", ")", "![", "<!--", "-->", "<a href='https://arxiv.org/abs/2301.00001'>", "</a>", "<br>", "\\\\",
    "---", "===", "-" * 30, "\u00a0", "\t", "_CVPR23", ". ICLR, 2023.", " -ECCV20", ", Jane Roe, 2022", " (2015), A. Roe et al.",
    "[KDD'18][Org]", "Title: ", "Authors: ", "제목: ", "作者：", "《", "》", "Paper: ", "https://arxiv.org/abs/2301.00001",
    "[pdf](https://a.org/x.pdf)", "@article{key,", " title = {A {B} \\'e},", " crossref = {key},", "}", "@string{a = \"b\"}",
    "TY  - JOUR", "TI  - A Title", "AU  - Roe, Jane", "ER  - ", "[{\"title\": \"A\", \"issued\": {\"date-parts\": [[2020]]}}]",
    "references:", "- id: a", "  title: B", "arXiv:2306.07353", "Title: A", "image-20230511140659637", "Walking Slowly in Rome",
    "DG: ", "MIC- Masked", "우리는", "…", "\x00", "\r", "\u2028", "\x0c",
]  # fmt: skip

texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), max_size=14).map("\n".join),
)


def placed(digest: Digest) -> list[int]:
    """The numbers of all lines that the digest has, as often as it has them."""
    of_entries = (line for entry in digest.entries for line in (*entry.title_lines, *entry.lines))
    return sorted(line.number for line in (*digest.front, *digest.unplaced, *of_entries))


@pytest.mark.parametrize("name", READERS)
@given(text=texts)
@settings(max_examples=tries(150))
@example(text="[" * 300)
@example(text="*a " * 300)
@example(text="{" * 3000)
@example(text='[{"title": ' * 2000)
@example(text="===\n\n===")
@example(text="====\nA\n===\n===\n==")
@example(text="====\n===\n===\n==")
def test_each_reader_places_every_line_of_any_text_once(name, text):
    document = Document.of(text)
    digest = registry.load(SHELF, name).read(document)
    assert placed(digest) == [line.number for line in document.lines if not is_blank(line.text)]
    assert all(entry.title for entry in digest.entries)
    assert [entry.line for entry in digest.entries] == sorted(entry.line for entry in digest.entries)


@given(text=texts)
def test_some_reader_is_chosen_for_any_text_and_explains_every_line(text):
    document = Document.of(text)
    digest = choose(document).read(document)
    assert [line for line, _, _ in explain(digest)] == placed(digest)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_message(data):
    assert outcome(data) in ("x", "x.txt")


def outcome(data: bytes) -> str:
    """The digest's name, or the file's name in the message of the refusal."""
    try:
        return read_digest(data, "x.txt").name
    except VaultkitError as error:
        return "x.txt" if "x.txt" in error.message else error.message
