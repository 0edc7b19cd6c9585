"""Answers as Markdown with pandoc's footnotes: block quotes, each with where it stands."""

from collections.abc import Sequence
from urllib.parse import quote as percent

from rag.documents.document import Document
from rag.errors import QuestionError
from rag.views.checked import Answered, Cited, notes_of, where
from rag.views.escape import as_markdown
from rag.views.fragment import fragment
from rag.views.words import confidence_words, reason_words, voice_words


def markdown(answers: Sequence[Answered]) -> str:
    """One section an answer; footnotes are numbered over all of them."""
    parts: list[str] = []
    for answer in answers:
        parts += head(answer)
        parts += [_quote(item) for item in answer.quotes]
        parts += [_footnote(item) for item in answer.quotes]
    return "\n\n".join(parts) + "\n"


def head(answer: Answered) -> list[str]:
    """The question, and either how sure the answer is or why there is none."""
    record = answer.record
    said = confidence_words(float(record.get("confidence") or 0.0))
    if record.get("status") != "answered":
        said = f"No answer in the documents. {reason_words(record.get('reason'))}"
    return [f"## {as_markdown(str(record.get('question', '')))}", f"*{as_markdown(said)}*"]


def _quote(item: Cited) -> str:
    lines = [f"> {as_markdown(item.citation.text)}[^{item.number}]"]
    if voice := voice_words(item.quote.get("voice")):
        lines.append(f"> — {as_markdown(voice)}")
    return "\n>\n".join(lines)


def _footnote(item: Cited) -> str:
    lines = [where(item.quote), *notes_of(item.quote)]
    return f"[^{item.number}]: " + "\n    ".join(as_markdown(line) for line in lines)


def links(answers: Sequence[Answered], base: str | None) -> str:
    """Markdown whose quotes link to their own words in web pages, by text fragments.

    `base` is the address that the paths of the documents are relative to; where it is given, it
    goes before the address that a document states. Raises QuestionError for a document without
    any.
    """
    parts: list[str] = []
    for answer in answers:
        parts += head(answer)
        for item in answer.quotes:
            target = _address(item.document, base) + fragment(item.citation)
            title = as_markdown(item.document.title or item.document.path)
            parts.append(f"> {as_markdown(item.citation.text)}\n>\n> — [{title}]({target})")
    return "\n\n".join(parts) + "\n"


def _address(document: Document, base: str | None) -> str:
    """Where the document stands in the web, without a fragment of its own."""
    if base:
        return base.rstrip("/") + "/" + percent(document.path)
    if document.address is None:
        raise QuestionError(
            f"{document.path!r} states no web address of its own; links to it need the address "
            "that the documents' paths are relative to (--base)"
        )
    return document.address.partition("#")[0].replace("(", "%28").replace(")", "%29")
