"""Lists of references in the usual styles: names, title, place and year are told apart."""

import pytest

from vaultkit.digest.entry import Digest
from vaultkit.digest.read import read_digest
from vaultkit.digest.readers._reference import reference

TITLE = "Kites over quiet lakes: A study"


def read(text: str) -> Digest:
    return read_digest(text.encode(), "refs.txt")


STYLES = [
    ("Roe, J., & Doe, A.-B. (2019). {t}. Journal of Kites, 5(7), 43–44. https://doi.org/10.1000/kite", "Journal of Kites", 2),
    ("Roe, J., Doe, A. B., Poe, C., et al. (2019). {t}. In Proceedings of the International Conference on Machine Learning (pp. 1–9).", "ICML", 3),
    ('J. Roe, A. B. Doe, and C. van Poe, "{t}," IEEE Trans. Kites, vol. 3, no. 2, pp. 1–9, May 2019.', "IEEE Trans. Kites", 3),
    ('J. Roe and A. Doe, “{t},” in Proc. Int. Conf. Kites (ICML), Jun. 2019, pp. 1–9.', "ICML", 2),
    ("Jane Roe, Ann B. Doe, and Ed van Poe. 2019. {t}. In NeurIPS. 12–20.", "NeurIPS", 3),
    ('Roe, Jane, and Ann Doe. "{t}." Journal of Kites, vol. 3, no. 2, 2019, pp. 1-9.', "Journal of Kites", 2),
    ("Roe, J. et al. {t}. Nature 596, 583–589 (2019).", "Nature", 1),
    ("Roe JB, Doe A, Poe C. {t}. Journal of Kites. 2019;5(7):43-4.", "Journal of Kites", 3),
    ("Roe, J., Doe, A.: {t}. In: CVPR, pp. 1–9 (2019)", "CVPR", 2),
    ("Roe, Jane; Doe, Ann. {t}. Kite Letters 2019, 86, (4), 688-691.", "Kite Letters", 2),
    ("Jane Roe and Ann Doe. {t}. arXiv preprint arXiv:1901.00001, 2019.", "arXiv", 2),
    ("Roe, Jane. {t}. New York: Harbor Press, 2019.", None, 1),
    ("Roe, J. (2019) '{t}'. Journal of Kites, 4, 371-384.", "Journal of Kites", 1),
    ("Roe, J., and Doe, A., {t}, Journal of Kites, vol. 24, No. 11, pp. 963-967. 2019.", "Journal of Kites", 2),
]  # fmt: skip


@pytest.mark.parametrize(("style", "venue", "people"), STYLES)
@pytest.mark.parametrize("number", ["", "[7] ", "7. "])
def test_each_style_gives_title_names_place_and_year(style, venue, people, number):
    digest = read(f"References\n\n{number}{style.format(t=TITLE)}\n")
    (entry,) = digest.entries
    assert (digest.reader, digest.title, entry.title) == ("references", "References", TITLE)
    assert (entry.venue.name if entry.venue else None, entry.year, len(entry.authors)) == (
        venue,
        2019,
        people,
    )


def test_lines_that_go_on_belong_to_their_reference():
    text = (
        "[1] Jane Roe and Ann Doe. 2021. Kites over\n    Quiet Lakes. In ICML.\n    87–91.\n"
        "[2] Ed Poe and Ann Doe. 2020. Sails at\n    Noon. In NeurIPS.\n"
        "[3] Ann Doe and Ed Poe. 2019. Oars. In CVPR.\n"
    )
    digest = read(text)
    assert [entry.title for entry in digest.entries] == ["Kites over Quiet Lakes", "Sails at Noon", "Oars"]
    assert [[line.number for line in entry.title_lines] for entry in digest.entries] == [
        [1, 2, 3],
        [4, 5],
        [6],
    ]


def test_what_is_no_reference_among_them_is_reported():
    text = "References\n\n[1] Roe, J. (2019). Kites. Kite Letters, 5, 4.\n[2] ibid.\n[3] Doe, A. (2018). Sails. Kite Letters, 4, 4.\n"
    digest = read(text)
    assert [entry.title for entry in digest.entries] == ["Kites", "Sails"]
    assert [line.text for line in digest.unplaced] == ["[2] ibid."]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe came in 2019. She sat down. Then it rained.\nAnn Doe left in 2018. It was late.\nAll was quiet.\n",
        "1. buy bread\n2. read the paper\n3. sleep\n",
        "References\n\nnone yet\n",
    ],
)
def test_prose_and_plain_lists_are_no_references(text):
    digest = read(text)
    assert (digest.reader, digest.entries) == ("pasted", ())


@pytest.mark.parametrize(
    ("text", "title", "authors"),
    [
        ("Roe, J., Kites over Quiet Lakes, Paris, Some Press, 1998.", "Kites over Quiet Lakes", 1),
        (
            "J. Roe, A. Doe, Kites over quiet lakes, Bull. Kite. Soc. Am. 58 (1998) 367–398.",
            "Kites over quiet lakes",
            2,
        ),
        ("Roe, J., 1998, Kites over quiet lakes: Kitephysics, 67, 1529–1540.", "Kites over quiet lakes", 1),
        (
            "Roe, J. (1998), Kites over lakes, Kite Journal: Applied Kites, 7(1), 22-53.",
            "Kites over lakes",
            1,
        ),
        (
            "J. Roe, A. Doe, Kites over lakes, in: 77th Kite Meeting, Abstracts, 1998, pp. 2–4.",
            "Kites over lakes",
            2,
        ),
        ("Roe, J. (1998) Kites over Quiet Lakes, Oxford University Press, Oxford.", "Kites over Quiet Lakes", 1),
        ("Roe, J. (1998). Kites over Quiet Lakes, Ann Doe (trans.). Lake Press.", "Kites over Quiet Lakes", 1),
        ("Roe, J. (1998). Kites over Quiet Lakes (translated by Ann Doe). Lake Press.", "Kites over Quiet Lakes", 1),
        (
            "Roe, J. & Doe, A. (1998) Do Kites Fly? Evidence from a Quiet Lake, Kite Journal, 7(1), pp. 2-5.",
            "Do Kites Fly? Evidence from a Quiet Lake",
            2,
        ),
        ('Roe, Jane 1998 "Kites over Quiet Lakes" Lake Studies 12: 3-9.', "Kites over Quiet Lakes", 1),
        ("Da Roe, Jane. Kites over Quiet Lakes: A Tale. South Lake: Lake Press, 1998.", "Kites over Quiet Lakes: A Tale", 1),
        ("J. Roe, H.-J. Doe, and M. Poe. Kites over quiet lakes. Lake Computing, 7 387-393, 1998.", "Kites over quiet lakes", 3),
        ("Roe, J., Paris and London in the Rain, Lake Press, 1998.", "Paris and London in the Rain", 1),
    ],
)  # fmt: skip
def test_hands_places_and_publishers_are_no_part_of_a_title(text, title, authors):
    found = reference(text)
    assert found
    assert (found.title, found.year, len(found.authors)) == (title, 1998, authors)


def test_a_chat_whose_speakers_lead_every_paper_is_no_list_of_references():
    said = [f"Ines Roe  9:0{at} AM\n{title}, ICLR 201{at}\nso be it" for at, title in enumerate(
        ("Kites over Quiet Lakes", "Sails at Noon", "Oars by Night"), 4)]  # fmt: skip
    digest = read_digest(("#reading\n\n" + "\n\n".join(said) + "\n").encode(), "chat.txt")
    assert [(one.title, one.year) for one in digest.entries] == [
        ("Kites over Quiet Lakes", 2014),
        ("Sails at Noon", 2015),
        ("Oars by Night", 2016),
    ]
