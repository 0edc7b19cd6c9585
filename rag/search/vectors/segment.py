"""One segment: rows with their vectors, list by list, in two files that never change.

The large file holds nothing but codes and is mapped, not read: damage in it may change a cosine,
but can neither crash nor make a row of another. The small one is read whole.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Self
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from rag.errors import IndexRefused
from rag.search.store import Matrix, Rows
from rag.search.vectors.arithmetic import Codes, decoded

CODES, ROWS = ".codes", ".npz"


@dataclass(frozen=True, slots=True)
class Segment:
    """`rows` and `codes` lie in the order of their lists; list i is `starts[i]:starts[i + 1]`.

    `order` gives the places by rising row. `centres`, (lists, dim), is empty where there is one
    list of all, of which every vector is compared.
    """

    name: str
    rows: Rows
    order: Rows
    starts: Rows
    centres: Matrix
    codes: Codes

    @classmethod
    def of(cls, name: str, rows: Rows, codes: Codes) -> Self:
        """All of them in one list."""
        order = np.argsort(rows)
        starts = np.array([0, len(rows)], dtype=np.int64)
        none = np.empty((0, codes.shape[1] // 2), dtype=np.float32)
        return cls(name, rows, order, starts, none, codes)

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """The segment of this name; raises IndexRefused if its files are none, or do not fit."""
        try:
            with np.load(folder / f"{name}{ROWS}") as kept:
                rows, order, starts, centres = (kept[part] for part in _PARTS)
            dim = int(centres.shape[1])
            codes = _mapped(folder / f"{name}{CODES}", 2 * dim)
        except (ValueError, KeyError, IndexError, BadZipFile, EOFError) as error:
            raise IndexRefused(f"{name}{ROWS} cannot be read: {error}") from error
        if not len(codes) == len(rows) == len(order) == starts[-1]:
            raise IndexRefused(f"{name}{CODES} has {len(codes)} vectors for {len(rows)} rows")
        return cls(name, rows, order.astype(np.int64), starts, centres, codes)

    def save(self, folder: Path) -> None:
        """Write both files, which must not be there: a link would change what others read."""
        with (folder / f"{self.name}{CODES}").open("xb") as file:
            file.write(self.codes.data)
        np.savez(
            folder / f"{self.name}{ROWS}",
            rows=self.rows, order=self.order.astype(np.int32),
            starts=self.starts, centres=self.centres,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def flat(self) -> bool:
        """Whether every vector is compared."""
        return not len(self.centres)

    def holds(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Which of these rows it has."""
        return self._places(rows)[1]

    def fill(self, found: Matrix, rows: Rows) -> int:
        """Put the vectors of those rows that it has into their places; tells how many it has."""
        places, here = self._places(rows)
        found[here] = decoded(self.codes[places[here]])
        return int(here.sum())

    def without(self, dead: Rows) -> tuple[Rows, Codes]:
        """The rest of its rows, with their codes."""
        if not self.holds(dead).any():
            return self.rows, self.codes
        left = ~np.isin(self.rows, dead)
        return self.rows[left], self.codes[left]

    def _places(self, rows: Rows) -> tuple[Rows, npt.NDArray[np.bool_]]:
        """The place of each row, and whether it is there."""
        if not len(self):
            return np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.bool_)
        at = np.searchsorted(self.rows, rows, sorter=self.order)
        places = self.order[np.minimum(at, len(self) - 1)]
        return places, self.rows[places] == rows


_PARTS = ("rows", "order", "starts", "centres")


def _mapped(path: Path, width: int) -> Codes:
    """The codes where they lie on the disk."""
    if not path.stat().st_size:
        return np.empty((0, width), dtype=np.uint8)
    return np.memmap(path, dtype=np.uint8, mode="r").reshape(-1, width)
