"""An inverted index over the words of many reading texts: where a run of words stands.

All reading texts become one array of folded tokens; a word's postings and those of word pairs
are sorted arrays, so that one quotation costs time in the length of its rarest postings and
not in the size of the sources. Words are looked up without case; whether the case fits is
decided afterwards, token by token (rag/audit/match/exact.py).
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from rag.audit.match.fold import fold_token, raw_tokens
from rag.documents.document import Document

Ints = npt.NDArray[np.int64]
UNKNOWN = -1
_BREAK = 0
"""The token and the word that stand between two documents; nothing matches it."""


@dataclass(slots=True)
class Vocabulary:
    """Folded tokens as numbers, and the number of their case-folded form as words."""

    ids: dict[str, int] = field(default_factory=lambda: {"": _BREAK})
    folded: list[str] = field(default_factory=lambda: [""])
    keys: list[int] = field(default_factory=lambda: [_BREAK])
    key_ids: dict[str, int] = field(default_factory=lambda: {"": _BREAK})
    words: list[bool] = field(default_factory=lambda: [True])
    _raw: dict[str, int] = field(default_factory=dict)

    def add_raw(self, raw: str) -> int:
        """The number of a raw token, made if it is new."""
        number = self._raw.get(raw)
        if number is None:
            number = self._raw[raw] = self._add(fold_token(raw))
        return number

    def _add(self, folded: str) -> int:
        number = self.ids.get(folded)
        if number is None:
            number = self.ids[folded] = len(self.folded)
            self.folded.append(folded)
            self.keys.append(self.key_ids.setdefault(folded.casefold(), len(self.key_ids)))
            self.words.append(bool(folded) and (folded[0].isalnum() or folded[-1].isalnum()))
        return number

    def key(self, folded: str) -> int:
        """The number of a word without case, or UNKNOWN."""
        return self.key_ids.get(folded.casefold(), UNKNOWN)


class WordIndex:
    """The words of `documents`, in their order; documents without words are allowed.

    `ids`, `starts` and `ends` are arrays over all tokens (offsets in the document's reading
    text). `optional` marks the visible figures of a note's mark. `words` are the token numbers
    of all words, `keys` their case-folded numbers.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents: tuple[Document, ...] = tuple(documents)
        self.vocabulary = Vocabulary()
        ids, starts, ends, self.firsts = self._read()
        self.ids, self.starts, self.ends = (
            np.array(a, dtype=np.int64) for a in (ids, starts, ends)
        )
        self.optional = self._optional()
        is_word = np.array(self.vocabulary.words, dtype=bool)[self.ids] & ~self.optional
        self.words: Ints = np.flatnonzero(is_word)
        self.keys: Ints = np.array(self.vocabulary.keys, dtype=np.int64)[self.ids[self.words]]
        self._order: Ints = np.argsort(self.keys, kind="stable")
        self._sorted = self.keys[self._order]
        self._size = len(self.vocabulary.key_ids)
        pairs = self.keys[:-1] * self._size + self.keys[1:]
        self._pair_order: Ints = np.argsort(pairs, kind="stable")
        self._pairs = pairs[self._pair_order]

    def _read(self) -> tuple["array[int]", "array[int]", "array[int]", list[int]]:
        ids, starts, ends = array("q", [_BREAK]), array("q", [0]), array("q", [0])
        firsts: list[int] = []
        add = self.vocabulary.add_raw
        for document in self.documents:
            firsts.append(len(ids))
            for start, end, raw in raw_tokens(document.reading.text):
                number = add(raw)
                if number:
                    ids.append(number)
                    starts.append(start)
                    ends.append(end)
            ids.append(_BREAK)
            starts.append(0)
            ends.append(0)
        return ids, starts, ends, firsts

    def _optional(self) -> npt.NDArray[np.bool_]:
        """Tokens that are the visible figures of a note's mark, which a copy may leave out."""
        optional = np.zeros(len(self.ids), dtype=bool)
        for number, document in enumerate(self.documents):
            first, last = self.token_range(number)
            origin = document.reading.origin
            for marker in document.markers:
                left = max(0, marker.at - len(marker.span))
                if left < marker.at and origin[left] == marker.span.start:
                    a = first + int(np.searchsorted(self.starts[first:last], left))
                    b = first + int(np.searchsorted(self.ends[first:last], marker.at, "right"))
                    optional[a:b] = True
        return optional

    def token_range(self, document: int) -> tuple[int, int]:
        """The first token of a document and the one behind its last."""
        after = self.firsts[document + 1] if document + 1 < len(self.firsts) else len(self.ids)
        return self.firsts[document], after - 1

    def document_of(self, token: int) -> int:
        """The number of the document that a token belongs to."""
        return bisect_right(self.firsts, token) - 1

    @cached_property
    def sentences(self) -> tuple[list[tuple[int, int, int]], Ints]:
        """Every sentence as (document, start, end) of its reading text; and each word's own.

        What stands between two documents is a word, too (`_BREAK`), but of no sentence.
        """
        listed: list[tuple[int, int, int]] = []
        owners: Ints = np.zeros(len(self.words), dtype=np.int64)
        places = self.starts[self.words]
        for number, document in enumerate(self.documents):
            a, b = np.searchsorted(self.words, self.token_range(number))
            cuts = document.reading.sentences
            firsts = np.array([start for start, _ in cuts], dtype=np.int64)
            own = np.searchsorted(firsts, places[a:b], "right") - 1
            owners[a:b] = np.maximum(own, 0) + len(listed)
            listed += [(number, start, end) for start, end in cuts]
        return listed, owners

    def knows(self, folded: str) -> bool:
        """Whether a folded word occurs anywhere, in any case."""
        return self.vocabulary.key(folded) != UNKNOWN

    def postings(self, key: int) -> Ints:
        """Where a word stands, as numbers of words in order."""
        a, b = np.searchsorted(self._sorted, [key, key + 1])
        return self._order[a:b]

    def pair_postings(self, first: int, second: int) -> Ints:
        """Where two words stand side by side: numbers of the first of them, in order."""
        pair = first * self._size + second
        a, b = np.searchsorted(self._pairs, [pair, pair + 1])
        return self._pair_order[a:b]

    def runs(self, keys: Sequence[int]) -> Ints:
        """Every place where the words `keys` stand in a row: numbers of the first, in order."""
        if not keys or UNKNOWN in keys:
            return np.empty(0, dtype=np.int64)
        if len(keys) == 1:
            return np.sort(self.postings(keys[0]))
        lists = [self.pair_postings(a, b) for a, b in pairwise(keys)]
        rarest = min(range(len(lists)), key=lambda at: len(lists[at]))
        starts = lists[rarest] - rarest
        starts = starts[(starts >= 0) & (starts + len(keys) <= len(self.keys))]
        for offset, key in enumerate(keys):
            if not starts.size:
                break
            starts = starts[self.keys[starts + offset] == key]
        return np.sort(starts)


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Tokens `first` to `last` (half-open) of the index, in one document.

    `faithful` is False where true words were joined so that they say something else.
    `pieces` are the tokens (first, last) of each run where the quotation has several. `replaced`
    are (words in the draft's brackets, the source's words for which they stand).
    """

    document: int
    first: int
    last: int
    literal: bool = True
    faithful: bool = True
    pieces: tuple[tuple[int, int], ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()

    def reading(self, index: WordIndex) -> tuple[int, int]:
        """The reading range (start, end) of the match."""
        return int(index.starts[self.first]), int(index.ends[self.last - 1])
