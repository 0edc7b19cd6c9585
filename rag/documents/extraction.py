"""What a format hands over: layer 1 of one file, and whatever structure the format states."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from rag.documents.document import Loss, Page, Region, Scan
from rag.span import Span

MAX_BYTES = 64 * 1024 * 1024
"""Larger files are refused: a 1,000-page book is about 3 MB of text."""


OnPage = Callable[[int, int], None]
"""Told how many pages are recognised, of how many."""


@dataclass(frozen=True, slots=True)
class RawMarker:
    """A note's mark in layer 1, before it is resolved.

    `target` is the index of the note region (in `Extraction.regions`) that the format itself
    links to, or None where only the mark's number can tell.
    """

    span: Span
    mark: str
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Layer 1 of one file, and whatever structure its format states.

    `markup` says whether the text carries Markdown and inline HTML of its own ("markdown")
    or none ("none"). `regions` is None where they must be found from the text. `skipped`
    are layer-1 spans inside regions that the reading text leaves out (a marker's figures).
    `problems` are remarks on the file as a whole, `losses` what of it could not be read, each with
    its place. `scans` are what was recognised on pages that are pictures. `unseen` are spans of
    invisible text, which the file holds and no page shows. `address` is the web
    address that the file states as its own.
    """

    text: str = field(repr=False)
    extractor: str
    markup: Literal["markdown", "none"] = "markdown"
    regions: tuple[Region, ...] | None = None
    markers: tuple[RawMarker, ...] = ()
    skipped: tuple[Span, ...] = ()
    title: str | None = None
    author: str | None = None
    date: str | None = None
    address: str | None = None
    pages: tuple[Page, ...] = ()
    problems: tuple[str, ...] = ()
    scans: tuple[Scan, ...] = ()
    losses: tuple[Loss, ...] = ()
    unseen: tuple[Span, ...] = ()
