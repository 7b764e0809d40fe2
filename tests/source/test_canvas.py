"""Canvas files: their links and the bytes of them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.source.canvas import read_canvas
from vaultkit.source.text import Text


def links(value):
    text = Text.of(value)
    return [
        (link.kind, text.slice(link.target_span), link.target, link.subpath)
        for link in read_canvas("c", text).links
    ]


def test_file_nodes_and_links_in_cards_are_links_with_their_bytes():
    value = (
        '{"nodes":[{"id":"1","type":"file","file":"한/a.md","subpath":"#x"},'
        '{"id":"2","type":"text","text":"\\u00e9 \\n\\ud83d\\ude00 [[한|b]] \\"q\\" [t](c.md#d)"},'
        '{"id":"3","type":"link","url":"https://x"},{"id":"4","type":"group"}],"edges":[]}'
    )
    assert links(value) == [
        ("canvas", "한/a.md", "한/a.md", "#x"),
        ("wiki", "한", "한", ""),
        ("markdown", "c.md#d", "c.md", "#d"),
    ]


@pytest.mark.parametrize(
    "before", [r"\ud83d\ude00", r"\udc00", r"\ud800", r"\udc00\ud800", r"\ud83d\ud83d\ude00"]
)
def test_halves_of_surrogate_pairs_move_no_link(before):
    value = '{"nodes":[{"type":"text","text":"' + before + '[[한]]"}]}'
    assert links(value) == [("wiki", "한", "한", "")]


@pytest.mark.parametrize(
    "value", ["", "{}", '{"nodes":[]}', '{"nodes":{}}', '{"nodes":[1,{"type":"file"}]}', " \n"]
)
def test_a_canvas_without_links_has_none_and_no_problem(value):
    canvas = read_canvas("c", Text.of(value))
    assert (canvas.links, canvas.problem) == ((), None)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("{", "canvas is not valid JSON: expecting a name in double quotes"),
        ("[]", "canvas is not a JSON object"),
        ('{"nodes":[}', "canvas is not valid JSON: expecting a value"),
        ("[" * 1000, "canvas is not valid JSON: nested too deeply"),
    ],
)
def test_what_is_no_canvas_says_so(value, message):
    assert read_canvas("c", Text.of(value)).problem.message == message


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_json_reads_as_the_standard_library_reads_it(value):
    for ascii_only in (True, False):
        text = json.dumps({"v": value}, ensure_ascii=ascii_only)
        try:
            data = Text.of(text)
        except UnicodeEncodeError:
            continue
        canvas = read_canvas("c", data)
        assert canvas.data == {"v": value}
        assert json.loads(data.slice(canvas.places[("v",)])) == value


@given(st.binary(max_size=200))
def test_reading_never_raises(data):
    read_canvas("c", Text(data))
