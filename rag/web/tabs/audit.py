"""The audit tab: a draft's quotations, each checked against the library."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from rag.audit import AuditReport, Claim, Finding
from rag.audit.report import VERDICTS, Nearest, WordChange
from rag.documents.document import Document
from rag.errors import QuothError
from rag.span import Span
from rag.views.escape import attributes, esc, isolated
from rag.views.page.segments import to_html
from rag.web.desk import Desk
from rag.web.export import links_html, of_audit
from rag.web.links import Address, Marked
from rag.web.stores.results import Kept
from rag.web.tabs.ask import QUIET, status_html
from rag.web.words import counted

VERDICT_WORDS = {
    "verified": ("✓", "verified"),
    "normalised": ("≈", "verified, written differently"),
    "altered": ("≠", "altered"),
    "stitched": ("⋯", "stitched together"),
    "misattributed": ("⇄", "ascribed to the wrong source"),
    "not_found": ("✗", "not found"),
    "unreadable": ("?", "source not readable"),
}
"""A sign and words for each verdict."""


def audit_html(report: AuditReport) -> str:
    """The whole audit; what to do where there is nothing to check."""
    if not report.findings and not report.claims:
        return (
            '<div class="empty"><p><strong>There are no quotations in this text.</strong></p>'
            "<p>Words between quotation marks, and block quotes, are checked.</p></div>"
        )
    cards = "".join(_card(n, finding) for n, finding in enumerate(report.findings, 1))
    claims = "".join(_claim(n, claim) for n, claim in enumerate(report.claims, 1))
    judged = (
        f'<section aria-label="Claims"><h2>Cited, but not quoted: for you to judge</h2>{claims}'
        "</section>"
        if claims else ""
    )  # fmt: skip
    return (
        f'<div class="audit">{_summary(report)}<div class="draft" dir="auto">{_draft(report)}</div>'
        f'<section aria-label="Findings"><h2 class="unseen">Findings</h2>{cards}</section>'
        f"{judged}</div>"
    )


def _summary(report: AuditReport) -> str:
    """How many quotations bear each verdict; each can be hidden."""
    boxes = "".join(
        f'<label class="{verdict}"><input type="checkbox" checked{attributes(value=verdict)}> '
        f"{_label(verdict)} {report.summary[verdict]}</label>"
        for verdict in VERDICTS
        if report.summary[verdict]
    )
    said = counted(len(report.findings), "quotation")
    return (
        f'<p class="summary" role="status">{esc(said[:1].upper() + said[1:])} checked.</p>'
        f'<fieldset class="filter"><legend>Show</legend>{boxes}</fieldset>'
    )


def _label(verdict: str) -> str:
    sign, words = VERDICT_WORDS[verdict]
    return f'<span class="sign" aria-hidden="true">{sign}</span> {esc(words)}'


def _draft(report: AuditReport) -> str:
    """The draft as it is; each quotation leads to its source, or to its finding."""
    parts, at = [], 0
    for n, finding in enumerate(report.findings, 1):
        if finding.start < at:
            continue  # a quotation inside another one: its finding stands below
        parts.append(to_html(report.draft, at, finding.start))
        link = _show(n, finding)
        sign, words = VERDICT_WORDS[finding.verdict]
        name = attributes(aria_label=f"Quotation {n}, {words}")
        parts.append(
            f'<a{link} class="quotation {finding.verdict}"{attributes(title=words)}>'
            f"{to_html(report.draft, finding.start, finding.end)}"
            f"<sup{name}>{sign}{n}</sup></a>"
        )
        at = finding.end
    if at < len(report.draft):
        parts.append(to_html(report.draft, at, len(report.draft)))
    return "".join(parts)


def _show(n: int, finding: Finding) -> str:
    """Attributes of a link to the finding's passage; to its card where it has none."""
    if finding.document is None or not finding.spans:
        return attributes(href=f"#finding-{n}", data_finding=n)
    url = _url(n, finding.document, finding.spans)
    return attributes(href=url, target="source", data_finding=n)


def _url(n: int, document: Document, spans: tuple[Span, ...]) -> str:
    address = Address(document.doc_id, document.sha256, (Marked(n, spans),))
    return address.url(at=f"quote-{n}")


def _card(n: int, finding: Finding) -> str:
    parts = [f'<h3><span class="number">{n}</span> {_label(finding.verdict)}</h3>']
    if finding.attribution:
        parts.append(f'<p class="about">Ascribed to {isolated(finding.attribution)}</p>')
    parts += [f"<p>{esc(reason)}</p>" for reason in finding.remarks]
    if any(kind != "equal" for kind, _ in finding.diff):
        parts.append(f'<p class="diff" dir="auto">{_changes(finding.diff)}</p>')
    if finding.document is not None and finding.spans:
        title = isolated(finding.document.title or finding.document.path)
        parts.append(
            f'<p class="actions"><span class="about">{title}</span> '
            f'<a class="show"{_show(n, finding)}>Show in document</a></p>'
        )
    if finding.verdict in ("not_found", "unreadable", "stitched"):
        parts += [_nearest(n, near, finding.verdict) for near in finding.nearest]
    css = f"finding {finding.verdict}"
    return f'<article id="finding-{n}" class="{css}" data-card="{n}">{"".join(parts)}</article>'


def _changes(changes: Sequence[WordChange]) -> str:
    """Words that only the draft has are struck out; those that only the source has are added."""
    tags = {"delete": ("del", "not in the source"), "insert": ("ins", "in the source")}
    out = []
    for kind, words in changes:
        if kind == "equal":
            out.append(esc(words))
        else:
            tag, title = tags[kind]
            out.append(f"<{tag}{attributes(title=title)}>{esc(words)}</{tag}>")
    return " ".join(out)


def _nearest(n: int, near: Nearest, verdict: str) -> str:
    label = "A piece of it" if verdict == "stitched" else "Closest passage, no evidence"
    link = attributes(href=_url(n, near.document, near.spans), target="source", data_finding=n)
    title = isolated(near.document.title or near.document.path)
    return (
        f'<p class="about">{label}, in {title}</p><blockquote dir="auto"><p>{esc(near.text)}</p>'
        f'</blockquote><p class="actions"><a class="show"{link}>Show</a></p>'
    )


def _claim(n: int, claim: Claim) -> str:
    """A cited sentence without quotation marks, with what comes closest in the cited document."""
    where = isolated(claim.document.title or claim.document.path)
    show = ""
    if claim.spans:
        link = attributes(href=_url(n, claim.document, claim.spans), target="source")
        show = f'<p class="actions"><a class="show"{link}>Show in document</a></p>'
    return (
        f'<article class="finding claim"><p dir="auto">{esc(claim.text)}</p>'
        f'<p class="about">Cites {isolated(claim.attribution)}; closest in {where}:</p>'
        f'<blockquote dir="auto"><p>{esc(claim.evidence)}</p></blockquote>{show}</article>'
    )


LONGEST = 400_000
"""Characters that a pasted draft may have."""
_LEAD = (
    '<p class="lead"><strong>Check the quotations of a text</strong> against the library: an '
    "article, a thesis, or something that a language model wrote. Each is found, or shown to "
    "differ.</p>"
)
_KINDS = [".md", ".txt", ".html", ".docx", ".json", ".jsonl", ".bib", ".zip"]


def build_audit(desk: Desk, kept: Kept) -> None:
    """Lay out the tab and wire it. Call inside a Blocks context."""
    with gr.Column(elem_id="audit"):
        gr.HTML(_LEAD, apply_default_css=False)
        draft = gr.Textbox(
            label="Text with quotations", lines=6, max_lines=16, max_length=LONGEST,
            placeholder="Paste it here, or choose a file below", elem_id="draft-text",
        )  # fmt: skip
        with gr.Row(elem_id="audit-actions"):
            file = gr.UploadButton(
                "Choose a file", file_types=_KINDS, size="sm", variant="secondary", scale=0
            )
            check = gr.Button("Check the quotations", variant="primary", size="sm", scale=0)
        status = gr.HTML(status_html(""), apply_default_css=False)
        result = gr.HTML("", elem_id="findings", apply_default_css=False)

    def pasted(text: str) -> Iterator[list[Any]]:
        yield from _audited(desk, kept, text, None)

    def chosen(path: str) -> Iterator[list[Any]]:
        yield from _audited(desk, kept, "", Path(path))

    check.click(pasted, draft, [status, result], **QUIET)
    file.upload(chosen, file, [status, result], **QUIET)


def _audited(desk: Desk, kept: Kept, text: str, path: Path | None) -> Iterator[list[Any]]:
    """Check a pasted text or a file; yields the status and the result."""
    if path is None and not text.strip():
        yield [status_html("Paste a text first, or choose a file."), gr.skip()]
        return
    yield [status_html("Checking each quotation …", busy=True), gr.skip()]
    from rag.audit.draft import from_text
    from rag.audit.draft.files import read_draft
    from rag.web.tabs.audit import audit_html

    try:
        draft = read_draft(path) if path else from_text(text[:LONGEST])
        report = desk.auditor().audit(draft)
    except QuothError as error:
        yield [status_html(str(error), wrong=True), ""]
        return
    finally:
        if path is not None:
            path.unlink(missing_ok=True)
    files = of_audit(report, path.name if path else "pasted text")
    links = links_html(kept.put(files), files, "Export this audit:")
    yield [status_html(""), audit_html(report) + links]
