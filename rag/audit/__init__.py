"""Audit: whether a text's quotations are what the sources say, each with its exact place.

from rag.audit import audit
report = audit(draft, documents)
report.findings, report.summary, report.ok
"""

import math
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Literal, TypeVar

from rag.answers.reader import Reader
from rag.audit.claims import claims
from rag.audit.draft import Draft, from_text
from rag.audit.draft.attribution import Attributions
from rag.audit.draft.names import Names
from rag.audit.draft.quotations import Quotation, nested, quotations, shown
from rag.audit.judge import Judge
from rag.audit.match.word_index import WordIndex
from rag.audit.record import report_json
from rag.audit.report import WRONG, Aside, AuditReport, Claim, Finding
from rag.documents.document import Document
from rag.errors import QuestionError, SourceError

__all__ = [
    "WRONG", "AuditReport", "Auditor", "Claim", "Draft", "Finding", "audit", "from_text",
    "report_json",
]  # fmt: skip


_Thing = TypeVar("_Thing")
_DEEPEST = 3
"""How deep quotations inside of quotations are looked up one by one."""
_MOST = 20_000
"""Quotations of one draft; each costs some milliseconds, and a long book has a few thousand."""


class Auditor:
    """An audit's documents, read once for many drafts.

    `reader` loads the evidence reader, if a draft makes claims; it judges no quotation. `seconds`
    is what one draft may take; a server has others to serve.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        reader: Callable[[], Reader] | None = None,
        seconds: float = math.inf,
    ) -> None:
        self._reader, self._seconds = reader, seconds
        self.index = WordIndex(documents)
        self.names = Names(self.index.documents)
        self._judge = Judge(self.index, self.names)

    def audit(
        self, draft: str | Draft, on_quotation: Callable[[int, int], None] | None = None
    ) -> AuditReport:
        """Check every quotation of a draft; a string is read as Markdown or plain text.

        `on_quotation` is told at each how many are checked, of how many. Raises QuestionError where
        there are no documents, SourceError for a draft with more quotations than can be checked at
        once, or in time.
        """
        until = time.monotonic() + self._seconds
        source = from_text(draft) if isinstance(draft, str) else draft
        paragraphs = shown(source)
        quoted = quotations(source, paragraphs)
        self._can_check(len(quoted))
        attributions = Attributions(source, paragraphs, self.names)
        findings: list[Finding] = []
        asides: list[Aside] = []
        for done, quotation in enumerate(self._in_time(quoted, until)):
            if on_quotation is not None:
                on_quotation(done, len(quoted))
            judged = self._findings(quotation, attributions)
            findings += judged
            if not judged:
                label: Literal["scare", "title"] = "scare" if quotation.kind == "scare" else "title"
                asides.append(Aside(quotation.start, quotation.end, quotation.text, label))
        made = claims(paragraphs, quoted, attributions, self.index, self._reader)
        cited = tuple(self._in_time(made, until))
        return AuditReport(source.text, tuple(findings), cited, tuple(asides))

    def _can_check(self, count: int) -> None:
        """Raise what keeps this many quotations from being checked."""
        if count and not self.index.documents:
            raise QuestionError("There are no documents to check against. Add some, then audit.")
        if count > _MOST:
            found = f"holds {count:,} quotations; at most {_MOST:,} are checked at once."
            raise SourceError("the draft", found, "Audit it in parts.")

    def _in_time(self, things: Iterable[_Thing], until: float) -> Iterator[_Thing]:
        """All of them; raises SourceError at one that comes when the time is over."""
        for thing in things:
            if time.monotonic() > until:
                found = f"takes more than the {self._seconds:.0f} seconds that one may have here."
                raise SourceError(
                    "the draft", found, "Audit it in parts, or with: quoth audit FILE"
                )
            yield thing

    def _findings(self, quotation: Quotation, attributions: Attributions) -> list[Finding]:
        """What is found on one; nothing on a title, or on words kept at a distance."""
        if quotation.kind == "title":
            return []
        if quotation.kind == "scare":
            short = attributions.short(quotation)
            return [self._judge.judge(quotation, attributions.of(quotation))] if short else []
        judged = self._judged(quotation, attributions)
        return [] if judged[0].verdict in WRONG and self._is_title(quotation) else judged

    def _judged(
        self, quotation: Quotation, attributions: Attributions, depth: int = 0
    ) -> list[Finding]:
        """The finding on a quotation, then those on what it quotes if no source has it whole."""
        findings = [self._judge.judge(quotation, attributions.of(quotation))]
        if findings[0].verdict == "not_found" and depth < _DEEPEST:
            for inside in nested(quotation):
                findings += self._judged(inside, attributions, depth + 1)
        return findings

    def _is_title(self, quotation: Quotation) -> bool:
        """Whether the marks hold just the title of an indexed document."""
        words = quotation.text.strip(" ,.").casefold()
        titles = (document.title for document in self.index.documents)
        return quotation.kind == "marks" and any(t and t.casefold() == words for t in titles)


def audit(draft: str | Draft, documents: Iterable[Document]) -> AuditReport:
    """The findings on every quotation of `draft`, in order, against `documents`."""
    return Auditor(documents).audit(draft)


class _Verb(ModuleType):
    """Lets `rag.audit(draft)` be the verb of that name, beside the package.

    https://docs.python.org/3/reference/datamodel.html#customizing-module-attribute-access
    """

    def __call__(
        self, draft: str | Path, index: str | Path = ".quoth", *, where: str | None = None
    ) -> AuditReport:
        """Every quotation of a draft against an index; a `Path` is a file, a string the text.

        `where` is a filter as `quoth audit --where` takes it. Raises SourceError for a file that
        cannot be read, QuestionError for a filter, IndexMissing or IndexRefused.
        """
        from rag.answers.reader import load_reader
        from rag.audit.draft.files import read_draft
        from rag.search import open_index
        from rag.search.facets import choose

        text = read_draft(draft) if isinstance(draft, Path) else draft
        with closing(open_index(Path(index))) as opened:
            ids = choose(opened, where).ids if where is not None else None
            rows = [row for row in opened.documents() if ids is None or row.doc_id in ids]
            documents = [opened.document(row.doc_id) for row in rows]
        return Auditor(documents, load_reader).audit(text)


sys.modules[__name__].__class__ = _Verb
