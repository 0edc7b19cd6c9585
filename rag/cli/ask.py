"""`quoth ask`: one question, answered in the documents' own words."""

import argparse
from pathlib import Path
from typing import Any

from rag.cli import terminal
from rag.errors import QuestionError

EXAMPLE = """\
Exit status: 0 for an answer and for an abstention, which is an answer too.

Examples:
  quoth ask "Who led the Northern Alliance fighters?"
  quoth ask --json --max-quotes 2 "When did Kabul fall?"
"""


def register(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the parser."""
    from rag.cli import add_index

    parser = commands.add_parser(
        "ask",
        help="ask one question",
        epilog=EXAMPLE,
        description="Answers a question with quotes, or abstains.",
    )
    parser.add_argument("question", nargs="+", metavar="QUESTION")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    parser.add_argument(
        "--json",
        action="store_const",
        const="json",
        dest="format",
        help="the same as --format json",
    )
    add_answering(parser)
    add_index(parser)
    parser.set_defaults(execute=run)


def add_answering(parser: argparse.ArgumentParser) -> None:
    """The options that every command which answers questions shares."""
    parser.add_argument("--max-quotes", type=positive, metavar="N", help="at most so many quotes")
    floor = parser.add_mutually_exclusive_group()
    floor.add_argument(
        "--min-confidence",
        type=probability,
        metavar="P",
        help="abstain below this confidence, 0 to 1",
    )
    floor.add_argument(
        "--precision",
        type=probability,
        metavar="P",
        help="abstain where this share of right answers cannot be promised (quoth calibrate)",
    )
    parser.add_argument(
        "--in",
        dest="documents",
        action="append",
        metavar="DOC",
        help="look only in this document; may be repeated",
    )
    parser.add_argument("--reader", metavar="NAME", help="another reader than the packaged one")


def positive(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a whole number from 1")
    return int(text)


def probability(text: str) -> float:
    """A number from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a number from 0 to 1")
    return value


def open_answerer(arguments: argparse.Namespace) -> tuple[Any, Any]:
    """The engine, and the function that answers with the options of `add_answering`."""
    from rag.batch import answerer

    engine = arguments.load_engine(arguments.index, reader=arguments.reader)
    documents = None
    if arguments.documents:
        documents = frozenset(_document_id(engine.index, name) for name in arguments.documents)
    floor = arguments.min_confidence
    if arguments.precision is not None:
        floor = promised(arguments.index, engine, arguments.precision)
    return engine, answerer(
        engine,
        max_quotes=arguments.max_quotes,
        min_confidence=floor,
        documents=documents,
    )


def promised(directory: Path, engine: Any, precision: float) -> float:  # noqa: ANN401 - an Engine
    """The least confidence that keeps the promise of precision, which is stated on stderr.

    Raises QuothError without a calibration, or where it cannot support the promise.
    """
    from rag.batch import models_of
    from rag.calibrate import load_outcomes, promise

    made = promise(load_outcomes(directory, models_of(engine)), precision)
    terminal.say(str(made))
    return made.threshold


def _document_id(index: Any, name: str) -> str:  # noqa: ANN401 - an Index, not imported here
    row = index.find(name)
    if row is None:
        raise QuestionError(f"no document {name!r} in the index. See: quoth docs")
    return str(row.doc_id)


def run(arguments: argparse.Namespace) -> int:
    """Ask, and write the answer in the wanted format."""
    question = " ".join(arguments.question)
    if any("\ud800" <= char <= "\udfff" for char in question):
        raise QuestionError("the question is not UTF-8. Check the terminal's encoding.")
    _, answer = open_answerer(arguments)
    record = answer(1, question)
    if arguments.format == "json":
        terminal.put_json([record])
    elif arguments.format == "markdown":
        from rag.render.markdown import answer_markdown

        terminal.put(answer_markdown(record))
    else:
        import shutil

        from rag.render.text import answer_text

        width = min(100, shutil.get_terminal_size().columns)
        terminal.put(answer_text(record, width, terminal.styled))
    return 0
