"""An index and an engine that need no model: documents from strings, answers by shared words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from rag.answers.engine import Abstention, Answer
from rag.documents.document import Document, Passage
from rag.quotes.quote import Quote, quote_at
from rag.search.chunk import chunk
from rag.search.retriever import Hit
from tests.support.building import document

HERAT = """# The fall of Herat

The Taliban took Herat in 1995. Ismail Khan fled to Iran with 8,000 men.[^1]

“The people are celebrating,” said Khan in 2001.

[^1]: Ahmed Rashid, Taliban, 40.
"""
KABUL = """# Kabul

Kabul fell to the Northern Alliance on 13 November 2001. Nobody had ordered it.
"""
TEXTS = {"herat.md": HERAT, "kabul.md": KABUL}


def words(text: str) -> set[str]:
    """The longer words and the figures of a text, in lower case."""
    folded = "".join(char if char.isalnum() else " " for char in text.casefold())
    return {word for word in folded.split() if len(word) > 3}


@dataclass
class StandInIndex:
    """Documents in memory, searched by shared words."""

    texts: Mapping[str, str] = field(default_factory=lambda: dict(TEXTS))
    generation: int = 1

    def __post_init__(self) -> None:
        self._documents = {d.doc_id: d for d in (document(t, n) for n, t in self.texts.items())}
        self.embedder = "stand-in@0"

    def documents(self) -> Sequence[Document]:
        return list(self._documents.values())

    def document(self, doc_id: str) -> Document:
        return self._documents[doc_id]

    def find(self, name: str) -> Document | None:
        rows = self._documents.values()
        return next((d for d in rows if name in (d.path, d.doc_id)), None)

    def search(
        self, question: str, k: int = 10, documents: frozenset[str] | None = None
    ) -> list[Hit]:
        wanted = words(question)
        chosen = [d for d in self._documents.values() if not documents or d.doc_id in documents]
        passages: list[Passage] = [p for d in chosen for p in chunk(d)]
        hits = [Hit(p, float(len(wanted & words(p.text)))) for p in passages]
        return sorted((h for h in hits if h.score), key=lambda h: -h.score)[:k]

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class StandInEngine:
    """Quotes the sentences that share two words with the question; else abstains."""

    index: StandInIndex = field(default_factory=StandInIndex)
    reader: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(name="stand-in@0"))
    asked: list[str] = field(default_factory=list)

    def ask(
        self,
        question: str,
        *,
        max_quotes: int | None = None,
        min_confidence: float | None = None,
        documents: frozenset[str] | None = None,
    ) -> Answer | Abstention:
        self.asked.append(question)
        if "fail on purpose" in question:
            raise ValueError("broken on purpose")
        if not words(question):
            return Abstention(question, "empty_question", (), 0.0)
        quotes = self._quotes(question, documents)
        confidence = quotes[0].score if quotes else 0.0
        floor = 0.5 if min_confidence is None else min_confidence
        if not quotes or confidence < floor:
            return Abstention(question, "no_evidence", tuple(quotes[:3]), confidence)
        return Answer.of(question, quotes[: max_quotes or 2], confidence)

    def _quotes(self, question: str, documents: frozenset[str] | None) -> list[Quote]:
        wanted, found = words(question), []
        for doc in self.index.documents():
            if documents and doc.doc_id not in documents:
                continue
            for start, end in doc.reading.sentences:
                shared = len(wanted & words(doc.reading.text[start:end]))
                if shared:
                    found.append(quote_at(doc, start, end, min(0.95, shared / 4)))
        return sorted(found, key=lambda quote: -quote.score)


def load(directory: Path, *, reader: str | None = None) -> StandInEngine:
    """Stands in for rag.answer.load_engine."""
    del directory, reader
    return StandInEngine()
