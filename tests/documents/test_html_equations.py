"""Powers and equations of pages: other figures never come of them, and none vanish in silence."""

from pathlib import Path

import pytest

from rag.documents.extraction import Extraction
from rag.documents.formats.html import extract


def _page(body: str) -> Extraction:
    return extract(f"<html><body><main>{body}</main></body></html>".encode(), Path("page.html"))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10<sup>1/2</sup>", "10¹⁄²"), ("10<sup>1.5</sup>", "10¹·⁵"), ("2<sup>n+1</sup>", "2ⁿ⁺¹"),
        ("x<sub>n+1</sub>", "xₙ₊₁"), ("x<sub>b+1</sub>", "x_(b+1)"),
        ("shown<sup>1,2</sup>", "shown¹,²"), ("M<sup>me</sup> Roy", "Mme Roy"),
        ("the 1<sup>er</sup>", "the 1er"), ("V<sub>ref</sub>", "Vref"),
    ],
)  # fmt: skip
def test_a_raised_expression_joins_no_figure(html: str, text: str) -> None:
    """Fractions, decimals and sums stay raised; the letters of a word stand where they stand."""
    page = _page(f"<p>The gauge of the weir gave {html} for it.</p>")
    assert page.text == f"The gauge of the weir gave {text} for it."
    assert page.losses == ()


@pytest.mark.parametrize(
    "html",
    [
        "<span class='katex'><span class='katex-html' aria-hidden='true'><span>10</span>"
        "<span>5</span></span></span>",
        "<mjx-container class='MathJax'><mjx-math><mjx-c class='c31'></mjx-c></mjx-math>"
        "</mjx-container>",
        "<span class='MathJax'><nobr><span>10</span><span>5</span></nobr></span>",
    ],
)
def test_an_equation_that_is_only_drawn_is_lost_by_name(html: str) -> None:
    """Without its MathML or TeX an equation leaves a sign in the sentence, and no figures."""
    page = _page(f"<p>The flow was {html} litres.</p><p>It was <math><mn>3</mn></math> once.</p>")
    assert page.text == "The flow was \ufffd litres.\n\nIt was 3 once."
    assert "an equation that could not be read" in page.losses[0].what


def test_two_equations_as_pictures_are_both_read() -> None:
    """A picture beside a picture shows something else; one beside its MathML shows the same."""
    power, part = "<img class='tex' alt='k^{2}'>", "<img class='tex' alt='\\frac{3}{5}'>"
    page = _page(f"<p>The rate is {power} per hour and {part} of it is lost.</p>")
    assert page.text == "The rate is k² per hour and 3/5 of it is lost."
    math = "<math><msup><mi>k</mi><mn>2</mn></msup></math>"
    assert _page(f"<p>The rate is {math}{power} per hour.</p>").text == "The rate is k² per hour."


def test_elements_with_a_name_of_their_own_stay_in_the_sentence() -> None:
    """Browsers show them in line, unless they hold blocks."""
    page = _page(
        "<p>The tank <my-term>held rye</my-term> then.</p><my-card><p>It fell.</p></my-card>"
    )
    assert page.text == "The tank held rye then.\n\nIt fell."


@pytest.mark.parametrize(
    ("picture", "text"),
    [
        ('alt="red_bar"', "\ufffd"), ('alt="12-IMG_3886.jpg"', "\ufffd"),
        (r'alt="C:\Users\ann\rye.png"', "\ufffd"), ('alt="Table_2 of the report"', "\ufffd"),
        ('alt="10^6"', "10⁶"), ('alt="a_1 + b^2"', "a₁+b²"), (r'alt="n \log_2 n"', "n log₂ n"),
        (r'alt="\sin x \cos y"', "sin x cos y"), ('class="math" alt="x squared"', "x squared"),
    ],
)  # fmt: skip
def test_words_of_a_picture_are_tex_only_where_they_look_like_it(picture: str, text: str) -> None:
    """The name of a file is no formula; a function's name never joins its argument."""
    assert _page(f"<p>Here <img {picture} src=x> it is.</p>").text == f"Here {text} it is."
