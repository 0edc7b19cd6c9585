"""An open engine as a function from a question to an answer in JSON.

The command line, the HTTP API and the assistants' tools answer through it, so that all of them
give the same object (docs/answer-format.md).
"""

import time

from rag.answers.batch import Answerer
from rag.answers.engine import Engine
from rag.answers.promise import Floors
from rag.answers.record import AnswerRecord, IndexRecord, SettingsRecord, to_json


def answerer(
    engine: Engine,
    *,
    max_quotes: int | None = None,
    min_confidence: float | Floors | None = None,
    documents: frozenset[str] | None = None,
) -> Answerer:
    """The engine as a function from (id, question) to an answer in JSON, with its seconds.

    `min_confidence` may be one for each kind of question (rag/answers/promise.py).
    """
    about = about_index(engine)
    settings = settings_of(max_quotes, min_confidence, documents)

    def answer(id: str | int, question: str) -> AnswerRecord:
        began = time.perf_counter()
        least = min_confidence
        if isinstance(least, Floors):
            least = least.of(question)
        result = engine.ask(
            question, max_quotes=max_quotes, min_confidence=least, documents=documents
        )
        record = to_json(result, id=id, seconds=0.0, index=about)
        record["settings"] = settings
        # Checking each quote is part of answering, so it is timed too.
        record["seconds"] = round(time.perf_counter() - began, 4)
        return record

    return answer


def settings_of(
    max_quotes: int | None,
    min_confidence: float | Floors | None,
    documents: frozenset[str] | None,
) -> SettingsRecord:
    """The options that decide how a question is answered; None where none was given."""
    least = min_confidence.general if isinstance(min_confidence, Floors) else min_confidence
    made: SettingsRecord = {
        "max_quotes": max_quotes,
        "min_confidence": least,
        "documents": None if documents is None else sorted(documents),
    }
    if isinstance(min_confidence, Floors) and min_confidence.kinds:
        made["min_confidence_of"] = dict(min_confidence.kinds)
    return made


def about_index(engine: Engine) -> IndexRecord:
    """What an answer says of the index and the models that it was made with."""
    embedder, reader = engine.index.embedder, engine.reader.name
    return {"generation": engine.index.generation, "embedder": embedder, "reader": reader}


def models_of(engine: Engine) -> dict[str, str]:
    """The embedder and the reader by name and SHA-256."""
    return {"embedder": engine.index.embedder, "reader": engine.reader.name}
