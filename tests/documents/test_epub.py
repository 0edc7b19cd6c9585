"""E-books: spine order, notes in other files, named characters, locked books."""

import io
import zipfile
from pathlib import Path

import pytest

from rag.documents.extraction import Extraction
from rag.documents.formats.epub import extract
from rag.errors import SourceError

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The Weir</dc:title>
  <dc:creator>A. Writer</dc:creator><dc:date>1931-04-01</dc:date></metadata><manifest>
  <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
  <item id="n" href="notes/notes.xhtml" media-type="application/xhtml+xml"/>
  <item id="b" href="two%20b.xhtml" media-type="application/xhtml+xml"/>
  <item id="a" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>
  <spine><itemref idref="nav"/><itemref idref="n" linear="no"/><itemref idref="a"/>
  <itemref idref="b"/></spine></package>"""
XHTML = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"'
    ' xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{}</body></html>'
)


def _epub(**changed: str) -> bytes:
    parts = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": PACKAGE,
        "OEBPS/nav.xhtml": XHTML.format("<nav><a href='one.xhtml'>One</a></nav>"),
        "OEBPS/one.xhtml": XHTML.format(
            "<h1>One</h1><p id='x'>Caf&eacute;&nbsp;froze.<a epub:type='noteref' "
            "href='notes/notes.xhtml#n1'>1</a></p><aside epub:type='footnote' id='own'>"
            "<p>Its own note.</p></aside>"
        ),
        "OEBPS/two b.xhtml": XHTML.format(
            "<h1>Two</h1><p id='x'>It thawed.<sup><a href='notes/notes.xhtml#n2'>2</a></sup></p>"
        ),
        "OEBPS/notes/notes.xhtml": XHTML.format(
            "<p id='n1'>1. Reyes, Mills.</p><p id='n2'>2. Ibid.</p>"
        ),
        **{name.replace("__", "/"): text for name, text in changed.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def _read(**changed: str) -> Extraction:
    return extract(_epub(**changed), Path("a.epub"))


def test_chapters_come_in_the_order_of_the_spine() -> None:
    """The contents are left out; what is not linear comes last."""
    book = _read()
    heads = [r.span.of(book.text) for r in book.regions or () if r.kind == "heading"]
    assert ["One", "Two"] == heads
    assert book.text.endswith("2. Ibid.")
    assert ("The Weir", "A. Writer", "1931-04-01") == (book.title, book.author, book.date)


def test_notes_in_another_file_are_linked() -> None:
    """Chapters may use the same ids; a link names the file as well."""
    book = _read()
    regions = book.regions or ()
    linked = [
        (m.mark, regions[m.target].span.of(book.text)) for m in book.markers if m.target is not None
    ]
    assert [("1", "1. Reyes, Mills."), ("2", "2. Ibid.")] == linked
    assert "Its own note." in [r.span.of(book.text) for r in regions if r.kind == "note"]


def test_named_characters_and_chapters_that_are_no_xml() -> None:
    """`&eacute;` is a letter, a no-break space stays one, and tag soup is read as HTML."""
    assert "Café\u00a0froze." in _read().text
    soup = _read(**{"OEBPS__one.xhtml": "<html><body><p>It <b>froze<p>Twice.</body>"})
    assert soup.text.startswith("It froze\n\nTwice.")


def test_locked_and_damaged_books() -> None:
    """A book under rights management, one without a package, and no zip at all."""
    encryption = (
        "<e><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes256-cbc'/></e>"
    )
    with pytest.raises(SourceError, match="rights management"):
        _read(**{"META-INF__encryption.xml": encryption})
    with pytest.raises(SourceError, match="names no package"):
        _read(**{"META-INF__container.xml": "<container/>"})
    with pytest.raises(SourceError, match="damaged"):
        extract(b"not a zip", Path("a.epub"))
    fonts = "<e><EncryptionMethod Algorithm='http://www.idpf.org/2008/embedding'/></e>"
    assert _read(**{"META-INF__encryption.xml": fonts}).text


def test_what_a_book_lacks_is_named_and_the_rest_is_read() -> None:
    """A chapter that is not there, one that is damaged, and a part that is no page of text."""
    package = PACKAGE.replace(
        '<itemref idref="a"/>', '<itemref idref="gone"/><itemref idref="a"/><itemref idref="pic"/>'
    )
    package = package.replace(
        "</manifest>", '<item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="pic" href="map.svg" media-type="image/png"/></manifest>',
    )  # fmt: skip
    whole = _epub(**{"OEBPS/book.opf": package})
    at = whole.index(b"It thawed.")
    book = extract(whole[:at] + b"It thowed." + whole[at + 10 :], Path("a.epub"))
    assert "froze." in book.text
    assert "thowed" not in book.text
    assert ["the part pic of the book", "the part OEBPS/gone.xhtml is missing",
            "the part OEBPS/two b.xhtml is damaged"] == [
        " ".join(loss.what.split(";")[0].split(" is no ")[0].split()) for loss in book.losses
    ]  # fmt: skip


def test_pages_of_the_print_are_places() -> None:
    """By their marks in the text, and by the book's own list for anchors without words."""
    nav = "<nav epub:type='page-list'><a href='two%20b.xhtml#here'>xiv</a></nav>"
    book = _read(
        **{
            "OEBPS/nav.xhtml": XHTML.format(nav),
            "OEBPS/one.xhtml": XHTML.format(
                "<p>The <span epub:type='pagebreak' id='p9'>9</span>weir.</p>"
            ),
            "OEBPS/two b.xhtml": XHTML.format("<p>It fro<a id='here'/>ze.</p>"),
        }
    )
    assert [(p.label, book.text[p.start : p.start + 4]) for p in book.pages] == [
        ("9", "weir"), ("xiv", "ze.\n"),
    ]  # fmt: skip


def test_headers_and_asides_of_a_book_are_text() -> None:
    """A book has no furniture by its tags and names; a style sheet of its own may hide words."""
    book = _read(
        **{
            "OEBPS/s.css": ".x { display: none }",
            "OEBPS/one.xhtml": XHTML.format(
                "<section><header><h1>One</h1><p>By water.</p></header><aside class='sidebar'>"
                "<p>A mill.</p></aside><p class='x'>Draft.</p><footer><p>Hest.</p></footer>"
                "</section>"
            ).replace("<title/>", "<title/><link rel='stylesheet' href='s.css'/>"),
        }
    )
    assert [b for b in ("By water.", "A mill.", "Hest.", "Draft.") if b in book.text] == [
        "By water.", "A mill.", "Hest.",
    ]  # fmt: skip


def test_control_characters_spoil_no_chapter() -> None:
    """A chapter that is no XML may hold signs that no tree of XML takes."""
    read = _read(**{"OEBPS/one.xhtml": "<html><body>\x0bThe weir froze over.<p>Twice.<br></body>"})
    assert "The weir froze over." in read.text
