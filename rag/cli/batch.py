"""`quoth batch`: a file of questions, a file of answers."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from rag.cli import terminal
from rag.cli.answering import add_answering, open_answerer, setup_of
from rag.files import check_file

if TYPE_CHECKING:
    from rag.answers.question_files import Member

HELP = "answer a file of questions"
WRITES = ("out",)
EXAMPLE = """\
QUESTIONS is JSON Lines: a line is an object with "question" and perhaps "id", or a string. A .csv
or .tsv has a column "question" and perhaps "id", a .txt a question a line. `-` is stdin or stdout.
Answers come in the order of the questions, each written at once. If the answer file is there
already, its whole lines are kept, provided they answer the same questions in the same order under
the same options and models, and the rest is asked; --fresh starts anew.
A bad line, or a question that fails, becomes an object with "status": "error". Such lines are
kept as well, and only --fresh asks them again.
Exit status: 0, or 1 if a question that was asked now ended in an error.

Examples:
  quoth batch questions.jsonl --out answers.jsonl
  quoth batch - --out - < questions.jsonl
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("questions", metavar="QUESTIONS")
    parser.add_argument("--out", required=True, metavar="ANSWERS.jsonl")
    parser.add_argument("--fresh", action="store_true", help="ask everything again")
    add_answering(parser)


def run(arguments: argparse.Namespace) -> int:
    """Answer, and say how many lines were kept, written and in error."""

    def opened() -> tuple[Any, Any]:
        engine, answer = open_answerer(arguments)
        return answer, setup_of(engine, arguments)

    return work_through(arguments, arguments.questions, "question", opened)


def work_through(
    arguments: argparse.Namespace,
    name: str,
    member: "Member",
    opened: Callable[[], tuple[Any, Any]],
) -> int:
    """Answer the lines of a file into --out; `opened` gives whoever answers, and its setup.

    Gives the exit status: 1 if a line that was asked now ended in an error.
    """
    from rag.answers.batch import run_batch, write_batch
    from rag.answers.question_files import read_file_of

    with ExitStack() as stack:
        source = stack.enter_context(bytes_of(name))
        answer, setup = opened()
        total = None if name == "-" else _count(Path(name))
        meter = stack.enter_context(terminal.Meter("answering", total))
        lines = read_file_of(name, source, member)
        if arguments.out == "-":
            tally = write_batch(lines, sys.stdout.buffer, answer, meter.at)
        else:
            tally = run_batch(
                lines, Path(arguments.out), answer,
                fresh=arguments.fresh, setup=setup, on_progress=meter.at,
            )  # fmt: skip
    _say_older(tally.kept_generations, setup["index"]["generation"])
    terminal.say(f"{tally.written} answered, {tally.kept} kept, {tally.errors} in error")
    return 1 if tally.errors else 0


@contextmanager
def bytes_of(name: str) -> Iterator[BinaryIO]:
    """A file to read, or stdin for `-`; raises QuestionError for what is no file."""
    if name == "-":
        yield sys.stdin.buffer
        return
    check_file(Path(name))
    with Path(name).open("rb") as file:
        yield file


def _say_older(kept: frozenset[int], now: int) -> None:
    """Tell that answers were kept which an older index gave."""
    if older := sorted(kept - {now}):
        terminal.say(
            f"kept answers were made on generation {', '.join(map(str, older))} of the index, "
            f"which is now {now}; --fresh asks them again"
        )


def _count(path: Path) -> int:
    """How many questions the file holds, for the progress bar."""
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())
