"""An audit, and a verification of saved quotes, as JSON: what outside tools depend on.

Commands, API, assistants and page write these same objects; docs/audit-format.md has every member,
docs/audit.schema.json is made from the types.
"""

from typing import Literal

from typing_extensions import TypedDict

from rag.audit.report import AuditReport, Finding, Verdict, WordChange
from rag.audit.verify import CitationState
from rag.quotes.record import PathRecord, SpanRecord, spans_json


class NearestRecord(TypedDict):
    """A passage that comes close and is no evidence; `share` of the words it has in order."""

    document: PathRecord
    spans: list[SpanRecord]
    text: str
    share: float


class ReplacedRecord(TypedDict):
    """Words in brackets of the draft, and the source's words for which they stand."""

    draft: str
    source: str


class FindingRecord(TypedDict):
    """The verdict on a quotation; `start` and `end` are offsets into the draft."""

    start: int
    end: int
    quote: str
    verdict: Verdict
    document: PathRecord | None
    spans: list[SpanRecord]
    diff: list[WordChange]
    attribution: str | None
    reasons: list[str]
    nearest: list[NearestRecord]
    caution: list[str]
    replaced: list[ReplacedRecord]


class AsideRecord(TypedDict):
    """Quotation marks that are not checked: one or two words, or the title of a work."""

    start: int
    end: int
    text: str
    kind: Literal["scare", "title"]


class ClaimRecord(TypedDict):
    """A sentence with a citation and no quotation marks, and what comes closest to it."""

    start: int
    end: int
    text: str
    attribution: str
    label: str
    document: PathRecord
    spans: list[SpanRecord]
    evidence: str
    score: float


class AuditRecord(TypedDict):
    """What an audit found, in the order of the draft; the summary has every verdict."""

    findings: list[FindingRecord]
    summary: dict[Verdict, int]
    claims: list[ClaimRecord]
    asides: list[AsideRecord]


class CheckedRecord(TypedDict):
    """The verdict on one saved quote; `spans` are today's, `was` is the passage as it was cited."""

    line: int
    id: str
    number: int
    verdict: CitationState
    reason: str
    text: str
    document: PathRecord
    spans: list[SpanRecord]
    diff: list[WordChange]
    was: str | None


class VerifyRecord(TypedDict):
    """Whether saved quotes are still true; the summary has every verdict."""

    citations: list[CheckedRecord]
    summary: dict[CitationState, int]


def report_json(report: AuditReport) -> AuditRecord:
    """The report as data."""
    return {
        "findings": [_finding(finding) for finding in report.findings],
        "summary": report.summary,
        "claims": [
            {
                "start": claim.start,
                "end": claim.end,
                "text": claim.text,
                "attribution": claim.attribution,
                "label": "not a quotation: for you to judge",
                "document": {"path": claim.document.path},
                "spans": spans_json(claim.spans),
                "evidence": claim.evidence,
                "score": round(claim.score, 4),
            }
            for claim in report.claims
        ],
        "asides": [
            {"start": a.start, "end": a.end, "text": a.text, "kind": a.kind} for a in report.asides
        ],
    }


def _finding(finding: Finding) -> FindingRecord:
    return {
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "verdict": finding.verdict,
        "document": None if finding.document is None else {"path": finding.document.path},
        "spans": spans_json(finding.spans),
        "diff": list(finding.diff),
        "attribution": finding.attribution,
        "reasons": list(finding.reasons),
        "nearest": [
            {
                "document": {"path": near.document.path},
                "spans": spans_json(near.spans),
                "text": near.text,
                "share": round(near.share, 4),
            }
            for near in finding.nearest
        ],
        "caution": list(finding.cautions),
        "replaced": [{"draft": mine, "source": theirs} for mine, theirs in finding.replaced],
    }
