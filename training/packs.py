"""The development packs, asked once and kept, so that scorer and calibrator are fitted offline.

A pack is a folder with `corpus/` and `questions.jsonl`. Every question is searched and read
once; for every sentence of every hit its figures and the gold spans that it covers are kept.
"""

import functools
import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rag.answers.again import looked_again
from rag.answers.confidence import PassageFeatures, passage_features
from rag.answers.engine import READ, Engine, load_engine
from rag.answers.features import Scorer, SentenceFeatures, sentence_features
from rag.answers.question import asks_readers, heard
from rag.documents.document import Document
from rag.documents.read import read_document
from rag.models import MODELS
from rag.search import update_index
from rag.search.embed import load_embedder
from rag.span import Span
from training.nearpack import near_questions


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one hit: its figures, its place, and the gold spans that it covers.

    `cosine` to the question is there for every sentence, not just for the likely ones.
    """

    hit: int
    document: str
    start: int
    end: int
    kind: str
    sentence_features: SentenceFeatures
    gold: tuple[int, ...]
    cosine: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a pack, with all sentences that were read for it.

    `golds` are the gold spans: file name, start, end.
    """

    pack: str
    id: str
    question: str
    answerable: bool
    need: str
    golds: tuple[tuple[str, int, int], ...]
    passages: tuple[PassageFeatures, ...]
    sentences: tuple[Sentence, ...]


def packs(folder: Path) -> list[Path]:
    """The packs below `folder`, in order of their names."""
    return sorted(path.parent for path in folder.glob("*/questions.jsonl"))


def ask_pack(pack: Path, reader: str | None = None) -> Iterator[Asked]:
    """Ask a pack's questions, and near misses of them, against an index of its corpus."""
    questions = [json.loads(line) for line in (pack / "questions.jsonl").open(encoding="utf-8")]
    questions += near_questions(pack.name)
    with tempfile.TemporaryDirectory() as folder:
        update_index(Path(folder), [pack / "corpus"], load_embedder())
        engine = load_engine(Path(folder), reader=reader)
        for question in questions:
            yield _asked(engine, pack.name, question)
        engine.index.close()


@functools.cache
def _first_look() -> Scorer:
    """The packaged scorer, which chooses the sentences of the second look whatever the reader."""
    data = json.loads((MODELS / "calibrator.json").read_text(encoding="utf-8"))
    return Scorer(**data["scorer"])


def documents_of(pack: Path) -> dict[str, Document]:
    """The documents of a pack by their paths."""
    files = sorted(path for path in (pack / "corpus").iterdir() if path.is_file())
    return {path.name: read_document(path, path.name) for path in files}


def _asked(engine: Engine, pack: str, question: dict[str, Any]) -> Asked:
    words = " ".join(question["question"].split())
    hits = heard(engine.index.search(words, 4 * READ), asks_readers(words), READ)
    readings = engine.reader.read(words, [(h.passage.text, h.passage.sentences) for h in hits])
    gold = question.get("evidence", []) if question["answerable"] else []
    sentences: list[Sentence] = []
    found = looked_again(
        words,
        hits,
        sentence_features(words, hits, readings, engine.embedder),
        engine.reader,
        _first_look(),
    )
    texts = [h.passage.text[a:b] for h in hits for a, b in h.passage.sentences]
    close = iter((engine.embedder.encode(texts) @ engine.embedder.encode_query(words)).tolist())
    for rank, (hit, rows) in enumerate(zip(hits, found, strict=True)):
        document = engine.index.document(hit.passage.doc_id)
        for (a, b), row in zip(hit.passage.sentences, rows, strict=True):
            start, end = hit.passage.start + a, hit.passage.start + b
            kind = next(x.kind for x in document.reading.blocks if x.start <= start < x.end)
            covered = tuple(n for n, e in enumerate(gold) if _covers(document, start, end, e))
            sentences.append(
                Sentence(rank, document.path, start, end, kind, row, covered, next(close))
            )  # fmt: skip
    passages = tuple(
        passage_features(words, hit, reading, engine.index.document(hit.passage.doc_id).title or "")
        for hit, reading in zip(hits, readings, strict=True)
    )
    golds = tuple((e["doc"], e["start"], e["end"]) for e in gold)
    return Asked(
        pack, str(question["id"]), words, bool(question["answerable"]),
        question.get("need", "any"), golds, passages, tuple(sentences),
    )  # fmt: skip


def _covers(document: Document, start: int, end: int, evidence: dict[str, Any]) -> bool:
    """Whether the reading range holds at least half of a gold span."""
    if Path(document.path).name != evidence["doc"]:
        return False
    gold = Span(evidence["start"], evidence["end"])
    spans = document.reading.source_spans(start, end)
    return 2 * sum(span.overlap(gold) for span in spans) >= len(gold)


def save(rows: list[Asked], path: Path) -> None:
    """Keep what was asked, one question a line."""
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(asdict(row)) + "\n")


def load(path: Path) -> list[Asked]:
    """What `save` kept."""
    rows = []
    for line in path.open(encoding="utf-8"):
        data = json.loads(line)
        data["sentences"] = tuple(
            Sentence(
                **{
                    **s,
                    "sentence_features": SentenceFeatures(**s["sentence_features"]),
                    "gold": tuple(s["gold"]),
                }
            )
            for s in data["sentences"]
        )
        data["passages"] = tuple(PassageFeatures(**p) for p in data["passages"])
        rows.append(Asked(**{**data, "golds": tuple(map(tuple, data["golds"]))}))
    return rows
