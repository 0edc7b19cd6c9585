"""`quoth weigh`: what the documents say for and against a claim."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rag.cli import terminal
from rag.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLE = """\
Quotes that bear the claim out, that speak against it, that qualify it (it is planned, reported,
limited there), and that speak to it without a side that a rule can give a reason for; then the
documents that were read and are silent. No verdict is given; what cannot be told stays unsorted.
With --claims a file of lines {"claim": …, "id": …} gives a JSON object a line.
Exit status: 0; 2 for what is no claim.

Examples:
  quoth weigh "The Taliban took Herat in 1995."
  quoth weigh --claims claims.jsonl
"""


def register(commands: terminal.Commands) -> None:
    """Add the command to the parser."""
    from rag.cli import add_index
    from rag.cli.answering import add_where

    parser = commands.add_parser(
        "weigh",
        help="quotes for and against a claim",
        description="Shows what the documents say for and against a claim.",
        epilog=EXAMPLE,
    )
    parser.add_argument("claim", nargs="*", metavar="CLAIM")
    parser.add_argument("--claims", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--json", action="store_true", help="one object")
    add_where(parser)
    add_index(parser)
    parser.set_defaults(execute=run)


def run(arguments: argparse.Namespace) -> int:
    """Weigh one claim, or each of a file; a line that is no claim is an object with its error."""
    from rag.answers.weigh import weigh, weighed_json
    from rag.cli.answering import chosen_documents

    if bool(arguments.claim) == bool(arguments.claims):
        raise QuestionError("expected either a CLAIM or --claims FILE.jsonl")
    claims = list(_claims(arguments.claims)) if arguments.claims else []
    engine = arguments.load_engine(arguments.place)
    documents = chosen_documents(engine.index, None, arguments.where)
    if arguments.claim:
        made = weighed_json(weigh(engine, " ".join(arguments.claim), documents))
        if arguments.json:
            terminal.put_json([made])
        else:
            from rag.views.weighed import weighed_text

            terminal.put(weighed_text(made, terminal.styled))
        return 0
    for key, claim in claims:
        try:
            terminal.put_json([{"id": key, **weighed_json(weigh(engine, claim, documents))}])
        except QuestionError as error:
            terminal.put_json([{"id": key, "claim": claim, "error": str(error)}])
    return 0


def _claims(path: Path) -> "Iterator[tuple[str | int, str]]":
    """The claims of a file with their ids, else the numbers of their lines."""
    from rag.files import read_lines

    for number, line in read_lines(path):
        if not isinstance(line, dict) or not isinstance(line.get("claim"), str):
            raise QuestionError(f'line {number} of {path}: expected an object with "claim"')
        yield line.get("id", number), line["claim"]
