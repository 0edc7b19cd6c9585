"""`quoth eval` on a file of dialogues: hold them, and measure the follow-ups."""

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answers.batch import Answerer, answers
from rag.answers.question_files import QuestionLine
from rag.cli import terminal
from rag.cli.answering import open_answerer
from rag.errors import QuestionError
from rag.files import write_whole

if TYPE_CHECKING:
    from rag.answers.record import AnswerLine
    from rag.measure import Bar, DialogueReport
    from rag.measure.dialogues import Ask

_QUESTIONS_ONLY = ("html", "save_baseline", "save_answers", "run", "qrels", "baseline", "answers")


def run(arguments: argparse.Namespace) -> int:
    """Hold the dialogues, say how the follow-ups fared, and whether the bars were reached."""
    from rag import measure
    from rag.views.table import dialogues_text

    refuse_options(arguments)
    bars = tuple(map(measure.read_bar, arguments.bar))
    report = replace(measured(arguments), bars=bars)
    terminal.put(dialogues_text(report))
    if arguments.json:
        import orjson

        data = orjson.dumps(measure.dialogues_json(report), option=orjson.OPT_INDENT_2)
        write_whole(arguments.json, data + b"\n")
    say_missed(report.missed, report.reports["read"].summary)
    faults = sum(len(s.faults) for one in report.reports.values() for s in one.scored)
    if faults:
        terminal.say(f"{faults} quotes are not their source's own words")
    if report.failed:
        terminal.say(f"{report.failed} questions failed; they count as not answered")
    return 1 if report.missed or faults or report.failed else 0


def say_missed(bars: "Iterable[Bar]", summary: Mapping[str, float | None]) -> None:
    """Name the bars that were missed, with what was found."""
    for bar in bars:
        value = summary[bar.name]
        terminal.say(
            f"below the bar: {bar.name} is {'unmeasured' if value is None else f'{value:.4g}'}, "
            f"expected {bar.sign} {bar.value:g}"
        )


def refuse_options(arguments: argparse.Namespace) -> None:
    """Raise QuestionError for options that only a file of questions has a use for."""
    given = [name for name in _QUESTIONS_ONLY if getattr(arguments, name)]
    if given:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        raise QuestionError(
            f"{str(arguments.questions)!r} holds dialogues, which have no {names}; "
            "expected --json, --bar or --skip-stale"
        )


def measured(arguments: argparse.Namespace) -> "DialogueReport":
    """The report on the dialogues: gold checked, dialogues held, answers scored."""
    from rag import measure

    engine, answer = open_answerer(arguments)
    library = measure.Library(engine.index)
    dialogues = measure.read_dialogues(arguments.questions)
    stale = measure.stale([turn.known for one in dialogues for turn in one.turns], library)
    if not arguments.skip_stale:
        measure.refuse_stale(stale)
    for turn, why in stale.items():
        terminal.say(f"left out the dialogue of {turn}: {why}")
    whole = [d for d in dialogues if not any(t.known.id in stale for t in d.turns)]
    with terminal.Meter("holding dialogues", len(whole)) as meter:
        report = measure.measure_dialogues(whole, one_by_one(answer), library, meter.at)
    return replace(report, left_out=stale)


def one_by_one(answer: Answerer) -> "Ask":
    """The answerer, with a question's failure as an answer of status "error"."""

    def ask(id: str | int, question: str) -> "AnswerLine":
        return next(answers([QuestionLine(1, id, question)], answer))

    return ask
