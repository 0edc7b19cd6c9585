"""The audit tab: a draft's quotations, each checked against the library."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from markupsafe import Markup

from rag.documents.document import Document
from rag.errors import QuothError
from rag.span import Span
from rag.views.template import render
from rag.web.desk import Desk
from rag.web.export import links_html, of_audit
from rag.web.filter_box import chosen, filter_box
from rag.web.links import Address, Marked
from rag.web.stores.results import ResultStore
from rag.web.tabs.ask import QUIET, lead, status_html

if TYPE_CHECKING:
    from rag.audit import AuditReport


def audit_html(report: "AuditReport") -> Markup:
    """The whole audit, each finding with a link to its passage in the source."""
    from rag.views.page.findings import AuditView

    return render("web/tabs/audit.html", audit=AuditView(report, _address).shown())


def _address(number: int, document: Document, spans: Sequence[Span]) -> str:
    marked = (Marked(number, tuple(spans)),)
    return Address(document.doc_id, document.sha256, marked).url(at=f"quote-{number}")


_KINDS = [".md", ".txt", ".html", ".docx", ".json", ".jsonl", ".bib", ".zip"]


def build_audit(desk: Desk, kept: ResultStore) -> None:
    """Lay out the tab and wire it. Call inside a Blocks context."""
    with gr.Column(elem_id="audit"):
        gr.HTML(lead("audit"), apply_default_css=False)
        draft = gr.Textbox(
            label="Text with quotations", lines=6, max_lines=16,
            placeholder="Paste it here, or choose a file below", elem_id="draft-text",
        )  # fmt: skip
        with gr.Accordion("Only some documents", open=False, elem_classes="more") as only:
            filter_ = filter_box("audit-where")
        with gr.Row(elem_id="audit-actions"):
            check = gr.Button("Check the quotations", variant="primary", size="sm", scale=0)
            file = gr.UploadButton(
                "Choose a file", file_types=_KINDS, size="sm", variant="secondary", scale=0
            )
        status = gr.HTML(status_html(""), apply_default_css=False)
        result = gr.HTML("", elem_id="findings", apply_default_css=False)

    def pasted(text: str, where: str) -> Iterator[list[Any]]:
        yield from _audited(desk, kept, text, None, where)

    def brought(path: str, where: str) -> Iterator[list[Any]]:
        yield from _audited(desk, kept, "", Path(path), where)

    shown, carried = [status, result], filter_.carried(1, 2)
    check.click(pasted, [draft, filter_.where], shown, js=carried, **QUIET)
    file.upload(brought, [file, filter_.where], shown, js=carried, **QUIET)
    filter_.wire(desk, only.expand)


def _audited(
    desk: Desk, kept: ResultStore, text: str, path: Path | None, where: str
) -> Iterator[list[Any]]:
    """Check a pasted text or a file; yields the status and the result."""
    if path is None and not text.strip():
        yield [status_html("Paste a text first, or choose a file."), gr.skip()]
        return
    yield [status_html("Checking each quotation …", busy=True), gr.skip()]
    from rag.audit.draft import from_text
    from rag.audit.draft.files import read_draft

    try:
        draft = read_draft(path) if path else from_text(text)
        report = desk.auditor(chosen(desk, [], where)).audit(draft)
    except QuothError as error:
        yield [status_html(str(error), wrong=True), ""]
        return
    finally:
        if path is not None:
            path.unlink(missing_ok=True)
    files = of_audit(report, path.name if path else "pasted text")
    links = links_html(kept.put(files), files, "Export this audit:")
    yield [status_html(""), audit_html(report) + links]
