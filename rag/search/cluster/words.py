"""The words of passages as numbers: each stem that was ever seen has its own."""

from collections import Counter
from collections.abc import Sequence

from rag.search.cluster.session import Session
from rag.search.cluster.weights import FIELDS, Counts, term_of
from rag.search.lexical import LexicalRow, stems

_CACHED = 500_000  # stems whose numbers stay in memory


class Numbers:
    """Gives stems their numbers, in the transaction of a write."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, int] = {}

    def counts(self, rows: Sequence[LexicalRow]) -> list[Counts]:
        """The words of these passages."""
        texts = [[stems(getattr(row, field)) for field in FIELDS] for row in rows]
        self._learn({stem for fields in texts for found in fields for stem in found})
        return [self._counts(fields) for fields in texts]

    def _counts(self, fields: Sequence[Sequence[str]]) -> Counts:
        terms = {
            term_of(self._known[stem], field): times
            for field, found in enumerate(fields)
            for stem, times in Counter(found).items()
        }
        return Counts(tuple(map(len, fields)), terms)

    def _learn(self, found: set[str]) -> None:
        if len(self._known) > _CACHED:
            self._known.clear()
        new = sorted(found - self._known.keys())
        if not new:
            return
        self._session.run(
            "INSERT INTO stem (stem) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING", (new,)
        )
        known = "SELECT stem, id FROM stem WHERE stem = ANY(%s)"
        self._known.update(dict(self._session.all(known, (new,))))
