"""Known answers, and answers to hold against them, over the stand-in documents."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from rag import measure
from rag.answers.answerer import answerer
from rag.measure.score import score
from rag.span import Span
from tests.support.standin import TEXTS, StandInEngine

FELL = "The Taliban took Herat in 1995."
FLED = "Ismail Khan fled to Iran with 8,000 men."


def gold(text: str, doc: str = "herat.md", within: str | None = None) -> measure.Gold:
    """The gold span of these words in a stand-in document."""
    start = (within or TEXTS[doc]).index(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return measure.Gold(doc, Span(start, start + len(text)), digest)


def known(**more: Any) -> measure.KnownAnswer:
    """A question whose evidence is the fall of Herat."""
    first = {"id": "q", "question": "When?", "answerable": True, "evidence": (gold(FELL),)}
    return measure.KnownAnswer(**{**first, **more})


def quote(start: int, end: int, doc: str = "herat.md", **more: Any) -> Any:
    """A quote of the JSON contract; only what scoring reads."""
    return {"spans": [{"start": start, "end": end}], "text": TEXTS[doc][start:end],
            "document": {"path": f"sub/{doc}"}, "voice": {"kind": "author"},
            "notes": [], **more}  # fmt: skip


def answered(*quotes: Any, **more: Any) -> Any:
    """An answer of the JSON contract."""
    return {"id": "q", "status": "answered", "confidence": 0.8, "seconds": 0.1,
            "quotes": list(quotes), **more}  # fmt: skip


def at(words: str, doc: str = "herat.md") -> tuple[int, int]:
    """Where the words stand."""
    start = TEXTS[doc].index(words)
    return start, start + len(words)


def rows() -> list[measure.ScoredAnswer]:
    """Five rows, worked out by hand in tests/measure/test_score.py."""
    fell, fled = quote(*at(FELL)), quote(*at(FLED))
    no = known(answerable=False, evidence=(), type="unanswerable")
    return [
        replace(score(known(type="fact"), answered(fell, fled), 2), id="a", confidence=0.9),
        replace(score(known(type="fact"), answered(fled), 1), id="b", confidence=0.6),
        replace(score(known(type="list"), answered(status="abstained"), 0), id="c", confidence=0.2),
        replace(score(no, answered(fled), 1), id="d", confidence=0.7),
        replace(score(no, answered(status="abstained"), 0), id="e", confidence=0.1),
    ]


def line(**more: Any) -> str:
    """A line of a question file."""
    one = gold(FELL)
    place = {"doc": one.doc, "start": one.span.start, "end": one.span.end, "sha256": one.sha256}
    return json.dumps({"id": "q", "question": "When?", "answerable": True, "need": "any",
                       "evidence": [place], "answer": [], **more})  # fmt: skip


def run_of_all(asked: list[measure.KnownAnswer], engine: StandInEngine) -> measure.Report:
    """Ask the stand-in engine everything, and measure."""
    answer = answerer(engine)  # type: ignore[arg-type]
    records = measure.by_id(answer(one.id, one.question) for one in asked)
    return measure.evaluate(asked, records, measure.Library(engine.index), engine.index)


ASKED = [
    known(id="a b", question="When did the Taliban take Herat?", type="fact"),
    known(id="b", question="Where did Ismail Khan flee?", evidence=(gold(FLED),), type="fact"),
    known(id="c", question="Who shot <b>the king</b>?", answerable=False, evidence=()),
]
