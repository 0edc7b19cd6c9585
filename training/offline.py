"""Choosing quotes offline, from kept figures, with the code that chooses them online."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rag.answers.choose import select
from rag.answers.confidence import Ranked, features
from rag.answers.evidence import Candidate, Policy
from rag.answers.features import Scorer
from rag.documents.document import Document, Passage
from rag.quotes.quote import Quote
from rag.span import Span
from training.nearpack import NEAR
from training.packs import Asked, Sentence


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would be answered: whether the first quote and all quotes cover the gold.

    `near` marks a written near miss. `relevant` of `quotes` quotes cover some of the gold;
    `length` is the first one's, in code points.
    """

    pack: str
    answerable: bool
    near: bool
    first: bool
    complete: bool
    quotes: int
    relevant: int
    length: int
    features: dict[str, float]


def outcome(
    asked: Asked, scorer: Scorer, policy: Policy, documents: Mapping[str, Document]
) -> Outcome:
    """The outcome of one question, before any threshold; `documents` are those of its pack."""
    scored = sorted(
        ((_weight(s, policy) * scorer.score(s.sentence_features), s) for s in asked.sentences),
        key=lambda pair: (-pair[0], pair[1].hit, pair[1].start),
    )
    ranked = [Ranked(score, s.hit, s.sentence_features.coverage) for score, s in scored]
    by_id = {document.doc_id: document for document in documents.values()}
    found = [_candidate(score, s, documents[s.document].doc_id) for score, s in scored]
    quotes = select(found, by_id.__getitem__, policy)
    covered = [{n for n, gold in enumerate(asked.golds) if _covers(q, gold)} for q in quotes]
    union = set().union(*covered)
    complete = bool(union)
    if asked.need == "all":
        complete = bool(asked.golds) and len(union) == len(asked.golds)
    elif asked.need == "two-docs":
        complete = len({asked.golds[n][0] for n in union}) >= 2
    return Outcome(
        asked.pack, asked.answerable, asked.id.startswith(NEAR), bool(covered and covered[0]),
        complete, len(quotes), sum(map(bool, covered)), len(quotes[0].text) if quotes else 0,
        features(asked.question, asked.passages, ranked),
    )  # fmt: skip


def _weight(sentence: Sentence, policy: Policy) -> float:
    return policy.note_weight if sentence.kind == "note" else 1.0


def _candidate(score: float, sentence: Sentence, doc_id: str) -> Candidate:
    """A candidate as `select` wants it; of its passage only the document counts."""
    place = (sentence.start, sentence.end)
    passage = Passage(doc_id, 0, *place, "", (), (), "body")
    return Candidate(passage, *place, score, (), sentence.hit)


def _covers(quote: Quote, gold: tuple[str, int, int]) -> bool:
    name, start, end = gold
    if Path(quote.document.path).name != name:
        return False
    span = Span(start, end)
    return 2 * sum(own.overlap(span) for own in quote.spans) >= len(span)
