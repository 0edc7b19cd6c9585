"""An answer as one JSON object: the contract that outside tools depend on.

Every quote is checked against its source once more on its way out (rag/quotes/check.py). One that
fails raises CitationError: nothing is shown that the source does not bear out. Every member is
described in docs/answer-format.md; docs/answer.schema.json is made from these types.
"""

from typing import Literal, NotRequired, final

from typing_extensions import TypedDict

from rag.answers.differ import Difference, DifferenceKind
from rag.answers.result import Abstention, Answer, Reason, RemarkKind
from rag.english.kind import Kind
from rag.quotes.record import QuoteRecord, quote_json


class DifferenceRecord(TypedDict):
    """Two quotes of one answer that contradict each other: their numbers, and the words."""

    kind: DifferenceKind
    quotes: list[int]
    words: list[str]


class ChosenRecord(TypedDict):
    """The ids of the documents that a claim was weighed in; None for all."""

    documents: list[str] | None


class SettingsRecord(TypedDict):
    """The options under which a question was answered; None where none was given.

    `min_confidence_of` has the least confidence of kinds of questions with one of their own.
    """

    max_quotes: int | None
    min_confidence: float | None
    documents: list[str] | None
    min_confidence_of: NotRequired[dict[Kind, float]]


class IndexRecord(TypedDict, total=False):
    """The index's generation, and the models by name and the first figures of their SHA-256."""

    generation: int
    embedder: str
    reader: str


class SetupRecord(TypedDict):
    """What every line of a file of answers says of how it was made."""

    settings: SettingsRecord | ChosenRecord
    index: IndexRecord


class RemarkRecord(TypedDict):
    """What is to be said of an answer beside its quotes: a code, and a sentence for people."""

    kind: RemarkKind
    words: str


@final
class ErrorRecord(TypedDict):
    """A line of a batch that has no answer, with the reason; nothing is quoted."""

    id: str | int
    question: str
    status: Literal["error"]
    error: str
    line: int
    confidence: float
    reason: None
    quotes: list[QuoteRecord]
    nearest: list[QuoteRecord]
    seconds: float
    index: None


class AnswerRecord(TypedDict):
    """One answer or abstention: a line of a batch, the output of `quoth ask --json`."""

    id: str | int
    question: str
    status: Literal["answered", "abstained"]
    confidence: float
    reason: Reason | None
    quotes: list[QuoteRecord]
    nearest: list[QuoteRecord]
    problems: NotRequired[list[str]]
    differences: NotRequired[list[DifferenceRecord]]
    remarks: NotRequired[list[RemarkRecord]]
    settings: NotRequired[SettingsRecord]
    seconds: float
    index: IndexRecord


AnswerLine = AnswerRecord | ErrorRecord
"""A line of a file of answers."""


def to_json(
    result: Answer | Abstention, *, id: str | int, seconds: float, index: IndexRecord
) -> AnswerRecord:
    """One line of a batch. `index` states generation, embedder and reader.

    Raises CitationError if a quote, or a nearest passage, is not its source's own words.
    """
    answered = isinstance(result, Answer)
    quotes = result.quotes if isinstance(result, Answer) else ()
    nearest = () if isinstance(result, Answer) else result.nearest
    differences = result.differences if isinstance(result, Answer) else ()
    return {
        "id": id,
        "question": result.question,
        "status": "answered" if answered else "abstained",
        "confidence": result.confidence,
        "reason": None if isinstance(result, Answer) else result.reason,
        "quotes": [quote_json(quote, number) for number, quote in enumerate(quotes, 1)],
        "nearest": [quote_json(quote, number) for number, quote in enumerate(nearest, 1)],
        "problems": list(result.problems),
        "differences": [difference_json(d) for d in differences],
        "remarks": [{"kind": one.kind, "words": one.words} for one in result.remarks],
        "seconds": round(seconds, 4),
        "index": index,
    }


def difference_json(difference: Difference) -> DifferenceRecord:
    """Two quotes that differ, by their numbers from 1."""
    numbers = [difference.one + 1, difference.other + 1]
    return {"kind": difference.kind, "quotes": numbers, "words": list(difference.words)}
