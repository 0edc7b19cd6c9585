"""Word documents (Office Open XML, ECMA-376): paragraphs, tables, footnotes and endnotes.

Tracked changes are read as accepted: what was inserted stands, what was deleted does not.
Comments, headers, footers and hidden text are left out. Parser: lxml on the parts themselves.
"""

from pathlib import Path

from rag.documents.extraction import Extraction
from rag.documents.formats.docx.styles import NoteNumbers, Styles
from rag.documents.formats.docx.walk import Walk
from rag.documents.formats.layer import Layer
from rag.documents.formats.xml import LIBXML, Archive, Element, local
from rag.errors import SourceError

EXTRACTOR = f"docx/1+{LIBXML}"
_DOCUMENT = "word/document.xml"


def extract(data: bytes, path: Path) -> Extraction:
    """The text of a Word document; raises SourceError where it cannot be read."""
    archive = Archive(data, path)
    if _DOCUMENT not in archive.names:
        raise SourceError(path.name, f"no Word document: {_DOCUMENT!r} is missing.")
    document = archive.tree(_DOCUMENT)
    styles = Styles(_optional(archive, "word/styles.xml"))
    numbers = NoteNumbers(document, _optional(archive, "word/settings.xml"))
    layer = Layer()
    walk = Walk(layer, styles, numbers)
    walk.run(document)
    for kind in ("footnote", "endnote"):
        notes = _optional(archive, f"word/{kind}s.xml")
        for note in notes if notes is not None else ():
            walk.note(kind, note)
    extraction = layer.extraction(EXTRACTOR, **_about(_optional(archive, "docProps/core.xml")))
    if not extraction.text:
        raise SourceError(path.name, "a document without any text.", "Does it hold only images?")
    return extraction


def _optional(archive: Archive, name: str) -> Element:
    return archive.tree(name) if name in archive.names else None


def _about(core: Element) -> dict[str, str | None]:
    """Title and author of the core properties; their dates are the file's, not the text's."""
    stated = {local(e): (e.text or "").strip() for e in core} if core is not None else {}
    return {"title": stated.get("title"), "author": stated.get("creator")}
