"""Bytes with positions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.source.text import Edit, Position, Span, Text, apply_edits, byte_offsets


@pytest.mark.parametrize(
    ("value", "offset", "unit", "expected"),
    [
        ("ab\ncd", 0, "codepoint", (1, 1)),
        ("ab\ncd", 3, "codepoint", (2, 1)),
        ("ab\r\ncd", 5, "codepoint", (2, 2)),
        ("ab\rcd", 3, "codepoint", (2, 1)),
        ("한글 a", 7, "codepoint", (1, 4)),
        ("😀a", 4, "codepoint", (1, 2)),
        ("😀a", 4, "utf16", (1, 3)),
        ("😀a", 4, "byte", (1, 5)),
        ("\ufeffa", 3, "codepoint", (1, 1)),
        ("\ufeffa", 3, "byte", (1, 1)),
        ("a\u2028b", 4, "codepoint", (1, 3)),
        ("", 0, "codepoint", (1, 1)),
    ],
)
def test_an_offset_has_a_line_and_a_column_in_each_unit(value, offset, unit, expected):
    assert Text.of(value).line_col(offset, unit) == expected


@given(st.text(alphabet="a한😀\n\r\ufeff "), st.data())
def test_a_position_leads_back_to_its_offset(value, data):
    text = Text.of(value)
    index = data.draw(st.integers(0, len(value)))
    offset = len(value[:index].encode())
    line, column = text.line_col(offset)
    if line <= text.line_count and value[index : index + 1] not in ("\n", "\r") and index != 0:
        assert text.offset(line, column) == offset


def test_a_line_that_the_text_has_not_has_no_offset():
    text = Text.of("a\nb\n")
    assert text.line_count == 2
    assert (text.offset(2), text.offset(3), text.offset(0)) == (2, None, None)


@given(st.binary())
def test_bytes_that_are_not_utf8_keep_every_offset(data):
    text = Text(data)
    assert len(text.value.encode()) == len(data)
    assert (text.invalid is None) == (text.value.encode() == data)


def test_the_first_byte_that_is_not_utf8_is_named():
    assert (Text(b"ab\xffc").invalid, Text(b"ab").invalid) == (2, None)


def test_edits_are_made_at_once_on_the_bytes_they_were_found_in():
    edits = [Edit(Span(4, 5), b"X"), Edit(Span(0, 1), b""), Edit(Span(2, 2), b"++")]
    assert apply_edits(b"abcdef", edits) == b"b++cdXf"
    assert apply_edits(b"abc", []) == b"abc"


@pytest.mark.parametrize("edits", [[Edit(Span(0, 2), b""), Edit(Span(1, 3), b"")], [Edit(Span(2, 9), b"")]])
def test_edits_that_overlap_or_lie_outside_are_refused(edits):
    with pytest.raises(ValueError, match="overlaps"):
        apply_edits(b"abc", edits)


@given(st.text())
def test_byte_offsets_are_those_of_the_encoded_text(value):
    assert list(byte_offsets(value, 3)) == [3 + len(value[:i].encode()) for i in range(len(value) + 1)]


def test_a_position_prints_as_two_numbers():
    assert Position(3, 4) == (3, 4)
