"""Where a command writes: never over what it reads, into an index, or over a document."""

import argparse
from collections.abc import Iterator
from contextlib import suppress
from os.path import realpath
from pathlib import Path

from rag.errors import IndexMissing, QuestionError


def refuse_losses(arguments: argparse.Namespace) -> None:
    """Raise QuestionError where what the options in `writes` name would cost something else.

    A command states them by WRITES; `-` is stdout.
    """
    given = {name: getattr(arguments, name) for name in arguments.writes}
    outs = {name: Path(out) for name, out in given.items() if out is not None and str(out) != "-"}
    for name, out in outs.items():
        option = f"--{name.replace('_', '-')} {str(out)!r}"
        others = [other for key, other in outs.items() if key != name]
        read = [*_read(arguments, name), *others]
        if any(_same(out, other) for other in read):
            raise QuestionError(f"{option} is named twice; it would be lost. Name another file.")
        place = Path(realpath(out))  # Path.resolve fails where links go round in circles
        if "index" in arguments and place.is_relative_to(realpath(arguments.index)):
            raise QuestionError(f"{option} is inside of the index. Name a file outside of it.")
        if out.is_file() and "place" in arguments and place in _sources(arguments):
            raise QuestionError(f"{option} is a document of the library. Name another file.")


def _read(arguments: argparse.Namespace, out: str) -> Iterator[Path]:
    """What the other arguments name; --save-baseline may write what --baseline compares with."""
    for name, value in vars(arguments).items():
        if name in (*arguments.writes, "writes", "index") or out == f"save_{name}":
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str | Path):
                yield Path(one)


def _same(one: Path, other: Path) -> bool:
    """Whether both names mean one file; what is not there is compared by its name."""
    with suppress(OSError, ValueError):
        return one.samefile(other)
    return one.absolute() == other.absolute()


def _sources(arguments: argparse.Namespace) -> frozenset[Path]:
    """The files of the library; none where there is no index yet."""
    from rag.search import open_index

    with suppress(IndexMissing), open_index(arguments.place) as index:
        return frozenset(row.source for row in index.documents())
    return frozenset()
