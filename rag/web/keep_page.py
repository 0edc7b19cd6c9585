"""Keeping a known answer: which document answers a question, and what was kept."""

from collections.abc import Sequence

from rag.index import DocumentRow
from rag.web.escape import attributes, esc, in_path, isolated
from rag.web.page_html import page
from rag.web.words import counted


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


def kept_page(question: str, passages: Sequence[str], count: int) -> str:
    """What was kept, word for word, and where it is used."""
    quoted = "".join(f'<blockquote dir="auto">{esc(words)}</blockquote>' for words in passages)
    said = quoted or "<p>These documents do not answer it.</p>"
    body = (
        f'{_header(question)}<main class="choose"><h2>Kept</h2>{said}'
        f"<p>Your known answers hold {counted(count, 'question')} now. Run them under Eval, or "
        'save them for <code>quoth eval</code>: <a download href="/known.jsonl">known.jsonl</a></p>'
        "</main>"
    )
    return page("Kept", body, css="source")


def _header(question: str) -> str:
    about = "Keep as a known answer"
    return f'<header><p class="about">{about}</p><h1 dir="auto">{esc(question)}</h1></header>'


def _form(action: str, question: str) -> str:
    return (
        f'<form method="post"{attributes(action=action)} class="keep">'
        f'<input type="hidden" name="question"{attributes(value=question)}>'
    )
