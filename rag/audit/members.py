"""What a saved quote says beside its words: author, speaker, page, notes, held against the source.

True words under a forged name, page or footnote mislead as much as false ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rag.documents.document import Document
from rag.errors import SpanError
from rag.files import JsonView
from rag.quotes.quote import quote_at
from rag.quotes.record import document_json, note_json
from rag.span import Span


def wrong_member(record: JsonView, document: Document, spans: tuple[Span, ...]) -> str | None:
    """The first thing that a saved quote says of its words and the source does not; or None.

    `document` is the version that was cited, `spans` are the cited ones. What the record does
    not have is not asked for.
    """
    try:
        quote = quote_at(document, *document.reading.locate(spans))
    except SpanError:
        return None
    place, voice = quote.locator, quote.voice
    today: Mapping[str, object] = document_json(document)
    given = {name: _of(record, "document").get(name, today[name]) for name in _NAMED}
    pairs = [(f"the document's {name}", given[name], today[name]) for name in _NAMED]
    facts = (
        ("locator", "page", "the page", place.page),
        ("locator", "section", "the section", place.section),
        ("locator", "line", "the line", place.line),
        ("locator", "printed_lines", "the printed lines", place.printed_lines),
        ("voice", "kind", "the voice", voice.kind),
        ("voice", "speaker", "the speaker", voice.speaker),
    )
    pairs += [(what, _of(record, m).get(name, there), there) for m, name, what, there in facts]
    for member in ("notes", "paragraph_notes", "following_notes"):
        pairs += _notes(record.get(member), [note_json(n) for n in getattr(quote, member)])
    for what, said, there in pairs:
        if said != there:
            return f"the words are the source's, but {what} is {said!r:.80}; it has {there!r:.80}"
    return None


_NAMED = ("title", "author", "date")


def _of(record: JsonView, member: str) -> JsonView:
    value = record.get(member)
    return value if isinstance(value, Mapping) else {}


def _notes(
    said: object, there: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, object, object]]:
    """Each note that is given beside the source's own."""
    if not isinstance(said, list):
        return
    yield "the number of notes", len(said), len(there)
    for one, other in zip(said, there, strict=False):
        own = one if isinstance(one, Mapping) else {}
        for name in ("mark", "text", "full_reference"):
            if name in own:
                yield f"note {other['mark']}'s {name}", _words(own[name]), _words(other[name])


def _words(value: object) -> object:
    """A note's words, or those of the note that it stands for."""
    return value.get("text") if isinstance(value, Mapping) else value
