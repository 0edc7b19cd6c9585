"""PDFs: lines and columns, furniture, notes at the foot, pages, pictures, speed."""

import hashlib
import io
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from rag.documents import sandbox
from rag.documents.assembly import document_from
from rag.documents.extraction import Extraction
from rag.documents.formats.pdf import extract
from rag.documents.formats.pdf.furniture import page_offset, part_furniture, running_lines
from rag.documents.formats.pdf.line import Line
from rag.documents.formats.pdf.page import PageText
from rag.errors import UnsupportedSource
from rag.quotes.quote import quote_at
from rag.web.source.page import picture

DATA = Path(__file__).parents[1] / "data"
HARD = DATA / "pdf" / "hard.pdf"
PAGES_A_SECOND = 25  # some 45 on two idle cores; less where others share their caches


def _hard() -> Extraction:
    return extract(HARD.read_bytes(), HARD)


def _of(extraction: Extraction, kind: str) -> list[str]:
    return [r.span.of(extraction.text) for r in extraction.regions or () if r.kind == kind]


def test_columns_are_read_one_after_the_other() -> None:
    """The second column goes on with the sentence that the first one began."""
    reading = document_from(_hard(), "hard.pdf", "").reading.text
    assert "The letter is short and full of errors. It says that the fire" in reading
    assert "hidden by the cliffs, and they built the lighthouse" in reading


def test_words_divided_over_lines_are_whole_in_the_reading_text() -> None:
    """Layer 1 keeps the hyphen and the line; the reading text has the word."""
    extraction = _hard()
    assert "wid-\now of a harbourmaster" in extraction.text
    reading = document_from(extraction, "hard.pdf", "").reading.text
    assert "the widow of a harbourmaster kept" in reading
    assert "the engineers who came" in reading


def test_heads_and_page_numbers_are_furniture_and_give_labels() -> None:
    """Heads alternate between pages; the printed number is the page's label."""
    extraction = _hard()
    assert {"THE LIGHTHOUSE AT SKARV", "NORTHERN COASTS", "101", "102", "103", "105"} <= set(
        _of(extraction, "furniture")
    )
    assert ["101", "102", "103", "105"] == [page.label for page in extraction.pages]
    assert "NORTHERN" not in document_from(extraction, "hard.pdf", "").reading.text


def test_a_stamp_that_stands_upright_is_read_apart() -> None:
    """Text along the margin can be quoted, and is in no sentence of the text."""
    assert ["Stamped by the archive in 1999, no part of the text"] == _of(_hard(), "caption")


def test_headings_by_size_and_weight() -> None:
    """The title is the largest; a bold line of the text's size is the lowest."""
    extraction = _hard()
    heads = {
        r.span.of(extraction.text): r.level for r in extraction.regions or () if r.kind == "heading"
    }
    expected = {
        "The Lighthouse at Skarv and Its Keepers, 1843": 1, "Notes": 2, "The pension": 3,
    }  # fmt: skip
    assert expected == heads
    assert ("The Lighthouse at Skarv", "Test Author") == (extraction.title, extraction.author)


def test_marks_and_notes_by_page_with_signs_and_endnotes() -> None:
    """Numbering starts again on page 2 and in the endnotes; 12 km² is no mark."""
    document = document_from(_hard(), "hard.pdf", "")
    found = [
        (marker.mark, document.notes[note].text[:24])
        for marker in document.markers
        for note in marker.notes
    ]
    expected = [
        ("1", "Olaf Brekke, Lights of t"), ("2", "Brekke, Lights, 15–16."),
        ("*", "The letter is now in the"), ("3", "Report of the Lighthouse"),
        ("1", "Brekke, Lights, 40."), ("2", "Ibid., 41. The refusals "),
        ("1", "Brekke, Lights, 77."), ("2", "Anna Lien, Keepers and K"),
    ]  # fmt: skip
    assert expected == found
    assert "12 km² from which" in document.reading.text


def test_references_in_brackets() -> None:
    """Papers cite their list so; a year in brackets is none of its numbers."""
    path = DATA / "pdf" / "paper.pdf"
    document = document_from(extract(path.read_bytes(), path), "paper.pdf", "")
    found = [[document.notes[n].text[:4] for n in marker.notes] for marker in document.markers]
    expected = [["Brek"], ["Lien", "Vik,"], ["Brek", "Lien", "Vik,"]]
    assert expected == found
    assert document.reading.text.split("\n\n")[1] == (
        "Peat burns slowly. Its light was seen for nine miles, which is more than coal gives. "
        "In the winter [1843] it was not lit."
    )


def test_a_note_that_goes_on_below_the_rule_of_the_next_page() -> None:
    """Its two parts are one note, with a span on each page."""
    document = document_from(_hard(), "hard.pdf", "")
    note = next(note for note in document.notes if note.text.startswith("Ibid., 41."))
    assert note.text.endswith("in full in the appendix of the same book, pages 201 to 203.")
    assert len(note.spans) == 2
    assert note.full_reference is not None
    assert "Olaf Brekke" in note.full_reference.text


def test_a_page_that_is_an_image_is_a_problem_with_its_number() -> None:
    """The other pages are read."""
    assert ["p. 104: the page is an image without text"] == [one.words for one in _hard().losses]


def test_a_quote_is_marked_on_the_picture_of_its_page() -> None:
    """The picture is a PNG of the page; the words' boxes are yellow, in both columns."""
    document = document_from(_hard(), "hard.pdf", "")
    start = document.reading.text.index("The letter is short")
    quote = quote_at(document, start, start + 60)
    assert "101" == quote.locator.page
    ((page, png),) = sandbox.marked_pages(HARD.read_bytes(), HARD, quote.spans)
    pixels = np.array(Image.open(io.BytesIO(png)))
    yellow = (pixels == (255, 226, 80)).all(axis=2)
    middle = pixels.shape[1] // 2
    assert 0 == page
    assert yellow[:, :middle].sum() > 500
    assert yellow[:, middle:].sum() > 500


def test_pages_are_drawn_for_several_visitors_at_once() -> None:
    """Pdfium knows no threads: drawn in the server's own process, this took the server down."""
    document = document_from(_hard(), "hard.pdf", hashlib.sha256(HARD.read_bytes()).hexdigest())
    start = document.reading.text.index("The letter is short")
    spans = quote_at(document, start, start + 60).spans
    with ThreadPoolExecutor(8) as visitors:
        asked = [visitors.submit(picture, document, HARD, spans, 0) for _ in range(8)]
        pictures = {one.result() for one in asked}
    assert 1 == len(pictures)


def test_only_pdfs_have_pages_to_show() -> None:
    """Other formats are refused."""
    with pytest.raises(UnsupportedSource, match="only the pages of PDFs"):
        sandbox.marked_pages(b"<p>x</p>", Path("a.html"), ())


def test_page_numbers_follow_each_other() -> None:
    """A running head's number counts with the pages; one odd number does not confuse it."""
    empty = np.empty(0, dtype=np.int32)
    pages = [
        PageText(400, 600, [Line(text, 40, 300, 590, 580, 8, False, empty)], [], False)
        for text in ("Weirs 11", "12 Mills", "Weirs 13", "Mills of 1840")
    ]
    assert 11 == page_offset(pages)


@pytest.mark.parametrize("scanned", [True, False])
def test_heads_of_scanned_pages_need_not_lie_at_one_height(scanned: bool) -> None:
    """No two pages lie alike on the glass; print does, and a title elsewhere is no head."""
    empty = np.empty(0, dtype=np.int32)
    pages = [
        PageText(400, 600, [Line("Old Mills", 40, 200, top, top - 10, 8, False, empty)], [], True,
                 scanned)
        for top in (590.0, 576.0, 583.0)
    ]  # fmt: skip
    running = running_lines(pages)
    parted = [len(part_furniture(page, running, None)[1]) for page in pages]
    assert ([1, 1, 1] if scanned else [0, 0, 0]) == parted


def test_speed() -> None:
    """So many pages a second of processor time, on ninety pages; once more if it is too slow."""
    essay = pypdfium2.PdfDocument(DATA / "formats" / "essay.pdf")
    book = pypdfium2.PdfDocument.new()
    for _ in range(10):
        book.import_pages(essay)
    stream = io.BytesIO()
    book.save(stream)
    pages = len(book)
    essay.close()
    book.close()

    def speed() -> float:
        started = time.process_time()
        assert pages == len(extract(stream.getvalue(), Path("book.pdf")).pages)
        return pages / (time.process_time() - started)

    assert speed() >= PAGES_A_SECOND or speed() >= PAGES_A_SECOND


def test_a_picture_inside_a_form_is_a_picture() -> None:
    """As some scanners write their pages; such a page is named, too."""
    made = pypdfium2.PdfDocument.new()
    scan = pypdfium2.PdfDocument(DATA / "pdf" / "scanned.pdf")
    typed = pypdfium2.PdfDocument(HARD)
    made.import_pages(typed, [2])
    wrapped = made.new_page(200, 300)
    wrapped.insert_obj(scan.page_as_xobject(0, made).as_pageobject())
    wrapped.gen_content()
    stream = io.BytesIO()
    made.save(stream)
    losses = extract(stream.getvalue(), HARD).losses
    assert ["p. 2: the page is an image without text"] == [one.words for one in losses]
