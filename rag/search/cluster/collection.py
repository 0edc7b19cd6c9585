"""The engine's side of a write: the old collection goes on, or a new one is filled.

The rows' weights know the average lengths of when the collection was begun. While those of the
library stay within `DRIFT` of them, new passages are put beside the old ones and removed documents
are filtered out; else all rows are written anew into a collection of their own, from what the
catalogue has.
"""

import secrets
from collections.abc import Sequence
from pathlib import PurePosixPath

from rag.errors import QuothError
from rag.search.cluster.catalog import halved
from rag.search.cluster.engine import Entry, Milvus
from rag.search.cluster.generation import Generation
from rag.search.cluster.session import Row, Session
from rag.search.cluster.weights import FIELDS, Averages, Counts, averages, row_of

DRIFT = 0.01
_BATCH = 1000
_MOST_DEAD = 2000  # documents that a filter may leave out
_ENTRY = (
    "SELECT p.id, p.document, p.born, d.date, d.author, d.relative, d.root, v.half, p.counts "
    "FROM passage p JOIN vector v ON v.passage = p.id "
    "JOIN document d ON d.id = p.document AND d.died IS NULL "
)


class Collection:
    """Where the passages of the generation in the making go."""

    def __init__(
        self,
        session: Session,
        engine: Milvus,
        old: Generation,
        dim: int,
        tokens: Sequence[int],
        passages: int,
    ) -> None:
        self._session, self._engine, self._old = session, engine, old
        self.dim, self.tokens, self.passages = dim, tuple(tokens), passages
        self.dead: tuple[int, ...] = ()
        now = averages(tokens, passages)
        self.fresh = self._unfit(now)
        self.average: Averages = now if self.fresh else old.average
        self.name = old.collection

    @classmethod
    def begin(cls, session: Session, engine: Milvus, old: Generation, dim: int) -> "Collection":
        """Choose where to write, when every document of the write is in the catalogue."""
        tokens, passages = _totals(session, old)
        made = cls(session, engine, old, dim, tokens, passages)
        if made.fresh:
            made.name = f"{session.place.name}_{old.number + 1}_{secrets.token_hex(4)}"
            engine.make(made.name, dim, passages)
        else:
            made._clear()
        return made

    def _unfit(self, now: Averages) -> bool:
        """Whether the old collection's rows are not what this generation needs."""
        old = self._old
        if not old.collection or old.dim != self.dim or len(old.dead) > _MOST_DEAD:
            return True
        return any(abs(a - b) > DRIFT * b for a, b in zip(now, old.average, strict=True))

    def _clear(self) -> None:
        """Delete what a killed writer has left, and what no generation has any more."""
        old = self._old
        self._engine.delete(old.collection, f"born > {old.number}")
        alone = self._session.all("SELECT count(*) FROM generation")[0][0] == 1
        if alone and old.dead:
            self._engine.delete(old.collection, f"document in {list(old.dead)}")
        gone = self._session.all(
            "SELECT DISTINCT document FROM passage WHERE died = %s", (old.number + 1,)
        )
        kept = () if alone else old.dead
        self.dead = tuple(sorted({*kept, *(document for (document,) in gone)}))

    def put(self, rows: Sequence[int]) -> None:
        """Put passages in whose vectors are in the catalogue."""
        self._write(self._session.all(f"{_ENTRY} WHERE p.id = ANY(%s)", (list(rows),)))

    def finish(self) -> None:
        """Put in what a fresh collection lacks, and see that the engine has every passage once."""
        after = 0
        while self.fresh and (found := self._older(after)):
            self._write(found)
            after = found[-1][0]
        self._engine.settle(self.name)
        dead = f" and document not in {list(self.dead)}" if self.dead else ""
        count = self._engine.count(self.name, f"born <= {self._old.number + 1}{dead}")
        if count != self.passages:
            raise QuothError(
                f"the search engine has {count:,} passages, expected {self.passages:,}. Nothing "
                "was published; index again."
            )

    def _older(self, after: int) -> list[Row]:
        return self._session.all(
            f"{_ENTRY} WHERE p.died IS NULL AND p.born <= %s AND p.id > %s "
            f"ORDER BY p.id LIMIT {_BATCH}",
            (self._old.number, after),
        )

    def _write(self, found: Sequence[Row]) -> None:
        self._engine.put(self.name, [self._entry(*row) for row in found])

    def _entry(self, row: int, document: int, born: int, date: str | None, author: str | None,
               relative: str, root: str, half: bytes, counts: bytes) -> Entry:  # fmt: skip
        kind = PurePosixPath(relative).suffix.removeprefix(".").lower()
        sparse = row_of(Counts.unpack(counts), self.average)
        texts = (date or "", author or "", kind, root)
        return Entry(row, document, born, *texts, halved(half), sparse)


def _totals(session: Session, old: Generation) -> tuple[list[int], int]:
    """The words of each field in all passages of the generation in the making, and how many."""
    tokens, passages = list(old.tokens), old.passages
    for column, by in (("born", 1), ("died", -1)):
        query = f"SELECT substr(counts, 1, {4 * len(FIELDS)}) FROM passage WHERE {column} = %s"
        for (data,) in session.stream(query, (old.number + 1,)):
            lengths = Counts.unpack(data).lengths
            tokens = [total + by * count for total, count in zip(tokens, lengths, strict=True)]
            passages += by
    return tokens, passages
