"""A file whose bytes are the same and whose extractor is another one: read again, cited again."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rag.answers.engine import Answer
from rag.answers.record import to_json
from rag.audit.saved import check_lines, mended
from rag.cli.index import tell
from rag.documents import formats, sandbox
from rag.documents.assembly import document_from
from rag.documents.document import Region
from rag.documents.extraction import Extraction
from rag.documents.formats import made_by
from rag.quotes.quote import quote_at
from rag.search import IndexReport, Progress, update_index
from rag.search.report import Reextraction
from rag.span import Span
from tests.support.indexing import EMBEDDER, check_whole, opened

PAPER = Path(__file__).parents[1] / "data" / "pdf" / "paper.pdf"
SAID = "Peat burns slowly."
_OLD, _NEW = "pdf/1+pdfium/1", "pdf/2+pdfium/2"
Reads = Callable[[Extraction], Extraction]


def stamped(found: Extraction) -> Extraction:
    """As an extractor reads it that also sees a stamp above the title."""
    stamp = "Seen by the archive.\n\n"
    by = len(stamp)
    return replace(
        found,
        text=stamp + found.text,
        regions=(
            Region("furniture", Span(0, by - 2)),
            *(replace(r, span=r.span.shift(by)) for r in found.regions or ()),
        ),
        markers=tuple(replace(m, span=m.span.shift(by)) for m in found.markers),
        skipped=tuple(span.shift(by) for span in found.skipped),
        pages=tuple(replace(page, start=page.start + by) for page in found.pages),
    )


def misread(found: Extraction) -> Extraction:
    """As an extractor reads it that takes one letter for another."""
    return replace(found, text=found.text.replace("Peat burns", "Peat bums ", 1))


def as_it_is(found: Extraction) -> Extraction:
    """As the extractor reads it."""
    return found


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., IndexReport]:
    """Index one PDF as an extractor of a version reads it; gives the report."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "paper.pdf").write_bytes(PAPER.read_bytes())

    def index(
        version: str, reads: Reads, rules: str = "quoth/1.a", seen: list[Progress] | None = None
    ) -> IndexReport:
        monkeypatch.setattr(made_by, "pdf", lambda: version)
        monkeypatch.setattr(
            sandbox,
            "read",
            lambda d, p, named, *_: document_from(reads(formats.extract(d, p)), *named),
        )
        told = seen if seen is not None else []
        return update_index(tmp_path / "index", [folder], EMBEDDER, told.append, rules=rules)

    return index


def _saved(directory: Path) -> bytes:
    """An answer that quotes the paper as it is indexed now."""
    with opened(directory) as index:
        document = index.document(index.documents()[0].doc_id)
        at = document.reading.text.index(SAID)
        quote = quote_at(document, at, at + len(SAID), 0.9)
        record = to_json(Answer("Q?", (quote,), 0.9), id=1, seconds=0.1, index={})
    return json.dumps(record).encode() + b"\n"


def test_another_extractor_reads_an_unchanged_file_again(
    library: Callable[..., IndexReport], tmp_path: Path
) -> None:
    """Its text replaces the old one, and the report says from which version to which."""
    library(_OLD, as_it_is)
    assert ("paper.pdf",) == library(_OLD, stamped).unchanged
    report = library(_NEW, stamped)
    assert (Reextraction("paper.pdf", _OLD, _NEW),) == report.reextracted
    assert (("paper.pdf",), ()) == (report.changed, report.unchanged)
    assert check_whole(tmp_path / "index")[1]["paper.pdf"].startswith("Seen by the archive.")


def test_where_it_reads_the_same_only_its_version_is_noted(
    library: Callable[..., IndexReport], tmp_path: Path
) -> None:
    """No passage is embedded again; the next run has nothing to read."""
    library(_OLD, as_it_is)
    seen: list[Progress] = []
    report = library(_NEW, as_it_is, seen=seen)
    assert ((), (), ("paper.pdf",)) == (report.changed, report.reextracted, report.unchanged)
    assert {"reading"} == {progress.stage for progress in seen}
    with opened(tmp_path / "index") as index:
        (row,) = index.documents()
        assert (_NEW, _NEW) == (row.extractor, index.document(row.doc_id).extractor)
        assert [_NEW] == [d.extractor for d in index.versions(row.doc_id, row.sha256)]
    assert 2 == check_whole(tmp_path / "index")[0]
    assert 2 == library(_NEW, as_it_is).generation


def test_passages_that_are_worded_otherwise_are_embedded_again(
    library: Callable[..., IndexReport],
) -> None:
    """The same text under another wording for the retrievers is a change."""
    library(_OLD, as_it_is)
    assert ("paper.pdf",) == library(_OLD, as_it_is, "quoth/2.a").unchanged
    report = library(_OLD, as_it_is, "quoth/2.b")
    assert (("paper.pdf",), ()) == (report.changed, report.reextracted)


def test_a_citation_of_the_old_text_has_moved_to_the_new(
    library: Callable[..., IndexReport], tmp_path: Path
) -> None:
    """The hash is the same and the offsets are not; mended, it is intact."""
    library(_OLD, as_it_is)
    saved = _saved(tmp_path / "index")
    library(_NEW, stamped)
    with opened(tmp_path / "index") as index:
        (checked,) = check_lines([saved], index)
        (fixed,) = mended([saved], [checked])
        text = index.document(index.documents()[0].doc_id).text
        (span,) = json.loads(fixed)["quotes"][0]["spans"]
        assert ("moved", "Peat burns slowly [1].") == (
            checked.verdict,
            text[span["start"] : span["end"]],
        )
        assert ["intact"] == [item.verdict for item in check_lines([fixed], index)]


def test_a_citation_of_words_that_are_read_otherwise_is_altered(
    library: Callable[..., IndexReport], tmp_path: Path
) -> None:
    """Though the old text, which bears it out, is still in the index."""
    library(_OLD, as_it_is)
    saved = _saved(tmp_path / "index")
    library(_NEW, misread)
    with opened(tmp_path / "index") as index:
        (checked,) = check_lines([saved], index)
        assert ("altered", "the words have changed") == (checked.verdict, checked.reason)


def test_a_forged_citation_does_not_move(
    library: Callable[..., IndexReport], tmp_path: Path
) -> None:
    """Words that are in the new text, at offsets that were never theirs, are wrong from the start.

    Without the old text nobody could tell: then the words alone decide.
    """
    library(_OLD, as_it_is)
    record = json.loads(_saved(tmp_path / "index"))
    for span in record["quotes"][0]["spans"]:
        span["start"], span["end"] = span["start"] + 40, span["end"] + 40
    library(_NEW, stamped)
    with opened(tmp_path / "index") as index:
        (checked,) = check_lines([json.dumps(record).encode()], index)
    assert ("altered", True) == (checked.verdict, checked.reason.startswith("wrong from the start"))


def test_the_command_says_what_was_extracted_anew(
    library: Callable[..., IndexReport], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """On stderr, with both versions; in JSON as data."""
    library(_OLD, as_it_is)
    tell(library(_NEW, stamped), as_json=True)
    out, err = capsysbinary.readouterr()
    assert f"extraction changed: paper.pdf ({_OLD} → {_NEW})" in err.decode()
    changed = [{"path": "paper.pdf", "before": _OLD, "now": _NEW}]
    assert changed == json.loads(out)["reextracted"]
