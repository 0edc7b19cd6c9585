"""What programs may ask of an open library: the same objects that the commands write as JSON.

The HTTP API (rag/web/api) and the assistants' tools (rag/web/assistant.py) are two doors to this.
Nothing here changes the library.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rag.errors import QuestionError
from rag.quotes.quote import quote_at
from rag.quotes.record import quote_json, spans_json
from rag.search import DocumentRow
from rag.search.facets import FacetRecord, choose, facets_json
from rag.search.labels import read_labels
from rag.web.find import places
from rag.web.records import HitRecord, ListedRecord, TextRecord

if TYPE_CHECKING:
    from rag.answers.reader.extract import ExtractRecord
    from rag.answers.record import AnswerRecord
    from rag.answers.weigh import WeighedRecord
    from rag.audit.record import AuditRecord, VerifyRecord
    from rag.quotes.record import QuoteRecord
    from rag.search import Index
    from rag.web.desk import Desk

MOST_CITED = 20


class Calls:
    """The library of a desk, for programs. Thread-safe."""

    def __init__(self, desk: "Desk") -> None:
        self.desk = desk

    @property
    def _index(self) -> "Index":
        return self.desk.engine.index

    def ask(
        self,
        question: str,
        id: str | int = 1,
        *,
        max_quotes: int | None = None,
        min_confidence: float | None = None,
        documents: Sequence[str] | None = None,
        where: str | None = None,
    ) -> "AnswerRecord":
        """What `quoth ask --json` writes."""
        from rag.answers.answerer import answerer

        engine = self.desk.engine
        chosen = self._chosen(engine.index, documents, where)
        answer = answerer(
            engine, max_quotes=max_quotes, min_confidence=min_confidence, documents=chosen
        )
        return answer(id, question)

    def weigh(self, claim: str, where: str | None = None) -> "WeighedRecord":
        """What `quoth weigh --json` writes."""
        from rag.answers.weigh import weigh, weighed_json

        engine = self.desk.engine
        return weighed_json(weigh(engine, claim, self._chosen(engine.index, None, where)))

    def extract(self, question: str, context: str, id: str | int = 1) -> "ExtractRecord":
        """What `quoth extract` writes for one passage."""
        from rag.answers.reader.extract import extract_json

        return extract_json(id, question, context)

    def audit(
        self,
        text: str,
        where: str | None = None,
        on_quotation: Callable[[int, int], None] | None = None,
    ) -> "AuditRecord":
        """What `quoth audit --json -` writes for a draft in Markdown."""
        from rag.audit import report_json
        from rag.audit.draft.files import draft_from

        auditor = self.desk.auditor(self._chosen(self._index, None, where))
        draft = draft_from(text.encode("utf-8", "replace"), "stdin.md")
        return report_json(auditor.audit(draft, on_quotation))

    def verify(
        self, answers: Iterable[Mapping[str, object]], any_version: bool = False
    ) -> "VerifyRecord":
        """What `quoth verify --json` writes for a file of these answers."""
        from rag.audit.saved import check_lines, checked_json

        lines = [json.dumps(answer).encode() for answer in answers]  # any size of integers
        return checked_json(check_lines(lines, self._index, any_version))

    def documents(self, where: str | None = None) -> list[ListedRecord]:
        """What `quoth docs --json` writes, without where the files lie."""
        index = self._index
        chosen, labels = self._chosen(index, None, where), read_labels(index.directory)
        rows = sorted(index.documents(), key=lambda row: row.path)
        return [
            _listed(row, facets_json(row, labels.get(row.doc_id)))
            for row in rows
            if chosen is None or row.doc_id in chosen
        ]

    def text(self, name: str, start: int = 0, length: int = 8000) -> TextRecord:
        """A part of a document's reading text, from code point `start`, and where more of it is."""
        index = self._index
        document = index.document(self._row(index, name).doc_id)
        whole = document.reading.text
        part = whole[start : start + length]
        more = start + length if start + length < len(whole) else None
        return {
            "document": {"id": document.doc_id, "path": document.path, "sha256": document.sha256},
            "text": part, "start": start, "end": start + len(part), "of": len(whole), "next": more,
        }  # fmt: skip

    def search(self, question: str, k: int = 10, where: str | None = None) -> list[HitRecord]:
        """The `k` best passages for a question, best first: to look into, no answer."""
        index = self._index
        hits = index.search(question, k, self._chosen(index, None, where))
        return [
            {
                "document": {"id": row.doc_id, "path": row.path, "title": row.title},
                "section": hit.passage.section,
                "kind": hit.passage.kind,
                "text": hit.passage.text,
                "start": hit.passage.start,
                "spans": spans_json(hit.passage.spans),
                "score": hit.score,
            }
            for hit in hits
            if (row := index.find(hit.passage.doc_id)) is not None
        ]

    def cite(self, words: str, document: str | None = None) -> "list[QuoteRecord]":
        """The places at which these very words stand, each as a checked quote with its source.

        Only white space, the shape of quotation marks and that of hyphens may differ.
        """
        from rag.answers.shown import guarded

        if not any(char.isalnum() for char in words):
            raise QuestionError(
                "there are no words to cite; expected the words as the document has them"
            )
        index = self._index
        rows: Sequence[DocumentRow] = index.documents()
        if document is not None:
            rows = [self._row(index, document)]
        found: list[QuoteRecord] = []
        for row in rows:
            there = index.document(row.doc_id)
            for start, end in places(there.reading.text, words):
                quote = guarded(quote_at(there, start, end, 1.0), index.state(row.doc_id))
                found.append(quote_json(quote, len(found) + 1))
                if len(found) == MOST_CITED:
                    return found
        return found

    def _chosen(
        self, index: "Index", names: Sequence[str] | None, where: str | None
    ) -> frozenset[str] | None:
        """The ids of named documents that fit a filter; None where neither is given."""
        ids = frozenset(self._row(index, name).doc_id for name in names) if names else None
        if where is None:
            return ids
        fitting = choose(index, where).ids
        if ids is not None and not ids & fitting:
            raise QuestionError(f"none of the documents that are named fits {where!r}.")
        return fitting if ids is None else ids & fitting

    def _row(self, index: "Index", name: str) -> DocumentRow:
        row = index.find(name)
        if row is None:
            raise UnknownDocument(f"no document {name!r} in the index. List them first.")
        return row


def _listed(row: DocumentRow, facets: dict[str, list[FacetRecord]]) -> ListedRecord:
    """A document as it is listed; where its file lies on the server is nobody's business."""
    return {
        "doc_id": row.doc_id, "path": row.path, "sha256": row.sha256, "title": row.title,
        "author": row.author, "date": row.date, "extractor": row.extractor,
        "characters": row.characters, "passages": row.passages, "keywords": [*row.keywords],
        "facets": facets,
    }  # fmt: skip


class UnknownDocument(QuestionError):
    """A document is named that the index does not hold."""
