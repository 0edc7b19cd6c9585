"""An audit as HTML: the draft with its quotations marked, and what is said of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from rag.audit import AuditReport, Claim, Finding
from rag.audit.report import VERDICTS, Nearest, WordChange
from rag.documents.document import Document
from rag.span import Span
from rag.views.template import render
from rag.web.links import Address, Marked
from rag.web.words import capital, counted


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A verdict with its sign and words."""

    name: str
    sign: str
    words: str


_VERDICTS = {
    one.name: one
    for one in (
        _Verdict("verified", "✓", "verified"),
        _Verdict("normalised", "≈", "verified, written differently"),
        _Verdict("altered", "≠", "altered"),
        _Verdict("stitched", "⋯", "stitched together"),
        _Verdict("misattributed", "⇄", "ascribed to the wrong source"),
        _Verdict("not_found", "✗", "not found"),
        _Verdict("unreadable", "?", "source not readable"),
    )
}


@dataclass(frozen=True, slots=True)
class _Link:
    """Where a finding leads: to its passage in the source (`outside`), or to its card."""

    url: str
    finding: int | None = None
    outside: bool = True


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the draft; one with a verdict is a quotation."""

    text: str
    number: int = 0
    verdict: _Verdict | None = None
    link: _Link | None = None


@dataclass(frozen=True, slots=True)
class _Near:
    """A passage that comes near, with what it is."""

    label: str
    title: str
    text: str
    link: _Link


@dataclass(frozen=True, slots=True)
class _Card:
    """What is said of one finding; `title` is that of its source, "" where it has none."""

    number: int
    verdict: _Verdict
    ascribed: str | None
    remarks: Sequence[str]
    changes: Sequence[WordChange]
    title: str
    link: _Link
    nearest: Sequence[_Near]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A cited sentence without quotation marks, with what comes closest in the document."""

    text: str
    cites: str
    title: str
    evidence: str
    link: _Link | None


def audit_html(report: AuditReport) -> Markup:
    """The whole audit; what to do where there is nothing to check."""
    said = capital(f"{counted(len(report.findings), 'quotation')} checked.")
    filters = [(_VERDICTS[v], report.summary[v]) for v in VERDICTS if report.summary[v]]
    return render(
        "web/tabs/audit.html",
        said=said,
        filters=filters,
        draft=_draft(report),
        cards=[_card(n, finding) for n, finding in enumerate(report.findings, 1)],
        claims=[_claim(n, claim) for n, claim in enumerate(report.claims, 1)],
    )


def _draft(report: AuditReport) -> list[_Part]:
    """The draft as it is; each quotation leads to its source, or to its finding."""
    parts, at = [], 0
    for n, finding in enumerate(report.findings, 1):
        if finding.start < at:
            continue  # a quotation inside another one: its finding stands below
        words = report.draft[finding.start : finding.end]
        parts.append(_Part(report.draft[at : finding.start]))
        parts.append(_Part(words, n, _VERDICTS[finding.verdict], _link(n, finding)))
        at = finding.end
    return [*parts, _Part(report.draft[at:])]


def _link(n: int, finding: Finding) -> _Link:
    """The way to the finding's passage; to its card where it has none."""
    if finding.document is None or not finding.spans:
        return _Link(f"#finding-{n}", n, outside=False)
    return _Link(_url(n, finding.document, finding.spans), n)


def _url(n: int, document: Document, spans: tuple[Span, ...]) -> str:
    address = Address(document.doc_id, document.sha256, (Marked(n, spans),))
    return address.url(at=f"quote-{n}")


def _card(n: int, finding: Finding) -> _Card:
    verdict, document = finding.verdict, finding.document
    differs = any(kind != "equal" for kind, _ in finding.diff)
    found = document is not None and finding.spans
    nearest = finding.nearest if verdict in ("not_found", "unreadable", "stitched") else ()
    return _Card(
        number=n,
        verdict=_VERDICTS[verdict],
        ascribed=finding.attribution,
        remarks=finding.remarks,
        changes=finding.diff if differs else (),
        title=_title(document) if document is not None and found else "",
        link=_link(n, finding),
        nearest=[_near(n, near, verdict) for near in nearest],
    )


def _near(n: int, near: Nearest, verdict: str) -> _Near:
    label = "A piece of it" if verdict == "stitched" else "Closest passage, no evidence"
    link = _Link(_url(n, near.document, near.spans), n)
    return _Near(label, _title(near.document), near.text, link)


def _claim(n: int, claim: Claim) -> _Claim:
    document = claim.document
    link = _Link(_url(n, document, claim.spans)) if claim.spans else None
    return _Claim(claim.text, claim.attribution, _title(document), claim.evidence, link)


def _title(document: Document) -> str:
    return document.title or document.path
