"""Pages that are pictures: read where there is Tesseract, named where there is none."""

import io
import os
import shutil
import time
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from rag.documents import sandbox
from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats import recognition
from rag.documents.formats.pdf import extract, opened, read
from rag.documents.formats.pdf.picture import boxes_of
from rag.documents.messages import Pictures, Request
from rag.documents.worker import WhileRecognising, Worker
from rag.errors import SourceError
from rag.quotes.quote import quote_at
from rag.quotes.record import quote_json
from rag.search import update_index
from rag.search.codec import pack, unpack
from rag.span import Span
from rag.views.checked import where
from tests.documents.conftest import Pretend
from tests.support.indexing import EMBEDDER
from tests.support.indexing import opened as opened_index
from tests.support.scanning import scanned

ESSAY = Path(__file__).parents[1] / "data" / "formats" / "essay.pdf"
SCAN = Path("scan.pdf")
SAID = "Few chapters of recent diplomacy have been told so often by so few witnesses."
TYPED = "The movement that took Kabul"
_HOCR = (
    "<html><body><div class='ocr_carea'><span class='ocr_line' title='bbox 100 100 900 140; "
    "baseline 0 -8; x_size 40; x_descenders 8'><span class='ocrx_word' title='bbox 100 100 400 "
    "140; x_wconf 95'>Peat</span> <span class='ocrx_word' title='bbox 420 100 900 140; x_wconf "
    "90'>burns.</span></span></div></body></html>"
)


def _says(hocr: str) -> str:
    """A program that reads its picture and says this."""
    return f'cat >/dev/null; echo "{hocr}"'


needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None and not os.environ.get("CI"),
    reason="Tesseract is not installed (tesseract-ocr)",
)


@pytest.fixture(scope="module")
def mixed() -> bytes:
    """Two pages of the essay: the first a picture, the second as it was."""
    return scanned(ESSAY, [0, 1], keep=[1])


@pytest.fixture(scope="module")
def document(mixed: bytes) -> Document:
    """The same, read with Tesseract."""
    return document_from(sandbox.extract(mixed, SCAN), "scan.pdf", "0" * 64)


def _at(document: Document, words: str) -> tuple[int, int]:
    start = document.reading.text.index(words)
    return start, start + len(words)


@needs_tesseract
def test_a_scanned_page_is_read_as_its_print_is(document: Document) -> None:
    """At least 97 of 100 words of a clean scan are those of the text layer that it lost."""
    single = scanned(ESSAY, [0], keep=[0])
    printed = document_from(extract(single, SCAN), "a.pdf", "").text.split()
    seen = document.text[: document.pages[1].start].split()
    same = sum(block.size for block in SequenceMatcher(None, printed, seen, False)
               .get_matching_blocks())  # fmt: skip
    assert same / len(printed) >= 0.97
    assert SAID in document.reading.text


@needs_tesseract
def test_what_was_recognised_is_labelled(document: Document) -> None:
    """In the extractor's name, on the page, and after the way through the index."""
    assert [True, False] == [page.ocr for page in document.pages]
    assert f"+tesseract/{recognition.version()}" in document.extractor
    kept = unpack(pack(document))
    assert (document.pages, document.scans) == (kept.pages, kept.scans)
    assert [0] == [scan.page for scan in kept.scans]


@needs_tesseract
def test_a_quote_from_a_scanned_page_says_so(document: Document) -> None:
    """And one from the page beside it, which has its text, does not."""
    assert quote_at(document, *_at(document, SAID)).recognised
    assert not quote_at(document, *_at(document, TYPED)).recognised


@needs_tesseract
def test_a_footnote_in_an_export_says_so(document: Document) -> None:
    """Whoever gets the file has no page beside it."""
    quote = quote_at(document, *_at(document, SAID))
    assert ", read by OCR," in where(quote_json(replace(quote, warnings=("ocr",)), 1))
    assert "OCR" not in where(quote_json(quote, 1))


@needs_tesseract
def test_the_words_are_marked_where_they_are_printed(mixed: bytes, document: Document) -> None:
    """The boxes of recognised words are those of the text layer, to three points."""
    typed = scanned(ESSAY, [0, 1], keep=[0, 1])
    boxes = []
    for data in (typed, mixed):
        with opened(data, SCAN) as pdf:
            book = read(pdf, SCAN, document.scans if data is mixed else ())
            text = "".join(book.layer.text)
            said = document_from(book.extraction("x"), "a.pdf", "")
            assert text == said.text
            spans = quote_at(said, *_at(said, SAID)).spans
            boxes.append(boxes_of(pdf, book, spans)[0])
    assert len(boxes[0]) == len(boxes[1]) == 2
    for printed, recognised in zip(*boxes, strict=True):
        assert np.abs(np.subtract(printed, recognised)).max() <= 3.0


@needs_tesseract
def test_the_picture_of_a_scanned_page_has_its_mark(mixed: bytes, document: Document) -> None:
    """Drawn in the other process, from what was recognised once."""
    spans = quote_at(document, *_at(document, SAID)).spans
    ((page, png),) = sandbox.marked_pages(mixed, SCAN, spans, document.scans)
    pixels = np.array(Image.open(io.BytesIO(png)))
    assert 0 == page
    assert (pixels == (255, 226, 80)).all(axis=2).sum() > 2000


@needs_tesseract
def test_two_columns_of_a_scanned_page_are_not_mixed() -> None:
    """Tesseract may take a line of both for one."""
    hard = ESSAY.parent.parent / "pdf" / "hard.pdf"
    text = document_from(sandbox.extract(scanned(hard, [0]), SCAN), "a.pdf", "").reading.text
    assert "No record gives her name, and the parish books of those years" in text
    assert "They measured an area of" in text


@needs_tesseract
@pytest.mark.parametrize("turned", [90, 180])
def test_a_page_on_its_head_is_turned_before_it_is_read(turned: int) -> None:
    """What is read is what stands there, and it is marked where it stands."""
    drawn = Image.new("L", (1000, 600), 255)
    said = ["The pier was lit by oil until 1871.", "Two lamps were filled by children."]
    font = ImageFont.load_default(36)
    for order, line in enumerate(said):
        ImageDraw.Draw(drawn).text((60, 60 + 70 * order), line, font=font, fill=0)
    picture = io.BytesIO()
    drawn.rotate(turned, expand=True).save(picture, "PDF", resolution=150)
    extraction = sandbox.extract(picture.getvalue(), SCAN)
    assert " ".join(said) == " ".join(extraction.text.split())
    with opened(picture.getvalue(), SCAN) as pdf:
        book = read(pdf, SCAN, extraction.scans)
        last = Span(len(extraction.text) - len("children."), len(extraction.text))
        ((box,),) = boxes_of(pdf, book, [last]).values()
    words = said[1].rsplit(" ", 1)[0] + " "
    x, y = (60 + font.getlength(words)) * 0.48, 150 * 0.48  # where it begins, in points, unturned
    corner = {180: (480 - x, y), 90: (y, x)}[turned]
    assert np.abs(np.subtract((box[2] if turned == 180 else box[0], box[1]), corner)).max() < 25


def test_without_tesseract_the_page_is_named(mixed: bytes, pretend: Pretend) -> None:
    """The other pages are read; where there is none, the error says what would help."""
    pretend(None)
    found = sandbox.extract(mixed, SCAN)
    assert ["p. 1: the page is an image without text"] == [one.words for one in found.losses]
    assert "tesseract" not in found.extractor
    with pytest.raises(
        SourceError, match=r"1 pages without any text, 1 of them.*Install Tesseract"
    ):
        sandbox.extract(scanned(ESSAY, [0]), SCAN)


def test_what_tesseract_says_is_laid_on_the_page(pretend: Pretend) -> None:
    """Words, boxes in points, and the version, by a program that says what we told it."""
    pretend(_says(_HOCR))
    found = sandbox.extract(scanned(ESSAY, [0]), SCAN)
    assert ("Peat burns.", True) == (found.text, found.extractor.endswith("+tesseract/9.9"))
    with opened(scanned(ESSAY, [0]), SCAN) as pdf:
        height = pdf[0].get_height()
        book = read(pdf, SCAN, found.scans)
        ((box,),) = boxes_of(pdf, book, [r.span for r in found.regions or ()]).values()
    expected = (24.0, height - 33.6, 216.0, height - 24.0)
    assert np.abs(np.subtract(expected, box)).max() < 0.5


@pytest.mark.parametrize(
    "lines",
    ["exit 1", "echo '<<<'", "cat >/dev/null", _says(_HOCR.replace("conf 9", "conf 3"))],
    ids=["fails", "babbles", "says nothing", "is not sure"],
)
def test_a_page_on_which_nothing_is_recognised_is_named(
    mixed: bytes, pretend: Pretend, lines: str
) -> None:
    """As one that nobody tried to read."""
    pretend(lines)
    found = extract(mixed, SCAN, lambda *_: None)
    assert ["p. 1: the page is an image without text"] == [one.words for one in found.losses]
    assert "tesseract" not in found.extractor


def test_pages_are_counted_while_they_are_recognised(mixed: bytes, pretend: Pretend) -> None:
    """Whoever waits is told; a file without such pages tells nothing."""
    pretend("cat >/dev/null")
    seen: list[tuple[int, int]] = []
    sandbox.extract(mixed, SCAN, lambda done, total: seen.append((done, total)))
    assert [(0, 1)] == seen
    sandbox.extract(scanned(ESSAY, [0], keep=[0]), SCAN, lambda *_: seen.append((9, 9)))
    assert [(0, 1)] == seen


def test_what_ends_the_process_while_it_recognises_costs_only_that(
    mixed: bytes, pretend: Pretend
) -> None:
    """The pages that have their text are read without OCR."""
    pretend("kill -9 $PPID")
    found = sandbox.extract(mixed, SCAN)
    assert ["p. 1: the page is an image without text"] == [one.words for one in found.losses]
    assert TYPED in found.text


def test_a_page_that_takes_too_long_takes_its_program_with_it(
    mixed: bytes, pretend: Pretend, tmp_path: Path
) -> None:
    """The time limit ends what the process has started, too."""
    pretend("exit 1")
    started = time.monotonic()
    assert TYPED in sandbox.extract(mixed, SCAN).text
    usual = time.monotonic() - started  # with the start of a process: what is right when busy
    pretend(f"echo $$ >{tmp_path}/pid; exec sleep 300")
    started = time.monotonic()
    assert TYPED in sandbox.extract(mixed, SCAN, seconds=max(2.0, 4 * usual)).text
    assert time.monotonic() - started < 300
    pid = (tmp_path / "pid").read_text().strip()
    state = Path(f"/proc/{pid}/stat")
    assert not state.exists() or " Z " in state.read_text()


def test_each_page_that_is_recognised_gives_more_time() -> None:
    """Four seconds of work within a limit of three, in steps of one; silence is still ended."""
    steps = (
        "import sys, time\n"
        "from rag.documents.messages import Pictures, Recognised, receive, send\n"
        "while True:\n"
        "    long = 1 if receive(sys.stdin.buffer).task == 'picture' else 60\n"
        "    for n in range(4):\n"
        "        send(sys.stdout.buffer, Recognised(n, 4)); time.sleep(long)\n"
        "    send(sys.stdout.buffer, Pictures(()))"
    )
    worker = Worker(steps)
    assert Pictures(()) == worker.ask(Request("picture", "a.pdf", b""), 3.0)
    with pytest.raises(WhileRecognising, match="not read within 3 seconds"):
        worker.ask(Request("read", "a.pdf", b""), 3.0)
    worker.stop()


def test_pages_are_recognised_once_there_is_tesseract_and_stay_when_it_goes(
    mixed: bytes, pretend: Pretend, tmp_path: Path
) -> None:
    """An unchanged file is read again for it, and not without it."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "scan.pdf").write_bytes(mixed)

    def index() -> tuple[int, int, int, str]:
        report = update_index(tmp_path / "index", [folder], EMBEDDER)
        with opened_index(tmp_path / "index") as made:
            (row,) = made.documents()
            return len(report.changed), len(report.reextracted), len(report.losses), row.extractor

    pretend(None)
    *counts, plain = index()
    assert [0, 0, 1] == counts
    pretend(_says(_HOCR))
    *counts, now = index()
    assert [1, 1, 0] == counts
    assert f"{plain}+tesseract/9.9" == now
    assert (0, 0, 0, now) == index()
    pretend(None)
    assert (0, 0, 0, now) == index()
