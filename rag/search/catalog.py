"""The catalog: documents, their text versions and their passages, in one SQLite file.

The file of a published generation never changes, so readers open it as immutable: no locks
and no journal. Row ids of passages are never used twice; they name the passage in FAISS and
in the lexical index as well.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rag.documents.document import Document, Passage
from rag.errors import IndexRefused
from rag.search.codec import REMEDY, flat, ints, pack, passage_of, unpack
from rag.search.store import Added, DocumentRow, Origin

_SCHEMA = """
CREATE TABLE root (path TEXT PRIMARY KEY);
CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT, doc_id TEXT NOT NULL UNIQUE, path TEXT NOT NULL UNIQUE,
  root TEXT NOT NULL, relative TEXT NOT NULL, sha256 TEXT NOT NULL, made_by TEXT NOT NULL,
  extractor TEXT NOT NULL, title TEXT, author TEXT, date TEXT, characters INTEGER NOT NULL,
  passages INTEGER NOT NULL, UNIQUE (root, relative));
CREATE TABLE version (
  doc_id TEXT NOT NULL, sha256 TEXT NOT NULL, made_by TEXT NOT NULL, record BLOB NOT NULL,
  PRIMARY KEY (doc_id, sha256, made_by));
CREATE TABLE passage (
  id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, kind TEXT NOT NULL, section TEXT NOT NULL,
  speaker TEXT, text TEXT NOT NULL, sentences BLOB NOT NULL, spans BLOB NOT NULL);
CREATE INDEX passage_document ON passage (document, ordinal);
"""
_DATED = "CREATE TABLE IF NOT EXISTS dated (doc_id TEXT PRIMARY KEY, at TEXT NOT NULL)"
"""When each document was indexed; a table of its own, which older indexes do without."""
_ROW = (
    "doc_id, path, sha256, title, author, date, extractor, characters, passages, root, relative, "
    "made_by, id"
)
_PASSAGE = (
    "p.id, d.doc_id, p.ordinal, p.start, p.end, p.text, p.sentences, p.spans, p.kind, p.section, "
    "p.speaker"
)
_MANY = 500  # values in one IN (…)


class LocalCatalog:
    """One SQLite file. A reader's is immutable and may be shared by threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def read(cls, path: Path) -> "LocalCatalog":
        """Open a published catalog; raises IndexRefused if it is none."""
        uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        try:
            catalog = cls(sqlite3.connect(uri, uri=True, check_same_thread=False))
        except sqlite3.Error as error:
            raise IndexRefused(f"{path.name} cannot be opened: {error}. {REMEDY}") from error
        catalog.count()
        return catalog

    @classmethod
    def write(cls, path: Path) -> "LocalCatalog":
        """Open a catalog that nobody reads yet, or make one; commit by `close`."""
        new = not path.exists()
        db = sqlite3.connect(path)
        # A draft that dies is thrown away whole, so no journal is needed.
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        if new:
            db.executescript(_SCHEMA)
        db.execute(_DATED)
        return cls(db)

    def close(self) -> None:
        """Commit whatever was written and close the file."""
        self._db.commit()
        self._db.close()

    def documents(self) -> list[DocumentRow]:
        """All documents, by path."""
        rows = self._all(f"SELECT {_ROW} FROM document ORDER BY path")
        return [DocumentRow(*row) for row in rows]

    def roots(self) -> list[str]:
        """The folders that were indexed as such, absolute."""
        return [row[0] for row in self._all("SELECT path FROM root ORDER BY path")]

    def faults(self) -> list[str]:
        """What SQLite itself finds wrong with the file."""
        return [fault for (fault,) in self._all("PRAGMA integrity_check(20)") if fault != "ok"]

    def add_roots(self, roots: Iterable[str]) -> None:
        """Remember that these folders were indexed."""
        self._db.executemany("INSERT OR IGNORE INTO root VALUES (?)", ((r,) for r in roots))

    def find(self, key: str) -> DocumentRow | None:
        """The document with this path or doc_id."""
        sql = f"SELECT {_ROW} FROM document WHERE path = ? OR doc_id = ?"
        rows = self._all(sql, (key, key))
        return DocumentRow(*rows[0]) if rows else None

    def document(self, doc_id: str) -> Document | None:
        """The document as it is now."""
        join = "SELECT record FROM version JOIN document USING (doc_id, sha256, made_by)"
        rows = self._all(f"{join} WHERE doc_id = ?", (doc_id,))
        return unpack(rows[0][0]) if rows else None

    def versions(self, doc_id: str, sha256: str) -> list[Document]:
        """Every text that was extracted from the file with this SHA-256, the latest first."""
        sql = "SELECT record FROM version WHERE doc_id = ? AND sha256 = ? ORDER BY rowid DESC"
        return [unpack(record) for (record,) in self._all(sql, (doc_id, sha256))]

    def dated(self) -> dict[str, str]:
        """When documents were indexed, by doc_id (ISO 8601, UTC); unknown ones are left out."""
        if not self._all("SELECT 1 FROM sqlite_master WHERE name = 'dated'"):
            return {}
        return dict(self._all("SELECT doc_id, at FROM dated"))

    def count(self) -> tuple[int, int]:
        """Numbers of documents and of passages."""
        sql = "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM passage)"
        documents, passages = self._all(sql)[0]
        return documents, passages

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """Passages by row id; unknown rows are left out."""
        sql = f"SELECT {_PASSAGE} FROM passage p JOIN document d ON d.id = p.document WHERE p.id"
        return {row[0]: passage_of(row) for row in self._among(sql, rows)}

    def rows_of(self, doc_ids: Iterable[str]) -> tuple[list[int], list[int]]:
        """Rows of these documents, and of all their passages; unknown ones are left out."""
        ids = self._among("SELECT id FROM document WHERE doc_id", sorted(doc_ids))
        documents = sorted(row for (row,) in ids)
        rows = self._among("SELECT id FROM passage WHERE document", documents)
        return documents, sorted(row for (row,) in rows)

    def passages_in(self, documents: Sequence[int]) -> list[tuple[int, int, str | None, Passage]]:
        """Passages of these documents' rows: row, document's row, title, passage; in order."""
        sql = (
            f"SELECT {_PASSAGE}, d.id, d.title FROM passage p "
            "JOIN document d ON d.id = p.document WHERE p.document"
        )
        rows = sorted(self._among(sql, documents))
        return [(row[0], row[-2], row[-1], passage_of(row[:-2])) for row in rows]

    def added_after(self, row: int) -> Iterator[Added]:
        """Passages behind a row id, in order."""
        sql = (
            f"SELECT {_PASSAGE}, d.id, d.title, d.path FROM passage p "
            "JOIN document d ON d.id = p.document WHERE p.id > ? ORDER BY p.id"
        )
        for entry in self._db.execute(sql, (row,)):
            yield Added(entry[0], entry[-3], entry[-2], entry[-1], passage_of(entry[:-3]))

    def count_after(self, row: int) -> int:
        """How many passages lie behind a row id."""
        rows = self._all("SELECT count(*) FROM passage WHERE id > ?", (row,))
        return int(rows[0][0])

    def last_row(self) -> int:
        """The largest row id that a passage ever had."""
        rows = self._all("SELECT seq FROM sqlite_sequence WHERE name = 'passage'")
        return int(rows[0][0]) if rows else 0

    def add(self, document: Document, passages: Sequence[Passage], origin: Origin) -> None:
        """Add a document that is not in the catalog (`remove` its old form first)."""
        record = pack(document)  # before anything is written: nothing is ever rolled back
        values = (
            document.doc_id, document.path, origin.root, origin.relative, document.sha256,
            origin.made_by, document.extractor, document.title, document.author, document.date,
            len(document.reading.text), len(passages),
        )  # fmt: skip
        row = self._db.execute(
            "INSERT INTO document VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values
        ).lastrowid
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._db.execute("INSERT OR REPLACE INTO dated VALUES (?, ?)", (document.doc_id, now))
        self._db.execute(
            "INSERT OR REPLACE INTO version VALUES (?, ?, ?, ?)",
            (document.doc_id, document.sha256, origin.made_by, record),
        )
        self._db.executemany(
            "INSERT INTO passage VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            "UPDATE document SET extractor = ?, made_by = ? WHERE id = ?",
            (extractor, made_by, old.row),
        )
        self._db.execute(
            "UPDATE OR REPLACE version SET record = ?, made_by = ? "
            "WHERE doc_id = ? AND sha256 = ? AND made_by = ?",
            (record, made_by, old.doc_id, old.sha256, old.made_by),
        )

    def remove(self, document: DocumentRow, forget: bool = False) -> None:
        """Drop a document and its passages; its text versions too if it is to be forgotten."""
        self._db.execute("DELETE FROM passage WHERE document = ?", (document.row,))
        self._db.execute("DELETE FROM document WHERE id = ?", (document.row,))
        if forget:
            self._db.execute("DELETE FROM version WHERE doc_id = ?", (document.doc_id,))
            self._db.execute("DELETE FROM dated WHERE doc_id = ?", (document.doc_id,))

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
