"""Answers for people: complete, wrapped, and harmless whatever the documents hold."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.bibliography.styles import StyledText
from rag.views.escape import as_markdown, escaped, neutral
from rag.views.markdown import answer_markdown, runs_markdown
from rag.views.plots import reliability_svg, risk_coverage_svg
from rag.views.template import render
from rag.views.terminal import answer_text
from rag.views.words import confidence_words, reason_words

HOSTILE = "red \x1b[31m\x9b0m bell \x07 \u202egnirts\u202c \u2066x\u2069 <b onclick='x'>&amp;"


def quote(text: str = "Herat fell in 1995.", **more: object) -> Any:
    """A quote of the JSON contract."""
    full: dict[str, Any] = {
        "mark": "7",
        "text": "Rashid, Taliban, 2000.",
        "spans": [],
        "full_reference": None,
    }
    return {
        "number": 1,
        "text": text,
        "spans": [{"start": 0, "end": 9}],
        "document": {"id": "d", "path": "herat.md", "sha256": "0", "title": "Herat",
                     "author": "A. Writer", "date": "2001"},
        "locator": {"page": "12", "section": "The fall", "line": 3},
        "voice": {"kind": "quoted", "speaker": "Ismail Khan"},
        "notes": [{"mark": "9", "text": "Ibid., 40.", "spans": [], "full_reference": full}],
        "context": {"before": "", "after": ""},
        "occurrence": [2, 3],
        "score": 0.9,
        **more,
    }  # fmt: skip


def answer(*quotes: Any, **more: object) -> Any:
    """An answer of the JSON contract."""
    return {"id": 1, "question": "When?", "status": "answered", "confidence": 0.93,
            "reason": None, "quotes": list(quotes), "nearest": [], **more}  # fmt: skip


def abstention(*nearest: Any) -> Any:
    """An abstention of the JSON contract."""
    return answer(status="abstained", reason="weak_evidence", confidence=0.2, nearest=list(nearest))


def test_text_has_all_that_a_person_needs_to_find_the_quote() -> None:
    """Number, words, speaker, title, author, date, path, page, section, line, place, notes."""
    shown = " ".join(answer_text(answer(quote()), 200).split())
    assert shown.startswith("[1] Herat fell in 1995. — Ismail Khan, quoted there · Herat · ")
    for part in ("by A. Writer · 2001 · herat.md · p. 12 · § The fall · line 3", "place 2 of 3",
                 "note 9: Ibid., 40. = note 7: Rashid, Taliban, 2000.",
                 "Confidence: very high (0.93)"):  # fmt: skip
        assert part in shown


def test_an_abstention_cannot_be_taken_for_an_answer() -> None:
    """It says so first, gives its reason, and marks what it shows as no answer."""
    shown = answer_text(abstention(quote()), 100)
    assert shown.startswith(
        "No answer. Nothing in the documents answers this clearly. Something in"
    )
    assert "weak_evidence" not in shown
    assert shown.index("Closest passages (not an answer):") < shown.index("~1  Herat")
    assert "[1]" not in shown


def test_an_error_is_shown_as_one() -> None:
    """Neither an answer nor an abstention."""
    record = answer(status="error", error="ValueError: x")
    assert "Error: ValueError: x" == answer_text(record)
    assert "**Error:** ValueError: x" in answer_markdown(record)


@pytest.mark.parametrize("width", [20, 40, 80, 100])
def test_text_keeps_to_its_width(width: int) -> None:
    """Lines are wrapped between words and hang under the quote's first letter."""
    shown = answer_text(answer(quote("word " * 60), quote("word")), width)
    assert [] == [line for line in shown.splitlines() if len(line) > max(width, 30)]


@pytest.mark.parametrize("record", [answer(quote(HOSTILE)), abstention(quote(HOSTILE))])
def test_a_terminal_gets_no_control_characters(record: Any) -> None:
    """C0, C1 and reordering characters come out as escapes that can be read."""
    shown = answer_text(record, 100)
    assert None is re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "\\x1b[31m\\x9b0m bell \\x07 \\u202egnirts\\u202c" in " ".join(shown.split())


@given(st.text())
def test_neutral_text_is_safe_to_print_whatever_it_held(text: str) -> None:
    """No control, no reordering, no lone surrogate is left; it can be encoded."""
    shown = neutral(text)
    assert None is re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "\n" not in escaped(text)
    shown.encode("utf-8")


def test_writing_systems_keep_what_they_need() -> None:
    """Joiners, marks of direction and combining marks pass as they are."""
    text = "می‌خواهم 👩‍👩‍👧 e\u0301 \u200fשלום"
    assert text == neutral(text)


def test_html_is_escaped() -> None:
    """Tags, quotes of attributes, ampersands and control characters of a document stay its text."""
    page = render("web/message.html", title="x", said=HOSTILE)
    assert "&lt;b onclick=&#39;x&#39;&gt;&amp;amp;" in page
    assert "\\x1b[31m\\x9b0m bell \\x07 \\u202egnirts\\u202c" in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* _b_ `c` [d](e) <i> #f", r"\*a\* \_b\_ \`c\` \[d\](e) \<i\> \#f"),
        ("1. a list", r"1\. a list"),
        ("- a list", r"\- a list"),
        ("a\n> b", r"a \> b"),
        ("![x](y) $z$ a | b &lt;", r"\!\[x\](y) \$z\$ a \| b \&lt;"),
    ],
)
def test_markdown_of_a_document_stays_text(text: str, shown: str) -> None:
    """Everything that Markdown would obey is escaped."""
    assert shown == as_markdown(text)


def test_markdown_quotes_carry_footnotes() -> None:
    """A block quote, its mark, and a footnote that says where it stands."""
    lines = answer_markdown(answer(quote())).splitlines()
    assert "> Herat fell in 1995.[^1]" in lines
    assert "> — Ismail Khan, quoted there" in lines
    assert any(line.startswith("[^1]: Herat, A. Writer, 2001, herat.md, p. 12") for line in lines)
    assert "    note 9: Ibid., 40." in lines


def test_markdown_of_an_abstention_says_so() -> None:
    """The closest passages are labelled as no answer."""
    shown = answer_markdown(abstention(quote()))
    assert "*No answer. Nothing in the documents answers this clearly." in shown
    assert shown.index("Closest passages (not an answer):") < shown.index("> Herat")


@pytest.mark.parametrize(
    ("confidence", "word"),
    [(0.9, "very high"), (0.89, "high"), (0.5, "moderate"), (0.25, "low"), (0.0, "very low")],
)
def test_confidence_has_a_word_and_a_figure(confidence: float, word: str) -> None:
    """Each word has its floor."""
    assert f"Confidence: {word} ({confidence:.2f})" == confidence_words(confidence)


def test_an_unknown_reason_is_shown_as_it_is() -> None:
    """A code that this version does not know is not swallowed."""
    assert "(other)" == reason_words("other")


def test_plots_are_svg_that_asks_for_nothing() -> None:
    """Inline, with one dot for each bin, and no reference to anything outside."""
    svg = reliability_svg([(0.2, 0.1, 5), (0.8, 0.9, 5)]) + risk_coverage_svg([(0.5, 0.0)])
    assert (2, 2) == (svg.count("<circle"), svg.count("</svg>"))
    assert [] == re.findall(r"https?:|href|url\(", svg)


def test_plots_of_nothing_are_empty_frames() -> None:
    """No questions, no line, no error."""
    assert "polyline" not in reliability_svg([]) + risk_coverage_svg([])


def test_a_warning_is_told_in_words() -> None:
    """Its words stand under the quote; what the voice says already is not said twice."""
    record = answer(quote(warnings=["negated", "speaker"]))
    said = "Take care: the words around it deny it, doubt it or make it conditional"
    assert said in " ".join(answer_text(record, 200).split())
    assert f"> {said}" in answer_markdown(record)
    assert 1 == answer_text(record, 200).count("Take care")


def test_white_space_alone_in_a_citation_is_no_fault() -> None:
    """A style may set a space in a face of its own; the export ended in a traceback."""
    runs = [StyledText("Lund"), StyledText(" ", frozenset(["italic"])), StyledText("")]
    assert runs_markdown([*runs, StyledText(" The *Bell* ", frozenset(["bold"]))]) == (
        "Lund  **The \\*Bell\\*** "
    )
