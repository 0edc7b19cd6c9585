"""Page, year, section and title of a citation, held against where the words stand.

Nothing here changes a verdict: what differs is said, with what is right.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile

from rag.audit.papers import agree, days_above
from rag.audit.sections import missected
from rag.audit.works import another_work
from rag.documents.document import Document
from rag.english.citations import KINDS
from rag.english.dates import iso, only_date
from rag.english.patterns.references import LINKS_VERB
from rag.english.patterns.references import PLACES_PAGES as _PAGES
from rag.english.patterns.references import PLACES_PARAGRAPH as _PARAGRAPH
from rag.english.people import fold, same_name
from rag.english.speech import PERSON
from rag.quotes.quote import notes_of
from rag.quotes.quoted import block_at, sentences_in
from rag.quotes.voice import voice_of
from rag.span import Span

_YEAR = re.compile(r"(?<![\d–-])(?:1[5-9]|20)\d\d(?![\d–-])")
_ITEM = re.compile(r"[\[(§\s]*(?P<number>\d+(?:\.\d+)*|[IVXLC]+)[.)\]:]")
"""The number of a paragraph; "I" alone is somebody."""
_ASKED = re.compile(r"\W*Q\.?\s?(?P<number>\d+)\b")
_SECOND_HAND = re.compile(
    r"\b(?:quoted|cited|qtd\.?|reprinted|reproduced)\s+(?:in|by|from)\b", re.I
)
_ACCESSED = re.compile(rf"\b{LINKS_VERB}\b.*", re.I | re.S)
_PAPERS = KINDS | {"journal", "notebook"}
_PRINTED = re.compile(
    r"\b\d{1,3}\s*\((?:1[5-9]|20)\d\d\)(?=\s*[,:])"
    r"|\b(?:\d{1,2}\.?\s+[A-Z][a-z]+|[A-Z][a-z]+\s+\d{1,2},?)\s+(?:1[5-9]|20)\d\d$"
    r"|\b(?:[Pp]ublished|[Pp]rinted|[Dd]elivered|[Bb]roadcast)\b[^.]*\b(?:1[5-9]|20)\d\d$"
)
"""The year of a journal's volume, or a full date at the end of a line."""
_VOLUME = re.compile(
    r"\(?(?:1[5-9]|20)\d\d\)?\s*[,:]\s*(?:pp?\.\s*)?(?P<from>\d{1,4})\s*[-–—]\s*(?P<to>\d{1,4})\b"
)
"""The pages of a paper behind the year of its volume."""
_HEAD, _LINES, _SHORT = 2000, 12, 40
"""Code points, lines and the length of a line in which a date at the head may stand."""


def misplaced(
    citations: Sequence[str],
    document: Document,
    spans: Sequence[Span],
    known: bool,
    speaker: str | None = None,
) -> Iterator[str]:
    """What the citations say of the place that is not so; `known`: they name an indexed document.

    `spans` are layer 1 of `document`, where the words stand; `speaker` is somebody whom it quotes,
    and whose letter or diary may be what is cited.
    """
    words = [document.reading.locate((span,)) for span in spans]  # an elision parts them
    above = days_above(document, (words[0][0], words[-1][1])) if citations else []
    for text in (_SECOND_HAND.split(text)[-1] for text in citations):
        bare = _without_title(text, document)
        theirs = _of_another(text, document, words[0])
        if theirs:  # "Marsh (1958)", whom a paper quotes
            yield from _otherwise(bare, theirs)
            continue
        yield from _pages(bare, document, spans)
        if speaker and speaker in text and _PAPERS & {fold(w) for w in re.findall(r"\w+", text)}:
            continue
        yield from _years(bare, document, above)
        yield from missected(text, document, spans)
        yield from _paragraphs(text, document, spans)
        yield from another_work(text, document, known)


def _of_another(text: str, document: Document, words: tuple[int, int]) -> str | None:
    """The document's own reference to the work of somebody whom it quotes there, if it is cited.

    It stands in the document's text or in its note to the words.
    """
    name, year = re.search(PERSON, text), _YEAR.search(text)
    who = voice_of(document, *words).speaker
    if name is None or year is None or not who or not same_name(who, name[0]):
        return None
    last, end = re.escape(name[0].split()[-1]), sentences_in(document, *words)[-1:]
    for note in notes_of(document, words[0], end[0][1] if end else words[1]):
        whole = f"{note.text} {note.full_reference.text if note.full_reference else ''}"
        if re.search(rf"\b{last}\b", whole) and year[0] in _YEAR.findall(whole):
            return note.text
    own = re.search(rf"\b{last}(?:['’]s?)?,?\s*\(?{year[0]}\b[^()]{{0,30}}", document.reading.text)
    return own[0] if own else None


def _otherwise(text: str, theirs: str) -> Iterator[str]:
    """A cited page that is not the one of the document's own reference."""
    mine, own = (
        next((m["from"] for form in _PAGES for m in form.finditer(one)), None)
        for one in (text, theirs)
    )
    if mine and own and mine != own:
        yield f"the draft cites p. {mine}; the source cites {theirs.strip()}"


def _without_title(text: str, document: Document) -> str:
    """The citation without the document's own title, which may hold figures of its own."""
    words = re.findall(r"\w+", document.title or "")
    title = r"[\W_]+".join(map(re.escape, words))
    return re.sub(rf"\b{title}\b", " ", text, flags=re.I) if words else text


def _pages(text: str, document: Document, spans: Sequence[Span]) -> Iterator[str]:
    """A cited page on which the words do not stand, where the document has pages."""
    match = next((m for pattern in _PAGES for m in pattern.finditer(text)), None)
    if match is None or _YEAR.fullmatch(match["from"]):
        return
    if not document.pages:
        yield from _outside(match, document)
        return
    starts = [page.start for page in document.pages]
    first = sum(start <= spans[0].start for start in starts) - 1
    last = sum(start < spans[-1].end for start in starts) - 1
    labels = [document.pages[n].label for n in range(max(0, first), last + 1)]
    low, high = match["from"], match["to"] or match["from"]
    if low.isdigit() and high.isdigit() and int(high) < int(low):
        high = low[: len(low) - len(high)] + high
    if not any(_between(label, low, high) for label in labels):
        cited = low if low == high else f"{low}–{high}"
        right = "–".join(dict.fromkeys((labels[0], labels[-1])))
        yield f"the draft cites p. {cited}; the words stand on p. {right}"


def _outside(cited: re.Match[str], document: Document) -> Iterator[str]:
    """A cited page outside of those that the head gives ("41 (1974), pp. 88–120")."""
    own = _VOLUME.search(document.text[:_HEAD])
    low = cited["from"]
    if own and low.isdigit() and not int(own["from"]) <= int(low) <= int(own["to"]):
        yield f"the draft cites p. {low}; the document has pp. {own['from']}–{own['to']}"


def _between(label: str, low: str, high: str) -> bool:
    if label.isdigit() and low.isdigit() and high.isdigit():
        return int(low) <= int(label) <= int(high)
    return label.casefold() in (low.casefold(), high.casefold())


def _years(text: str, document: Document, above: Sequence[str]) -> Iterator[str]:
    """A cited year or day that is neither the document's nor one of those `above` the words."""
    cited, day = _YEAR.findall(text), only_date(_ACCESSED.sub("", text))
    dated = document.date or _dated(document)
    if above and len(day) == len("1931-05-14"):
        dated = above[-1] if not any(agree(day, one) for one in above) else day
    own = re.findall(r"\b(?:1[5-9]|20)\d\d\b", " ".join((dated, *above)))  # "1931-05-14", too
    days = (day, iso(dated) or only_date(dated))
    if all(days) and not any(a.startswith(b) for a, b in (days, days[::-1])):
        yield f"the draft cites {days[0]}; the document is dated {dated}"
        return
    if cited and own and not set(cited) & set(own):
        yield f"the draft cites {cited[0]}; the document is dated {dated}"


def _dated(document: Document) -> str:
    """The first line at the head of a document that dates it; "" if none does.

    A short one that ends in a year, or a longer one with a full date or a volume's year.
    """
    lines = [line.strip(" *_#") for line in document.text[:_HEAD].split("\n")[:_LINES]]
    short = (line for line in lines if len(line) < _SHORT and _YEAR.search(line[-5:]))
    printed = (m.group() for line in lines if (m := _PRINTED.search(line)))
    return next(chain(short, printed), "")


def _paragraphs(text: str, document: Document, spans: Sequence[Span]) -> Iterator[str]:
    """A cited number of a paragraph that is not that of the words, where paragraphs have one."""
    cited, reading = _PARAGRAPH.search(text), document.reading
    if cited is None:
        return
    at = block_at(document, reading.locate(tuple(spans[:1]))[0])
    above = takewhile(lambda block: block.kind != "heading", reading.blocks[at::-1])
    item = _ASKED if cited["asked"] else _ITEM
    found = (item.match(reading.text, block.start, block.end) for block in above)
    number = next((m["number"] for m in found if m), "")
    low = int(cited["from"] or cited["at"] or cited["asked"])
    if number.isdigit() and not low <= int(number) <= int(cited["to"] or low):
        yield f"the draft cites {cited.group()}; the words stand in {number}"
