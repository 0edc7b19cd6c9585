"""What search alone is worth: a run and qrels over passages, as the field keeps them.

A passage is relevant to a question if it takes in at least half of a gold span, or if half of
the passage lies in one (gold longer than two passages has relevant passages too). Passages are
named `doc_id:ordinal`.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from rag.documents.document import Passage
from rag.files import write_whole
from rag.measure.library import Library
from rag.measure.questions import KnownAnswer
from rag.search.chunk import chunk
from rag.search.retriever import Retriever
from rag.span import Span

DEPTH = 50
"""Passages searched for each question."""


def name_of(passage: Passage) -> str:
    """The name of a passage in a run and in qrels."""
    return f"{passage.doc_id}:{passage.ordinal}"


def query_id(id: str | int) -> str:
    """A question's id without white space, which the files of TREC cannot hold."""
    return quote(str(id), safe="/:._-,;()'")


def run_of(known: KnownAnswer, searcher: Retriever, depth: int = DEPTH) -> dict[str, float]:
    """Passage → score of the `depth` best passages.

    Scores are made to fall strictly, so that the order stays where hits have equal scores.
    """
    hits = searcher.search(known.question, depth)
    return {name_of(hit.passage): float(len(hits) - rank) for rank, hit in enumerate(hits)}


def qrels_of(known: Iterable[KnownAnswer], library: Library) -> dict[str, dict[str, int]]:
    """Question id → relevant passages, each of relevance 1, for all answerable questions."""
    chunked: dict[str, list[Passage]] = {}
    qrels: dict[str, dict[str, int]] = {}
    for one in known:
        if not one.answerable:
            continue
        relevant = qrels[query_id(one.id)] = {}
        for gold in one.evidence:
            for passage in _passages(gold.doc, library, chunked):
                if is_relevant(passage, gold.span):
                    relevant[name_of(passage)] = 1
    return qrels


def _passages(doc: str, library: Library, chunked: dict[str, list[Passage]]) -> list[Passage]:
    """The passages of a document, cut once."""
    document = library.document(doc)
    if document is None:
        return []
    if document.doc_id not in chunked:
        chunked[document.doc_id] = chunk(document)
    return chunked[document.doc_id]


def is_relevant(passage: Passage, gold: Span) -> bool:
    """Whether a passage holds half of the gold span, or lies in it by half."""
    shared = sum(span.overlap(gold) for span in passage.spans)
    return shared >= len(gold) / 2 or 2 * shared >= sum(map(len, passage.spans))


def write_run(run: Mapping[str, Mapping[str, float]], path: Path, tag: str = "quoth") -> None:
    """A run in TREC's format: query, Q0, passage, rank from 1, score, tag."""
    lines = (
        f"{query} Q0 {passage} {rank} {score:g} {tag}\n"
        for query, passages in run.items()
        for rank, (passage, score) in enumerate(
            sorted(passages.items(), key=lambda item: -item[1]), 1
        )
    )
    write_whole(path, "".join(lines))


def write_qrels(qrels: Mapping[str, Mapping[str, int]], path: Path) -> None:
    """Qrels in TREC's format: query, 0, passage, relevance."""
    lines = (
        f"{query} 0 {passage} {relevance}\n"
        for query, passages in qrels.items()
        for passage, relevance in passages.items()
    )
    write_whole(path, "".join(lines))
