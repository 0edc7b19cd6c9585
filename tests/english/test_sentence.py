"""Sentence borders: names, figures, quotation marks and elisions."""

import itertools

import pytest
from hypothesis import given

from rag.english.sentence import sentences
from tests.support.hostile import hostile_text

CASES = [
    "Gen. Franks met Mr. J. R. Smith at 3.5 p.m. on Nov. 5.|He left.",
    "“We won.|They lost.”|He left the U.S. Army in 2003.",
    "“What?” she asked.|Nobody knew.",
    "It lies in the U.S.|The border is long.",
    "See Smith et al. (2004), pp. 3–4, and Figs. 3 and 4.|Then stop.",
    "They are indigenous [...] It is not in the interests of anyone.",
    "He denied it... and left.|Nothing followed.",
    "“Simply, we don’t know.”12 Lacking sources, it waited.",
    "The court said no.|No. 5 was late.",
    "1. First of all, this is a list entry.",
    "No. 12. A puzzle jug.|Made at Lund.",
    "4 May 1871. Fog.|Calm.",
    "1741, 6 April. Hannah, a miller.|She died on 4 May.|It rained.",
    "XIV. The keeper reigns.|Louis XIV.|It rained.",
    "The price rose by 3.5 percent.|Inc. shares fell.",
    "Was it Ahmad Shah Massoud?|Yes!|It was.",
    "They were tired (and hungry.)|They slept.",
    "He met George W. Bush.|Bush left.",
    "See Coll, Ghost Wars, p. 12.|It is long.",
    "She lay in lat. 54° 12' N. and long. 3° E. for a week.|54 men slept.",
]


@pytest.mark.parametrize("case", CASES)
def test_borders_stand_where_a_reader_puts_them(case: str) -> None:
    """Each case lists its sentences, parted by a bar."""
    if case.startswith("“Simply"):
        want = ["“Simply, we don’t know.”12", "Lacking sources, it waited."]
        text = case
    else:
        want, text = case.split("|"), case.replace("|", " ")
    assert [text[a:b] for a, b in sentences(text)] == want


def test_lines_of_wrapped_text_are_no_borders() -> None:
    """A newline inside a paragraph that is set to a measure ends nothing."""
    line = "The commission that met in the autumn found in its report to the council\n"
    assert len(sentences(line * 3 + "that nothing had been done.")) == 1


def test_lines_of_unwrapped_text_are_paragraphs() -> None:
    """Where paragraphs stand on one line each, a newline ends a sentence."""
    text = "A long paragraph " + "with many words " * 12 + "and no full stop\nAnother one"
    assert len(sentences(text)) == 2


@given(hostile_text)
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    """In order, apart, trimmed, and together everything that is not white space."""
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(x[1] <= y[0] for x, y in itertools.pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
