"""Hostile and broken files: each ends with an error that names it, and the next file is read."""

import io
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rag.documents import sandbox
from rag.documents.assembly import document_from
from rag.documents.document import ScannedPage
from rag.documents.extraction import Extraction
from rag.documents.formats.pdf import MAX_PAGES
from rag.documents.formats.xml import MAX_MEMBERS, MAX_UNPACKED
from rag.documents.messages import Copy, Pictures, Request
from rag.documents.worker import WhileRecognising
from rag.errors import SourceError, UnsupportedSource
from rag.span import Span
from tests.documents.conftest import Pretend

DATA = Path(__file__).parents[1] / "data"


def _zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return stream.getvalue()


def _epub(chapter: bytes, package: bytes = b"", **more: bytes) -> bytes:
    """A book of one chapter."""
    container = b"<container><rootfiles><rootfile full-path='book.xml'/></rootfiles></container>"
    parts = {"META-INF__container": container, "book": package or _package("c.xml"), "c": chapter}
    return _zip(**parts, **more)


def _package(chapter: str) -> bytes:
    """What a book says of itself: that this is its only chapter."""
    item = f"<item id='c' href='{chapter}' media-type='application/xhtml+xml'/>"
    spine = "<spine><itemref idref='c'/></spine>"
    return f"<package><manifest>{item}</manifest>{spine}</package>".encode()


def _entities() -> bytes:
    """A "billion laughs" document."""
    lines = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f'<!DOCTYPE d [<!ENTITY a0 "ha">{"".join(lines)}]><d>&a9;</d>'.encode()


def _lying() -> bytes:
    """A bomb whose member claims to be small: the sizes in the archive's directory are changed."""
    bomb = _zip(word__document=b"<a>" + b" " * (MAX_UNPACKED + 9) + b"</a>")
    size = (MAX_UNPACKED + 9 + 7).to_bytes(4, "little")
    assert bomb.count(size) == 2
    return bomb.replace(size, (99).to_bytes(4, "little"))


def _locked_zip() -> bytes:
    """The members' flags say that they are encrypted."""
    plain = bytearray(_zip(word__document=b"<a>x</a>"))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        plain[plain.index(header) + flags] |= 1
    return bytes(plain)


def _pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its root. Its parser finds them."""
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, text) for n, text in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def _pages(count: int, words: str = "") -> bytes:
    """A PDF of so many pages that share their content."""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(count))
    drawn = f"BT /F 12 Tf 40 500 Td ({words}) Tj ET".encode() if words else b""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 3 0 R/Resources 4 0 R>>"
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
        *[page] * count,
    )


def _one_page(box: bytes, drawn: bytes, things: bytes, *more: bytes) -> bytes:
    """A PDF of one page of this size that draws X, which `things` say is what."""
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</XObject%s>>>>"
        % (box, things),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        *more,
    )


def _recursive() -> bytes:
    """A page that draws a form that draws itself."""
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>"
        b"stream\n/X Do\nendstream"
    )
    return _one_page(b"0 0 400 600", b"/X Do", b"<</X 5 0 R>>", form)


def _wide(pixels: int, box: bytes = b"0 0 400 600") -> bytes:
    """A page that is a picture of so many pixels a side, white, in a few bytes."""
    packed = zlib.compress(b"\xff" * min(pixels * pixels // 8, 1 << 24), 9)
    image = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (pixels, pixels, len(packed), packed)
    )
    return _one_page(box, b"400 0 0 600 0 0 cm /X Do", b"<</X 5 0 R>>", image)


_TREE = b"<</Type/Catalog/Pages 2 0 R>>"

HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb.docx": lambda: _zip(word__document=b"<a>" + b" " * (MAX_UNPACKED + 9) + b"</a>"),
    "laughs.docx": lambda: _zip(word__document=_entities()),
    "lying.docx": _lying,
    "locked.docx": _locked_zip,
    "ole.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
    "crowd.docx": lambda: _zip(**{f"a{n}": b"" for n in range(MAX_MEMBERS + 1)}),
    "bomb.epub": lambda: _epub(b"<a>" + b" " * (MAX_UNPACKED + 9) + b"</a>"),
    "laughs.epub": lambda: _epub(b"<p>x</p>", package=_entities()),
    "loop.epub": lambda: _epub(b"", _package("book.xml")),
    "drm.epub": lambda: _epub(
        b"<p>x</p>",
        **{
            "META-INF__encryption": b"<encryption><EncryptedData><EncryptionMethod "
            b"Algorithm='aes'/></EncryptedData></encryption>"
        },
    ),
    "deep.docx": lambda: _zip(word__document=b"<a>" * 90_000 + b"</a>" * 90_000),
    "cut.docx": lambda: (DATA / "formats" / "essay.docx").read_bytes()[:9000],
    "cut.epub": lambda: (DATA / "formats" / "essay.epub").read_bytes()[:9000],
    "cut.pdf": lambda: (DATA / "formats" / "essay.pdf").read_bytes()[:400],
    "cyclic.pdf": lambda: _pdf(_TREE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "knot.pdf": lambda: _pdf(
        _TREE,
        b"<</Type/Pages/Parent 3 0 R/Kids[3 0 R]/Count 9>>",
        b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 9>>",
    ),
    "itself.pdf": lambda: _pdf(b"1 0 R"),
    "recursive.pdf": _recursive,
    "many.pdf": lambda: _pages(MAX_PAGES + 1),
    "blank.pdf": lambda: _pages(1000),
    "locked.pdf": lambda: (DATA / "pdf" / "locked.pdf").read_bytes(),
    "scanned.pdf": lambda: (DATA / "pdf" / "scanned.pdf").read_bytes(),
    "empty.pdf": lambda: b"",
    "empty.html": lambda: b"",
    "noise.pdf": lambda: bytes(range(256)) * 40,
    "noise.epub": lambda: b"PK\x03\x04" + bytes(range(256)) * 40,
}
PICTURES = {
    "picture.pdf": _wide(60_000),
    "huge.pdf": _wide(100, b"0 0 9000000 9000000"),
    "flat.pdf": _wide(100, b"0 0 400 0"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_named_and_the_next_one_is_read(name: str) -> None:
    """The error carries the file's name and a cause; the batch goes on."""
    check_named(HOSTILE[name](), name)


def test_a_hostile_picture_is_named_and_the_next_one_is_read(pretend: Pretend) -> None:
    """It is drawn for Tesseract, which would look at each of them for seconds."""
    pretend("cat >/dev/null")
    for name, data in PICTURES.items():
        check_named(data, name)


def check_named(data: bytes, name: str) -> None:
    """The file is refused with a cause, and the next one is read by the same process."""
    with pytest.raises(SourceError) as caught:
        sandbox.extract(data, Path(name))
    assert name in str(caught.value)
    assert len(caught.value.found) > 5
    assert "x" == sandbox.extract(b"<p>x</p>", Path("next.html")).text


def test_what_takes_too_long_is_stopped() -> None:
    """The time limit ends the process, and the next file starts another one."""
    with pytest.raises(SourceError, match="not read within"):
        sandbox.extract((DATA / "formats" / "essay.pdf").read_bytes(), Path("a.pdf"), seconds=1e-4)
    assert "x" == sandbox.extract(b"<p>x</p>", Path("next.html")).text


def test_a_parser_that_crashes_ends_only_its_own_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the process dies, the error says how."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    sandbox._extracting.stop()
    with pytest.raises(SourceError, match="ended with status 1"):
        sandbox.extract(b"<p>x</p>", Path("a.html"))
    monkeypatch.undo()
    assert "x" == sandbox.extract(b"<p>x</p>", Path("next.html")).text


def test_an_unknown_type_is_named_without_a_process() -> None:
    """A type that is not read is refused before anything is started."""
    with pytest.raises(UnsupportedSource, match=r"\.xyz"):
        sandbox.extract(b"x", Path("a.xyz"))


def test_a_thousand_pages_are_read() -> None:
    """A long document is no hostile one: every page is there, within the limits."""
    found = sandbox.extract(_pages(1000, "Peat burns slowly."), Path("long.pdf"))
    assert (1000, ()) == (len(found.pages), found.problems)


def test_entities_of_a_page_are_not_expanded() -> None:
    """A page on the web is no XML: what it declares is text, or nothing."""
    found = sandbox.extract(_entities().replace(b"<d>", b"<p>Peat burns slowly. "), Path("a.html"))
    assert "Peat burns slowly." in found.text
    assert len(found.text) < 2000


class Asked:
    """A worker that notes what it is asked, and answers what it is told to."""

    def __init__(self, *replies: object) -> None:
        self.replies, self.seen = list(replies), list[tuple[Request, float, object]]()

    def ask(self, request: Request, seconds: float, on_page: object = None) -> object:
        """One reply; an error is raised."""
        self.seen.append((request, seconds, on_page))
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply


def noted(_done: int, _total: int) -> None:
    """Is told of pages."""


def test_each_task_is_asked_with_all_that_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes, the names, the places, the limits, and who is told of pages."""
    extraction = Extraction("Words.", "pdf/1")
    document = document_from(extraction, "a/b.pdf", "0" * 64)
    reading = Asked(extraction, document, extraction)
    drawing = Asked(Pictures(((3, b"png"),)), Copy(b"pdf"), Pictures(()), Copy(b""))
    monkeypatch.setattr(sandbox, "_extracting", reading)
    monkeypatch.setattr(sandbox, "_drawing", drawing)
    path, spans = Path("x/b.pdf"), (Span(1, 2), Span(3, 4))
    scans, quotes = (ScannedPage(0, "[]"),), (("said", spans),)
    assert sandbox.extract(b"1", path, noted, 7.0) is extraction
    assert sandbox.read(b"2", path, ("a/b.pdf", "f" * 64), noted, 8.0) == replace(
        document, sha256="f" * 64
    )
    sandbox.extract(b"3", path)
    assert reading.seen == [
        (Request("extract", "b.pdf", b"1"), 7.0, noted),
        (Request("read", "b.pdf", b"2", "a/b.pdf", "f" * 64), 8.0, noted),
        (Request("extract", "b.pdf", b"3"), 120.0, None),
    ]
    assert sandbox.marked_pages(b"4", path, list(spans), list(scans), 9.0) == [(3, b"png")]
    assert sandbox.highlighted(b"5", path, list(quotes), list(scans), 10.0) == b"pdf"
    sandbox.marked_pages(b"6", path, ())
    sandbox.highlighted(b"7", path, ())
    assert drawing.seen == [
        (Request("picture", "b.pdf", b"4", spans=spans, scans=scans), 9.0, None),
        (Request("highlight", "b.pdf", b"5", quotes=quotes, scans=scans), 10.0, None),
        (Request("picture", "b.pdf", b"6"), 120.0, None),
        (Request("highlight", "b.pdf", b"7"), 120.0, None),
    ]


def test_a_page_that_cannot_be_recognised_costs_the_recognition_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The file is read again without it, in the same time; another error is an error."""
    extraction = Extraction("Words.", "pdf/1")
    again = Asked(WhileRecognising("b.pdf", "ended"), extraction)
    monkeypatch.setattr(sandbox, "_extracting", again)
    assert sandbox.extract(b"1", Path("b.pdf"), noted, 7.0) is extraction
    assert again.seen[1] == (Request("extract without OCR", "b.pdf", b"1"), 7.0, None)
    monkeypatch.setattr(sandbox, "_extracting", Asked(SourceError("b.pdf", "ended")))
    with pytest.raises(SourceError, match="ended"):
        sandbox.extract(b"1", Path("b.pdf"))


@pytest.mark.parametrize("name", ["a.md", "a.xyz", "a"])
def test_only_pages_of_pdfs_are_drawn(name: str) -> None:
    """Another file is named, with what was expected."""
    with pytest.raises(UnsupportedSource, match=rf"^.{name}.: only the pages of PDFs can be shown"):
        sandbox.marked_pages(b"", Path("f") / name, ())
    with pytest.raises(UnsupportedSource, match=rf"^.{name}.: only PDFs can be highlighted"):
        sandbox.highlighted(b"", Path("f") / name, ())
