"""`quoth catalogue`: what a reference manager knows of the documents."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rag.cli import terminal

if TYPE_CHECKING:
    from rag.bibliography.catalogued import CatalogueEntry
    from rag.search import DocumentRow

HELP = "take authors, dates and tags from a reference manager"
EXAMPLE = """\
EXPORT is BibTeX, RIS or CSL-JSON, as Zotero and others write it ("Export Files" keeps the attached
files beside it). --zotero asks the program itself where its settings allow that to other
applications: on this machine alone, at port 23119 or at ADDRESS. An entry belongs to the document
that is its attached file; where that is named nowhere, to the one document with its very title.
Author, title, date and tags of the entry are kept beside the index and can be asked for (--where),
beside what the file itself states; quotes go on stating what the file states, and
`quoth export --style` cites the whole entry. Entries without a document are named.
Exit status: 0, or 1 if no entry has a document.

Examples:
  quoth catalogue library.bib
  quoth catalogue --zotero
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("export", metavar="EXPORT", type=Path, nargs="?")
    parser.add_argument(
        "--zotero", metavar="ADDRESS", nargs="?", const="",
        help="ask the Zotero that runs on this machine instead of reading a file",
    )  # fmt: skip
    parser.add_argument(
        "--zotero-collection", metavar="KEY", default="", help="with --zotero: one collection"
    )


def run(arguments: argparse.Namespace) -> int:
    """Match the entries to documents, keep what they say, and name those without one."""
    from rag.search import open_index
    from rag.search.labels import Labels, catalogue
    from rag.views.escape import escaped

    entries, beside = _read(arguments)
    with open_index(arguments.place) as index:
        rows = index.documents()
    labels: dict[str, Labels] = {}
    without = 0
    for entry in entries:
        its = _documents(entry, rows, beside)
        if not its:
            without += 1
            terminal.say(f"no document for {entry.key}: {entry.title or 'without a title'}")
        for row in its:
            labels[row.doc_id] = Labels(row.path, stated=_stated(entry), item=entry.item)
            terminal.put(f"{escaped(row.path)}  {escaped(entry.key)}")
    catalogue(arguments.index, labels)
    terminal.say(f"{len(entries) - without} of {len(entries)} entries have a document")
    return 0 if labels else 1


def _read(arguments: argparse.Namespace) -> tuple[list["CatalogueEntry"], Path]:
    """The entries, and the folder that their paths are relative to."""
    from rag.bibliography.catalogued import read_catalogue
    from rag.bibliography.zotero import ADDRESS, read_zotero
    from rag.errors import QuestionError

    if (arguments.export is None) == (arguments.zotero is None):
        raise QuestionError("expected either an EXPORT or --zotero. See: quoth catalogue --help")
    if arguments.export is None:
        address = arguments.zotero or ADDRESS
        return read_zotero(address, arguments.zotero_collection), Path.cwd()
    return read_catalogue(arguments.export), arguments.export.resolve().parent


def _stated(entry: "CatalogueEntry") -> dict[str, tuple[str, ...]]:
    """What an entry says, by field; what it does not say is left out."""
    every = {"author": entry.authors, "title": (entry.title,), "date": (entry.date,),
             "tag": entry.tags, "key": (entry.key,), "link": (entry.link,)}  # fmt: skip
    stated = {name: tuple(filter(None, values)) for name, values in every.items()}
    return {name: values for name, values in stated.items() if values}


def _documents(
    entry: "CatalogueEntry", rows: Sequence["DocumentRow"], beside: Path
) -> Sequence["DocumentRow"]:
    """The documents that an entry is about; none where it is not certain.

    Attached files decide by their paths, else by a name that one document alone has. Only an entry
    that names no file goes by its title.
    """
    from rag.bibliography.catalogued import places
    from rag.search.where import plain_label

    paths = [places(path, beside) for path in entry.files]
    if by_path := [row for row in rows if row.source.resolve() in paths]:
        return by_path
    title, names = plain_label(entry.title), {path.name for path in paths}
    if paths:
        likely = [row for row in rows if row.source.name in names]
    else:
        likely = [row for row in rows if title and plain_label(row.title or "") == title]
    return likely if len(likely) == 1 else ()
