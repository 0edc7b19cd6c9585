"""A write's vectors: a new segment beside the old ones, of which the small are merged."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from rag.search.store import Matrix, Rows
from rag.search.vectors.arithmetic import encoded
from rag.search.vectors.lists import listed
from rag.search.vectors.reading import DEAD, Vectors
from rag.search.vectors.segment import CODES, ROWS, Segment

FLAT_LIMIT = 1_000_000
"""Vectors up to which all are compared (28 ms a million), and the most of one segment."""
_LISTED = 1 / 8  # of the limit: smaller segments of a large index have no lists
_SMALL = 5_000  # vectors; smaller segments are always merged
_FALLING = 3  # a segment that is not so many times as large as what follows is merged with it
_DEAD = 1 / 4  # share of removed vectors from which on a segment is written anew


class VectorsWrite:
    """A generation's vectors in the making, in `folder`, which holds the base's files already.

    Whatever is full goes to the disk at once, so memory does not grow with the library.
    """

    def __init__(
        self, folder: Path, base: Vectors, generation: int, check: Callable[[str], None]
    ) -> None:
        """`check` is called for each file of the base that is written anew, with its name there."""
        self._check = check
        self._folder, self._base, self._generation = folder, list(base.segments), generation
        self._dead, self._made = base.dead, 0
        self._fresh: list[Segment] = []
        self._waiting = 0  # vectors in them

    def remove(self, rows: Rows) -> None:
        """Drop these rows of the base."""
        self._dead = np.union1d(self._dead, rows)

    def add(self, rows: Rows, vectors: Matrix) -> None:
        """Append unit vectors, (len(rows), dim), under new row ids."""
        self._fresh.append(Segment.of("", rows, encoded(vectors)))
        self._waiting += len(rows)
        if self._waiting >= FLAT_LIMIT:
            full = self._joined(self._fresh)
            full.save(self._folder)
            self._base.append(Segment.load(self._folder, full.name))
            self._fresh, self._waiting = [], 0

    def finish(self) -> Vectors:
        """Merge what is small, write what is new, and delete what nobody needs any more."""
        kept = self._merged()
        total = sum(map(self._alive, kept))
        written = [self._settled(segment, total) for segment in kept]
        alive = {segment.name for segment in written}
        for file in (*self._folder.glob(f"*{CODES}"), *self._folder.glob(f"*{ROWS}")):
            if file.stem not in alive:
                file.unlink()
        left = [self._dead[segment.holds(self._dead)] for segment in written]
        dead = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *left]))
        (self._folder / DEAD).unlink(missing_ok=True)  # it may be a link to the base's
        np.save(self._folder / DEAD, dead)
        return Vectors(written, dead)

    def _merged(self) -> list[Segment]:
        """The segments as they shall be, new ones without a name."""
        small, kept = list(self._fresh), []
        merged = self._waiting
        for size, segment in sorted(((self._alive(s), s) for s in self._base), key=lambda p: p[0]):
            fits = merged + size <= FLAT_LIMIT and size < max(_SMALL, _FALLING * merged)
            if fits or not segment.name:
                small.append(segment)
                merged += size
            else:
                kept.append(segment)
        return [*kept, self._joined(small)] if merged else kept

    def _alive(self, segment: Segment) -> int:
        return len(segment) - int(segment.holds(self._dead).sum())

    def _joined(self, segments: list[Segment]) -> Segment:
        """What is alive of them, as one new segment in memory."""
        for old in segments:
            for ending in (CODES, ROWS):
                self._check(f"{self._folder.name}/{old.name}{ending}")
        parts = [segment.without(self._dead) for segment in segments]
        rows, codes = (np.concatenate(part) for part in zip(*parts, strict=True))
        self._made += 1
        return Segment.of(f"{self._generation:06}-{self._made}", rows, codes)

    def _settled(self, segment: Segment, total: int) -> Segment:
        """The segment on the disk, in the kind that suits an index of so many vectors."""
        dead = len(segment) - self._alive(segment)
        changed = not (self._folder / f"{segment.name}{ROWS}").exists()
        if dead and (dead > _DEAD * len(segment) or len(segment) <= _SMALL):
            segment, changed = self._joined([segment]), True
        if segment.flat and total > FLAT_LIMIT and len(segment) > _LISTED * FLAT_LIMIT:
            segment, changed = listed(self._joined([segment])), True
        if changed:
            segment.save(self._folder)
            return Segment.load(self._folder, segment.name)
        return segment
