"""The account of losses: each character that a PDF draws is in layer 1, or is named as lost."""

import unicodedata
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.documents.extraction import Extraction
from rag.documents.formats.pdf import extract
from tests.support.pdf_pages import Sheet, written

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "data").rglob("*.pdf")) + sorted((ROOT.parent / "corpus").glob("*.pdf"))
CASES = sorted((ROOT.parent.parent / "shared" / "cases").glob("*/in/*.pdf"))
UNREADABLE = {"locked.pdf", "scanned.pdf"}


def _drawn(data: bytes) -> Counter[str]:
    """Every character but white space, by pdfium's plain text and not by the reader's walk."""
    found: Counter[str] = Counter()
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage().get_text_range()
        found.update(_plain(text.translate({0x02: "-", 0xFFFE: "-", 0xAD: "-"})))
    document.close()
    return found


def _plain(text: str) -> str:
    """Raised and lowered figures as common ones, ligatures as letters, without white space."""
    folded = unicodedata.normalize("NFKC", text).replace("−", "-")
    return "".join(char for char in folded if not char.isspace() and char.isprintable())


def _unaccounted(data: bytes, found: Extraction) -> int:
    """How many characters are neither in layer 1 nor counted by a loss."""
    missing = _drawn(data) - Counter(_plain(found.text))
    return max(0, missing.total() - sum(loss.signs for loss in found.losses))


@pytest.mark.parametrize(
    "path", [path for path in FILES + CASES if path.name not in UNREADABLE], ids=lambda p: p.name
)
def test_all_that_is_drawn_is_read_or_named(path: Path) -> None:
    """In every PDF at hand, by a walk of its own."""
    data = path.read_bytes()
    assert _unaccounted(data, extract(data, path)) == 0


_WORDS = st.text("abcdefghABC.,-0123456789()", min_size=2, max_size=40)
_PIECES = st.tuples(
    _WORDS,
    st.integers(-60, 380),
    st.integers(-60, 620),
    st.sampled_from([1, 5, 8, 11, 11, 11, 14, 40]),
    st.sampled_from(["1 0 0 1", "1 0 0 1", "1 0 0 1", "0 1 -1 0", "-1 0 0 -1", ".9 .3 -.3 .9"]),
    st.sampled_from(["", "", "", "3 Tr", "4 Ts", "-3 Ts", "3 Tc", "1 g", ".5 g"]),
    st.sampled_from(["F1", "F1", "F2", "F3"]),
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(_PIECES, max_size=20, unique_by=lambda p: p[0]), min_size=1, max_size=2),
    st.sampled_from([0, 90, 180, 270]),
)
def test_whatever_is_drawn_is_read_or_named(pages: list[list[tuple]], rotate: int) -> None:  # type: ignore[type-arg]
    """Words anywhere, in any size, direction, colour and font; none is printed over itself."""
    sheets = [Sheet(rotate=rotate) for _ in pages]
    for sheet, pieces in zip(sheets, pages, strict=True):
        sheet.put(150, 300, "Enough for a page that has text.")
        for text, x, y, size, turn, before, font in pieces:
            sheet.put(x, y, text, size, font, turn, before)
    data = written(*sheets)
    assert _unaccounted(data, extract(data, Path("any.pdf"))) == 0
