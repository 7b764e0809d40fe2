"""Names that every system and every link can hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.digest.filenames import LONGEST, free_name, safe_name
from vaultkit.vault.vault import Vault


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Plain Title", "Plain Title"),
        ("Short: and long", "Short - and long"),
        ("Learn?", "Learn"),
        ("AC/DC at 12:30", "AC-DC at 12-30"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "CON_"),
        ("NUL.txt", "NUL_txt"),
        ("[[link]] #tag ^id", "((link)) tag id"),
        ("ends. ", "ends"),
        ("a\u202eb\x00c\u200bd", "abcd"),
        ("readme.md", "readme-md"),
        ("???", "Untitled"),
        ("제목: 하나", "제목 - 하나"),
    ],
)
def test_a_title_becomes_a_name(title, name):
    assert safe_name(title) == name


@given(st.text(max_size=300))
def test_any_text_gives_a_legal_name_that_stays_itself(title):
    name = safe_name(title)
    assert 0 < len(name.encode()) <= LONGEST
    assert not set(name) & set('\\/:*?"<>|#^[]')
    assert name == name.strip(" .")
    assert not {unicodedata.category(sign) for sign in name} & {"Cc", "Cf", "Cs"}
    assert safe_name(name) == name


@given(st.text(min_size=1, max_size=60))
def test_a_link_to_any_name_leads_to_its_note(title):
    path = f"papers/{safe_name(title)}.md"
    source = "?.md"  # no title becomes this name
    vault = Vault.of({path: "", source: f"[[{safe_name(title)}]]"})
    assert [info.path for info in vault.links(source)] == [path]


def test_a_name_that_is_taken_is_told_apart_by_venue_then_by_number():
    taken = {"MIC"}
    assert free_name("MIC", taken.__contains__, "CVPR 2023") == "MIC (CVPR 2023)"
    taken.add("MIC (CVPR 2023)")
    assert free_name("MIC", taken.__contains__, "CVPR 2023") == "MIC (2)"
    assert free_name("SAM", taken.__contains__, "ICCV 2023") == "SAM"
