"""What the commands that answer questions share: their options, and the way to an answer."""

import argparse
import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.cli import terminal
from rag.errors import QuestionError

if TYPE_CHECKING:
    from rag.answers.record import SetupRecord
    from rag.search import DocumentRow, Index


def add_answering(parser: argparse.ArgumentParser) -> None:
    """The options that every command which answers questions shares."""
    parser.add_argument("--max-quotes", type=positive, metavar="N", help="at most so many quotes")
    floor = parser.add_mutually_exclusive_group()
    floor.add_argument(
        "--min-confidence",
        type=probability,
        metavar="P",
        help="abstain below this confidence, 0 to 1",
    )
    floor.add_argument(
        "--precision",
        type=probability,
        metavar="P",
        help="abstain where this share of right answers cannot be promised (quoth calibrate)",
    )
    parser.add_argument(
        "--in",
        dest="documents",
        action="append",
        metavar="DOC",
        help="look only in this document; may be repeated",
    )
    add_where(parser)
    parser.add_argument("--reader", metavar="NAME", help="another reader than the packaged one")


def add_where(parser: argparse.ArgumentParser) -> None:
    """The option --where of every command that looks into documents."""
    parser.add_argument(
        "--where",
        metavar="FILTER",
        help="only documents that fit, as in 'author:rashid date:1996..2002 -tag:draft' "
        "(fields: author, title, date, tag, collection, kind, folder)",
    )


def positive(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a whole number from 1")
    return int(text)


def probability(text: str) -> float:
    """A number from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a number from 0 to 1")
    return value


def open_answerer(arguments: argparse.Namespace) -> tuple[Any, Any]:
    """The engine, and the function that answers with the options of `add_answering`."""
    gc.disable()  # imports and models make many objects that stay; looking through them costs time
    engine = arguments.load_engine(arguments.place, reader=arguments.reader)
    from rag.answers.answerer import answerer

    gc.enable()
    gc.freeze()
    arguments.chosen = chosen_documents(engine.index, arguments.documents, arguments.where)
    arguments.floors = None
    if arguments.precision is not None:
        arguments.floors = promised(arguments.index, engine, arguments.precision)
        arguments.min_confidence = arguments.floors.general
    return engine, answerer(
        engine,
        max_quotes=arguments.max_quotes,
        min_confidence=arguments.floors or arguments.min_confidence,
        documents=arguments.chosen,
    )


def setup_of(engine: Any, arguments: argparse.Namespace) -> "SetupRecord":  # noqa: ANN401 - an Engine
    """What `open_answerer` writes into every answer: its settings, index and models."""
    from rag.answers.answerer import about_index, settings_of

    least = arguments.floors or arguments.min_confidence
    settings = settings_of(arguments.max_quotes, least, arguments.chosen)
    return {"settings": settings, "index": about_index(engine)}


def promised(directory: Path, engine: Any, precision: float) -> Any:  # noqa: ANN401 - Floors of an Engine
    """The least confidences that keep the promise of precision, which is stated on stderr.

    Raises QuothError without a calibration, or where it cannot support the promise.
    """
    from rag.answers.answerer import models_of
    from rag.answers.promise import floors, load_outcomes

    made, said = floors(load_outcomes(directory, models_of(engine)), precision)
    for line in said:
        terminal.say(line)
    return made


def chosen_documents(
    index: "Index", names: Sequence[str] | None, where: str | None
) -> frozenset[str] | None:
    """The ids of documents that are named and fit the filter; None where neither is asked for.

    What the filter leaves out for want of a value is told. Raises QuestionError for an unknown
    document, a filter that cannot be read, and where nothing is left.
    """
    named = frozenset(document_named(index, name).doc_id for name in names) if names else None
    if where is None:
        return named
    from rag.search.facets import choose

    chosen = choose(index, where)
    for remark in chosen.remarks:
        terminal.say(remark)
    if named is None:
        return chosen.ids
    if not named & chosen.ids:
        raise QuestionError(f"none of the documents that are named fits {where!r}.")
    return named & chosen.ids


def chosen_rows(index: "Index", where: str | None) -> "list[DocumentRow]":
    """The documents that fit a filter; without one, all."""
    ids = chosen_documents(index, None, where)
    return [row for row in index.documents() if ids is None or row.doc_id in ids]


def document_named(index: "Index", name: str) -> "DocumentRow":
    """The document of a path or an id; raises QuestionError where there is none."""
    row = index.find(name)
    if row is None:
        raise QuestionError(f"no document {name!r} in the index. See: quoth docs")
    return row
