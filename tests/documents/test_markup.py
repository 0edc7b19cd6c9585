"""Only mark-up that is recognised as such leaves the reading text."""

import pytest

from rag.documents.links import definitions
from rag.documents.markup import scan


def visible(text: str, known: set[str], defining: str = "") -> tuple[str, list[str]]:
    """What a reader sees of `text`, and the marks in it; `defining` has the labels of links."""
    found = scan(text, 0, len(text), known, definitions(defining))
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


DEFINED = "\n\n[a note]: <http://a.b/c d>\n[1]: http://a.b/c_(d) 'title'\n"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("[Kabul](http://a.b/Kabul_(city)) fell.", "Kabul fell."),
        ("[Kabul](http://a.b/(x(y)z)w) fell.", "Kabul fell."),
        ("[Kabul](<http://a.b/a) b>) fell.", "Kabul fell."),
        ("[Kabul](http://a.b/c 'a (title)') fell.", "Kabul fell."),
        ('[Kabul]( http://a.b/c\n "a ) title" ) fell.', "Kabul fell."),
        ("[Kabul](http://a.b/\\)c) fell.", "Kabul fell."),
        ("[the [old] city](x) fell.", "the [old] city fell."),
        ("![the map](a_(1).png) shows it.", "the map shows it."),
        ("[![map](a.png)](http://a.b/(c)) shows it.", "map shows it."),
        ("[Kabul [Herat](y) fell](z).", "[Kabul Herat fell](z)."),
        ("[Kabul](http://a.b/c d) fell.", "[Kabul](http://a.b/c d) fell."),
        ("[Kabul](http://a.b/(c fell.", "[Kabul](http://a.b/(c fell."),
        ("[Kabul]() and [](x) fell.", "Kabul and  fell."),
        ("[Kabul][1], [Herat][A  note], [A Note][] fell.", "Kabul, Herat, A Note fell."),
        ("[a note], [1], [sic] and [x][y] stay.", "a note, [1], [sic] and [x][y] stay."),
        ("See <http://a.b/x_y_(z)*> and <me@a.b>.", "See http://a.b/x_y_(z)* and me@a.b."),
        ("`[code](x)` and ``a`b*c*`` stay.", "[code](x) and a`b*c* stay."),
        ("type `show w'. Or `show c', *now*", "type `show w'. Or `show c', now"),
        ("`f('x')`, `don't` and `f'` stay.", "f('x'), don't and f' stay."),
        ("*[Kabul](x*y) fell*.", "Kabul fell."),
        ('<a href="http://a.b/(c)?d=1>2&e=a-very-long-address-a-very-long-address">K</a>.', "K."),
        ("http://a.b/Foo_(bar)_baz stays.", "http://a.b/Foo_(bar)_baz stays."),
        ("f(x)[i](j) is [a](b) call.", "f(x)i is a call."),
    ],
)  # fmt: skip
def test_links(text: str, want: str) -> None:
    """A link's words stay, its brackets, address, title and label go; what is none stays."""
    assert visible(text, set(), DEFINED)[0] == want
