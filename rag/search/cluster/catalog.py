"""The catalogue as one generation sees it: documents, their versions, passages and frequencies."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from rag.documents.document import Document, Passage
from rag.search.cluster.generation import Generation
from rag.search.cluster.session import Session
from rag.search.cluster.weights import Counts
from rag.search.codec import ROW, passage_of, row_of, unpack
from rag.search.store import DocumentRow, Matrix

PASSAGE = "id, doc_id, ordinal, first, past, text, sentences, spans, kind, section, speaker"
_THERE = "born <= %(g)s AND (died IS NULL OR died > %(g)s)"
_ROWS = (
    "SELECT found.* FROM (SELECT NULL::text AS keywords) AS unknown, "
    f"LATERAL (SELECT {ROW} FROM document WHERE {{}} AND {_THERE}) AS found"
)
"""Rows of documents; a table without a column that came later has nothing in it."""


class Catalog:
    """What one generation has. `number` may be one that is not published yet."""

    def __init__(self, session: Session, generation: Generation) -> None:
        self._session, self.generation = session, generation

    def _all(self, query: str, **values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        named: Any = {"g": self.generation.number, **values}
        return self._session.all(query, named)

    def documents(self) -> list[DocumentRow]:
        """All documents, by path."""
        return sorted(map(row_of, self._all(_ROWS.format(True))), key=lambda row: row.path)

    def roots(self) -> list[str]:
        """The folders that were indexed as such, absolute."""
        return sorted(path for (path,) in self._all(f"SELECT path FROM root WHERE {_THERE}"))

    def dated(self) -> dict[str, str]:
        """When each document was indexed, by doc_id (ISO 8601, UTC)."""
        return dict(self._all(f"SELECT doc_id, at FROM document WHERE {_THERE}"))

    def find(self, key: str) -> DocumentRow | None:
        """The document with this path or doc_id."""
        found = self._all(_ROWS.format("(path = %(key)s OR doc_id = %(key)s)"), key=key)
        return row_of(found[0]) if found else None

    def document(self, doc_id: str) -> Document | None:
        """The document as this generation has it."""
        found = self._all(
            "SELECT v.record FROM version v JOIN document d USING (doc_id, sha256, made_by) "
            f"WHERE v.doc_id = %(id)s AND {_of('v')} AND {_of('d')} ORDER BY v.id DESC LIMIT 1",
            id=doc_id,
        )
        return unpack(found[0][0]) if found else None

    def versions(self, doc_id: str, sha256: str) -> list[Document]:
        """Every text that was extracted from the file with this SHA-256, the latest first."""
        query = "SELECT record FROM version WHERE doc_id = %(id)s AND sha256 = %(sha)s"
        found = self._all(f"{query} AND {_THERE} ORDER BY id DESC", id=doc_id, sha=sha256)
        return [unpack(record) for (record,) in found]

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """Passages by row; those that this generation does not have are left out."""
        query = f"SELECT {PASSAGE} FROM passage WHERE id = ANY(%(rows)s) AND {_THERE}"
        return {row[0]: passage(row) for row in self._all(query, rows=list(rows))}

    def rows_of(self, doc_ids: Iterable[str]) -> tuple[list[int], int]:
        """Rows of these documents, and how many passages they have together."""
        query = f"SELECT id, passages FROM document WHERE doc_id = ANY(%(ids)s) AND {_THERE}"
        found = sorted(self._all(query, ids=sorted(doc_ids)))
        return [row for row, _ in found], sum(count for _, count in found)

    def passages_in(self, documents: Sequence[int]) -> list[tuple[int, int, str | None, Passage]]:
        """Passages of these documents' rows: row, document's row, title, passage; in order."""
        query = f"SELECT {PASSAGE}, document, title FROM passage WHERE document = ANY(%(rows)s)"
        found = self._all(f"{query} AND {_THERE} ORDER BY id", rows=list(documents))
        return [(row[0], row[-2], row[-1], passage(row[:-2])) for row in found]

    def counts(self, rows: Sequence[int]) -> dict[int, Counts]:
        """The words of passages, by row; those that are not there are left out."""
        query = f"SELECT id, counts FROM passage WHERE id = ANY(%(rows)s) AND {_THERE}"
        return {row: Counts.unpack(data) for row, data in self._all(query, rows=list(rows))}

    def vectors(self, rows: Sequence[int]) -> tuple[list[int], Matrix]:
        """The vectors of passages that are there, with their rows in the same order."""
        query = (
            f"SELECT id, half FROM passage JOIN vector ON passage = id "
            f"WHERE id = ANY(%(rows)s) AND {_THERE} ORDER BY id"
        )
        found = self._all(query, rows=list(rows))
        halves = [halved(half) for _, half in found]
        matrix = np.stack(halves) if halves else np.empty((0, 0), dtype=np.float32)
        return [row for row, _ in found], matrix

    def frequencies(self, stems: Sequence[str]) -> dict[int, int]:
        """How many passages hold each term of these stems; terms that none holds are left out."""
        found = self._all(
            "SELECT f.term, sum(f.change) FROM stem CROSS JOIN LATERAL "
            "(VALUES (id::bigint * 4), (id::bigint * 4 + 1), (id::bigint * 4 + 2)) t (term) "
            "JOIN frequency f ON f.term = t.term "
            "WHERE stem = ANY(%(stems)s) AND generation <= %(g)s GROUP BY f.term",
            stems=list(stems),
        )
        return {int(term): int(holding) for term, holding in found if holding}

    def stems_like(self, shortest: int, longest: int) -> list[str]:
        """Every stem of such a length."""
        query = "SELECT stem FROM stem WHERE length(stem) BETWEEN %(a)s AND %(b)s"
        return [stem for (stem,) in self._all(query, a=shortest, b=longest)]


def passage(row: tuple[Any, ...]) -> Passage:
    """The passage of a row of the catalogue."""
    said = list(row)
    for at in (5, 9, 10):  # text, section, speaker
        said[at] = None if said[at] is None else bytes(said[at]).decode("utf-8", "surrogatepass")
    return passage_of(tuple(said))


def halved(half: bytes) -> Matrix:
    """The vector of a column: what 16 bits keep of each number, as in a local index."""
    return np.frombuffer(half, dtype="<f2").astype(np.float32)


def _of(table: str) -> str:
    return f"{table}.born <= %(g)s AND ({table}.died IS NULL OR {table}.died > %(g)s)"
