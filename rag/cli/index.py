"""`quoth index`: add or refresh files and folders."""

import argparse
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from rag.cli import terminal
from rag.views.escape import escaped

_SHOWN = 10  # losses of one file; `quoth docs --losses` has them all

HELP = "add or refresh files and folders"
EXAMPLE = """\
Only files whose bytes have changed are read again, or whose extractor has another version; where
that one reads another text, the file is named on stderr (see: quoth verify). Files that have gone
from an indexed folder go from the index. A file that cannot be read is named on stderr and the
rest is indexed. What of a file could not be read (a sign without a meaning, a page that is a
picture) is named on stderr with its place; quoth docs --losses says it again at any time. Where
something has changed, saved questions are asked again (see: quoth questions).
Exit status: 0, also when files were skipped; 2 if not one file could be read.

Example:
  quoth index corpus
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path)
    parser.add_argument(
        "--embedder",
        metavar="NAME",
        help="a sentence-transformers model (default: the packaged one)",
    )
    parser.add_argument(
        "--follow-links", action="store_true", help="also links that lead out of a folder"
    )
    parser.add_argument(
        "--exports",
        action="store_true",
        help="also what Quoth itself has written, which is no source",
    )
    parser.add_argument(
        "--workers",
        type=int,
        metavar="N",
        default=0,
        help="with --store: read and embed in so many processes, on $RAY_ADDRESS's machines",
    )
    parser.add_argument("--json", action="store_true", help="what was done, as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Index, and say what was done with each file."""
    report = _indexed(arguments)
    tell(report, arguments.json)
    if report.added or report.changed or report.removed:
        _ask_again(arguments)
    read = len(report.added) + len(report.changed) + len(report.unchanged)
    if read or not report.problems:
        return 0
    from rag.documents.formats import supported

    known = ", ".join(sorted(supported()))
    made = "" if report.generation else " No index was made."
    terminal.say(f"nothing was read; expected: files or folders with files of {known}.{made}")
    return 2


def _indexed(arguments: argparse.Namespace) -> Any:  # noqa: ANN401 - an IndexReport
    """Index, and show on stderr how far it has come."""
    from rag.cli.pace import Pace
    from rag.search import update_index
    from rag.search.embed import load_embedder

    embedder = load_embedder(arguments.embedder) if arguments.embedder else None
    pace = Pace()
    with terminal.Meter("indexing") as meter:

        def show(p: Any) -> None:  # noqa: ANN401 - a Progress, not imported here
            meter.at(p.done, p.total, pace.of(p))

        return (_with_workers(arguments) if arguments.workers else update_index)(
            arguments.place,
            arguments.paths,
            embedder=embedder,
            on_progress=show,
            follow_links=arguments.follow_links,
            exports=arguments.exports,
        )


def _with_workers(arguments: argparse.Namespace) -> Any:  # noqa: ANN401 - imported late
    """What reads and embeds in other processes; only a store of servers keeps what they did."""
    from rag.errors import QuothError

    if arguments.place is arguments.index:
        raise QuothError("--workers needs an index in servers: give --store and --engine, too.")
    from rag.search.cluster.workers import index_with_workers

    return partial(index_with_workers, workers=arguments.workers)


def _ask_again(arguments: argparse.Namespace) -> None:
    """Ask the saved questions, and say on stderr what is new in their answers."""
    from rag.answers.saved_questions import read_questions
    from rag.errors import QuothError

    try:
        questions = read_questions(arguments.index)
        if not questions:  # what answers them takes a third of a second to import
            return
        from rag.answers.news import NotAsked
        from rag.cli.questions import answer_again, said_of

        for one in answer_again(arguments, questions):
            if not isinstance(one, NotAsked) and one.changed:
                terminal.say("\n".join(said_of(one)))
    except QuothError as error:  # what was indexed stays indexed
        terminal.say(f"the saved questions were not asked: {error}")


def tell(report: Any, as_json: bool) -> None:  # noqa: ANN401 - an IndexReport, not imported here
    """Say what an IndexReport holds: what was done on stdout, what was skipped on stderr."""
    done = {name: list(getattr(report, name)) for name in ("added", "changed", "removed")}
    for path, reason in report.problems:
        terminal.say(f"skipped {escaped(str(path))}: {escaped(reason)}")
    for one in report.reextracted:
        both = f"{escaped(one.before)} → {escaped(one.now)}"
        terminal.say(f"extraction changed: {escaped(one.path)} ({both})")
    _tell_losses(report.losses)
    if as_json:
        from rag.search.report import report_json

        terminal.put_json([report_json(report)])
    else:
        for name, paths in done.items():
            for path in paths:
                terminal.put(f"{name:8} {escaped(path)}")
    if not any((*done.values(), report.unchanged, report.problems)):
        terminal.say(
            "no files were found there. Next: quoth index PATH, of a folder with documents"
        )
    counts = [f"{len(paths)} {name}" for name, paths in done.items()]
    rest = f"{len(report.unchanged)} unchanged", f"{len(report.problems)} skipped"
    terminal.say(", ".join((*counts, *rest)))


def _tell_losses(losses: Any) -> None:  # noqa: ANN401 - of an IndexReport, not imported here
    """Say on stderr what of each file could not be read, the first of them each."""
    for path, group in groupby(losses, key=lambda one: one[0]):
        of_file = list(group)
        for _, loss in of_file[:_SHOWN]:
            terminal.say(f"not read in {escaped(path)}: {escaped(loss.words)}")
        if len(of_file) > _SHOWN:
            rest = len(of_file) - _SHOWN
            terminal.say(f"not read in {escaped(path)}: {rest} more (see: quoth docs --losses)")
