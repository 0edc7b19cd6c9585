"""When a document was indexed: kept, renewed with the file, and missing in older indexes."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from rag.search import remove_documents, update_index
from rag.search.catalog import LocalCatalog
from rag.search.layers import fold
from tests.support.indexing import EMBEDDER, TEXTS, opened, write


def dated(directory: Path) -> dict[str, str]:
    """The dates by path."""
    with opened(directory) as index:
        return {row.path: index.dated()[row.doc_id] for row in index.documents()}


def test_each_document_has_the_time_at_which_it_was_indexed(tmp_path: Path) -> None:
    """An unchanged file keeps its time; a removed one has none any more."""
    folder = write(tmp_path / "library", TEXTS)
    before = datetime.now(UTC).replace(microsecond=0)
    update_index(tmp_path / "index", [folder], EMBEDDER)
    first = dated(tmp_path / "index")
    assert sorted(TEXTS) == sorted(first)
    assert all(datetime.fromisoformat(at) >= before for at in first.values())
    (folder / "kabul.md").write_text("# Kabul\n\nAnother text.\n")
    update_index(tmp_path / "index", [folder], EMBEDDER)
    assert first["herat.md"] == dated(tmp_path / "index")["herat.md"]
    remove_documents(tmp_path / "index", ["herat.md"])
    with opened(tmp_path / "index") as index:
        assert {row.doc_id for row in index.documents()} == set(index.dated())


def test_an_older_catalog_has_no_dates(tmp_path: Path) -> None:
    """An index from before this was kept opens, and its dates are unknown."""
    LocalCatalog.write(tmp_path).close()
    fold(tmp_path, [])
    with sqlite3.connect(tmp_path / "catalog.sqlite") as db:
        db.execute("DROP TABLE dated")
    db.close()
    assert {} == LocalCatalog.read(tmp_path).dated()
