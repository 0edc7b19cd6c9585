"""Answers as one HTML page: block quotes with footnotes, nothing fetched from anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.views.checked import Answered, CheckedQuote, every, notes_of, where
from rag.views.template import packaged, render
from rag.views.words import confidence_words, no_answer_words, reason_words, voice_words


@dataclass(frozen=True, slots=True)
class _Section:
    """One answer: its question, how sure it is or why there is none, and its quotes."""

    question: str
    said: str
    quotes: Sequence["_Quote"]


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quote with who speaks, if it is not the author, and the lines of its footnote."""

    number: int
    text: str
    voice: str
    lines: Sequence[str]


def html(answers: Sequence[Answered]) -> str:
    """The page; footnotes are numbered over all answers and link back."""
    return render(
        "views/page/answers.html",
        sections=[_section(answer) for answer in answers],
        footnotes=[_quote(item) for item in every(answers)],
        style=packaged("views/page", "answers.css"),
    )


def _section(answer: Answered) -> _Section:
    record = answer.record
    said = confidence_words(float(record.get("confidence") or 0.0))
    if record.get("status") != "answered":
        said = f"{no_answer_words(record.get('reason'))} {reason_words(record.get('reason'))}"
    return _Section(str(record.get("question", "")), said, [_quote(q) for q in answer.quotes])


def _quote(item: CheckedQuote) -> _Quote:
    voice, lines = voice_words(item.quote.get("voice")), [where(item.quote), *notes_of(item.quote)]
    return _Quote(item.number, item.citation.text, voice, lines)
