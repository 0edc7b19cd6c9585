"""`quoth eval`: ask the questions of a known-answer set and measure the answers."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.cli import terminal
from rag.cli.answering import add_answering, open_answerer
from rag.files import parse_json, read_file, write_whole

if TYPE_CHECKING:
    from rag.answers.record import AnswerLine
    from rag.measure import KnownAnswer, Library, Report

HELP = "measure on known-answer questions"
WRITES = {
    "json": "write the whole report as JSON",
    "html": "write a report to read in a browser",
    "save_baseline": "write this run, to compare later ones with",
    "save_answers": "write the answers, as quoth batch does",
    "run": "write the ranking of passages as a TREC run",
    "qrels": "write the relevant passages as TREC qrels",
}
"""The options that name what is written, with their help."""
EXAMPLE = """\
The question file is JSON Lines (docs/evaluation.md) or SQuAD's JSON. Its gold must fit the
indexed documents, by SHA-256; --skip-stale leaves out the questions whose gold does not.
A file of dialogues (lines with "turns") is recognised, and its follow-ups are measured as typed,
as Quoth reads them and as a person wrote them out; bars hold for the second.
A bar is a least figure, or a largest one where less is better (false_abstention, ece, …).
Exit status: 0, or 1 if a bar was missed, a question failed, or a quote is not verbatim.

Examples:
  quoth eval questions.jsonl
  quoth eval dialogues.jsonl --json followups.json
  quoth eval questions.jsonl --html report.html --save-baseline baseline.json
  quoth eval questions.jsonl --baseline baseline.json --bar hit@1=0.5 --bar bad_quotes=0
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("questions", metavar="QUESTIONS", type=Path)
    parser.add_argument("--bar", action="append", default=[], metavar="NAME=FIGURE")
    for name, what in WRITES.items():
        option = f"--{name.replace('_', '-')}"
        parser.add_argument(option, type=Path, metavar="FILE", help=what)
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="compare with this run")
    parser.add_argument(
        "--answers", type=Path, metavar="FILE", help="measure these answers instead of asking"
    )
    parser.add_argument("--no-retrieval", action="store_true", help="do not measure search")
    parser.add_argument("--skip-stale", action="store_true", help="leave out gold that is stale")
    add_answering(parser)


def run(arguments: argparse.Namespace) -> int:
    """Ask, measure, compare, write, and say whether the bars were reached."""
    from rag import measure
    from rag.cli import dialogues
    from rag.views.table import report_text

    if measure.holds_dialogues(arguments.questions):
        return dialogues.run(arguments)
    bars = tuple(map(measure.read_bar, arguments.bar))
    baseline = measure.read_baseline(arguments.baseline) if arguments.baseline else None
    report = replace(measured(arguments), bars=bars)
    if baseline is not None:
        report = replace(report, comparison=measure.compare(baseline, report.rows))
    terminal.put(report_text(report))
    write(report, arguments)
    dialogues.say_missed(report.missed, report.summary)
    faults = sum(len(one.faults) for one in report.scored)
    if faults:
        terminal.say(f"{faults} quotes are not their source's own words; see --html or --json")
    if errors := sum(row.status in ("error", "missing") for row in report.rows):
        terminal.say(f"{errors} questions failed; they count as not answered")
    return 1 if report.missed or faults or errors else 0


def measured(arguments: argparse.Namespace) -> "Report":
    """The report on the questions: gold checked, questions asked, answers scored."""
    from rag import measure

    engine, answer = open_answerer(arguments)
    known, stale, library = fitting(engine, arguments)
    saved = arguments.answers
    records = [*(read_answers(saved) if saved else ask(known, answer))]
    if arguments.save_answers:
        from rag.answers.batch import dump_line

        write_whole(arguments.save_answers, b"".join(map(dump_line, records)))
    with terminal.Meter("searching", len(known)) as meter:
        searcher = None if arguments.no_retrieval else engine.index
        report = measure.evaluate(known, measure.by_id(records), library, searcher, meter.at)
    return replace(report, left_out=stale)


def fitting(
    engine: Any,  # noqa: ANN401 - an Engine, not imported here
    arguments: argparse.Namespace,
) -> "tuple[list[KnownAnswer], dict[str | int, str], Library]":
    """The questions whose gold fits the index, and why others were left out, by their id."""
    from rag import measure

    library = measure.Library(engine.index)
    known = measure.read_known(arguments.questions, library.texts)
    stale = measure.stale(known, library)
    if not arguments.skip_stale:
        measure.refuse_stale(stale)
    for question_id, why in stale.items():
        terminal.say(f"left out {question_id}: {why}")
    return [one for one in known if one.id not in stale], stale, library


def ask(known: "list[KnownAnswer]", answer: Any) -> "list[AnswerLine]":  # noqa: ANN401 - an Answerer
    """An answer to each question, an error where one fails."""
    from rag.answers.batch import answers
    from rag.answers.question_files import QuestionLine

    lines = [QuestionLine(number, one.id, one.question) for number, one in enumerate(known, 1)]
    records: list[AnswerLine] = []
    with terminal.Meter("asking", len(lines)) as meter:
        for record in answers(lines, answer):
            records.append(record)
            meter.at(len(records))
    return records


def read_answers(path: Path) -> "list[AnswerLine]":
    """The answers of a file that `quoth batch` wrote; raises QuestionError for another file."""
    from rag.errors import CitationError, QuestionError

    records: list[AnswerLine] = []
    for number, line in enumerate(read_file(path).split(b"\n"), 1):
        if line.strip():
            try:
                records.append(_answer(parse_json(line), number))
            except (ValueError, KeyError, TypeError, CitationError) as error:
                raise QuestionError(
                    f"{str(path)!r}, line {number}: no answer: {error!r}"
                ) from error
    return records


def _answer(record: Any, number: int) -> "AnswerLine":  # noqa: ANN401 - JSON
    """A line that can be measured; whether its quotes hold is another question."""
    from rag.audit.saved import quotes_of
    from rag.quotes.citation import from_json

    if not isinstance(record["id"], str | int) or not isinstance(record["status"], str):
        raise TypeError('"id" and "status" are no strings')
    float(record.get("confidence") or 0.0)
    for quote in quotes_of(record, number):
        from_json(quote)
    answer: AnswerLine = record
    return answer


def write(report: "Report", arguments: argparse.Namespace) -> None:
    """The files that were asked for."""
    import orjson

    from rag import measure

    if arguments.json or arguments.save_baseline:
        data = orjson.dumps(measure.report_json(report), option=orjson.OPT_INDENT_2)
        for path in filter(None, (arguments.json, arguments.save_baseline)):
            write_whole(path, data + b"\n")
    if arguments.html:
        from rag.views.page.report import report_html

        write_whole(arguments.html, report_html(report, arguments.questions.name))
    if arguments.run:
        measure.write_run(report.run, arguments.run)
    if arguments.qrels:
        measure.write_qrels(report.qrels, arguments.qrels)
