"""The page on which a question and the sentences that answer it become a known answer.

It has no script: each sentence is a check box, whose value is its layer-1 spans.
"""

from collections.abc import Sequence

from rag.document import Document
from rag.index import DocumentRow
from rag.reading import Block
from rag.span import Span
from rag.web.escape import attributes, esc, in_path, isolated
from rag.web.links import spans_text
from rag.web.page_html import message_page, page
from rag.web.passage_html import passage_html

_ASIDE = frozenset({"heading"})


def choose_page(rows: Sequence[DocumentRow], question: str) -> str:
    """Which document answers, or that none does."""
    items = "".join(
        f"<li><a{attributes(href=f'/keep/{row.doc_id}?question={in_path(question)}')}>"
        f"<bdi>{esc(row.title or row.path)}</bdi></a> "
        f'<span class="path">{isolated(row.path)}</span></li>'
        for row in rows
    )
    body = (
        f'{_header(question)}<main class="choose"><h2>It is answered in</h2><ul>{items}</ul>'
        f"<h2>Or nowhere</h2>{_form('/keep', question)}<p>Keep it as a question that these "
        'documents do not answer.</p><p><button type="submit">Keep as unanswerable</button></p>'
        "</form></main>"
    )
    return page("Keep as a known answer", body, css="source")


def mark_page(document: Document, question: str, marked: Sequence[Span]) -> str:
    """The document's sentences as check boxes; those that share text with `marked` are on."""
    blocks = "".join(_block(document, block, marked) for block in document.reading.blocks)
    body = (
        f"{_form(f'/keep/{document.doc_id}', question)}"
        f"{_header(question, document)}"
        f'<main class="reading marking" dir="auto">{blocks}</main></form>'
    )
    return page("Keep as a known answer", body, css="source")


def kept_page(question: str, count: int) -> str:
    """What was kept."""
    said = f"“{question}” is in your known answers now, which hold {count} so far. See Eval."
    return message_page("Kept", said)


def _header(question: str, document: Document | None = None) -> str:
    about = "Keep as a known answer"
    if document is None:
        return f'<header><p class="about">{about}</p><h1 dir="auto">{esc(question)}</h1></header>'
    title = isolated(document.title or document.path)
    return (
        f'<header><p class="about">{about} · {title}</p><h1 dir="auto">{esc(question)}</h1>'
        '<div class="tools"><span>Check each sentence that answers it.</span>'
        '<label><input type="checkbox" name="every" value="yes"> all of them are needed</label>'
        '<button type="submit">Keep</button></div></header>'
    )


def _form(action: str, question: str) -> str:
    return (
        f'<form method="post"{attributes(action=action)} class="keep">'
        f'<input type="hidden" name="question"{attributes(value=question)}>'
    )


def _block(document: Document, block: Block, marked: Sequence[Span]) -> str:
    if block.kind in _ASIDE:
        return f"<h3>{passage_html(document, block.start, block.end)}</h3>"
    own = [(a, b) for a, b in document.reading.sentences if block.start <= a < block.end]
    return f"<p>{' '.join(_sentence(document, a, b, marked) for a, b in own)}</p>"


def _sentence(document: Document, start: int, end: int, marked: Sequence[Span]) -> str:
    spans = document.reading.source_spans(start, end)
    on = any(span.overlap(one) for span in spans for one in marked)
    box = attributes(value=spans_text(spans), checked="checked" if on else None)
    return (
        f'<label class="sentence"><input type="checkbox" name="s"{box}> '
        f"{passage_html(document, start, end)}</label>"
    )
