"""Results as files. Every quote is checked again on its way out (rag/views/export.py)."""

from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from markupsafe import Markup

from rag.answers.batch import dump_line
from rag.answers.record import AnswerRecord, IndexRecord, to_json
from rag.answers.result import Answer
from rag.search import Index
from rag.search.labels import read_labels
from rag.views.formats import FORMATS
from rag.views.template import render
from rag.web.conversation import Conversation

if TYPE_CHECKING:
    from rag.audit import AuditReport


_STYLES = {"chicago": "Chicago", "apa": "APA", "mla": "MLA", "oscola": "OSCOLA",
           "harvard": "Harvard"}  # fmt: skip


class Download(NamedTuple):
    """A file that is written when it is fetched: its name for people, media type, bytes.

    One with a content security `policy` is a page that is shown, not saved. `style` is the name of
    the citation style that its footnotes are in. `partly` writes what the format can hold, and
    tells of each quote that is left out.
    """

    label: str
    media: str
    write: Callable[[], bytes]
    policy: str = ""
    style: str = ""
    partly: Callable[[Callable[[str], None]], bytes] | None = None


Downloads = Mapping[str, Download]
"""Files by name."""


def links_html(key: str, downloads: Downloads, said: str) -> Markup:
    """Links to the files that are kept under `key`."""
    styles: dict[str, list[dict[str, str]]] = {"": []}
    for name, file in downloads.items():
        link = {"url": f"/export/{key}/{name}", "label": file.label}
        styles.setdefault(file.style, []).append(link)
    return render("web/exports.html", said=said, files=styles.pop(""), styles=styles)


def of_conversation(talk: Conversation, index: Index, about: IndexRecord) -> Downloads:
    """A conversation in every format of rag/views/formats.py, and as JSON Lines.

    Web links are offered for quotes whose document states its own address.
    """

    def offer(name: str, label: str = "", said: str = "", **how: Any) -> Download:  # noqa: ANN401
        write = partial(_written, talk, index, about, name, **how)
        own = FORMATS[name]
        return Download(label or own.label, own.media, write, style=said, partly=write)

    found = {f"quoth{one.suffix}": offer(name) for name, one in FORMATS.items() if name != "links"}
    found["quoth.jsonl"] = Download(
        "JSON Lines", "application/jsonl", lambda: b"".join(map(dump_line, records(talk, about)))
    )
    results = [turn.result for turn in talk.turns if isinstance(turn.result, Answer)]
    cited = [quote.document for result in results for quote in result.quotes]
    linked = [document.doc_id for document in cited if document.address]
    if linked:
        part = "" if len(linked) == len(cited) else f" ({len(linked)} of {len(cited)} quotes)"
        found["quoth-links.md"] = offer("links", f"web links{part}", documents=frozenset(linked))
    if results and find_spec("citeproc"):  # pip install 'quoth[scholar]'
        found |= {
            f"quoth-{style}{FORMATS[name].suffix}": offer(name, said=said, style=style)
            for style, said in _STYLES.items()
            for name in ("docx", "html", "markdown")
        }
    return found


def _written(
    talk: Conversation,
    index: Index,
    about: IndexRecord,
    format: str,
    left_out: Callable[[str], None] | None = None,
    *,
    documents: Set[str] | None = None,
    style: str | None = None,
) -> bytes:
    """A conversation in a format, of these `documents` alone, with footnotes in a style."""
    from rag.views.export import export

    made = records(talk, about)
    made = made if documents is None else _only(made, documents)
    labels = read_labels(index.directory) if style else {}
    items = {doc_id: one.item for doc_id, one in labels.items() if one.item}
    return export(made, index, format, style=style, items=items, left_out=left_out)


def _only(answers: Sequence[AnswerRecord], documents: Set[str]) -> list[AnswerRecord]:
    """The answers with the quotes of these documents alone; those that have none are left out."""
    kept = []
    for answer in answers:
        quotes = [quote for quote in answer["quotes"] if quote["document"]["id"] in documents]
        if quotes:
            one = answer.copy()
            one["quotes"] = quotes
            kept.append(one)
    return kept


def of_audit(report: "AuditReport", name: str) -> Downloads:
    """An audit as a page, as JSON and as SARIF."""
    from rag.audit import report_json
    from rag.audit.sarif import sarif
    from rag.views.page.audit import audit_page

    return {
        "audit.html": Download(
            "page", "text/html; charset=utf-8", lambda: audit_page(report, name).encode("utf-8")
        ),
        "audit.json": Download(
            "JSON", "application/json", lambda: orjson.dumps(report_json(report))
        ),
        "audit.sarif": Download(
            "SARIF", "application/sarif+json", lambda: orjson.dumps(sarif(report, name))
        ),
    }


def records(talk: Conversation, index: IndexRecord) -> list[AnswerRecord]:
    """The answers of a conversation in the JSON contract, oldest first.

    Footnotes keep the numbers that they were shown with. Raises CitationError if a quote is not
    its source's own words.
    """
    found = []
    for number, turn in enumerate(talk.turns, 1):
        record = to_json(turn.result, id=number, seconds=turn.seconds, index=index)
        for at, quote in enumerate(record["quotes"]):
            quote["number"] = turn.first + at
        found.append(record)
    return found
