"""What a file shows and its text lacks is named: kept, listed, and said beside a quote."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rag.cli import main
from rag.documents.assembly import document_from
from rag.documents.document import Document, Loss, Page
from rag.documents.extraction import Extraction, OnPage
from rag.documents.read import read_document
from rag.quotes.quote import Quote, quote_at
from rag.quotes.warnings import WORDS, warnings_for
from rag.search import plan, update_index
from rag.search.codec import pack, unpack
from rag.web.records import document_counts
from rag.web.tabs.library_html import library_html
from tests.support.indexing import EMBEDDER, opened, write

TEXT = "First words here stand alone.\n\nSecond words have a ▯ in them.\n\nThird words end it.\n"
SIGN = Loss("1 sign of the font Symbol could not be read", 1, "7", TEXT.index("▯"))


def _document(*losses: Loss, pages: tuple[Page, ...] = ()) -> Document:
    made = Extraction(text=TEXT, extractor="made/1", losses=losses, pages=pages)
    return document_from(made, "a.txt", "0" * 64)


def _quote(document: Document, words: str) -> Quote:
    start = document.reading.text.index(words)
    return quote_at(document, start, start + len(words))


def test_a_loss_is_said_behind_its_page() -> None:
    """A person reads where it is before what it is."""
    assert SIGN.words == "p. 7: 1 sign of the font Symbol could not be read"
    assert Loss("a picture could not be read").words == "a picture could not be read"


def test_losses_are_kept_in_the_catalog() -> None:
    """They come back from a record as they went in; an older record has none."""
    document = _document(SIGN, Loss("a picture could not be read"))
    assert unpack(pack(document)).losses == document.losses
    assert unpack(pack(_document())).losses == ()


@pytest.mark.parametrize(
    ("words", "beside"), [("First words", False), ("Second words", True), ("Third words", False)]
)
def test_a_loss_with_an_offset_concerns_its_own_block(words: str, beside: bool) -> None:
    """The block that the missing sign stood in is warned of, and no other."""
    assert _quote(_document(SIGN), words).beside_loss is beside


def test_a_loss_between_two_blocks_concerns_both() -> None:
    """What is missing between two paragraphs may belong to either."""
    document = _document(replace(SIGN, at=TEXT.index("\n\n") + 1))
    found = [_quote(document, f"{word} words").beside_loss for word in ("First", "Second", "Third")]
    assert found == [True, True, False]


def test_a_loss_without_an_offset_concerns_its_page() -> None:
    """Where only the page is known, all its quotes are warned of."""
    document = _document(
        Loss("a turned line could not be read", 0, "8"),
        pages=(Page(0, "7"), Page(TEXT.index("Third"), "8")),
    )
    assert [_quote(document, w).beside_loss for w in ("Second words", "Third words")] == [
        False, True,
    ]  # fmt: skip


def test_a_quote_beside_a_loss_carries_a_warning_in_words() -> None:
    """The code comes last and has words."""
    codes = warnings_for("The pier fell into the sea.", "", "", "author", "body", loss=True)
    assert codes == ("loss",)
    assert "could not be read" in WORDS["loss"]


@pytest.fixture
def lossy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one file that lost a sign, and a reader that says so."""

    def read(path: Path, name: str, on_page: OnPage | None = None) -> Document:
        return replace(read_document(path, name, on_page), losses=(SIGN,) * 12)

    monkeypatch.setattr(plan, "read_document", read)
    return write(tmp_path / "in", {"a.txt": TEXT})


def test_the_report_of_an_update_names_losses(lossy: Path, tmp_path: Path) -> None:
    """Each with the path of its file, and the library page shows them."""
    report = update_index(tmp_path / "index", [lossy], EMBEDDER)
    assert report.losses == (("a.txt", SIGN),) * 12
    index = opened(tmp_path / "index")
    rows = index.documents()
    counts = {row.doc_id: document_counts(index.document(row.doc_id)) for row in rows}
    index.close()
    html = library_html(rows, counts)
    assert "12 places could not be read" in html
    assert "font Symbol" in html


def test_index_and_docs_name_losses(
    lossy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`quoth index` names the first of a file, `quoth docs --losses` all of them."""
    index = ["--index", str(tmp_path / "index")]
    main(["index", str(lossy), *index])
    told = capsys.readouterr().err
    assert told.count(f"not read in a.txt: {SIGN.words}") == 10
    assert "2 more (see: quoth docs --losses)" in told
    main(["docs", "--losses", *index])
    assert capsys.readouterr().out.count(f"  not read: {SIGN.words}\n") == 12
    main(["docs", "--losses", "--json", *index])
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["losses"][0] == {
        "what": SIGN.what, "signs": 1, "page": "7", "at": SIGN.at,
    }  # fmt: skip
