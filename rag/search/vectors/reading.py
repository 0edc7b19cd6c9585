"""All segments of an index, open for reading."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np

from rag.errors import IndexRefused
from rag.search.fuse import MARGIN, settled
from rag.search.store import Matrix, Rows
from rag.search.vectors.arithmetic import Codes, cosines_of
from rag.search.vectors.earlier import EARLIER, earlier
from rag.search.vectors.lists import nearest, scan
from rag.search.vectors.segment import ROWS, Segment

DEAD = "dead.npy"
_GATHERED = 65_536  # vectors that are taken out of their places at a time
_FEW = 1 / 8  # share of all vectors up to which chosen ones are taken out of their places


class Vectors:
    """Row ids with their unit vectors, mapped from the disk. Safe for many readers at once."""

    def __init__(self, segments: Sequence[Segment], dead: Rows) -> None:
        self.segments, self.dead = tuple(segments), dead
        self._alive = None if not dead.size else self._bits(dead, others=True)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The vectors of a generation; raises IndexRefused if a file is none of ours."""
        if folder.with_name(EARLIER).exists():
            return cls([earlier(folder.with_name(EARLIER))], np.empty(0, dtype=np.int64))
        try:
            dead = np.load(folder / DEAD)
        except (ValueError, EOFError) as error:
            raise IndexRefused(f"{DEAD} cannot be read: {error}") from error
        names = sorted(path.stem for path in folder.glob(f"*{ROWS}"))
        return cls([Segment.load(folder, name) for name in names], dead)

    def __len__(self) -> int:
        return sum(map(len, self.segments)) - len(self.dead)

    @property
    def flat(self) -> bool:
        """Whether every vector is compared, so that search is exact."""
        return all(segment.flat for segment in self.segments)

    def search(self, query: Matrix, k: int, rows: Rows | None = None) -> list[tuple[int, float]]:
        """The `k` rows of largest cosine, best first; of `rows` only, and then exactly."""
        if k <= 0 or not len(self) or (rows is not None and not rows.size):
            return []
        if rows is None:
            found = scan(nearest(self.segments, query), query, k + MARGIN, self._alive)
        elif rows.size <= max(_GATHERED, _FEW * len(self)):
            cosines = self.cosines(query, rows)
            found = rows[np.lexsort((rows, -cosines))[: k + MARGIN]]
        else:
            every = ((s, at) for s in self.segments for at in range(len(s.starts) - 1))
            found = scan(every, query, k + MARGIN, self._bits(rows))
        cosines_found = cosines_of(self._vectors(found), query)
        return settled(zip(found.tolist(), cosines_found, strict=True))[:k]

    def cosines(self, query: Matrix, rows: Rows) -> Matrix:
        """The cosine of each of these rows, (len(rows),); every row must be known."""
        parts = [rows[at : at + _GATHERED] for at in range(0, len(rows), _GATHERED)]
        found = [self._vectors(part) @ query for part in parts]
        return np.concatenate([np.empty(0, dtype=np.float32), *found]).astype(np.float32)

    def _vectors(self, rows: Rows) -> Matrix:
        dim = self.segments[0].centres.shape[1] if self.segments else 1
        found = np.empty((len(rows), dim), dtype=np.float32)
        known = sum(segment.fill(found, rows) for segment in self.segments)
        if known != len(rows):
            raise IndexRefused(f"{len(rows) - known} passages have no vectors")
        return found

    def _bits(self, rows: Rows, others: bool = False) -> Codes:
        """A bit for each row of all segments, set for these (or for all `others`)."""
        last = max((int(s.rows.max()) for s in self.segments if len(s)), default=0)
        chosen = np.full(last + 1, others)
        chosen[rows[rows <= last]] = not others
        return np.packbits(chosen, bitorder="little")
