"""What Quoth writes is no source: it says so, indexing leaves it out by name, or takes it asked."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from rag.answers.engine import Answer
from rag.answers.record import to_json
from rag.audit import Auditor
from rag.audit.draft.files import draft_from
from rag.documents.document import Document
from rag.documents.formats import supported
from rag.quotes.quote import quote_at
from rag.search import update_index
from rag.views.export import FORMATS, export
from rag.views.markdown import answer_markdown
from rag.views.page.audit import audit_page
from tests.quotes.test_citation import Shelf
from tests.support.building import document
from tests.support.indexing import EMBEDDER, TEXTS, opened, write

SUMS = '# Sums\n\n-2 and 3 are the roots. =A1 was the cell. \'Tis @home. Rain, "hail"; snow fell.\n'


def answered(source: Document) -> Any:
    """An answer that quotes every sentence of a document."""
    quotes = tuple(quote_at(source, a, b, 0.9) for a, b in source.reading.sentences)
    return dict(to_json(Answer("=Which?", quotes, 0.9), id=1, seconds=0.1, index={}))


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """A folder of all that is written as a file that can be indexed."""
    folder, source = tmp_path / "library", document(SUMS, "sums.md")
    folder.mkdir()
    record = answered(source)
    for name, (_, suffix, _) in FORMATS.items():
        data = export([record], Shelf(source), name, "https://example.org")
        if name == "bundle":
            zipfile.ZipFile(io.BytesIO(data)).extract("README.txt", folder)
        elif suffix in supported():
            (folder / f"{name}{suffix}").write_bytes(data)
    report = Auditor([source]).audit(draft_from(b'He said "-2 and 3 are the roots."', "d.md"))
    (folder / "audit.html").write_text(audit_page(report, "d.md"), encoding="utf-8")
    (folder / "asked.md").write_text(answer_markdown(record), encoding="utf-8")
    return folder


def test_what_quoth_has_written_is_left_out_and_named(exports: Path, tmp_path: Path) -> None:
    """Answers in every format, reports and the bundle's own words; the sources beside them stay."""
    written = sorted(path.name for path in exports.iterdir())
    assert len(written) >= 7
    report = update_index(tmp_path / "index", [write(exports, TEXTS)], EMBEDDER)
    assert report.added == tuple(sorted(TEXTS))
    assert [path for path, why in report.problems if "written by Quoth" in why] == written


def test_exports_are_indexed_where_that_is_asked_for(exports: Path, tmp_path: Path) -> None:
    """They stay while nothing changes, and go once they are read anew without being asked for."""
    place, paths = tmp_path / "index", [exports]
    everything = update_index(place, paths, EMBEDDER, exports=True)
    assert (len(everything.added), everything.problems) == (len(list(exports.iterdir())), ())
    assert update_index(place, paths, EMBEDDER).unchanged == everything.added
    assert update_index(place, paths, EMBEDDER, rules="other").removed == everything.added
    with opened(place) as index:
        assert index.documents() == []


def test_a_document_that_speaks_of_exports_is_a_source(tmp_path: Path) -> None:
    """Only the mark at its own place tells, not the words of somebody who writes about it."""
    said = 'The page has <meta name="generator" content="Quoth">, and `<!-- generator: Quoth -->`.'
    texts = {"a.md": f"# Marks\n\n{said} It is read so.\n", "b.txt": f"{said}\n\nIt is read so.\n"}
    report = update_index(tmp_path / "index", [write(tmp_path / "library", texts)], EMBEDDER)
    assert (report.added, report.problems) == (tuple(texts), ())


def test_a_table_of_answers_has_no_formula_and_is_read_again() -> None:
    """A cell that would be one is text; the audit takes the mark before it away."""
    source = document(SUMS, "sums.md")
    data = export([answered(source)], Shelf(source), "csv")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["quote"] for row in rows][1:3] == ["'-2 and 3 are the roots.", "'=A1 was the cell."]
    assert [c for row in rows for c in row.values() if c.startswith(("=", "+", "-", "@"))] == []
    findings = Auditor([source]).audit(draft_from(data, "answers.csv")).findings
    verdicts = {finding.verdict for finding in findings}
    assert ({"verified"}, len(rows)) == (verdicts, len(findings))
