"""Many questions, one answer a line, in the order of the questions; resumes where it stopped.

A file of claims (rag/answers/weigh.py) has "claim" for "question", and is worked through in the
same way.

A line that is no question, or a question that fails, becomes an answer object with the status
"error" and the member "error"; it can never be taken for an abstention. This file knows neither
the index nor the reader: whoever answers is a parameter.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias, cast

from rag.answers.question_files import QuestionLine
from rag.errors import IndexMissing, IndexRefused, ModelError, QuestionError
from rag.files import Json, check_file, parse_json

if TYPE_CHECKING:
    from rag.answers.record import AnswerRecord, ErrorRecord, SetupRecord

Answerer: TypeAlias = "Callable[[str | int, str], AnswerRecord]"
"""(id, question) → the answer as JSON; may raise."""

_SETTINGS = ("max_quotes", "min_confidence", "min_confidence_of", "documents")
_MODELS = ("embedder", "reader")


@dataclass(frozen=True, slots=True)
class Tally:
    """What a batch did: lines written now, of them errors, and lines kept from before.

    `kept_generations` are the generations of the index that the kept answers were made with.
    """

    written: int
    errors: int
    kept: int
    kept_generations: frozenset[int] = frozenset()


def error_json(line: QuestionLine, error: str, seconds: float = 0.0) -> "ErrorRecord":
    """The answer object for a line that has no answer: status "error", nothing quoted."""
    if line.member != "question":
        head = {"id": line.id, line.member: line.question, "status": "error"}
        return cast("ErrorRecord", {**head, "error": error, "line": line.number})
    return {
        "id": line.id,
        "question": line.question,
        "status": "error",
        "error": error,
        "line": line.number,
        "confidence": 0.0,
        "reason": None,
        "quotes": [],
        "nearest": [],
        "seconds": round(seconds, 4),
        "index": None,
    }


def answers(
    questions: Iterable[QuestionLine], answer: Answerer
) -> "Iterator[AnswerRecord | ErrorRecord]":
    """One answer object for each question, in order, lazily.

    Raises IndexMissing, IndexRefused and ModelError: behind those no question has an answer.
    """
    for one in questions:
        if one.error is not None:
            yield error_json(one, one.error)
            continue
        began = time.perf_counter()
        try:
            yield answer(one.id, one.question)
        except (IndexMissing, IndexRefused, ModelError):
            raise
        except Exception as error:  # one question's failure must not cost the others, and is told
            said = f"{type(error).__name__}: {error}"
            yield error_json(one, said, time.perf_counter() - began)


def run_batch(
    questions: Iterable[QuestionLine],
    out: Path,
    answer: Answerer,
    *,
    fresh: bool = False,
    setup: "SetupRecord | None" = None,
    on_progress: Callable[[int], None] | None = None,
) -> Tally:
    """Write the answers to `out`, going on behind the answers that it holds already.

    A torn last line is dropped. Raises QuestionError if `out` answers other questions, or was made
    under another `setup` ("settings" and "index" as answers hold them), unless `fresh`.
    `on_progress` is called with the number of lines done. Each line is handed to the system
    whole, so an interruption leaves whole lines and at most a torn last one.
    """
    if out.exists():
        check_file(out)
    lines = iter(questions)
    kept, size, generations = (0, 0, set()) if fresh else _resumed(lines, out, setup)
    with out.open("ab") as file:
        file.truncate(size)
        tally = write_batch(lines, file, answer, on_progress, kept)
        os.fsync(file.fileno())
    return replace(tally, kept_generations=frozenset(generations))


def write_batch(
    questions: Iterable[QuestionLine],
    out: IO[bytes],
    answer: Answerer,
    on_progress: Callable[[int], None] | None = None,
    kept: int = 0,
) -> Tally:
    """Write the answers to a stream behind those that it holds, each as soon as it is there."""
    written = errors = 0
    for written, record in enumerate(answers(questions, answer), 1):
        out.write(dump_line(record))
        out.flush()
        errors += record["status"] == "error"
        if on_progress is not None:
            on_progress(kept + written)
    return Tally(written, errors, kept)


def _resumed(
    questions: Iterator[QuestionLine], out: Path, setup: "SetupRecord | None"
) -> tuple[int, int, set[int]]:
    """How many answers of `out` stand, the bytes they take, and their index generations.

    Takes as many of the `questions`. The answers must be to the same questions in the same
    order; a last line without its newline is torn, and does not stand.
    """
    count = size = 0
    generations: set[int] = set()
    if not out.exists():
        return count, size, generations
    with out.open("rb") as file:
        for raw in file:
            if not raw.endswith(b"\n"):
                break
            record = _answered(raw, count + 1, out)
            where = f"{str(out)!r}, line {count + 1}"
            _check_question(record, next(questions, None), where)
            if setup is not None:
                _check_setup(record, setup, where)
            count, size = count + 1, size + len(raw)
            index = record.get("index")
            if isinstance(index, Mapping) and isinstance(index.get("generation"), int):
                generations.add(index["generation"])
    return count, size, generations


def _check_question(record: Json, one: QuestionLine | None, where: str) -> None:
    """Raise QuestionError if an answer is to another question."""
    said = record.get("question", record.get("claim"))
    if one is None or (one.id, one.question) != (record.get("id"), said):
        expected = "no further question" if one is None else f"{one.question!r:.80}"
        raise QuestionError(
            f"{where}: answers {said!r:.80} (id {record.get('id')!r:.40}); expected {expected}. "
            "It holds the answers to other questions: name another --out, or start it anew with "
            "--fresh."
        )


def _check_setup(record: Json, setup: "SetupRecord", where: str) -> None:
    """Raise QuestionError if an answer was made with other settings or models than `setup`.

    Without settings it is of an older version, which is told by its models alone.
    """
    for part, names in (("settings", _SETTINGS), ("index", _MODELS)):
        then, now = record.get(part), setup.get(part)
        if not isinstance(then, Mapping) or not isinstance(now, Mapping):
            continue
        for name in names:
            if then.get(name) != now.get(name):
                raise QuestionError(
                    f"{where}: was answered under other settings: {name} was "
                    f"{then.get(name)!r:.80}, is now {now.get(name)!r:.80}. Give the same options, "
                    "name another --out, or ask everything again with --fresh."
                )


def _answered(raw: bytes, number: int, out: Path) -> Json:
    """A complete line of an answer file as an object; raises QuestionError if it is none."""
    try:
        record = parse_json(raw)
    except ValueError:
        record = None
    if not isinstance(record, dict) or "status" not in record:
        raise QuestionError(
            f"{str(out)!r}, line {number}: found no answer object. Is this an answer file? "
            "Name another --out, or overwrite it with --fresh."
        )
    return record


def dump_line(record: Mapping[str, object]) -> bytes:
    """One object as a line of JSON in UTF-8, with its newline."""
    import orjson

    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
