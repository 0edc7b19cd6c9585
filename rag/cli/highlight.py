"""`quoth highlight`: copies of PDFs in which the quotes of saved answers are highlighted."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from rag.cli import terminal
from rag.errors import SourceError
from rag.span import Span
from rag.views.escape import escaped

if TYPE_CHECKING:
    from rag.audit.saved import Checked
    from rag.search import Index

HELP = "copy the quoted PDFs with their quotes highlighted"
WRITES = ("out",)
EXAMPLE = """\
ANSWERS is a file of answers (`quoth batch`, `quoth ask --json`). Every quote from a PDF is
verified, and each PDF that is quoted is copied to FOLDER with its quotes as highlights, which
readers of PDFs and Zotero show; the file itself is not touched. A highlight says its answer's id,
the number of the quote and the question. A PDF that has changed since it was indexed is refused.
The names of the copies go to stdout. Needs pip install 'quoth[scholar]'.
Exit status: 0; 1 if a quote from a PDF is not highlighted; 2 if none is.

Example:
  quoth highlight answers.jsonl --out marked
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("answers", metavar="ANSWERS.jsonl", type=Path)
    parser.add_argument("--out", required=True, type=Path, metavar="FOLDER")


def run(arguments: argparse.Namespace) -> int:
    """Verify the quotes, write the copies, and name them."""
    from rag.audit.saved import check_lines
    from rag.documents.pictures import has_pages
    from rag.search import open_index

    with open_index(arguments.place) as index:
        checked = check_lines(arguments.answers.read_bytes().splitlines(), index)
        on_pages = [item for item in checked if has_pages(item.path)]
        by_document, missed = _by_document(on_pages, _questions(arguments.answers))
        arguments.out.mkdir(parents=True, exist_ok=True)
        written = 0
        for doc_id, quotes in by_document.items():
            written += _write(index, doc_id, quotes, arguments.out)
    missed += len(by_document) - written
    if others := len(checked) - len(on_pages):
        terminal.say(f"{others} of {len(checked)} quotes are from files that have no pages")
    if not written:
        terminal.say("nothing was highlighted")
        return 2 if missed else 0
    return 1 if missed else 0


def _questions(path: Path) -> dict[str, str]:
    """The questions of the answers by their ids."""
    from rag.files import read_lines

    return {str(one.get("id")): str(one.get("question", "")) for _, one in read_lines(path)}


Marks = list[tuple[str, tuple[Span, ...]]]


def _by_document(
    checked: "list[Checked]", questions: dict[str, str]
) -> tuple[dict[str, Marks], int]:
    """The quotes that still hold by document, and how many do not."""
    marks: dict[str, Marks] = {}
    missed = 0
    for item in checked:
        now, document = (item.result.now, item.result.document) if item.result else (None, None)
        name = f"{item.id}-{item.place + 1}"
        if now is None or document is None:
            missed += 1
            terminal.say(f"not highlighted: quote {escaped(name)}: {item.verdict}: {item.reason}")
            continue
        words = f"Quote {name}: {questions.get(str(item.id), '')}".strip()
        marks.setdefault(document.doc_id, []).append((words, now.spans))
    return marks, missed


def _write(index: "Index", doc_id: str, quotes: Marks, out: Path) -> bool:
    """Write the copy of one PDF; False, said why, where that cannot be."""
    from rag.documents.pictures import highlighted_copy
    from rag.files import write_whole

    row = index.find(doc_id)
    assert row is not None
    try:
        data = highlighted_copy(index.document(doc_id), row.source, quotes)
    except SourceError as error:
        terminal.say(f"not highlighted: {error}")
        return False
    stem = re.sub(r"[^\w.-]|^\.", "_", row.path.removesuffix(".pdf"))[:100]
    path = out / f"{stem}-{doc_id[:6]}-quotes.pdf"
    write_whole(path, data)
    terminal.put(str(path))
    return True
