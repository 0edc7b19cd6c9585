"""An audit as one HTML page: the draft on the left, what the sources say on the right.

The page asks nothing of any network (its content security policy forbids it), and every text
of draft and sources is escaped. Keys: n or j for the next finding, p or k for the one before.
"""

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from rag.audit.report import AuditReport, Claim, Finding, Nearest, WordChange
from rag.documents.document import Document
from rag.span import Span
from rag.views.escape import as_html

_CONTEXT = 200
_WORDS = {
    "verified": "verified", "normalised": "normalised (written differently)", "altered": "altered",
    "stitched": "stitched", "misattributed": "misattributed", "not_found": "not found",
    "unreadable": "source not readable", "claim": "not a quotation: for you to judge",
}  # fmt: skip


def audit_page(report: AuditReport, name: str) -> str:
    """The page; `name` is the draft's name, for its title."""
    style, script = (_asset(f"audit.{kind}") for kind in ("css", "js"))
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    cards = [_card(f"f{n}", finding) for n, finding in enumerate(report.findings)]
    cards += [_claim(f"c{n}", claim) for n, claim in enumerate(report.claims)]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>Audit of {as_html(name)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header><h1>Audit of {as_html(name)}</h1>{_filters(report)}"
        '<button id="previous">Previous (p)</button><button id="next">Next (n)</button></header>\n'
        f'<main>\n<section id="draft" aria-label="Draft">{_draft(report)}</section>\n'
        f'<section aria-label="Sources">\n{"".join(cards) or "<p>No quotations.</p>"}</section>\n'
        f"</main>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _asset(name: str) -> str:
    return "\n" + files("rag.views.page").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


def _filters(report: AuditReport) -> str:
    shown: dict[str, int] = {v: count for v, count in report.summary.items() if count}
    if report.claims:
        shown["claim"] = len(report.claims)
    return "".join(
        f'<label><input type="checkbox" value="{verdict}" checked> {_WORDS[verdict]} '
        f'<span class="dim">{count}</span></label>'
        for verdict, count in shown.items()
    )


def _draft(report: AuditReport) -> str:
    """The draft's text with a mark around every finding and claim."""
    places: list[tuple[int, int, str, str]] = []
    places += [(f.start, f.end, f.verdict, f"f{n}") for n, f in enumerate(report.findings)]
    places += [(c.start, c.end, "claim", f"c{n}") for n, c in enumerate(report.claims)]
    parts, at = [], 0
    for start, end, verdict, card in sorted(places):
        if start < at:
            continue
        words = as_html(report.draft[start:end])
        parts += [
            as_html(report.draft[at:start]),
            f'<mark class="{verdict}" data-for="{card}" tabindex="0" title="{_WORDS[verdict]}">',
            f"{words}</mark>",
        ]
        at = end
    return "".join([*parts, as_html(report.draft[at:])])


def _card(card: str, finding: Finding) -> str:
    parts = [f'<p class="label">{_WORDS[finding.verdict]}</p>']
    if finding.attribution:
        parts.append(f'<p class="dim">Ascribed to: {as_html(finding.attribution)}</p>')
    parts += [f"<p>{as_html(reason)}</p>" for reason in finding.remarks]
    if finding.diff:
        parts.append(f"<p>{_changes(finding.diff)}</p>")
    if finding.document is not None and finding.spans:
        parts.append(_source(finding.document, finding.spans))
    if finding.verdict in ("not_found", "unreadable", "stitched"):
        parts += [_nearest(near, finding.verdict) for near in finding.nearest]
    return (
        f'<article id="{card}" class="{finding.verdict}" tabindex="-1">{"".join(parts)}</article>\n'
    )


def _claim(card: str, claim: Claim) -> str:
    return (
        f'<article id="{card}" class="claim" tabindex="-1"><p class="label">{_WORDS["claim"]}</p>'
        f'<p class="dim">Cites: {as_html(claim.attribution)}</p>'
        f'<p class="dim">Closest sentence of {as_html(claim.document.path)}, {claim.score:.2f}:</p>'
        f"<blockquote>{as_html(claim.evidence)}</blockquote></article>\n"
    )


def _changes(changes: Sequence[WordChange]) -> str:
    tags = {"delete": "del", "insert": "ins"}
    return " ".join(
        as_html(words) if kind == "equal" else f"<{tags[kind]}>{as_html(words)}</{tags[kind]}>"
        for kind, words in changes
    )


def _source(document: Document, spans: Sequence[Span]) -> str:
    """The source's own text around the spans, with the spans marked."""
    text, at = document.text, _word_start(document.text, spans[0].start - _CONTEXT)
    parts = []
    for span in spans:
        parts += [as_html(text[at : span.start]), f"<strong>{as_html(span.of(text))}</strong>"]
        at = span.end
    parts.append(as_html(text[at : _word_start(text, at + _CONTEXT)]))
    line = text.count("\n", 0, spans[0].start) + 1
    head = f"{as_html(document.path)}, line {line}, {spans[0].start}–{spans[-1].end}"
    return f'<p class="dim">{head}</p><blockquote>… {"".join(parts)} …</blockquote>'


def _word_start(text: str, at: int) -> int:
    """The first place from `at` on where a word begins, or an end of the text."""
    if at <= 0 or at >= len(text):
        return max(0, min(at, len(text)))
    space = text.find(" ", at)
    return len(text) if space < 0 else space + 1


def _nearest(near: Nearest, verdict: str) -> str:
    label = "Piece" if verdict == "stitched" else "Nearest passage, no evidence"
    return (
        f'<p class="dim">{label}: {as_html(near.document.path)}</p>'
        f"<blockquote>{as_html(near.text)}</blockquote>"
    )
