"""`quoth extract`: the reader alone, on passages that somebody else found."""

import argparse
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

from rag.cli import terminal
from rag.cli.batch import bytes_of
from rag.errors import QuestionError
from rag.files import parse_json

HELP = "mark the answers in given passages"
EXAMPLE = """\
Lines {"id", "question", "context"} become lines {"id", "spans": [{"start", "end", "score"}],
"score"} on stdout: offsets in code points of the context, in text order, no spans where the
context does not answer; "score" says how likely it answers. No index is needed. `-` is stdin.

Example:
  quoth extract passages.jsonl
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("passages", metavar="PASSAGES.jsonl")


def run(arguments: argparse.Namespace) -> int:
    """Read each passage and write its spans; a bad line stops with its number."""
    from rag.answers.reader.extract import extract_json

    with ExitStack() as stack:
        lines = stack.enter_context(bytes_of(arguments.passages))
        meter = stack.enter_context(terminal.Meter("reading"))
        for done, (passage_id, question, context) in enumerate(
            passages(lines, arguments.passages), 1
        ):
            terminal.put_json([extract_json(passage_id, question, context)])
            meter.at(done)
    return 0


def passages(lines: Iterable[bytes], name: str) -> Iterator[tuple[str | int, str, str]]:
    """(id, question, context) of each line, its number where it has no id."""
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            record = parse_json(raw.decode("utf-8-sig"))
            question, context = record["question"], record["context"]
        except (ValueError, KeyError, TypeError) as error:
            raise QuestionError(
                f'{name!r}, line {number}: expected an object with "question" and "context"; '
                f"{type(error).__name__}: {error}"
            ) from error
        if not isinstance(question, str) or not isinstance(context, str):
            raise QuestionError(
                f'{name!r}, line {number}: "question" and "context" must be strings'
            )
        yield record.get("id", number), question, context
