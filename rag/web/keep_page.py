"""Keeping a known answer: which document answers a question, and what was kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from rag.search import DocumentRow
from rag.views.escape import attributes, esc, in_path, isolated
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
        '<a href="/known">see them all</a>.</p>'
        "</main>"
    )
    return page("Kept", body, css="source")


def known_page(lines: Sequence[Mapping[str, Any]]) -> str:
    """All known answers, the newest first, each with a button that takes it out."""
    rows = "".join(_line(line) for line in reversed(lines))
    none = "<p>None is kept yet. Ask something, then use “Keep as a known answer”.</p>"
    body = (
        '<header><h1>Known answers</h1><p class="about">'
        f"{esc(counted(len(lines), 'question'))} for <code>quoth eval</code>: "
        '<a download href="/known.jsonl">known.jsonl</a></p></header>'
        f'<main class="choose">{rows or none}</main>'
    )
    return page("Known answers", body, css="source")


def _line(line: Mapping[str, Any]) -> str:
    """One question with the words that answer it."""
    quoted = "".join(
        f'<blockquote dir="auto">{esc(place["quote"])} <span class="path">'
        f"{isolated(place['doc'])}</span></blockquote>"
        for place in line["evidence"]
    )
    remove = attributes(aria_label=f"Remove: {line['question']}")
    return (
        f'<section class="known"><h2 dir="auto">{esc(line["question"])}</h2>'
        f"{quoted or '<p>These documents do not answer it.</p>'}"
        f'<form method="post" action="/known"><input type="hidden" name="id"'
        f'{attributes(value=line["id"])}><button type="submit"{remove}>Remove</button></form>'
        "</section>"
    )


def _header(question: str) -> str:
    about = "Keep as a known answer"
    return f'<header><p class="about">{about}</p><h1 dir="auto">{esc(question)}</h1></header>'


def _form(action: str, question: str) -> str:
    return (
        f'<form method="post"{attributes(action=action)} class="keep">'
        f'<input type="hidden" name="question"{attributes(value=question)}>'
    )
