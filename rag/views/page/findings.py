"""An audit as it is shown, in the tab and on a page of its own: templates/findings.html."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.audit.report import VERDICTS, AuditReport, Claim, Finding, Nearest, WordChange
from rag.documents.document import Document
from rag.span import Span
from rag.views.words import capital, counted

PassageAddress = Callable[[int, Document, Sequence[Span]], str]
"""Where words of a document are shown, marked with this number."""
_CONTEXT = 200


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """A verdict with its sign and words."""

    name: str
    sign: str
    words: str


_VERDICTS = {
    one.name: one
    for one in (
        VerdictShown("verified", "✓", "verified"),
        VerdictShown("normalised", "≈", "verified, written differently"),
        VerdictShown("altered", "≠", "altered"),
        VerdictShown("stitched", "⋯", "stitched together"),
        VerdictShown("misattributed", "⇄", "ascribed to the wrong source"),
        VerdictShown("not_found", "✗", "not found"),
        VerdictShown("unreadable", "?", "source not readable"),
    )
}
_CLAIM = VerdictShown("claim", "○", "cited, for you to judge")


@dataclass(frozen=True, slots=True)
class AuditLink:
    """Where a finding leads: to its passage in the source (`outside`), or to its own card."""

    url: str
    key: str
    outside: bool


@dataclass(frozen=True, slots=True)
class DraftPart:
    """A piece of the draft; one with a verdict is a quotation or a claim, with its number."""

    text: str
    name: str = ""
    number: int = 0
    verdict: VerdictShown | None = None
    link: AuditLink | None = None


FoundPlace = tuple[str, AuditLink, str, Sequence[tuple[bool, str]]]
"""A title, the way there, the place, and the source's text there: (whether it is cited, text)."""
NearPassage = tuple[str, str, AuditLink]
"""A passage that comes near: what it is, its title, its text, the way there."""


@dataclass(frozen=True, slots=True)
class FindingCard:
    """What is said of one finding; one that no source bears out has no `source`."""

    number: int
    verdict: VerdictShown
    finding: Finding
    changes: Sequence[WordChange]
    source: FoundPlace | None
    nearest: Sequence[NearPassage]


@dataclass(frozen=True, slots=True)
class AuditShown:
    """The whole audit; a claim has the key of its card, the document's title, and the way there."""

    said: str
    filters: Sequence[tuple[VerdictShown, int]]
    draft: Sequence[DraftPart]
    cards: Sequence[FindingCard]
    claims: Sequence[tuple[str, Claim, str, AuditLink]]

    @property
    def anything(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.cards or self.claims)


@dataclass(frozen=True, slots=True)
class AuditView:
    """Makes an audit ready to be shown.

    Without an `address` the page stands alone: links lead to cards, and the source's own text is
    shown around what was found.
    """

    report: AuditReport
    address: PassageAddress | None = None

    def shown(self) -> AuditShown:
        """All of it."""
        report = self.report
        counts = [(_VERDICTS[v], report.summary[v]) for v in VERDICTS]
        return AuditShown(
            said=capital(f"{counted(len(report.findings), 'quotation')} checked."),
            filters=[(v, n) for v, n in [*counts, (_CLAIM, len(report.claims))] if n],
            draft=self._draft(),
            cards=[self._card(n, finding) for n, finding in enumerate(report.findings, 1)],
            claims=[self._claim(n, claim) for n, claim in enumerate(report.claims, 1)],
        )

    def _draft(self) -> list[DraftPart]:
        """The draft as it is, with a part of its own for every finding and claim.

        Of two that overlap the first is marked; a claim never takes a quotation's place.
        """
        report = self.report
        places = [
            (f.start, f.end, "Quotation", n, _VERDICTS[f.verdict], self._to_finding(n, f))
            for n, f in enumerate(report.findings, 1)
        ]
        places += [
            (c.start, c.end, "Claim", n, _CLAIM, self._to(n, f"claim-{n}", c.document, c.spans))
            for n, c in enumerate(report.claims, 1)
            if not any(f.start < c.end and c.start < f.end for f in report.findings)
        ]
        parts, at = [], 0
        for start, end, name, number, verdict, link in sorted(places, key=lambda one: one[:2]):
            if start < at:
                continue  # inside another one: what is said of it stands below
            parts.append(DraftPart(report.draft[at:start]))
            parts.append(DraftPart(report.draft[start:end], name, number, verdict, link))
            at = end
        return [*parts, DraftPart(report.draft[at:])]

    def _to_finding(self, n: int, finding: Finding) -> AuditLink:
        return self._to(n, str(n), finding.document, finding.spans)

    def _to(self, n: int, key: str, document: Document | None, spans: Sequence[Span]) -> AuditLink:
        """The way to a passage; to the card where there is none, or where it cannot be shown."""
        if self.address is None or document is None or not spans:
            return AuditLink(f"#{key}" if key.startswith("claim") else f"#finding-{n}", key, False)
        return AuditLink(self.address(n, document, spans), key, True)

    def _card(self, n: int, finding: Finding) -> FindingCard:
        verdict = finding.verdict
        differs = any(kind != "equal" for kind, _ in finding.diff)
        nearest = finding.nearest if verdict in ("not_found", "unreadable", "stitched") else ()
        source: FoundPlace | None = None
        if finding.document is not None and finding.spans:
            link = self._to_finding(n, finding)
            around = [] if link.outside else _around(finding.document, finding.spans)
            place = _place(finding.document, finding.spans)
            source = _title(finding.document), link, place, around
        near = [self._near(n, one) for one in nearest]
        changes = finding.diff if differs else ()
        return FindingCard(n, _VERDICTS[verdict], finding, changes, source, near)

    def _near(self, n: int, near: Nearest) -> NearPassage:
        link = self._to(n, str(n), near.document, near.spans)
        return _title(near.document), near.text, link

    def _claim(self, n: int, claim: Claim) -> tuple[str, Claim, str, AuditLink]:
        """A cited sentence without quotation marks, with what comes closest in the document."""
        key = f"claim-{n}"
        return key, claim, _title(claim.document), self._to(n, key, claim.document, claim.spans)


def _title(document: Document) -> str:
    return document.title or document.path


def _place(document: Document, spans: Sequence[Span]) -> str:
    """Path, line and characters of the spans."""
    line = document.text.count("\n", 0, spans[0].start) + 1
    return f"{document.path}, line {line}, {spans[0].start}–{spans[-1].end}"


def _around(document: Document, spans: Sequence[Span]) -> list[tuple[bool, str]]:
    """The source's own text around the spans: (whether it is cited, text)."""
    text, at = document.text, _word_start(document.text, spans[0].start - _CONTEXT)
    parts = []
    for span in spans:
        parts += [(False, text[at : span.start]), (True, span.of(text))]
        at = span.end
    return [*parts, (False, text[at : _word_start(text, at + _CONTEXT)])]


def _word_start(text: str, at: int) -> int:
    """The first place from `at` on where a word begins, or an end of the text."""
    if at <= 0 or at >= len(text):
        return max(0, min(at, len(text)))
    space = text.find(" ", at)
    return len(text) if space < 0 else space + 1
