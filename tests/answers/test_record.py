"""The JSON contract: its types, its schema, its page, and what is really written."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from rag.answers.batch import error_json
from rag.answers.engine import Answer, Engine
from rag.answers.question_files import QuestionLine
from rag.answers.record import AnswerRecord, DifferenceRecord, ErrorRecord, IndexRecord, to_json
from rag.quotes.quote import quote_at
from rag.quotes.record import (
    ContextRecord,
    DocumentRecord,
    LocatorRecord,
    NoteRecord,
    PlaceRecord,
    QuoteRecord,
    SelectorRecord,
    SpanRecord,
    VoiceRecord,
)
from tests.support.answer_schema import SCHEMAS, path, schema, strict
from tests.support.building import document

ROOT = Path(__file__).parents[2]
RECORDS = (
    AnswerRecord, ErrorRecord, DifferenceRecord, QuoteRecord, SpanRecord, DocumentRecord,
    LocatorRecord, VoiceRecord, NoteRecord, ContextRecord, SelectorRecord, PlaceRecord,
)  # fmt: skip


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_that_of_the_types(name: str) -> None:
    """docs/*.schema.json are made anew after each change: tests.support.answer_schema."""
    assert schema(name) == json.loads(path(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_the_page_names_every_member(record: type) -> None:
    """docs/answer-format.md describes each member of each record."""
    page = (ROOT / "docs" / "answer-format.md").read_text(encoding="utf-8")
    assert [] == [name for name in record.__annotations__ if f"`{name}`" not in page]


def test_answers_of_the_sample_library_validate(sample: Engine) -> None:
    """Every answer and abstention has just the members that the schema describes."""
    validator = Draft202012Validator(strict(schema()))
    lines = (ROOT / "eval" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    statuses = set()
    for line in lines[::20]:
        result = sample.ask(json.loads(line)["question"])
        about: IndexRecord = {"generation": 1, "embedder": "a@1", "reader": "b@2"}
        record = to_json(result, id=1, seconds=0.1, index=about)
        statuses.add(record["status"])
        assert [] == [e.message for e in validator.iter_errors(json.loads(json.dumps(record)))]
    assert {"answered", "abstained"} == statuses


def test_an_error_validates() -> None:
    """A line that failed has the members of an error."""
    record = error_json(QuestionLine(3, "a", "When?"), "ValueError: x")
    assert [] == list(Draft202012Validator(strict(schema())).iter_errors(record))


def test_differences_belong_to_the_answer() -> None:
    """Two documents that contradict each other are named in the JSON, by their quotes' numbers."""
    texts = ("Ismail Khan fled to Iran with 8,000 men.", "Ismail Khan fled to Iran with 800 men.")
    quotes = []
    for name, text in zip("ab", texts, strict=True):
        source = document(f"{text}\n", f"{name}.md")
        quotes.append(quote_at(source, 0, len(text)))
    answer = Answer.of("With how many men did Ismail Khan flee?", quotes, 0.9)
    found = to_json(answer, id=1, seconds=0.0, index={})["differences"]
    assert [{"kind": "amount", "quotes": [1, 2], "words": ["8,000", "800"]}] == found
