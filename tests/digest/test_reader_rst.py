"""reStructuredText: headings, links, roles and items that go on in indented lines."""

from vaultkit.digest.entry import Digest
from vaultkit.digest.read import read_digest

PAGE = """\
.. _kites:

======
Papers
======

Main papers
-----------

* Jane Roe and Ann Doe. `Kites over Quiet
  Lakes <https://arxiv.org/abs/2301.00001>`_. *ICML*, 2023.

  * `slides <https://example.org/slides>`__

* Ann Doe. `Sails at Noon`_. NeurIPS 2022.

Others
~~~~~~

    | :t:`Oars for Narrow Boats`.
    | Roe, Doe, and Poe.
    | CVPR 2021. [`paper <https://arxiv.org/abs/2101.00001>`_]

.. _Sails at Noon: https://arxiv.org/abs/2201.00001
"""


def read(text: str) -> Digest:
    return read_digest(text.encode(), "papers.rst")


def test_items_and_line_blocks_are_papers_with_all_their_lines():
    digest = read(PAGE)
    assert (digest.reader, digest.title) == ("rst", "Papers")
    assert [
        (entry.title, entry.venue.name if entry.venue else None, entry.year) for entry in digest.entries
    ] == [
        ("Kites over Quiet Lakes", "ICML", 2023),
        ("Sails at Noon", "NeurIPS", 2022),
        ("Oars for Narrow Boats", "CVPR", 2021),
    ]
    kites, sails, oars = digest.entries
    assert [line.number for line in kites.title_lines] == [10, 11]
    assert ("arxiv", "2301.00001") in kites.identifiers
    assert kites.authors == ("Jane Roe", "Ann Doe")
    assert ("arxiv", "2201.00001") in sails.identifiers
    assert [line.number for line in oars.title_lines] == [20, 21, 22]


def test_every_line_is_kept_as_it_was_printed():
    digest = read(PAGE)
    parts = [line for entry in digest.entries for line in (*entry.title_lines, *entry.lines)]
    every = sorted((line.number, line.text) for line in (*parts, *digest.front, *digest.unplaced))
    assert every == [(n, text) for n, text in enumerate(PAGE.splitlines(), 1) if text.strip()]


def test_markdown_with_an_underline_is_not_taken_for_it():
    assert read("Papers\n======\n\n- [Kites](https://arxiv.org/abs/2301.00001)\n").reader == "markdown"


def test_a_page_of_another_kind_gives_no_paper():
    text = "Install\n=======\n\nSee `the guide <guide.html>`_ and `the wheel <https://example.org/w>`_.\n\n.. code:: sh\n\n   make\n"
    assert read(text).entries == ()


def test_references_in_paragraphs_and_under_topics_are_papers():
    text = """\
Papers
======

Roe, J., Doe, A. (2022). Kites over quiet lakes. *Journal of Kites*, 16, 84.
`doi:10.1000/kites <https://doi.org/10.1000/kites>`_

Roe J, Doe A. (2018).
Sails at noon. *Kite Letters*, 12, 41.

- **Oars for boats (OARS)**

  `Oars for Narrow Boats <https://arxiv.org/pdf/2101.00001.pdf>`_,
  J. Roe & A. Doe,
  In Proc. of CVPR, 2021.
"""
    digest = read(text)
    assert [(entry.title, entry.year) for entry in digest.entries] == [
        ("Kites over quiet lakes", 2022),
        ("Sails at noon", 2018),
        ("Oars for Narrow Boats", 2021),
    ]
    assert digest.entries[0].identifiers == (
        ("doi", "10.1000/kites"),
        ("url", "https://doi.org/10.1000/kites"),
    )
    assert digest.entries[2].authors == ("J. Roe", "A. Doe")


def test_roles_under_a_linked_title_are_its_fields():
    text = """\
Papers
======

.. role:: authors(emphasis)

`kite2vec: Kites over Quiet Lakes
<https://arxiv.org/pdf/2101.00001>`_
    | :authors:`Jane Roe, Ann Doe`
    | :venue:`KDD 2016`
    | :keywords:`Wind, Lakes`

`Boat Nets
<https://example.org/boats>`_
    | :authors:`Ann Doe, Jane Roe`
    | :venue:`WWW 2015`
"""
    told = [(entry.title, entry.venue.name, entry.year, entry.authors) for entry in read(text).entries]
    assert told == [
        ("kite2vec: Kites over Quiet Lakes", "KDD", 2016, ("Jane Roe", "Ann Doe")),
        ("Boat Nets", "WWW", 2015, ("Ann Doe", "Jane Roe")),
    ]
