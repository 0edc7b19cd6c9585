"""What was read and embedded before a write: kept by content, taken by the one committer.

A key says all that a result depends on: of a document the SHA-256 of the file's bytes, its name in
the library and what reads it (extractor and rules); of a vector the embedder and the embedded text.
So whoever computes the same puts the same under the same key: twice is once, and what is there need
not be computed again. A passage's ordinal follows from its document.
"""

import hashlib
import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import orjson

from rag.documents.document import Document, Passage
from rag.documents.extraction import OnPage
from rag.search.cluster.session import Session
from rag.search.codec import flat, pack, spans, unpack
from rag.search.embed import Embedder
from rag.search.manifest import file_sha256
from rag.search.plan import maker, read
from rag.search.scan import SourceFile
from rag.search.store import Matrix
from rag.search.wording import embedded

Read = tuple[Document, list[Passage]]
_HEAD = struct.Struct("<I")  # bytes of the document's record
_BATCH = 128


class Staging:
    """Results by key, in the catalogue's database. Each is committed by itself."""

    def __init__(self, session: Session, rules: str) -> None:
        self._session, self._rules = session, rules

    def key(self, found: SourceFile, name: str) -> str:
        """The key of a file's document; raises OSError where the file is gone."""
        parts = file_sha256(found.path), name, maker(self._rules, found.path)
        return "d" + hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def has(self, key: str) -> bool:
        """Whether a result is there."""
        return bool(self._session.all("SELECT 1 FROM staged WHERE key = %s", (key,)))

    def stage(self, found: SourceFile, name: str, embedder: Embedder) -> bool:
        """Read and embed a file, if nobody has; false if it cannot be read, which is not kept."""
        key = self.key(found, name)
        if self.has(key):
            return True
        result = read(found, name)
        if isinstance(result, str):
            return False
        document, passages = result
        texts = [embedded(passage, document.title) for passage in passages]
        Embedded(self, embedder).encode(texts)
        if self.key(found, name) == key:  # the file did not change while it was read
            self.put({key: packed(result)})  # last: it says that the vectors are there, too
        return True

    def put(self, results: dict[str, bytes]) -> None:
        """Keep results; what is there already stays."""
        query = "INSERT INTO staged (key, data) VALUES (%s, %s) ON CONFLICT DO NOTHING"
        with self._session.transaction():
            self._session.many(query, list(results.items()))

    def get(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The results that are there."""
        query = "SELECT key, data FROM staged WHERE key = ANY(%s)"
        return dict(self._session.all(query, (list(keys),)))

    def read(self, found: SourceFile, name: str, on_page: OnPage | None = None) -> Read | str:
        """As `rag.search.plan.read`; from what is kept, if the file is still the same."""
        try:
            kept = self.get([key := self.key(found, name)])
        except OSError:
            return read(found, name, on_page)
        return unpacked(kept[key]) if key in kept else read(found, name, on_page)

    def clear(self) -> None:
        """Forget all results; they are in the index now."""
        self._session.run("DELETE FROM staged")


class Embedded:
    """An embedder that takes vectors which are kept, and keeps those that it computes."""

    def __init__(self, staging: Staging, real: Embedder) -> None:
        self._staging, self._real = staging, real
        self.name, self.dim = real.name, real.dim

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Float32 unit rows, (len(texts), dim)."""
        rows = np.empty((len(texts), self.dim), dtype=np.float32)
        for at in range(0, len(texts), _BATCH):
            rows[at : at + _BATCH] = self._batch(texts[at : at + _BATCH])
        return rows

    def _batch(self, texts: Sequence[str]) -> Matrix:
        keys = {text: self._key(text) for text in texts}
        known = self._staging.get(list(keys.values()))
        new = [text for text in keys if keys[text] not in known]
        if new:
            made = self._real.encode(new).astype("<f4")
            fresh = {keys[text]: row.tobytes() for text, row in zip(new, made, strict=True)}
            self._staging.put(fresh)
            known |= fresh
        return np.stack([np.frombuffer(known[keys[text]], dtype="<f4") for text in texts])

    def _key(self, text: str) -> str:
        return "v" + hashlib.sha256(f"{self.name}\0{text}".encode("utf-8", "replace")).hexdigest()

    def encode_query(self, text: str) -> Matrix:
        """The float32 unit vector, (dim,), of one question."""
        return self._real.encode_query(text)


def packed(result: Read) -> bytes:
    """A document with its passages as bytes."""
    document, passages = result
    record = pack(document)
    rest = {
        "problems": document.problems,
        "passages": [
            (p.ordinal, p.start, p.end, p.text, p.sentences, flat(p.spans), p.kind, p.section,
             p.speaker)
            for p in passages
        ],
    }  # fmt: skip
    return _HEAD.pack(len(record)) + record + zlib.compress(orjson.dumps(rest))


def unpacked(data: bytes) -> Read:
    """What `packed` made into bytes."""
    (size,) = _HEAD.unpack_from(data)
    start = _HEAD.size
    document = unpack(data[start : start + size])
    rest = orjson.loads(zlib.decompress(data[start + size :]))
    document = replace(document, problems=tuple(rest["problems"]))
    return document, [
        Passage(
            document.doc_id, ordinal, first, past, text, tuple((a, b) for a, b in sentences),
            spans(numbers), kind, section, speaker,
        )
        for ordinal, first, past, text, sentences, numbers, kind, section, speaker
        in rest["passages"]
    ]  # fmt: skip
