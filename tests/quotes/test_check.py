"""The check to the word: what it refuses, at which place, and in which words it says so."""

from dataclasses import replace

import pytest

from rag.documents.document import Marker, Region
from rag.errors import CitationError
from rag.quotes.check import check_quote
from rag.span import Span
from tests.support.building import document

TEXT = "Kabul fell in 1996. Herat did not fall."
SOURCE = document(TEXT)
NO_WORDS = "a quote needs words and spans; found "


def said(
    shown: str,
    *spans: tuple[int, int],
    text: str = TEXT,
    regions: tuple[Region, ...] = (),
    markers: tuple[Marker, ...] = (),
) -> str:
    """What the check says of a quote of this text, "" where it passes."""
    regions = regions or (Region("body", Span(0, len(text))),)
    source = replace(SOURCE, text=text, regions=regions, markers=markers)
    try:
        check_quote(shown, (Span(*span) for span in spans), source)
    except CitationError as error:
        return str(error).removeprefix("'a.md': ")
    return ""


@pytest.mark.parametrize(
    ("shown", "spans", "expected"),
    [
        ("Kabul  fell\nin 1996.", [(0, 19)], ""),
        ("Kabul fell in 1996. Herat did not fall.", [(0, 19), (20, 39)], ""),
        ("1996. Herat", [(14, 25)], ""),
        ("Kabul", [(0, 6)], ""),
        ("fell", [(5, 10)], ""),
        ("", [(0, 5)], NO_WORDS + "''"),
        (" \n", [(0, 5)], NO_WORDS + "' \\n'"),
        ("Kabul", [], NO_WORDS + "'Kabul'"),
        ("x", [(5, 6)], NO_WORDS + "'x'"),
        ("Kabul", [(0, 99)], "span [0, 99) ends behind its text of 39 code points"),
        ("Kabul fell", [(0, 10), (5, 19)],
         "spans overlap or are out of order: Span(start=0, end=10), Span(start=5, end=19)"),
        ("Kabul rose in 1996.", [(0, 19)],
         "the words differ near 'rose in 1996.'; at 0-19 the source says 'Kabul fell in 1996.'"),
        ("1996. Herat", [(14, 19), (20, 29)],
         "the words differ near ''; at 14-29 the source says '1996. Herat did'"),
        ("Kabulfell in 1996.", [(0, 19)],
         "the words differ near 'fell in 1996.'; at 0-19 the source says 'Kabul fell in 1996.'"),
        ("kabul fell", [(0, 10)],
         "the words differ near 'kabul fell'; at 0-10 the source says 'Kabul fell'"),
        ("Kabul fell in 1996. Herat", [(0, 19)],
         "the quote goes on behind the source's words with ' Herat'; expected it to end at 19"),
        ("Kab", [(0, 3)], "offset 3 cuts a word: 'Kab'|'ul fell in 1996. Her'"),
        ("996.", [(15, 19)], "offset 15 cuts a word: 'Kabul fell in 1'|'996. Herat did not f'"),
        ("not f", [(30, 35)], "offset 35 cuts a word: '996. Herat did not f'|'all.'"),
        ("Kabul fell Herat did not fall.", [(0, 10), (20, 39)],
         "the spans leave out ' in 1996. ' at 10; expected words that stand together"),
        ("Kabul 1996.", [(0, 5), (14, 19)],
         "the spans leave out ' fell in ' at 5; expected words that stand together"),
        ("Kabul fell", [(0, 5), (6, 10)], ""),
    ],
)  # fmt: skip
def test_what_is_refused_and_why(shown: str, spans: list[tuple[int, int]], expected: str) -> None:
    """White space may be any, but not none; letters are compared as they are."""
    assert said(shown, *spans) == expected


def test_the_end_of_a_long_difference_is_left_out() -> None:
    """Sixty characters of the quote, two hundred of the source, eighty of what is left out."""
    long = "a " * 150 + "b."
    found = said("a " * 40 + "c " * 100, (0, 302), text=long)
    assert found == (
        f"the words differ near {('c ' * 30)!r}; at 0-302 the source says {('a ' * 100)!r}"
    )
    assert said("a b.", (0, 1), (300, 302), text=long) == (
        f"the spans leave out {(' a' * 40)!r} at 1; expected words that stand together"
    )
    behind = said("a a" + " d" * 60, (0, 3), text="a a")
    assert f"with {(' d' * 30)!r};" in behind


@pytest.mark.parametrize(
    ("text", "edge", "cuts"),
    [
        ("of 12.5 tons", 5, True), ("of 12.5 tons", 6, True), ("of 12. Tons", 5, False),
        ("of 1,400 men", 4, True), ("we can't go", 6, True), ("we can't go", 7, True),
        ("we can’t go", 6, True), ("a non-nuclear age", 5, True), ("a non-nuclear age", 6, True),
        ("the 1996-97 war", 8, False), ("a well - known", 6, False), ("ab", 1, True),
        ("word9 x", 4, True), ("\u0e01\u0e02 x", 1, False), ("a\u0e01 x", 1, False),
        ("\u0dc6a x", 1, True), ("- b", 1, False), ("a.b", 1, False),
        ("caf e\u0301t x", 5, True), ("cafe\u0301 x", 4, True), ("cafe*\u0301* x", 4, True),
        ("cafe \u0301 x", 4, False), ("cafe \u0301 x", 5, False), ("cafe* \u0301 x", 5, False),
    ],
)  # fmt: skip
def test_where_a_word_is_cut(text: str, edge: int, cuts: bool) -> None:
    """Inside of words, figures, compounds, and before a sign that belongs to a letter."""
    shown = text[:edge].replace("*", "")
    assert ("cuts a word" in said(shown, (0, edge), text=text)) is cuts
    tail = said(text[edge:].replace("*", "") or " ", (edge, len(text)), text=text)
    assert ("cuts a word" in tail) is cuts


def test_furniture_is_never_taken_in() -> None:
    """Not a sign of it; what stands beside it may be."""
    regions = (Region("body", Span(0, 10)), Region("furniture", Span(11, 13)),
               Region("body", Span(14, 39)))  # fmt: skip
    assert said("fell in", (6, 13), regions=regions) == (
        "Span(start=6, end=13) takes in furniture of the page at Span(start=11, end=13)"
    )
    assert said("fell 1996.", (6, 10), (14, 19), regions=regions) == ""
    assert said("Kabul fell", (0, 10), regions=regions) == ""


@pytest.mark.parametrize("kind", ["furniture", "note", "caption", "body", "quote"])
def test_what_may_stand_between(kind: str) -> None:
    """A page's furniture, a note and a caption may; what can be quoted may not."""
    regions = (Region("body", Span(0, 10)), Region(kind, Span(11, 18)),  # type: ignore[arg-type]
               Region("body", Span(20, 39)))  # fmt: skip
    found = said("Kabul fell Herat", (0, 10), (20, 25), regions=regions)
    allowed = kind in ("furniture", "note", "caption")
    why = " in 1996. " if not allowed else ". "
    assert found == f"the spans leave out {why!r} at {10 if not allowed else 18}; " + (
        "expected words that stand together"
    )
    whole = (*regions[:1], Region(kind, Span(11, 19)), *regions[2:])  # type: ignore[arg-type]
    assert (said("Kabul fell Herat", (0, 10), (20, 25), regions=whole) == "") is allowed
    cut = (Region("body", Span(0, 7)), Region(kind, Span(8, 19)), *regions[2:])  # type: ignore[arg-type]
    assert said("Kabul fell Herat", (0, 10), (20, 25), regions=cut) != ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kabul\u2028fell.", "Kabul fell."), ("Kabul\u2029fell.", "Kabul fell."),
        ("Kabul\rfell.", "Kabul fell."), ("\ufeffKabul fell.", "Kabul fell."),
        ("Kabul fe¬ll.", "Kabul fell."), ("Kabul fe¬\nll.", "Kabul fell."),
        ("Kabul fe¬  \nll.", "Kabul fell."),
    ],
)  # fmt: skip
def test_lines_are_told_alike(text: str, shown: str) -> None:
    """Whatever ends a line, and OCR's sign for a divided word."""
    assert said(shown, (0, len(text)), text=text) == ""
    assert "differ" in said(shown.replace("fell", "rose"), (0, len(text)), text=text)


@pytest.mark.parametrize("text", ["Kabul f¬ll.", "Kabul 12¬13.", "Kabul fe¬ ll."])
def test_another_sign_of_negation_is_a_sign(text: str) -> None:
    """Behind one letter, between figures, before a space in a line it is no hyphen."""
    assert said(text, (0, len(text)), text=text) == ""
    assert "differ" in said(text.replace("¬", ""), (0, len(text)), text=text)


def test_a_mark_of_a_note_is_no_part_of_its_word() -> None:
    """A quote may begin and end at one that the document knows, and leave it out; at no other."""
    text, mark = "Kabul fell12 in 1996.", Marker(Span(10, 12), 10, "12", ())
    for end in (10, 12):
        assert said("Kabul fell", (0, end), text=text, markers=(mark,)) == ""
    assert "cuts a word" in said("Kabul fell1", (0, 11), text=text, markers=(mark,))
    assert "cuts a word" in said("Kabul fell", (0, 10), text=text)
    glued, mark = "Kabul fell.12In 1996.", Marker(Span(11, 13), 11, "12", ())
    for start in (11, 13):
        assert said("In 1996.", (start, 21), text=glued, markers=(mark,)) == ""
    assert "cuts a word" in said("2In 1996.", (12, 21), text=glued, markers=(mark,))
    assert "cuts a word" in said("In 1996.", (13, 21), text=glued)


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    """What stands between is left out only between a note and the one that goes on with it."""
    note, text, rest = (
        Region("note", Span(0, 10)), Region("body", Span(11, 19)), Region("note", Span(20, 39)),
    )  # fmt: skip
    quote: tuple[str, tuple[int, int], tuple[int, int]] = "fell Herat did", (6, 10), (20, 29)
    goes_on = replace(rest, continues=True)
    assert said(*quote, regions=(note, text, goes_on)) == ""
    assert "leave out" in said(*quote, regions=(note, text, rest))
    assert "leave out" in said(*quote, regions=(replace(note, kind="body"), text, goes_on))
    first = Region("note", Span(0, 5))
    between = (first, Region("body", Span(6, 10)), Region("note", Span(11, 19)), goes_on)
    assert "leave out" in said("Kabul Herat", (0, 5), (20, 25), regions=between)
    assert said("1996. Herat", (14, 19), (20, 25), regions=between) == ""
