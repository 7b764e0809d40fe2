"""Lists of names: turned and hyphened ones, and the marks around them."""

import pytest

from vaultkit.digest.names import read_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lake-Roe, David et al", ("Lake-Roe, David",)),
        ("van Roe et al.", ("van Roe",)),
        (". J. Roe, H.-J. Doe and A. Poe .", ("J. Roe", "H.-J. Doe", "A. Poe")),
        ("B.V.K Roe and Ann Doe", ("B.V.K Roe", "Ann Doe")),
        ("by Jane Roe, Ann Doe", ("Jane Roe", "Ann Doe")),
        ("over quiet lakes et al.", ()),
        ("MAKE Things, SHOW Others", ()),
        ("Cultural Memory, Industrial Practice", ()),
    ],
)
def test_names_are_read_without_the_marks_around_them_and_words_of_titles_are_none(text, names):
    assert read_names(text) == names
