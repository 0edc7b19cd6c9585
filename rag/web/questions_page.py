"""Pages of questions: what is new in the answers of saved ones, and where it stands; known answers.

A known answer is kept in three steps: which document answers, which words of it
(rag/web/marking.py), and what was kept.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from rag.measure.questions import KnownRecord
from rag.quotes.record import QuoteRecord
from rag.search import DocumentRow
from rag.span import Span
from rag.views.checked import where
from rag.views.escape import in_path
from rag.views.template import render
from rag.views.words import counted, no_answer_words
from rag.web.links import Address, Marked

if TYPE_CHECKING:
    from rag.answers.news import NewsRecord


def questions_page(found: "Sequence[NewsRecord]", question: str = "") -> Markup:
    """All saved questions with what is new; `question` is one that may be saved."""
    saved = [(one, _said(one), [*map(_new, one["new"])]) for one in found]
    known = {one["question"].casefold() for one in found}
    return render(
        "web/questions.html",
        title="Saved questions",
        saved=saved,
        question="" if question.casefold() in known else question,
        fresh=any(one["new"] or one["gone"] for one in found),
    )


def _said(one: "NewsRecord") -> str:
    """Why there is no answer; else whether anything is new."""
    if one["error"]:
        return f"Not asked: {one['error']}"
    if one["status"] != "answered":
        return no_answer_words(None)
    return "" if one["new"] or one["gone"] else "Nothing is new."


def _new(quote: QuoteRecord) -> tuple[str, str, str]:
    """The words of a quote that the answer before had not, where they stand, and the way there."""
    spans = tuple(Span(span["start"], span["end"]) for span in quote["spans"])
    document = quote["document"]
    marked = (Marked(quote["number"], spans),)
    url = Address(document["id"], document["sha256"], marked).url(at=f"quote-{quote['number']}")
    return quote["text"], where(quote), url


def choose_page(rows: Sequence[DocumentRow], question: str) -> Markup:
    """Which document answers, or that none does."""
    documents = [
        (row.title or row.path, row.path, f"/keep/{row.doc_id}?question={in_path(question)}")
        for row in rows
    ]
    return render(
        "web/keep.html", title="Keep as a known answer", question=question, documents=documents
    )


def saved_page(question: str, passages: Sequence[str], count: int) -> Markup:
    """What was kept, word for word, and where it is used."""
    return render(
        "web/kept.html",
        title="Kept",
        question=question,
        passages=passages,
        counted=counted(count, "question"),
    )


def known_page(lines: Sequence[KnownRecord]) -> Markup:
    """All known answers, the newest first, each with a button that takes it out."""
    return render(
        "web/known.html",
        title="Known answers",
        counted=counted(len(lines), "question"),
        lines=lines[::-1],
    )
