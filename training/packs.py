"""The development packs, asked once and kept, so that policy and calibrator are chosen offline.

A pack is a folder with `corpus/` and `questions.jsonl`. Each question is searched and read
once; what calibration and the choice of quotes need is kept as plain records.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.answer import READ, Engine, load_engine
from rag.confidence import features
from rag.document import Document
from rag.embed import load_embedder
from rag.evidence import Candidate, Policy, candidates, select
from rag.index import update_index
from rag.quote import Quote
from rag.span import Span


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a pack with what was found for it.

    `first` and `complete` say whether the first quote, and all quotes together, cover the gold
    (both False for an unanswerable question). `quotes` is how many there are.
    """

    pack: str
    id: str
    answerable: bool
    features: dict[str, float]
    first: bool
    complete: bool
    quotes: int
    relevant: int


def packs(folder: Path) -> list[Path]:
    """The packs below `folder`, in order of their names."""
    return sorted(path.parent for path in folder.glob("*/questions.jsonl"))


def ask_pack(pack: Path, policy: Policy, reader: str | None = None) -> Iterator[Asked]:
    """Ask every question of a pack against an index of its corpus, without any threshold."""
    questions = [json.loads(line) for line in (pack / "questions.jsonl").open(encoding="utf-8")]
    with tempfile.TemporaryDirectory() as folder:
        update_index(Path(folder), [pack / "corpus"], load_embedder())
        engine = load_engine(Path(folder), reader=reader)
        for question in questions:
            yield _asked(engine, pack.name, question, policy)
        engine.index.close()


def _asked(engine: Engine, pack: str, question: dict[str, Any], policy: Policy) -> Asked:
    words = " ".join(question["question"].split())
    hits = engine.index.search(words, READ)
    readings = engine.reader.read(words, [(h.passage.text, h.passage.sentences) for h in hits])
    found: Sequence[Candidate] = candidates(words, hits, readings, policy)
    quotes = select(found, engine.index.document, policy)
    gold = question.get("evidence", []) if question["answerable"] else []
    need = question.get("need", "any")
    covered = [e for e in gold if any(covers(q, e) for q in quotes)]
    complete = bool(covered)
    if need == "all":
        complete = bool(gold) and len(covered) == len(gold)
    elif need == "two-docs":
        complete = len({e["doc"] for e in covered}) >= 2
    return Asked(
        pack, str(question["id"]), bool(question["answerable"]),
        features(words, hits, readings, found),
        any(covers(q, e) for q in quotes[:1] for e in gold),
        complete, len(quotes), sum(any(covers(q, e) for e in gold) for q in quotes),
    )  # fmt: skip


def covers(quote: Quote, evidence: dict[str, Any]) -> bool:
    """Whether the quote holds at least half of a gold span (or lies half inside it)."""
    document: Document = quote.document
    if Path(document.path).name != evidence["doc"]:
        return False
    gold = Span(evidence["start"], evidence["end"])
    return 2 * sum(span.overlap(gold) for span in quote.spans) >= len(gold)
