"""Word documents (Office Open XML, ECMA-376): paragraphs, tables, boxes, equations and notes.

Live words only: tracked changes are read as accepted, and what is struck out or hidden is left
out. Headers, footers and tables of contents are in layer 1, but no text; comments are counted.
What cannot be read is a loss with its place, and account.py counts the words a second time.

Reading order: attributes, numerals, symbols, parts, styles, numbering, field_numbers,
note_numbers, equations, fields, versions, live, runs, tables, rtf, embedded, walk, account.
"""

from dataclasses import replace
from pathlib import Path

from rag.documents.document import Loss
from rag.documents.extraction import Extraction
from rag.documents.formats import made_by
from rag.documents.formats.docx import rtf
from rag.documents.formats.docx.account import unaccounted
from rag.documents.formats.docx.embedded import RTF, Inner
from rag.documents.formats.docx.field_numbers import FieldNumbers
from rag.documents.formats.docx.live import Joined, Live
from rag.documents.formats.docx.note_numbers import NoteNumbers
from rag.documents.formats.docx.numbering import Numbering
from rag.documents.formats.docx.parts import Package
from rag.documents.formats.docx.runs import Runs
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.docx.versions import forget
from rag.documents.formats.docx.walk import Parts, WordWalk
from rag.documents.formats.layer import Layer
from rag.documents.formats.xml import Archive, Element, local
from rag.documents.structure.front import person
from rag.errors import SourceError


def extract(data: bytes, path: Path) -> Extraction:
    """The text of a Word document; raises SourceError where it cannot be read."""
    try:
        return _extract(data, path, lambda inner, name: _extract(inner, name, _innermost))
    finally:
        forget()


def _innermost(data: bytes, path: Path) -> Extraction:
    """What lies in a file that lies in another holds no more files, as that of a zip bomb does."""
    if not data.startswith(RTF):
        raise SourceError(path.name, "a Word file inside of one that is inside of another.")
    return _extract(data, path, _innermost)


def _extract(data: bytes, path: Path, inner: Inner) -> Extraction:
    if path.suffix.lower() == ".rtf" and not data.startswith((RTF, b"PK")):
        raise SourceError(path.name, r"no RTF: it does not begin with {\rtf.")
    package = rtf.parts(data) if data.startswith(RTF) else Package(Archive(data, path))
    document, looks = package.document(), package.part("styles")
    styles, layer = Styles(looks), Layer()
    numbering = Numbering(package.part("numbering"), styles)
    notes = NoteNumbers(document, package.part("settings"))
    runs = Runs(layer, styles, Live(styles), notes, FieldNumbers(numbering, styles))
    walk = WordWalk(layer, styles, numbering, runs, package, inner, Joined(styles))
    walk.run(document)
    read = [document]
    for kind in ("footnote", "endnote"):
        said = package.part(f"{kind}s")
        read += [note for note in said if walk.note(kind, note)] if said is not None else []
    heads = package.of_kind("header", "footer")
    known: set[str] = set()
    for head in heads:
        walk.furniture(head, known)
    extraction = layer.extraction(made_by.docx(), **_about(package.properties()))
    if not extraction.text:
        raise SourceError(path.name, "a document without any text.", "Does it hold only images?")
    missing = unaccounted([*read, *heads], looks, extraction.text)
    return replace(extraction, losses=(*package.losses, *runs.losses, *missing, *_remarks(package)))


def _remarks(package: Parts) -> tuple[Loss, ...]:
    """The readers' remarks in the margin, which no print of the text shows."""
    comments = package.part("comments")
    count = sum(local(e) == "comment" for e in comments) if comments is not None else 0
    said = "1 comment of a reader" if count == 1 else f"{count} comments of readers"
    return (Loss(f"{said} not read"),) if count else ()


def _about(core: Element) -> dict[str, str | None]:
    """Title, author and keywords of the core properties; their dates are the file's."""
    stated = {local(e): "\n".join(e.itertext()).strip() for e in core} if core is not None else {}
    author = person(stated.get("creator"))
    return {"title": stated.get("title"), "author": author, "keywords": stated.get("keywords")}
