"""One quote as the page shows it; it is checked again before it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.documents.document import Note
from rag.errors import CitationError
from rag.quotes.check import check_quote
from rag.quotes.quote import Quote
from rag.quotes.warnings import warning_words
from rag.views.page.passage import passage, reading_ranges
from rag.views.page.segments import MarkedRange, TextPiece
from rag.views.words import LATER_NOTES, also_words, items_words
from rag.web.links import address_of
from rag.web.words import place_words, title_of, voice_words

Numbered = tuple[int, Quote]
_SHOWN_ABOVE = frozenset({"speaker", "commenter"})  # the line above the quote says it


@dataclass(frozen=True, slots=True)
class Caption:
    """The line above a quote: where it stands, and who speaks if it is not the author.

    `title` is None where the document's name stands above already, and the author speaks.
    """

    places: Sequence[str]
    voice: str
    title: str | None = None
    speaker: str | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Copied:
    """A quote with its footnote as it is copied: in parts, of which a title is set apart."""

    number: int
    words: str
    where: Sequence[tuple[str, bool]]

    @property
    def text(self) -> str:
        """Both as plain text."""
        where = "".join(text for text, _ in self.where)
        return f"“{self.words}” [{self.number}]\n\n[{self.number}] {where}"


@dataclass(frozen=True, slots=True)
class QuoteShown:
    """All that templates/quote.html lays out. `key` is the quote's own on the page.

    `refused` says why a quote is held back; all that follows is then empty.
    """

    number: int
    key: str
    near: bool
    refused: str = ""
    url: str = ""
    caption: Caption | None = None
    lead: Sequence[str] = ()
    words: Sequence[TextPiece] = ()
    warnings: Sequence[str] = ()
    notes: Sequence[tuple[str, Note]] = ()
    later_notes: Sequence[tuple[str, Note]] = ()
    also: Sequence[str] = ()
    copied: Copied | None = None


def quote_shown(
    number: int,
    quote: Quote,
    numbered: Sequence[Numbered],
    key: str,
    *,
    near: bool = False,
    titled: bool = False,
) -> QuoteShown:
    """One quote with the line above it, footnote and notes.

    `numbered` are all quotes that are marked with it in the source; one that is `near` is no
    evidence. One that is `titled` names its document, which does not stand above it.
    """
    if refused := _refused(quote):
        return QuoteShown(number, key, near, refused=refused)
    return QuoteShown(
        number,
        key,
        near,
        url=address_of(numbered, quote.document.doc_id).url(at=f"quote-{number}"),
        caption=_caption(quote, near or titled),
        lead=[quote.words_at(lead.spans) for lead in quote.lead],
        words=passage(quote.document, *quote.range, _layers(quote), f"n{key}-"),
        warnings=[] if near else _warnings(quote),
        notes=_notes(quote, key),
        later_notes=[(at, n) for name, at in LATER_NOTES.items() for n in getattr(quote, name)],
        also=_also(quote),
        copied=None if near else _copied(number, quote),
    )


def _refused(quote: Quote) -> str:
    """Why a quote is not shown; "" for one that its document bears out."""
    try:
        check_quote(quote.text, quote.spans, quote.document)
    except CitationError as error:
        return str(error)
    return ""


def _layers(quote: Quote) -> list[MarkedRange]:
    """The words that answer."""
    ranges = reading_ranges(quote.document, quote.answer_spans)
    return [MarkedRange(a, b, "u", 1, "answering") for a, b in ranges]


def _caption(quote: Quote, titled: bool) -> Caption:
    """Who speaks if it is not the author, and where; one that is `titled` names its document."""
    places = place_words(quote)
    if not titled and quote.voice.kind == "author":
        return Caption(places, "author")
    speaker, said = voice_words(quote)
    return Caption(places, quote.voice.kind, title_of(quote), speaker, said)


def _warnings(quote: Quote) -> list[str]:
    return [warning_words(code) for code in quote.warnings if code not in _SHOWN_ABOVE]


def _notes(quote: Quote, key: str) -> list[tuple[str, Note]]:
    """The source's own notes, unfolding in place, each with what its mark leads to."""
    where = {id(note): n for n, note in enumerate(quote.document.notes, 1)}
    return [(f"n{key}-{where.get(id(note), 0)}", note) for note in quote.notes]


def _also(quote: Quote) -> list[str]:
    """Where else the words stand, and which part of a list they are."""
    places = [place.document.title or place.document.path for place in quote.also]
    return [*items_words(quote.items), *also_words(places)]


def _copied(number: int, quote: Quote) -> Copied:
    """The quote with its footnote: who speaks, whose document, and where."""
    document = quote.document
    voice = quote.voice.speaker if quote.voice.kind != "author" else None
    before = f"{voice}, in " if voice else ""
    before += f"{document.author}, " if document.author else ""
    after = ", ".join(part for part in (document.date, document.path, *place_words(quote)) if part)
    parts = [before, document.title or "", f", {after}." if document.title else f"{after}."]
    where = [(text, at == 1) for at, text in enumerate(parts) if text]
    return Copied(number, quote.text, where)
