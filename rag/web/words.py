"""The page's words about an answer: who speaks, where, and how many quotes there are."""

from collections.abc import Sequence

from rag.quotes.locator import printed_place
from rag.quotes.quote import Quote
from rag.views.words import capital, counted


def voice_words(quote: Quote) -> tuple[str | None, str]:
    """Who speaks, and what stands between that and the title: ("Crocker", ", quoted in")."""
    kind, speaker = quote.voice.kind, quote.voice.speaker
    if kind == "quoted":
        return (speaker, ", quoted in") if speaker else (None, "Somebody quoted in")
    if kind == "comment":
        return (speaker, ", commenting on") if speaker else (None, "A reader, commenting on")
    author = quote.document.author
    return (author, ",") if author else (None, "")


def title_of(quote: Quote) -> str:
    """The document's title, or its path where it states none."""
    return quote.document.title or quote.document.path


def place_words(quote: Quote) -> list[str]:
    """Page, section, line and occurrence of a quote, as far as they are known."""
    locator, (nth, of) = quote.locator, quote.occurrence
    parts = [
        printed_place(locator.page, locator.printed_lines),
        locator.section,
        f"line {locator.line}" if not locator.page else "",
        f"{nth} of {of} places with these words" if of > 1 else "",
    ]
    return [part for part in parts if part]


def tally(quotes: Sequence[Quote]) -> str:
    """How many quotes there are, from how many documents."""
    documents = len({quote.document.doc_id for quote in quotes})
    said = f"{counted(len(quotes), 'quote')} from {counted(documents, 'document')}"
    return capital(said)
