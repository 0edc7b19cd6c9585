"""Word search among chosen documents, as if the library held no others.

BM25 weighs a word by how many passages have it, and a passage by how long it is beside the
others. Among chosen documents both must be counted anew, or a filter would rank by documents that
it leaves out. So the passages of a choice get a lexical index of their own, in memory.
"""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Protocol

from rag.documents.document import Passage
from rag.search.lexical import LexicalIndex, ScoredRows
from rag.search.wording import lexical_row

LARGEST = 30_000
"""Passages up to which a choice is counted anew (about 2 seconds, once); a larger one is ranked
by the whole library's counts, from which its own differ little."""
_CACHED = 64  # choices that stay in memory, together of at most twice `LARGEST` passages


class Entries(Protocol):
    """What gives the passages of documents."""

    def passages_in(self, documents: Sequence[int]) -> list[tuple[int, int, str | None, Passage]]:
        """Passages of these documents' rows: row, document's row, title, passage; in order."""


class Whole(Protocol):
    """Word search in all passages."""

    def __len__(self) -> int:
        """How many there are."""

    def search(self, question: str, k: int, documents: Sequence[int] | None = None) -> ScoredRows:
        """The `k` best rows, of these documents (None: of all), by the counts of all."""


class Subsets:
    """The lexical indexes of the choices that were asked for last. Thread-safe."""

    def __init__(self, catalog: Entries, whole: Whole) -> None:
        self._catalog, self._whole = catalog, whole
        self._made: OrderedDict[tuple[int, ...], LexicalIndex] = OrderedDict()
        self._guard = Lock()

    def search(self, words: str, depth: int, documents: Sequence[int], passages: int) -> ScoredRows:
        """The best rows among the passages of these documents (their rows), so many in all."""
        if passages == len(self._whole):
            return self._whole.search(words, depth)
        if passages > LARGEST:
            return self._whole.search(words, depth, documents)
        return self._index(tuple(documents)).search(words, depth)

    def _index(self, documents: tuple[int, ...]) -> LexicalIndex:
        with self._guard:
            cached = self._made.get(documents)
            if cached is not None:
                self._made.move_to_end(documents)
                return cached
            entries = self._catalog.passages_in(documents)
            cached = self._made[documents] = LexicalIndex.of(lexical_row(*one) for one in entries)
            size = sum(map(len, self._made.values()))
            while len(self._made) > 1 and (len(self._made) > _CACHED or size > 2 * LARGEST):
                size -= len(self._made.popitem(last=False)[1])
            return cached
