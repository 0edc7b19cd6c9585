"""What an update did, and how far it is."""

from collections.abc import Callable
from dataclasses import dataclass

from typing_extensions import TypedDict

from rag.documents.document import Loss
from rag.search.scan import FileProblem


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an update is: files while `stage` is "reading", then passages ("embedding").

    While pages of one file are "recognising" (OCR), they are what is counted.
    """

    stage: str
    done: int
    total: int
    path: str


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, order=True)
class Reextraction:
    """A path, and the extractors that made its text before and now."""

    path: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an update did: paths inside the library, each list sorted.

    `problems` are (path, reason): files that could not be read. If an older form of such a
    file was indexed, it stays. `losses` are (path, what of that file could not be read), in the
    order of the file, for every file that was read now. `reextracted` are those of `changed` whose
    bytes are the same and whose text another extractor has changed. `generation` is the one that
    readers see now.
    """

    generation: int
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    reextracted: tuple[Reextraction, ...] = ()
    losses: tuple[tuple[str, Loss], ...] = ()


class LostRecord(TypedDict):
    """What of a file could not be read; the members of a `Loss`."""

    path: str
    what: str
    signs: int
    page: str | None
    at: int | None


class IndexedRecord(TypedDict):
    """What `quoth index --json` writes."""

    added: list[str]
    changed: list[str]
    removed: list[str]
    unchanged: list[str]
    reextracted: list[Reextraction]
    skipped: list[dict[str, str]]
    losses: list[LostRecord]


def report_json(report: IndexReport) -> IndexedRecord:
    """The report as one object."""
    return {
        "added": [*report.added],
        "changed": [*report.changed],
        "removed": [*report.removed],
        "unchanged": [*report.unchanged],
        "reextracted": [*report.reextracted],
        "skipped": [{"path": str(path), "reason": reason} for path, reason in report.problems],
        "losses": [
            {"path": path, "what": one.what, "signs": one.signs, "page": one.page, "at": one.at}
            for path, one in report.losses
        ],
    }
