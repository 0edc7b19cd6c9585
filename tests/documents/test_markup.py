"""Only mark-up that is recognised as such leaves the reading text."""

import pytest

from rag.documents.markup import line_hyphens, scan


def visible(text: str, known: set[str]) -> tuple[str, list[str]]:
    """What a reader sees of `text`, and the marks in it."""
    found = scan(text, 0, len(text), known)
    gone = {at for a, b in found.hidden for at in range(a, b)}
    return "".join(c for at, c in enumerate(text) if at not in gone), [m.mark for m in found.marks]


@pytest.mark.parametrize(
    ("text", "known", "want", "marks"),
    [
        ("the *mujahideen* fought.<sup>34</sup>", {"3", "4"}, "the mujahideen fought.", ["34"]),
        ("**bold *nested* text** end", set(), "bold nested text end", []),
        ("2 * 3 * 4 is a_b_c", set(), "2 * 3 * 4 is a_b_c", []),
        ("5*3*2 is a sum", set(), "5*3*2 is a sum", []),
        ("10<sup>6</sup> and 5<sup>th</sup>", set(), "10<sup>6</sup> and 5<sup>th</sup>", []),
        ("in 1998<sup>6</sup> it", {"6"}, "in 1998 it", ["6"]),
        ("[text](http://a.b/c) said[12].", {"12"}, "text said.", ["12"]),
        ("said [12] and [3]", {"12"}, "said  and [3]", ["12"]),
        ("over.”12 Then x² and y.³", {"12"}, "over.”12 Then x² and y.³", ["12"]),
        ("p < 0.05 and x > 3 <b>b</b>", set(), "p < 0.05 and x > 3 b", []),
        ("\\*not emphasis\\* so\u00adft", set(), "*not emphasis* soft", []),
        ("a [^n1] ref", {"n1"}, "a  ref", ["n1"]),
    ],
)
def test_hidden_characters(text: str, known: set[str], want: str, marks: list[str]) -> None:
    """Emphasis, links, tags and borne marks go; figures, formulas and names stay."""
    assert visible(text, known) == (want, marks)


def test_a_word_divided_over_lines_is_made_whole() -> None:
    """The line end goes, its hyphen too unless the word has one elsewhere in the document."""
    text = "recon-\nstruction of al-\nqaeda"
    words = {"reconstruction", "al-qaeda"}
    assert line_hyphens(text, 0, len(text), words) == [(5, 7), (23, 24)]
