"""What the API takes and gives: requests with their limits, and the types of what comes back.

Answers and quotes are those of docs/answer-format.md; the others are what the commands of the
same names write as JSON.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from rag.answers.record import AnswerRecord
from rag.audit.report import Verdict
from rag.audit.verify import CitationState
from rag.quotes.record import QuoteRecord, SpanRecord

QuestionText = Annotated[str, Field(max_length=2000)]
Filter = Annotated[
    str | None,
    Field(max_length=2000, description="only documents that fit, as in docs/filters.md"),
]
_Whole = Annotated[int, Field(ge=-(1 << 63), lt=1 << 64)]
Id = Annotated[_Whole | Annotated[str, Field(max_length=200)], Field(description="given back")]
LONGEST_TEXT = 1_000_000
Diff = list[tuple[Literal["equal", "insert", "delete"], str]]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class AskRequest(_Request):
    """A question, with the options of `quoth ask`."""

    question: QuestionText
    id: Id = 1
    max_quotes: Annotated[int | None, Field(ge=1, le=100)] = None
    min_confidence: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    documents: Annotated[
        list[str] | None, Field(max_length=1000, description="paths or ids: only in these")
    ] = None
    where: Filter = None


class WeighRequest(_Request):
    """A claim, with the option of `quoth weigh`."""

    claim: QuestionText
    where: Filter = None


class SaveRequest(_Request):
    """A question that is asked again when documents come, as of `quoth questions add`."""

    question: QuestionText
    where: Filter = None


class ExtractRequest(_Request):
    """A question, and a passage that something else has found."""

    question: QuestionText
    context: Annotated[str, Field(max_length=100_000)]
    id: Id = 1


class AuditRequest(_Request):
    """A draft in Markdown or plain text."""

    text: Annotated[str, Field(max_length=LONGEST_TEXT)]
    where: Filter = None


class VerifyRequest(_Request):
    """Saved answers, as `quoth batch` and this API give them."""

    answers: Annotated[list[dict[str, object]], Field(max_length=1000)]
    any_version: bool = False


class SearchRequest(_Request):
    """A question to find passages for."""

    question: QuestionText
    k: Annotated[int, Field(ge=1, le=100)] = 10
    where: Filter = None


class CiteRequest(_Request):
    """Words that are to be cited, as the document has them."""

    words: Annotated[str, Field(max_length=10_000)]
    document: Annotated[str | None, Field(max_length=4096)] = None


class ScoredSpanRecord(TypedDict):
    """A sentence that answers: half-open code points of the context."""

    start: int
    end: int
    score: float


class ExtractRecord(TypedDict):
    """What of a passage answers; no spans where nothing does."""

    id: int | str
    spans: list[ScoredSpanRecord]
    score: float


class PathRecord(TypedDict):
    """A document by its path."""

    path: str


class NearestRecord(TypedDict):
    """A passage that comes close and is no evidence."""

    document: PathRecord
    spans: list[SpanRecord]
    text: str
    share: float


class FindingRecord(TypedDict):
    """The verdict on a quotation; `start` and `end` are offsets into the draft."""

    start: int
    end: int
    quote: str
    verdict: Verdict
    document: PathRecord | None
    spans: list[SpanRecord]
    diff: Diff
    attribution: str | None
    nearest: list[NearestRecord]


class AuditRecord(TypedDict):
    """What an audit found."""

    findings: list[FindingRecord]
    summary: dict[Verdict, int]
    claims: list[dict[str, object]]
    asides: list[dict[str, object]]


class CheckedRecord(TypedDict):
    """The verdict on one saved quote; `spans` are today's."""

    line: int
    id: str
    number: int
    verdict: CitationState
    reason: str
    text: str
    document: PathRecord
    spans: list[SpanRecord]
    diff: Diff
    was: str | None


class VerifyRecord(TypedDict):
    """Whether saved quotes are still true."""

    citations: list[CheckedRecord]
    summary: dict[CitationState, int]


FacetRecord = TypedDict(
    "FacetRecord", {"value": str, "from": Literal["file", "path", "hand", "catalogue"]}
)  # fmt: skip
"""A value, and who says so: the file's contents, its path, a person, or a catalogue."""


class ListedRecord(TypedDict):
    """A document as it is listed; `facets` also have `key` and `link` if it is catalogued."""

    doc_id: str
    path: str
    sha256: str
    title: str | None
    author: str | None
    date: str | None
    extractor: str
    characters: int
    passages: int
    keywords: list[str]
    facets: dict[str, list[FacetRecord]]


class NamedRecord(TypedDict):
    """A document's names and the hash of its file."""

    id: str
    path: str
    sha256: str


class TextRecord(TypedDict):
    """A part of a document's reading text; `next` is where more of it begins."""

    document: NamedRecord
    text: str
    start: int
    end: int
    of: int
    next: int | None


class HitDocumentRecord(TypedDict):
    """The document of a passage."""

    id: str
    path: str
    title: str | None


class HitRecord(TypedDict):
    """A passage that search found; `start` is its place in the reading text."""

    document: HitDocumentRecord
    section: str
    kind: str
    text: str
    start: int
    spans: list[SpanRecord]
    score: float


__all__ = ["AnswerRecord", "QuoteRecord"]
