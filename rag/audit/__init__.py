"""Audit: whether a text's quotations are what the sources say, each with its exact place.

from rag.audit import audit
report = audit(draft, documents)
report.findings, report.summary, report.ok
"""

from collections.abc import Iterable
from typing import Literal

from rag.audit.attribution import Attributions
from rag.audit.claims import claims
from rag.audit.draft import Draft, from_text
from rag.audit.judge import Judge
from rag.audit.names import Names
from rag.audit.quotations import Quotation, quotations, shown
from rag.audit.records import WRONG, Aside, AuditReport, Claim, Finding, report_json
from rag.audit.word_index import WordIndex
from rag.document import Document

__all__ = [
    "WRONG",
    "AuditReport",
    "Auditor",
    "Claim",
    "Draft",
    "Finding",
    "audit",
    "from_text",
    "report_json",
]


class Auditor:
    """An audit's documents, read once for many drafts."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.index = WordIndex(documents)
        self.names = Names(self.index.documents)
        self._judge = Judge(self.index, self.names)

    def audit(self, draft: str | Draft) -> AuditReport:
        """Check every quotation of a draft; a string is read as Markdown or plain text."""
        source = from_text(draft) if isinstance(draft, str) else draft
        paragraphs = shown(source)
        found = quotations(source, paragraphs)
        attributions = Attributions(source, paragraphs, self.names)
        checked = [q for q in found if not self._aside(q)]
        findings = [self._judge.judge(q, attributions.of(q)) for q in checked]
        asides = [Aside(q.start, q.end, q.text, kind) for q in found if (kind := self._aside(q))]
        judged = claims(paragraphs, found, attributions, self.index)
        return AuditReport(source.text, tuple(findings), tuple(judged), tuple(asides))

    def _aside(self, quotation: Quotation) -> Literal["scare", "title"] | None:
        """Why a quotation is not checked; None if it is. The title of a document is none."""
        if quotation.kind == "scare" or quotation.kind == "title":
            return quotation.kind
        words = quotation.text.strip(" ,.").casefold()
        titles = (document.title for document in self.index.documents)
        if quotation.kind == "marks" and any(t and t.casefold() == words for t in titles):
            return "title"
        return None


def audit(draft: str | Draft, documents: Iterable[Document]) -> AuditReport:
    """The findings on every quotation of `draft`, in order, against `documents`."""
    return Auditor(documents).audit(draft)
