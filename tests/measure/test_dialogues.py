"""Dialogues with known answers: figures worked out by hand over the stand-in documents.

The stand-in engine answers from sentences that share two longer words with the question.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from rag import measure
from rag.answers.answerer import answerer
from rag.cli.dialogues import one_by_one
from rag.errors import QuestionError
from rag.measure.followups import word_recall
from tests.conftest import Run
from tests.support.known import FELL, FLED, gold
from tests.support.standin import StandInEngine

WHOLE = "Why did Ismail Khan flee to Iran?"


def turn(question: str, evidence: str = "", **more: Any) -> dict[str, Any]:
    """One turn of a file; answerable if there is evidence."""
    place = gold(evidence) if evidence else None
    spans = [{"doc": place.doc, "start": place.span.start, "end": place.span.end,
              "sha256": place.sha256}] if place else []  # fmt: skip
    return {"question": question, "answerable": bool(place), "evidence": spans, **more}


FLIGHT = [
    turn("Where did Ismail Khan flee?", FLED),
    turn("Why did he flee to Iran?", FLED, standalone=WHOLE),
    turn("Who ordered the fall of Kabul?", standalone="Who ordered the fall of Kabul?", fresh=True),
]
FALL = [
    turn("When did the Taliban take Herat?", FELL),
    turn("And who shot the king there?", standalone="Who shot the king in Herat?"),
    turn("Elaborate on the exodus.", FLED, standalone="Where did Ismail Khan flee?"),
]


def written(path: Path, *dialogues: object) -> Path:
    """A file of dialogues that are named a, b and c."""
    lines = [json.dumps({"id": "abc"[n], "turns": d}) for n, d in enumerate(dialogues)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def measured(path: Path, engine: StandInEngine) -> measure.DialogueReport:
    """Hold the dialogues of a file."""
    ask = one_by_one(answerer(engine))  # type: ignore[arg-type]
    found = measure.read_dialogues(path)
    return measure.measure_dialogues(found, ask, measure.Library(engine.index))


def test_follow_ups_are_measured_in_three_readings(tmp_path: Path) -> None:
    """Typed: nothing found. Read: "he" is found, the king is not refused. Written out: all."""
    report = measured(written(tmp_path / "d", FLIGHT, FALL), StandInEngine())
    figures = {
        name: tuple(one.summary[m] for m in ("hit@5", "complete", "refusal_recall"))
        for name, one in report.reports.items()
    }
    expected = {"typed": (0, 0, 1), "read": (0.5, 0.5, 0), "standalone": (1, 1, 1)}
    assert expected == figures
    # Of ismail, khan, flee, iran two were typed; of shot, king, herat two; of the last none.
    words = pytest.approx({"typed": (1 / 2 + 2 / 3) / 3, "read": 2 / 3, "standalone": 1.0})
    assert words == report.words
    assert (3, 1, 1, 0) == (
        len(report.followups), len(report.fresh), report.fresh_unchanged, report.failed
    )  # fmt: skip


def test_readings_that_agree_are_asked_once(tmp_path: Path) -> None:
    """The second turn is read just as it was written out."""
    engine = StandInEngine()
    measured(written(tmp_path / "d", FLIGHT[:2]), engine)
    assert ["Where did Ismail Khan flee?", "Why did he flee to Iran?", WHOLE] == engine.asked


def test_a_fresh_question_that_was_coloured_is_named(tmp_path: Path) -> None:
    """A turn said to be fresh, which is read otherwise, is in the JSON with both wordings."""
    report = measured(written(tmp_path / "d", [FLIGHT[0], FLIGHT[1] | {"fresh": True}]),
                      StandInEngine())  # fmt: skip
    assert (0, 0) == (report.fresh_unchanged, len(report.followups))
    expected = [{"id": "a.2", "typed": FLIGHT[1]["question"], "read": WHOLE}]
    assert expected == measure.dialogues_json(report)["changed_fresh"]


def test_a_failure_is_counted_wherever_it_is(tmp_path: Path) -> None:
    """A first turn that fails leaves nothing to follow up, and is told."""
    report = measured(written(tmp_path / "d", [turn("Will this fail on purpose?")]),
                      StandInEngine())  # fmt: skip
    assert 1 == report.failed


@pytest.mark.parametrize(
    ("ours", "standalone", "share"),
    [
        ("When did it fall?", "When did Herat fall?", 0.5),
        ("Which treaties failed?", "Which treaty fails?", 1.0),
        ("Anything", "Who is he?", 1.0),
    ],
)
def test_words_are_compared_by_their_stems(ours: str, standalone: str, share: float) -> None:
    """Small words do not count; a question without others has lost nothing."""
    assert share == word_recall(ours, standalone)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"turns": []}', '"turns" as a list'),
        ('{"turns": [{"question": "Who?"}]}', "'answerable' is missing"),
        (json.dumps({"turns": [FLIGHT[0], turn("And he?", FLED)]}), "'standalone' is missing"),
        (json.dumps({"turns": [FLIGHT[0], FLIGHT[2] | {"fresh": 1}]}), '"fresh" as true or'),
        ('{"question": "Who?"}', "'turns' is missing"),
        ("{", "line 2"),
    ],
)
def test_a_line_that_is_no_dialogue_is_refused(tmp_path: Path, line: str, said: str) -> None:
    """With its number and what is wrong with it."""
    path = written(tmp_path / "d", FLIGHT)
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}", encoding="utf-8")
    with pytest.raises(QuestionError, match=r"line 2") as refusal:
        measure.read_dialogues(path)
    assert said in str(refusal.value)


def test_the_command_recognises_dialogues(run: Run, workplace: Path) -> None:
    """A table on stdout, JSON on demand; a bar holds for the follow-ups as they are read."""
    written(workplace / "d.jsonl", FLIGHT, FALL)
    status, out, _ = run("eval", "d.jsonl", "--json", "out.json", "--bar", "complete=0.5")
    lines = out.splitlines()
    assert (0, "2 dialogues, 3 follow-ups, 2 answerable") == (status, lines[0])
    assert lines[-2:] == ["1 of 1 fresh questions left as they were", "complete held: ≥ 0.5"]
    record = json.loads((workplace / "out.json").read_bytes())
    assert ["a.2", "b.2", "b.3"] == [one["id"] for one in record["turns"]]
    assert [False, True, True] == [one["complete"] for one in record["turns"][0]["rows"].values()]
    status, _, err = run("eval", "d.jsonl", "--bar", "complete=0.6")
    assert (1, "below the bar: complete is 0.5, expected ≥ 0.6\n") == (status, err)


def test_options_for_questions_are_refused_for_dialogues(run: Run, workplace: Path) -> None:
    """Rather than left undone without a word."""
    written(workplace / "d.jsonl", FLIGHT)
    status, _, err = run("eval", "d.jsonl", "--html", "x", "--save-answers", "y")
    assert (2, True) == (status, "dialogues, which have no --html, --save-answers" in err)


def test_a_dialogue_with_stale_gold_is_left_out_whole(run: Run, workplace: Path) -> None:
    """Only where that was asked for; the others are measured."""
    old = turn("When?", FELL)
    old["evidence"][0]["sha256"] = "0"
    written(workplace / "d.jsonl", FLIGHT, [*FALL, old | {"standalone": "When?"}])
    status, _, err = run("eval", "d.jsonl")
    assert (2, True) == (status, "  b.4: 'herat.md'" in err)
    status, out, err = run("eval", "d.jsonl", "--skip-stale")
    assert (0, True) == (status, "left out the dialogue of b.4" in err)
    assert out.startswith("1 dialogues, 1 follow-ups, 1 answerable; the gold of 1 turns")
