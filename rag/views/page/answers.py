"""Answers as one HTML page: block quotes with footnotes, nothing fetched from anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.bibliography.styles import StyledText
from rag.views.checked import Answered, CheckedQuote, every, notes_of, where
from rag.views.styled import Styled
from rag.views.template import packaged, render
from rag.views.words import (
    also_words,
    differ_words,
    items_words,
    standing_words,
    voice_words,
    warnings_of,
)


@dataclass(frozen=True, slots=True)
class _Section:
    """One answer: its question, how sure it is or why there is none, and its quotes."""

    question: str
    said: Sequence[str]
    quotes: Sequence["_Quote"]


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quote with what it stands under, who speaks, if it is not the author, and what to mind.

    Its footnote begins with where it stands, in pieces that are set in one way, and has more lines.
    """

    number: int
    text: str
    lead: Sequence[str]
    voice: str
    warnings: Sequence[str]
    place: Sequence[StyledText]
    lines: Sequence[str]


def html(answers: Sequence[Answered], cited: Styled | None = None) -> str:
    """The page; footnotes are numbered over all answers, link back, and may be in a style."""
    notes = cited.notes if cited else {}
    quotes = {item.number: _quote(item, notes.get(item.number)) for item in every(answers)}
    return render(
        "views/page/answers.html",
        sections=[_section(a, [quotes[q.number] for q in a.quotes]) for a in answers],
        footnotes=list(quotes.values()),
        works=cited.bibliography if cited else (),
        places=cited.places if cited else (),
        style=packaged("views/page", "answers.css"),
    )


def _section(answer: Answered, quotes: Sequence[_Quote]) -> _Section:
    record = answer.record
    differ = differ_words(record, [(q.number, q.quote) for q in answer.quotes])
    return _Section(str(record.get("question", "")), [*standing_words(record), *differ], quotes)


def _quote(item: CheckedQuote, cited: Sequence[StyledText] | None) -> _Quote:
    quote = item.quote
    return _Quote(
        number=item.number,
        text=item.citation.text,
        lead=[str(lead["text"]) for lead in quote.get("lead") or ()],
        voice=voice_words(quote.get("voice")),
        warnings=warnings_of(quote),
        place=[StyledText(where(quote))] if cited is None else cited,
        lines=[*items_words(quote), *also_words(quote), *notes_of(quote)],
    )
