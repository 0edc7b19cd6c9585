"""What a question gets: an answer in quotes, or an abstention with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from rag.answers.differ import Difference, differences
from rag.quotes.quote import Quote
from rag.search.retriever import Hit

Reason = Literal["no_evidence", "weak_evidence", "empty_question", "empty_index"]
RemarkKind = Literal["respelled", "unanswered", "metadata", "missing"]
READ = 8
"""Passages that the reader reads for each question."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a question is to be answered; None where the engine decides."""

    max_quotes: int | None = None
    min_confidence: float | None = None
    documents: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of an answer beside its quotes; `kind` is a code of the contract."""

    kind: RemarkKind
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes that answer, best document first. `confidence` is a calibrated probability.

    `problems` name the quotes that their own source does not bear out, which are not shown.
    `differences` are between quotes of different documents, by their places in `quotes`.
    """

    question: str
    quotes: tuple[Quote, ...]
    confidence: float
    hits: tuple[Hit, ...] = field(default=(), repr=False)
    problems: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    differences: tuple[Difference, ...] = ()

    @classmethod
    def of(
        cls, question: str, quotes: Sequence[Quote], confidence: float, hits: Sequence[Hit] = ()
    ) -> "Answer":
        """An answer whose quotes are held against one another."""
        apart = differences(question, [(q.document.doc_id, q.text) for q in quotes])
        return cls(question, tuple(quotes), confidence, tuple(hits), differences=tuple(apart))


@dataclass(frozen=True, slots=True)
class Abstention:
    """The documents do not say. `nearest` are the closest passages, which are no answer."""

    question: str
    reason: Reason
    nearest: tuple[Quote, ...]
    confidence: float
    hits: tuple[Hit, ...] = field(default=(), repr=False)
    problems: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
