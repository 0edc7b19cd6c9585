"""The catalog: documents, their text versions and their passages, in SQLite.

Files of a published generation never change, so readers open them as immutable: no locks
and no journal. Row ids of passages are never used twice; they name the passage among the
vectors and in the lexical index as well.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rag.documents.document import Document, Passage
from rag.errors import IndexRefused
from rag.search import layers
from rag.search.codec import (
    REMEDY,
    ROW,
    TEXT_OR_NONE,
    flat,
    ints,
    pack,
    passage_of,
    row_of,
    typed,
    unpack,
)
from rag.search.store import Added, DocumentRow, Origin

_ROW_TYPES = (*[str] * 3, *[TEXT_OR_NONE] * 3, str, int, int, *[str] * 3, int, TEXT_OR_NONE)
_PASSAGE = "id, doc_id, ordinal, start, end, text, sentences, spans, kind, section, speaker"
_MANY = 500  # values in one IN (…)


class LocalCatalog:
    """The two files of `rag.search.layers`. A reader's never change; threads may share them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def read(cls, folder: Path) -> "LocalCatalog":
        """Open a generation's catalog; raises IndexRefused if it is none."""
        try:
            catalog = cls(layers.reading(folder))
        except sqlite3.Error as error:
            raise IndexRefused(f"the catalog cannot be opened: {error}. {REMEDY}") from error
        catalog._all("SELECT 1 FROM document LIMIT 1")
        return catalog

    @classmethod
    def write(cls, folder: Path) -> "LocalCatalog":
        """Open a catalog that nobody reads yet, or make one; commit by `close`."""
        return cls(layers.writing(folder))

    def close(self) -> None:
        """Commit whatever was written and close the file."""
        self._db.commit()
        self._db.close()

    def documents(self) -> list[DocumentRow]:
        """All documents, by path."""
        rows = self._all(f"SELECT {ROW} FROM document ORDER BY path")
        return [row_of(typed(row, _ROW_TYPES)) for row in rows]

    def roots(self) -> list[str]:
        """The folders that were indexed as such, absolute."""
        rows = self._all("SELECT path FROM root ORDER BY path")
        return [typed(row, (str,))[0] for row in rows]

    def faults(self) -> list[str]:
        """What SQLite itself finds wrong with the files."""
        checks = (f"PRAGMA {layer}.integrity_check(20)" for layer in ("base", "main"))
        return [fault for check in checks for (fault,) in self._all(check) if fault != "ok"]

    def add_roots(self, roots: Iterable[str]) -> None:
        """Remember that these folders were indexed."""
        self._db.executemany("INSERT OR IGNORE INTO main.root VALUES (?)", ((r,) for r in roots))

    def find(self, key: str) -> DocumentRow | None:
        """The document with this path or doc_id."""
        sql = f"SELECT {ROW} FROM document WHERE path = ? OR doc_id = ?"
        rows = self._all(sql, (key, key))
        return row_of(typed(rows[0], _ROW_TYPES)) if rows else None

    def document(self, doc_id: str) -> Document | None:
        """The document as it is now."""
        now = "SELECT sha256, made_by FROM document WHERE doc_id = ?"
        sql = f"SELECT record FROM version WHERE doc_id = ? AND (sha256, made_by) IN ({now})"
        rows = self._all(sql, (doc_id, doc_id))
        return unpack(rows[0][0]) if rows else None

    def versions(self, doc_id: str, sha256: str) -> list[Document]:
        """Every text that was extracted from the file with this SHA-256, the latest first."""
        sql = "SELECT layer, place, record FROM version WHERE doc_id = ? AND sha256 = ?"
        rows = sorted(self._all(sql, (doc_id, sha256)), key=lambda row: row[:2], reverse=True)
        return [unpack(record) for _, _, record in rows]

    def dated(self) -> dict[str, str]:
        """When documents were indexed, by doc_id (ISO 8601, UTC); unknown ones are left out."""
        rows = self._all("SELECT doc_id, at FROM dated")
        return dict(typed(row, (str, str)) for row in rows)

    def count(self) -> tuple[int, int]:
        """Numbers of documents and of passages."""
        sql = "SELECT count(*), coalesce(sum(passages), 0) FROM document"
        documents, passages = self._all(sql)[0]
        return documents, passages

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """Passages by row id; unknown rows are left out."""
        sql = f"SELECT {_PASSAGE} FROM entry WHERE id"
        return {row[0]: passage_of(row) for row in self._among(sql, rows)}

    def rows_of(self, doc_ids: Iterable[str]) -> tuple[list[int], list[int]]:
        """Rows of these documents, and of all their passages; unknown ones are left out."""
        ids = self._among("SELECT id FROM document WHERE doc_id", sorted(doc_ids))
        documents = sorted(row for (row,) in ids)
        rows = self._among("SELECT id FROM entry WHERE document", documents)
        return documents, sorted(row for (row,) in rows)

    def passages_in(self, documents: Sequence[int]) -> list[tuple[int, int, str | None, Passage]]:
        """Passages of these documents' rows: row, document's row, title, passage; in order."""
        sql = f"SELECT {_PASSAGE}, document, title FROM entry WHERE document"
        rows = sorted(self._among(sql, documents))
        return [(row[0], row[-2], row[-1], passage_of(row[:-2])) for row in rows]

    def added_after(self, row: int) -> Iterator[Added]:
        """Passages behind a row id, in order."""
        sql = f"SELECT {_PASSAGE}, document, title, path FROM entry WHERE id > ? ORDER BY id"
        for entry in self._db.execute(sql, (row,)):
            yield Added(entry[0], entry[-3], entry[-2], entry[-1], passage_of(entry[:-3]))

    def count_after(self, row: int) -> int:
        """How many passages lie behind a row id."""
        rows = self._all("SELECT count(*) FROM main.passage WHERE id > ?", (row,))
        return int(rows[0][0])

    def last_row(self) -> int:
        """The largest row id that a passage ever had."""
        rows = self._all("SELECT seq FROM main.sqlite_sequence WHERE name = 'passage'")
        return int(rows[0][0]) if rows else 0

    def add(self, document: Document, passages: Sequence[Passage], origin: Origin) -> None:
        """Add a document that is not in the catalog (`remove` its old form first)."""
        record = pack(document)  # before anything is written: nothing is ever rolled back
        values = (
            document.doc_id, document.path, origin.root, origin.relative, document.sha256,
            origin.made_by, document.extractor, document.title, document.author, document.date,
            len(document.reading.text), len(passages), "\n".join(document.keywords) or None,
        )  # fmt: skip
        row = self._db.execute(
            "INSERT INTO main.document VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values
        ).lastrowid
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._db.execute("INSERT OR REPLACE INTO main.dated VALUES (?, ?)", (document.doc_id, now))
        self._db.execute(
            "INSERT OR REPLACE INTO main.version VALUES (?, ?, ?, ?)",
            (document.doc_id, document.sha256, origin.made_by, record),
        )
        self._db.executemany(
            "INSERT INTO main.passage VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    row, p.ordinal, p.start, p.end, p.kind, p.section, p.speaker, p.text,
                    ints(x for pair in p.sentences for x in pair), ints(flat(p.spans)),
                )
                for p in passages
            ),
        )  # fmt: skip

    def renew(self, old: DocumentRow, extractor: str, record: bytes, made_by: str) -> None:
        """Note that another extractor reads the very same text; `record` is the document's."""
        self._db.execute(
            "INSERT OR REPLACE INTO main.document SELECT id, doc_id, path, root, relative, sha256, "
            "?, ?, title, author, date, characters, passages, keywords FROM document WHERE id = ?",
            (made_by, extractor, old.row),
        )
        key = (old.doc_id, old.sha256, old.made_by)
        same = "doc_id = ? AND sha256 = ? AND made_by = ?"
        self._db.execute(f"DELETE FROM main.version WHERE {same}", key)
        self._db.execute("INSERT OR IGNORE INTO main.hidden VALUES (?, ?, ?)", key)
        self._db.execute(
            "INSERT OR REPLACE INTO main.version VALUES (?, ?, ?, ?)",
            (old.doc_id, old.sha256, made_by, record),
        )

    def remove(self, document: DocumentRow) -> None:
        """Drop a document and its passages; its text versions stay."""
        self._db.execute("DELETE FROM main.passage WHERE document = ?", (document.row,))
        self._db.execute("DELETE FROM main.document WHERE id = ?", (document.row,))
        self._db.execute("INSERT OR IGNORE INTO main.removed VALUES (?)", (document.row,))

    def _among(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Rows of `sql` + IN (values), in slices that SQLite can take."""
        rows: list[tuple[Any, ...]] = []
        for at in range(0, len(values), _MANY):
            part = tuple(values[at : at + _MANY])
            rows += self._all(f"{sql} IN ({','.join('?' * len(part))})", part)
        return rows

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexRefused(f"the catalog is damaged: {error}. {REMEDY}") from error
