"""`quoth calibrate`: measure how far confidence can be trusted, on questions of one's own."""

import argparse
from pathlib import Path

from rag.cli import terminal
from rag.cli.answering import probability

PRECISIONS = (0.8, 0.9, 0.95, 0.99)

HELP = "promise a precision, from known-answer questions"
EXAMPLE = """\
The question file is that of `quoth eval`. What was measured is kept beside the index, so that
`quoth ask --precision 0.9` answers only where nine answers in ten can be promised to be right.
A promise that the questions cannot support is refused. Kinds of questions (facts, reasons,
lists, topics) of which the file has enough get a threshold of their own.
Exit status: 0, or 1 if not one promise could be made.

Example:
  quoth calibrate questions.jsonl
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("questions", metavar="QUESTIONS", type=Path)
    parser.add_argument(
        "--precision",
        type=probability,
        action="append",
        metavar="P",
        help=f"try this precision; may be repeated (default: {PRECISIONS})",
    )
    parser.add_argument("--reader", metavar="NAME", help="another reader than the packaged one")
    parser.add_argument("--skip-stale", action="store_true", help="leave out gold that is stale")
    parser.set_defaults(max_quotes=None, documents=None)


def run(arguments: argparse.Namespace) -> int:
    """Ask with no threshold, keep (confidence, right) of each question, and state promises."""
    from rag.answers.answerer import answerer, models_of
    from rag.answers.promise import Outcome, floors, save_outcomes
    from rag.cli.eval import ask, fitting
    from rag.english.kind import kind_of
    from rag.errors import QuestionError, QuothError
    from rag.measure.score import score

    engine = arguments.load_engine(arguments.place, reader=arguments.reader)
    known, _, _ = fitting(engine, arguments)
    records = ask(known, answerer(engine, min_confidence=0.0))
    failed = [record for record in records if record["status"] == "error"]
    if failed:
        raise QuestionError(f"{len(failed)} questions failed, the first: {failed[0]['error']}")
    rows = [score(one, record, 0) for one, record in zip(known, records, strict=True)]
    outcomes = [
        Outcome(row.confidence, row.right, kind_of(record["question"]))
        for row, record in zip(rows, records, strict=True)
    ]
    save_outcomes(arguments.index, outcomes, models_of(engine))
    made = 0
    for precision in arguments.precision or PRECISIONS:
        try:
            said = floors(outcomes, precision)[1]
            terminal.put("\n  ".join(said))
            made += 1
        except QuothError as error:
            terminal.say(str(error))
    return 0 if made else 1
