"""Saved questions asked again: what is new, kept or only looked at; one for all doors."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import TypedDict

from rag.answers.answerer import answerer
from rag.answers.engine import Engine
from rag.answers.saved_questions import (
    News,
    SavedQuestion,
    keep_answers,
    new_question,
    news,
    save_question,
)
from rag.errors import QuestionError
from rag.quotes.record import QuoteRecord
from rag.search import Index
from rag.search.facets import choose


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A question that could not be asked, such as one whose filter fits no document any more."""

    saved: SavedQuestion
    why: str


Fitting = Callable[[Index, str], frozenset[str]]
"""The ids of documents that fit a filter."""


def _fitting(index: Index, where: str) -> frozenset[str]:
    return choose(index, where).ids


def look_again(
    engine: Engine, every: Sequence[SavedQuestion], fitting: Fitting = _fitting
) -> Iterator[News | NotAsked]:
    """Ask each question, in order; nothing is kept."""
    for number, one in enumerate(every, 1):
        try:
            ids = None if one.where is None else fitting(engine.index, one.where)
            record = answerer(engine, documents=ids)(number, one.question)
        except QuestionError as error:
            yield NotAsked(one, str(error))
        else:
            yield news(one, record)


def ask_again(
    engine: Engine, directory: Path, every: Sequence[SavedQuestion], fitting: Fitting = _fitting
) -> list[News | NotAsked]:
    """Ask each question and keep the answers, so that the next time only what is new is told."""
    found = list(look_again(engine, every, fitting))
    keep_answers(directory, [one for one in found if isinstance(one, News)])
    return found


def save_and_ask(
    engine: Engine, directory: Path, question: str, where: str | None, fitting: Fitting = _fitting
) -> News:
    """Save a question with its first answer; one that cannot be asked is not saved."""
    [found] = look_again(engine, [new_question(question, where)], fitting)
    if isinstance(found, NotAsked):
        raise QuestionError(found.why)
    save_question(directory, found.saved)
    keep_answers(directory, [found])
    return found


class SavedRecord(TypedDict):
    """A saved question, and of its last answer the status and how many quotes it had."""

    question: str
    where: str | None
    status: str
    quotes: int


class GoneRecord(TypedDict):
    """A quote of the answer before that this one has not."""

    path: str
    text: str


class NewsRecord(TypedDict):
    """What is new since a question was asked last; `error` where it could not be asked."""

    question: str
    where: str | None
    before: str
    status: str | None
    new: list[QuoteRecord]
    gone: list[GoneRecord]
    error: str | None


def saved_json(one: SavedQuestion) -> SavedRecord:
    """A question of the list."""
    return {
        "question": one.question, "where": one.where, "status": one.status,
        "quotes": len(one.quotes),
    }  # fmt: skip


def news_json(one: News | NotAsked) -> NewsRecord:
    """What is new, as `quoth questions ask --json` writes it."""
    found: NewsRecord = {
        "question": one.saved.question, "where": one.saved.where, "before": one.saved.status,
        "status": None, "new": [], "gone": [], "error": None,
    }  # fmt: skip
    if isinstance(one, NotAsked):
        found["error"] = one.why
        return found
    found["status"], found["new"] = one.record["status"], list(one.new)
    found["gone"] = [{"path": quote.path, "text": quote.text} for quote in one.gone]
    return found
