"""Batches: order, bad lines, and going on after an interruption."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rag.answers.answerer import answerer
from rag.answers.batch import run_batch, write_batch
from rag.answers.question_files import read_file_of, read_questions
from rag.errors import IndexRefused, QuestionError
from tests.support.standin import StandInEngine

Answer = Callable[[str | int, str], Any]


def echo(generation: int = 1) -> Answer:
    """An answerer that quotes nothing and says what it was asked."""

    def answer(id: str | int, question: str) -> Any:
        about = {"generation": generation}
        return {"id": id, "question": question, "status": "abstained", "index": about}

    return answer


def lines(*questions: object) -> list[bytes]:
    """A question file as lines."""
    return [json.dumps(question).encode() + b"\n" for question in questions]


def records(data: bytes) -> list[dict[str, Any]]:
    """The objects of an answer file."""
    return [json.loads(line) for line in data.splitlines()]


def test_answers_keep_the_order_and_ids_of_the_questions() -> None:
    """An id is kept with its type; without one the line's number stands, blank lines counted."""
    asked = [*lines({"id": "b", "question": "One?"}), b"\n", *lines("Two?"),
             *lines({"id": 7, "question": "Three?"})]  # fmt: skip
    out = io.BytesIO()
    write_batch(read_questions(asked), out, echo())
    found = [(r["id"], r["question"]) for r in records(out.getvalue())]
    assert [("b", "One?"), (3, "Two?"), (7, "Three?")] == found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{not json\n", "the line is not JSON"),
        (b"\xff\xfe\n", "the line is not UTF-8"),
        (b"[1]\n", "expected an object"),
        (b'{"id": "a"}\n', '"question" is None'),
        (b'{"id": "a", "question": 3}\n', '"question" is 3'),
        (b'{"id": [1], "question": "x"}\n', '"id" is [1]'),
        (b'{"id": true, "question": "x"}\n', '"id" is True'),
        (b'{"question": "\\ud800"}\n', "half a surrogate pair"),
        (b"[" * 100_000 + b"\n", "the line is not JSON"),
        (b'{"question": "x", "id": ' + b"9" * 5000 + b"}\n", "not JSON"),
    ],
)
def test_a_bad_line_becomes_an_error_in_its_place(line: bytes, said: str) -> None:
    """It is no abstention, it quotes nothing, and its neighbours are answered."""
    out = io.BytesIO()
    tally = write_batch(read_questions([*lines("Before?"), line, *lines("After?")]), out, echo())
    found = records(out.getvalue())
    assert ["abstained", "error", "abstained"] == [r["status"] for r in found]
    assert said in found[1]["error"]
    assert ([], 2, 1) == (found[1]["quotes"], found[1]["line"], tally.errors)


def test_a_question_that_fails_is_an_error_that_names_its_kind() -> None:
    """A fault in one question does not cost the others and does not look like an abstention."""
    out = io.BytesIO()
    asked = lines("Who took Herat from Ismail Khan?", "Will this fail on purpose?")
    write_batch(read_questions(asked), out, answerer(StandInEngine()))  # type: ignore[arg-type]
    first, second = records(out.getvalue())
    assert ("answered", "error") == (first["status"], second["status"])
    assert "ValueError: broken on purpose" == second["error"]


def test_a_broken_index_stops_the_batch() -> None:
    """Behind it no question has an answer, so none is written down as failed."""

    def refuse(id: str | int, question: str) -> Any:
        raise IndexRefused(f"{id} {question}")

    with pytest.raises(IndexRefused):
        write_batch(read_questions(lines("One?")), io.BytesIO(), refuse)


@pytest.mark.parametrize("cut", range(0, 160, 7))
def test_an_interrupted_batch_goes_on_where_it_stopped(tmp_path: Path, cut: int) -> None:
    """Cut anywhere, the file ends as if nothing had happened, and whole lines are not redone."""
    asked = lines("One?", {"id": "b", "question": "Two?"}, "Three?")
    whole, out = tmp_path / "whole", tmp_path / "out"
    run_batch(read_questions(asked), whole, echo())
    out.write_bytes(whole.read_bytes()[:cut])
    tally = run_batch(read_questions(asked), out, echo())
    assert whole.read_bytes() == out.read_bytes()
    assert whole.read_bytes()[:cut].count(b"\n") == tally.kept


def test_answers_to_other_questions_are_not_overwritten(tmp_path: Path) -> None:
    """Another question under the same id is refused, with the line; --fresh starts anew."""
    out = tmp_path / "out"
    run_batch(read_questions(lines("One?", "Two?")), out, echo())
    before = out.read_bytes()
    with pytest.raises(QuestionError, match="line 2: answers 'Two"):
        run_batch(read_questions(lines("One?", "Other?")), out, echo())
    assert before == out.read_bytes()
    run_batch(read_questions(lines("Other?")), out, echo(), fresh=True)
    assert ["Other?"] == [r["question"] for r in records(out.read_bytes())]


def test_fewer_questions_than_answers_are_refused(tmp_path: Path) -> None:
    """The file would hold an answer to a question that was not asked."""
    out = tmp_path / "out"
    run_batch(read_questions(lines("One?", "Two?")), out, echo())
    with pytest.raises(QuestionError, match="expected no further question"):
        run_batch(read_questions(lines("One?")), out, echo())


@pytest.mark.parametrize("content", [b"my notes\n", b'{"id": 1, "question": "One?"}\n'])
def test_a_file_that_holds_no_answers_is_left_alone(tmp_path: Path, content: bytes) -> None:
    """A wrong --out must not cost a person's file; questions are not taken for answers."""
    out = tmp_path / "notes.txt"
    out.write_bytes(content)
    with pytest.raises(QuestionError, match="no answer object"):
        run_batch(read_questions(lines("One?")), out, echo())
    assert content == out.read_bytes()


def test_kept_answers_say_which_index_made_them(tmp_path: Path) -> None:
    """So that the command can warn where the index has changed since."""
    out = tmp_path / "out"
    run_batch(read_questions(lines("One?")), out, echo(generation=3))
    tally = run_batch(read_questions(lines("One?", "Two?")), out, echo(generation=4))
    assert (1, 1, frozenset({3})) == (tally.kept, tally.written, tally.kept_generations)


def test_answers_under_other_settings_are_not_kept(tmp_path: Path) -> None:
    """Resuming with another least confidence, document or model is refused, and says which."""
    out = tmp_path / "answers.jsonl"
    settings = {"max_quotes": None, "min_confidence": None, "documents": None}
    models = {"generation": 1, "embedder": "e", "reader": "r"}

    def answer(id: str | int, question: str) -> Any:
        return {"id": id, "question": question, "status": "abstained", "index": models,
                "settings": settings}  # fmt: skip

    setup: Any = {"settings": settings, "index": models}
    asked = lines("One?", "Two?")
    run_batch(read_questions(asked), out, answer, setup=setup)
    same: Any = {
        "settings": dict(settings),
        "index": {**models, "generation": 2},
    }
    assert run_batch(read_questions(asked), out, answer, setup=same).kept == 2
    for part, name in (
        ("settings", "min_confidence"),
        ("settings", "documents"),
        ("index", "reader"),
    ):
        other: Any = {**same, part: {**same[part], name: "0.9"}}
        with pytest.raises(QuestionError, match=f"{name} was .* --fresh"):
            run_batch(read_questions(asked), out, answer, setup=other)
    assert run_batch(read_questions(asked), out, answer, fresh=True, setup=other).written == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "\ufeffOne?\r\n\r\n  Two, or three?\n"),
        ("a.csv", 'Question,note\nOne?,x\n\n"Two, or three?",y\n'),
        ("a.csv", "\ufeffid;Questions\r\n;One?\r\n;Two, or three?\r\n"),
        ("a.tsv", "One?\n\nTwo, or three?\n"),
        ("a.jsonl", '"One?"\n\n{"question": "Two, or three?"}\n'),
    ],
)
def test_questions_are_read_as_the_file_is_named(name: str, data: str) -> None:
    """A line of text, a table with or without a head, whatever parts its columns, or JSON."""
    asked = list(read_file_of(name, io.BytesIO(data.encode())))
    assert ["One?", "Two, or three?"] == [one.question for one in asked]
    assert [one.number for one in asked] == [one.id for one in asked]


def test_tables_keep_ids_and_say_what_they_lack() -> None:
    """Also in a spreadsheet's UTF-16; an empty cell is an error in its place."""
    table = "id\tclaim\nk1\tIt rained.\nk2\t\nk3\tIt\train\n".encode("utf-16")
    one, other, cut = read_file_of("a.tsv", io.BytesIO(table), "claim")
    assert ("k1", "It rained.", None) == (one.id, one.question, one.error)
    assert ("k2", "the column 'claim' is empty") == (other.id, other.error)
    assert "the row has 3 cells; expected 2" in str(cut.error)
    with pytest.raises(QuestionError, match="no column 'question'; found 'name', 'text'"):
        read_file_of("a.csv", io.BytesIO(b"name,text\nx,y\n"))
    with pytest.raises(QuestionError, match="CSV in UTF-8"):
        read_file_of("a.csv", io.BytesIO("question\nCaf\u00e9?".encode("latin-1")))
