r"""arXiv mails: folded fields, TeX in names, new, cross-listed and replaced papers."""

import pytest

from vaultkit.digest.read import read_digest

DASHES = "-" * 78
MAIL = rf"""{DASHES}
Submissions to:
received from  Mon 12 Jun 23 18:00:00 GMT  to  Tue 13 Jun 23 18:00:00 GMT
{DASHES}
\\
arXiv:2306.00001
Date: Mon, 12 Jun 2023 18:21:23 GMT   (27kb)

Title: WTPL 2.1: Walking towards a
~Plan
Authors: Jane Roe (1), Ann Sol\`a and M\"uge Doe ((1) Walk University)
Categories: cs.AI
Journal-ref: International Workshop of Walking (ICAPS), 2023
DOI: 10.1000/ABC
\\
  We plan walks.
They end.
\\ ( https://arxiv.org/abs/2306.00001 ,  27kb)
{DASHES}
\\
arXiv:2306.00002 (*cross-listing*)
Date: Sun, 31 Dec 2022 18:21:23 GMT   (27kb)

Title: Roads
Authors: Jane Roe
Categories: cs.RO
\\
  Roads.
\\ ( https://arxiv.org/abs/2306.00002 ,  27kb)
%%--%%--%%--%%--%%--%%--%%--%%--%%--%%
{DASHES}
\\
arXiv:2103.00003
replaced with revised version Tue, 13 Jun 2023 01:00:00 GMT   (2135kb,D)

Title: Lanes
Authors: Jane Roe
Categories: cs.CV
Journal-ref: Journal of Lanes, Volume 370, 2022
\\ ( https://arxiv.org/abs/2103.00003 ,  2135kb)
{DASHES}
"""


@pytest.mark.parametrize("fold", ["  ", "\u00a0"])
def test_new_cross_listed_and_replaced_papers_are_read(fold):
    digest = read_digest(MAIL.replace("~", fold).encode(), "mail.txt")
    assert (digest.reader, digest.is_data) == ("arxiv-mail", True)
    assert [
        (entry.title, entry.status, entry.year, entry.venue.name if entry.venue else None)
        for entry in digest.entries
    ] == [
        ("WTPL 2.1: Walking towards a Plan", None, 2023, "ICAPS"),
        ("Roads", "cross-listed", 2022, "arXiv"),
        ("Lanes", "replaced", 2021, "Journal of Lanes"),
    ]
    first = digest.entries[0]
    assert first.authors == ("Jane Roe", "Ann Solà", "Müge Doe")
    assert first.identifiers == (("arxiv", "2306.00001"), ("doi", "10.1000/abc"))
    assert first.abstract == "We plan walks.\nThey end."
    assert all(line.text.startswith(("-", "Sub", "rec", "%", "\\\\")) for line in digest.front)


def test_a_letter_about_arxiv_is_no_mail():
    assert read_digest(b"Dear all,\n\narXiv: 2306.00001 is nice.\n", "mail.txt").entries == ()
