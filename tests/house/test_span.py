"""Spans raise rather than clamp."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import SpanError
from rag.span import Inside, Span, ordered


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_empty_reversed_and_negative_spans_raise(start: int, end: int) -> None:
    """A span holds at least one code point."""
    with pytest.raises(SpanError, match="expected 0 <= start < end"):
        Span(start, end)


def test_a_span_behind_its_text_raises() -> None:
    """Slicing never shortens a span silently, as Python's own slices do."""
    with pytest.raises(SpanError, match="ends behind its text"):
        Span(0, 6).of("Kabul")


def test_errors_say_which_span_and_which_text() -> None:
    """Word for word: both offsets, and what was expected."""
    with pytest.raises(SpanError) as caught:
        Span(4, 2)
    assert str(caught.value) == "span [4, 2): expected 0 <= start < end"
    with pytest.raises(SpanError) as caught:
        Span(1, 6).of("Kabul")
    assert str(caught.value) == "span [1, 6) ends behind its text of 5 code points"
    with pytest.raises(SpanError) as caught:
        ordered([Span(0, 5), Span(4, 9)])
    said = "spans overlap or are out of order: Span(start=0, end=5), Span(start=4, end=9)"
    assert str(caught.value) == said


def test_spans_at_the_edges() -> None:
    """From the first character, up to the last, touching, moved by as much as there is room."""
    assert (Span(0, 1).of("x"), Span(0, 5).of("Kabul"), len(Span(2, 7))) == ("x", "Kabul", 5)
    assert ordered([Span(0, 2), Span(2, 3), Span(5, 6)]) == (Span(0, 2), Span(2, 3), Span(5, 6))
    assert ordered(iter(())) == ()
    assert (Span(2, 4).shift(3), Span(2, 4).shift(-2)) == (Span(5, 7), Span(0, 2))
    with pytest.raises(SpanError):
        Span(2, 4).shift(-3)
    assert [Span(2, 4).within(Span(*pair)) for pair in ((2, 4), (1, 5), (3, 4), (2, 3))] == [
        True, True, False, False
    ]  # fmt: skip
    assert [Span(0, 2).overlap(Span(5, 9)), Span(5, 9).overlap(Span(0, 6))] == [0, 1]


def test_offsets_are_code_points() -> None:
    """An emoji with joiners counts each of its code points."""
    assert Span(5, 6).of("👩‍👩‍👧!") == "!"


def test_overlap_counts_shared_code_points() -> None:
    """Touching spans share nothing."""
    assert [Span(0, 5).overlap(Span(3, 9)), Span(0, 5).overlap(Span(5, 9))] == [2, 0]


def test_overlapping_spans_are_out_of_order() -> None:
    """A quote's spans are in order and apart."""
    with pytest.raises(SpanError, match="out of order"):
        ordered([Span(4, 9), Span(0, 5)])


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=12),
    st.integers(0, 30),
    st.integers(1, 12),
)
def test_spans_inside_are_found_as_by_looking_at_all(
    pairs: list[tuple[int, int]], start: int, length: int
) -> None:
    """The sorted search finds what a plain one does, in the order given."""
    spans, region = [Span(a, a + n) for a, n in pairs], Span(start, start + length)
    expected = [which for which, span in enumerate(spans) if span.within(region)]
    assert expected == Inside(spans).of(region)
