"""`quoth page`: pictures of the pages that hold quotes, from answers and from offsets."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rag.answers.engine import Answer
from rag.answers.record import to_json
from rag.documents.document import Document
from rag.documents.formats import made_by
from rag.quotes.quote import quote_at
from rag.search import open_index
from tests.conftest import Run

HARD = Path(__file__).parents[1] / "data" / "pdf" / "hard.pdf"
SAID = "The letter is short and full of errors."


@pytest.fixture
def drawing(run: Run, workplace: Path) -> Run:
    """The command line, with a PDF of two columns among the indexed documents."""
    (workplace / "corpus" / "hard.pdf").write_bytes(HARD.read_bytes())
    assert 0 == run("index", "corpus")[0]
    return run


def _document(name: str) -> Document:
    with open_index(Path(".quoth")) as index:
        row = index.find(name)
        assert row is not None
        return index.document(row.doc_id)


def _answers(*quoted: tuple[str, str]) -> None:
    """Save one answer that quotes these words of these documents."""
    quotes = []
    for name, words in quoted:
        document = _document(name)
        at = document.reading.text.index(words)
        quotes.append(quote_at(document, at, at + len(words)))
    record = to_json(Answer("Q?", tuple(quotes), 0.9), id="../q", seconds=0.1, index={})
    Path("answers.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")


def _yellow(path: Path) -> int:
    """How many pixels are marked."""
    pixels = np.array(Image.open(io.BytesIO(path.read_bytes())))
    return int((pixels == (255, 226, 80)).all(axis=2).sum())


def test_every_quote_from_a_pdf_is_drawn(drawing: Run) -> None:
    """A file a page, named by answer and quote, inside the folder whatever the id says."""
    _answers(("hard.pdf", SAID), ("herat.md", "The Taliban took Herat in 1995."))
    status, out, err = drawing("page", "answers.jsonl", "--out", "pages")
    assert (0, "pages/_._q-1-page-1.png") == (status, out.strip())
    assert "1 of 2 quotes are from files that have no pages" in err
    assert _yellow(Path(out.strip())) > 500


def test_places_of_a_document_are_drawn(drawing: Run) -> None:
    """By the offsets of its text, to one file or to a folder."""
    document = _document("hard.pdf")
    first, last = document.text.index("paid in fish"), document.text.index("He died in 1860")
    at = f"{first}-{first + 12}"
    assert (0, "one.png\n") == drawing("page", "hard.pdf", "--at", at, "--out", "one.png")[:2]
    assert _yellow(Path("one.png")) > 100
    both = f"{at},{last}-{last + 15}"
    assert 2 == drawing("page", "hard.pdf", "--at", both, "--out", "one.png")[0]
    status, out, _ = drawing("page", "hard.pdf", "--at", both, "--out", "two")
    assert (0, ["two/page-1.png", "two/page-3.png"]) == (status, out.splitlines())


def test_a_pdf_that_has_changed_is_refused(drawing: Run, workplace: Path) -> None:
    """Nobody knows where its words stand now; the quote is named, and nothing is drawn."""
    _answers(("hard.pdf", SAID))
    (workplace / "corpus" / "hard.pdf").write_bytes(HARD.read_bytes() + b"\n")
    status, _, err = drawing("page", "hard.pdf", "--at", "100-120", "--out", "a.png")
    assert (2, True) == (status, "has changed since it was indexed" in err)
    status, _, err = drawing("page", "answers.jsonl", "--out", "pages")
    assert (2, True) == (status, "not drawn: quote ../q-1: 'hard.pdf': has changed" in err)
    assert not Path("pages").exists()


def test_another_extractor_than_the_indexs_is_refused(
    drawing: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its offsets may be others."""
    monkeypatch.setattr(made_by, "pdf", lambda: "pdf/9")
    status, _, err = drawing("page", "hard.pdf", "--at", "100-120", "--out", "a.png")
    assert (2, True) == (status, "now by pdf/9" in err)


def test_a_quote_that_is_not_its_sources_words_is_not_drawn(drawing: Run) -> None:
    """The others are, and the exit status tells."""
    _answers(("hard.pdf", SAID), ("hard.pdf", "He died in 1860, a rich man."))
    record = json.loads(Path("answers.jsonl").read_text())
    record["quotes"][0]["text"] = SAID.replace("short", "long")
    Path("answers.jsonl").write_text(json.dumps(record))
    status, out, err = drawing("page", "answers.jsonl", "--out", "pages")
    assert (1, ["pages/_._q-2-page-3.png"]) == (status, out.splitlines())
    assert "not drawn: quote ../q-1: altered" in err


def test_wrong_use_is_named(drawing: Run) -> None:
    """With exit status 2 and one line."""
    for words, said in [
        (("hard.pdf", "--at", "5"), "expected offsets"),
        (("hard.pdf", "--at", "9-4"), "expected 0 <= start < end"),
        (("hard.pdf", "--at", "4-9,6-12"), "overlap"),
        (("hard.pdf", "--at", "4-999999"), "ends at 999,999"),
        (("herat.md", "--at", "4-9"), "only the pages of PDFs"),
        (("gone.pdf", "--at", "4-9"), "no document"),
        (("gone.jsonl",), "No such file"),
    ]:
        status, out, err = drawing("page", *words, "--out", "x")
        assert (2, "", True) == (status, out, said in err), (words, err)
