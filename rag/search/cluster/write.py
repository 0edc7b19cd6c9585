"""A write: everything of it in PostgreSQL is one transaction, ended by a generation's row.

The engine knows no transactions. Rows put there carry the number of the generation that they
belong to, which no filter lets through before that row is there; what a killed writer has left is
deleted by the next one.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime

import rag
from rag.documents.document import Document, Passage
from rag.search.cluster.catalog import PASSAGE, Catalog, passage
from rag.search.cluster.collection import Collection
from rag.search.cluster.engine import Milvus
from rag.search.cluster.generation import Generation
from rag.search.cluster.session import Session
from rag.search.cluster.tables import RULES
from rag.search.cluster.weights import Counts
from rag.search.cluster.words import Numbers
from rag.search.codec import ROW, flat, ints, pack
from rag.search.embed import Embedder
from rag.search.store import Added, Base, DocumentRow, Matrix, Origin, Rows, Step
from rag.search.vectors.arithmetic import halves
from rag.search.wording import lexical_row

_IN = f"INSERT INTO document ({ROW}, at, born) VALUES ({', '.join(['%s'] * 16)})"


class ClusterWrite:
    """A generation in the making; a Write. The caller has the writer's lock."""

    def __init__(self, session: Session, engine: Milvus, made: Generation, step: Step) -> None:
        self._session, self._engine, self._step = session, engine, step
        self._old, self._next = made, made.number + 1
        known = Catalog(session, made)
        rows = tuple(known.documents()) if made.number else ()
        roots = tuple(known.roots()) if made.number else ()
        self.base = Base(made.number, made.embedder or None, rows, roots)
        self._catalog = Catalog(session, replace(made, number=self._next))
        self._numbers = Numbers(session)
        self._document, self._passage = made.last_document, made.last_passage
        self._begun: AbstractContextManager[None] | None = None
        self._collection: Collection | None = None

    def start(self) -> None:
        """Begin the transaction."""
        self._begun = self._session.transaction()
        self._begun.__enter__()

    def document(self, doc_id: str) -> Document | None:
        """The document as it is now."""
        return self._catalog.document(doc_id)

    def passages(self, doc_id: str) -> list[Passage]:
        """The document's passages, by their ordinals."""
        rows = self._catalog.rows_of([doc_id])[0]
        found = [entry[3] for entry in self._catalog.passages_in(rows)]
        return sorted(found, key=lambda passage: passage.ordinal)

    def remove(self, row: DocumentRow, forget: bool = False) -> None:
        """Mark a document and its passages as ending here."""
        for table, key in (("document", "id"), ("passage", "document")):
            query = f"UPDATE {table} SET died = %s WHERE {key} = %s AND died IS NULL"
            self._session.run(query, (self._next, row.row))
        if forget:
            query = "UPDATE version SET died = %s WHERE doc_id = %s AND died IS NULL"
            self._session.run(query, (self._next, row.doc_id))

    def renew(self, row: DocumentRow, document: Document, made_by: str) -> None:
        """Replace its row and its record."""
        values = (self._next, row.row)
        at = self._session.all(
            "UPDATE document SET died = %s WHERE id = %s AND died IS NULL RETURNING at", values
        )
        new = replace(row, extractor=document.extractor, made_by=made_by)
        self._end_version(row)
        self._put_document(new, document, at[0][0])

    def add(self, document: Document, passages: Sequence[Passage], origin: Origin) -> None:
        """Put the document, its record and its passages into the catalogue."""
        self._document += 1
        row = DocumentRow(
            document.doc_id, document.path, document.sha256, document.title, document.author,
            document.date, document.extractor, len(document.reading.text), len(passages),
            *origin, self._document, document.keywords,
        )  # fmt: skip
        self._end_version(row)
        self._put_document(row, document, datetime.now(UTC).isoformat(timespec="seconds"))
        self._put_passages(row, passages)

    def _end_version(self, row: DocumentRow) -> None:
        """Mark a record as ending here."""
        self._session.run(
            "UPDATE version SET died = %s WHERE doc_id = %s AND sha256 = %s AND made_by = %s "
            "AND died IS NULL",
            (self._next, row.doc_id, row.sha256, row.made_by),
        )

    def _put_document(self, row: DocumentRow, document: Document, at: str) -> None:
        values = (
            row.doc_id, row.path, row.sha256, _text(row.title), _text(row.author),
            _text(row.date), row.extractor, row.characters, row.passages, row.root, row.relative,
            row.made_by, row.row, "\n".join(row.keywords) or None,
        )  # fmt: skip
        self._session.run(_IN, (*values, at, self._next))
        self._session.run(
            "INSERT INTO version (doc_id, sha256, made_by, record, born) "
            "VALUES (%s, %s, %s, %s, %s)",
            (row.doc_id, row.sha256, row.made_by, pack(document), self._next),
        )

    def _put_passages(self, row: DocumentRow, passages: Sequence[Passage]) -> None:
        words = [lexical_row(0, row.row, row.title, one) for one in passages]
        counts = self._numbers.counts(words)
        first = self._passage + 1
        self._passage += len(passages)
        self._session.many(
            f"INSERT INTO passage ({PASSAGE}, document, title, counts, born) "
            f"VALUES ({', '.join(['%s'] * 15)})",
            [
                (
                    first + at, p.doc_id, p.ordinal, p.start, p.end, _bytes(p.text),
                    ints(x for pair in p.sentences for x in pair), ints(flat(p.spans)), p.kind,
                    _bytes(p.section), None if p.speaker is None else _bytes(p.speaker),
                    row.row, _text(row.title), counts[at].pack(), self._next,
                )
                for at, p in enumerate(passages)
            ],
        )  # fmt: skip

    def add_roots(self, roots: Iterable[str]) -> None:
        """Remember that these folders were indexed."""
        known = {path for (path,) in self._session.all("SELECT path FROM root")}
        new = [(root, self._next) for root in dict.fromkeys(roots) if root not in known]
        self._session.many("INSERT INTO root (path, born) VALUES (%s, %s)", new)

    def added(self) -> tuple[int, Iterator[Added]]:
        """The passages that the old generation did not have."""
        return self._passage - self._old.last_passage, self._added()

    def _added(self) -> Iterator[Added]:
        after = self._old.last_passage
        while after < self._passage:
            found = self._session.all(
                f"SELECT {', '.join('p.' + name for name in PASSAGE.split(', '))}, d.id, d.title, "
                "d.path FROM passage p JOIN document d ON d.id = p.document "
                "WHERE p.id > %s AND d.died IS NULL ORDER BY p.id LIMIT 1000",
                (after,),
            )
            for row in found:
                yield Added(row[0], row[-3], row[-2], row[-1], passage(row[:-3]))
            after = found[-1][0] if found else self._passage

    def put(self, rows: Rows, vectors: Matrix) -> None:
        """Keep these vectors in the catalogue, and put the passages into the engine."""
        pairs = [(int(row), half) for row, half in zip(rows, halves(vectors), strict=True)]
        self._session.many("INSERT INTO vector (passage, half) VALUES (%s, %s)", pairs)
        self._made(vectors.shape[1]).put(rows.tolist())

    def _made(self, dim: int) -> Collection:
        """The engine's collection for this write, chosen when all documents are known."""
        if self._collection is None:
            self._collection = Collection.begin(self._session, self._engine, self._old, dim)
            self._step("collection")
        return self._collection

    def publish(self, embedder: Embedder | None) -> int:
        """See that the engine has it all, and commit."""
        made = self._made(embedder.dim if embedder else self._old.dim or 1)
        made.finish()
        self._step("vectors")
        self._frequencies()
        self._step("lexical")
        self._generation(made, embedder)
        self._step("finished")
        self._end()
        self._step("published")
        return self._next

    def _frequencies(self) -> None:
        """How many more passages, or fewer, hold each term than in the old generation."""
        change: dict[int, int] = {}
        for counts, by in self._changes():
            for term in counts:
                change[term] = change.get(term, 0) + by
        rows = [(term, self._next, by) for term, by in change.items() if by]
        for at in range(0, len(rows), 10_000):
            part = rows[at : at + 10_000]
            terms, changes = [row[0] for row in part], [row[2] for row in part]
            self._session.run(
                "INSERT INTO frequency SELECT unnest(%s::bigint[]), %s, unnest(%s::bigint[])",
                (terms, self._next, changes),
            )

    def _changes(self) -> Iterator[tuple[Iterable[int], int]]:
        for column, by in (("born", 1), ("died", -1)):
            query = f"SELECT counts FROM passage WHERE {column} = %s"
            for (data,) in self._session.stream(query, (self._next,)):
                yield Counts.unpack(data).terms, by

    def _generation(self, made: Collection, embedder: Embedder | None) -> None:
        documents = "SELECT count(*) FROM document WHERE died IS NULL"
        name = self.base.embedder or (embedder.name if embedder else "")
        values = {
            "number": self._next, "collection": made.name, "embedder": name, "dim": made.dim,
            "made_by": rag.__version__, "documents": self._session.all(documents)[0][0],
            "passages": made.passages, "tokens": list(made.tokens), "average": list(made.average),
            "dead": list(made.dead), "last_document": self._document,
            "last_passage": self._passage, "rules": RULES,
        }  # fmt: skip
        marks = ", ".join(["%s"] * len(values))
        query = f"INSERT INTO generation ({', '.join(values)}) VALUES ({marks})"
        self._session.run(query, list(values.values()))

    def discard(self) -> None:
        """Roll the transaction back, if one is open; nothing was put into the engine then."""
        self._end(_Undone())

    def _end(self, undone: "_Undone | None" = None) -> None:
        begun, self._begun = self._begun, None
        if begun is not None:
            begun.__exit__(type(undone) if undone else None, undone, None)


class _Undone(Exception):
    """Rolls a transaction back."""


def _text(text: str | None) -> str | None:
    """For a column of text, which holds no NUL; the record has the words as they are."""
    return None if text is None else text.replace("\0", "")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
