"""`quoth weigh`: what the documents say for and against a claim."""

import argparse
from functools import partial
from typing import TYPE_CHECKING, Any

from rag.cli import terminal
from rag.cli.answering import add_where, chosen_documents
from rag.errors import QuestionError

if TYPE_CHECKING:
    from rag.answers.weigh import WeighedLine

HELP = "quotes for and against a claim"
WRITES = ("out",)
EXAMPLE = """\
Quotes that bear the claim out, that speak against it, that qualify it (it is planned, reported,
limited there), and that speak to it without a side that a rule can give a reason for; then the
documents that were read and are silent. No verdict is given; what cannot be told stays unsorted.
With --claims a file of lines {"claim": …, "id": …}, or of strings, gives a JSON object a line; a
.csv or .tsv has a column "claim", a .txt a claim a line. An --out that is there already is gone on
with, as quoth batch does; --fresh starts anew.
Exit status: 0; 1 if a line of --claims is no claim; 2 for a CLAIM that is none.

Examples:
  quoth weigh "The Taliban took Herat in 1995."
  quoth weigh --claims claims.jsonl --out weighed.jsonl
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("claim", nargs="*", metavar="CLAIM")
    parser.add_argument("--claims", metavar="CLAIMS")
    parser.add_argument("--out", default="-", metavar="WEIGHED.jsonl", help="default: stdout")
    parser.add_argument("--fresh", action="store_true", help="weigh everything again")
    parser.add_argument("--json", action="store_true", help="one object")
    add_where(parser)


def run(arguments: argparse.Namespace) -> int:
    """Weigh one claim, or each of a file; a line that is no claim is an object with its error."""
    from rag.answers.weigh import weigh, weighed_json
    from rag.cli.batch import work_through

    if bool(arguments.claim) == bool(arguments.claims):
        raise QuestionError("expected either a CLAIM or --claims CLAIMS")
    if arguments.claims:
        opened = partial(_opened, arguments)
        return work_through(arguments, arguments.claims, "claim", opened)
    engine = arguments.load_engine(arguments.place)
    documents = chosen_documents(engine.index, None, arguments.where)
    made = weighed_json(weigh(engine, " ".join(arguments.claim), documents))
    if arguments.json:
        terminal.put_json([made])
    else:
        from rag.views.weighed import weighed_text

        terminal.put(weighed_text(made, terminal.styled))
    return 0


def _opened(arguments: argparse.Namespace) -> tuple[Any, Any]:
    """Whoever weighs a line of the file, and the setup that every line states."""
    from rag.answers.weigh import setup_of, weigh, weighed_line

    engine = arguments.load_engine(arguments.place)
    documents = chosen_documents(engine.index, None, arguments.where)
    setup = setup_of(engine, documents)

    def weighed(id: str | int, claim: str) -> "WeighedLine":
        return weighed_line(id, claim, weigh(engine, claim, documents), setup)

    return weighed, setup
