"""`quoth ask`: one question, answered in the documents' own words."""

import argparse

from rag.cli import terminal
from rag.cli.answering import add_answering, open_answerer
from rag.errors import QuestionError

HELP = "ask one question"
EXAMPLE = """\
--where looks only into documents that fit, as if the index held no others (docs/filters.md):
'author:rashid date:1996..2002 -tag:draft kind:pdf,epub folder:"field notes"'.
Exit status: 0 for an answer and for an abstention, which is an answer too.

Examples:
  quoth ask "Who led the Northern Alliance fighters?"
  quoth ask --json --max-quotes 2 "When did Kabul fall?"
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
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
        from rag.views.markdown import answer_markdown

        terminal.put(answer_markdown(record))
    else:
        from rag.views.terminal import answer_text

        terminal.put(answer_text(record, terminal.width(), terminal.styled))
    return 0
