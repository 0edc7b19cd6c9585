"""An audit as one HTML page: the draft on the left, what the sources say on the right.

The page asks nothing of any network (its content security policy forbids it). Keys: n or j for
the next finding, p or k for the one before.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from rag.audit.report import AuditReport, Claim, Finding, WordChange
from rag.documents.document import Document
from rag.span import Span
from rag.views.template import packaged, render

_CONTEXT = 200
_WORDS = {
    "verified": "verified", "normalised": "normalised (written differently)", "altered": "altered",
    "stitched": "stitched", "misattributed": "misattributed", "not_found": "not found",
    "unreadable": "source not readable", "claim": "not a quotation: for you to judge",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Filter:
    """A kind of finding that can be hidden, and how many there are."""

    verdict: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the draft; one with a card is a finding or a claim."""

    text: str
    card: str = ""
    verdict: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a finding stands, and the source's text around it: (whether it is cited, text)."""

    place: str
    parts: Sequence[tuple[bool, str]]


@dataclass(frozen=True, slots=True)
class _Near:
    """A passage that comes near, with what it is."""

    label: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class _Card:
    """What is said of one finding."""

    key: str
    verdict: str
    words: str
    ascribed: str | None
    remarks: Sequence[str]
    changes: Sequence[WordChange]
    source: _Source | None
    nearest: Sequence[_Near]


@dataclass(frozen=True, slots=True)
class _Claim:
    """What is said of one claim."""

    key: str
    words: str
    cites: str
    path: str
    score: str
    evidence: str


def audit_page(report: AuditReport, name: str) -> str:
    """The page; `name` is the draft's name, for its title."""
    style, script = ("\n" + packaged("views/page", f"audit.{kind}") for kind in ("css", "js"))
    return render(
        "views/page/audit.html",
        name=name,
        style=style,
        script=script,
        style_hash=_digest(style),
        script_hash=_digest(script),
        filters=_filters(report),
        draft=_draft(report),
        cards=[_card(f"f{n}", finding) for n, finding in enumerate(report.findings)],
        claims=[_claim(f"c{n}", claim) for n, claim in enumerate(report.claims)],
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


def _filters(report: AuditReport) -> list[_Filter]:
    shown: dict[str, int] = {v: count for v, count in report.summary.items() if count}
    if report.claims:
        shown["claim"] = len(report.claims)
    return [_Filter(verdict, _WORDS[verdict], count) for verdict, count in shown.items()]


def _draft(report: AuditReport) -> list[_Part]:
    """The draft's text with a part of its own for every finding and claim."""
    places: list[tuple[int, int, str, str]] = []
    places += [(f.start, f.end, f.verdict, f"f{n}") for n, f in enumerate(report.findings)]
    places += [(c.start, c.end, "claim", f"c{n}") for n, c in enumerate(report.claims)]
    parts, at = [], 0
    for start, end, verdict, card in sorted(places):
        if start < at:
            continue
        words = report.draft[start:end]
        parts += [_Part(report.draft[at:start]), _Part(words, card, verdict, _WORDS[verdict])]
        at = end
    return [*parts, _Part(report.draft[at:])]


def _card(key: str, finding: Finding) -> _Card:
    source, verdict = None, finding.verdict
    if finding.document is not None and finding.spans:
        source = _source(finding.document, finding.spans)
    label = "TextPiece" if verdict == "stitched" else "Nearest passage, no evidence"
    shown = finding.nearest if verdict in ("not_found", "unreadable", "stitched") else ()
    nearest = [_Near(label, near.document.path, near.text) for near in shown]
    return _Card(
        key, verdict, _WORDS[verdict], finding.attribution, finding.remarks, finding.diff, source,
        nearest,
    )  # fmt: skip


def _claim(key: str, claim: Claim) -> _Claim:
    return _Claim(
        key, _WORDS["claim"], claim.attribution, claim.document.path, f"{claim.score:.2f}",
        claim.evidence,
    )  # fmt: skip


def _source(document: Document, spans: Sequence[Span]) -> _Source:
    """The source's own text around the spans, with the spans marked."""
    text, at = document.text, _word_start(document.text, spans[0].start - _CONTEXT)
    parts = []
    for span in spans:
        parts += [(False, text[at : span.start]), (True, span.of(text))]
        at = span.end
    parts.append((False, text[at : _word_start(text, at + _CONTEXT)]))
    line = text.count("\n", 0, spans[0].start) + 1
    return _Source(f"{document.path}, line {line}, {spans[0].start}–{spans[-1].end}", parts)


def _word_start(text: str, at: int) -> int:
    """The first place from `at` on where a word begins, or an end of the text."""
    if at <= 0 or at >= len(text):
        return max(0, min(at, len(text)))
    space = text.find(" ", at)
    return len(text) if space < 0 else space + 1
