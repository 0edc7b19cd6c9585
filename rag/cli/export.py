"""`quoth export`: saved answers in the formats that other programs read."""

import argparse
from pathlib import Path

from rag.cli import terminal
from rag.views.formats import FORMATS

HELP = "write saved answers as Markdown, HTML, DOCX, annotations, references, a table or evidence"
WRITES = ("out",)
EXAMPLE = """\
Every quote is checked against its source first, and the file is read back before it is written:
`quoth audit` verifies all quotes in it. markdown has pandoc's footnotes, docx real ones;
annotations are W3C Web Annotations (JSON-LD); links are text fragments into the web pages that
the documents state as their own, or below --base; csl and bibtex list the cited documents;
csv is a table for spreadsheets, a row a quote; bundle is a zip with a script that checks it all
offline. What is written says that Quoth wrote it, so that `quoth index` takes it for no source.
Exit status: 0, or 2 if a quote is no longer intact (see: quoth verify).

Examples:
  quoth export answers.jsonl --format docx --out answers.docx
  quoth export answers.jsonl --format bundle --out evidence.zip
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("answers", metavar="ANSWERS.jsonl", type=Path)
    parser.add_argument("--format", required=True, choices=FORMATS)
    parser.add_argument("--out", required=True, metavar="FILE", help="`-` is stdout")
    parser.add_argument("--base", metavar="URL", help="for links: what the paths are relative to")
    parser.add_argument(
        "--style",
        metavar="STYLE",
        help="for markdown, html, docx: chicago, apa, mla, oscola, harvard, any style's name, or a "
        ".csl file",
    )


def run(arguments: argparse.Namespace) -> int:
    """Export, and write the file in one step."""
    from rag.files import read_lines
    from rag.search import open_index
    from rag.search.labels import read_labels
    from rag.views.export import export

    records = [record for _, record in read_lines(arguments.answers)]
    untold: list[str] = []
    with open_index(arguments.place) as index:
        labels = read_labels(arguments.index) if arguments.style else {}
        items = {doc_id: one.item for doc_id, one in labels.items() if one.item}
        data = export(
            records, index, arguments.format, arguments.base, style=arguments.style, items=items,
            left_out=untold.append,
        )  # fmt: skip
    terminal.put_out(data, arguments.out)
    for line in untold:
        terminal.say(line)
    return 1 if untold else 0
