"""Many spans asked at once say what a walk over all of them says."""

from hypothesis import given
from hypothesis import strategies as st

from vaultkit.source.spans import Apart, carried, enclosed, meeting, touched
from vaultkit.source.text import Edit, Span

SPANS = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 30), st.integers(0, 30))
LISTS = st.lists(SPANS, max_size=8)


@given(LISTS, SPANS)
def test_enclosed_is_lying_in_one_of_them(spans: list[Span], span: Span):
    assert enclosed(spans)(span) == any(s.start <= span.start and span.end <= s.end for s in spans)


@given(LISTS, SPANS)
def test_touched_is_overlapping_or_bordering_one_of_them(spans: list[Span], span: Span):
    assert touched(spans)(span) == any(s.start <= span.end and span.start <= s.end for s in spans)


@given(LISTS, SPANS)
def test_spans_apart_are_taken_as_long_as_none_touches_one_that_was(spans: list[Span], last: Span):
    apart, kept = Apart(), list[Span]()
    for span in (*spans, last):
        fits = not any(one.start <= span.end and span.start <= one.end for one in kept)
        assert apart.add([span]) is fits
        kept += [span] * fits


def test_of_spans_that_come_together_none_is_taken_when_one_touches():
    apart = Apart()
    assert apart.add([Span(0, 2), Span(2, 4)])
    assert not apart.add([Span(8, 9), Span(4, 5)])
    assert apart.add([Span(8, 9)])


@given(LISTS, SPANS)
def test_meeting_finds_what_stands_where_a_span_is(spans: list[Span], span: Span):
    apart = Apart()
    places = sorted((each, str(each)) for each in dict.fromkeys(spans) if apart.add([each]))
    naive = [said for each, said in places if each.start <= span.end and span.start <= each.end]
    assert meeting(places)(span) == naive


@given(st.lists(st.builds(Edit, SPANS, st.binary(max_size=5)), max_size=8), SPANS)
def test_a_span_is_carried_by_the_edits_before_its_ends(edits: list[Edit], span: Span):
    def at(offset: int) -> int:
        return offset + sum(
            len(edit.replacement) - (edit.span.end - edit.span.start)
            for edit in edits
            if edit.span.end <= offset
        )

    assert carried(edits)(span) == Span(at(span.start), at(span.end))
