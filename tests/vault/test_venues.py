"""Venues by their names: known ones, and those that are one slip away."""

import pytest

from vaultkit.vault.venues import canonical, key_of, nearest, venues


@pytest.mark.parametrize(
    ("name", "venue"),
    [
        ("CVPR", "CVPR"),
        ("cvpr", "CVPR"),
        ("NIPS", "NeurIPS"),
        ("ACM-MM", "ACM MM"),
        ("Journal of Machine Learning Research", "JMLR"),
        ("ICMLA", None),
        ("", None),
    ],
)
def test_a_name_has_its_canonical_form_or_none(name: str, venue: str | None):
    assert canonical(name) == venue


@pytest.mark.parametrize(
    ("name", "venue"),
    [
        ("EMLNP", "EMNLP"),
        ("NeurPIS", "NeurIPS"),
        ("Interspech", "INTERSPEECH"),
        ("Journal of Machine Learning Reseach", "JMLR"),
        ("Journal of Machine Learning Ressearch", "JMLR"),
        ("Journal of Machine Learning Resxarch", "JMLR"),
    ],
)
def test_a_slip_is_seen(name: str, venue: str):
    assert nearest(name) == venue


@pytest.mark.parametrize(
    "name",
    ["ICMLA", "ICPRAM", "ICAR", "ICCVW", "Physical Review A", "A", "", "CVPR", "Evenings in Vision", "ECVC"],
)
def test_another_venue_is_no_slip(name: str):
    assert nearest(name) is None


@pytest.mark.parametrize("name", sorted({short for short, _ in venues().values()}))
def test_a_canonical_name_is_its_own(name: str):
    assert canonical(name) == name
    assert nearest(name) is None


def test_a_key_is_letters_and_digits_alone():
    assert key_of(" Ｔ-PAMI (IEEE) ") == "tpamiieee"
