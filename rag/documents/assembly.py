"""From an extraction to a `Document`: regions, reading text, notes."""

from collections.abc import Sequence
from dataclasses import replace

from rag.documents.compose import Composition
from rag.documents.document import Document, Marker, Region, document_id
from rag.documents.extraction import Extraction
from rag.documents.notes import resolve
from rag.documents.reading import Block, ReadingText
from rag.documents.structure.fences import blanked
from rag.documents.structure.front import Front, find_front, is_byline, person, stated_title
from rag.documents.structure.keywords import keywords
from rag.documents.structure.parting import parted
from rag.documents.structure.regions import find_regions
from rag.documents.structure.speech.turns import with_turns
from rag.errors import SourceError
from rag.references.printed import PrintedNote

_TOP = 20  # regions at the head of a document among which a byline may stand


def document_from(extraction: Extraction, name: str, sha256: str) -> Document:
    """Regions, reading text and notes of an extraction, as a `Document`.

    Raises SourceError if nothing in it can be read.
    """
    text = extraction.text
    regions, front, problems = _structure(extraction)
    composed = Composition(extraction, regions)
    composed.run()
    if not composed.blocks:
        raise SourceError(name, "no readable text, only mark-up or page furniture.")
    reading = composed.reading()
    notes, of_mark = resolve(composed.marks, _notes(composed, text, reading))
    markers = tuple(
        Marker(m.span, m.at, m.mark, which)
        for m, which in zip(composed.marks, of_mark, strict=True)
    )
    return Document(
        doc_id=document_id(name), path=name, sha256=sha256, title=front.title,
        author=front.author, date=front.date, address=front.address,
        text=text, regions=tuple(regions), notes=notes, markers=markers, reading=reading,
        extractor=extraction.extractor, pages=extraction.pages,
        problems=extraction.problems + problems, scans=extraction.scans,
        losses=(*extraction.losses, *composed.losses), unseen=extraction.unseen,
        markup=extraction.markup, printed_lines=extraction.printed_lines,
        keywords=keywords("", extraction.keywords, front.keywords),
    )  # fmt: skip


def _notes(composed: Composition, text: str, reading: ReadingText) -> list[PrintedNote]:
    """The notes as printed, in order."""
    blocks = (block for block in composed.blocks if block.kind == "note")
    paged = zip(blocks, composed.note_pages, strict=True)
    return [_note(block, page, text, reading) for block, page in paged]


def _note(block: Block, page: int, text: str, reading: ReadingText) -> PrintedNote:
    """A note as printed."""
    spans = reading.source_spans(block.start, block.end)
    starts = reading.region_starts
    region = int(starts[starts.searchsorted(spans[0].start, side="right") - 1])
    said = reading.text[block.start : block.end]
    return PrintedNote(block.mark or "", said, spans, page, text[region : region + 1] == "[")


def _structure(extraction: Extraction) -> tuple[Sequence[Region], Front, tuple[str, ...]]:
    """Regions; title, author, date and address, the format's own first; what could not be read."""
    problems: tuple[str, ...] = ()
    text, figures = extraction.text, extraction.skipped if extraction.regions is None else ()
    if extraction.regions is not None:
        regions, front = _stated(extraction)
    else:
        text = blanked(text, tuple((span.start, span.end) for span in figures))
        structure = find_regions(text, extraction.markup == "markdown")
        regions, front, problems = structure.regions, structure.front, structure.problems
    if "-->" in (front.title or ""):
        front = replace(front, title=None)  # the time of a caption
    title = stated_title(extraction.title) or front.title
    regions = with_turns(regions, text, title)
    if figures:
        regions = parted(regions, figures, extraction.text)
    front = Front(
        title,
        person(extraction.author) or (None if extraction.author == "" else front.author),
        extraction.date or front.date,
        extraction.address or front.address,
        front.keywords,
    )
    return regions, front, problems


def _stated(extraction: Extraction) -> tuple[Sequence[Region], Front]:
    """The regions that the format gives, with a byline as a caption, and what the text states."""
    regions = list(extraction.regions or ())
    top = [r for r in regions[:_TOP] if r.kind in ("heading", "body", "caption")]
    seen = blanked(extraction.text, tuple((s.start, s.end) for s in extraction.skipped))
    texts = [("# " if r.kind == "heading" else "") + r.span.of(seen).strip() for r in top]
    body = [r.span.of(extraction.text) for r in regions if r.kind == "body"][-3:]
    front = find_front(texts, [r.kind == "heading" for r in top], body)
    for at, region in enumerate(regions[:_TOP]):
        if region.kind == "body" and is_byline(region.span.of(extraction.text)):
            regions[at] = replace(region, kind="caption")
    return regions, front
