"""`quoth tag`: tags and collections that a person gives to documents."""

import argparse
import re
from collections.abc import Sequence

from rag.cli import terminal
from rag.cli.answering import add_where, chosen_documents
from rag.errors import QuestionError

HELP = "give documents tags and collections"
EXAMPLE = """\
DOC is a path as `quoth docs` shows it, or a document id; +x gives a tag, -x takes it away (one
that the file or the catalogue states is hidden, until +x), and +collection:x puts the documents
into a collection. Without a change the labels are listed. They are kept beside the index, in its
name with -tags.jsonl behind it, and outlive it.

Examples:
  quoth tag herat.md +read -draft
  quoth tag --where 'title:"fall of herat" kind:md' '+collection:Two cities'
  quoth tag
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    # As in rag.cli.Parser: what looks like this is no option, so "-draft" can take a tag away.
    parser._negative_number_matcher = re.compile(r"-[^-]")
    parser.add_argument("words", metavar="DOC | +TAG | -TAG", nargs="*")
    parser.add_argument("--json", action="store_true", help="the labels, one object a line")
    add_where(parser)


def run(arguments: argparse.Namespace) -> int:
    """Change the labels of the documents, and list what they have now."""
    from rag.search import open_index
    from rag.search.labels import change_labels, read_labels

    changes = [word for word in arguments.words if word[:1] in "+-"]
    names = [word for word in arguments.words if word[:1] not in "+-"]
    with open_index(arguments.place) as index:
        ids = chosen_documents(index, names, arguments.where)
        rows = [row for row in index.documents() if ids is None or row.doc_id in ids]
    if changes and ids is None:
        raise QuestionError(f"{changes[0]!r} for which documents? Name them, or give --where.")
    labels = read_labels(arguments.index)
    if changes:
        paths, own = {r.doc_id: r.path for r in rows}, {r.doc_id: r.keywords for r in rows}
        labels = change_labels(arguments.index, paths, changes, own)
    labelled = [(row.path, labels[row.doc_id]) for row in rows if row.doc_id in labels]
    if arguments.json:
        terminal.put_json(
            {"path": path, "tags": one.tags, "collections": one.collections, "hidden": one.hidden}
            for path, one in labelled
        )
        return 0
    for path, one in labelled:
        terminal.put(_line(path, one.tags, one.collections, one.hidden))
    if not labelled:
        terminal.say("no labels yet. Next: quoth tag DOC +TAG")
    return 0


def _line(path: str, tags: Sequence[str], collections: Sequence[str], hidden: Sequence[str]) -> str:
    from rag.views.escape import escaped

    named = [*tags, *(f"collection:{name}" for name in collections)]
    named += [f"{name} (hidden)" for name in hidden]
    return f"{escaped(path)}  {escaped(', '.join(named) or 'no labels')}"
