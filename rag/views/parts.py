"""What an answer and each of its quotes say to people, in the pieces that every format sets."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answers.record import AnswerLine
from rag.quotes.record import QuoteRecord
from rag.views.checked import Answered, notes_of, where
from rag.views.words import (
    beside_words,
    differ_words,
    standing_words,
    voice_words,
    warnings_of,
)


@dataclass(frozen=True, slots=True)
class QuoteParts:
    """A quote with what it stands under, who speaks, if it is not the author, and what to mind.

    Its footnote begins with its `place`, and has more lines.
    """

    number: int
    text: str
    lead: Sequence[str]
    voice: str
    warnings: Sequence[str]
    place: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class AnswerParts:
    """A question, how sure its answer is or why there is none, and its quotes."""

    question: str
    said: Sequence[str]
    quotes: Sequence[QuoteParts]


def quote_parts(number: int, quote: QuoteRecord) -> QuoteParts:
    """The pieces of a quote that is shown under a number."""
    lead = [str(one["text"]) for one in quote.get("lead") or ()]
    lines = [*beside_words(quote), *notes_of(quote)]
    warnings = warnings_of(quote)
    said = str(quote["text"]), lead, voice_words(quote.get("voice")), warnings, where(quote), lines
    return QuoteParts(number, *said)


def answer_parts(record: AnswerLine, numbered: Sequence[tuple[int, QuoteRecord]]) -> AnswerParts:
    """The pieces of an answer with its quotes under these numbers."""
    said = [*standing_words(record), *differ_words(record, numbered)]
    quotes = [quote_parts(number, quote) for number, quote in numbered]
    return AnswerParts(str(record.get("question", "")), said, quotes)


def parts_of(answers: Sequence[Answered]) -> list[AnswerParts]:
    """The pieces of checked answers; quotes are numbered over all of them."""
    return [answer_parts(a.record, [(q.number, q.quote) for q in a.quotes]) for a in answers]
