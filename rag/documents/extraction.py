"""What a format hands over: layer 1 of one file, and whatever structure the format states."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from rag.documents.document import Loss, Markup, Page, PrintedLine, Region, ScannedPage
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

    `markup` says whether the text carries Markdown and inline HTML of its own ("markdown",
    "captions", or "text" where "&mdash;" is no reference to a character)
    or none ("none"). `regions` is None where they must be found from the text. `skipped`
    are layer-1 spans inside regions that the reading text leaves out (a marker's figures).
    `problems` are remarks on the file as a whole, `losses` what of it could not be read, each with
    its place. `scans` are what was recognised on pages that are pictures. `unseen` are spans of
    invisible text, which the file holds and no page shows. `printed_lines` are the lines of a print
    that counts them. `address` is the web address that the file states as its own. `author`
    is "" where the file says that there is none, whatever byline stands in it. `keywords` are
    labels that the file states of itself.
    """

    text: str = field(repr=False)
    extractor: str
    markup: Markup = "markdown"
    regions: tuple[Region, ...] | None = None
    markers: tuple[RawMarker, ...] = ()
    skipped: tuple[Span, ...] = ()
    title: str | None = None
    author: str | None = None
    date: str | None = None
    address: str | None = None
    pages: tuple[Page, ...] = ()
    problems: tuple[str, ...] = ()
    scans: tuple[ScannedPage, ...] = ()
    losses: tuple[Loss, ...] = ()
    unseen: tuple[Span, ...] = ()
    printed_lines: tuple[PrintedLine, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read: one line in rag/documents/formats.

    `suffixes` are in lower case, with their dot. `module` is imported when the first such file is
    read; it has `extract(data, path) -> Extraction`, and `EXTRACTOR`, the name and version of what
    makes layer 1, unless `told_by` names a lighter module with a function of the format's name
    that gives it. `isolated` formats are read in a process of their own.
    `pages` says that pictures of pages can be shown, `recognised_by` names the module that
    recognises pages that are pictures; `extract` then takes an `OnPage` as well.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    told_by: str = ""
    isolated: bool = True
    pages: bool = False
    recognised_by: str = ""

    def extractor(self) -> str:
        """The name and version of what would read such a file now."""
        told: Any = import_module(self.told_by or self.module)
        made_by = getattr(told, self.name)() if self.told_by else told.EXTRACTOR
        recognises = import_module(self.recognised_by).name() if self.recognised_by else ""
        return f"{made_by}{recognises}"

    def extract(self, data: bytes, path: Path, on_page: OnPage | None = None) -> Extraction:
        """Layer 1 of a file; raises SourceError for bytes that are no such file."""
        module: Any = import_module(self.module)
        given = (data, path, on_page) if self.recognised_by else (data, path)
        extraction: Extraction = module.extract(*given)
        return extraction
