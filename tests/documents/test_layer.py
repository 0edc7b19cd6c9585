"""What every extraction must hold, whatever its format: regions, marks, quotes that check."""

from pathlib import Path

import pytest

from rag.documents import sandbox
from rag.documents.formats.layer import Layer, Style
from rag.documents.printed_marks import could_be_mark
from rag.documents.read import read_document
from rag.quotes.check import check_quote
from rag.quotes.quote import quote_at

ROOT = Path(__file__).parents[2]
FILES = [
    *sorted(p for p in (ROOT / "corpus").iterdir() if p.suffix not in {".md", ".txt"}),
    *sorted((ROOT / "tests" / "data" / "formats").glob("essay*")),
    ROOT / "tests" / "data" / "pdf" / "hard.pdf",
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_regions_cover_the_text_in_order(path: Path) -> None:
    """Regions do not overlap, only white space lies between them, and marks lie inside them."""
    extraction = sandbox.extract(path.read_bytes(), path)
    regions = extraction.regions or ()
    end = 0
    for region in regions:
        assert not extraction.text[end : region.span.start].strip()
        assert region.span.of(extraction.text).strip() == region.span.of(extraction.text)
        assert region.span.start >= end
        end = region.span.end
    assert not regions or not extraction.text[end:].strip()
    inside = [*extraction.skipped, *(marker.span for marker in extraction.markers)]
    for span in inside:
        assert any(span.within(region.span) for region in regions)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_sentence_can_be_quoted(path: Path) -> None:
    """The check from layer 1 accepts each sentence of the reading text as a quote."""
    document = read_document(path, path.name)
    for start, end in document.reading.sentences:
        quote = quote_at(document, start, end)
        check_quote(quote.text, quote.spans, document)


def test_white_space_is_folded_but_no_break_spaces_stay() -> None:
    """As browsers do; what is preformatted keeps its lines."""
    layer = Layer()
    layer.write(" a \n\t b", Style())
    layer.write("  c\u00a0", Style())
    layer.write("d ", Style())
    layer.end()
    layer.write("x\n  y", Style(raw=True))
    assert "a b c\u00a0d\n\nx\n  y" == layer.extraction("test/1").text


def test_an_empty_block_leaves_nothing() -> None:
    """White space opens no block and adds no blank line."""
    layer = Layer()
    layer.write("  \n ", Style())
    layer.end()
    layer.write("a", Style())
    layer.end()
    layer.write(" ", Style())
    assert "a" == layer.extraction("test/1").text


def test_the_second_of_two_equal_headings_is_furniture() -> None:
    """A title page and the first heading of the text often say the same."""
    layer = Layer()
    for _ in range(2):
        layer.write("The Weir", Style("heading", level=1))
        layer.end()
    kinds = [region.kind for region in layer.extraction("test/1").regions or ()]
    assert ["heading", "furniture"] == kinds


@pytest.mark.parametrize("before", ["12 km", "m", "10", "(x", "= ", "a = b"])
def test_powers_are_no_marks(before: str) -> None:
    """A raised figure behind a unit, a digit or a single letter is a power."""
    assert not could_be_mark(before.rstrip() if before == "= " else before)


@pytest.mark.parametrize(
    "before", ["froze.", "letter", "“quoted.”", "bc", "(1866)", "km.", "in 1843"]
)
def test_figures_behind_words_may_be_marks(before: str) -> None:
    """A raised figure behind a word or a full stop may be a mark."""
    assert could_be_mark(before)
