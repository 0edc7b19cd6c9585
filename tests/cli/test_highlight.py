"""`quoth highlight`: the words under each highlight are the quote's, however the page lies."""

import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from rag.answers.engine import Answer
from rag.answers.record import to_json
from rag.quotes.quote import quote_at
from rag.search import open_index
from tests.conftest import Run
from tests.support.pdf_pages import Sheet, written

TEXT = ("The ferry left at noon. The bridge was", "closed for the whole of that winter.", "Nobody")
SAID = "The bridge was closed for the whole of that winter."


def _answer(name: str) -> bytes:
    """Index the folder's PDF and save an answer that quotes it; gives the file's bytes."""
    with open_index(Path(".quoth")) as index:
        row = index.find(name)
        assert row is not None
        document = index.document(row.doc_id)
    at = document.reading.text.index(SAID)
    quote = quote_at(document, at, at + len(SAID))
    record = to_json(Answer("When was it closed?", (quote,), 0.9), id=7, seconds=0.1, index={})
    Path("answers.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    return row.source.read_bytes()


def _under(path: Path) -> tuple[str, str]:
    """The words under the quads of a file's only highlight, and what it says of itself."""
    with pikepdf.open(path) as copy:
        mark = next(a for a in copy.pages[0].obj.Annots if a.Subtype == "/Highlight")
        numbers = [float(number) for number in mark.QuadPoints]
        said = str(mark.Contents)
    words = []
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage()
        for n in range(0, len(numbers), 8):
            across, up = numbers[n : n + 8 : 2], numbers[n + 1 : n + 8 : 2]
            box = (min(across), min(up), max(across), max(up))
            words.append(text.get_text_bounded(*box).strip())
        text.close()
    return " ".join(words), said


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_words_under_a_highlight_are_the_quote(run: Run, workplace: Path, rotate: int) -> None:
    """On pages that a viewer turns and crops, too; the file itself stays as it is."""
    sheet = Sheet(rotate=rotate, crop=(20, 30, 560, 700)).lines(60, 500, TEXT)
    (workplace / "corpus" / "ferry.pdf").write_bytes(written(sheet))
    assert 0 == run("index", "corpus")[0]
    before = _answer("ferry.pdf")
    status, out, err = run("highlight", "answers.jsonl", "--out", "marked")
    assert (0, "") == (status, err)
    assert (SAID, "Quote 7-1: When was it closed?") == _under(Path(out.strip()))
    assert before == (workplace / "corpus" / "ferry.pdf").read_bytes()


def test_a_changed_file_is_refused(run: Run, workplace: Path) -> None:
    """Its words may stand elsewhere: nothing is written, and it is said why."""
    (workplace / "corpus" / "ferry.pdf").write_bytes(written(Sheet().lines(60, 500, TEXT)))
    assert 0 == run("index", "corpus")[0]
    _answer("ferry.pdf")
    (workplace / "corpus" / "ferry.pdf").write_bytes(written(Sheet().lines(60, 400, TEXT)))
    status, out, err = run("highlight", "answers.jsonl", "--out", "marked")
    assert (2, "") == (status, out)
    assert "has changed since it was indexed" in err
