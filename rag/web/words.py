"""The page's words about an answer: who speaks, how sure, why not."""

from collections.abc import Sequence

from rag.quotes.locator import printed_place
from rag.quotes.quote import Quote
from rag.views.escape import attributes, esc, isolated
from rag.views.words import confidence_word

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def confidence_html(confidence: float) -> str:
    """The confidence as a word, with its figure on hover and for screen readers."""
    word = confidence_word(confidence)
    figure = f"{confidence:.2f} of 1: how likely it is that these quotes answer the question"
    return (
        f'<span class="confidence" tabindex="0"{attributes(title=figure)}>confidence {word}'
        f'<span class="figure"> {confidence:.2f}</span></span>'
    )


def voice_words(quote: Quote) -> str:
    """HTML: who speaks, up to the document's title, e.g. "Crocker, quoted in"."""
    kind, speaker = quote.voice.kind, quote.voice.speaker
    if kind == "quoted":
        return f"{isolated(speaker)}, quoted in" if speaker else "Somebody quoted in"
    if kind == "comment":
        return f"{isolated(speaker)}, commenting on" if speaker else "A reader, commenting on"
    author = quote.document.author
    return f"{isolated(author)}," if author else ""


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


def counted(number: int, noun: str) -> str:
    """A number with its noun: "one quote", "12 quotes"."""
    said = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{said} {noun}" if number == 1 else f"{said} {noun}s"


def tally(quotes: Sequence[Quote]) -> str:
    """How many quotes there are, from how many documents."""
    documents = len({quote.document.doc_id for quote in quotes})
    said = f"{counted(len(quotes), 'quote')} from {counted(documents, 'document')}"
    return esc(said[0].upper() + said[1:])
