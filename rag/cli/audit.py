"""`quoth audit`: every quotation of a draft against the sources."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rag.cli import terminal
from rag.cli.answering import add_where, chosen_rows

if TYPE_CHECKING:
    from rag.audit import AuditReport, Draft

HELP = "check every quotation in a text against the sources"
WRITES = ("html",)
EXAMPLE = """\
FILE is text, Markdown, LaTeX, HTML, DOCX, RTF, EPUB or PDF, or what Quoth has written itself
(answers as JSON Lines, annotations, CSL-JSON, BibTeX, CSV, evidence bundles); `-` is Markdown from
stdin. Verdicts: verified, normalised, altered, stitched, misattributed, not_found, unreadable.
Exit status: 0, or 1 if a quotation is altered, stitched, misattributed or not found.

Examples:
  quoth audit draft.md
  quoth audit report.docx --html audit.html
  quoth audit --json - < draft.md
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("file", metavar="FILE")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="findings as one JSON object")
    shape.add_argument("--sarif", action="store_true", help="findings as SARIF 2.1.0")
    parser.add_argument("--html", metavar="PAGE", type=Path, help="also write a page to read")
    parser.add_argument("--all", action="store_true", help="list verified quotations as well")
    add_where(parser)


def run(arguments: argparse.Namespace) -> int:
    """Audit, and write the findings in the wanted form."""
    from rag.answers.reader import load_reader
    from rag.audit import Auditor
    from rag.search import open_index

    draft = _draft(arguments.file)
    with open_index(arguments.place) as index:
        rows = chosen_rows(index, arguments.where)
        documents = (index.document(row.doc_id) for row in rows)
        auditor = Auditor(documents, load_reader)
    report = auditor.audit(draft)
    _write(report, arguments)
    if arguments.html is not None:
        from rag.views.page.audit import audit_page

        terminal.put_out(audit_page(report, arguments.file).encode("utf-8"), str(arguments.html))
    return 0 if report.ok else 1


def _draft(file: str) -> "Draft":
    from rag.audit.draft.files import draft_from, read_draft

    if file == "-":
        return draft_from(sys.stdin.buffer.read(), "stdin.md")
    return read_draft(Path(file))


def _write(report: "AuditReport", arguments: argparse.Namespace) -> None:
    if arguments.json:
        from rag.audit import report_json

        terminal.put_json([report_json(report)])
    elif arguments.sarif:
        from rag.audit.sarif import sarif

        terminal.put_json([sarif(report, arguments.file)])
    else:
        from rag.views.audit_text import audit_text

        terminal.put(audit_text(report, arguments.all, terminal.width(), terminal.styled))
