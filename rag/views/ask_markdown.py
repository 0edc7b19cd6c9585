"""An answer as Markdown: block quotes with footnotes for where they stand."""

from collections.abc import Mapping
from typing import Any

from rag.views.escape import as_markdown
from rag.views.words import (
    confidence_words,
    differ_words,
    reason_words,
    voice_words,
    warnings_of,
    where_words,
)

Json = Mapping[str, Any]


def answer_markdown(record: Json) -> str:
    """The question as a heading, then quotes as block quotes, each with its footnote.

    Nothing in a document's words can be mark-up: it is escaped.
    """
    parts = [f"## {as_markdown(record['question'])}"]
    if record["status"] == "error":
        return f"{parts[0]}\n\n**Error:** {as_markdown(record['error'])}\n"
    quotes = record["quotes"]
    if record["status"] != "answered":
        quotes = record.get("nearest") or []
        parts.append(
            f"**No answer in the documents.** {as_markdown(reason_words(record['reason']))}"
        )
        if quotes:
            parts.append("Closest passages (not an answer):")
    parts += [_quote(quote) for quote in quotes]
    if record["status"] == "answered":
        parts += [as_markdown(said) for said in differ_words(record)]
    parts.append(f"*{confidence_words(record['confidence'])}*")
    parts += [_footnote(quote) for quote in quotes]
    return "\n\n".join(parts) + "\n"


def _quote(quote: Json) -> str:
    """The block quote with its footnote's mark, and who speaks where it is not the author."""
    lines = [f"> {as_markdown(quote['text'])}[^{quote['number']}]"]
    if voice := voice_words(quote["voice"]):
        lines.append(f"> — {as_markdown(voice)}")
    lines += [f"> {as_markdown(warning)}" for warning in warnings_of(quote)]
    return "\n>\n".join(lines)


def _footnote(quote: Json) -> str:
    """Where the quote stands, with the source's own notes on lines below."""
    lines = [f"[^{quote['number']}]: {as_markdown(', '.join(where_words(quote)))}"]
    lines += [f"also in {as_markdown(p['document']['path'])}" for p in quote.get("also") or ()]
    for note in quote.get("notes") or ():
        lines.append(f"note {as_markdown(note['mark'])}: {as_markdown(note['text'])}")
        full = note.get("full_reference")
        while full:
            lines.append(f"= note {as_markdown(full['mark'])}: {as_markdown(full['text'])}")
            full = full.get("full_reference")
    return "\n\n    ".join(lines)
