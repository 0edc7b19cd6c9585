"""A `Document` as bytes and back: one compressed record a text version.

The offset map is stored as differences of int32 (nearly all are 1), so that it takes less
room than the text; everything else is JSON. A 70,000-character document loads in a few
milliseconds.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from rag.documents.document import (
    Document,
    Loss,
    Marker,
    Note,
    Page,
    Passage,
    PrintedLine,
    Region,
    ScannedPage,
)
from rag.documents.reading import Block, ReadingText
from rag.errors import IndexRefused
from rag.search.store import DocumentRow
from rag.span import Span

_HEAD = struct.Struct("<IIII")  # bytes of JSON, then numbers of origins, regions, sentences
_LEVEL = 6
_PLAIN = ("doc_id", "path", "sha256", "title", "author", "date", "text", "extractor")
"""The members of a document that are kept as they are."""
_FLAT: dict[str, Any] = {
    "pages": Page, "scans": ScannedPage, "losses": Loss, "unseen": Span,
    "printed_lines": PrintedLine,
}  # fmt: skip
"""Those that are lists of records with plain members."""
TEXT_OR_NONE = str | None
ROW = (
    "doc_id, path, sha256, title, author, date, extractor, characters, passages, root, relative, "
    "made_by, id, keywords"
)
"""The columns of a `DocumentRow`, in its order; the last has a keyword a line, or is NULL."""
_PASSAGE = (int, str, int, int, int, str, bytes, bytes, str, str, TEXT_OR_NONE)
REMEDY = "Delete the index and index your files again: quoth index PATH"


def pack(document: Document) -> bytes:
    """The document as a compressed record."""
    reading = document.reading
    data = {name: getattr(document, name) for name in _PLAIN} | {
        "address": document.address,
        "keywords": document.keywords,
        "markup": document.markup,
        "reading": reading.text,
        "regions": [
            (r.kind, r.span.start, r.span.end, r.level, r.speaker, r.continues, r.mark, r.raw)
            for r in document.regions
        ],
        "notes": [_note_data(note) for note in document.notes],
        "markers": [(m.span.start, m.span.end, m.at, m.mark, m.notes) for m in document.markers],
        "closers": reading.closers.reshape(-1).tolist(),
        "blocks": _rows(reading.blocks),
        **{name: _rows(getattr(document, name)) for name in _FLAT},
    }
    text = orjson.dumps(data)
    steps = np.diff(reading.origin.astype(np.int32), prepend=np.int32(0)).astype(np.int32)
    sentences = np.array(reading.sentences, dtype=np.int32).reshape(-1, 2)
    regions = reading.region_starts.astype(np.int32)
    head = _HEAD.pack(len(text), len(steps), len(regions), len(sentences))
    arrays = (steps.tobytes(), regions.tobytes(), sentences.tobytes())
    return zlib.compress(b"".join((head, text, *arrays)), _LEVEL)


def unpack(record: bytes) -> Document:
    """The document that `pack` made into `record`; raises IndexRefused if it is damaged."""
    try:
        raw = zlib.decompress(record)
        size, origins, starts, sentences = _HEAD.unpack_from(raw)
        data = orjson.loads(raw[_HEAD.size : _HEAD.size + size])
        numbers = np.frombuffer(raw, dtype=np.int32, offset=_HEAD.size + size)
    except (zlib.error, struct.error, ValueError, TypeError) as error:
        raise IndexRefused(f"the record of a document is damaged: {error}. {REMEDY}") from error
    pairs = numbers[origins + starts : origins + starts + 2 * sentences].reshape(-1, 2)
    reading = ReadingText(
        text=data["reading"],
        origin=np.cumsum(numbers[:origins], dtype=np.int32),
        region_starts=numbers[origins : origins + starts],
        blocks=tuple(Block(*block) for block in data["blocks"]),
        sentences=tuple(zip(pairs[:, 0].tolist(), pairs[:, 1].tolist(), strict=True)),
        closers=np.array(data["closers"], dtype=np.int32).reshape(-1, 2),
    )
    return _document(data, reading)


def _document(data: dict[str, Any], reading: ReadingText) -> Document:
    lists: dict[str, Any] = {
        name: tuple(kind(*row) for row in data[name]) for name, kind in _FLAT.items()
    }
    return Document(
        **{name: data[name] for name in _PLAIN},
        regions=tuple(Region(r[0], Span(r[1], r[2]), *r[3:]) for r in data["regions"]),
        notes=tuple(_note(note) for note in data["notes"]),
        markers=tuple(Marker(Span(m[0], m[1]), m[2], m[3], tuple(m[4])) for m in data["markers"]),
        reading=reading,
        markup=data["markup"],
        address=data["address"],
        keywords=tuple(data["keywords"]),
        **lists,
    )


def _rows(records: Sequence[Any]) -> list[list[Any]]:
    """Records whose members are plain, each as a list of these in their order."""
    names = [member.name for member in fields(records[0])] if records else []
    return [[getattr(one, name) for name in names] for one in records]


def _note_data(note: Note) -> list[Any]:
    full = note.full_reference
    return [note.mark, note.text, flat(note.spans), None if full is None else _note_data(full)]


def _note(data: list[Any]) -> Note:
    return Note(data[0], data[1], spans(data[2]), None if data[3] is None else _note(data[3]))


def flat(of: Iterable[Span]) -> list[int]:
    """Spans as one list: start, end, start, end and so on."""
    return [offset for span in of for offset in (span.start, span.end)]


def spans(numbers: list[int]) -> tuple[Span, ...]:
    """Spans from what `flat` made."""
    return tuple(Span(a, b) for a, b in zip(numbers[::2], numbers[1::2], strict=True))


def ints(numbers: Iterable[int]) -> bytes:
    """Offsets as little-endian int32, for a column."""
    return np.fromiter(numbers, dtype="<i4").tobytes()


def from_ints(data: bytes) -> list[int]:
    """Offsets from what `ints` made."""
    numbers: npt.NDArray[np.int32] = np.frombuffer(data, dtype="<i4")
    return [int(number) for number in numbers.tolist()]


def typed(row: tuple[Any, ...], types: Sequence[Any]) -> tuple[Any, ...]:
    """The row; raises IndexRefused for a column of another type, which only damage gives."""
    if all(map(isinstance, row, types)):
        return row
    raise IndexRefused(f"a row of the catalog is damaged. {REMEDY}")


def row_of(columns: Sequence[Any]) -> DocumentRow:
    """The row of a document, from the columns `ROW`."""
    values = (*columns[:-1], tuple((columns[-1] or "").splitlines()))
    return DocumentRow(*values)


def passage_of(row: tuple[Any, ...]) -> Passage:
    """The passage of a row of the catalog; its first column is the row's own id.

    Raises IndexRefused if it is damaged.
    """
    _, doc_id, ordinal, start, end, text, cuts, places, *rest = typed(row, _PASSAGE)
    try:
        numbers = from_ints(cuts)
        sentences = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        return Passage(
            doc_id, ordinal, start, end, text, sentences, spans(from_ints(places)), *rest
        )
    except ValueError as error:
        raise IndexRefused(f"a passage of the catalog is damaged: {error}. {REMEDY}") from error
