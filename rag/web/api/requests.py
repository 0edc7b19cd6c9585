"""What the API takes: requests with their limits."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

QuestionText = Annotated[str, Field(max_length=2000)]
Filter = Annotated[
    str | None,
    Field(max_length=2000, description="only documents that fit, as in docs/filters.md"),
]
_Whole = Annotated[int, Field(ge=-(1 << 63), lt=1 << 64)]
Id = Annotated[_Whole | Annotated[str, Field(max_length=200)], Field(description="given back")]
LONGEST_TEXT = 1_000_000


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
