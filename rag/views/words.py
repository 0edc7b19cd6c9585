"""The words in which answers speak to people; the same in terminal, Markdown and HTML."""

from collections.abc import Mapping
from typing import Any

from rag.answers.differ import differences
from rag.quotes.warnings import WORDS

REASONS = {
    "no_evidence": "Nothing found in them answers this.",
    "weak_evidence": "What they say is too weak to count as an answer.",
    "empty_question": "The question holds no words.",
    "empty_index": "The index holds no documents.",
}
"""What each reason for abstaining means."""
_CONFIDENCE = ((0.9, "very high"), (0.75, "high"), (0.5, "moderate"), (0.25, "low"))


def confidence_words(confidence: float) -> str:
    """The confidence as a word and a figure.

    >>> confidence_words(0.93)
    'Confidence: very high (0.93)'
    """
    word = next((word for floor, word in _CONFIDENCE if confidence >= floor), "very low")
    return f"Confidence: {word} ({confidence:.2f})"


def reason_words(reason: str | None) -> str:
    """Why Quoth abstains, as a sentence with the code; an unknown code stands alone."""
    said = REASONS.get(reason or "")
    return f"{said} ({reason})" if said else f"({reason})"


def voice_words(voice: Mapping[str, Any] | None) -> str:
    """Who speaks, where it is not the document's author: "" for the author."""
    kind, speaker = (voice or {}).get("kind"), (voice or {}).get("speaker")
    if kind == "quoted":
        return f"{speaker}, quoted there" if speaker else "words quoted there"
    if kind == "comment":
        return f"a reader's comment, by {speaker}" if speaker else "a reader's comment"
    return ""


def differ_words(record: Mapping[str, Any]) -> list[str]:
    """A sentence for each two quotes of an answer that contradict each other; no verdict."""
    quotes = record["quotes"]
    found = differences(record["question"], [(q["document"]["id"], q["text"]) for q in quotes])
    said = []
    for one in found:
        a, b = (quotes[at]["number"] for at in (one.one, one.other))
        if one.kind == "denial":
            said.append(f"Sources differ: [{a}] and [{b}], one says what the other denies.")
        else:
            said.append(f"Sources differ: “{one.words[0]}” in [{a}], “{one.words[1]}” in [{b}].")
    return said


def where_words(quote: Mapping[str, Any]) -> list[str]:
    """Title, author, date, path, page, section and line of a quote, as far as they are known."""
    document, locator = quote["document"], quote["locator"]
    page, section, line = locator.get("page"), locator.get("section"), locator.get("line")
    parts = [
        document.get("title"),
        f"by {document['author']}" if document.get("author") else None,
        document.get("date"),
        document["path"],
        f"p. {page}" if page else None,
        f"§ {section}" if section else None,
        f"line {line}" if line else None,
        occurrence_words(quote.get("occurrence")),
    ]
    return [part for part in parts if part]


def occurrence_words(occurrence: list[int] | None) -> str | None:
    """Which of several identical places this is, or None where there is only one."""
    if not occurrence or occurrence[1] < 2:
        return None
    return f"place {occurrence[0]} of {occurrence[1]} with these words"


def warnings_of(quote: Mapping[str, Any]) -> list[str]:
    """A quote's warnings as words, but those that its voice says already."""
    said = {"speaker", "commenter"}
    codes = [code for code in quote.get("warnings") or () if code not in said]
    return [f"Take care: {WORDS.get(code, code)}" for code in codes]
